"""One indicator as the builders of the monitoring read it: places over periods of one length, with breaks and notes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import pandas as pd

from dashboard.catalogue import Break, Indicator
from dashboard.exhibits import monitoring_rates as rates
from dashboard.exhibits.exhibit import refuse_withheld
from dashboard.exhibits.history import History
from dashboard.exhibits.monitoring_rates import Inhabitants, Key, Rate
from dashboard.exhibits.monitoring_words import Measure
from dashboard.exhibits.readings import ASSOCIATION, DISTRICT, Area, Reading
from dashboard.observations.trends import Course, months
from dashboard.periods import Frequency, Period

VALUE = "value"
LOCAL = ("municipality", ASSOCIATION, DISTRICT)
NOWHERE = Area("", "", DISTRICT, "", "")
"""Stands for the district where there is no row at all."""


@dataclass(frozen=True)
class Origin:
    """Where one value comes from."""

    derived: bool = False
    """Added up from its parts."""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, eq=False)
class Observed:
    """An indicator's values of one frequency; made by ``observed``."""

    indicator: Indicator
    history: History
    """Totals of the district and its places; with nothing else in the frame those of the state or federation."""
    breaks: tuple[Break, ...]
    parts: pd.DataFrame
    """Rows with a breakdown, of the same periods."""
    set_aside: tuple[Period, ...] = ()
    """Periods of another length: named, never mixed in."""
    origins: Mapping[Key, Origin] = field(default_factory=dict)
    inhabitants: Inhabitants | None = None
    rate: Rate = field(default_factory=Rate)
    refusal: str = ""
    """A German sentence if the values cannot be given per 1,000 inhabitants."""

    @property
    def per_thousand(self) -> bool:
        return self.inhabitants is not None

    @property
    def measure(self) -> Measure:
        """How its values are written."""
        return Measure(self.indicator, self.per_thousand)

    @property
    def places(self) -> tuple[Area, ...]:
        """All places of the frame in official order, the district among them."""
        return tuple(self.history.areas.values())

    def area(self, code: str | None = None) -> Area:
        """The place of a code; without one the district, or the only place. KeyError for an unknown code."""
        if code is not None:
            return self.history.place(code)
        return self.history.district or (self.places[0] if self.places else NOWHERE)

    def at(self, area: Area, period: Period) -> Reading:
        """The value exactly in this period."""
        return self.history.at(area.area, VALUE, period) if area.area in self.history.areas else Reading(area)

    def last(self, area: Area, until: Period) -> Reading:
        """The newest value or sign up to the end of ``until``."""
        return self.history.last(area.area, VALUE, until) if area.area in self.history.areas else Reading(area)

    def axis(self, areas: Iterable[Area], until: Period | None = None, since: Period | None = None) -> list[Period]:
        """Periods from the first row of any of the areas to the last one, without holes."""
        areas = list(areas)
        if len(areas) == 1:
            return [p for p in self.history.periods(until, areas[0].area) if since is None or p >= since]
        found = {p for area in areas for p in self.history.periods(until, area.area)}
        if not found:
            return []
        first, last = min(found), max(found)
        return [p for p in self.history.periods(until) if first <= p <= last and (since is None or p >= since)]

    def course(self, area: Area, until: Period | None = None, since: Period | None = None) -> Course:
        """The values of a place as ``trends`` reads them."""
        axis = self.axis([area], until, since)
        readings = [self.at(area, period) for period in axis]
        return Course(
            tuple(axis),
            tuple(reading.value for reading in readings),
            frozenset(p for p, reading in zip(axis, readings, strict=True) if reading.withheld),
            tuple(day for day, _ in self.breaks_in(area, axis)),
            tuple(frozenset(reading.missing) for reading in readings),
        )

    def breaks_in(self, area: Area, axis: Sequence[Period]) -> list[tuple[date, Break]]:
        """Breaks that separate values of a place on an axis, with the first day of the new meaning, in order.

        A break of the inhabitants lies where a rate first rests on new ones, not on the day of the break itself.
        """
        own = [(b.since, b) for b in self.breaks if _concerns(b, area)]
        others = self.inhabitants.breaks if self.inhabitants else ()
        for b in (b for b in others if _concerns(b, area)):
            based = [p for p in axis if (area.area, p.code) in self.rate.days]
            new = [p for p in based if self.rate.days[area.area, p.code] >= b.since]
            if new and new[0] != based[0]:
                own.append((new[0].last, b))
        if not axis:
            return []
        return sorted(((d, b) for d, b in own if axis[0].last < d <= axis[-1].last), key=lambda found: found[0])

    def origin(self, area: Area, period: Period) -> Origin:
        """Where a value comes from."""
        return self.origins.get((area.area, period.code), Origin())


