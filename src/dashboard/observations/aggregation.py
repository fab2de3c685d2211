"""Sums over places that say what they lack.

A Samtgemeinde's value is never split onto its members and never added to theirs: where it has a value of its own the
members' values are left out of the sum. Sums over facilities are another thing: each house stands in one place only,
so what a Samtgemeinde and its member count there is added. A sign that stands for "no value" makes a sum incomplete, a
withheld value ("•") withholds it.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

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


class Sum(NamedTuple):
    """A district's sum of one period. ``value`` is NaN where it is withheld."""

    period: str
    value: float
    sign: str
    missing: tuple[str, ...]
    """Areas without a value."""
    areas: tuple[str, ...]
    """Areas that were added."""


def sums_over_places(
    values: pd.DataFrame, territory: Territory, apart: Collection[tuple[str, str]] = ()
) -> pd.DataFrame:
    """The district's sum per period of one indicator's totals.

    ``values``: area, period, value (float, NaN = none), sign; one row per area and period. ``apart``: areas and
    periods whose values are sums of their own facilities, which no other place's value contains.
    Returns period, value, sign, missing (tuple of areas without a value), areas (tuple of areas that were added).
    A period in which no place has a value has no row.
    """
    rows = zip(*(values[name] for name in ("area", "period", "value", "sign")), strict=True)
    return pd.DataFrame(sums(rows, territory, apart), columns=list(Sum._fields))


def sums(
    rows: Iterable[tuple[str, str, float, str]], territory: Territory, apart: Collection[tuple[str, str]] = ()
) -> list[Sum]:
    """The same from plain rows (area, period, value, sign), the periods in the order of their codes.

    Raises ValueError if an area has two values in a period.
    """
    # Plain dictionaries: a frame would be asked for single cells tens of thousands of times.
    numbers: dict[str, dict[str, float]] = {}
    signs: dict[str, dict[str, str]] = {}
    for area, period, value, sign in rows:
        if area in numbers.setdefault(period, {}):
            raise ValueError(f"two values of {area} in {period}")
        numbers[period][area] = value
        signs.setdefault(period, {})[area] = sign if isinstance(sign, str) else ""
    known = {area for one in numbers.values() for area in one}
    reporting = {area for area in territory.association_of.values() if area in known}
    inside = [area for area in territory.rows(reporting) if area in known]
    found = [
        _sum(
            period,
            numbers[period],
            signs[period],
            inside,
            [PROTECTED] if PROTECTED in numbers[period] else [],
            reporting,
            territory,
            {area for area, when in apart if when == period},
        )
        for period in sorted(numbers)
    ]
    return [one for one in found if one.areas]


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
    numbers: Mapping[str, float],
    signs: Mapping[str, str],
    inside: list[str],
    extra: list[str],
    reporting: set[str],
    territory: Territory,
    apart: set[str],
) -> Sum:
    stated = {area for area in (*inside, *extra) if area in numbers and _says(numbers[area], signs[area])}
    covered = spoken_for(stated, territory, apart)
    added = [area for area in inside if area in stated and area not in covered]
    told = [area for area in extra if area in stated]
    added += told
    present = {sign for area in added for sign in signs[area].split()}
    missing = (*_missing(stated, covered, reporting, territory), *(area for area in extra if area not in told))
    if WITHHELD in present:
        return Sum(period, math.nan, WITHHELD, missing, tuple(added))
    value = float(sum(numbers[area] for area in added))
    return Sum(period, value, " ".join(s for s in ACCOMPANYING if s in present), missing, tuple(added))


def _says(value: float, sign: str) -> bool:
    return not math.isnan(value) or WITHHELD in sign.split()


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
