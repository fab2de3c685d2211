"""Sums over places that say what they lack.

A Samtgemeinde's value is never split onto its members and never added to theirs: where it has a value of its own the
members' values are left out of the sum. Sums over facilities are another thing: each house stands in one place only,
so what a Samtgemeinde and its member count there is added. A sign that stands for "no value" makes a sum incomplete, a
withheld value ("•") withholds it.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from dashboard.geography.places import municipal as lowest

WITHHELD = "•"
PROTECTED = "protected:"
"""Stands for the protected houses of the district, which are in no place's value."""
ACCOMPANYING = ("()", "r", "p")
"""Signs that stand beside a value and go along into a sum of it."""


@dataclass(frozen=True)
class Territory:
    """The places that make up a district, as far as sums need them."""

    district: str
    municipalities: tuple[str, ...]
    """Gemeinden, gemeindefreie Gebiete and kreisfreie Städte in official order."""
    association_of: Mapping[str, str] = field(default_factory=dict)
    """Gemeinde -> its Samtgemeinde (or other Verband)."""
    never_missed: frozenset[str] = frozenset()
    """Gemeindefreie Gebiete: they count where they have a value, nobody waits for one."""
    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, places: pd.DataFrame, district: str) -> "Territory":
        """From the frame of places (area, name, level, kind, parent) of one district in official order."""
        municipal = lowest(places)
        associations = set(places.loc[places["level"] == "association", "area"])
        parents = dict(zip(municipal["area"], municipal["parent"], strict=True))
        unincorporated = municipal["kind"].str.casefold().str.startswith("gemeindefrei")
        return cls(
            district=district,
            municipalities=tuple(municipal["area"]) or (district,),
            association_of={area: parent for area, parent in parents.items() if parent in associations},
            never_missed=frozenset(municipal.loc[unincorporated, "area"]),
            names={**dict(zip(places["area"], places["name"], strict=True)), PROTECTED: "geschützte Unterkünfte"},
        )

    def members(self, association: str) -> list[str]:
        """The Gemeinden of an association in official order."""
        return [area for area in self.municipalities if self.association_of.get(area) == association]

    def rows(self, reporting: set[str]) -> list[str]:
        """The places a table has rows for: Gemeinden, and before its members each association that reports itself."""
        rows: list[str] = []
        for area in self.municipalities:
            association = self.association_of.get(area)
            if association in reporting and association not in rows:
                rows.append(association)
            rows.append(area)
        return rows


def sums_over_places(
    values: pd.DataFrame, territory: Territory, apart: Collection[tuple[str, str]] = ()
) -> pd.DataFrame:
    """The district's sum per period of one indicator's totals.

    ``values``: area, period, value (float, NaN = none), sign; one row per area and period. ``apart``: areas and
    periods whose values are sums of their own facilities, which no other place's value contains.
    Returns period, value, sign, missing (tuple of areas without a value), areas (tuple of areas that were added).
    A period in which no place has a value has no row.
    """
    numbers = values.pivot(index="period", columns="area", values="value")
    signs = values.pivot(index="period", columns="area", values="sign").reindex(columns=numbers.columns).fillna("")
    reporting = {area for area in territory.association_of.values() if area in numbers.columns}
    inside = [area for area in territory.rows(reporting) if area in numbers.columns]
    houses = set(values.loc[values["area"] == PROTECTED, "period"])
    # Plain dictionaries: a frame would be asked for single cells tens of thousands of times.
    by_period, marks = numbers.to_dict("index"), signs.to_dict("index")
    rows = [
        _sum(
            period,
            by_period[period],
            marks[period],
            inside,
            [PROTECTED] if period in houses else [],
            reporting,
            territory,
            {area for area, when in apart if when == period},
        )
        for period in numbers.index
    ]
    frame = pd.DataFrame(rows, columns=["period", "value", "sign", "missing", "areas"])
    stated = np.array([bool(areas) for areas in frame["areas"]], dtype=bool)
    return frame[stated].reset_index(drop=True)


def spoken_for(stated: Collection[str], territory: Territory, apart: Collection[str] = ()) -> set[str]:
    """The Gemeinden whose values are in no sum, because their Samtgemeinde states one for all of its members.

    ``apart``: places whose values are sums of their own facilities, which no other place's value contains.
    """
    return {
        area
        for area, association in territory.association_of.items()
        if association in stated and not {area, association} <= set(apart)
    }


def _sum(
    period: str,
    numbers: Mapping[Any, float],
    signs: Mapping[Any, str],
    inside: list[str],
    extra: list[str],
    reporting: set[str],
    territory: Territory,
    apart: set[str],
) -> tuple[str, float, str, tuple[str, ...], tuple[str, ...]]:
    stated = {area for area in inside if not math.isnan(numbers[area]) or WITHHELD in signs[area].split()}
    covered = spoken_for(stated, territory, apart)
    added = [area for area in inside if area in stated and area not in covered]
    told = [area for area in extra if not math.isnan(numbers[area]) or WITHHELD in signs[area].split()]
    added += told
    present = {sign for area in added for sign in signs[area].split()}
    missing = (*_missing(stated, covered, reporting, territory), *(area for area in extra if area not in told))
    if WITHHELD in present:
        return period, np.nan, WITHHELD, missing, tuple(added)
    value = float(sum(numbers[area] for area in added))
    return period, value, " ".join(s for s in ACCOMPANYING if s in present), missing, tuple(added)


def _missing(stated: set[str], covered: set[str], reporting: set[str], territory: Territory) -> tuple[str, ...]:
    missing: list[str] = []
    for area in territory.municipalities:
        if area in stated or area in covered or area in territory.never_missed:
            continue
        association = territory.association_of.get(area)
        alone = association in reporting and not any(member in stated for member in territory.members(association))
        waited_for = association if alone and association is not None else area
        if waited_for not in missing:
            missing.append(waited_for)
    return tuple(missing)
