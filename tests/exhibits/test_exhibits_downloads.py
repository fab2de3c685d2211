"""What is shown, as a file: raw numbers, signs and dates for every program, and never more than the screen has."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from exhibit_frames import LENGEDE, NAN, PEINE, VECHELDE
from hypothesis import given, settings
from hypothesis import strategies as st
from monitoring_frames import Q3, peine, real, row, seen
from openpyxl import load_workbook

from dashboard import tables
from dashboard.exhibits import Column, Exhibit, Kind
from dashboard.exhibits.downloads import csv_german, csv_international, explanations, xlsx
from dashboard.exhibits.monitoring_card import card
from dashboard.exhibits.monitoring_facts import facts
from dashboard.exhibits.monitoring_places import comparison

FURTHER = "; auch weitere Zahlen sind zurückgehalten, damit sich keine davon ausrechnen lässt"
COLUMNS = (
    Column("name", "Ort"),
    Column("belegt", "Belegt", Kind.NUMBER, 0, "Personen"),
    Column("share", "Auslastung", Kind.PERCENT, 1),
    Column("change", "Veränderung", Kind.SIGNED),
    Column("until", "Befristet bis", Kind.DATE),
)
SIGNS = ("belegt", "share", "change")


def exhibit(*rows, columns=COLUMNS, notes=("Stichtagswert.",)):
    """Rows of (name, belegt, share, change, until); a number may be a pair with its sign, a text is a sign alone."""
    data = {column.name: [] for column in columns}
    data |= {f"{name}_sign": [] for name in SIGNS}
    for given_row in rows:
        for column, cell in zip(columns, given_row, strict=True):
            value, sign = cell if isinstance(cell, tuple) else (cell, "")
            if column.name in SIGNS:
                value, sign = (NAN, value) if isinstance(value, str) else (value, sign)
                data[f"{column.name}_sign"].append(sign)
            data[column.name].append(value)
    return Exhibit(
        key="places",
        title="Auslastung",
        sentence="So ist es.",
        chart=None,
        data=pd.DataFrame(data),
        columns=columns,
        source="Gemeinden",
        as_of="30.09.2026",
        notes=notes,
        alt="Tabelle: So ist es.",
    )


PLACES = exhibit(
    ("Lengede", 1234, (0.875, "p"), -3, date(2027, 3, 31)),
    ("Vechelde", (12, "()"), 0.57, 5, None),
    ("Ilsede", "•", "•", "•", None),
    ("Wendeburg", (0, "-"), NAN, 0, date(2026, 12, 31)),
)


def book(data):
    return load_workbook(io.BytesIO(data))


def texts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist())


def test_the_german_file_has_decimal_commas_german_days_and_signs_in_the_cell():
    assert csv_german(PLACES).decode("utf-8-sig").split("\r\n") == [
        "Ort;Belegt (Personen);Auslastung (%);Veränderung;Befristet bis",
        "Lengede;1234;87,5 p;-3;31.03.2027",
        "Vechelde;(12);57;5;",
        "Ilsede;•;•;•;",
        "Wendeburg;-;;0;31.12.2026",
        "",
    ]
    assert csv_german(PLACES).startswith(b"\xef\xbb\xbf")


def test_the_international_file_has_points_iso_days_and_signs_in_a_column_of_their_own():
    assert csv_international(PLACES).decode().split("\r\n") == [
        "Ort,Belegt (Personen),Belegt (Personen) (Zeichen),Auslastung (%),Auslastung (%) (Zeichen),Veränderung,"
        "Veränderung (Zeichen),Befristet bis",
        "Lengede,1234,,87.5,p,-3,,2027-03-31",
        "Vechelde,12,(),57,,5,,",
        "Ilsede,,•,,•,,•,",
        "Wendeburg,0,-,,,0,,2026-12-31",
        "",
    ]


def test_the_workbook_has_numbers_as_numbers_per_cents_as_per_cents_and_signs_as_text():
    sheet = book(xlsx(PLACES))["Tabelle"]
    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [
        ["Ort", "Belegt (Personen)", "Auslastung", "Veränderung", "Befristet bis"],
        ["Lengede", 1234, "87,5 % p", -3, pd.Timestamp(2027, 3, 31)],
        ["Vechelde", "(12)", 0.57, 5, None],
        ["Ilsede", "•", "•", "•", None],
        ["Wendeburg", "-", None, 0, pd.Timestamp(2026, 12, 31)],
    ]
    formats = [sheet["B2"].number_format, sheet["C3"].number_format, sheet["D2"].number_format]
    assert formats == ["#,##0", "0.0%", '+#,##0;-#,##0;"±"0']
    assert sheet["E2"].number_format == "dd.mm.yyyy"


def test_the_second_sheet_has_everything_that_must_be_known():
    told = xlsx(PLACES, facts(real(), "belegt"))
    rows = [tuple(cell.value for cell in line) for line in book(told)["Erläuterungen"].iter_rows()]
    assert rows[:11] == [
        ("Angabe", "Erläuterung"),
        ("Titel", "Auslastung"),
        ("Aussage", "So ist es."),
        ("Stand", "30.09.2026"),
        ("Quelle", "Gemeinden"),
        ("Hinweis", "Stichtagswert."),
        ("Zeichen „•“", f"zurückgehalten, damit keine einzelnen Personen erkennbar werden{FURTHER}"),
        ("Zeichen „-“", "genau null"),
        ("Zeichen „()“", "Angabe unsicher"),
        ("Zeichen „p“", "vorläufig"),
        ("Leere Zelle", "keine Angabe"),
    ]
    assert rows[11:] == [(fact.label, fact.text) for fact in facts(real(), "belegt")]
    assert dict(rows[11:])["Definition"] == real().indicators["belegt"].definition


def test_a_sign_that_a_note_explains_is_explained_once():
    found = comparison(seen(row(LENGEDE, "2026-Q3", "•"), row(VECHELDE, "2026-Q3", 97)), Q3)
    told = explanations(found)
    assert [text for _, text in told if text.startswith(("•", "zurückgehalten"))] == [
        f"zurückgehalten, damit keine einzelnen Personen erkennbar werden{FURTHER}"
    ]


def test_signs_in_the_ready_texts_of_key_figures_are_explained_too():
    told = dict(explanations(card(seen(*peine(40, "•")), Q3)))
    assert told["Zeichen „•“"].startswith("zurückgehalten")
    assert "vorläufig" in dict(explanations(card(seen(row(PEINE, "2026-Q3", 12, sign="p")), Q3)))["Zeichen „p“"]


def test_a_withheld_number_is_in_no_file_even_where_it_came_in_behind_the_exhibits_back():
    found = exhibit(("Lengede", "•", "•", 1, None), ("Vechelde", 12, 0.5, 1, None))
    found.data.loc[0, ["belegt", "share"]] = [4711, 0.4711]
    assert "4711" not in texts(xlsx(found))
    assert b"4711" not in csv_german(found) + csv_international(found)
    assert b"47,11" not in csv_german(found)
    assert book(xlsx(found))["Tabelle"]["B2"].value == "•"


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)"])
def test_text_that_a_spreadsheet_would_run_is_masked(text):
    found = exhibit((text, 1, 0.5, 1, None), notes=(text,))
    assert f"'{text}".encode() in csv_german(found)
    assert f"'{text}".encode() in csv_international(found)
    cells = [cell for sheet in book(xlsx(found)) for line in sheet.iter_rows() for cell in line]
    assert [cell.value for cell in cells].count(f"'{text}") == 2
    assert all(cell.data_type != "f" for cell in cells)


def test_two_columns_of_one_name_are_both_there():
    columns = (Column("name", "Art"), *(Column(name, "Insgesamt", Kind.NUMBER) for name in ("belegt", "change")))
    found = replace(PLACES, columns=columns)
    assert csv_german(found).decode("utf-8-sig").split("\r\n")[0] == "Art;Insgesamt;Insgesamt 2"


def test_a_computed_number_has_no_noise():
    found = exhibit(("Lengede", 0.1 + 0.2, 0.57, 1, None))
    assert b"Lengede;0,3;57;1;" in csv_german(found)
    assert b"Lengede,0.3,,57,,1,,\r\n" in csv_international(found)


def test_a_table_without_rows_is_a_file_with_its_header():
    found = exhibit()
    assert csv_german(found).decode("utf-8-sig").count("\r\n") == 1
    assert book(xlsx(found))["Tabelle"].max_row == 1


NUMBERS = st.integers(0, 10**7) | st.floats(-1000, 1000, allow_nan=False).map(lambda value: round(value, 3))
CELLS = NUMBERS | st.tuples(NUMBERS, st.sampled_from(["r", "p", "()", "r p"])) | st.sampled_from([".", "…", "x", "•"])
ROWS = st.lists(
    st.tuples(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
        *(CELLS, CELLS, CELLS),
        st.none() | st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    ),
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_equal_exhibits_give_equal_bytes_and_their_numbers_come_back(rows):
    first, second = exhibit(*rows), exhibit(*rows)
    for write in (csv_german, csv_international, xlsx):
        assert write(first) == write(second)
    if rows and all(any(character.isalnum() for character in name) for name, *_ in rows):
        [grid] = tables.read(csv_german(first), "tabelle.csv")
        back = [cell.split()[0].strip("()") for cell in grid.cells.iloc[1:, 1].tolist()]
        for text, cell in zip(back, (given_row[1] for given_row in rows), strict=True):
            value = cell[0] if isinstance(cell, tuple) else cell
            assert text == value if isinstance(value, str) else float(text.replace(",", ".")) == value
