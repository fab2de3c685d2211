"""The cells of content.xml, streamed: repeated cells and rows, spans, and texts without notes and drawings."""

import re
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from dashboard.tables import cell_formats, signs, spelling
from dashboard.tables.archive import Attributes
from dashboard.tables.cell_formats import CellFormat, Shows
from dashboard.tables.cell_names import LAST_COLUMN, LAST_ROW
from dashboard.tables.merging import Merge
from dashboard.tables.sheet import Sheet
from dashboard.tables.workbook import Workbook

_DATE, _YEARLESS = CellFormat(Shows.DATE), CellFormat(Shows.DATE, has_year=False)
_LONGEST_FORMULA = 60
_MOST_DECIMALS = 8  # beyond, the width of the cell cut them off
_NOT_TEXT = {"office:annotation", "draw:frame", "draw:custom-shape", "draw:g", "table:shapes", "office:forms"}
_CELLS = ("table:table-cell", "table:covered-table-cell")
_HIDDEN = ("collapse", "filter")


class CellReader:
    """Handlers of an expat parser; sheets go to `book`."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._sheet: Sheet | None = None
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._line, self._rows, self._row_hidden = 1, 1, False
        self._column = 0
        self._columns: list[int] = []
        self._texts: list[str] = []
        self._cell: Attributes | None = None
        self._paragraphs: list[str] = []
        self._pieces: list[str] | None = None
        self._aside = 0
        """How many elements deep in something that is no text of the cell."""
        self.has_links = False

    def listen_to(self, parser: Any) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def _start(self, tag: str, attributes: Attributes) -> None:
        if self._aside or tag in _NOT_TEXT:
            self._aside += 1
        elif tag in _CELLS:
            self._cell, self._paragraphs = attributes, []
        elif self._cell is not None:
            self._start_text(tag, attributes)
        elif tag == "table:table-row":
            self._rows = self._times(attributes, "table:number-rows-repeated", LAST_ROW)
            self._row_hidden = attributes.get("table:visibility") in _HIDDEN
            self._column = 0
        elif tag == "table:table-column":
            self._start_column(attributes)
        elif tag == "table:table" and self._sheet is None:
            hidden = attributes.get("table:style-name") in self._hidden_styles
            self._sheet = self._book.new_sheet(attributes.get("table:name", ""), hidden=hidden)
            self._line, self._column = 1, 0
        elif tag == "style:style":
            self._style = attributes.get("style:name", "")
        elif tag == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        elif tag in ("table:table-source", "table:cell-range-source", "table:dde-link"):
            self.has_links = True

    def _start_text(self, tag: str, attributes: Attributes) -> None:
        if tag == "text:p":
            self._pieces = []
        elif self._pieces is None:
            self.has_links |= tag == "table:cell-range-source"
        elif tag == "text:s":
            self._pieces.append(" " * self._times(attributes, "text:c", 100_000))
        elif tag == "text:tab":
            self._pieces.append("\t")
        elif tag == "text:line-break":
            self._pieces.append("\n")

    def _start_column(self, attributes: Attributes) -> None:
        count = self._times(attributes, "table:number-columns-repeated", LAST_COLUMN)
        if self._sheet is not None and attributes.get("table:visibility") in _HIDDEN:
            self._sheet.hidden_columns.append((self._column, self._column + count - 1))
        self._column += count
        if self._column > LAST_COLUMN:
            self._book.room.refuse_damaged()

    def _end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
        elif tag == "text:p" and self._pieces is not None:
            self._paragraphs.append("".join(self._pieces))
            self._pieces = None
        elif tag in _CELLS:
            self._end_cell()
        elif tag == "table:table-row":
            self._end_row()
        elif tag == "table:table":
            self._sheet = None

    def _characters(self, text: str) -> None:
        if self._pieces is not None and not self._aside:
            self._pieces.append(text)

    def _end_row(self) -> None:
        if self._columns and self._sheet is not None:
            if self._line + self._rows - 1 > LAST_ROW:
                self._book.room.refuse_damaged()
            for line in range(self._line, self._line + self._rows):
                self._sheet.add_row(line, self._columns, self._texts, hidden=self._row_hidden)
        self._columns, self._texts = [], []
        self._line += self._rows

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell or {}, None
        count = self._times(attributes, "table:number-columns-repeated", LAST_COLUMN)
        column, self._column = self._column, self._column + count
        if self._sheet is None:
            return
        text = self._text(self._sheet, attributes, column)
        if not text:
            return
        if self._column > LAST_COLUMN:
            self._book.room.refuse_damaged()
        self._columns += range(column, self._column)
        self._texts += [text] * count
        across = self._times(attributes, "table:number-columns-spanned", LAST_COLUMN)
        down = self._times(attributes, "table:number-rows-spanned", LAST_ROW)
        if across > 1 or down > 1:
            self._sheet.merges.append(Merge(self._line, column, self._line + down - 1, column + across - 1))

    def _text(self, sheet: Sheet, attributes: Attributes, column: int) -> str:
        """What the cell holds, and a note to the sheet where something about it has to be said."""
        shown = "\n".join(self._paragraphs)
        kind = attributes.get("office:value-type", "")
        formula = attributes.get("table:formula")
        if formula is not None:
            if not kind and not shown:
                sheet.unvalued.add(self._line, column)
                return f"={formula.partition('=')[2]}"[:_LONGEST_FORMULA]
            sheet.formulas.add(self._line, column)
        if attributes.get("calcext:value-type") == "error":
            return shown
        if kind in ("float", "currency", "percentage"):
            return self._number(sheet, attributes.get("office:value", ""), shown, column, percent=kind == "percentage")
        if kind == "date":
            return self._day(sheet, attributes.get("office:date-value", ""), shown, column)
        if kind == "boolean":
            return "ja" if attributes.get("office:boolean-value") == "true" else "nein"
        return attributes.get("office:string-value") or shown

    def _number(self, sheet: Sheet, stored: str, shown: str, column: int, *, percent: bool) -> str:
        if not percent and stored.isdecimal() and shown != signs.NOTHING:
            return spelling.stored_number(stored)
        value = spelling.stored(stored)
        if value is None:
            return shown or stored
        if shown.strip() == signs.NOTHING and value == 0:
            return signs.NOTHING
        return sheet.number_text(value, _format(value, shown, percent=percent), self._line, column)

    def _day(self, sheet: Sheet, value: str, shown: str, column: int) -> str:
        try:
            day = datetime.fromisoformat(value)
        except ValueError:
            return shown or value
        sheet.note_format(_DATE if f"{day.year:04}"[2:] in shown else _YEARLESS, self._line, column)
        return spelling.day(day)

    def _times(self, attributes: Attributes, name: str, most: int) -> int:
        text = attributes.get(name, "1")
        if not text.isdecimal() or len(text) > 9 or not 1 <= int(text) <= most:
            self._book.room.refuse_damaged()
        return int(text)


@lru_cache(maxsize=50_000)
def _format(value: float, shown: str, *, percent: bool) -> CellFormat:
    """The format by which a number is shown like that: as many decimals as give the digits of the shown text."""
    style = CellFormat(Shows.PERCENT if percent else Shows.NUMBER)
    digits = re.sub("[^0-9]", "", shown)
    exact = cell_formats.exact_number(value, style)
    for places in range(_MOST_DECIMALS):
        if digits.lstrip("0") == re.sub("[^0-9]", "", f"{spelling.rounded(exact, places):.{places}f}").lstrip("0"):
            return replace(style, decimals=places)
    return style
