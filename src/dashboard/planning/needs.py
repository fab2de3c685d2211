"""What the quota still brings: persons per month of each unit, from what it still owes in the periods decided on."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from dashboard.periods import Period
from dashboard.planning.flows import Numbers
from dashboard.planning.quota_views import Quota, QuotaRow

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Need:
    """A quota period of one unit: ``open`` is still to take after ``until`` (None: nothing is reported yet).

    ``taken``: taken in until then. ``target`` and ``open`` are None where they are not known, or not for this circle.
    """

    first: date
    last: date
    target: int | None
    open: int | None
    until: date | None = None
    taken: int = 0

    @property
    def length(self) -> int:
        """Months of the whole period."""
        return _number(self.last) - _number(self.first) + 1

    @property
    def reported(self) -> int:
        """Whole months that are reported."""
        return 0 if self.until is None else max(0, _number(self.until + DAY) - _number(self.first))

    @property
    def remaining(self) -> int:
        """Months that are not yet, or not wholly reported."""
        return self.length - self.reported


Needs = Mapping[str, tuple[Need, ...]]
"""Area of a unit -> its quota periods, oldest first."""


def needs_of(quotas: Iterable[Quota], moment: date) -> Needs:
    """What every unit and the district owe, from the quotas of one circle, for who looks ahead from ``moment``."""
    found: dict[str, list[Need]] = {}
    for quota in sorted(quotas, key=lambda one: one.of.first):
        for row in quota.rows():
            found.setdefault(row.area, []).append(_need(quota, row, moment))
    return {area: tuple(needs) for area, needs in found.items()}


def _need(quota: Quota, row: QuotaRow, moment: date) -> Need:
    first, last, still = quota.of.first, quota.of.last, row.open
    if still is None and row.target is not None and row.credited is not None and first > moment:
        still = row.target - row.credited  # nobody can have been taken in before it began
    return Need(first, last, row.target, still, row.until, row.actual or 0)


def taken_per_month(needs: Needs, areas: Sequence[str]) -> Numbers:
    """Persons that the quota brought a month lately, one number per unit; NaN where it is not known."""
    rates = []
    for area in areas:
        told = [need for need in needs.get(area, ()) if need.reported and need.open is not None]
        rates.append(told[-1].taken / told[-1].reported if told else math.nan)
    return np.array(rates, dtype=float)


def expected(
    needs: Needs, areas: Sequence[str], months: Sequence[Period], *, factor: float = 1.0, goes_on: bool = True
) -> Numbers:
    """Persons per unit and month; NaN where no quota says anything."""
    rows = [[_of(needs.get(area, ()), month, factor, goes_on) for month in months] for area in areas]
    return np.array(rows, dtype=float).reshape(len(areas), len(months))


def unknown(needs: Needs, area: str, months: Sequence[Period]) -> bool:
    """Whether a quota period that matters for these months has no number that could be used."""
    mattering = [_mattering(needs.get(area, ()), month) for month in months]
    return any(one is not None and math.isnan(_of((one,), month, 1.0, True))
               for one, month in zip(mattering, months, strict=True))  # fmt: skip


def _mattering(needs: Sequence[Need], month: Period) -> Need | None:
    """The period that covers the month, else the last one that ended before it."""
    begun = [need for need in needs if need.first <= month.first]
    return begun[-1] if begun else None


def _of(needs: Sequence[Need], month: Period, factor: float, goes_on: bool) -> float:
    need = _mattering(needs, month)
    if need is None:
        return math.nan
    if month.last > need.last:
        if not goes_on:
            return 0.0
        return math.nan if need.target is None else max(0.0, need.target / need.length * factor)
    if need.open is None or need.target is None:
        return math.nan
    if need.until is not None and month.last <= need.until:
        # It is reported already: what came in these months on average stands for each of them.
        return max(0.0, need.taken / need.reported)
    return max(0.0, need.open / need.remaining * factor)


def _number(day: date) -> int:
    return day.year * 12 + day.month