def observed(
    frame: pd.DataFrame,
    indicator: Indicator,
    breaks: Sequence[Break] = (),
    *,
    inhabitants: Inhabitants | None = None,
    frequency: Frequency | None = None,
    order: Sequence[str] = (),
) -> Observed:
    """Open a frame of one indicator once, for all its exhibits; with ``inhabitants`` per 1,000 of them.

    Columns: area, name, level, period, period_end, breakdown, members, value, sign, missing (names), derived, note,
    source; ``parent`` and ``kind`` as well where there are associations or gemeindefreie Gebiete. ``breaks`` are
    ``catalogue.breaks_of(code)``. ``order`` are codes of places in official order; without it they stand as they first
    appear in the frame. ``frequency`` None: the indicator's own, or the newest one if it has no such period.
    ValueError for two districts, two rows of one key or a withheld value in the frame.
    """
    totals = frame[frame["breakdown"].eq("")] if len(frame) else frame
    local = totals[totals["level"].isin(LOCAL)] if len(totals) else totals
    totals = local if len(local) else totals
    if totals.loc[totals["level"].eq(DISTRICT), "area"].nunique() > 1:
        raise ValueError(f"{indicator.code}: two districts in one frame")
    kept, aside = _of_one_length(tuple(totals["period"].unique().tolist()), frequency or indicator.frequency)
    totals = totals[totals["period"].isin(kept)]
    origins = {
        (area, code): Origin(bool(derived), str(note or ""), str(source or ""))
        for area, code, derived, note, source in zip(
            *(totals[name].tolist() for name in ("area", "period", "derived", "note", "source")), strict=True
        )
    }
    rate, refused = Rate(), ""
    if inhabitants is not None and not (refused := rates.why_never(indicator)):
        totals, rate = rates.per_thousand(totals, indicator, inhabitants)
        refused = rates.refusal(indicator, rate, totals)
    return Observed(
        indicator,
        History(_as_history(totals), _ordered(totals["area"].unique().tolist(), order)),
        tuple(breaks),
        frame[frame["breakdown"].ne("") & frame["period"].isin(kept)] if len(frame) else frame,
        aside,
        origins,
        inhabitants,
        rate,
        refused,
    )


@lru_cache(maxsize=512)
def _of_one_length(codes: tuple[str, ...], wanted: Frequency) -> tuple[frozenset[str], tuple[Period, ...]]:
    """Codes of the wanted frequency (else of the newest) that can share a line, and the other periods."""
    periods = sorted(Period.of(code) for code in codes)
    if not periods:
        return frozenset(), ()
    model = next((p for p in reversed(periods) if p.frequency is wanted), periods[-1])
    kept = [p for p in periods if _fits(p, model)]
    return frozenset(p.code for p in kept), tuple(p for p in periods if p not in kept)


def _fits(period: Period, model: Period) -> bool:
    """As long as the model, and a whole number of such periods away."""
    apart = (model.last.year - period.last.year) * 12 + model.last.month - period.last.month
    return months(period) == months(model) and apart % months(model) == 0


def _as_history(totals: pd.DataFrame) -> pd.DataFrame:
    frame = totals.rename(columns={"sign": f"{VALUE}_sign"})
    refuse_withheld(frame, "observed")
    defaults = {name: "" for name in ("kind", "parent") if name not in frame}
    return frame.assign(**defaults)


def _ordered(areas: Sequence[str], order: Sequence[str]) -> list[str]:
    return [*(area for area in order if area in areas), *(area for area in areas if area not in order)]


def _concerns(found: Break, area: Area) -> bool:
    return not found.areas or area.area in found.areas
