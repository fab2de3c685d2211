"""The tables of one county that are published and protected together, made of what is released."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.gathering import gather
from dashboard.accommodation.houses import Houses
from dashboard.accommodation.models import FIGURES
from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.entries import Indicator
from dashboard.observations import suppressions
from dashboard.observations.aggregation import PROTECTED, spoken_for
from dashboard.observations.margins import TOTAL, Key, Margins, hidden, hidden_flows
from dashboard.observations.suppressions import Pattern
from dashboard.periods import Period
from dashboard.store import Circle

ARRIVALS, DEPARTURES, STOCK = "zugaenge", "abgaenge", "belegt"
"""Arrivals and departures are the difference of two stocks: together they would give a hidden one away."""
FLOWS = (ARRIVALS, DEPARTURES)
MOST_PLACES = 500
"""With more of them (all of Germany) only totals are published: no county has as many."""
NOTHING = float("nan")
Cells = dict[tuple[str, str], float]
"""Area and breakdown -> count, of one indicator and period."""


@dataclass
class Released:
    """The counts of one indicator outside the office, before anything is hidden, by period."""

    indicator: Indicator
    cells: dict[str, Cells] = field(default_factory=dict)

    def of(self, period: str) -> Cells:
        return self.cells.get(period, {})

    def is_protected(self, period: str) -> bool:
        """Whether the period's values need protection; rounded ones do where one was delivered unrounded."""
        end, step = Period.of(period).last, self.indicator.rounded_to
        if self.indicator.is_protected(end):
            return True
        counted = self.indicator.counts == "persons" and not self.indicator.open_data
        return counted and step is not None and any(count % step for count in self.of(period).values())


