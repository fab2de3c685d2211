"""The county's template for slides and its coat of arms: handed in once, used by all slides and reports.

Both are checked by the functions that make the files, when they are handed in and again whenever they are used.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances.kinds import Labelled
from dashboard.council.models import PaperAsset
from dashboard.council.rows import SUBJECT, allow
from dashboard.documents import logo, slide_master
from dashboard.errors import FileUnusable, NotFound
from dashboard.formats import day, number
from dashboard.store import Role, UnitOfWork, kept, now

MEGABYTE = 1_000_000
MOST_BYTES = 10 * MEGABYTE
"""Of a template; ``logo.checked`` says how large a coat of arms may be."""


class AssetKind(Labelled):
    """What can be handed in."""

    MASTER = "master", "Vorlage für Folien"
    EMBLEM = "emblem", "Wappen"


CHECKS: Mapping[AssetKind, Callable[[bytes], object]] = {
    AssetKind.MASTER: slide_master.opened,
    AssetKind.EMBLEM: logo.checked,
}
WHERE = "Bitte unter „Verwaltung“, „Vorlage und Wappen“ (Recht „Verwalten“)"
UNUSABLE = {
    AssetKind.MASTER: "Die Vorlage für Folien, die am {} hinterlegt wurde, lässt sich nicht mehr verwenden. {} "
    f"{WHERE} eine neue Vorlage abgeben oder diese entfernen; ohne sie gilt die Gestaltung des Programms.",
    AssetKind.EMBLEM: "Das Wappen, das am {} hinterlegt wurde, lässt sich nicht mehr verwenden. {} "
    f"{WHERE} ein neues abgeben oder dieses entfernen; ohne Wappen entstehen Folien und Berichte ohne Bild.",
}
"""Day and reason go in; neither the person nor the name of the file, which other circles need not know."""


@dataclass(frozen=True)
class AssetEntry:
    """What is in force of a kind: name of the file, since when, handed in by whom."""

    kind: AssetKind
    name: str
    at: datetime
    who: str


def in_force(session: Session, kind: AssetKind) -> AssetEntry | None:
    """What is known of it, without its content; None: nothing has been handed in."""
    columns = PaperAsset.name, PaperAsset.at, PaperAsset.who
    row = session.execute(select(*columns).where(PaperAsset.kind == kind.value)).one_or_none()
    return None if row is None else AssetEntry(kind, *row)


def asset(session: Session, kind: AssetKind) -> bytes | None:
    """The file as handed in; None: there is none.

    Raises FileUnusable where this program cannot use it any more; the sentence says which and what to do.
    """
    row = session.get(PaperAsset, kind.value)
    if row is None:
        return None
    try:
        CHECKS[kind](row.content)
    except FileUnusable as error:
        raise FileUnusable(UNUSABLE[kind].format(day(row.at), error)) from error
    return row.content


def hand_in(work: UnitOfWork, kind: AssetKind, name: str, content: bytes) -> str:
    """Let it be used from now on instead of the one before. Raises FileUnusable with the reason, and TextInvalid."""
    allow(work, Role.ADMIN)
    name = kept.line(name, "Dateiname", required=True)
    if kind is AssetKind.MASTER and len(content) > MOST_BYTES:
        size = number(len(content) / MEGABYTE, 1)
        raise FileUnusable(f"Die Vorlage hat {size} MB; erlaubt sind bis zu {number(MOST_BYTES / MEGABYTE)} MB.")
    CHECKS[kind](content)
    row = work.session.get(PaperAsset, kind.value)
    before = None if row is None else _facts(row)
    digest = sha256(content).hexdigest()
    if before == {"name": name, "sha256": digest}:
        return kept.NOTHING_CHANGED
    if row is None:
        row = PaperAsset(kind=kind.value)
        work.session.add(row)
    row.name, row.sha256, row.content = name, digest, content
    row.at, row.who = now(), work.actor.name
    work.session.flush()
    work.record(SUBJECT, "paper_asset.handed_in", f"paper_asset:{kind.value}", before, _facts(row))
    return f"„{name}“ ({kind.label}) gilt ab jetzt für alle Folien und Berichte, die entstehen."


def remove(work: UnitOfWork, kind: AssetKind) -> str:
    """Use it no more; the audit keeps its name and hash. Raises NotFound where there is none."""
    allow(work, Role.ADMIN)
    row = work.session.get(PaperAsset, kind.value)
    if row is None:
        raise NotFound(f"{kind.label}: Es ist nichts mehr hinterlegt; es gibt nichts zu entfernen.")
    before = _facts(row)
    work.session.delete(row)
    work.session.flush()
    work.record(SUBJECT, "paper_asset.removed", f"paper_asset:{kind.value}", before, None)
    return f"„{before['name']}“ ({kind.label}) ist entfernt und wird nicht mehr verwendet."


def _facts(row: PaperAsset) -> dict[str, str]:
    return {"name": row.name, "sha256": row.sha256}
