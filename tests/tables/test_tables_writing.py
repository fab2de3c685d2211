"""CSV that Excel opens, that runs no formulas, and that can be uploaded again."""

import math
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.tables import Style, read, read_numbers, write_csv
from dashboard.tables.masking import mask

few = settings(max_examples=50, deadline=None)

FRAME = pd.DataFrame(
    {
        "gemeinde": ["Vechelde", "Peine; Stadt", 'Haus "Süd"', "=1+1"],
        "plaetze": [1200, 0, -5, 7],
        "kosten": [1234.5, math.nan, 0.1, 1e21],
        "seit": [date(2026, 9, 30), None, date(2025, 1, 1), date(2024, 2, 29)],
        "geschuetzt": [True, False, False, True],
    }
)


def test_the_german_style():
    assert write_csv(FRAME.iloc[:, [0, 1, 2, 4]]).decode("utf-8-sig").split("\r\n") == [
        "gemeinde;plaetze;kosten;geschuetzt",
        "Vechelde;1200;1234,5;ja",
        '"Peine; Stadt";0;;nein',
        '"Haus ""Süd""";-5;0,1;nein',
        "'=1+1;7;1000000000000000000000;ja",
        "",
    ]
    assert write_csv(FRAME).startswith(b"\xef\xbb\xbf")


def test_the_international_style():
    text = write_csv(FRAME.iloc[:2, :3], style=Style.INTERNATIONAL).decode("utf-8")
    assert text.split("\r\n") == ["gemeinde,plaetze,kosten", "Vechelde,1200,1234.5", '"Peine; Stadt",0,', ""]


def test_dates_are_written_in_the_style():
    days = pd.DataFrame({"n": [1, 2], "tag": [date(2026, 9, 30), date(2025, 1, 1)]})
    assert b"1;30.09.2026\r\n2;01.01.2025" in write_csv(days)
    assert b"1,2026-09-30\r\n" in write_csv(days, style=Style.INTERNATIONAL)
    moments = pd.DataFrame({"n": [1, 2], "zeit": [datetime(2026, 9, 30), datetime(2026, 9, 30, 14, 5)]})
    assert b"1;30.09.2026\r\n2;30.09.2026 14:05" in write_csv(moments)


def test_signs_stand_in_the_cell_of_their_number():
    frame = pd.DataFrame({"ort": list("abcde"), "v": [0, math.nan, 12, 7.5, 3], "s": ["-", ".", "() r", "p", ""]})
    lines = write_csv(frame, signs={"v": "s"}).decode("utf-8-sig").split("\r\n")
    assert lines[:6] == ["ort;v", "a;-", "b;.", "c;(12) r", "d;7,5 p", "e;3"]
    numbers = read_numbers(read(write_csv(frame, signs={"v": "s"}), "x.csv")[0].cells[1].iloc[1:], whole=None)
    assert numbers.value.fillna(-1).tolist() == [0, -1, 12, 7.5, 3]
    assert numbers.sign.tolist() == frame["s"].tolist()


def test_an_infinite_figure_is_a_bug():
    with pytest.raises(ValueError, match="infinite"):
        write_csv(pd.DataFrame({"v": [math.inf]}))


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "-Haus", "'=1", "''+x"]
)
def test_text_that_a_spreadsheet_would_run_is_masked(text):
    assert mask(text) == f"'{text}"
    assert b"\r\n'" in write_csv(pd.DataFrame({"a": [text], "b": [1]})).replace(b'"', b"")


@pytest.mark.parametrize(
    "text", ["-5", "+49 5171 4010", "-1.234,5", "- 23", "-", "- r", "-5 %", "Haus", "'Haus", "1-2", ""]
)
def test_numbers_signs_and_other_text_are_not_masked(text):
    assert mask(text) == text


texts = st.text(st.characters(exclude_characters="\r\x00\ufeff\x1a", exclude_categories=["Cs"]), max_size=8) | st.text(
    "=+-@'\" ;,|\tab\n", max_size=6
)


@few
@given(st.lists(st.tuples(texts, st.integers(-(10**12), 10**12)), min_size=1, max_size=6), st.sampled_from(Style))
def test_what_is_written_reads_back_unchanged(rows, style):
    texts_are_text = not any(mark in text for text, _ in rows for mark in ("Ã", "Â", "â"))
    controls = any(ord(character) < 9 or 13 < ord(character) < 32 for text, _ in rows for character in text)
    if not texts_are_text or controls:
        return
    frame = pd.DataFrame(rows, columns=["bemerkung", "anzahl"])
    (grid,) = read(write_csv(frame, style=style), "x.csv")
    assert grid.cells.iloc[1:, 0].tolist() == frame["bemerkung"].tolist()
    assert read_numbers(grid.cells.iloc[1:, 1], whole=True).value.tolist() == frame["anzahl"].tolist()


@few
@given(
    st.lists(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14), min_size=1, max_size=6)
    | st.lists(st.integers(-999_999, 999_999).map(lambda number: number / 1000), min_size=1, max_size=6),
    st.sampled_from(Style),
    st.booleans(),
)
def test_figures_read_back_exactly_and_are_never_ambiguous(values, style, alone):
    frame = pd.DataFrame({"ort": "x", "wert": values})
    data = write_csv(frame[["wert"]] if alone else frame, style=style)
    (grid,) = read(data, "x.csv")
    numbers = read_numbers(grid.cells.iloc[1:, -1], whole=None)
    assert not numbers.ambiguous
    assert numbers.value.tolist() == values
