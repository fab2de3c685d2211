"""How numbers and days stand in a cell so that they read back exactly and nobody takes one for another."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

_LIKE_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_SHORT = re.compile(r"(?=.{1,16}$)-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]", re.ASCII)
"""At most 15 digits: what is written like this is the shortest spelling of its float."""
_FIGURE = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
_WIDE = Context(prec=400)  # the largest float has 309 digits before the point
_MOST_DIGITS = 15
_LONGEST_EXACT = 17  # characters; beyond them a float may carry the noise of a calculation
_FEWEST_OF_NOISE = 3  # digits that rounding to 15 takes away where the rest was noise


def number(value: Any, decimal: str = ",") -> str:
    """As short as it reads back exactly; 1.234 gets a fourth decimal so that nobody takes it for a thousand.

    Never scientific, no ".0". Raises ValueError for infinite numbers.
    """
    digits = value if isinstance(value, Decimal) else Decimal(str(value))
    if not digits.is_finite():
        raise ValueError("a figure is never infinite")
    text = f"{digits:f}"
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    return "0" if text == "-0" else _spelled(text, decimal)


def _spelled(text: str, decimal: str = ",") -> str:
    if _LIKE_THOUSANDS.fullmatch(text):
        text += "0"
    return text.replace(".", decimal)


def stored(text: str) -> float | None:
    """The number that a workbook stores as this text; None where it is none, or none that is finite."""
    if not _FIGURE.fullmatch(text):
        return None
    value = float(text)
    return value if value - value == 0 else None


def stored_number(text: str) -> str:
    """A stored number as `number` spells it, without the noise of a calculation; other text stays as it is."""
    if text.isdecimal() and text.isascii() and text[0] != "0" and len(text) <= _MOST_DIGITS:
        return text
    text = text.strip()
    if _SHORT.fullmatch(text):
        return _spelled(text)
    value = stored(text)
    if value is None:
        return text
    short = shortest(value)
    return _spelled(short) if _SHORT.fullmatch(short) else number(Decimal(short))


def without_noise(value: float) -> Decimal:
    """The number as `shortest` spells it."""
    return Decimal(shortest(value))


def shortest(value: float) -> str:
    """What a person would say the number is: 0.30000000000000004 is 0.3, but a third keeps all its digits."""
    text = repr(value)
    if len(text) > _LONGEST_EXACT:
        rounded = f"{value:.15g}"
        if len(rounded) <= len(text) - _FEWEST_OF_NOISE:
            return rounded
    return text


def rounded(digits: Decimal, places: int) -> Decimal:
    """Rounded the way spreadsheets show it: half away from zero."""
    exponent = digits.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -places:
        return digits
    return digits.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)


def day(value: date) -> str:
    """30.09.2026, with the time behind it where there is one: 30.09.2026 14:05."""
    has_time = isinstance(value, datetime) and (value.hour, value.minute, value.second) != (0, 0, 0)
    return f"{_date(value)} {value:%H:%M}" if has_time else _date(value)


def _date(value: date) -> str:
    return f"{value:%d.%m.}{value.year:04}"
