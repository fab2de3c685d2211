"""Bytes to grid: delimiters, ragged rows, line numbers, odd quotes, real files."""

import codecs
import csv
import gzip
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.errors import FileUnusable
from dashboard.tables import MAX_COLUMNS, Grid, delimited, read, read_numbers

few = settings(max_examples=50, deadline=None)


def grid(text: str | bytes, **options) -> Grid:
    (only,) = read(text.encode() if isinstance(text, str) else text, "tabelle.csv", **options)
    return only


def cells(grid: Grid) -> list[list[str]]:
    return grid.cells.to_numpy().tolist()


def codes(grid: Grid) -> list[str]:
    return [remark.code for remark in grid.remarks]


def test_a_grid_is_text_without_header_or_types():
    found = grid("ags;name;plätze\n03157006;Vechelde;012\n;;1,50\n")
    assert cells(found) == [["ags", "name", "plätze"], ["03157006", "Vechelde", "012"], ["", "", "1,50"]]
    assert found.cells.columns.tolist() == [0, 1, 2]
    assert [str(dtype) for dtype in found.cells.dtypes] == ["str"] * 3
    assert found.lines.tolist() == [1, 2, 3]
    assert (found.encoding, found.delimiter, found.sheet, found.kind) == ("utf-8", ";", None, "csv")
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("text", "delimiter", "kind"),
    [
        ("a;b\n1;2\n", ";", "csv"),
        ("a,b\n1,2\n", ",", "csv"),
        ("a\tb\n1\t2\n", "\t", "tsv"),
        ("a|b\n1|2\n", "|", "csv"),
        ("a\n1\n2\n", None, "text"),
        ("ort;wert\nPeine, Stadt;1,5\nIlsede, Gemeinde;2,5\n", ";", "csv"),
        ("ort\twert\nPeine, Stadt\t1,5\nIlsede; neu\t2,5\n", "\t", "tsv"),
        ('ort,wert\n"Peine; Stadt","1,5"\n"Ilsede; neu","2,5"\n', ",", "csv"),
        ("a,b,c\n1,2,x;y\n3,4,z\n", ",", "csv"),
        ("ort, wert\nPeine, 5\n", ",", "csv"),
        ("Tabelle 1, Stand 2026\na;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", ";", "csv"),
        ("1,5;2,5\n1,5;2,5\n", ";", "csv"),
        ('ort,wert\n"x\n\t\t0",0\n', ",", "csv"),
        ("a;b\n1;2\n" + "Hinweis, siehe dort, und hier\n" * 20, ";", "csv"),
    ],
)
def test_the_delimiter_is_found(text, delimiter, kind):
    found = grid(text)
    assert (found.delimiter, found.kind) == (delimiter, kind)


def test_a_chosen_delimiter_holds():
    assert cells(grid("a;b,c\n", delimiter=",")) == [["a;b", "c"]]


def test_the_line_by_which_excel_says_the_delimiter_is_no_row():
    found = grid("sep=,\na;x,b\n1,2\n")
    assert cells(found) == [["a;x", "b"], ["1", "2"]]
    assert found.lines.tolist() == [2, 3]


def test_a_file_of_that_line_alone_has_no_rows():
    with pytest.raises(FileUnusable, match="keine Zeilen"):
        grid("sep=;\n")


def test_ragged_rows_are_kept_and_filled_up():
    found = grid("Titel\n\na;b;c\n1;2\n1;2;3;4\nQuelle: Amt\n")
    assert cells(found) == [
        ["Titel", "", "", ""],
        ["", "", "", ""],
        ["a", "b", "c", ""],
        ["1", "2", "", ""],
        ["1", "2", "3", "4"],
        ["Quelle: Amt", "", "", ""],
    ]
    assert found.widths.tolist() == [1, 1, 3, 2, 4, 1]


def test_line_numbers_are_those_of_the_file_also_after_cells_of_several_lines():
    found = grid('a;b\n1;"x\ny\nz"\n2;"q"\n\n3;4')
    assert cells(found) == [["a", "b"], ["1", "x\ny\nz"], ["2", "q"], ["", ""], ["3", "4"]]
    assert found.lines.tolist() == [1, 2, 5, 6, 7]
    assert found.remarks == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_as_one_line(end):
    found = grid(end.join(["a;b", '1;"x', 'y"', "2;3", ""]))
    assert cells(found) == [["a", "b"], ["1", "x\ny"], ["2", "3"]]
    assert found.lines.tolist() == [1, 2, 4]


def test_mixed_line_ends_are_read():
    assert grid("a;b\r\n1;2\n3;4\r5;6").lines.tolist() == [1, 2, 3, 4]


def test_a_footer_inside_an_open_quote_swallows_no_data():
    found = grid('a;b;c\n"Hinweis: offen\n1;2;3\n4;5;6\n"Quelle"\n')
    assert cells(found)[2:4] == [["1", "2", "3"], ["4", "5", "6"]]
    assert codes(found) == ["quote-stray"]
    assert found.remarks[0].line == 2
    assert "Zeile 2" in found.remarks[0].message


def test_a_quoted_footer_of_several_lines_is_one_cell():
    found = grid('a;b;c\n1;2;3\n"Hinweis\nüber drei\nZeilen"\nStand: heute\n')
    assert cells(found)[2:] == [["Hinweis\nüber drei\nZeilen", "", ""], ["Stand: heute", "", ""]]
    assert found.lines.tolist() == [1, 2, 3, 6]
    assert found.remarks == ()


def test_a_quoted_cell_that_holds_whole_rows_is_pointed_out():
    found = grid('a;b;c\n1;2;3\n4;"Haus A;6\n7;Haus B;"\n8;9;10\n')
    assert found.lines.tolist() == [1, 2, 3, 5]
    assert codes(found) == ["quote-spans-rows"]
    assert found.remarks[0].line == 3


def test_a_file_cut_within_its_last_row_is_pointed_out():
    found = grid("a;b;c\n1;2;3\n4;5;6\n7;8")
    assert codes(found) == ["file-cut"]
    assert "Zeile 4 hat 2 statt 3 Spalten" in found.remarks[0].message
    assert codes(grid("a;b;c\n1;2;3\nStand: heute")) == []
    assert codes(grid("a;b;c\n1;2;3\n4;5;6")) == []


def test_protected_formulas_lose_their_apostrophe_and_it_is_said():
    found = grid("a;b\n'=1+1;'-Haus\n'Haus;''@x\n")
    assert cells(found)[1:] == [["=1+1", "-Haus"], ["'Haus", "'@x"]]
    assert codes(found) == ["cell-unmasked"]


@pytest.mark.parametrize("columns", [MAX_COLUMNS + 1, 100_000])
def test_too_many_columns_are_refused_with_their_line(columns):
    with pytest.raises(FileUnusable, match=r"Zeile 2 .* Spalten"):
        grid("a;b\n" + ";" * (columns - 1) + "\n")
    assert grid("a;b\n" + ";" * (MAX_COLUMNS - 1) + "\n").cells.shape == (2, MAX_COLUMNS)


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(delimited, "MAX_ROWS", 3)
    assert len(grid("a\nb\nc\n").cells) == 3
    with pytest.raises(FileUnusable, match="mehr als 3 Zeilen"):
        grid("a\nb\nc\nd\n")


def test_one_long_row_above_a_long_table_does_not_fill_the_memory():
    with pytest.raises(FileUnusable, match="Felder"):
        grid(";" * 1999 + "\n" + "1;2\n" * 50_000)


def test_a_million_empty_rows_are_read():
    assert grid("a;b\n" + ";\n" * 1_000_000).cells.shape == (1_000_001, 2)


# --- properties

words = st.text(
    st.characters(codec="cp1252", exclude_characters="\r\x1a\ufeff", exclude_categories=["Cc", "Cs"]), max_size=8
)
tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(words, min_size=width, max_size=width), min_size=1, max_size=8)
)
HEADER = ["quartal", "gemeinde", "unterkunft", "art", "plaetze"]


