"""Lines of UTF-8 text to rows of cells: quoting (RFC 4180), rows of unequal length, quotes that never close.

Whole lines are proven plain by counting bytes; only the few others are taken apart one by one. A quote opens a
cell only where the cell begins, and closes it only where the cell ends: what does not is an ordinary character, so
a stray quote spoils its own line and swallows no other.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_NEWLINE, _QUOTE = 10, 34
_CHUNK = 500_000  # bytes looked at together: fits the processor's cache

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Taken:
    """A row that had to be taken apart: its cells, how many physical lines it has, whether a quote never closed."""

    cells: list[bytes]
    lines: int
    stray_quote: bool


@dataclass(frozen=True)
class Rows:
    """Where the rows of a text are: byte offsets `starts` to `ends` (exclusive of the line end), physical `lines`
    from 1, `widths` in cells. `taken` holds, by position, the rows that are not plain."""

    starts: Ints
    ends: Ints
    lines: Ints
    widths: Ints
    taken: dict[int, Taken] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.starts)

    def without_first(self) -> "Rows":
        """Without the first row, for a file that begins with a line about itself."""
        taken = {position - 1: row for position, row in self.taken.items() if position}
        return Rows(self.starts[1:], self.ends[1:], self.lines[1:], self.widths[1:], taken)

    def usual_width(self) -> int:
        """The number of cells most rows with more than one cell have; 1 where none has."""
        several = self.widths[self.widths > 1]
        return int(np.bincount(several).argmax()) if len(several) else 1


def take_apart(text: bytes, start: int, delimiter: bytes) -> tuple[Taken, int]:
    """The row that begins at `start` and the offset of its line end; the text must end with a line end."""
    quoted, plain = _cell_patterns(delimiter)
    cells: list[bytes] = []
    stray = False
    position = start
    while True:
        match = quoted.match(text, position)
        if match:
            cells.append(match[1].replace(b'""', b'"'))
        else:
            match = plain.match(text, position)
            assert match is not None  # the pattern also matches nothing
            stray |= match[0].startswith(b'"')
            cells.append(match[0])
        position = match.end()
        if text[position] == _NEWLINE:
            return Taken(cells, text.count(b"\n", start, position) + 1, stray), position
        position += 1


def find_rows(text: bytes, delimiter: bytes) -> Rows:
    """All rows of a text that ends with a line end."""
    data = np.frombuffer(text, np.uint8)
    line_ends = np.concatenate(
        [np.flatnonzero(data[i : i + _CHUNK] == _NEWLINE) + i for i in range(0, len(data), _CHUNK)]
    )
    line_starts = np.concatenate([[0], line_ends[:-1] + 1])
    widths = np.empty(len(line_ends), np.int64)
    odd = np.zeros(len(line_ends), np.bool_)
    line = 0
    while line < len(line_ends):
        beyond = int(np.searchsorted(line_ends, line_starts[line] + _CHUNK))
        part = slice(line, max(beyond, line + 1))
        begin, end = int(line_starts[part.start]), int(line_ends[part.stop - 1]) + 1
        widths[part], odd[part] = _look_at(
            data[begin:end], line_starts[part] - begin, line_ends[part] - begin, delimiter[0]
        )
        line = part.stop
    rows = Rows(line_starts, line_ends, np.arange(1, len(line_ends) + 1), widths)
    return _with_taken(rows, text, delimiter, np.flatnonzero(odd)) if odd.any() else rows


def _look_at(data: npt.NDArray[np.uint8], starts: Ints, ends: Ints, delimiter: int) -> tuple[Ints, Bools]:
    """Per line: cells, if it is a plain row by itself, and whether it is not (its quotes are odd in some way)."""
    is_delimiter = data == delimiter
    is_quote = data == _QUOTE
    odd = np.zeros(len(starts), np.bool_)
    if is_quote.any():
        count = np.cumsum(is_quote, dtype=np.uint8)  # only its last bit is used, so overflow does no harm
        before_line = np.concatenate([np.zeros(1, np.uint8), count[ends[:-1]]])
        odd = ((count[ends] - before_line) & 1).astype(np.bool_)
        if odd.any():  # bring each line back to "outside" at its beginning
            count -= np.repeat(before_line, ends - starts + 1)
        inside = (count & 1).astype(np.bool_)
        misplaced = _misplaced_quotes(is_quote, inside, is_delimiter | is_quote | (data == _NEWLINE))
        odd[np.searchsorted(starts, np.flatnonzero(misplaced), side="right") - 1] = True
        is_delimiter &= ~inside
    positions = np.flatnonzero(is_delimiter)
    return np.searchsorted(positions, ends) - np.searchsorted(positions, starts) + 1, odd


def _misplaced_quotes(is_quote: Bools, inside: Bools, is_border: Bools) -> Bools:
    """Quotes that neither open a cell at its beginning, close it at its end, nor are doubled inside it.

    The 1st, 3rd, ... quote of a line opens (after a border) or is the second of a pair; the 2nd, 4th, ... closes
    (before a border) or is the first of a pair. Where that holds throughout, the line is well formed.
    """
    misplaced = is_quote.copy()
    misplaced[0] &= not inside[0]  # before the first byte is a border
    misplaced[1:] &= ~(inside[1:] & is_border[:-1])
    misplaced[:-1] &= inside[:-1] | ~is_border[1:]  # the last byte is a line end and no quote
    return misplaced


def _with_taken(rows: Rows, text: bytes, delimiter: bytes, odd: Ints) -> Rows:
    """Take apart the odd lines; a cell that goes on over several lines makes them one row."""
    keep = np.ones(len(rows), np.bool_)
    found: dict[int, Taken] = {}
    ends, widths = rows.ends.copy(), rows.widths.copy()
    next_line = 0
    for line in odd.tolist():
        if line < next_line:  # inside a cell that began further up
            continue
        taken, ends[line] = take_apart(text, int(rows.starts[line]), delimiter)
        widths[line] = len(taken.cells)
        found[line] = taken
        next_line = line + taken.lines
        keep[line + 1 : next_line] = False
    positions = np.cumsum(keep) - 1
    taken_rows = {int(positions[line]): taken for line, taken in found.items()}
    return Rows(rows.starts[keep], ends[keep], rows.lines[keep], widths[keep], taken_rows)


@lru_cache(maxsize=8)
def _cell_patterns(delimiter: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    mark = re.escape(delimiter)
    quoted = re.compile(b'"([^"]*+(?:""[^"]*+)*+)"(?=[' + mark + b"\n])")
    return quoted, re.compile(b"[^" + mark + b"\n]*+")
