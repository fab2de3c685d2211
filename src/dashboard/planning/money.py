"""What the places cost, as reported: per place and person, for places nobody lives in, and what was reimbursed.

Cost and reimbursement of one quarter do not belong together and are never subtracted from each other; costs are neither
averaged nor added up over places. All of a row is of one quarter.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.houses import Houses
from dashboard.accommodation.values import figures_of
from dashboard.catalogue import Catalogue
from dashboard.formats import join
from dashboard.geography.articles import accusative
from dashboard.observations.aggregation import WITHHELD
from dashboard.periods import Frequency, Period
from dashboard.planning.usable import UNINHABITED
from dashboard.store import Circle

COST, REIMBURSED = "kosten_je_platz", "erstattung"
PLACES, HOUSED = "plaetze", "belegt"


@dataclass(frozen=True)
class Euros:
    """``cents``: None where it is not known, or where ``sign`` is „•“ not for this circle."""

    cents: int | None = None
    sign: str = ""


@dataclass(frozen=True)
class MoneyRow:
    """A quarter of the district or a place. ``unused``: places nobody lives in, whether they could be used or not."""

    area: str
    name: str
    per_place: Euros = Euros()
    per_person: Euros = Euros()
    unused: int | None = None
    vacancy: Euros = Euros()
    reimbursed: Euros = Euros()
    why: str = ""
    """Why something that follows from the costs per place is not reckoned; German, empty where all is."""

    @property
    def empty(self) -> bool:
        """Whether nothing was reported."""
        return all(one == Euros() for one in (self.per_place, self.reimbursed))


@dataclass(frozen=True)
class Money:
    """``period`` None: nobody has reported costs or reimbursements to this circle yet; then there are no rows."""

    period: Period | None
    rows: tuple[MoneyRow, ...]
    """The district first, then the places that reported something, in official order."""
    missing: tuple[str, ...]
    """What is missing, in German sentences."""


def money(
    session: Session, circle: Circle, places: pd.DataFrame, district: str, catalogue: Catalogue, until: Period, *,
    houses: Houses | None = None,
) -> Money:  # fmt: skip
    """Costs of the newest quarter up to ``until`` that has any; ``places``: the district's in official order."""
    houses = Houses.of(session, circle, places, district, houses)
    given = {
        code: {
            (value.area, value.period): _euros(value.value, value.sign)
            for value in figures_of(session, circle, catalogue, code, places, district, houses=houses)
            if not value.breakdown
        }
        for code in (COST, REIMBURSED)
    }
    quarters = {Period.of(code) for figures in given.values() for _, code in figures}
    reported = [one for one in quarters if one.frequency is Frequency.QUARTER and one.last <= until.last]
    if not reported:
        return Money(None, (), ("Kosten und Erstattungen sind hier bisher nicht gemeldet.",))
    period = max(reported)
    history = houses.history
    kept = history[history["period"] == period.code].to_dict("records") if not history.empty else []
    housed = {str(row["area"]): row for row in kept}
    names = dict(zip(places["area"], places["name"], strict=True))
    rows = [
        row(
            area, str(names[area]), given[COST].get((area, period.code), Euros()),
            given[REIMBURSED].get((area, period.code), Euros()), housed.get(area, {}),
        )
        for area in dict.fromkeys([district, *places["area"]])
    ]  # fmt: skip
    shown = tuple(one for one in rows if one.area == district or not one.empty)
    return Money(period, shown, tuple(_missing(rows, places, district, period)))


def row(area: str, name: str, cost: Euros, reimbursed: Euros, housed: Mapping[Any, Any]) -> MoneyRow:
    """What follows from the costs per place and the places and people of the same quarter."""
    known = MoneyRow(area, name, per_place=cost, reimbursed=reimbursed)
    if cost.cents is None:
        return known
    if not housed:
        return replace(known, why="Plätze und belegte Plätze sind für dieses Quartal nicht gemeldet.")
    hidden = [figure for figure in (PLACES, HOUSED) if WITHHELD in housed[f"{figure}_sign"]]
    if hidden:
        why = "Was aus den belegten Plätzen folgt, ist mit ihnen zurückgehalten (•)."
        return replace(known, per_person=Euros(sign=WITHHELD), vacancy=Euros(sign=WITHHELD), why=why)
    if lacking := _lacking(housed):
        return replace(known, why=lacking)
    many, people = int(housed[PLACES]), int(housed[HOUSED])
    unused = max(many - people, 0)
    found = replace(known, unused=unused, vacancy=Euros(unused * cost.cents))
    if people <= 0:
        return replace(
            found, why="Kosten je Person gibt es nicht, weil am Ende des Quartals niemand untergebracht war."
        )
    return replace(found, per_person=Euros(_rounded(cost.cents * many, people)))


def _lacking(housed: Mapping[Any, Any]) -> str:
    words = {PLACES: "Plätze", HOUSED: "belegte Plätze"}
    if silent := [word for figure, word in words.items() if math.isnan(housed[figure])]:
        said = join(silent)
        return f"{said[:1].upper()}{said[1:]} sind für dieses Quartal nicht gemeldet."
    away = [accusative(name) for figure in words for name in housed[f"{figure}_missing"]]
    if away:
        return f"Ohne {join(list(dict.fromkeys(away)))} sind Plätze und Belegung unvollständig."
    if any(figure in housed["partial"] for figure in words):
        return "Plätze oder Belegung sind nur für einen Teil der Unterkünfte gemeldet."
    return ""


def _missing(rows: list[MoneyRow], places: pd.DataFrame, district: str, period: Period) -> Iterator[str]:
    """For whom costs or reimbursements are missing; an association is not silent where its members report."""
    parents = dict(zip(places["area"], places["parent"], strict=True))
    empty = {area for area, kind in zip(places["area"], places["kind"], strict=True) if _is_uninhabited(str(kind))}
    units = [one for one in rows if one.area == district or parents.get(one.area) == district]
    units = [one for one in units if one.area not in empty]
    for figure, word in (("per_place", "Kosten je Platz"), ("reimbursed", "Erstattungen")):
        told = {one.area for one in rows if getattr(one, figure) != Euros()}
        told |= {parents[area] for area in told if parents.get(area, district) != district}
        silent = [one.name for one in units if one.area not in told]
        if len(silent) == len(units):
            yield f"{word} sind für das {period.label} von niemandem gemeldet."
        elif silent:
            yield f"{word} fehlen für das {period.label} von: {join(silent)}."
    for one in rows:
        if one.why:
            yield f"{one.name}: {one.why}"


def _is_uninhabited(kind: str) -> bool:
    return kind.lower().startswith(UNINHABITED)


def _euros(value: float | None, sign: str) -> Euros:
    return Euros(None if value is None else _rounded(round(value * 1_000), 10), sign)


def _rounded(dividend: int, divisor: int) -> int:
    """The commercial way: half away from zero."""
    whole, rest = divmod(abs(dividend), divisor)
    return int(math.copysign(whole + (2 * rest >= divisor), dividend))
