"""What can be said about the course of one series: a change, a trend, unusual values, and why there is none.

Nothing is compared across a break: before and after it the values mean something else. Nothing is compared between
sums that lack different places either.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import combinations, pairwise
from statistics import NormalDist, median

from dashboard.periods import Period

FEWEST_FOR_TREND = 8
"""A trend is not looked for in fewer values."""
CONFIDENCE = 0.95

OTHERS_FOR_UNUSUAL = 6
UNUSUAL = 3.5
"""Robust z-score from which a value is unusual (Iglewicz and Hoaglin 1993)."""
TO_SIGMA = 1.4826
"""Median absolute deviation to standard deviation of a normal distribution."""
LEAST_SHARE = 0.02
"""Part of the median that a spread is never taken to be smaller than."""


class Reason(StrEnum):
    """Why something cannot be said."""

    GAP = "gap"
    """One of the values is not there."""
    WITHHELD = "withheld"
    """One of the values may not be seen."""
    INCOMPLETE = "incomplete"
    """The two sums lack different places."""
    BREAK = "break"
    """The values mean something else before and after a day between them."""
    ZERO = "zero"
    """A share of nothing."""
    NEGATIVE = "negative"
    """A share of a number below zero says nothing."""
    FEW = "few"
    """Too few values since the last break."""
    UNCERTAIN = "uncertain"
    """The confidence interval contains „no trend“."""


@dataclass(frozen=True)
class Course:
    """Values of one figure in one place; NaN where there is none. Withheld ones are NaN too.

    ``breaks`` are the first days of new meanings, ``lacking`` names per value the places its sum lacks. ValueError if
    the periods are not ascending or not equally long, or if the parts do not fit together.
    """

    periods: tuple[Period, ...]
    values: tuple[float, ...]
    withheld: frozenset[Period] = frozenset()
    breaks: tuple[date, ...] = ()
    lacking: tuple[frozenset[str], ...] = ()

    def __post_init__(self) -> None:
        if len(self.values) != len(self.periods) or len(self.lacking) not in (0, len(self.periods)):
            raise ValueError("a course needs one value for each period")
        if any(first >= second for first, second in pairwise(self.periods)):
            raise ValueError("a course needs its periods in order, each once")
        if len({months(period) for period in self.periods}) > 1:
            raise ValueError("periods of different length cannot share a course")
        if any(math.isinf(value) for value in self.values):
            raise ValueError("a figure is never infinite")
        if any(not math.isnan(self.at(period)) for period in self.withheld):
            raise ValueError("a withheld value was passed in")

    def at(self, period: Period) -> float:
        """The value of a period; NaN where there is none."""
        place = self._places.get(period)
        return math.nan if place is None else self.values[place]

    def lacks(self, period: Period) -> frozenset[str]:
        """The places the sum of a period lacks."""
        place = self._places.get(period)
        return self.lacking[place] if self.lacking and place is not None else frozenset()

    def between(self, first: Period, second: Period) -> tuple[date, ...]:
        """Days of breaks that separate two periods, as the catalogue's ``Break.separates`` says."""
        early, late = sorted((first.last, second.last))
        return tuple(day for day in sorted(set(self.breaks)) if early < day <= late)

    def stretches(self) -> tuple[tuple[Period, ...], ...]:
        """Periods with a value, cut at the breaks; stretches without any value are left out."""
        found: list[list[Period]] = []
        for period in (p for p, value in zip(self.periods, self.values, strict=True) if not math.isnan(value)):
            if not found or self.between(found[-1][-1], period):
                found.append([])
            found[-1].append(period)
        return tuple(tuple(stretch) for stretch in found)

    @cached_property
    def _places(self) -> dict[Period, int]:
        return {period: place for place, period in enumerate(self.periods)}


@dataclass(frozen=True)
class Change:
    """Difference of two periods, and as a share of the earlier value; each with the reason where it is None."""

    first: Period
    second: Period
    absolute: float | None
    relative: float | None
    why_not: Reason | None = None
    why_no_share: Reason | None = None
    breaks: tuple[date, ...] = ()


@dataclass(frozen=True)
class Trend:
    """Change from one period to the next in the middle of all pairs, with its confidence interval.

    ``slope``, ``low`` and ``high`` are None where there are too few values. A trend is ``claimed`` only if ``why_not``
    is None.
    """

    slope: float | None
    low: float | None
    high: float | None
    count: int
    first: Period | None
    last: Period | None
    why_not: Reason | None

    @property
    def claimed(self) -> bool:
        return self.why_not is None


