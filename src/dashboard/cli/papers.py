"""``slides`` and ``report``: the ready quarterly set as files, for a period and a circle."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli import context
from dashboard.council import assets, papers, ready
from dashboard.council.assets import AssetKind
from dashboard.council.commands import require_quarter
from dashboard.council.content import Content, ready_content
from dashboard.documents import files
from dashboard.documents import report as reports
from dashboard.documents import slides as decks
from dashboard.errors import FileUnusable, reason
from dashboard.periods import Period, parse
from dashboard.store import Circle, Store

POWERPOINT = ".pptx"

PeriodOption = Annotated[str, typer.Option("--period", help="Quartal, zum Beispiel 2026-Q3.")]
AudienceOption = Annotated[Circle, typer.Option(help="Kreis, für den es ist.")]
LogoOption = Annotated[Path | None, typer.Option("--logo", help="Wappen als PNG oder JPEG, sonst das hinterlegte.")]


def slides(
    period: PeriodOption,
    audience: AudienceOption,
    output: Annotated[Path, typer.Option("--output", "-o", help="Datei, die geschrieben wird: .pptx.")],
    master: Annotated[Path | None, typer.Option(help="Vorlage des Landkreises (.pptx), sonst die hinterlegte.")] = None,
    logo: LogoOption = None,
) -> None:
    """Den fertigen Quartalsbericht als Folien schreiben."""
    with context.refusals():
        if not output.name.casefold().endswith(POWERPOINT) or len(output.name) == len(POWERPOINT):
            raise files.EndingUnknown(f"„{output.name}“ endet nicht auf .pptx; Folien gibt es nur als PowerPoint.")
        with context.opened() as store:
            own, picture = _given(store, AssetKind.MASTER, master), _given(store, AssetKind.EMBLEM, logo)
            content = _content(store, period, audience)
        _write(output, decks.deck(papers.slides(content, master=own, picture=picture)))
        _say(content, output)


def report(
    period: PeriodOption,
    audience: AudienceOption,
    output: Annotated[Path, typer.Option("--output", "-o", help="Datei: .pdf, .docx oder .html.")],
    logo: LogoOption = None,
) -> None:
    """Den fertigen Quartalsbericht als PDF, DOCX oder Seite für die Homepage schreiben."""
    with context.refusals():
        suffix = files.ending(output.name, files.PUBLISHED)
        with context.opened() as store:
            picture = _given(store, AssetKind.EMBLEM, logo)
            content = _content(store, period, audience)
            catalogue = context.catalogue(store)
            with store.reading() as session:
                made = papers.report(session, catalogue, content, picture=picture)
        _write(output, files.written(reports.document(made), suffix))
        _say(content, output)


def _content(store: Store, period: str, audience: Circle) -> Content:
    catalogue, quarter = context.catalogue(store), _quarter(period)
    with store.reading() as session:
        return ready_content(session, catalogue, ready.QUARTERLY, quarter, audience)


def _quarter(text: str) -> Period:
    return require_quarter(parse(text))


def _given(store: Store, kind: AssetKind, file: Path | None) -> bytes | None:
    """What the command names, else what the administration has handed in."""
    if file is not None:
        return _read(file)
    with store.reading() as session:
        return assets.asset(session, kind)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileUnusable(f"„{file}“ kann nicht gelesen werden: {reason(error)}.") from error


def _write(output: Path, data: bytes) -> None:
    try:
        output.write_bytes(data)
    except OSError as error:
        raise FileUnusable(f"„{output}“ kann nicht geschrieben werden: {reason(error)}.") from error


def _say(content: Content, output: Path) -> None:
    """What was written, and what of it could not be shown."""
    context.say(f"„{content.title}“ für „{content.circle.label}“ in „{output}“ geschrieben.")
    for page in content.pages:
        if page.answer:
            context.say(page.answer)
