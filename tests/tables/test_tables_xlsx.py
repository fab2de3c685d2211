"""XLSX to grid: what is stored and what its format shows, never one number for another."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from workbook_files import data, n, row, t, xlsx, xlsx_parts, zipped

from dashboard.errors import FileUnusable
from dashboard.tables import Grid, read, read_numbers


def only(*rows: str, **options) -> Grid:
    (grid,) = read(xlsx(data(*rows), **options), "mappe.xlsx")
    return grid


def cells(grid: Grid) -> list[list[str]]:
    return grid.cells.to_numpy().tolist()


def said(grid: Grid) -> dict[str, str]:
    return {remark.code: remark.message for remark in grid.remarks}


def test_a_sheet_is_text_cells_with_the_row_numbers_of_excel():
    grid = only(row(3, t("ags"), t("plätze")), row(7, t("03157006"), n(12)))
    assert cells(grid) == [["ags", "plätze"], ["03157006", "12"]]
    assert [str(dtype) for dtype in grid.cells.dtypes] == ["str", "str"]
    assert grid.lines.tolist() == [3, 7]
    assert grid.widths.tolist() == [2, 2]
    assert (grid.kind, grid.sheet, grid.hidden, grid.first_column) == ("xlsx", "Tabelle1", False, 0)
    assert (grid.encoding, grid.delimiter, grid.remarks) == (None, None, ())


def test_empty_columns_left_of_a_table_are_left_out_and_told():
    grid = only(row(1, "", "", t("a"), "", t("b")), row(2, "", "", n(1), "", n(2)))
    assert cells(grid) == [["a", "", "b"], ["1", "", "2"]]
    assert grid.first_column == 2


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("1234", "1234"),
        ("1.234", "1,2340"),
        ("-1.234", "-1,2340"),
        ("1234.5", "1234,5"),
        ("0.30000000000000004", "0,3"),
        ("12.299999999999999", "12,3"),
        ("0.3333333333333333", "0,3333333333333333"),
        ("5.0", "5"),
        ("0", "0"),
        ("-0", "0"),
        ("3.157007E6", "3157007"),
        ("1E21", "1000000000000000000000"),
        ("1.5e-7", "0,00000015"),
        (" 7\n", "7"),
        ("NaN", "NaN"),
        ("1e999", "1e999"),
        ("1_000", "1_000"),
    ],
)
def test_numbers_are_spelled_so_that_they_mean_one_thing(stored, text):
    assert cells(only(row(1, n(stored)))) == [[text]]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.87, "0%", "87%"),
        (0.989, "0.0%", "98,9%"),
        (0.9890000000000001, "0.0%", "98,9%"),
        (0.07, "0%", "7%"),
        (0.01234, "0.000%", "1,2340%"),
        (1, "0%;[Red]-0%", "100%"),
        (87, "0\\%", "87%"),
        (87, '0.0" %"', "87%"),
        (46295, "dd.mm.yyyy", "30.09.2026"),
        (46295, "[$-407]d. mmmm yyyy;@", "30.09.2026"),
        (46295, "mmm yy", "30.09.2026"),
        (46295.58681, "dd.mm.yyyy hh:mm", "30.09.2026 14:05"),
        (46295.58681, "dd.mm.yyyy", "30.09.2026"),
        (46295, "dd.mm.yyyy hh:mm", "30.09.2026"),
        (0.58681, "hh:mm", "14:05"),
        (1.5, "[h]:mm", "36:00"),
        (1, "dd.mm.yyyy", "01.01.1900"),
        (59, "dd.mm.yyyy", "28.02.1900"),
        (61, "dd.mm.yyyy", "01.03.1900"),
        (-5, "dd.mm.yyyy", "########"),
        (9e9, "dd.mm.yyyy", "########"),
        (3157007, "00000000", "03157007"),
        (3157007, "General", "3157007"),
        (3157007, "0.00E+00", "3157007"),
        (1234567, "#,##0", "1234567"),
        (5.5, '0.0 "Tage"', "5,5"),
        (5, '"Haus "0', "5"),
        (5, "0_%", "5"),
        (7, "[<10]0;0", "7"),
        (7, "@", "7"),
        (8.655, "0.0", "8,7"),
        (-8.65, "#,##0.0", "-8,7"),
        (564.5, "#,##0 €", "565"),
        (0.874, "0%", "87%"),
        (1234.5, "0.00E+00", "1234,5"),
        (0.5, "# ?/?", "0,5"),
        (0.4, "[<1]0.0;0", "0,4"),
        (0, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "-"),
        (1234, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "1234"),
    ],
)
def test_a_format_decides_what_a_number_is(value, code, text):
    assert cells(only(row(1, n(value, 1)), formats=[code])) == [[text]]


def test_built_in_formats_and_the_calendar_of_1904_are_known():
    parts = xlsx_parts(data(row(1, n(0.5, 1), n(44833, 2))), properties='<workbookPr date1904="1"/>')
    parts["xl/styles.xml"] = '<styleSheet><cellXfs><xf/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    (grid,) = read(zipped(parts), "m")
    assert cells(grid) == [["50%", "30.09.2026"]]


def test_texts_truth_values_errors_and_iso_dates_come_out_as_people_see_them():
    grid = only(
        row(1, t("3.157007E6"), 't="b"><v>1</v>', 't="b"><v>0</v>', 't="d"><v>2026-09-30T00:00:00</v>'),
        row(2, 't="e"><v>#DIV/0!</v>', 't="e"><v>#N/A</v>', 't="e"><v>#REF!</v>', 't="str"><v>x</v>'),
    )
    assert cells(grid) == [["3.157007E6", "ja", "nein", "30.09.2026"], ["#DIV/0!", "#NV", "#BEZUG!", "x"]]
    assert read_numbers(grid.cells[0], whole=True).invalid.tolist() == [True, True]


def test_shared_texts_are_joined_without_phonetic_hints_and_escapes():
    texts = [
        "<r><t>Haus </t></r><r><t>Süd</t></r><rPh><t>x</t></rPh>",
        "<t>a_x000D__x000A_b&amp;_x0041_</t>",
        "<t>a\nb</t>",
    ]
    grid = only(row(1, 't="s"><v>0</v>', 't="s"><v>1</v>', 't="s"><v>2</v>'), texts=texts)
    assert cells(grid) == [["Haus Süd", "a\nb&A", "a\nb"]]


def test_prefixes_and_absent_references_are_read():
    parts = xlsx_parts("")
    parts["xl/worksheets/sheet1.xml"] = (
        '<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    assert cells(read(zipped(parts), "m")[0]) == [["1", "2"]]


def test_formulas_are_read_as_stored_and_never_computed():
    grid = only(
        row(1, "><f>1+1</f><v>3</v>", "><f>1+1</f>", "><f>cmd|'/c calc'!A0</f><v></v>", 't="str"><f>""</f><v></v>'),
        row(2, t("a"), t("b")),
    )
    assert cells(grid)[0] == ["3", "=1+1", "=cmd|'/c calc'!A0"]
    assert said(grid)["formulas-stored"].startswith("Im Blatt „Tabelle1“ stehen Formeln: A1, D1.")
    assert "B1, C1" in said(grid)["formula-without-value"]


def test_hidden_rows_columns_and_sheets_are_read_and_said():
    first = '<cols><col min="2" max="3" hidden="1"/></cols>' + data(
        row(1, t("a"), t("b")), row(2, n(1), more=' hidden="1"'), row(3, n(2), more=' hidden="1"')
    )
    grids = read(
        xlsx(
            first,
            data(row(1, t("Namen"))),
            data(),
            names=["Daten", "Liste", "Leer"],
            states=["visible", "veryHidden", "visible"],
        ),
        "m",
    )
    assert [(grid.sheet, grid.hidden) for grid in grids] == [("Daten", False), ("Liste", True)]
    assert "Spalten ausgeblendet: B." in said(grids[0])["columns-hidden"]
    assert "(Anzahl: 2): 2-3." in said(grids[0])["rows-hidden"]
    assert cells(grids[0])[1:] == [["1", ""], ["2", ""]]
    assert said(grids[0])["sheets-hidden"] == "Ausgeblendet, aber gelesen: Blatt „Liste“."
    assert said(grids[0])["sheets-empty"] == "Ohne Inhalt: Blatt „Leer“."
    assert "sheet-hidden" in said(grids[1])


def test_a_chart_is_said_and_macros_and_links_do_nothing():
    parts = xlsx_parts(data(row(1, t("a"))), data(), names=["Daten", "Diagramm1"])
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        '/worksheet" Target="worksheets/sheet2', '/chartsheet" Target="worksheets/sheet2'
    )
    parts["xl/vbaProject.bin"] = b"x"
    parts["xl/externalLinks/externalLink1.xml"] = "<x/>"
    (grid,) = read(zipped(parts), "m")
    assert said(grid)["sheets-other"] == "Diagramm oder Makro statt Tabelle, nicht gelesen: Blatt „Diagramm1“."
    assert {"macros-ignored", "links-ignored"} <= said(grid).keys()


def merged(*names: str) -> str:
    return "<mergeCells>" + "".join(f'<mergeCell ref="{name}"/>' for name in names) + "</mergeCells>"


def test_merged_cells_are_filled_but_titles_stay():
    sheet = data(
        row(1, t("Titel")),
        row(3, t("Ort"), t("Plätze"), "", t("x")),
        row(4, "", t("2025"), t("2026"), t("y")),
        row(5, t("Peine"), n(1), n(2)),
        row(9, t("Quelle: Amt")),
    ) + merged("A1:D2", "A3:A4", "B3:C3", "A9:D9")
    (grid,) = read(xlsx(sheet), "m")
    assert cells(grid) == [
        ["Titel", "", "", ""],
        ["Ort", "Plätze", "Plätze", "x"],
        ["Ort", "2025", "2026", "y"],
        ["Peine", "1", "2", ""],
        ["Quelle: Amt", "", "", ""],
    ]
    assert "(Bereiche: 2, zuerst A3:A4)" in said(grid)["merged-filled"]


def test_a_merged_number_over_several_rows_and_covered_cells_are_said():
    sheet = data(row(1, t("a"), t("b")), row(2, t("x"), n(12)), row(3, t("y"), n(5)), row(4, t("z"))) + merged(
        "B2:B4", "C1:XFD1048576"
    )
    (grid,) = read(xlsx(sheet), "m")
    assert grid.cells[1].tolist() == ["b", "12", "5", "12"]
    assert "B2:B4" in said(grid)["merged-number"]
    assert "B2:B4" in said(grid)["merged-covered"]


def test_a_date_among_numbers_is_text_and_said_with_its_cell():
    grid = only(
        row(1, t("art"), t("plaetze")), row(2, t("a"), n(12)), row(3, t("b"), n(46115, 1)), row(4, t("c"), n(7)),
        formats=["d. mmm"],
    )  # fmt: skip
    assert grid.cells[1].tolist() == ["plaetze", "12", "03.04.2026", "7"]
    assert "Spalte B zwischen Zahlen ein Datum: B3" in said(grid)["date-among-numbers"]
    assert "B3" in said(grid)["date-without-year"]
    assert read_numbers(grid.cells[1].iloc[1:], whole=True).invalid.tolist() == [False, True, False]


def test_dates_among_dates_are_nothing_to_say():
    assert only(row(1, t("tag"), n(46295, 1)), row(2, t("x"), n(46296, 1)), formats=["dd.mm.yyyy"]).remarks == ()


def test_a_format_that_shows_thousands_is_said():
    grid = only(row(1, t("x"), n(1234000, 1)), formats=["#,##0,"])
    assert cells(grid) == [["x", "1234000"]]
    assert "B1" in said(grid)["number-scaled"]


def test_what_a_format_rounds_away_is_said():
    grid = only(row(1, t("x"), n(8.655, 1), n(8.7, 1)), formats=["0.0"])
    assert cells(grid) == [["x", "8,7", "8,7"]]
    assert said(grid)["number-rounded"].endswith("zu sehen ist (zuerst gespeichert 8,6550, gelesen 8,7).")
    assert ": B1. " in said(grid)["number-rounded"]


def test_masked_text_loses_its_apostrophe():
    grid = only(row(1, t("'=1+1"), t("'Haus")))
    assert cells(grid) == [["=1+1", "'Haus"]]
    assert "cell-unmasked" in said(grid)


# --- what other programs write and read


def test_a_workbook_of_openpyxl_is_read():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["tag", "zeit", "anteil", "wahr", "wert"])
    sheet.append([date(2026, 9, 30), datetime(2026, 9, 30, 14, 5), 0.5, True, 1.234])
    sheet["C2"].number_format = "0.0%"
    file = io.BytesIO()
    book.save(file)
    assert cells(read(file.getvalue(), "m")[0])[1] == ["30.09.2026", "30.09.2026 14:05", "50%", "ja", "1,2340"]


@given(
    st.lists(
        st.lists(
            st.none() | st.integers(-(10**14), 10**14) | st.floats(-1e9, 1e9, width=32)
            | st.text(st.characters(codec="cp1252", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8),
            min_size=1, max_size=5,
        ),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_another_reader_sees_the_same_cells(rows):
    texts = [cell for line in rows for cell in line if isinstance(cell, str)]
    assume(not any(text.startswith(("'", "=", "_", "#")) for text in texts))
    assume(any(cell is not None for line in rows for cell in line))
    book = openpyxl.Workbook()
    for line in rows:
        book.active.append(line)
    file = io.BytesIO()
    book.save(file)
    (grid,) = read(file.getvalue(), "m")
    theirs = (
        CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue()))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    for line, ours in zip(grid.lines, cells(grid), strict=True):
        for column, cell in enumerate(ours, start=grid.first_column):
            other = theirs[line - 1][column]
            if isinstance(other, str):
                assert cell == other
            else:
                assert float(cell.replace(",", ".")) == pytest.approx(other, rel=1e-13)


# --- refusals


@pytest.mark.parametrize("sheets", [[""], [data()], [data(row(1, 's="0">'))], ["", ""]])
def test_a_workbook_with_nothing_in_it_is_refused(sheets):
    with pytest.raises(FileUnusable, match=r"„m\.xlsx“ enthält keine ausgefüllte Zelle"):
        read(xlsx(*sheets), "m.xlsx")
