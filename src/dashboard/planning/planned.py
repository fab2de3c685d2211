"""Planned facilities as a forecast counts them, and which of them it cannot count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dashboard.periods import Period
from dashboard.planning import outlook_words as words
from dashboard.planning import queries
from dashboard.planning.kinds import Stage
from dashboard.store import Circle


@dataclass(frozen=True)
class Planned:
    """Places that are to come. ``area``: of the unit of distribution; ``probability`` in per cent.

    A protected house has no name here, and only the district as its area.
    """

    id: int
    area: str
    name: str
    places: int
    opens: date
    probability: int


@dataclass(frozen=True)
class PlannedPlaces:
    """``named``: for lists and assumptions; ``protected``: in the district's sum only, and for the office only."""

    named: tuple[Planned, ...] = ()
    protected: tuple[Planned, ...] = ()
    findings: tuple[str, ...] = ()


def planned(
    session: Session, circle: Circle, units: Mapping[str, str], names: Mapping[str, str], quarter: Period
) -> PlannedPlaces:
    """What is still planned at the end of ``quarter``, as this circle may see it; what is not counted is said."""
    district = next(iter(units.values()))
    named, protected, findings = [], [], []
    for entry in queries.planned(session, circle, sees_protected=True):
        form = entry.form
        if form.stage is not Stage.PLANNED:
            continue
        called = words.PROTECTED_HOUSE if form.protected else form.name
        where = names[district] if form.protected else names.get(form.area, form.area)
        if form.area not in units:
            findings.append(words.planned_nowhere(called, form.area))
        elif form.opens is None:
            findings.append(words.planned_without_date(called, where, form.places))
        elif form.opens <= quarter.last:
            findings.append(words.planned_overdue(called, where, form.opens, quarter))
        elif form.protected:
            protected.append(Planned(entry.id, district, "", form.places, form.opens, form.probability))
        else:
            named.append(Planned(entry.id, units[form.area], form.name, form.places, form.opens, form.probability))
    return PlannedPlaces(tuple(named), tuple(protected), tuple(findings))