class Tables:
    """The tables of one county that are protected together."""

    def __init__(
        self, session: Session, catalogue: Catalogue, places: pd.DataFrame, district: str, threshold: int
    ) -> None:
        self._session, self._catalogue = session, catalogue
        self._places, self._threshold = places, threshold
        self._houses = Houses(session, Circle.PUBLIC, places, district)
        self._territory = self._houses.territory
        self._read: dict[str, Released] = {}

    def of_whole(self, whole: Indicator, parts: list[Indicator], periods: set[str]) -> dict[tuple[str, str], Pattern]:
        """Patterns of a whole and of its parts."""
        released = [self._released(one) for one in (whole, *parts)]
        single = self._single_facilities() if whole.code == STOCK else {}
        found: dict[tuple[str, str], Pattern] = {}
        for period in sorted(periods & set().union(*(one.cells for one in released))):
            if any(one.is_protected(period) for one in released):
                margins = self._margins(released, period, single.get(period, frozenset()))
                keys = hidden(margins, self._threshold)
                for one in released:
                    if one.of(period):
                        found[one.indicator.code, period] = _pattern(one.indicator.code, margins, keys)
        return found

    def of_flows(self, periods: set[str]) -> dict[tuple[str, str], Pattern]:
        """Patterns of arrivals and departures, which go by those of the stock before and after."""
        arrivals, departures = (self._released(self._catalogue.indicators[code]) for code in FLOWS)
        stocks = suppressions.patterns(self._session, [STOCK])
        stated = self._released(self._catalogue.indicators[STOCK])
        found: dict[tuple[str, str], Pattern] = {}
        for period in sorted(periods & {*arrivals.cells, *departures.cells}):
            cells = {area: 0.0 for area, breakdown in (*arrivals.of(period), *departures.of(period)) if not breakdown}
            nothing = float("nan")
            pairs = {
                area: (
                    arrivals.of(period).get((area, TOTAL), nothing),
                    departures.of(period).get((area, TOTAL), nothing),
                )
                for area in cells
            }
            unknown = {
                area
                for when in (period, Period.of(period).previous().code)
                for area, breakdown in stated.of(when)
                if not breakdown and ((pattern := stocks.get((STOCK, when))) is None or pattern.hides(area, TOTAL))
            }
            areas = frozenset(pairs) - {PROTECTED}
            whole = pairs.pop(self._territory.district, None) if len(areas) > 1 else None
            unknown.discard(PROTECTED)  # never shown, and so large that the sum may tell it, or hidden by another place
            gone, with_sum = hidden_flows(pairs, unknown, self._threshold)
            with_sum |= self._territory.district in unknown
            with_sum |= whole is not None and any(0 < count < self._threshold for count in whole)
            hides = {(area, TOTAL) for area in gone} | ({(self._territory.district, TOTAL)} if with_sum else set())
            pattern = Pattern(areas, frozenset({TOTAL}), frozenset(hides))
            found |= {(code, period): pattern for code in FLOWS}
        return found

    def _margins(self, released: list[Released], period: str, single: frozenset[str]) -> Margins:
        """The whole's table of a period; where it is stated for one place only, that place is the table."""
        whole, parts = released[0], released[1:]
        district = self._territory.district
        cells = whole.of(period)
        stated = {area for area, breakdown in cells if not breakdown} - {district}
        apart = self._counted_apart(period) if whole.indicator.code in FIGURES else set()
        rows = stated - spoken_for(stated, self._territory, apart)
        categories: dict[str, dict[str, float]] = {}
        if len(rows) <= MOST_PLACES:
            for (area, breakdown), count in cells.items():
                if breakdown and (area in rows or area == district):
                    categories.setdefault(breakdown, {})[area] = count
        alone = not rows and (district, TOTAL) in cells
        if alone:
            rows = {district}
        own = "" if alone else district
        return Margins(
            whole.indicator.code,
            own,
            {area: cells[area, TOTAL] for area in sorted(rows)},
            cells.get((own, TOTAL)),
            {name: {area: n for area, n in counts.items() if area != own} for name, counts in categories.items()},
            {name: counts[own] for name, counts in categories.items() if own in counts},
            {
                part.indicator.code: {
                    area: n for (area, name), n in part.of(period).items() if not name and area in rows
                }
                for part in parts
                if part.of(period)
            },
            {part.indicator.code: part.of(period)[own, TOTAL] for part in parts if (own, TOTAL) in part.of(period)},
            frozenset({PROTECTED}),
            single,
        )

    def _released(self, indicator: Indicator) -> Released:
        """What other circles could see of an indicator: its totals, and its one published breakdown."""
        if indicator.code not in self._read:
            self._read[indicator.code] = self._gathered(indicator)
        return self._read[indicator.code]

    def _gathered(self, indicator: Indicator) -> Released:
        found = Released(indicator)
        district = self._territory.district
        for value in gather(self._session, Circle.PUBLIC, indicator, self._places, district, houses=self._houses):
            shown = not value.breakdown or set(value.breakdown) == {indicator.published}
            if value.value is not None and shown:
                found.cells.setdefault(value.period, {})[value.area, value.key] = value.value
        if indicator.code in FIGURES:
            for period, count in self._protected_houses(indicator.code):
                found.cells.setdefault(period, {})[PROTECTED, TOTAL] = count
        return found

    def _protected_houses(self, code: str) -> Iterable[tuple[str, float]]:
        frame = self._houses.unprotected
        rows = frame[(frame["area"] == PROTECTED) & (frame["indicator"] == code) & frame["value"].notna()]
        return zip(rows["period"], rows["value"], strict=True)

    def _counted_apart(self, period: str) -> set[str]:
        """Places whose values are sums of their own facilities."""
        frame = self._houses.unprotected
        return set(frame.loc[(frame["period"] == period) & frame["facilities"].notna(), "area"])

    def _single_facilities(self) -> dict[str, frozenset[str]]:
        """Per period the places whose kinds would tell a single facility's figures."""
        frame = self._houses.kinds
        rows = frame[frame["single"]]
        return {str(period): frozenset(group["area"]) for period, group in rows.groupby("period")}


def _pattern(code: str, margins: Margins, keys: set[Key]) -> Pattern:
    is_whole = code == margins.code
    breakdowns = {TOTAL, *margins.categories} if is_whole else {TOTAL}
    areas = {*margins.places, *([margins.district] if margins.district else [])} - margins.unpublished
    gone = {(area, breakdown) for name, area, breakdown in keys if name == code}
    return Pattern(frozenset(areas), frozenset(breakdowns), frozenset(gone))
