"""What a file states once it has been read: typed, complete, and still without regard to what is in the store."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dashboard.accommodation.models import FIGURES
from dashboard.accommodation.reports import DETAILS
from dashboard.geography.directory import Directory

VALUE_COLUMNS = ["indicator", "area", "period", "breakdown", "value", "sign", "line"]
FACILITY_COLUMNS = ["area", "period", "key", *DETAILS, *FIGURES, "line"]
IDENTITY = ("facility", "area", "period", "key", "name", "protected", "line")
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

    @property
    def observations(self) -> int:
        """How many values it states: figures of facilities count one by one."""
        count = len(self.values)
        if self.facilities is not None:
            count += len(stated(self.facilities))
        return count


def stated(facilities: pd.DataFrame) -> pd.DataFrame:
    """All figures that facilities state, by a number or a sign, one row each.

    Columns: the given ones of ``IDENTITY``, indicator, value (float), sign.
    """
    count = len(facilities)
    known = {text: json.loads(text) for text in facilities["signs"].unique()}
    signs = [known[text] for text in facilities["signs"]]
    rows = np.tile(np.arange(count), len(FIGURES))
    frame = facilities[[name for name in IDENTITY if name in facilities]].iloc[rows].reset_index(drop=True)
    frame["indicator"] = pd.array(np.repeat(np.array(FIGURES, dtype=object), count), dtype="str")
    frame["value"] = np.concatenate([facilities[name].astype(float).to_numpy() for name in FIGURES])
    marks = [found.get(name, "") for name in FIGURES for found in signs]
    frame["sign"] = pd.array(np.array(marks, dtype=object), dtype="str")
    return frame[frame["value"].notna() | frame["sign"].ne("")].reset_index(drop=True)


def key_of(members: Members) -> str:
    """The canonical text of a breakdown: pairs in the order of the dimensions' names."""
    return "|".join(f"{dimension}={members[dimension]}" for dimension in sorted(members))