@dataclass(frozen=True)
class Unusual:
    """A value far from the others of its stretch: their smallest, largest and middle one, and how far it is."""

    period: Period
    value: float
    score: float
    low: float
    high: float
    middle: float
    others: int

    @property
    def inside(self) -> bool:
        """Between the smallest and the largest one, and still far from the others."""
        return self.low <= self.value <= self.high


def change(course: Course, first: Period, second: Period) -> Change:
    """From ``first`` to ``second``; none across a break, a gap, a withheld value or sums that lack other places."""
    before, after = course.at(first), course.at(second)
    breaks = course.between(first, second)
    reason = None
    if course.withheld & {first, second}:
        reason = Reason.WITHHELD
    elif math.isnan(before) or math.isnan(after):
        reason = Reason.GAP
    elif breaks:
        reason = Reason.BREAK
    elif course.lacks(first) != course.lacks(second):
        reason = Reason.INCOMPLETE
    if reason is not None:
        return Change(first, second, None, None, reason, reason, breaks)
    difference = after - before
    if before < 0 or after < 0:
        return Change(first, second, difference, None, None, Reason.NEGATIVE)
    if before == 0:
        return Change(first, second, difference, None, None, Reason.ZERO)
    return Change(first, second, difference, difference / before)


def trend(course: Course) -> Trend:
    """The trend since the last break, from eight values on, over sums that lack the same places as the newest one.

    Slope: Theil (1950) and Sen (1968), the median of the slopes of all pairs, per period. Confidence interval: Sen
    (1968), equation 2.6, with Kendall's variance corrected for equal values.
    """
    stretches = course.stretches()
    last = stretches[-1] if stretches else ()
    used = [period for period in last if course.lacks(period) == course.lacks(last[-1])]
    first, newest = (used[0], used[-1]) if used else (None, None)
    if len(used) < FEWEST_FOR_TREND:
        return Trend(None, None, None, len(used), first, newest, Reason.FEW)
    values = [course.at(period) for period in used]
    slope, low, high = theil_sen([_position(period) for period in used], values)
    uncertain = low <= 0 <= high
    return Trend(slope, low, high, len(used), first, newest, Reason.UNCERTAIN if uncertain else None)


def unusual(course: Course, *, least: float = 1.0, only: Period | None = None) -> tuple[Unusual, ...]:
    """Values far from at least six others of their stretch, by a robust z-score (the same as on intake).

    ``least`` is the smallest spread: a history that never moved must not make the smallest change unusual. ``only``
    this period is looked at where no other matters.
    """
    found = []
    for stretch in course.stretches():
        for period in stretch:
            if only not in (None, period):
                continue
            others = [course.at(p) for p in stretch if p != period and course.lacks(p) == course.lacks(period)]
            if len(others) < OTHERS_FOR_UNUSUAL:
                continue
            value, middle = course.at(period), median(others)
            deviation = median(abs(other - middle) for other in others)
            score = abs(value - middle) / max(TO_SIGMA * deviation, LEAST_SHARE * abs(middle), least)
            if score > UNUSUAL:
                found.append(Unusual(period, value, score, min(others), max(others), middle, len(others)))
    return tuple(found)


def theil_sen(positions: Sequence[float], values: Sequence[float]) -> tuple[float, float, float]:
    """Slope with the ends of its confidence interval; ``positions`` ascend strictly."""
    pairs = combinations(zip(positions, values, strict=True), 2)
    slopes = sorted((y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairs)
    count = len(values)
    ties = [values.count(value) for value in set(values)]
    kendall = _kendall(count) - sum(_kendall(size) for size in ties if size > 1)
    reach = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2) * math.sqrt(kendall / 18)
    low = max(round((len(slopes) - reach) / 2) - 1, 0)
    high = min(round((len(slopes) + reach) / 2), len(slopes) - 1)
    return median(slopes), slopes[low], slopes[high]


def months(period: Period) -> int:
    """Length of a period in months."""
    return (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1


def _kendall(count: int) -> int:
    return count * (count - 1) * (2 * count + 5)


def _position(period: Period) -> float:
    """Where a period stands on the line of time, counted in its own length."""
    return (period.last.year * 12 + period.last.month) / months(period)
