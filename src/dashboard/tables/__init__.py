"""Bytes <-> grid: encodings, delimiters, workbooks, numbers and their signs, writing. Knows nothing of the field."""

from dashboard.tables import decoding, delimited, kinds, workbooks
from dashboard.tables.grid import MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Grid, Remark, Span
from dashboard.tables.numbers import Convention, Numbers, read_numbers
from dashboard.tables.workbook_writing import Sheet, annotated, write_xlsx
from dashboard.tables.writing import Style, write_csv

__all__ = [
    "MAX_BYTES",
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Convention",
    "Grid",
    "Numbers",
    "Remark",
    "Sheet",
    "Span",
    "Style",
    "annotated",
    "read",
    "read_numbers",
    "write_csv",
    "write_xlsx",
]


def read(data: bytes, name: str, *, delimiter: str | None = None, encoding: str | None = None) -> list[Grid]:
    """Every table of a file, recognised by its content; `name` is only for messages.

    A workbook has one Grid per sheet with content, in its order, hidden ones too; remarks on the workbook as a whole
    stand in each. `delimiter` and `encoding` overrule the recognition of text files. FileUnusable says in German what
    a file is that cannot be read, and what to do.
    """
    kinds.check_size(data, name)
    if workbooks.is_container(data):
        return workbooks.read(data, name)
    text = kinds.text_bytes(data, name)
    decoded = decoding.decode(text, name, encoding=encoding)
    kinds.refuse_markup(decoded.utf8[:4000].decode("utf-8", errors="ignore"), name)
    return [delimited.grid_of(decoded, name, delimiter=delimiter)]
