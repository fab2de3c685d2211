"""Values of a frame as cells of a sheet: numbers stay numbers, days days, text is never run."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from dashboard.errors import FileUnusable
from dashboard.formats import number
from dashboard.tables import signs as sign_marks
from dashboard.tables import spelling
from dashboard.tables.cell_names import LAST_ROW
from dashboard.tables.grid import Grid
from dashboard.tables.masking import mask

Cell = str | int | float | Decimal | date | None
_LONGEST_TEXT = 32_767
_CUT = "… (gekürzt)"
_FIRST_YEAR = 1900  # the calendar of Excel is wrong in it, and does not go further back
_MOST_DIGITS = 15  # of a number in a workbook; longer ones are keys and stay text
_NEVER = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("[\x01-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_GERMAN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:,[0-9]{1,15})?", re.ASCII)


def of_column(frame: pd.DataFrame, name: Any, sign: str | None) -> list[Cell]:
    """The cells of a column, with the signs of another one where there are any."""
    column = frame[name]
    cells = [None if empty else as_cell(value) for value, empty in zip(column.tolist(), column.isna(), strict=True)]
    if sign is None:
        return cells
    marks = frame[sign].fillna("")
    return [_with_sign(cell, str(mark)) if mark else cell for cell, mark in zip(cells, marks, strict=True)]


def as_cell(value: Any) -> Cell:
    """One value that is not missing. Raises ValueError for infinite numbers."""
    if isinstance(value, bool | np.bool_):
        return "ja" if value else "nein"
    if isinstance(value, int | float | Decimal | np.number):
        text = spelling.number(value)
        is_exact = len(re.sub("[^0-9]", "", text.partition(",")[0])) <= _MOST_DIGITS
        return Decimal(text.replace(",", ".")) if is_exact else text
    if isinstance(value, date):
        return value if value.year > _FIRST_YEAR else spelling.day(value)
    return escaped(mask(str(value)))


def number_or_text(text: str) -> Cell:
    """A cell of a Grid: a number where it reads back as this very text, else text."""
    if _GERMAN.fullmatch(text):
        plain = text.replace(",", ".")
        if spelling.stored_number(plain) == text:
            return Decimal(plain)
    return text or None


def _with_sign(cell: Cell, mark: str) -> str:
    text = "" if cell is None else cell if isinstance(cell, str) else spelling.number(cell)
    return sign_marks.spelled(text, mark)


def put(page: Any, line: int, column: int, value: Cell) -> Any:
    """Write one cell and give it back for styling."""
    cell = page.cell(line, column)
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"  # also what looks like an error
    elif isinstance(value, date):
        has_time = isinstance(value, datetime) and (value.hour, value.minute, value.second) != (0, 0, 0)
        cell.value = value
        cell.number_format = "dd.mm.yyyy hh:mm" if has_time else "dd.mm.yyyy"
    elif value is not None:
        cell.value = 0
        cell._value = f"{Decimal(str(value)):f}"  # openpyxl itself would round to 16 digits
    return cell


def escaped(text: str) -> str:
    """Text with the signs that XML cannot hold written as _x001F_, cut where a cell cannot hold it."""
    text = _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", _NEVER.sub("\ufffd", text))
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - len(_CUT)] + _CUT


def refuse_too_long(grid: Grid) -> None:
    """FileUnusable where a table does not fit into a sheet."""
    lines: Sequence[int] = grid.lines[-1:].tolist()
    if lines and lines[0] > LAST_ROW:
        raise FileUnusable(
            f"Die Tabelle hat {number(lines[0])} Zeilen; ein Tabellenblatt hat höchstens {number(LAST_ROW)}. "
            "Bitte die Tabelle teilen, zum Beispiel nach Jahren."
        )
