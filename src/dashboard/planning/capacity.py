"""Places that can be used in the months ahead: what is there, leases that end, what opens and how likely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from dashboard.periods import Frequency, Period
from dashboard.planning.draws import DRAWS, comes_true
from dashboard.planning.flows import Flows, Numbers
from dashboard.planning.inputs import Inputs
from dashboard.planning.leases import Ending, Lease
from dashboard.planning.outlook_views import Assumptions
from dashboard.planning.planned import Planned


@dataclass(frozen=True, eq=False)
class Capacity:
    """``start``: per unit now, ``middle``: units x months, ``deviations``: units x draws x months.

    Planned places count in the middle with their probability; a draw has all of them or none.
    """

    start: Numbers
    middle: Numbers
    deviations: Numbers


def capacity(inputs: Inputs, assumed: Assumptions, months: Sequence[Period]) -> Capacity:
    """Usable places of every unit; NaN where the places are not known."""
    flows = inputs.flows
    number = {area: at for at, area in enumerate(flows.areas)}
    blocked = np.nan_to_num(flows["gesperrt"][:, -1])
    shut = 1.0 - assumed.reopened
    start = flows["plaetze"][:, -1] - blocked - _useless(flows, blocked)
    now = start + blocked * assumed.reopened
    middle = np.repeat(now[:, None], len(months), axis=1)
    deviations = np.zeros((len(flows.areas), DRAWS, len(months)))
    for ending in _ending(inputs, assumed):
        gone = np.array([ending.until < month.last for month in months])
        for unit in {0, number[ending.area]}:
            middle[unit] -= gone * (ending.places - min(ending.blocked, ending.places) * shut)
    for plan in coming(inputs, assumed):
        opens = later(plan.opens, delay_of(plan, assumed))
        there = np.array([opens <= month.last for month in months], dtype=float)
        chance = plan.probability / 100
        drawn = (comes_true(plan.id, chance) - chance)[:, None] * there * plan.places
        for unit in {0, number[plan.area]}:
            middle[unit] += there * plan.places * chance
            deviations[unit] += drawn
    return Capacity(start, middle, deviations)


def _useless(flows: Flows, blocked: Numbers) -> Numbers:
    """Places that are neither blocked nor lived in, and yet are not reported as usable and free; 0 where none of it is.

    Of the district what its units report, where its own sum lacks some of them.
    """
    there = flows["plaetze"][:, -1] - blocked - flows["belegt"][:, -1]
    lost = np.maximum(0.0, np.nan_to_num(there - flows["nutzbar_frei"][:, -1]))
    if np.isnan(flows["nutzbar_frei"][0, -1]):
        lost[0] = lost[1:].sum()
    return lost


def _ending(inputs: Inputs, assumed: Assumptions) -> Iterator[Lease | Ending]:
    if assumed.leases_renewed:
        return
    yield from (lease for lease in inputs.leases if lease.facility not in assumed.renewed)
    yield from inputs.endings


def coming(inputs: Inputs, assumed: Assumptions) -> Iterator[Planned]:
    """The planned facilities that are counted."""
    return (plan for plan in (*inputs.planned, *inputs.protected_planned) if plan.id not in assumed.dropped)


def delay_of(plan: Planned, assumed: Assumptions) -> int:
    """Months by which it is late: all of them, and this one by itself."""
    return assumed.delay + sum(months for key, months in assumed.delayed if key == plan.id)


def later(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, its last one where it is shorter."""
    if not months:
        return day
    number = day.year * 12 + day.month - 1 + months
    month = Period.containing(date(number // 12, number % 12 + 1, 1), Frequency.MONTH)
    return date(month.last.year, month.last.month, min(day.day, month.last.day))
