"""``import``, ``revert``, ``release``, ``value``: figures in and out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from dashboard.accommodation.values import figures_of
from dashboard.cli import context
from dashboard.errors import FileUnusable, NotFound, UserError, reason
from dashboard.formats import number
from dashboard.geography import queries as geography
from dashboard.geography.matching import known_area
from dashboard.intake import commands, reading, report
from dashboard.intake import release as releases
from dashboard.intake.commands import Receipt
from dashboard.intake.decisions import Decisions
from dashboard.intake.messages import Severity
from dashboard.intake.proposal import Proposal
from dashboard.periods import Period, parse
from dashboard.store import Circle, Store

LARGEST = 50 << 20
SEVERITIES = {Severity.ERROR: "Fehler", Severity.WARNING: "Warnung", Severity.INFO: "Hinweis"}

PeriodOption = Annotated[str | None, typer.Option("--period", help="Zeitraum, zum Beispiel 2026-Q3.")]


@dataclass(frozen=True)
class Outcome:
    """What became of a file on the command line."""

    proposal: Proposal
    receipt: Receipt | None

    @property
    def done(self) -> bool:
        """Whether the file's values are in force now, from this run or an earlier one."""
        return self.receipt is not None


def import_(
    file: Annotated[Path, typer.Argument(help="Die Tabelle.")],
    period: PeriodOption = None,
    profile: Annotated[str | None, typer.Option(help="Quellenprofil, zum Beispiel 12531-0043.")] = None,
    supplier: Annotated[str | None, typer.Option(help="Lieferant.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Tabellenblatt einer Arbeitsmappe.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Auch bei Warnungen nicht übernehmen.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Nur prüfen, nichts übernehmen.")] = False,
    as_json: context.JsonOption = False,
) -> None:
    """Eine Tabelle lesen, prüfen und übernehmen."""
    data = b""
    try:
        data = read_bytes(file)
        with context.opened() as store:
            decisions = _decisions(period, profile, supplier, sheet)
            outcome = take_in(store, data, file.name, decisions, strict=strict, check=check)
    except UserError as error:
        context.say(str(error))
        if as_json:
            context.answer(report.refusal(file.name, data, error))
        raise typer.Exit(context.UNUSABLE) from None
    _tell(outcome, check=check)
    if as_json:
        context.answer(report.as_json(outcome.proposal, outcome.receipt))
    stopped = outcome.proposal.errors or (strict and outcome.proposal.warnings)
    if stopped:
        raise typer.Exit(context.DATA_HAVE_ERRORS)


def revert(
    upload: Annotated[int, typer.Argument(help="Nummer des Uploads.")],
    redo: Annotated[bool, typer.Option("--redo", help="Das Zurücknehmen zurücknehmen.")] = False,
    as_json: context.JsonOption = False,
) -> None:
    """Einen Upload zurücknehmen, oder das wieder rückgängig machen."""
    with context.refusals(as_json=as_json), context.opened() as store:
        with store.unit_of_work(context.OPERATOR) as work:
            sentence = commands.redo(work, upload) if redo else commands.take_back(work, upload)
        context.say(sentence)
        if as_json:
            context.answer({"upload": upload, "state": "in_force" if redo else "taken_back"})


def release(
    period: Annotated[str, typer.Argument(help="Zeitraum, zum Beispiel 2026-Q3.")],
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Die Freigabe zurücknehmen.")] = False,
) -> None:
    """Die Zahlen eines Zeitraums für die anderen Kreise freigeben."""
    with context.refusals(), context.opened() as store:
        chosen, catalogue = parse(period), context.catalogue(store)
        with store.unit_of_work(context.OPERATOR) as work:
            if withdraw:
                print(releases.withdraw(work, catalogue, chosen))
            else:
                print(releases.release(work, catalogue, chosen).sentence)


