"""Tables to CSV bytes that open in Excel and can be uploaded again unchanged."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from dashboard.tables import signs as sign_marks
from dashboard.tables import spelling
from dashboard.tables.delimited import DELIMITERS
from dashboard.tables.masking import mask

_BOM = "\ufeff"
_LINE_END = "\r\n"


class Style(StrEnum):
    """german: semicolon, decimal comma, 30.09.2026, with the mark Excel needs. international: comma, point, ISO."""

    GERMAN = "german"
    INTERNATIONAL = "international"


def write_csv(frame: pd.DataFrame, *, style: Style = Style.GERMAN, signs: Mapping[str, str] | None = None) -> bytes:
    """The columns of a frame under their names, UTF-8, lines ended by CR LF.

    signs: number column -> column with its signs; they are written into one cell ("-", "12 r", ".") and the sign
    columns themselves are left out. Missing values are empty cells, truth values are ja and nein. Text that a
    spreadsheet would run is masked. Raises ValueError for infinite numbers.
    """
    signs = signs or {}
    names = [name for name in frame.columns if name not in set(signs.values())]
    columns = [
        [_text(str(name)), *_cells(frame, name, signs.get(name), style, alone=len(names) == 1)] for name in names
    ]
    delimiter = ";" if style is Style.GERMAN else ","
    lines = [delimiter.join(row) for row in zip(*columns, strict=True)]
    text = "".join(line + _LINE_END for line in lines)
    return ((_BOM if style is Style.GERMAN else "") + text).encode("utf-8")


def _cells(frame: pd.DataFrame, name: Any, sign: str | None, style: Style, *, alone: bool) -> list[str]:
    column = frame[name]
    spell = _speller(column, style)
    cells = ["" if empty else spell(value) for value, empty in zip(column.tolist(), column.isna(), strict=True)]
    if sign is not None:
        marks = frame[sign].fillna("")
        cells = [sign_marks.spelled(cell, mark) if mark else cell for cell, mark in zip(cells, marks, strict=True)]
    is_number = spell is not _spell_text
    if is_number and not alone and style is Style.GERMAN:
        return cells  # no semicolon in them
    return [_quoted(cell) for cell in cells]


def _speller(column: "pd.Series[Any]", style: Style) -> Callable[[Any], str]:
    if pd.api.types.is_bool_dtype(column):
        return lambda value: "ja" if value else "nein"
    if pd.api.types.is_numeric_dtype(column):
        return lambda value: spelling.number(value, "," if style is Style.GERMAN else ".")
    if pd.api.types.is_datetime64_any_dtype(column) or column.map(lambda value: isinstance(value, date)).all():
        return lambda value: _day(value, style)
    return _spell_text


def _spell_text(value: Any) -> str:
    return mask(str(value))


def _text(value: str) -> str:
    return _quoted(mask(value))


def _day(value: date, style: Style) -> str:
    return spelling.day(value) if style is Style.GERMAN else value.isoformat()


def _quoted(cell: str) -> str:
    """In quotes where it holds anything that could be taken for a delimiter, also of another style."""
    if any(mark in cell for mark in (*DELIMITERS, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell
