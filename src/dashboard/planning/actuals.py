"""What was taken in: reported to the office, counted by it, or seen in the shelters, as the local rule says."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.accommodation.models import Occupancy, Report
from dashboard.accommodation.values import values_of
from dashboard.catalogue import Catalogue
from dashboard.geography.places import within
from dashboard.observations import queries as observations
from dashboard.observations.aggregation import WITHHELD
from dashboard.periods import Period
from dashboard.planning.coverage import Piece, Taken, better, cover, together
from dashboard.planning.kinds import Counting
from dashboard.planning.models import Intake
from dashboard.planning.reported import REPORTED
from dashboard.planning.units import Unit, unit_areas
from dashboard.store import Circle


@dataclass(frozen=True)
class Counts:
    """All that is known by one way of counting: the pieces of every place and of the district."""

    pieces: Mapping[str, Sequence[Piece]] = field(default_factory=dict)
    district_seen: Collection[tuple[date, date]] = frozenset()
    """Days of which the circle may know the district's sum, also where it may not know every place's count."""

    def until(self, day: date | None) -> "Counts":
        """What was counted up to this day; None: all of it."""
        if day is None:
            return self
        return replace(self, pieces={area: [p for p in known if p.last <= day] for area, known in self.pieces.items()})

    def of_unit(self, unit: Unit, first: date, last: date, today: date) -> Taken:
        """An association's own counts or those of all its members, whichever reach further."""
        own = {(one.first, one.last): one for one in self.pieces.get(unit.area, ())}
        inner = [self.pieces.get(part, ()) for part in unit.parts if part != unit.area]
        mixed = cover([*(_sums(inner) | own).values()], first, last, today)
        return better(mixed, together(inner, first, last, today)) if inner else mixed

    def of_district(self, district: str, units: Sequence[Unit], first: date, last: date, today: date) -> Taken:
        """The district's own counts, else those of all its places."""
        own = {(one.first, one.last): one for one in self.pieces.get(district, ())}
        inner = [self._whole(unit) for unit in units]
        sums = {days: replace(one, seen=one.seen or days in self.district_seen) for days, one in _sums(inner).items()}
        mixed = cover([*(sums | own).values()], first, last, today)
        return better(mixed, together(inner, first, last, today)) if inner else mixed

    def _whole(self, unit: Unit) -> Sequence[Piece]:
        own = {(one.first, one.last): one for one in self.pieces.get(unit.area, ())}
        return [*(_sums([self.pieces.get(part, ()) for part in unit.parts if part != unit.area]) | own).values()]


def counts(
    session: Session, circle: Circle, places: pd.DataFrame, district: str, catalogue: Catalogue, counting: Counting
) -> Counts:
    """What this circle's numbers rest on. Only what is reported is released to other circles at all."""
    if counting is Counting.REPORTED:
        return _reported(session, circle, places, district, catalogue)
    if circle is not Circle.INTERNAL:
        return Counts()
    return Counts(_entered(session) if counting is Counting.ENTERED else _arrivals(session, places, district))


def _sums(parts: Sequence[Sequence[Piece]]) -> dict[tuple[date, date], Piece]:
    """Of the days that every one of them has a count of: the sum."""
    by_days: dict[tuple[date, date], list[Piece]] = defaultdict(list)
    for part in parts:
        for one in part:
            by_days[one.first, one.last].append(one)
    return {
        days: Piece(*days, sum(one.persons for one in found), all(one.seen for one in found))
        for days, found in by_days.items()
        if len(found) == len(parts)
    }


def _reported(session: Session, circle: Circle, places: pd.DataFrame, district: str, catalogue: Catalogue) -> Counts:
    """The values as they were released, and which of them the patterns leave visible."""
    rows = observations.value_rows(session, circle, indicators=[REPORTED], totals_only=True)
    seen: set[tuple[str, str]] = set()
    if circle is not Circle.INTERNAL:
        shown = values_of(session, circle, catalogue.indicators[REPORTED], places, district)
        seen = {(one.area, one.period) for one in shown if not one.breakdown and one.value is not None}
    found: dict[str, list[Piece]] = defaultdict(list)
    for row in rows:
        if row.value is None or WITHHELD in row.sign or not within(row.area, district):
            continue
        span, visible = Period.of(row.period), circle is Circle.INTERNAL or (row.area, row.period) in seen
        found[row.area].append(Piece(span.first, span.last, round(row.value), visible))
    sums = {Period.of(period) for area, period in seen if area == district}
    return Counts(found, frozenset((span.first, span.last) for span in sums))


def _entered(session: Session) -> Mapping[str, Sequence[Piece]]:
    found: dict[str, list[Piece]] = defaultdict(list)
    for row in session.scalars(select(Intake).where(Intake.archived_at.is_(None))):
        found[row.area].append(Piece(row.first, row.last, row.persons))
    return found


def _arrivals(session: Session, places: pd.DataFrame, district: str) -> Mapping[str, Sequence[Piece]]:
    """Arrivals in shelters by the place they are credited to; those of protected houses count for the district only.

    A quarter is known for a place where every place that ever had a shelter credited to it has reported it in full.
    """
    owner = unit_areas(places, district)
    statement = (
        select(
            Report.area, Report.period, Occupancy.id, Occupancy.credited_area, Occupancy.protected, Occupancy.zugaenge
        )
        .outerjoin(Occupancy, Occupancy.report == Report.id)
        .where(Report.current, Report.area.startswith(district))
    )
    reported: dict[str, set[str]] = defaultdict(set)
    senders: dict[str, set[str]] = defaultdict(set)
    sums: dict[tuple[str, str], int] = defaultdict(int)
    unknown: set[tuple[str, str]] = set()
    for area, period, facility, credited, protected, arrivals in session.execute(statement):
        reported[period].add(area)
        senders[district].add(area)
        senders[owner.get(area, area)].add(area)
        target = owner.get(credited or area)
        if facility is None or target is None:
            continue
        for own in {district} if protected else {district, target}:
            senders[own].add(area)
            if arrivals is None:
                unknown.add((own, period))
            else:
                sums[own, period] += arrivals
    found: dict[str, list[Piece]] = defaultdict(list)
    for period, there in reported.items():
        span = Period.of(period)
        for own, needed in senders.items():
            if needed <= there and (own, period) not in unknown:
                found[own].append(Piece(span.first, span.last, sums[own, period]))
    return found
