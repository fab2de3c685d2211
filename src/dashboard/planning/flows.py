"""The history of places as arrays: how many were housed, how many places there were, who came and who went.

Units of distribution: Gemeinden that belong to no association, and associations for all of their members.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.observations.aggregation import WITHHELD, Territory, sums
from dashboard.periods import Frequency, Period
from dashboard.planning import outlook_words as words

Numbers = NDArray[np.float64]

MOVES = ("zugaenge", "abgaenge")
FIGURES = ("belegt", "plaetze", "gesperrt", "nutzbar_frei", *MOVES)
REQUIRED = ("belegt", "plaetze")


class Cell(NamedTuple):
    """NaN where there is no value; ``missing``: names of the places that a sum lacks."""

    value: float = math.nan
    sign: str = ""
    missing: tuple[str, ...] = ()


class Reported(NamedTuple):
    """What a place or a unit says of a quarter; ``counted``: from its shelters one by one."""

    cells: Mapping[str, Cell]
    counted: bool


Rows = Mapping[tuple[str, Period], Reported]


@dataclass(frozen=True, eq=False)
class Flows:
    """``arrays``: figure -> units x quarters, NaN where there is nothing that can be used; the district comes first.

    ``quarters`` follow each other without a gap up to the newest one with figures. ``why``: for a unit whose newest
    value is missing or withheld, a German sentence. ``counted``: units whose shelters are known one by one now.
    """

    areas: tuple[str, ...]
    names: tuple[str, ...]
    quarters: tuple[Period, ...]
    arrays: Mapping[str, Numbers]
    why: Mapping[str, str]
    counted: frozenset[str]
    findings: tuple[str, ...] = ()

    def __getitem__(self, figure: str) -> Numbers:
        return self.arrays[figure]

    @property
    def last(self) -> Period | None:
        """The quarter that a forecast starts from."""
        return self.quarters[-1] if self.quarters else None

    @cached_property
    def runs(self) -> NDArray[np.int64]:
        """Units x quarters: how many quarters with people housed follow each other without a gap up to this one."""
        known = ~np.isnan(self["belegt"])
        runs = np.zeros(known.shape, dtype=np.int64)
        before = np.zeros(len(self.areas), dtype=np.int64)
        for at in range(len(self.quarters)):
            before = np.where(known[:, at], before + 1, 0)
            runs[:, at] = before
        return runs


def units_of(territory: Territory) -> dict[str, str]:
    """Place (Gemeinde, association or the district) -> the unit of distribution it belongs to, in official order."""
    units: dict[str, str] = {territory.district: territory.district}
    for area in territory.municipalities:
        association = territory.association_of.get(area)
        if association is not None:
            units.setdefault(association, association)
        units.setdefault(area, association or area)
    return units


def flows_of(history: pd.DataFrame, territory: Territory, period: Period) -> Flows:
    """From ``Houses.history`` of one circle, up to the quarter ``period``."""
    rows, findings = _rows(history, period, territory)
    silent = territory.never_missed - {area for area, _ in rows if _ever_says(rows, area)}
    units = {area: unit for area, unit in units_of(territory).items() if unit not in silent}
    areas = tuple(dict.fromkeys(units.values()))
    names = tuple(territory.names.get(area, area) for area in areas)
    quarters = _quarters(rows)
    members = {unit: [area for area, of in units.items() if of == unit] for unit in areas}
    told = {unit: [_unit(rows, unit, members[unit], quarter, territory) for quarter in quarters] for unit in areas}
    shape = (len(areas), len(quarters))
    arrays = {
        figure: np.array([[one.cells[figure].value for one in told[unit]] for unit in areas], dtype=float).reshape(
            shape
        )
        for figure in FIGURES
    }
    why = {unit: _why(name, told[unit], quarters) for unit, name in zip(areas, names, strict=True)}
    counted = {unit for unit in areas if quarters and told[unit][-1].counted}
    if counted:
        counted.add(areas[0])
    return Flows(
        areas, names, quarters, arrays, {unit: text for unit, text in why.items() if text}, frozenset(counted), findings
    )


def _rows(history: pd.DataFrame, period: Period, territory: Territory) -> tuple[Rows, tuple[str, ...]]:
    found: dict[tuple[str, Period], Reported] = {}
    findings: list[str] = []
    if history.empty:
        return found, ()
    columns = ["area", "period", "facilities", "blocked"]
    columns += [part for name in FIGURES for part in (name, f"{name}_sign", f"{name}_missing")]
    for area, code, facilities, blocked, *rest in zip(*(history[name] for name in columns), strict=True):
        quarter = Period.of(code)
        if quarter > period or quarter.frequency is not Frequency.QUARTER:
            continue
        cells = {name: _cell(*rest[3 * number : 3 * number + 3]) for number, name in enumerate(FIGURES)}
        for name in MOVES:
            if cells[name].value < 0:
                findings.append(words.negative(territory.names.get(area, area), name, cells[name].value, quarter))
                cells[name] = Cell()
        if math.isnan(cells["gesperrt"].value):
            cells["gesperrt"] = Cell(float(blocked))
        found[area, quarter] = Reported(cells, not math.isnan(facilities))
    return found, tuple(findings)


def _cell(value: float, sign: str, missing: tuple[str, ...]) -> Cell:
    """A sum that lacks a place is none."""
    return Cell(math.nan if missing else float(value), sign, tuple(missing))


def _quarters(rows: Rows) -> tuple[Period, ...]:
    """From the first to the newest quarter in which any place has people housed, none left out."""
    stated = [quarter for (_, quarter), row in rows.items() if _says(row.cells["belegt"])]
    if not stated:
        return ()
    quarters = [min(stated)]
    while quarters[-1] < max(stated):
        quarters.append(quarters[-1].next())
    return tuple(quarters)


def _ever_says(rows: Rows, area: str) -> bool:
    return any(_says(row.cells["belegt"]) for (where, _), row in rows.items() if where == area)


def _says(cell: Cell) -> bool:
    return not math.isnan(cell.value) or WITHHELD in cell.sign


def _unit(rows: Rows, unit: str, members: Sequence[str], quarter: Period, territory: Territory) -> Reported:
    inside = {area: rows[area, quarter] for area in members if (area, quarter) in rows}
    if list(members) == [unit]:
        return inside.get(unit, Reported(dict.fromkeys(FIGURES, Cell()), counted=False))
    counted = {area for area, row in inside.items() if row.counted}
    cells = {name: _sum(unit, {area: row.cells[name] for area, row in inside.items()}, counted, territory)
             for name in FIGURES}  # fmt: skip
    return Reported(cells, bool(counted))


def _sum(unit: str, cells: Mapping[str, Cell], counted: set[str], territory: Territory) -> Cell:
    """What an association and its members say together; only the whole of it is a value."""
    members = tuple(territory.members(unit))
    inner = Territory("", members, dict.fromkeys(members, unit), territory.never_missed)
    told = ((area, "", cell.value, cell.sign) for area, cell in cells.items())
    found = sums(told, inner, {(area, "") for area in counted})
    if not found:
        return Cell()
    names = tuple(territory.names.get(area, area) for area in found[0].missing)
    return _cell(found[0].value, found[0].sign, names)


def _why(name: str, told: Sequence[Reported], quarters: Sequence[Period]) -> str:
    """Why nothing can be said of a unit, from its newest quarter; empty where it can."""
    if not quarters:
        return words.never_reported(name)
    for figure in REQUIRED:
        cell = told[-1].cells[figure]
        if WITHHELD in cell.sign:
            return words.withheld(name, quarters[-1])
        if math.isnan(cell.value):
            known = [q for q, one in zip(quarters, told, strict=True) if not math.isnan(one.cells[figure].value)]
            return words.not_reported(name, figure, quarters[-1], cell.missing, known[-1] if known else None)
    return ""
