"""Planned facilities as a forecast counts them, and which of them it cannot count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dashboard.periods import Period
from dashboard.planning import outlook_words as words
from dashboard.planning import queries
from dashboard.planning.forms import FacilityForm
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
    named: list[Planned] = []
    protected: list[Planned] = []
    findings: list[str] = []
    for entry in queries.planned(session, circle, sees_protected=True):
        form = entry.form
        if form.stage is not Stage.PLANNED:
            continue
        place = names.get(form.area, form.area)
        why = _not_counted(form, place, quarter, known=form.area in units)
        if why:
            findings.append(words.PROTECTED_NOT_COUNTED if form.protected else why)
        elif form.opens is not None:
            area, name = (district, "") if form.protected else (units[form.area], form.name)
            plan = Planned(entry.id, area, name, form.places, form.opens, form.probability)
            (protected if form.protected else named).append(plan)
    return PlannedPlaces(tuple(named), tuple(protected), tuple(dict.fromkeys(findings)))


def _not_counted(form: FacilityForm, place: str, quarter: Period, *, known: bool) -> str:
    """Why it cannot be counted; empty where it can."""
    if not known:
        return words.planned_nowhere(form.name, form.area)
    if form.opens is None:
        return words.planned_without_date(form.name, place, form.places)
    if form.opens <= quarter.last:
        return words.planned_overdue(form.name, place, form.opens, quarter)
    return ""
