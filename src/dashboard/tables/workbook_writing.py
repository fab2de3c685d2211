"""Tables to XLSX bytes that run no formulas, name nobody, are the same every time, and can be uploaded again.

Coloured cells, comments and drop-downs serve templates, exports, and a supplier's own table that is given back.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from dashboard.tables import workbook_cells
from dashboard.tables.choices import CHOICES_SHEET, Choices
from dashboard.tables.grid import Grid
from dashboard.tables.workbook_cells import as_cell, put

_AUTHOR = "Lagebild"
_ALWAYS = datetime(2000, 1, 1)
_ZIP_ALWAYS = (1980, 1, 1, 0, 0, 0)
_NARROWEST, _WIDEST = 8, 50  # characters
_SAMPLE = 200  # rows by which a width is found
_COMMENT_WIDTH, _LINE_HEIGHT, _LETTERS_PER_LINE = 320, 18, 45  # pixels
_FORBIDDEN_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_LONGEST_NAME = 31
HEADER = -1
"""The row of the header where cells are named by (row, column)."""


@dataclass(frozen=True)
class Sheet:
    """A frame as a sheet. Cells are named (row, column): positions in the frame, HEADER for the header's row, and
    columns as they are written, so without those of signs.

    signs: number column -> column with its signs, written into one cell as `write_csv` does.
    titles: lines above the header. comments and fills (colours such as FFC7CE): per cell.
    widths: column -> characters; the others fit their content. choices: column -> texts its drop-down offers, also in
    `rows_to_fill` empty rows below. formats: column -> how its numbers are shown, such as 0%. wrapped: columns whose
    long texts go on in the next line. freeze: titles and header stay in sight.
    lines, first_column: where the rows stand (from 1) and the first column (from 0), for the copy of a Grid; such a
    sheet has no header of its own.
    """

    name: str
    frame: pd.DataFrame
    signs: Mapping[str, str] = field(default_factory=dict)
    titles: Sequence[str] = ()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    fills: Mapping[tuple[int, int], str] = field(default_factory=dict)
    widths: Mapping[Any, float] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rows_to_fill: int = 0
    formats: Mapping[Any, str] = field(default_factory=dict)
    wrapped: Sequence[Any] = ()
    freeze: bool = True
    lines: Sequence[int] | None = None
    first_column: int = 0

    @property
    def header_line(self) -> int:
        """The row of the header, from 1; 0 for the copy of a Grid."""
        return len(self.titles) + 1 if self.lines is None else 0

    @property
    def columns(self) -> list[Any]:
        """The columns that are written."""
        return [name for name in self.frame.columns if name not in set(self.signs.values())]

    def line(self, row: int) -> int:
        """The row of the sheet, from 1, for a row of the frame or HEADER."""
        return self.header_line + 1 + row if self.lines is None else int(self.lines[row])


def annotated(
    grid: Grid,
    *,
    comments: Mapping[tuple[int, int], str],
    fills: Mapping[tuple[int, int], str],
    name: str | None = None,
) -> Sheet:
    """A copy of a Grid with every cell where it stood, so that row numbers still fit; it reads back as the same cells.

    Cells are named by their positions in `grid.cells`. Formats, formulas and merged cells of the original are gone.
    FileUnusable where the table has more rows than a sheet.
    """
    workbook_cells.refuse_too_long(grid)
    return Sheet(
        name=name or grid.sheet or "Tabelle",
        frame=grid.cells.map(workbook_cells.number_or_text),
        comments=comments,
        fills=fills,
        freeze=False,
        lines=grid.lines.tolist(),
        first_column=grid.first_column,
    )


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one workbook, the first one open. Equal sheets give equal bytes.

    Missing values are empty cells, truth values ja and nein. Raises ValueError for infinite numbers and for a column
    of `signs`, `widths`, `choices`, `formats` or `wrapped` that the frame does not have.
    """
    book = Workbook()
    book.remove(book.active)
    choices = Choices()
    taken: set[str] = {CHOICES_SHEET.casefold()}
    for sheet in sheets:
        _write(sheet, book.create_sheet(_name(sheet.name, taken)), choices)
    choices.write(book)
    return _saved(book)


def _write(sheet: Sheet, page: Any, choices: Choices) -> None:
    named = {*sheet.signs, *sheet.signs.values(), *sheet.widths, *sheet.choices, *sheet.formats, *sheet.wrapped}
    unknown = named - set(sheet.frame.columns)
    if unknown:
        raise ValueError(f"the frame has no column {sorted(map(str, unknown))}")
    for line, title in enumerate(sheet.titles, start=1):
        put(page, line, 1, as_cell(title)).font = Font(bold=line == 1)
    for position, name in enumerate(sheet.columns):
        column = sheet.first_column + position + 1
        if sheet.header_line:
            head = put(page, sheet.header_line, column, as_cell(str(name)))
            head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        cells = workbook_cells.of_column(sheet.frame, name, sheet.signs.get(name))
        for row, cell in enumerate(cells):
            if cell is not None:
                _style(sheet, name, put(page, sheet.line(row), column, cell), cell)
        letter = get_column_letter(column)
        page.column_dimensions[letter].width = sheet.widths.get(name) or _width(str(name), cells)
        if sheet.choices.get(name):
            first, last = sheet.line(0), sheet.line(len(cells) - 1) + sheet.rows_to_fill
            choices.offer(page, f"{letter}{first}:{letter}{max(first, last)}", sheet.choices[name])
    if sheet.freeze and sheet.header_line:
        page.freeze_panes = f"A{sheet.header_line + 1}"
    _mark(sheet, page)


def _style(sheet: Sheet, name: Any, written: Any, cell: workbook_cells.Cell) -> None:
    if name in sheet.formats and isinstance(cell, int | float | Decimal):
        written.number_format = sheet.formats[name]
    if name in sheet.wrapped:
        written.alignment = Alignment(wrap_text=True, vertical="top")


def _mark(sheet: Sheet, page: Any) -> None:
    for (row, position), colour in sheet.fills.items():
        cell = page.cell(sheet.line(row), sheet.first_column + position + 1)
        cell.fill = PatternFill("solid", start_color=colour, end_color=colour)
    for (row, position), text in sheet.comments.items():
        lines = sum(1 + len(line) // _LETTERS_PER_LINE for line in text.split("\n"))
        comment = Comment(
            workbook_cells.escaped(text), _AUTHOR, height=_LINE_HEIGHT * (lines + 1), width=_COMMENT_WIDTH
        )
        page.cell(sheet.line(row), sheet.first_column + position + 1).comment = comment


def _width(header: str, cells: Sequence[Any]) -> float:
    longest = max((len(str(cell)) for cell in [header, *cells[:_SAMPLE]] if cell is not None), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes: without certain signs, at most 31 long, and the only one."""
    plain = (
        "".join(sign for sign in wanted.translate(_FORBIDDEN_IN_NAME) if sign.isprintable()).strip("' ") or "Tabelle"
    )
    name, number = plain[:_LONGEST_NAME].rstrip("' "), 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name


def _saved(book: Any) -> bytes:
    """The bytes without names of persons and without the time of writing."""
    properties = book.properties
    properties.creator, properties.lastModifiedBy = _AUTHOR, None
    properties.created = properties.modified = _ALWAYS
    draft, file = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(draft, "w")).save()
    with zipfile.ZipFile(draft) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            entry = zipfile.ZipInfo(member.filename, _ZIP_ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(member))
    return file.getvalue()
