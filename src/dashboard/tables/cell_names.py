"""Names of cells as a spreadsheet shows them: B7, A1:C3."""

import re
from collections.abc import Sequence
from functools import cache

from dashboard.formats import number

LAST_COLUMN = 16_384
LAST_ROW = 1_048_576
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_SHOWN = 5


def letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 27 is AB."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


@cache
def all_letters() -> tuple[str, ...]:
    """The letters of all columns of a sheet."""
    return tuple(map(letters, range(LAST_COLUMN)))


def column_of(text: str) -> int:
    """The reverse of `letters`; -1 where it names no column of a spreadsheet."""
    column = 0
    for letter in text:
        if not "A" <= letter <= "Z" or column > LAST_COLUMN:
            return -1
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1 if column <= LAST_COLUMN else -1


def range_of(text: str) -> tuple[int, int, int, int] | None:
    """First line, first column, last line, last column of "A1:C3"; lines count from 1, columns from 0."""
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    first, line = column_of(match[1]), int(match[2])
    last, last_line = (column_of(match[3]), int(match[4])) if match[3] else (first, line)
    return (line, first, last_line, last) if 0 <= first <= last and 1 <= line <= last_line else None


def listed(names: Sequence[str], count: int | None = None) -> str:
    """The first few names and how many there are: "B5, B7 (zusammen 12)"."""
    count = len(names) if count is None else count
    text = ", ".join(names[:_SHOWN])
    return text if count <= _SHOWN else f"{text} … (zusammen {number(count)})"


def spans(numbers: Sequence[int]) -> list[str]:
    """Sorted whole numbers as spans: 5, 7 to 9 is ["5", "7-9"]."""
    found: list[str] = []
    start = 0
    for position in range(1, len(numbers) + 1):
        if position == len(numbers) or numbers[position] != numbers[position - 1] + 1:
            first, last = numbers[start], numbers[position - 1]
            found.append(str(first) if first == last else f"{first}-{last}")
            start = position
    return found
