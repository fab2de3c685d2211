"""All equations that tie released counts together, as somebody who subtracts knows them, and what they leave hidden.

Written down anew from what the figures mean, not from the code that protects them. An equation is used wherever it
holds in the true numbers; what nobody publishes (protected houses, people in no category) is one more unknown of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from dashboard.accommodation.value import Value
from dashboard.catalogue.catalogue import Catalogue
from dashboard.periods import Frequency, Period
from observations.disclosure_attack import Published

Key = tuple[str, str, str, str]
"""Indicator, period, area, breakdown."""
Sum = tuple[list[Key], Key]


@dataclass
class Attack:
    """Released values before anything is hidden, and what is shown of them."""

    catalogue: Catalogue
    district: str
    members: Mapping[str, Sequence[str]]
    """Association -> its Gemeinden."""
    values: Mapping[Key, Value]
    shown: set[Key]
    """Keys of which a number is shown; a key that is not in ``values`` is a rate, or a year made of quarters."""
    years: Mapping[Key, float]
    """Shown sums over time."""
    apart: set[tuple[str, str]]
    """Indicators and periods whose district's sum holds protected houses, of which nobody outside knows the count."""
    rests: int = 0
    counts: dict[Key, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.counts = {key: int(value.value) for key, value in self.values.items() if value.value is not None}
        self._by_period: dict[tuple[str, str], dict[tuple[str, str], int]] = defaultdict(dict)
        for (code, period, area, key), count in self.counts.items():
            self._by_period[code, period][area, key] = count
        self.sums = list(self._sums())
        known = self.shown | set(self.years) | set(self._given_away_by_rates())
        self.keys = list(self.counts)
        self.hidden = [key not in known for key in self.keys]
        self._network()

    def possible(self, key: Key) -> tuple[int, int]:
        """The least and the greatest value that a hidden count can have."""
        number = self._number[key]
        if not self.hidden[number]:
            return self.counts[key], self.counts[key]
        published, places = self._parts[self._part[number]]
        return published.possible(places[number])

    def _network(self) -> None:
        """Unknowns that no equation ties together, even through others, need no common solution."""
        self._number = {key: number for number, key in enumerate(self.keys)}
        sums = [([self._number[one] for one in inner], self._number[total]) for inner, total in self.sums]
        edges = []
        for inner, total in sums:
            unknown = [number for number in (*inner, total) if self.hidden[number]]
            edges += [(unknown[0], other) for other in unknown[1:]]
        size = len(self.keys)
        rows, columns = ([edge[side] for edge in edges] for side in (0, 1))
        graph = coo_array((np.ones(len(edges)), (rows, columns)), shape=(size, size))
        self._part = connected_components(graph, directed=False)[1].tolist()
        grouped: dict[int, list[tuple[list[int], int]]] = defaultdict(list)
        for inner, total in sums:
            unknown = [number for number in (*inner, total) if self.hidden[number]]
            if unknown:
                grouped[self._part[unknown[0]]].append((inner, total))
        self._parts: dict[int, tuple[Published, dict[int, int]]] = {}
        for number, hidden in enumerate(self.hidden):
            part = self._part[number]
            if hidden and part not in self._parts:
                inside = {n for inner, total in grouped[part] for n in (*inner, total)} | {number}
                places = {n: place for place, n in enumerate(sorted(inside))}
                known = [self.counts[self.keys[n]] for n in sorted(inside)]
                equations = [([places[n] for n in inner], places[total]) for inner, total in grouped[part]]
                self._parts[part] = Published(known, [self.hidden[n] for n in sorted(inside)], equations), places

    def _sums(self) -> Iterator[Sum]:
        for (code, period), cells in list(self._by_period.items()):
            yield from self._over_places(code, period, cells)
            yield from self._over_categories(code, period, cells)
            parts = [one for one in self.catalogue.indicators.values() if one.part_of == code]
            for area, key in cells:
                inner = [
                    (one.code, period, area, key)
                    for one in parts
                    if not key and (area, key) in self._by_period[one.code, period]
                ]
                yield from self._sum(inner, (code, period, area, key))
        yield from self._free_places()
        yield from self._stocks()
        for code, period, area, key in self.years:
            quarters = [step for step in self._steps(period) if (code, step, area, key) in self.counts]
            self.counts[code, period, area, key] = int(self.years[code, period, area, key])
            yield from self._sum([(code, step, area, key) for step in quarters], (code, period, area, key))

    def _over_places(self, code: str, period: str, cells: Mapping[tuple[str, str], int]) -> Iterator[Sum]:
        spoken: set[str] = set()
        for association, members in self.members.items():
            inside = [area for area in members if (area, "") in cells]
            if (association, "") not in cells:
                continue
            counted = self.values[code, period, association, ""].derived
            spoken |= {area for area in inside if not (counted and self.values[code, period, area, ""].derived)}
            if not counted:
                yield from self._sum([(code, period, area, "") for area in inside], (code, period, association, ""))
        for key in {key for area, key in cells if area == self.district}:
            inner = [(code, period, area, key) for area, one in cells if one == key and area != self.district]
            inner = [one for one in inner if one[2] not in spoken]
            yield from self._sum(
                inner, (code, period, self.district, key), beside=self._holds_more(code, period, self.district, key)
            )

    def _over_categories(self, code: str, period: str, cells: Mapping[tuple[str, str], int]) -> Iterator[Sum]:
        groups: dict[tuple[str, str], list[Key]] = defaultdict(list)
        for area, key in cells:
            if key and "|" not in key:
                groups[area, key.split("=")[0]].append((code, period, area, key))
        for (area, _), inner in groups.items():
            if (area, "") in cells:
                yield from self._sum(inner, (code, period, area, ""), beside=self._holds_more(code, period, area, ""))

    def _holds_more(self, code: str, period: str, area: str, key: str) -> bool:
        """Whether the count is the district's, with protected houses that are in no place and no category."""
        return area == self.district and not key and (code, period) in self.apart

    def _free_places(self) -> Iterator[Sum]:
        for code, period, area, key in [one for one in self.counts if one[0] == "nutzbar_frei"]:
            inner = [(name, period, area, key) for name in (code, "belegt", "gesperrt")]
            inner = [one for one in inner if one in self.counts]
            total = ("plaetze", period, area, key)
            if total in self.counts and self.counts[total] == sum(self.counts[one] for one in inner):
                yield inner, total

    def _stocks(self) -> Iterator[Sum]:
        """What was there and came is what left and is there."""
        for _, period, area, key in [one for one in self.counts if one[0] == "zugaenge" and not one[3]]:
            before = [("belegt", Period.of(period).previous().code, area, key), ("zugaenge", period, area, key)]
            after = [("belegt", period, area, key), ("abgaenge", period, area, key)]
            if not all(one in self.counts for one in (*before, *after)):
                continue
            if sum(self.counts[one] for one in before) == sum(self.counts[one] for one in after):
                both: Key = ("both", period, area, key)
                self.counts[both] = sum(self.counts[one] for one in before)
                yield before, both
                yield after, both

    def _sum(self, inner: list[Key], total: Key, *, beside: bool = False) -> Iterator[Sum]:
        """The equation, with an unknown more for what is in no part; none where the parts are above their whole."""
        rest = self.counts[total] - sum(self.counts[one] for one in inner)
        if not inner or rest < 0:
            return
        if rest or beside:
            self.rests += 1
            unknown: Key = ("rest", str(self.rests), "", "")
            self.counts[unknown] = rest
            inner = [*inner, unknown]
        yield inner, total

    @staticmethod
    def _steps(period: str) -> list[str]:
        whole = Period.of(period)
        steps = [Period.containing(whole.first, Frequency.QUARTER)]
        while steps[-1].last < whole.last:
            steps.append(steps[-1].next())
        return [step.code for step in steps]

    def _given_away_by_rates(self) -> Iterator[Key]:
        """A rate of one number by a known one tells that number."""
        for code, period, area, key in self.shown:
            entry = self.catalogue.indicators[code]
            if entry.kind == "rate":
                needed = [term.code for term in entry.numerator if not term.optional]
                yield from ((term, period, area, key) for term in needed if len(needed) == 1)
