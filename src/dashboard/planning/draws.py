"""Draws around the middle: deviations of those housed and of planned places, all units and months at once."""

from collections.abc import Sequence

import numpy as np

from dashboard.planning.errors import Spread
from dashboard.planning.flows import Numbers

DRAWS = 200
SEED = 20_240_401
"""The same draws each time, so that only what was changed changes."""
LEVEL = 0.8


def housed_deviations(areas: Sequence[str], start: Numbers, spreads: Sequence[Spread], quarters: Numbers) -> Numbers:
    """Units x draws x horizons (``quarters`` ahead); 0 where the errors are not known.

    Every draw has its mirror image, so that the middle stays in the middle.
    """
    half = np.zeros((len(areas), DRAWS // 2))
    for number, (area, spread) in enumerate(zip(areas, spreads, strict=True)):
        if spread.known and not np.isnan(start[number]):
            chance = np.random.default_rng([SEED, int.from_bytes(area.encode())])
            half[number] = chance.standard_t(spread.count - 1, DRAWS // 2) * spread.size
    scale = np.sqrt(np.maximum(np.nan_to_num(start), 1.0))
    mirrored = np.concatenate([half, -half], axis=1) * scale[:, None]
    return mirrored[:, :, None] * np.sqrt(quarters)


def comes_true(key: int, probability: float) -> Numbers:
    """Per draw 1 where something of this ``probability`` (share) comes true, else 0."""
    half = np.random.default_rng([SEED, 1, key]).random(DRAWS // 2)
    return (np.concatenate([half, 1.0 - half]) < probability).astype(float)


def band(deviations: Numbers, axis: int = 1) -> tuple[Numbers, Numbers]:
    """Lower and upper end of ``LEVEL`` of the draws, as deviations from the middle (at most and at least 0)."""
    low, high = np.quantile(deviations, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=axis)
    return np.minimum(low, 0.0), np.maximum(high, 0.0)


def step_of(half_width: Numbers) -> Numbers:
    """To what a number is rounded: no finer than its band allows."""
    return np.where(half_width < 10, 1.0, np.where(half_width < 50, 5.0, 10.0))


def rounded(values: Numbers, step: Numbers) -> Numbers:
    """To multiples of ``step``, half of one upwards."""
    return np.floor(values / step + 0.5) * step