@few
@given(
    tables,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_every_encoding_delimiter_and_line_end_reads_back(rows, encoding, delimiter, end, packed):
    assume(not any(mark in cell for row in rows for cell in row for mark in ("Ã", "Â", "â")))
    assume(not any(cell.startswith("'") for row in rows for cell in row))
    rows = [[*HEADER[: len(rows[0])]], *rows, ["Größe", *["ü"] * (len(rows[0]) - 1)]]
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    data = mark + file.getvalue().encode(encoding)
    found = grid(gzip.compress(data) if packed else data)
    assert cells(found) == rows
    assert found.delimiter == delimiter
    assert found.encoding == ("utf-16" if encoding.startswith("utf-16") else encoding)
    assert found.lines.tolist() == list(range(1, len(rows) + 1))


@few
@given(
    st.lists(st.lists(st.text('a1ü ;"', max_size=6), min_size=1, max_size=4), min_size=1, max_size=10), st.booleans()
)
def test_no_cell_is_lost_whatever_the_quotes(rows, ended):
    text = "\n".join(";".join(row) for row in rows) + ("\n" if ended else "")
    assume(text.strip())
    found = grid(text, delimiter=";")
    lines = text.removesuffix("\n").split("\n")
    assert found.lines[0] == 1
    assert found.cells.shape == (len(found.lines), max(found.widths))
    said = "".join("".join(row) for row in cells(found))
    for character in "a1ü":
        assert said.count(character) == "".join(lines).count(character)


@few
@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_a_grid_or_a_refusal(data):
    try:
        found = grid(data)
    except FileUnusable:
        return
    assert len(found.cells) == len(found.lines) == len(found.widths) > 0
    assert not found.cells.isna().any(axis=None)


# --- real files


def real(shared_data, name: str) -> Grid:
    (only,) = read((shared_data / "monitoring" / name).read_bytes(), name)
    return only


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter", "shape", "last_line"),
    [
        ("bamf_report_201601.csv", "utf-8", ",", (10, 13), 10),
        ("bamf_report_201602.csv", "utf-8", ",", (10, 13), 10),
        ("destatis_12531-0043_schutzsuchende_lk_peine_2024.csv", "utf-8-sig", ";", (319, 25), 319),
        ("destatis_12531-0043_schutzsuchende_lk_helmstedt_2024.csv", "utf-8-sig", ";", (244, 25), 244),
        ("hamburg_stadtteilprofile_2014.csv", "utf-8", ";", (108, 69), 108),
        ("itnrw_12411-15i_2024.csv", "cp1252", ";", (453, 6), 494),
        ("itnrw_22811-05i_mindestsicherung_gemeinden_2024.csv", "cp1252", ";", (447, 11), 524),
        ("koeln_genesis_33111-02ir.csv", "cp1252", ";", (43, 22), 43),
        ("koeln_gesamtergebnisplan_tausenderpunkte.csv", "utf-8", ";", (27, 7), 27),
        ("regionalstatistik_12411-02-03-4_bevoelkerung_2023.csv", "cp1252", ";", (315, 7), 352),
    ],
)
def test_real_files_are_recognised_without_remarks(shared_data, name, encoding, delimiter, shape, last_line):
    found = real(shared_data, name)
    assert (found.encoding, found.delimiter, found.cells.shape) == (encoding, delimiter, shape)
    assert found.lines[-1] == last_line
    assert found.remarks == ()


def test_the_whole_column_of_12531_counts_people_more_than_once(shared_data):
    found = real(shared_data, "destatis_12531-0043_schutzsuchende_lk_peine_2024.csv")
    table = found.cells.iloc[1:].set_axis(found.row(0), axis="columns")
    numbers = read_numbers(table["value"], whole=True)
    assert numbers.value.sum() == 17_195
    top = table["2_variable_attribute_code"].isin(["SCHUTZST-AK-1", "SCHUTZST-OF", "SCHUTZST-X"])
    assert numbers.value[top].sum() == 6_565


def test_bamf_has_quoted_per_cents_and_dashes(shared_data):
    found = real(shared_data, "bamf_report_201602.csv")
    assert found.row(0)[1] == "Syrien, Arabische Republik"
    shares = read_numbers(found.cells[10], whole=False)
    assert shares.value[0] == 98.9
    assert set(shares.unit) == {"%"}
    dashes = read_numbers(found.cells[7], whole=True)
    assert [(value, sign) for value, sign in zip(dashes.value, dashes.sign, strict=True) if sign] == [(0, "-")] * 3


def test_hamburg_has_blanks_as_thousands_separators(shared_data):
    found = real(shared_data, "hamburg_stadtteilprofile_2014.csv")
    assert read_numbers(found.cells[1], whole=True).value.iloc[-1] == 1_788_994
    texts = found.cells.to_numpy()
    row, column = next((r, c) for r, c in np.argwhere(texts != "") if texts[r][c].strip().startswith("-  "))
    assert read_numbers(found.cells[column], whole=True).value[row] == -float(texts[row][column].strip()[1:])


def test_cologne_has_thousand_dots_up_to_billions(shared_data):
    found = real(shared_data, "koeln_gesamtergebnisplan_tausenderpunkte.csv")
    numbers = read_numbers(found.cells[1].iloc[1:], whole=True)
    assert numbers.value.iloc[0] == 1_596_852_249
    assert numbers.value.iloc[-1] == -232_396_396
    assert not numbers.invalid.any()
    assert numbers.convention == "german"


def test_the_footer_of_the_population_table_is_no_data(shared_data):
    found = real(shared_data, "regionalstatistik_12411-02-03-4_bevoelkerung_2023.csv")
    data = found.cells[found.cells[0] == "31.12.2023"]
    assert len(data) == 305
    assert found.row(len(found.cells) - 1)[0] == "Stand: 18.12.2025 / 12:13:08"
    assert read_numbers(data[4], whole=True).value.iloc[4] == 18_017_520


def test_decimal_commas_of_the_statistical_office(shared_data):
    found = real(shared_data, "itnrw_12411-15i_2024.csv")
    assert found.row(5) == ["31.12.2024", "05", "Nordrhein-Westfalen", "18034454", "34112,44", "528,7"]
    assert pd.Series(found.cells[2].iloc[6]).str.startswith("  Düsseldorf").all()
