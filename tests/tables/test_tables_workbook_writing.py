"""XLSX that runs no formulas, names nobody, is the same every time, and can be uploaded again."""

import io
import math
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import FileUnusable
from dashboard.tables import Grid, Sheet, annotated, read, read_numbers, write_csv, write_xlsx

few = settings(max_examples=40)
FRAME = pd.DataFrame(
    {
        "gemeinde": ["Vechelde", "Peine, Stadt", "=1+1", "@x"],
        "ags": ["03157006", "03157007", "#N/A", "3-4"],
        "plaetze": [1200, 0, -5, 7],
        "kosten": [1234.5, math.nan, 1.234, 1e21],
        "seit": [date(2026, 9, 30), None, date(2025, 1, 1), date(1899, 5, 4)],
        "geschuetzt": [True, False, False, True],
    }
)


def back(*sheets: Sheet) -> list[Grid]:
    return read(write_xlsx(sheets), "x.xlsx")


def opened(*sheets: Sheet):
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(sheets)))


def cells(grid: Grid) -> list[list[str]]:
    return grid.cells.to_numpy().tolist()


def test_what_is_written_reads_back_as_people_see_it():
    (grid,) = back(Sheet("Daten", FRAME))
    assert cells(grid) == [
        ["gemeinde", "ags", "plaetze", "kosten", "seit", "geschuetzt"],
        ["Vechelde", "03157006", "1200", "1234,5", "30.09.2026", "ja"],
        ["Peine, Stadt", "03157007", "0", "", "", "nein"],
        ["=1+1", "#N/A", "-5", "1,2340", "01.01.2025", "nein"],
        ["@x", "3-4", "7", "1000000000000000000000", "04.05.1899", "ja"],
    ]
    assert [remark.code for remark in grid.remarks] == ["cell-unmasked"]


def test_numbers_are_numbers_days_are_days_and_text_is_never_run():
    page = opened(Sheet("Daten", FRAME))["Daten"]
    assert [cell.data_type for cell in page[2]] == ["s", "s", "n", "n", "d", "s"]
    assert page["E2"].value == datetime(2026, 9, 30)
    assert [page[name].value for name in ("A4", "A5", "B4", "B5")] == ["'=1+1", "'@x", "#N/A", "3-4"]
    assert {cell.data_type for cell in page["A"]} == {"s"}


def test_infinite_numbers_and_columns_that_are_not_there_are_mistakes():
    with pytest.raises(ValueError, match="infinite"):
        write_xlsx([Sheet("x", pd.DataFrame({"a": [math.inf]}))])
    with pytest.raises(ValueError, match="no column"):
        write_xlsx([Sheet("x", FRAME, signs={"plaetze": "zeichen"})])


def test_equal_sheets_give_equal_bytes_that_name_nobody():
    sheet = Sheet("Daten", FRAME, comments={(0, 1): "Bitte prüfen"}, choices={"gemeinde": ["a", "b"]})
    data = write_xlsx([sheet])
    assert data == write_xlsx([sheet])
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert re.search(b"<dc:creator[^>]*>Lagebild</dc:creator>", file.read("docProps/core.xml"))
        assert b"lastModifiedBy" not in file.read("docProps/core.xml")


def test_titles_header_freeze_widths_fills_and_comments_stand_where_they_belong():
    sheet = Sheet(
        "Daten: [neu]",
        FRAME,
        titles=["Titel", "=Stand"],
        widths={"ags": 30},
        fills={(-1, 0): "DDEBF7", (1, 2): "FFC7CE"},
        comments={(1, 2): "Die Zahl fehlt.\nVorschlag: 12"},
    )
    (page,) = opened(sheet).worksheets
    assert page.title == "Daten- -neu-"
    assert (page["A1"].value, page["A2"].value, page["A3"].value) == ("Titel", "'=Stand", "gemeinde")
    assert page.freeze_panes == "A4"
    assert page.column_dimensions["B"].width == 30
    assert page["C5"].value == 0
    assert page["C5"].comment.text == "Die Zahl fehlt.\nVorschlag: 12"
    assert page["C5"].comment.author == "Lagebild"
    assert page["C5"].fill.start_color.rgb == "00FFC7CE"
    assert page["A3"].fill.start_color.rgb == "00DDEBF7"


def test_short_lists_stand_in_the_rule_and_long_ones_in_a_hidden_sheet():
    long = [f"Gemeinde {number}, Stadt" for number in range(30)]
    sheets = [
        Sheet("a", FRAME, choices={"gemeinde": long, "ags": ["GU", "Wohnung"]}, rows_to_fill=10),
        Sheet("b", FRAME.iloc[:0], choices={"gemeinde": long}),
    ]
    book = opened(*sheets)
    rules = {str(rule.sqref): rule.formula1 for rule in book["a"].data_validations.dataValidation}
    assert rules == {"A2:A15": "Auswahl!$A$1:$A$30", "B2:B15": '"GU,Wohnung"'}
    assert book["Auswahl"].sheet_state == "hidden"
    assert [cell.value for cell in book["Auswahl"]["A"]] == long
    assert [grid.hidden for grid in back(*sheets)] == [False, False, True]


def test_names_of_sheets_are_made_to_fit():
    names = ["x" * 40, "x" * 40, "", "Auswahl", "a/b"]
    found = opened(*[Sheet(name, FRAME) for name in names]).sheetnames
    assert found == ["x" * 31, "x" * 29 + " 2", "Tabelle", "Auswahl 2", "a-b"]


