"""Small workbooks to hand in."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

Rows = Sequence[Sequence[object]]


def workbook(hidden: Sequence[str] = (), **sheets: Rows) -> bytes:
    """An XLSX of these sheets in this order."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    file = BytesIO()
    book.save(file)
    return file.getvalue()
