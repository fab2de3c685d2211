"""The files of the invented suppliers, as they would be sent."""

import csv
import hashlib
import io
import os
import subprocess
import sys
from datetime import date

import pytest

from dashboard.demo import carriers, files, suppliers, wide
from dashboard.demo.files import File
from dashboard.demo.places import ASSOCIATION, DISTRICT
from dashboard.demo.suppliers import Supplier

ALL = [*files.facilities(), *wide.tables(), *carriers.tables(), files.correction(), files.stale()]


def text_of(file: File) -> str:
    try:
        return file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return file.content.decode("cp1252")


def rows_of(file: File, supplier: Supplier) -> list[dict[str, str]]:
    above = len(supplier.style.titles)
    lines = text_of(file).splitlines()[above + 1 if above else 0 :]
    reader = csv.DictReader(lines, delimiter=supplier.style.delimiter)
    back = {supplier.style.headers.get(column, column): column for column in supplier.columns}
    table = [{back[str(key)]: value for key, value in row.items() if key in back} for row in reader]
    return [row for row in table if row.get("art")]


def named(part: str) -> File:
    found = [file for file in ALL if part in file.name]
    assert len(found) == 1, [file.name for file in found]
    return found[0]


def test_every_file_and_every_supplier_says_that_the_data_are_examples() -> None:
    assert len(ALL) == 27 + 21 + 4 + 2
    assert all(file.name.startswith("Beispieldaten_") for file in ALL)
    assert all(file.supplier.endswith("(Beispieldaten)") for file in ALL)
    assert len({file.name for file in ALL}) == len(ALL)


def test_every_spelling_of_the_contract_for_this_issue_is_used() -> None:
    styles = [supplier.style for supplier in suppliers.SUPPLIERS]
    assert {style.encoding for style in styles} == {"utf-8", "utf-8-sig", "cp1252"}
    assert {style.delimiter for style in styles} == {";", ","}
    assert {style.period for style in styles} == {"code", "joined", "slash", "roman", "words", "date"}
    assert "III/2026" in text_of(named("Beispielhausen_Unterkuenfte_2026-Q3"))
    assert "Q3/2026" in text_of(named("Probenmuehlen_Unterkuenfte_2026-Q3"))
    assert "30.09.2026" in text_of(named("Fabelsiek_Unterkuenfte_2026-Q3"))
    assert "3. Quartal 2026" in text_of(named("Gleichnisrode_Unterkuenfte_2026-Q3"))
    assert "2026Q3" in text_of(named("SG_Skizzental_Unterkuenfte_2026-Q3"))


def test_one_place_has_not_delivered_the_newest_quarter_and_one_delivered_late() -> None:
    newest = {file.supplier: file.arrived for file in files.facilities() if "2026-Q3" in file.name}
    assert suppliers.VORBILDINGEN.name not in newest
    assert len(newest) == 6
    assert newest[suppliers.FABELSIEK.name] == date(2026, 10, 27)
    assert max(day for name, day in newest.items() if name != suppliers.FABELSIEK.name) < date(2026, 10, 16)


def test_one_place_lacks_an_older_quarter() -> None:
    rows = rows_of(named("Probenmuehlen_Unterkuenfte_2024-Q4_bis_2025-Q4"), suppliers.PROBENMUEHLEN)
    assert list(dict.fromkeys(row["quartal"] for row in rows)) == ["Q4/2024", "Q1/2025", "Q3/2025", "Q4/2025"]


def test_the_quarters_before_the_office_began_came_in_one_table_and_the_later_ones_singly() -> None:
    names = [file.name for file in files.facilities() if "Musterstadt" in file.name]
    assert [name.removeprefix("Beispieldaten_Musterstadt_Unterkuenfte_") for name in names] == [
        "2024-Q4_bis_2025-Q4.csv",
        "2026-Q1.csv",
        "2026-Q2.csv",
        "2026-Q3.csv",
    ]


def test_a_table_without_a_quarter_in_it_comes_with_its_period() -> None:
    assert {file.name[-11:-4]: file.period for file in ALL if file.period} == {
        "2026-Q1": "2026-Q1",
        "2026-Q2": "2026-Q2",
    }
    assert "quartal" not in text_of(named("Vorbildingen_Unterkuenfte_2026-Q1"))
    assert text_of(named("Vorbildingen_Unterkuenfte_2024-Q4_bis")).startswith("quartal;gemeinde;")


def test_the_protected_house_has_no_position_in_any_file() -> None:
    houses = [
        row
        for file in files.facilities()
        if "Musterstadt" in file.name
        for row in rows_of(file, suppliers.TOWN)
        if row["geschuetzt"] == "ja"
    ]
    assert len(houses) == 8
    assert {row["unterkunft"] for row in houses} == {"Geschütztes Haus"}
    assert {row["breite"] + row["laenge"] for row in houses} == {""}