def test_signs_stand_in_the_cell_of_their_number():
    frame = pd.DataFrame({"ort": list("abcde"), "v": [0, math.nan, 12, 7.5, 3], "s": ["-", ".", "() r", "p", None]})
    (grid,) = back(Sheet("x", frame, signs={"v": "s"}))
    assert grid.cells[1].tolist() == ["v", "-", ".", "(12) r", "7,5 p", "3"]


def test_signs_that_xml_cannot_hold_and_endless_text_are_kept_as_far_as_possible():
    frame = pd.DataFrame({"a": ["a\x01b", "_x0041_", "z\nz", "y" * 40_000]})
    texts = back(Sheet("x", frame))[0].cells[0].tolist()
    assert texts[1:4] == ["a\x01b", "_x0041_", "z\nz"]
    assert len(texts[4]) == 32_767
    assert texts[4].endswith("… (gekürzt)")


# --- a supplier's own table given back


def test_the_copy_of_a_table_has_its_rows_where_they_were_with_colours_and_messages():
    text = "Titel;;\n\nort;plaetze;ags\nPeine;1.234;03157006\nIlsede;12;x\n"
    (grid,) = read(text.encode(), "x.csv")
    sheet = annotated(grid, comments={(4, 1): "Zu wenig."}, fills={(4, 1): "FFC7CE"}, name="Befunde")
    (page,) = opened(sheet).worksheets
    assert page["B5"].comment.text == "Zu wenig."
    assert [page[name].value for name in ("A1", "A3", "B4", "B5", "C4")] == ["Titel", "ort", "1.234", 12, "03157006"]
    (again,) = back(sheet)
    assert again.lines.tolist() == [1, 3, 4, 5]
    assert cells(again) == [row for row in cells(grid) if any(row)]


def test_the_copy_of_a_workbook_keeps_columns_too():
    (grid,) = back(Sheet("x", FRAME, titles=["a", "b"]))
    (again,) = back(annotated(grid, comments={}, fills={}))
    assert cells(again) == cells(grid)
    assert again.lines.tolist() == grid.lines.tolist()
    moved = Sheet("x", pd.DataFrame({0: ["a"]}), lines=[7], first_column=3)
    assert opened(moved)["x"]["D7"].value == "a"


def test_a_table_that_is_longer_than_a_sheet_is_refused():
    (grid,) = read(b"a;b\n" + b"\n" * 1_048_576 + b"1;2\n", "x.csv")
    with pytest.raises(FileUnusable, match=r"1\.048\.578 Zeilen"):
        annotated(grid, comments={}, fills={})


# --- properties

plain_texts = st.text(st.characters(exclude_characters="\r\x00\ufffe\uffff", exclude_categories=["Cs"]), max_size=8)
texts = plain_texts | st.text("=+-@'\" ;,_x0041\tab\n", max_size=8)
figures = (
    st.none()
    | st.integers(-(10**14), 10**14)
    | st.integers(-999_999, 999_999).map(lambda number: number / 1000)
    | st.floats(-1e9, 1e9, allow_nan=False, width=32)
    | st.integers(1, 10**6).map(lambda number: number / 7)
)
marks = st.sampled_from(["", "", "r", "()", "p", "() r"])


@few
@given(st.lists(st.tuples(texts, figures, marks), min_size=1, max_size=6))
def test_frames_with_signs_read_back_as_they_were(rows):
    frame = pd.DataFrame(rows, columns=["ort", "wert", "zeichen"])
    frame["wert"] = frame["wert"].astype(float)
    frame.loc[frame["wert"].isna(), "zeichen"] = "."
    (grid,) = back(Sheet("Daten", frame, signs={"wert": "zeichen"}))
    body = grid.cells.iloc[1:]
    assert body[0].tolist() == frame["ort"].tolist()
    numbers = read_numbers(body[1], whole=None)
    assert not numbers.ambiguous
    assert not numbers.invalid.any()
    assert numbers.value.fillna(-1).tolist() == frame["wert"].fillna(-1).tolist()
    assert numbers.sign.tolist() == frame["zeichen"].tolist()


@few
@given(st.lists(st.lists(texts | figures.map(str), min_size=3, max_size=3), min_size=1, max_size=5))
def test_the_copy_of_any_table_reads_back_unchanged(rows):
    frame = pd.DataFrame([["a", "b", "c"], *rows], dtype="str").fillna("")
    file = write_xlsx([Sheet("x", frame, lines=range(1, len(frame) + 1))])
    (grid,) = read(file, "x")
    (again,) = back(annotated(grid, comments={}, fills={}))
    assert cells(again) == cells(grid)
    assert again.lines.tolist() == grid.lines.tolist()


@few
@given(st.lists(st.tuples(st.integers(-(10**9), 10**9), st.decimals(-999, 999, places=3)), min_size=1, max_size=5))
def test_both_kinds_of_files_read_back_alike(rows):
    frame = pd.DataFrame(rows, columns=["a", "b"]).astype({"b": float})
    (text,) = read(write_csv(frame), "x.csv")
    (book,) = back(Sheet("x", frame))
    assert cells(book) == cells(text)
    assert Decimal(cells(book)[1][0]) == rows[0][0]


def test_numbers_of_a_column_have_its_format_and_long_texts_go_on_in_the_next_line():
    frame = pd.DataFrame({"ort": ["Vechelde", "Lengede"], "anteil": pd.Series([0.57, "•"], dtype=object)})
    page = opened(Sheet("Daten", frame, formats={"anteil": "0%"}, wrapped=["ort"]))["Daten"]
    assert [page[name].number_format for name in ("A2", "B2", "B3")] == ["General", "0%", "General"]
    assert [page[name].alignment.wrap_text for name in ("A2", "B2")] == [True, None]
    with pytest.raises(ValueError, match="no column"):
        write_xlsx([Sheet("Daten", frame, formats={"fehlt": "0%"})])
