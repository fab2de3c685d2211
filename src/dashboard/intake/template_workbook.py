"""A template as a workbook: drop-downs, an explanation at every header, and two sheets that help."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from dashboard.intake.templates import Column, Template

HEADER, MUST, CLOSED = "DCE6F1", "FCE4D6", "D9D9D9"
"""Fills (RGB): header, header of a column that must be filled in, cell that stays empty."""
LISTS, HELP = "Auswahl", "Ausfüllhilfe"
SPARE_ROWS = 200
"""Rows below the last one in which the drop-downs still work."""
AUTHOR = "Lagebild"
WIDEST = 40


def xlsx(template: Template) -> bytes:
    """The workbook. Sheets beside the table hold one column of text each, so that they are no tables themselves."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Vorlage"
    sheet.freeze_panes = "A2"
    lists: list[str] = []
    for number, column in enumerate(template.columns, start=1):
        _header(sheet.cell(1, number), column)
        cells = [row.get(column.name) for row in template.rows]
        for line, value in enumerate(cells, start=2):
            cell = sheet.cell(line, number)
            _write(cell, value)
            if (line - 2, column.name) in template.closed:
                cell.fill = PatternFill("solid", fgColor=CLOSED)
        longest = max([len(column.header), *(len(str(value)) for value in cells if value is not None)])
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 3, WIDEST)
        if column.choices:
            sheet.add_data_validation(_choices(column, number, len(template.rows), lists))
    _one_column(book.create_sheet(HELP), [template.title, "", *template.hints, "", *map(_explained, template.columns)])
    if lists:
        _one_column(book.create_sheet(LISTS), lists)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _header(cell: Any, column: Column) -> None:
    _write(cell, column.header)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor=MUST if column.must else HEADER)
    cell.comment = Comment(_explained(column), AUTHOR, height=140, width=320)


def _explained(column: Column) -> str:
    must = " Muss ausgefüllt sein." if column.must else ""
    return f"{column.header}: {' '.join(column.explanation.split())}{must}"


def _write(cell: Any, value: Any) -> None:
    """Text stays text, whatever it begins with: nothing in a template is a formula."""
    if value is None:
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
    elif isinstance(value, date):
        cell.number_format = "DD.MM.YYYY"


def _choices(column: Column, number: int, rows: int, lists: list[str]) -> DataValidation:
    """A drop-down that reads its words from the sheet of lists; other words are allowed, the check answers them."""
    start = len(lists) + 1
    lists += [*column.choices, ""]
    letter = get_column_letter(number)
    rule = DataValidation(
        type="list",
        formula1=f"{LISTS}!$A${start}:$A${start + len(column.choices) - 1}",
        allow_blank=True,
        showErrorMessage=False,
    )
    rule.add(f"{letter}2:{letter}{rows + 1 + SPARE_ROWS}")
    return rule


def _one_column(sheet: Any, lines: Sequence[str]) -> None:
    for line, text in enumerate(lines, start=1):
        if text:
            cell = sheet.cell(line, 1)
            _write(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 100
