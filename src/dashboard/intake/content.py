"""What a file states once it has been read: typed, complete, and still without regard to what is in the store."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.accommodation.models import FIGURES
from dashboard.accommodation.reports import DETAILS
from dashboard.geography.directory import Directory

VALUE_COLUMNS = ["indicator", "area", "period", "breakdown", "value", "sign", "line"]
FACILITY_COLUMNS = ["area", "period", "key", *DETAILS, *FIGURES, "line"]
"""Columns that say which facility a figure is of, as far as a frame has them."""
Members = Mapping[str, str]


@dataclass(frozen=True)
class Content:
    """Values and facilities of a file."""

    rows_read: int
    values: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=VALUE_COLUMNS))
    """``VALUE_COLUMNS``; ``breakdown`` is a position in ``members``, ``value`` float, ``line`` the row of the file
    (0 for sums). A row has a value or a sign."""
    members: Sequence[Members] = ({},)
    """Breakdowns; the first is the empty one."""
    facilities: pd.DataFrame | None = None
    """``FACILITY_COLUMNS``, flats already as totals; None where the layout has none."""
    directory: Directory | None = None
    source: str = ""
    """Who says so, where the file tells: an official source, or the places it is about."""
    note: str = ""
    """What has to stand beside the file's totals („Summe gerundeter Werte“)."""
    flat_lines: tuple[int, ...] = ()
    """Rows of the file that are single flats: nothing of them is kept but the total."""

    @property
    def periods(self) -> tuple[str, ...]:
        """Codes of all periods in it, sorted."""
        found = set(self.values["period"].unique().tolist())
        if self.facilities is not None:
            found |= set(self.facilities["period"].unique().tolist())
        return tuple(sorted(found))

    @cached_property
    def observations(self) -> int:
        """How many values it states: figures of facilities count one by one."""
        count = len(self.values)
        if self.facilities is not None:
            count += sum(len(figures_of(row)) for row in records(self.facilities))
        return count


def records(facilities: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame of facilities one by one."""
    return [{str(name): value for name, value in row.items()} for row in facilities.to_dict("records")]


def figures_of(facility: Mapping[str, Any]) -> dict[str, tuple[float | None, str]]:
    """The figures that a facility states, by a number or a sign: code -> (value, sign)."""
    signs = json.loads(facility["signs"])
    numbers = {name: facility[name] for name in FIGURES}
    return {
        name: (None if value is None or value != value else float(value), signs.get(name, ""))
        for name, value in numbers.items()
        if name in signs or (value is not None and value == value)
    }


def key_of(members: Members) -> str:
    """The canonical text of a breakdown: pairs in the order of the dimensions' names."""
    return "|".join(f"{dimension}={members[dimension]}" for dimension in sorted(members))
