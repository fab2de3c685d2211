"""What was agreed of an indicator goal, and the values it is held against: plain data and plain arithmetic."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dashboard.alliances.kinds import Path
from dashboard.catalogue.entries import Break, Direction
from dashboard.observations.aggregation import WITHHELD
from dashboard.observations.trends import Course
from dashboard.periods import Period
from dashboard.tables.signs import LATER

TOLERANCE = 0.1
"""Part of the way by which a goal may lag behind its path and still be on track."""


@dataclass(frozen=True)
class Plan:
    """Baseline, target and path of a goal, in the indicator's unit."""

    baseline: float
    baseline_period: Period
    target: float
    due: Period
    path: Path = Path.LINEAR
    points: tuple[tuple[Period, float], ...] = ()
    """Values agreed for periods between baseline and due period, in the order of time."""
    direction: Direction = "none"
    """The catalogue's; decides only what „to hold“ means where the target equals the baseline."""
    sums: bool = True
    """Whether what is missing in a value could only raise it: so with counts, not with rates."""
    decimals: int = 0
    """With how many the indicator is shown: two values that look alike are taken to be the same one."""

    @property
    def holds(self) -> bool:
        """Whether the goal is to keep the value as it is."""
        return self.baseline == self.target

    @property
    def more_is_wanted(self) -> bool | None:
        """Whether a higher value is nearer to the goal; None where it is to stay as it is both ways."""
        if not self.holds:
            return self.target > self.baseline
        return {"up": True, "down": False, "none": None}[self.direction]

    def share(self, value: float) -> float:
        """Part of the way from baseline to target, unrounded: below 0 behind the baseline, above 1 beyond the target.

        To hold a value is all or nothing: 1 while it is kept, 0 otherwise. Kept means at least (direction up) or at
        most (down) the target; without a direction no further from it than a tenth.
        """
        if not self.holds:
            return (value - self.baseline) / (self.target - self.baseline)
        match self.more_is_wanted:
            case True:
                kept = value >= self.target
            case False:
                kept = value <= self.target
            case None:
                kept = abs(value - self.target) <= TOLERANCE * abs(self.target)
        return 1.0 if kept else 0.0

    def expected(self, period: Period) -> float:
        """The share that the path expects at the end of a period: 0 until the baseline's, 1 from the due period on.

        Linear: in step with the months. Points: straight from one agreed point to the next. Steps: each point's share
        from its period until the next one's; without points nothing is expected before the due period. To hold: always
        1.
        """
        at, start, end = (month(one) for one in (period, self.baseline_period, self.due))
        if self.holds or at >= end:
            return 1.0
        if at <= start:
            return 0.0
        own = self.points if self.path is not Path.LINEAR else ()
        marks = [(start, 0.0), *((month(when), self.share(value)) for when, value in own), (end, 1.0)]
        before = bisect_right([when for when, _ in marks], at) - 1
        if self.path is Path.STEPS:
            return marks[before][1]
        (first, low), (second, high) = marks[before], marks[before + 1]
        return low + (high - low) * (at - first) / (second - first)


@dataclass(frozen=True)
class Point:
    """One value of the course as a circle has it; None: none, or withheld."""

    period: Period
    value: float | None
    sign: str = ""
    missing: frozenset[str] = frozenset()
    """The places its sum lacks."""
    uploads: tuple[int, ...] = ()

    @property
    def withheld(self) -> bool:
        """Whether there is a number that this circle may not see."""
        return self.value is None and WITHHELD in self.sign

    @property
    def is_there(self) -> bool:
        """Whether anything is stated; what is announced for later is not there yet."""
        return self.value is not None or self.sign not in ("", LATER)


def course_of(points: Sequence[Point], breaks: Iterable[Break]) -> Course:
    """The points, in order and of one length, as what trends are looked for in."""
    return Course(
        tuple(point.period for point in points),
        tuple(math.nan if point.value is None else point.value for point in points),
        frozenset(point.period for point in points if point.withheld),
        tuple(one.since for one in breaks),
        tuple(point.missing for point in points),
    )


def month(period: Period) -> int:
    """The last month of a period, counted from the year 0."""
    last: date = period.last
    return last.year * 12 + last.month


def in_order(points: Iterable[tuple[Period, float]]) -> bool:
    """Whether each point's period ends after the one before."""
    return all(month(first) < month(second) for (first, _), (second, _) in pairwise(points))
