"""The cells of one sheet of an XLSX file, streamed: what is stored, with what its number format shows."""

from collections.abc import Sequence
from datetime import datetime
from xml.parsers import expat

from dashboard.tables import spelling
from dashboard.tables.archive import Archive, Attributes
from dashboard.tables.cell_formats import GENERAL, CellFormat
from dashboard.tables.cell_names import LAST_COLUMN, all_letters, column_of, range_of
from dashboard.tables.merging import Merge
from dashboard.tables.sheet import Sheet
from dashboard.tables.xlsx_texts import plain

_DIGITS = "0123456789"
_TRUE = ("1", "true", "on")
_MAX_MERGES = 100_000
_MAX_COLUMN_RANGES = 16_384
_LONGEST_FORMULA = 60
ERRORS = {"#N/A": "#NV", "#REF!": "#BEZUG!", "#VALUE!": "#WERT!", "#NUM!": "#ZAHL!"}
"""Errors as a German Excel shows them."""


def read(
    archive: Archive, part: str, sheet: Sheet, texts: Sequence[str], formats: Sequence[CellFormat], *, from_1904: bool
) -> None:
    """Put all cells of a part into `sheet`. texts: the shared ones. formats: per style of cells."""
    reader = _Reader(sheet, texts, formats, from_1904=from_1904)
    parser = expat.ParserCreate()
    reader.listen_to(parser)
    archive.parse(part, parser)


class _Reader:
    """Handlers of an expat parser."""

    def __init__(self, sheet: Sheet, texts: Sequence[str], formats: Sequence[CellFormat], *, from_1904: bool) -> None:
        self._sheet, self._texts, self._from_1904 = sheet, texts, from_1904
        self._shaped = {str(position): style for position, style in enumerate(formats) if style != GENERAL}
        self._letters = all_letters()
        self._column_ranges = 0
        self._line, self._line_text, self._row_hidden = 0, "", False
        self._columns: list[int] = []
        self._row: list[str] = []
        self._column = -1
        self._in_cell, self._is_phonetic = False, False
        self._kind, self._style = "n", "0"
        self._value: list[str] = []
        self._has_value = False
        self._formula: list[str] | None = None
        self._heard: list[str] | None = None
        """Where characters go."""

    def listen_to(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def _start(self, tag: str, attributes: Attributes) -> None:
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "c":
            self._start_cell(attributes)
        elif self._in_cell:
            if tag == "v":
                self._heard, self._has_value = self._value, True
            elif tag == "f":
                self._heard = self._formula = []
            elif tag == "t" and not self._is_phonetic:
                self._heard, self._has_value = self._value, True
            elif tag == "rPh":
                self._is_phonetic = True
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col":
            self._hide_columns(attributes)

    def _end(self, tag: str) -> None:
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "c":
            self._in_cell = False
            self._end_cell()
        elif tag == "v" or tag == "t" or tag == "f":
            self._heard = None
        elif tag == "row":
            if self._row:
                self._sheet.add_row(self._line, self._columns, self._row, hidden=self._row_hidden)
                self._columns, self._row = [], []
        elif tag == "rPh":
            self._is_phonetic = False

    def _characters(self, text: str) -> None:
        if self._heard is not None:
            self._heard.append(text)

    def _start_row(self, attributes: Attributes) -> None:
        text = attributes.get("r")
        if text is None:
            text = str(self._line + 1)
        if not (text.isdigit() and len(text) < 9 and int(text) > self._line):
            self._sheet.room.refuse_damaged()
        self._line, self._line_text, self._column = int(text), text, -1
        self._row_hidden = attributes.get("hidden") in _TRUE or attributes.get("ht") == "0"

    def _start_cell(self, attributes: Attributes) -> None:
        self._column += 1
        name = attributes.get("r")
        if name is not None and (self._column >= LAST_COLUMN or name != self._letters[self._column] + self._line_text):
            letters = name.rstrip(_DIGITS)
            column = column_of(letters)
            if column < self._column or name[len(letters) :] != self._line_text:
                self._sheet.room.refuse_damaged()
            self._column = column
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._value, self._has_value, self._formula, self._in_cell = [], False, None, True

    def _end_cell(self) -> None:
        if self._formula is not None:
            self._note_formula(self._formula)
        if not self._value:
            return
        value = self._value[0] if len(self._value) == 1 else "".join(self._value)
        kind = self._kind
        if kind == "n":
            text = self._number(value.strip()) if self._style in self._shaped else spelling.stored_number(value)
        elif kind == "s":
            text = self._shared(value)
        elif kind == "str" or kind == "inlineStr":
            text = plain(value)
        elif kind == "b":
            text = "ja" if value.strip() in _TRUE else "nein"
        elif kind == "d":
            text = self._day(value.strip())
        else:
            text = ERRORS.get(value, value)
        if text:
            self._columns.append(self._column)
            self._row.append(text)

    def _number(self, value: str) -> str:
        style = self._shaped[self._style]
        number = spelling.stored(value)
        if number is None:
            return value
        return self._sheet.number_text(number, style, self._line, self._column, from_1904=self._from_1904)

    def _shared(self, value: str) -> str:
        if not value.strip().isdecimal() or len(value) > 10 or int(value) >= len(self._texts):
            self._sheet.room.refuse_damaged()
        return self._texts[int(value)]

    def _day(self, value: str) -> str:
        self._sheet.add_date(self._line, self._column)
        try:
            return spelling.day(datetime.fromisoformat(value))
        except ValueError:
            return value

    def _note_formula(self, formula: list[str]) -> None:
        if self._value or (self._has_value and self._kind == "str"):
            self._sheet.formulas.add(self._line, self._column)
        else:
            self._sheet.unvalued.add(self._line, self._column)
            self._kind, self._value = "str", ["=", "".join(formula)[:_LONGEST_FORMULA]]

    def _merge(self, name: str) -> None:
        merge = range_of(name)
        if merge is None or len(self._sheet.merges) == _MAX_MERGES:
            self._sheet.room.refuse_damaged()
        self._sheet.merges.append(Merge(*merge))

    def _hide_columns(self, attributes: Attributes) -> None:
        self._column_ranges += 1
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if self._column_ranges > LAST_COLUMN or not (first + last).isdecimal() or len(first + last) > 10:
            self._sheet.room.refuse_damaged()
        if attributes.get("hidden") in _TRUE or attributes.get("width") == "0":
            self._sheet.hidden_columns.append((int(first or 0) - 1, int(last or 0) - 1))
