"""One sheet of a workbook while it is read: cells come row by row, and a Grid comes out.

Empty cells and rows cost nothing, wherever they are. Cells are put into columns in blocks, so that a large sheet is
never a list of Python texts as a whole.
"""

from array import array
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.formats import number
from dashboard.tables import cell_formats, merging, sheet_remarks
from dashboard.tables.cell_formats import DATES, CellFormat
from dashboard.tables.cell_names import LAST_COLUMN, LAST_ROW, letters
from dashboard.tables.grid import MAX_CELLS, MAX_COLUMNS, Grid, Remark, Span
from dashboard.tables.masking import unmask
from dashboard.tables.merging import Merge
from dashboard.tables.room import Room

_REMEMBERED = 50_000  # spellings of numbers
_BLOCK = 200_000  # cells with content
_BLOCK_FIELDS = 4_000_000  # cells with or without


def _ints() -> Any:
    return array("q")


@dataclass
class Places:
    """Cells of some kind: how many, the names of the first, and per column the first and the last line."""

    count: int = 0
    names: list[str] = field(default_factory=list)
    line: int | None = None
    columns: dict[int, tuple[int, int]] = field(default_factory=dict)
    decimals: dict[int, int] = field(default_factory=dict)

    def add(self, line: int, column: int) -> None:
        self.columns[column] = self.columns.get(column, (line, line))[0], line
        if self.line is None:
            self.line = line
        self.count += 1
        if len(self.names) < 5:
            self.names.append(f"{letters(column)}{line}")

    def spans(self, first_column: int) -> tuple[Span, ...]:
        """The columns, counted from the first one with content."""
        return tuple(
            Span(column - first_column, *lines, self.decimals.get(column)) for column, lines in self.columns.items()
        )


@dataclass
class Sheet:
    """A sheet as it is gathered. Lines count from 1, columns from 0."""

    name: str
    room: Room
    hidden: bool = False
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_lines: list[int] = field(default_factory=list)
    formulas: Places = field(default_factory=Places)
    unvalued: Places = field(default_factory=Places)
    scaled: Places = field(default_factory=Places)
    yearless: Places = field(default_factory=Places)
    rounded: Places = field(default_factory=Places)
    rounded_example: str = ""
    dates: dict[int, Places] = field(default_factory=dict)
    _spelled: dict[tuple[float, CellFormat], tuple[str, str | None]] = field(default_factory=dict)
    _lines: Any = field(default_factory=_ints)
    _counts: Any = field(default_factory=_ints)
    _rows: list[tuple[list[int], list[str]]] = field(default_factory=list)
    _waiting: int = 0
    _blocks: list[tuple[int, dict[int, Any]]] = field(default_factory=list)
    _first: int = LAST_COLUMN
    _last: int = -1

    def add_row(self, line: int, columns: list[int], texts: list[str], *, hidden: bool = False) -> None:
        """Take the cells of a row that are not empty, from left to right; rows come from top to bottom."""
        if not columns:
            return
        if not (self._lines[-1] if self._lines else 0) < line <= LAST_ROW or columns[-1] >= LAST_COLUMN:
            self.room.refuse_damaged()
        self.room.take_cells(len(texts), sum(map(len, texts)))
        self._first, self._last = min(self._first, columns[0]), max(self._last, columns[-1])
        if self._last - self._first >= MAX_COLUMNS:
            self.room.refuse(
                f"hat im Blatt „{self.name}“ in Zeile {line} Inhalt bis zur Spalte {letters(columns[-1])}; gelesen "
                f"werden höchstens {number(MAX_COLUMNS)} Spalten. Bitte die Tabelle teilen oder "
                "überflüssige Spalten löschen."
            )
        if (self._last - self._first + 1) * (len(self._lines) + 1) > MAX_CELLS:
            self.room.refuse(
                f"hat im Blatt „{self.name}“ mehr als {number(MAX_CELLS)} Felder. Bitte die Tabelle teilen oder "
                "einzelne Zellen weit rechts löschen."
            )
        self._lines.append(line)
        self._counts.append(len(columns))
        if hidden:
            self.hidden_lines.append(line)
        self._rows.append((columns, texts))
        self._waiting += len(columns)
        if self._waiting > _BLOCK or len(self._rows) * (self._last - self._first + 1) > _BLOCK_FIELDS:
            self._put_away()

    def number_text(self, value: float, style: CellFormat, line: int, column: int, *, from_1904: bool = False) -> str:
        """The text of a number as its format shows it; what has to be said about it is remembered."""
        key = (value, style)
        known = self._spelled.get(key)
        if known is None:
            if len(self._spelled) == _REMEMBERED:
                self._spelled.clear()
            text = cell_formats.text_of(value, style, from_1904=from_1904)
            known = self._spelled[key] = text, cell_formats.lost_by_rounding(value, style)
        self.note_format(style, line, column)
        if known[1] is not None:
            self._note_rounded(known[1], known[0], line, column)
        return known[0]

    def _note_rounded(self, stored: str, text: str, line: int, column: int) -> None:
        if not self.rounded.count:
            self.rounded_example = f"gespeichert {stored}, gelesen {text}"
        self.rounded.add(line, column)
        shown = len(text.rstrip("%").partition(",")[2])
        self.rounded.decimals[column] = min(shown, self.rounded.decimals.get(column, shown))

    def note_format(self, style: CellFormat, line: int, column: int) -> None:
        """Remember what has to be said of a cell with that format."""
        if style.scaled:
            self.scaled.add(line, column)
        if style.shows in DATES:
            self.add_date(line, column)
            if not style.has_year:
                self.yearless.add(line, column)

    def add_date(self, line: int, column: int) -> None:
        if column not in self.dates:
            self.dates[column] = Places()
        self.dates[column].add(line, column)

    @property
    def is_empty(self) -> bool:
        return not self._lines

    def grid(self, kind: str, remarks: tuple[Remark, ...] = ()) -> Grid:
        """The sheet, which must not be empty, as a Grid whose first column is the first one with content."""
        self._put_away()
        lines = np.array(self._lines, np.int64)
        frame = self._frame()
        said = sheet_remarks.of(self, frame, self._first)
        frame, merged = merging.fill(frame, lines, self._counts, self._first, self)
        frame, unmasked = unmask(frame, lines)
        return Grid(
            cells=frame,
            lines=lines,
            widths=np.full(len(lines), len(frame.columns), np.int64),
            encoding=None,
            delimiter=None,
            sheet=self.name,
            kind=kind,
            remarks=(*said, *merged, *unmasked, *remarks),
            hidden=self.hidden,
            first_column=self._first,
        )

    def _put_away(self) -> None:
        rows = len(self._rows)
        block: dict[int, list[str]] = {}
        for position, (columns, texts) in enumerate(self._rows):
            for column, text in zip(columns, texts, strict=True):
                if column not in block:
                    block[column] = [""] * rows
                block[column][position] = text
        self._blocks.append((rows, {column: pa.array(cells, pa.large_string()) for column, cells in block.items()}))
        self._rows, self._waiting = [], 0

    def _frame(self) -> pd.DataFrame:
        columns = {}
        for column in range(self._first, self._last + 1):
            parts = [block[column] if column in block else _empty(rows) for rows, block in self._blocks]
            columns[str(column)] = pa.chunked_array(parts, pa.large_string())
        self._blocks = []
        frame: pd.DataFrame = pa.table(columns).to_pandas()
        frame.columns = pd.RangeIndex(len(columns))
        return frame


def _empty(rows: int) -> Any:
    return pa.repeat(pa.scalar("", pa.large_string()), rows)
