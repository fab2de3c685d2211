"""The scale of a chart's values in round steps, the same on every slide that the chart goes on over."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
STEPS = 5
"""About so many steps from the lowest to the highest value."""


@dataclass(frozen=True)
class Scale:
    """From ``low`` to ``high`` in steps of ``step``; shares are shares of one."""

    low: float
    high: float
    step: float

    def share(self, value: float) -> float:
        """Where a value stands between the ends, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> list[float]:
        """The values that are written at the axis."""
        return [self.low + number * self.step for number in range(round((self.high - self.low) / self.step) + 1)]


def scale_of(values: Iterable[float | None], smallest: float) -> Scale:
    """A scale with zero in it; no step is smaller than ``smallest``, what the values' precision can tell apart."""
    known = [value for value in values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    if low == high:
        high = smallest * STEPS
    step = max(_round((high - low) / STEPS), smallest)
    return Scale(step * math.floor(low / step + 1e-9), step * math.ceil(high / step - 1e-9), step)


def _round(wanted: float) -> float:
    size = 10.0 ** math.floor(math.log10(wanted))
    return next(mantissa * size for mantissa in ROUND if mantissa * size >= wanted * (1 - 1e-9))
