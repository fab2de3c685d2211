"""Agreements and courses of values for the tests of progress."""

from collections.abc import Sequence
from datetime import date

from dashboard.alliances.plan import Plan, Point
from dashboard.catalogue import Break
from dashboard.observations.aggregation import WITHHELD
from dashboard.periods import Period

START, DUE = Period.of("2025-Q4"), Period.of("2027-Q4")
QUARTERS = [START]
while QUARTERS[-1] < DUE:
    QUARTERS.append(QUARTERS[-1].next())


def at(number: int) -> Period:
    """The quarter so many after the baseline's; 8 is the due one."""
    return Period.containing(date(2025 + (number + 3) // 4, (number + 3) % 4 * 3 + 1, 1), START.frequency)


def plan(baseline: float = 40, target: float = 60, **more: object) -> Plan:
    return Plan(baseline, START, target, DUE, **more)  # type: ignore[arg-type]


def course(*values: float | str | None, missing: Sequence[str] = (), first: int = 0) -> list[Point]:
    """Values quarter by quarter from the baseline's on; texts are signs; the last one lacks the places ``missing``."""
    points = []
    for number, value in enumerate(values, first):
        lacking = frozenset(missing) if number == first + len(values) - 1 else frozenset()
        if isinstance(value, str):
            points.append(Point(at(number), None, value, uploads=(number + 1,)))
        else:
            points.append(Point(at(number), value, "", lacking, (number + 1,)))
    return points


def withheld(number: int) -> Point:
    return Point(at(number), None, WITHHELD)


def a_break(day: date) -> Break:
    return Break(code="bruch", title="Zensus 2022", since=day, explanation="Neue Basis", indicators="all")
