"""XLS, the workbooks of Excel 97 to 2003, by xlrd: the only reader that also tells number formats and hidden parts."""

import contextlib
import io
import re
from collections.abc import Sequence
from typing import Any

import xlrd

from dashboard.errors import FileUnusable
from dashboard.tables import cell_formats
from dashboard.tables.cell_formats import GENERAL, CellFormat
from dashboard.tables.merging import Merge
from dashboard.tables.room import Room
from dashboard.tables.sheet import Sheet
from dashboard.tables.workbook import Workbook
from dashboard.tables.xlsx_sheet import ERRORS

MAX_XLS = 20 * 1024 * 1024  # bytes, at most some 3 million cells
_OTHER_SHEET = re.compile(r"Ignoring non-worksheet data named '(.*)' \(type 0x0([126])")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_PROTECTED = ("encrypted", "password")


def read(data: bytes, room: Room) -> Workbook:
    """All sheets; FileUnusable where the file is damaged, protected by a password, or too large."""
    if len(data) > MAX_XLS:
        room.refuse(
            f"ist mit mehr als {MAX_XLS // 1024**2} MB für eine alte Arbeitsmappe (XLS) zu groß. Bitte in Excel oder "
            "LibreOffice öffnen, als XLSX speichern und diese einreichen."
        )
    log = io.StringIO()
    book = Workbook("xls", room)
    try:
        with contextlib.redirect_stdout(log):
            source = xlrd.open_workbook(
                file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=log, verbosity=1
            )
            _read_sheets(source, book)
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError) as error:
        if any(word in str(error).casefold() for word in _PROTECTED):
            room.refuse("ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern und noch einmal einreichen.")
        room.refuse_damaged("Arbeitsmappe (XLS)")
    except FileUnusable:
        raise
    except Exception:  # what xlrd makes of damaged bytes is not foreseeable
        room.refuse_damaged("Arbeitsmappe (XLS)")
    book.others = [match[1] for match in _OTHER_SHEET.finditer(log.getvalue())]
    book.has_macros = _MACROS in data
    return book


def _read_sheets(source: Any, book: Workbook) -> None:
    formats = [_format(source, style) for style in source.xf_list]
    for position, name in enumerate(source.sheet_names()):
        found = source.sheet_by_index(position)
        sheet = book.new_sheet(name, hidden=found.visibility != 0)
        sheet.merges = [Merge(top + 1, left, bottom, right - 1) for top, bottom, left, right in found.merged_cells]
        sheet.hidden_columns = [(column, column) for column, info in found.colinfo_map.items() if info.hidden]
        _read_rows(found, sheet, formats, from_1904=source.datemode == 1)
        source.unload_sheet(position)


def _format(source: Any, style: Any) -> CellFormat:
    known = source.format_map.get(style.format_key)
    return cell_formats.understand(known.format_str) if known and known.format_str else GENERAL


def _read_rows(found: Any, sheet: Sheet, formats: Sequence[CellFormat], *, from_1904: bool) -> None:
    for row in range(found.nrows):
        columns: list[int] = []
        texts: list[str] = []
        for column, (kind, value) in enumerate(zip(found.row_types(row), found.row_values(row), strict=True)):
            if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
                style = formats[found.cell_xf_index(row, column)]
                text = sheet.number_text(value, style, row + 1, column, from_1904=from_1904)
            else:
                text = _other(kind, value)
            if text:
                columns.append(column)
                texts.append(text)
        info = found.rowinfo_map.get(row)
        sheet.add_row(row + 1, columns, texts, hidden=bool(info and info.hidden))


def _other(kind: int, value: Any) -> str:
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "ja" if value else "nein"
    if kind == xlrd.XL_CELL_ERROR:
        text = xlrd.error_text_from_code.get(value, "#FEHLER")
        return str(ERRORS.get(text, text))
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
