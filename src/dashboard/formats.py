"""German spelling of numbers, dates and lists, for everything people read.

Numbers are rounded the commercial way (half away from zero, DIN 1333); apart from that the
results are those of Unicode CLDR for de_DE.
"""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext
from zoneinfo import ZoneInfo

NOTHING = "–"
NARROW_SPACE = "\u202f"
MINUS = "\u2212"
_HERE = ZoneInfo("Europe/Berlin")
_SWAP = str.maketrans(",.", ".,")


def number(value: float | None, decimals: int = 0) -> str:
    """1.234,5; nothing (None, NaN) is a dash. ValueError for infinity, which is never a figure."""
    if value is None or math.isnan(value):
        return NOTHING
    return f"{_rounded(value, decimals):,f}".translate(_SWAP)


def signed(value: float | None, decimals: int = 0) -> str:
    """A change: +12, −3, ±0 (also for what rounds to nothing)."""
    if value is None or math.isnan(value):
        return NOTHING
    rounded = _rounded(value, decimals)
    mark = "±" if rounded == 0 else MINUS if rounded < 0 else "+"
    return mark + number(abs(value), decimals)


def percent(share: float | None, decimals: int = 0) -> str:
    """A share of one as per cent: 0.87 is 87 % (with a narrow no-break space)."""
    if share is None or math.isnan(share):
        return NOTHING
    hundredfold = _exact(share) * 100
    return f"{_quantized(hundredfold, decimals):,f}".translate(_SWAP) + f"{NARROW_SPACE}%"


def day(value: date) -> str:
    """30.09.2026; a moment (UTC) counts as the day it is in Berlin."""
    if isinstance(value, datetime):
        value = _local(value)
    return f"{value:%d.%m.}{value.year:04}"


def moment(value: datetime) -> str:
    """30.09.2026, 14:05 Uhr in Berlin; a time without zone is UTC, as the store keeps it."""
    return f"{day(value)}, {_local(value):%H:%M} Uhr"


def clock(value: datetime) -> str:
    """14:05 in Berlin; a time without zone is UTC."""
    return f"{_local(value):%H:%M}"


def join(words: Sequence[str]) -> str:
    """A, B und C."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} und {words[-1]}"


def local_day(value: datetime) -> date:
    """The day a moment (UTC) is on in Berlin."""
    return _local(value).date()


def _local(value: datetime) -> datetime:
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(_HERE)


def _exact(value: float) -> Decimal:
    """What the shortest spelling of the float says, so that 2.675 is rounded as people read it."""
    if math.isinf(value):
        raise ValueError("a figure is never infinite")
    return Decimal(str(value))


def _rounded(value: float, decimals: int) -> Decimal:
    return _quantized(_exact(value), decimals)


def _quantized(value: Decimal, decimals: int) -> Decimal:
    with localcontext(prec=400):  # the largest float has 309 digits before the point
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0
