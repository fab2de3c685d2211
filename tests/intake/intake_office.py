"""A county with its places, and the ways a test hands files in."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.accommodation.reports import current_occupancies
from dashboard.catalogue.catalogue import Catalogue
from dashboard.geography import commands as geography
from dashboard.intake import Finding, Proposal, Receipt, propose, take_over
from dashboard.observations.queries import values
from dashboard.store import Actor, Circle, Store

PEINE, HELMSTEDT = "03157", "03154"
EDEMISSEN, VECHELDE, STADT_PEINE = "03157001", "03157007", "03157006"
HEAD = "quartal;gemeinde;unterkunft;art;plaetze;belegt"


@dataclass
class Office:
    """The people who take tables in."""

    store: Store
    catalogue: Catalogue
    actor: Actor

    def check(self, text: str | bytes, name: str = "meldung.csv", **options: Any) -> Proposal:
        """Read and check a file; text is sent as UTF-8."""
        data = text.encode() if isinstance(text, str) else text
        with self.store.reading() as session:
            return propose(session, self.actor, data, name, catalogue=self.catalogue, **options)

    def submit(self, text: str | bytes, name: str = "meldung.csv", **options: Any) -> Receipt:
        """Check a file and take it over."""
        data = text.encode() if isinstance(text, str) else text
        proposal = self.check(data, name, **options)
        with self.store.unit_of_work(self.actor) as work:
            return take_over(work, proposal, data)

    def stated(self, indicator: str, circle: Circle = Circle.INTERNAL) -> dict[tuple[str, str, str], float]:
        """Values a circle has: (area, period, breakdown) -> value."""
        with self.store.reading() as session:
            frame = values(session, circle, indicators=[indicator])
        columns = (frame[name] for name in ("area", "period", "breakdown", "value"))
        return {(area, period, breakdown): value for area, period, breakdown, value in zip(*columns, strict=True)}

    def houses(self, period: str = "2026-Q3") -> dict[tuple[str, str], tuple[float, float]]:
        """Facilities that are current: (area, name) -> (places, occupied)."""
        with self.store.reading() as session:
            frame = current_occupancies(session, [period])
        columns = (frame[name] for name in ("area", "name", "plaetze", "belegt"))
        return {(area, name): (places, occupied) for area, name, places, occupied in zip(*columns, strict=True)}


def register(store: Store, district: str, boundaries: Path | None = None, directory: Path | None = None) -> None:
    """Set a county up as ``dashboard init`` does; without files from the bundled boundaries."""
    with store.reading() as session:
        plan = geography.prepare(session, district, boundaries, directory)
    with store.unit_of_work(Actor.local()) as work:
        geography.register(work, plan)


def codes(proposal: Proposal) -> list[str]:
    """Codes of the errors and warnings, in the order in which they are shown."""
    return [finding.code for finding in [*proposal.errors, *proposal.warnings]]


def only(proposal: Proposal, code: str) -> Finding:
    """The one finding with this code."""
    found = [finding for finding in proposal.findings if finding.code == code]
    assert len(found) == 1, [(finding.code, finding.message) for finding in proposal.findings]
    return found[0]


def where(finding: Finding) -> tuple[int | None, str | None, str | None]:
    """Row, column and value of a finding."""
    return finding.row, finding.column, finding.value


def table(*rows: str, head: str = HEAD) -> str:
    """A CSV of these rows under a header."""
    return "\n".join([head, *rows]) + "\n"