def test_no_flat_has_a_position_or_a_key() -> None:
    rows = rows_of(named("Musterstadt_Unterkuenfte_2026-Q3"), suppliers.TOWN)
    flats = [row for row in rows if row["art"] == "Wohnung"]
    assert [row["unterkunft"] for row in flats] == ["Angemietete Wohnungen"]
    assert flats[0]["unterkunft_id"] == flats[0]["breite"] == ""
    single = rows_of(named("Beispielhausen_Unterkuenfte_2026-Q3"), suppliers.BEISPIELHAUSEN)
    flats = [row for row in single if row["art"] == "Wohnung"]
    assert [row["unterkunft"] for row in flats] == [f"Wohnung {number}" for number in range(1, 10)]
    assert sum(int(row["belegt"]) for row in flats) == 39


def test_the_corrected_table_has_three_people_more() -> None:
    first = rows_of(named("Probenmuehlen_Unterkuenfte_2026-Q2.csv"), suppliers.PROBENMUEHLEN)
    second = rows_of(named("Probenmuehlen_Unterkuenfte_2026-Q2_korrigiert"), suppliers.PROBENMUEHLEN)
    changed = [
        (one["unterkunft"], one["belegt"], two["belegt"]) for one, two in zip(first, second, strict=True) if one != two
    ]
    assert changed == [("Ehemaliges Landhotel", "43", "46")]
    assert files.correction().arrived == date(2026, 8, 25)


def test_the_stale_table_has_the_figures_of_the_quarter_before() -> None:
    supplier = suppliers.GLEICHNISRODE
    stale = rows_of(files.stale(), supplier)[0]
    before = rows_of(named("Gleichnisrode_Unterkuenfte_2024-Q4_bis_2025-Q4"), supplier)[-1]
    right = rows_of(named("Gleichnisrode_Unterkuenfte_2026-Q1.csv"), supplier)[0]
    assert stale["quartal"] == right["quartal"] == "1. Quartal 2026"
    assert (stale["belegt"], before["belegt"], right["belegt"]) == ("39", "39", "38")


def test_the_samtgemeinde_sent_totals_first_and_houses_later() -> None:
    names = [file.name for file in ALL if "SG_Skizzental" in file.name]
    totals = [name for name in names if "Unterbringung" in name]
    assert totals == ["Beispieldaten_SG_Skizzental_Unterbringung_2024-Q4_bis_2025-Q1.csv"]
    assert next(name for name in names if "Unterkuenfte" in name).endswith("_Unterkuenfte_2025-Q2_bis_2025-Q4.csv")
    assert "2025Q1;Samtgemeinde Skizzental;129;0;105;" in text_of(named("SG_Skizzental_Unterbringung"))


def test_signs_of_official_tables_stand_in_the_wide_tables() -> None:
    labour = text_of(named("Jobcenter_Kennzahlen_2026-Q2"))
    assert ";*" in labour
    assert "…" in text_of(named("Bildungsbuero_Kennzahlen_2026-Q3"))
    assert "Q4/2025;Vorbildingen;.;" in text_of(named("Ehrenamt_Kennzahlen_2024-Q4_bis_2025-Q4"))
    assert any(";-" in text_of(file) for file in ALL if "Jobcenter" in file.name)


def test_the_quota_of_the_samtgemeinde_is_its_own_row_and_all_add_up_to_the_districts() -> None:
    quotas = [file for file in wide.tables() if "Aufnahmesoll" in file.name]
    assert len(quotas) == 2
    rows = list(csv.DictReader(io.StringIO(text_of(quotas[-1])), delimiter=";"))
    assert ASSOCIATION in {row["ags"] for row in rows}
    assert sum(int(row["aufnahme_soll"]) for row in rows) == pytest.approx(138, abs=3)


def test_yearly_figures_of_the_district_are_not_known_before_their_year_ends() -> None:
    rows = list(csv.DictReader(io.StringIO(text_of(named("Jahreszahlen_2024"))), delimiter=";"))
    district = {row["jahr"]: row for row in rows if row["ags"] == DISTRICT}
    assert district["2024"]["schutzsuchende"] == "3870"
    assert district["2025"]["schutzsuchende"] == ""
    assert district["2025"]["untergebrachte_wohnungslose"] == "410"


def test_tables_come_in_the_order_of_their_days_and_after_their_quarter() -> None:
    for tables in (files.facilities(), wide.tables(), carriers.tables()):
        days = [file.arrived for file in tables]
        assert days == sorted(days)
    assert min(file.arrived for file in ALL) == date(2026, 1, 5)
    assert all(file.arrived.weekday() < 5 for file in ALL)
    assert max(file.arrived for file in ALL) == date(2026, 10, 27)


def test_the_files_are_the_same_bytes_in_every_process() -> None:
    script = (
        "import hashlib; from dashboard.demo import carriers, files, wide; "
        "tables = [*files.facilities(), *wide.tables(), *carriers.tables(), files.correction(), files.stale()]; "
        "print(hashlib.sha256(b''.join(file.content for file in tables)).hexdigest())"
    )
    here = hashlib.sha256(b"".join(file.content for file in ALL)).hexdigest()
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    other = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True, text=True)
    assert other.stdout.strip() == here
