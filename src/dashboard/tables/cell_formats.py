"""Number formats of workbooks: what a person sees of a stored number, as unambiguous text.

Dates, times and per cents are stored as plain numbers; only the format tells. Formats are ECMA-376 part 1, 18.8.30.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from dashboard.tables import signs, spelling

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_SPACING = re.compile(r"_.|\*.|[\"\\?\s]")
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_UNUSUAL = re.compile(r"[eE][+-]|/|\[[<>=]")  # scientific, fractions, conditions
_ZEROS = re.compile(r"0{2,}")
_SECONDS_OF_DAY = 86_400
_LAST_DAY = 2_958_465  # 31.12.9999
_NO_LEAP_DAY = 60  # Excel counts a 29.02.1900 that never was
NOT_SHOWN = "########"
"""What a workbook shows for a date that is none."""

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "dd.mm.yyyy", 15: "d. mmm yy", 16: "d. mmm", 17: "mmm yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "dd.mm.yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss",
    **dict.fromkeys((41, 42), '#,##0;-#,##0;"-"'), **dict.fromkeys((43, 44), '#,##0.00;-#,##0.00;"-"'),
    46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy/m/d"),
}  # fmt: skip
"""Formats that files name by number only."""


class Shows(StrEnum):
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    MOMENT = "moment"
    TIME = "time"
    DURATION = "duration"


DATES = frozenset({Shows.DATE, Shows.MOMENT})


@dataclass(frozen=True, eq=False)
class CellFormat:
    """What a format shows; one object per format, compared by identity, so that it is quickly looked up.

    zeros: whole numbers are filled up with zeros to so many digits. percent_sign: a sign that is only written behind
    the number. has_year: false where a date may be what Excel made of "3-4".
    scaled: the person sees thousands, the file stores units. decimals: how many are shown; None shows them all.
    zero_is_dash: a zero is shown as the sign "-".
    """

    shows: Shows = Shows.NUMBER
    zeros: int = 0
    percent_sign: bool = False
    has_year: bool = True
    scaled: bool = False
    decimals: int | None = None
    zero_is_dash: bool = False


GENERAL = CellFormat()
"""Numbers come out as they are stored, and nothing has to be said of them."""


@lru_cache(maxsize=10_000)
def understand(code: str) -> CellFormat:
    """The meaning of a format code such as `dd.mm.yyyy` or `0.0%` (its part for positive numbers)."""
    bare = _LITERAL.sub("", code).split(";")[0].lower()
    if bare.strip() in ("", "general", "standard", "@"):
        return CellFormat(percent_sign=True) if _writes_percent(code) else GENERAL
    clock = "h" in bare or "s" in bare
    day = "d" in bare or "y" in bare or "mmm" in bare or ("m" in bare and not clock and "[m" not in bare)
    if clock or day or "[m" in bare:
        return _of_time(bare, clock=clock, day=day)
    decimals = None if _UNUSUAL.search(code) else _decimals(bare)
    if "%" in bare:
        return CellFormat(Shows.PERCENT, decimals=decimals)
    whole = _ZEROS.fullmatch(bare.strip())
    scaled = bool(_SCALED.search(bare))
    return CellFormat(
        zeros=len(whole[0]) if whole else 0,
        percent_sign=_writes_percent(code),
        scaled=scaled,
        decimals=None if scaled else decimals,
        zero_is_dash=_shows_dash(code),
    )


def _shows_dash(code: str) -> bool:
    sections = code.split(";")
    return len(sections) > 2 and _SPACING.sub("", sections[2]) == signs.NOTHING


def _decimals(bare: str) -> int | None:
    """Digits behind the decimal sign; None where the format has no places for digits at all."""
    before, _, behind = bare.partition(".")
    if not any(place in before + behind for place in "0#?"):
        return None
    return sum(behind.count(place) for place in "0#?")


def _of_time(bare: str, *, clock: bool, day: bool) -> CellFormat:
    if not day:
        return CellFormat(Shows.DURATION if "[" in bare else Shows.TIME)
    return CellFormat(Shows.MOMENT if clock else Shows.DATE, has_year="y" in bare)


def _writes_percent(code: str) -> bool:
    return any("%" in literal and literal[0] in '"\\' for literal in _LITERAL.findall(code.split(";")[0]))


def text_of(value: float, style: CellFormat, *, from_1904: bool = False) -> str:
    """The number as its format shows it: 87%, 30.09.2026, 14:05, 03157007."""
    if style.shows in DATES:
        return _day(value, style, from_1904=from_1904)
    if style.shows in (Shows.TIME, Shows.DURATION):
        return _clock(value, style)
    if style.zero_is_dash and value == 0:
        return signs.NOTHING
    digits = shown_number(value, style)
    if style.shows is Shows.PERCENT:
        return spelling.number(digits) + "%"
    text = spelling.number(digits)
    if style.zeros and text.isdigit():
        text = text.zfill(style.zeros)
    return f"{text}%" if style.percent_sign else text


def exact_number(value: float, style: CellFormat) -> Decimal:
    """The number with all its decimals, of a per cent format a hundredfold."""
    digits = spelling.without_noise(value)
    return digits.scaleb(2) if style.shows is Shows.PERCENT else digits


def shown_number(value: float, style: CellFormat) -> Decimal:
    """The number with as many decimals as its format shows."""
    digits = exact_number(value, style)
    return digits if style.decimals is None else spelling.rounded(digits, style.decimals)


def lost_by_rounding(value: float, style: CellFormat) -> str | None:
    """The number with all its decimals where its format shows fewer; None where nothing is lost."""
    if style.decimals is None or value.is_integer():
        return None
    exact = exact_number(value, style)
    return None if shown_number(value, style) == exact else spelling.number(exact)


def _day(value: float, style: CellFormat, *, from_1904: bool) -> str:
    if not 0 <= value < _LAST_DAY + 1 - (1462 if from_1904 else 0):
        return NOT_SHOWN
    days = int(value) if style.shows is Shows.DATE else round(value * _SECONDS_OF_DAY) / _SECONDS_OF_DAY
    if from_1904:
        start = datetime(1904, 1, 1)
    elif days < 1:
        return _clock(value, CellFormat(Shows.TIME))
    else:
        start = datetime(1899, 12, 31) if days < _NO_LEAP_DAY else datetime(1899, 12, 30)
    return spelling.day(start + timedelta(seconds=round(days * _SECONDS_OF_DAY)))


def _clock(value: float, style: CellFormat) -> str:
    if not 0 <= value <= _LAST_DAY:
        return NOT_SHOWN
    seconds = round(value * _SECONDS_OF_DAY)
    if style.shows is Shows.TIME:
        seconds %= _SECONDS_OF_DAY
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return f"{text}:{seconds % 60:02}" if seconds % 60 else text
