"""The data of a chart on a slide: raw values with their texts and signs, and the workbook that lies in the file.

Only what is drawn is in it. A withheld value has none, whatever came this far.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook

from dashboard.exhibits.exhibit import WITHHELD, Column, Exhibit, Kind, is_absent
from dashboard.formats import NARROW_SPACE

SHEET = "Daten"
GERMAN = "[$-407]"
"""Makes a program of another language write the numbers in German; a German one does it anyway."""


@dataclass(frozen=True)
class Series:
    """One column of a chart: shares stay shares of one, None is no value."""

    column: Column
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    signs: tuple[str, ...]

    @property
    def label(self) -> str:
        return self.column.label


def series_of(exhibit: Exhibit, names: Sequence[str], rows: Sequence[int]) -> list[Series]:
    """The columns ``names`` of an exhibit's data, of these rows."""
    return [_series(exhibit, exhibit.column(name), rows) for name in names]


def _series(exhibit: Exhibit, column: Column, rows: Sequence[int]) -> Series:
    given = exhibit.data[column.name].tolist()
    marks = exhibit.data[column.sign].tolist() if column.sign in exhibit.data else [""] * len(given)
    raw = [(given[row], str(marks[row])) for row in rows]
    kept = [None if is_absent(value) or WITHHELD in mark.split() else float(value) for value, mark in raw]
    texts = [column.text(value, mark) for value, (_, mark) in zip(kept, raw, strict=True)]
    return Series(column, tuple(kept), tuple(texts), tuple(mark for _, mark in raw))


def number_format(column: Column) -> str:
    """How a chart writes the column's numbers; comma and point are the program's own."""
    decimals = f".{'0' * column.decimals}" if column.decimals else ""
    if column.kind is Kind.PERCENT:
        return f'{GERMAN}0{decimals}"{NARROW_SPACE}"%'
    return f"{GERMAN}#,##0{decimals}"


class ChartData(CategoryChartData):
    """Categories and series for python-pptx, with a workbook whose sheet has a German name.

    ``signs`` are written beside the series, so that whoever opens the data sees why a cell is empty.
    """

    signs: Sequence[tuple[str, Sequence[str]]] = ()

    @property
    def _workbook_writer(self) -> CategoryWorkbookWriter:
        return _Writer(self)  # type: ignore[no-untyped-call]


class _Writer(CategoryWorkbookWriter):
    """The library's writer knows one name of a sheet, takes „=“ for a formula, and has no signs."""

    @property
    def categories_ref(self) -> str:
        return _named(super().categories_ref)

    def series_name_ref(self, series: Any) -> str:
        return _named(super().series_name_ref(series))  # type: ignore[no-untyped-call]

    def values_ref(self, series: Any) -> str:
        return _named(super().values_ref(series))  # type: ignore[no-untyped-call]

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[Any]:
        workbook = Workbook(xlsx_file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        yield workbook, workbook.add_worksheet(SHEET)
        workbook.close()

    def _populate_worksheet(self, workbook: Any, worksheet: Any) -> None:
        super()._populate_worksheet(workbook, worksheet)  # type: ignore[no-untyped-call]
        first = 1 + len(self._chart_data)
        for place, (heading, signs) in enumerate(self._chart_data.signs):
            worksheet.write_string(0, first + place, heading)
            for row, sign in enumerate(signs, start=1):
                worksheet.write_string(row, first + place, sign)


def _named(reference: str) -> str:
    return reference.replace("Sheet1", SHEET, 1)


def chart_data(categories: Sequence[str], columns: Sequence[tuple[str, Sequence[float | None], str]]) -> ChartData:
    """Categories, and per series its name, values and number format."""
    made = ChartData()  # type: ignore[no-untyped-call]
    made.categories = categories
    for name, values, code in columns:
        made.add_series(name, values, code)  # type: ignore[no-untyped-call]
    return made
