"""Where an indicator goal stands: worked out from the agreement and the course of values, never typed.

The rule, the same for every goal:

The newest value decides, however old: the newest period from the baseline's on, of the baseline's length, for which
anything is stated. Of it come the share of the way, (current − baseline) / (target − baseline), and the share that the
path expects at the end of that period. Then, in this order:

1. kein Stand: no value since the baseline; the newest is withheld; there is a sign instead of a number; a break of the
   catalogue lies between baseline and current value; outside the office the baseline's own value is not released. Then
   there is neither current value nor share.
2. erreicht: the share is 1 or more. To hold a value (target equals baseline) is reached at the due period only.
3. From the due period on: im Verzug, or entfernt sich vom Ziel where the share is below 0.
4. entfernt sich vom Ziel: the share is below 0 and below the expected one, so worse than the baseline without a path
   that goes there. Of a value to hold: it is not kept.
5. auf Kurs: the share is at most a tenth of the way (``TOLERANCE``) below the expected one.
6. im Verzug: everything else.

A sum that lacks places holds „at least“ what it says. A state is given only where the missing places could not make it
worse (more is wanted: erreicht, auf Kurs) or better (less is wanted: im Verzug, entfernt sich vom Ziel); otherwise kein
Stand, with current value and share as they are. A baseline that is the sum of the same places is compared as usual; one
whose sum lacks places that the current one has is not: kein Stand.

The outlook goes on from the current value with the trend of ``observations.trends`` and the ends of its interval, where
a trend is claimed that ends with the current value; none from the due period on and none from incomplete sums.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.alliances.kinds import State
from dashboard.alliances.plan import TOLERANCE, Plan, Point, course_of, month
from dashboard.catalogue.entries import Break
from dashboard.observations.trends import months, trend


class Reason(StrEnum):
    """Why there is no state."""

    NO_VALUE = "no_value"
    WITHHELD = "withheld"
    SIGN = "sign"
    BREAK = "break"
    INCOMPLETE = "incomplete"
    BASELINE_INCOMPLETE = "baseline_incomplete"
    """The baseline is a sum that lacks places which the current value has."""
    BASELINE_HIDDEN = "baseline_hidden"
    NO_INDICATOR = "no_indicator"
    """The indicator is turned off, or not in the catalogue any more."""


@dataclass(frozen=True)
class Outlook:
    """Values at the due period if the trend goes on: middle and the ends of its confidence interval."""

    low: float
    middle: float
    high: float
    reached: bool | None
    """Whether both ends reach the target; None where one does and the other does not."""


@dataclass(frozen=True)
class Progress:
    """Where a goal stands, and which value it rests on."""

    state: State
    reason: Reason | None = None
    point: Point | None = None
    """The value that decides, also where it allows no state; its number only where the circle sees it."""
    current: float | None = None
    share: float | None = None
    expected: float | None = None
    at_least: bool = False
    """The current value is a sum that lacks places."""
    overdue: bool = False
    """The current value is of the due period or later."""
    breaks: tuple[str, ...] = ()
    """Titles of the breaks between baseline and current value."""
    restated: float | None = None
    """What holds today for the baseline's period, where it is no longer what was agreed."""
    outlook: Outlook | None = None


def progress(
    plan: Plan,
    points: Sequence[Point],
    breaks: Sequence[Break] = (),
    *,
    released_only: bool = False,
    with_trend: bool = True,
    lowest: float | None = None,
    highest: float | None = None,
) -> Progress:
    """Where the goal stands by the rule above.

    ``points``: the totals of indicator and area in the order of time, as one circle has them. ``released_only``: the
    baseline counts only if that circle sees the same value for its period. ``lowest`` and ``highest`` bound the
    outlook.
    """
    length = plan.baseline_period.frequency
    course = [point for point in points if point.period.frequency is length]
    stated = [point for point in course if point.is_there and month(point.period) >= month(plan.baseline_period)]
    first = next((point for point in course if point.period == plan.baseline_period and point.is_there), None)
    baseline = first.value if first is not None else None
    same = baseline is not None and round(baseline, plan.decimals) == round(plan.baseline, plan.decimals)
    if released_only and not same:
        return Progress(State.UNKNOWN, Reason.BASELINE_HIDDEN)
    if not stated:
        return Progress(State.UNKNOWN, Reason.NO_VALUE)
    newest = stated[-1]
    if newest.value is None:
        return Progress(State.UNKNOWN, Reason.WITHHELD if newest.withheld else Reason.SIGN, newest)
    between = [one for one in breaks if one.separates(plan.baseline_period.last, newest.period.last)]
    if between:
        return Progress(State.UNKNOWN, Reason.BREAK, newest, breaks=tuple(one.title for one in between))
    lacking_alike = same and first is not None and first.missing == newest.missing
    found = _judged(plan, newest, newest.value, at_least=bool(newest.missing) and not lacking_alike)
    if same and first is not None and first.missing - newest.missing:
        return replace(found, state=State.UNKNOWN, reason=Reason.BASELINE_INCOMPLETE)
    if with_trend and not found.overdue and not found.at_least:
        found = replace(found, outlook=_outlook(plan, course, breaks, newest, (lowest, highest)))
    return found if same or baseline is None else replace(found, restated=baseline)


def state_of(plan: Plan, share: float, expected: float, *, overdue: bool) -> State:
    """Steps 2 to 6 of the rule."""
    if plan.holds:
        if share < 1:
            return State.AWAY
        return State.REACHED if overdue else State.ON_TRACK
    if share >= 1:
        return State.REACHED
    if share < 0 and (overdue or share < expected):
        return State.AWAY
    return State.ON_TRACK if not overdue and share >= expected - TOLERANCE else State.BEHIND


def _judged(plan: Plan, point: Point, value: float, *, at_least: bool) -> Progress:
    share, expected = plan.share(value), plan.expected(point.period)
    overdue = month(point.period) >= month(plan.due)
    state = state_of(plan, share, expected, overdue=overdue)
    certain = not at_least or (plan.sums and state in _certain(plan))
    return Progress(
        state=state if certain else State.UNKNOWN,
        reason=None if certain else Reason.INCOMPLETE,
        point=point,
        current=value,
        share=share,
        expected=expected,
        at_least=at_least,
        overdue=overdue,
    )


def _certain(plan: Plan) -> frozenset[State]:
    """The states that a higher value could not turn into one of the other side."""
    match plan.more_is_wanted:
        case True:
            return frozenset({State.REACHED, State.ON_TRACK})
        case False:
            return frozenset({State.BEHIND, State.AWAY})
    return frozenset()


def _outlook(
    plan: Plan,
    course: Sequence[Point],
    breaks: Sequence[Break],
    newest: Point,
    bounds: tuple[float | None, float | None],
) -> Outlook | None:
    known = [point for point in course if point.period <= newest.period]
    found = trend(course_of(known, breaks))
    if not found.claimed or found.last != newest.period or newest.value is None:
        return None
    if found.slope is None or found.low is None or found.high is None:
        return None
    steps = (month(plan.due) - month(newest.period)) / months(newest.period)
    low, middle, high = (
        _bounded(newest.value + slope * steps, *bounds) for slope in (found.low, found.slope, found.high)
    )
    ends = {plan.share(value) >= 1 for value in (low, high)}
    return Outlook(low, middle, high, ends.pop() if len(ends) == 1 else None)


def _bounded(value: float, lowest: float | None, highest: float | None) -> float:
    value = value if lowest is None else max(value, lowest)
    return value if highest is None else min(value, highest)
