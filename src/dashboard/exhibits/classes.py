"""Classes of a map: the same in every quarter, in round numbers, at most five.

They come from the whole history of a metric (never from one quarter), so that a darker area is a larger number
whatever quarter is shown. Where a metric has boundaries that mean something (a house is full at 100 %), these hold
instead.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from dashboard import formats

MOST_CLASSES = 5

MISSING_LABEL = "keine Angabe"
WITHHELD_LABEL = "zurückgehalten (•)"

ROUND_MANTISSAS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""Leading digits that people read as round."""


@dataclass(frozen=True)
class Classes:
    """Half-open classes between ``breaks`` (ascending); a value on a break belongs to the class above it.

    ``decimals`` is the precision in which values are written: a value is classed as it is read, so that „100 %“ never
    stands in a class below 100 %. ``diverging`` classes are symmetric around zero and have one for exactly zero.
    """

    breaks: tuple[float, ...]
    labels: tuple[str, ...]
    decimals: int = 0
    diverging: bool = False

    def __post_init__(self) -> None:
        if list(self.breaks) != sorted(set(self.breaks)):
            raise ValueError(f"breaks must ascend: {self.breaks}")
        expected = 5 if self.diverging else len(self.breaks) + 1
        if len(self.labels) != expected or expected > MOST_CLASSES:
            raise ValueError(f"{len(self.breaks)} breaks do not fit {len(self.labels)} labels")
        if self.diverging and len(self.breaks) != 1:
            raise ValueError("diverging classes have one break, used on both sides of zero")

    def index_of(self, value: float) -> int:
        """Class of a value, from 0; ValueError for NaN, which has no class."""
        if math.isnan(value):
            raise ValueError("a missing value has no class")
        shown = as_shown(value, self.decimals)
        if self.diverging:
            large = abs(shown) >= self.breaks[0]
            return 2 if shown == 0 else (3 if shown > 0 else 1) + (1 if shown > 0 else -1) * large
        return bisect_right(self.breaks, shown)


def sequential(values: Iterable[float], *, decimals: int = 0, unit: str = "") -> Classes:
    """Classes for values that grow from zero, from all values of the history (NaN is left out).

    Breaks are the fifths of the values, rounded to round numbers; a skewed distribution (one city, many villages)
    keeps its classes filled that way. The order of the values does not matter.
    """
    known = sorted(value for value in values if not math.isnan(value))
    breaks: list[float] = []
    for fifth in range(1, MOST_CLASSES):
        if not known:
            break
        candidate = nearest_round(known[min(len(known) * fifth // MOST_CLASSES, len(known) - 1)], decimals)
        if candidate > 0 and known[0] < candidate <= known[-1] and candidate not in breaks:
            breaks.append(candidate)
    return fixed(sorted(breaks), decimals=decimals, unit=unit)


def fixed(breaks: Sequence[float], *, decimals: int = 0, unit: str = "", percent: bool = False) -> Classes:
    """Classes with given breaks. ``percent``: breaks are shares, labels and precision whole per cents."""
    texts = [formats.percent(value) if percent else _number(value) for value in breaks]
    return Classes(tuple(breaks), _labels(texts, unit), 2 if percent else decimals)


def around_zero(changes: Iterable[float], *, decimals: int = 0) -> Classes:
    """Five classes for changes: two falls, unchanged, two rises, with one round break on both sides.

    The break is the rounded middle of all changes that are not zero; without any it is 10.
    """
    sizes = sorted(abs(value) for value in changes if not math.isnan(value) and as_shown(value, decimals))
    middle = nearest_round(sizes[len(sizes) // 2], decimals) if sizes else 10.0
    middle = max(middle, 2 * 10.0**-decimals)
    text = _number(middle)
    labels = (
        f"Abnahme um {text} oder mehr",
        f"Abnahme um weniger als {text}",
        "unverändert",
        f"Zunahme um weniger als {text}",
        f"Zunahme um {text} oder mehr",
    )
    return Classes((middle,), labels, decimals, diverging=True)


def nearest_round(value: float, decimals: int = 0) -> float:
    """The round number nearest to a value (the smaller of two equally near), in steps its precision can show."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    candidates = {round(mantissa * power, decimals) for mantissa in ROUND_MANTISSAS}
    return min(sorted(candidates), key=lambda candidate: abs(candidate - value))


def as_shown(value: float, decimals: int) -> float:
    """The value in the precision people read it in, rounded like ``formats.number`` (half away from zero)."""
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def _labels(texts: Sequence[str], unit: str) -> tuple[str, ...]:
    suffix = f" {unit}" if unit else ""
    if not texts:
        return (f"alle Werte{suffix}",)
    between = [f"{low} bis unter {high}{suffix}" for low, high in pairwise(texts)]
    return (f"unter {texts[0]}{suffix}", *between, f"{texts[-1]}{suffix} und mehr")


def _number(value: float) -> str:
    return formats.number(value, 0 if value == int(value) else 1)
