"""Shapes of cells: the text with every digit made 0, or 9 where a run of digits begins with another digit.

However long a column is, its numbers have few shapes; each is understood once.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow.compute as pc

from dashboard.tables import signs

_LONGEST = 400  # bytes of a cell that may still be a number with signs (the smallest floats have 330 places)
_DIGITS = 15  # before the decimal sign; more do not fit a float exactly, and are keys rather than figures
_BLANKS = " \u00a0\u2009\u202f"
_UNITS = ("%", "€")
_PERHAPS = f"^[0-9.,'’{_BLANKS}\t\n()*/…xXrp%€+-]*$"


@dataclass(frozen=True)
class Shape:
    """What cells of this shape are. Without any mark they are neither number nor sign, so invalid."""

    sign: str = ""
    unit: str = ""
    is_german: bool = False
    is_english: bool = False
    is_nothing: bool = False  # "-": the value 0
    is_blank: bool = False  # rightly without a number: empty, or a sign in its place
    has_comma: bool = False
    has_separator: bool = False  # comma or point


def understand_all(shapes: Any) -> list[Shape]:
    """One Shape per text of an Arrow array; what cannot be a number or sign is sorted out at once."""
    short = pc.less_equal(pc.binary_length(shapes), _LONGEST)
    perhaps = pc.and_(short, pc.match_substring_regex(shapes, _PERHAPS)).to_numpy(zero_copy_only=False)
    understood = [Shape()] * len(shapes)
    for position in np.flatnonzero(perhaps).tolist():
        understood[position] = understand(shapes[position].as_py())
    return understood


@lru_cache(maxsize=10_000)
def understand(shape: str) -> Shape:
    """The meaning of one shape."""
    sign, body = signs.peel(shape.strip())
    unit = ""
    if body.endswith(_UNITS):
        unit, body = body[-1], body[:-1].strip()
    if not body and not unit:
        nothing = sign.split()[:1] == [signs.NOTHING]
        return Shape(sign=sign, is_nothing=nothing, is_blank=not nothing)
    is_german, is_english = (bool(pattern.fullmatch(body)) for pattern in (_GERMAN, _ENGLISH))
    if not is_german and not is_english:
        return Shape()
    return Shape(
        sign=sign,
        unit=unit,
        is_german=is_german,
        is_english=is_english,
        has_comma="," in body,
        has_separator="," in body or "." in body,
    )


def _pattern(grouper: str, decimal: str) -> re.Pattern[str]:
    """Groups of three after a first digit that is not 0, all set apart by the same character."""
    grouped = f"9[09]{{0,2}}(?P<by>[{grouper}'’{_BLANKS}])[09]{{3}}(?:(?P=by)[09]{{3}}){{0,{_DIGITS // 3 - 2}}}"
    whole = f"(?:[09]{{1,{_DIGITS}}}|{grouped})"
    return re.compile(f"(?:-[{_BLANKS}]*|\\+)?(?:{whole}(?:[{decimal}][09]+)?|[{decimal}][09]+)")


_GERMAN, _ENGLISH = _pattern(".", ","), _pattern(",", ".")
