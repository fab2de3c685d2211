"""How far the method was off: from every earlier quarter one quarter ahead, with what was known and decided then."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.periods import Frequency, Period
from dashboard.planning.balance import MONTHS_OF_A_QUARTER, ahead, balance
from dashboard.planning.flows import Flows, Numbers
from dashboard.planning.needs import Needs, expected, taken_per_month

FEWEST_QUARTERS = 2
"""Before the method says anything."""


@dataclass(frozen=True)
class Spread:
    """Size of a standardised error after one quarter and how many it was made of; Student's t with one degree less."""

    size: float
    count: int

    @property
    def known(self) -> bool:
        """Whether there are enough for a band."""
        return self.count >= 2


def months_after(quarter: Period, count: int) -> tuple[Period, ...]:
    """The months that follow a quarter."""
    months = [Period.containing(quarter.last, Frequency.MONTH).next()]
    while len(months) < count:
        months.append(months[-1].next())
    return tuple(months[:count])


def ahead_from(flows: Flows, at: int, needs: Needs, quarters: int) -> Numbers:
    """What the method said at the end of the quarter number ``at``: units x quarters that follow."""
    months = months_after(flows.quarters[at], MONTHS_OF_A_QUARTER * quarters)
    quota = expected(needs, flows.areas, months)
    said = ahead(balance(flows, at), quota, quota, taken_per_month(needs, flows.areas))[
        :, MONTHS_OF_A_QUARTER - 1 :: MONTHS_OF_A_QUARTER
    ]
    return np.where((flows.runs[:, at] >= FEWEST_QUARTERS)[:, None], said, np.nan)


def one_quarter_errors(flows: Flows, decided: Mapping[Period, Needs]) -> Numbers:
    """Units x quarters: the standardised error that showed at the end of the quarter; NaN where there was none.

    ``decided``: the quota as it was known at the end of a quarter. The error is divided by the square root of those who
    were housed before (at least one).
    """
    belegt = flows["belegt"]
    found = np.full(belegt.shape, np.nan)
    for at in range(len(flows.quarters) - 1):
        said = ahead_from(flows, at, decided.get(flows.quarters[at], {}), 1)[:, 0]
        found[:, at + 1] = (belegt[:, at + 1] - said) / np.sqrt(np.maximum(belegt[:, at], 1.0))
    return found


def spreads(errors: Numbers, until: int) -> Sequence[Spread]:
    """Per unit, from the errors that had shown by the end of the quarter number ``until``.

    The places share theirs, which each has too few of; the district, the first unit, has its own.
    """
    seen = errors[:, : until + 1]
    places = _spread(seen[1:])
    return [_spread(seen[:1]), *[places] * (len(errors) - 1)]


def _spread(errors: Numbers) -> Spread:
    known = errors[~np.isnan(errors)]
    if known.size == 0:
        return Spread(math.nan, 0)
    return Spread(math.sqrt(float(np.mean(known**2)) * (1 + 1 / known.size)), int(known.size))
