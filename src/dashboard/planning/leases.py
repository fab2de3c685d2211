"""Leases that end: single shelters for the office, sums per place and day for everybody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.accommodation.models import Occupancy, Report
from dashboard.accommodation.sums import report_exists_for
from dashboard.periods import Period
from dashboard.planning import outlook_words as words
from dashboard.store import Circle


@dataclass(frozen=True)
class Lease:
    """A shelter whose lease ends. ``area``: of its unit of distribution; ``until``: last day of the lease."""

    facility: int
    area: str
    name: str
    places: int
    until: date
    blocked: int = 0
    """Of the places; they cannot be used anyway."""


@dataclass(frozen=True)
class Ending:
    """The same summed up over shelters that are not named: of a unit, or of all protected houses of the district."""

    area: str
    places: int
    until: date
    blocked: int = 0


@dataclass(frozen=True)
class Leases:
    """``named`` is empty outside the office, ``summed`` then holds everything; together nothing is in them twice."""

    named: tuple[Lease, ...] = ()
    summed: tuple[Ending, ...] = ()
    findings: tuple[str, ...] = ()


def leases(
    session: Session, circle: Circle, units: Mapping[str, str], names: Mapping[str, str], quarter: Period
) -> Leases:
    """What is reported for ``quarter``. ``units``: place -> its unit, the district first.

    A lease that ended before the quarter did and whose shelter is still reported counts as still there, and is said.
    Protected houses are in it as a sum of the district, and for the office only.
    """
    if circle is Circle.INTERNAL:
        return _of_the_office(session, units, names, quarter)
    summed, findings = [], []
    for area, until, places, blocked in _sums(session, circle, units, quarter, protected=False):
        if until < quarter.last:
            findings.append(words.ended_places(names[area], places, until, quarter))
        else:
            summed.append(Ending(units[area], places, until, blocked))
    return Leases((), tuple(summed), tuple(findings))


def _of_the_office(session: Session, units: Mapping[str, str], names: Mapping[str, str], quarter: Period) -> Leases:
    statement = (
        select(Occupancy.facility, Report.area, Occupancy.name, Occupancy.kind, Occupancy.plaetze,
               Occupancy.lease_until, Occupancy.gesperrt)
        .join(Report, Report.id == Occupancy.report)
        .where(Report.current, Report.period == quarter.code, Report.area.in_(units))
        .where(Occupancy.lease_until.is_not(None), Occupancy.protected.is_(False), Occupancy.plaetze > 0)
        .order_by(Occupancy.lease_until, Report.area, Occupancy.name, Occupancy.facility)
    )  # fmt: skip
    named, findings = [], []
    for facility, area, name, kind, places, until, blocked in session.execute(statement):
        assert places is not None  # the statement asks for
        assert until is not None
        if until < quarter.last:
            findings.append(words.ended_shelter(name or kind, names[area], places, until, quarter))
        else:
            named.append(Lease(facility, units[area], name or kind, places, until, blocked or 0))
    district = next(iter(units.values()))
    summed: dict[date, Ending] = {}
    for _, until, places, blocked in _sums(session, Circle.INTERNAL, units, quarter, protected=True):
        if until < quarter.last:
            findings.append(words.PROTECTED_ENDED)
        else:
            known = summed.get(until, Ending(district, 0, until))
            summed[until] = Ending(district, known.places + places, until, known.blocked + blocked)
    return Leases(tuple(named), tuple(summed.values()), tuple(dict.fromkeys(findings)))


def _sums(
    session: Session, circle: Circle, units: Mapping[str, str], quarter: Period, *, protected: bool
) -> list[tuple[str, date, int, int]]:
    """Per place and day: area, last day of the leases, places, and the blocked ones among them."""
    statement = (
        select(Report.area, Occupancy.lease_until, func.sum(Occupancy.plaetze), func.sum(Occupancy.gesperrt))
        .join(Report, Report.id == Occupancy.report)
        .where(report_exists_for(circle), Report.period == quarter.code, Report.area.in_(units))
        .where(Occupancy.lease_until.is_not(None), Occupancy.protected.is_(protected), Occupancy.plaetze > 0)
        .group_by(Report.area, Occupancy.lease_until)
        .order_by(Occupancy.lease_until, Report.area)
    )
    rows = session.execute(statement)
    return [(area, until, int(places or 0), int(blocked or 0)) for area, until, places, blocked in rows if until]