def value(
    indicator: Annotated[str, typer.Argument(help="Code der Kennzahl.")],
    area: Annotated[str | None, typer.Option(help="Schlüssel des Ortes.")] = None,
    period: PeriodOption = None,
    audience: Annotated[Circle, typer.Option(help="Kreis, für den gefragt wird.")] = Circle.INTERNAL,
    as_json: context.JsonOption = False,
) -> None:
    """Die geltenden Werte einer Kennzahl."""
    with context.refusals(as_json=as_json), context.opened() as store:
        catalogue = context.catalogue(store)
        found = catalogue.indicators.get(indicator)
        if found is None or not found.enabled:
            raise NotFound(f"Die Kennzahl „{indicator}“ gibt es nicht, oder sie ist ausgeschaltet.")
        wanted = parse(period).code if period else None
        with store.reading() as session:
            own = geography.district(session).area
            places = geography.places(session, own)
            place = known_area(area, places) if area else None
            values = figures_of(session, audience, catalogue, indicator, places, own, place)
        shown = [v for v in values if wanted is None or v.period == wanted]
        if as_json:
            context.answer([v.as_json() for v in shown])
            return
        names = dict(zip(places["area"], places["name"], strict=True))
        for v in shown:
            parts = ", ".join(f"{name}: {member}" for name, member in v.breakdown.items())
            text = number(v.value, found.decimals) if v.value is not None else (v.sign or "keine Angabe")
            lacking = f" (unvollständig, es fehlen {len(v.missing)} Orte)" if v.missing else ""
            note = f" ({v.note})" if v.note else ""
            head = f"{Period.of(v.period).label}, {names.get(v.area, v.area)}"
            print(f"{head}{', ' + parts if parts else ''}: {text} {v.unit}{lacking}{note}")


def take_in(
    store: Store, data: bytes, name: str, decisions: Decisions, *, strict: bool = False, check: bool = False
) -> Outcome:
    """Read, check and (unless there are errors) take over; raises UserError for what cannot be used at all."""
    with store.reading() as session:
        proposal = reading.propose(
            session,
            context.OPERATOR,
            data,
            name,
            catalogue=context.catalogue(store),
            period=decisions.period,
            profile=decisions.profile,
            supplier=decisions.supplier,
            inhabitants_date=decisions.inhabitants_date,
            sheet=decisions.sheet,
        )
    if check or proposal.errors or (strict and proposal.warnings):
        return Outcome(proposal, None)
    with store.unit_of_work(context.OPERATOR) as work:
        return Outcome(proposal, commands.take_over(work, proposal, data))


def read_bytes(file: Path) -> bytes:
    """The bytes of a file; raises FileUnusable where it is not there or too large."""
    try:
        if file.stat().st_size > LARGEST:
            raise FileUnusable(f"„{file.name}“ ist größer als 50 MB. Bitte die Tabelle teilen.")
        return file.read_bytes()
    except OSError as error:
        raise FileUnusable(f"„{file}“ kann nicht gelesen werden: {reason(error)}.") from error


def _decisions(period: str | None, profile: str | None, supplier: str | None, sheet: str | None) -> Decisions:
    return Decisions(
        period=parse(period) if period else None, profile=profile or "", supplier=supplier or "", sheet=sheet or None
    )


def _tell(outcome: Outcome, *, check: bool) -> None:
    """Say on standard error what was recognised, found and done."""
    proposal = outcome.proposal
    _say_all(proposal.why)
    for finding in proposal.findings:
        where = f"Zeile {finding.row}" if finding.row else ""
        where += f", Spalte „{finding.column}“" if finding.column else ""
        context.say(f"{SEVERITIES[finding.severity]}{': ' if not where else f' ({where}): '}{finding.message}")
    if outcome.receipt is not None:
        context.say(outcome.receipt.sentence)
    elif check:
        context.say("Nur geprüft: Es wurde nichts übernommen.")
    else:
        context.say("Es wurde nichts übernommen.")


def _say_all(sentences: Sequence[str]) -> None:
    for sentence in sentences:
        context.say(sentence)
