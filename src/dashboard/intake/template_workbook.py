"""A template as a workbook: drop-downs, an explanation at every header, and a sheet that helps to fill it in."""

import pandas as pd

from dashboard.intake.templates import Column, Template
from dashboard.tables.workbook_writing import HEADER, Sheet, write_xlsx

PLAIN, MUST, CLOSED = "DCE6F1", "FCE4D6", "D9D9D9"
"""Fills (RGB): header, header of a column that must be filled in, cell that stays empty."""
TABLE, HELP = "Vorlage", "Ausfüllhilfe"
SPARE_ROWS = 200
"""Empty rows below the last one in which the drop-downs work too."""


def xlsx(template: Template) -> bytes:
    """The workbook; equal templates give equal bytes."""
    return write_xlsx([_table(template), _help(template)])


def _table(template: Template) -> Sheet:
    columns = list(enumerate(template.columns))
    positions = {column.name: position for position, column in columns}
    cells = {
        column.header: pd.Series([row.get(column.name) for row in template.rows], dtype=object)
        for column in template.columns
    }
    fills = {(HEADER, position): MUST if column.must else PLAIN for position, column in columns}
    return Sheet(
        TABLE,
        pd.DataFrame(cells),
        comments={(HEADER, position): _explained(column) for position, column in columns},
        fills=fills | {(row, positions[name]): CLOSED for row, name in template.closed},
        choices={column.header: column.choices for column in template.columns if column.choices},
        rows_to_fill=SPARE_ROWS,
    )


def _help(template: Template) -> Sheet:
    """One column of text, so that the sheet is no table itself."""
    lines = [*template.hints, *map(_explained, template.columns)]
    return Sheet(HELP, pd.DataFrame({template.title: lines}, dtype="str"), widths={template.title: 120})


def _explained(column: Column) -> str:
    must = " Muss ausgefüllt sein." if column.must else ""
    return f"{column.header}: {' '.join(column.explanation.split())}{must}"
