"""Middles and their bands as whole numbers, no finer than the band allows."""

from dataclasses import dataclass

import numpy as np

from dashboard.planning.draws import band, rounded, step_of
from dashboard.planning.flows import Numbers
from dashboard.planning.outlook_views import Band


@dataclass(frozen=True, eq=False)
class Bands:
    """Whole numbers as they are shown, units x months; NaN where nothing can be said."""

    low: Numbers
    middle: Numbers
    high: Numbers

    def at(self, unit: int, month: int) -> Band:
        """Of one unit and month."""
        return Band(*(int(numbers[unit, month]) for numbers in (self.low, self.middle, self.high)))


def bands(middle: Numbers, deviations: Numbers, *, fewest: float | None = None) -> Bands:
    """Middle and band, rounded to what the width of the band allows (which no assumption about the quota changes).

    ``deviations``: units x draws x months. ``fewest``: no end of a band is below it.
    """
    below, above = band(deviations)
    step = step_of((above - below) / 2)
    low, high = middle + below, middle + above
    if fewest is not None:
        low = np.maximum(low, fewest)
    return Bands(*(rounded(numbers, step) for numbers in (low, middle, high)))
