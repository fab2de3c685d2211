"""ODS to grid: the file says type and value of each cell, and repeats cells and rows."""

import pytest
from workbook_files import ods

from dashboard.errors import FileUnusable
from dashboard.tables import Grid, read


def cell(kind: str, value: str, shown: str = "", more: str = "") -> str:
    attribute = {"date": "date-value", "boolean": "boolean-value", "string": "string-value"}.get(kind, "value")
    return (
        f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}" {more}>'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def text(shown: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{shown}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "Daten", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


def only(*rows: str) -> Grid:
    (grid,) = read(ods(table(*rows)), "mappe.ods")
    return grid


def cells(grid: Grid) -> list[list[str]]:
    return grid.cells.to_numpy().tolist()


def said(grid: Grid) -> dict[str, str]:
    return {remark.code: remark.message for remark in grid.remarks}


EMPTY = "<table:table-cell/>"


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (cell("float", "1.234", "1,234"), "1,2340"),
        (cell("float", "1234", "1.234"), "1234"),
        (cell("float", "8.655", "8,7"), "8,7"),
        (cell("float", "0.30000000000000004", "0,3"), "0,3"),
        (cell("float", "0.333333333333333", "0,333333333"), "0,333333333333333"),
        (cell("float", "0", "-"), "-"),
        (cell("currency", "1234.5", "1.234,50 €"), "1234,5"),
        (cell("percentage", "0.989", "98,9%"), "98,9%"),
        (cell("percentage", "0.87", "87,00 %"), "87%"),
        (cell("date", "2026-09-30", "30.09.26"), "30.09.2026"),
        (cell("date", "2026-09-30T00:00:00", "30.09.26"), "30.09.2026"),
        (cell("date", "2026-09-30T14:05:00", "30.09.26 14:05"), "30.09.2026 14:05"),
        (cell("boolean", "true", "WAHR"), "ja"),
        (cell("float", "0", "#DIV/0!", 'calcext:value-type="error"'), "#DIV/0!"),
        (text("3.157007E6"), "3.157007E6"),
        (text("a<text:s text:c='2'/>b<text:line-break/>c<text:tab/><text:span>d</text:span>"), "a  b\nc\td"),
        (text("a</text:p><text:p>b"), "a\nb"),
        (
            '<table:table-cell office:value-type="string"><office:annotation><text:p>Notiz</text:p></office:annotation>'
            "<text:p>a</text:p></table:table-cell>",
            "a",
        ),
    ],
)
def test_a_cell_comes_out_as_people_see_it(stored, expected):
    assert cells(only(row(stored))) == [[expected]]


def test_repeated_cells_and_rows_are_read_and_empty_ones_cost_nothing():
    grid = only(
        row(EMPTY, more='table:number-rows-repeated="2"'),
        row(text("a"), text("b", 'table:number-columns-repeated="2"')),
        row(text("c"), more='table:number-rows-repeated="2"'),
        row('<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="1000000"'),
    )
    assert cells(grid) == [["a", "b", "b"], ["c", "", ""], ["c", "", ""]]
    assert grid.lines.tolist() == [3, 4, 5]
    assert grid.kind == "ods"


def test_merged_and_hidden_parts_and_formulas_are_said():
    hidden = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    properties = '<style:table-properties table:display="false"/>'
    styles = f'<style:style style:name="ta2" style:family="table">{properties}</style:style>'
    first = table(
        hidden,
        row(text("a", 'table:number-rows-spanned="2"'), text("b")),
        row("<table:covered-table-cell/>", text("c"), more='table:visibility="filter"'),
        row(cell("float", "3", "3", 'table:formula="of:=1+1"'), '<table:table-cell table:formula="of:=1+1"/>'),
    )
    second = table(row(text("x")), name="Liste", more='table:style-name="ta2"')
    grids = read(ods(first, second, styles=styles, settings={"Basic/x.xml": "<x/>"}), "m")
    assert cells(grids[0]) == [["a", "b"], ["a", "c"], ["3", "=1+1"]]
    assert said(grids[0]).keys() == {
        "merged-filled", "columns-hidden", "rows-hidden", "formulas-stored", "formula-without-value", "sheets-hidden",
        "macros-ignored",
    }  # fmt: skip
    assert [grid.hidden for grid in grids] == [False, True]


def test_a_date_that_is_shown_without_its_year_is_said():
    assert "date-without-year" in said(only(row(cell("date", "2026-04-03", "03. Apr"))))
    assert said(only(row(cell("date", "2026-04-03", "03.04.26")))) == {}


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (ods(), "keine ausgefüllte Zelle"),
        (ods(table(row(EMPTY))), "keine ausgefüllte Zelle"),
        (ods(table(row(text("a", 'table:number-columns-repeated="16384"')))), "höchstens"),
        (ods(table(row(text("a", 'table:number-columns-repeated="999999999999"')))), "beschädigte"),
        (ods(table(row(text("a", 'table:number-columns-repeated="100"'), more='table:number-rows-repeated="1048576"'))),
         "ausgefüllte Zellen"),
        (ods(table(row(text("a")), row(text("a"), more='table:number-rows-repeated="1048576"'))), "beschädigte"),
        (ods(settings={"content.xml": "<x>"}), "beschädigte"),
        (ods(settings={"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "Kennwort"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)  # fmt: skip
def test_what_cannot_be_read_is_refused(file, reason):
    with pytest.raises(FileUnusable, match=reason):
        read(file, "mappe.ods")
