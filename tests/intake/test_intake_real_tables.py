"""Every real table is read: by its profile where it has one, else as a person maps it. Twins give equal values."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from intake_office import Office, codes, only

from dashboard.intake import Proposal
from dashboard.intake.recognition import recognise
from dashboard.periods import Period
from dashboard.tables import read, read_numbers

DUESSELDORF, DUISBURG, KLEVE, KOELN, HAMBURG = "05111", "05112", "05154", "05315", "02000"
Desks = Callable[[str], Office]
MINIMUM_INCOME = "itnrw_22811-05i_mindestsicherung_gemeinden_2024.csv"
POPULATION = "itnrw_12411-15i_2024.csv"
AGES = "regionalstatistik_12411-02-03-4_bevoelkerung_2023.csv"
LAND_CSV, LAND_XLS = "koeln_genesis_33111-02ir.csv", "koeln_genesis_33111-02ir.xls"
QUARTERS_CSV, QUARTERS_XLSX = "hamburg_stadtteilprofile_2014.csv", "hamburg_stadtteilprofile_2014.xlsx"
BUDGET = "koeln_gesamtergebnisplan_tausenderpunkte.csv"


@pytest.fixture
def real(shared_data: Path) -> Path:
    """Folder of the real tables."""
    return shared_data / "monitoring"


def stated(proposal: Proposal) -> dict[tuple[str, str, str, str], float | str]:
    """(indicator, area, period, categories) -> value, or the sign where there is none."""
    found: dict[tuple[str, str, str, str], float | str] = {}
    values = proposal.content.values
    for indicator, area, period, breakdown, value, sign in zip(
        *(values[name] for name in ("indicator", "area", "period", "breakdown", "value", "sign")), strict=True
    ):
        categories = ", ".join(proposal.content.members[breakdown].values())
        key = (indicator, area, period, categories)
        assert key not in found
        found[key] = sign if np.isnan(value) else value
    return found


@pytest.mark.parametrize(("district", "asylum", "everyone"), [(DUESSELDORF, 1920, 68098), (DUISBURG, 1130, 84204)])
def test_minimum_income_of_a_city_is_read_by_its_profile(
    desk_in: Desks, real: Path, district: str, asylum: int, everyone: int
) -> None:
    proposal = desk_in(district).check((real / MINIMUM_INCOME).read_bytes(), "2024.csv")
    assert codes(proposal) == []
    assert (proposal.layout, proposal.profile, proposal.period) == ("classic", "22811-05i", "2024")
    assert stated(proposal) == {
        ("asylblg_empfaenger", district, "2024", ""): asylum,
        ("mindestsicherung_empfaenger", district, "2024", ""): everyone,
        ("asylblg_empfaenger", "05", "2024", ""): 88555,
        ("mindestsicherung_empfaenger", "05", "2024", ""): 1997154,
    }
    assert proposal.supplier == "IT.NRW, Tabelle 22811-05i"


def test_a_district_has_its_own_line_and_those_of_its_municipalities(desk_in: Desks, real: Path) -> None:
    proposal = desk_in(KLEVE).check((real / MINIMUM_INCOME).read_bytes(), "2024.csv")
    assert codes(proposal) == []
    found = {key[1]: value for key, value in stated(proposal).items() if key[0] == "asylblg_empfaenger"}
    assert len(found) == 18  # the state, the district and its 16 municipalities
    assert (found["05"], found["05154"]) == (88555, 3645)
    assert only(proposal, "rows-set-aside").message.startswith("416 Zeilen")


def test_of_population_area_and_density_only_the_population_is_taken(desk_in: Desks, real: Path) -> None:
    proposal = desk_in(DUESSELDORF).check((real / POPULATION).read_bytes(), "bevoelkerung.csv")
    assert codes(proposal) == []
    assert (proposal.profile, proposal.period) == ("12411-15i", "2024")
    assert stated(proposal) == {
        ("einwohner", DUESSELDORF, "2024", ""): 618685,
        ("einwohner", "05", "2024", ""): 18034454,
    }


def test_population_by_sex_and_age_has_its_stated_totals_and_adds_nothing(desk_in: Desks, real: Path) -> None:
    proposal = desk_in(DUESSELDORF).check((real / AGES).read_bytes(), "alter.csv")
    assert codes(proposal) == []
    assert (proposal.profile, proposal.period, proposal.content.rows_read) == ("12411-02-03-4", "2023", 305)
    found = stated(proposal)
    assert len(found) == 2 * 5 * 3
    assert found["einwohner", DUESSELDORF, "2023", ""] == 616319
    assert found["einwohner", DUESSELDORF, "2023", "männlich"] == 297811
    assert found["einwohner", DUESSELDORF, "2023", "6 bis unter 10 Jahre, weiblich"] == 10897
    assert not proposal.content.note


@pytest.mark.parametrize(
    ("name", "rows", "first_note", "header"),
    [
        (MINIMUM_INCOME, 434, 444, "Empfänger/innen von soz. Mindestsicherungsleistung / Insgesamt / Anzahl"),
        (POPULATION, 444, 450, "Fortschreibung des Bevölkerungsstandes / Bevölkerungsdichte / EW pro qkm"),
        (AGES, 305, 312, "männlich"),
        (LAND_CSV, 19, 29, "Flächennutzungsarten / Landwirtschaftsfläche / Moor"),
        (LAND_XLS, 19, 28, "Flächennutzungsarten / Landwirtschaftsfläche / Moor"),
    ],
)
def test_no_line_of_the_footer_is_data_and_the_header_block_is_one_name_a_column(
    desk_in: Desks, real: Path, name: str, rows: int, first_note: int, header: str
) -> None:
    (grid,) = read((real / name).read_bytes(), name)
    table = recognise(grid, desk_in(DUESSELDORF).catalogue)
    assert (table.layout, len(table.cells), table.notes[0][0]) == ("classic", rows, first_note)
    assert table.lines[-1] < first_note
    assert header in table.headers
    assert len(set(table.headers)) == len(table.headers)


def test_a_column_that_is_there_twice_is_told_apart_by_its_number(desk_in: Desks, real: Path) -> None:
    (grid,) = read((real / MINIMUM_INCOME).read_bytes(), "x.csv")
    headers = recognise(grid, desk_in(DUESSELDORF).catalogue).headers
    assert headers[5] == f"{headers[3]} (Spalte 6)"


def numbers_of(data: bytes, name: str, office: Office) -> tuple[list[str], pd.DataFrame, pd.DataFrame]:
    """First column, values and signs of all other columns of the only table in a file."""
    (grid,) = read(data, name)
    table = recognise(grid, office.catalogue)
    columns = [read_numbers(table.cells[at], whole=None) for at in range(1, len(table.headers))]
    assert not any(column.invalid.any() for column in columns)
    values = pd.concat([column.value for column in columns], axis=1, ignore_index=True)
    signs = pd.concat([column.sign for column in columns], axis=1, ignore_index=True)
    return table.cells[0].tolist(), values, signs


@pytest.mark.parametrize(
    ("one", "other", "rows", "columns"), [(LAND_CSV, LAND_XLS, 19, 21), (QUARTERS_CSV, QUARTERS_XLSX, 107, 68)]
)
def test_twins_give_equal_values_and_signs_in_every_cell(
    desk_in: Desks, real: Path, one: str, other: str, rows: int, columns: int
) -> None:
    office = desk_in(KOELN)
    labels, values, signs = numbers_of((real / one).read_bytes(), one, office)
    twins, same_values, same_signs = numbers_of((real / other).read_bytes(), other, office)
    assert labels == twins
    assert values.shape == (rows, columns)
    pd.testing.assert_frame_equal(values, same_values)
    pd.testing.assert_frame_equal(signs, same_signs)


def test_land_use_is_read_as_mapped_by_hand_with_place_from_the_title_and_signs_kept(
    desk_in: Desks, real: Path
) -> None:
    """No indicator of the house is about land; two others stand in for it."""
    answers = {
        "column:Flächennutzungsarten / Bodenfläche insgesamt / Insgesamt": "einwohner",
        "column:Flächennutzungsarten / Landwirtschaftsfläche / Moor": "auslaender",
    }
    proposals = [desk_in(KOELN).check((real / n).read_bytes(), n, answers=answers) for n in (LAND_CSV, LAND_XLS)]
    assert [codes(proposal) for proposal in proposals] == [[], []]
    found = stated(proposals[0])
    assert found == stated(proposals[1])
    assert len(found) == 2 * 19
    assert found["einwohner", KOELN, "2012", ""] == 4051641
    assert "„Köln, krfr. Stadt“" in only(proposals[0], "place-from-title").message
    moor = proposals[0].content.values.query("indicator == 'auslaender'")
    assert moor["sign"].tolist() == ["", "", ""] + ["-"] * 16
    assert moor["value"].eq(0).all()


def test_quarters_of_hamburg_are_read_as_mapped_and_the_quarters_left_out_one_by_one(
    desk_in: Desks, real: Path
) -> None:
    office, answers = desk_in(HAMBURG), {"column:Stadtgebiet": "gemeinde"}
    over = "Bevölkerung und Haushalte 31.12.2013"
    answers |= {
        f"column:{over} / Bevölkerung / Anzahl der Einwohnerinnen und Einwohner": "einwohner",
        f"column:{over} / Ausländerinnen und Ausländer / Anzahl ausländischer Einwohnerinnen und Einwohner": (
            "auslaender"
        ),
    }
    for name in (QUARTERS_CSV, QUARTERS_XLSX):
        data = (real / name).read_bytes()
        first = office.check(data, name, answers=answers, period=Period("2013"))
        open_places = {finding.question: "-" for finding in first.findings if finding.code.startswith("place-")}
        assert len(open_places) == 102  # four quarters are called like the borough they are in
        proposal = office.check(data, name, answers={**answers, **open_places}, period=Period("2013"))
        assert [code for code in codes(proposal) if code != "sum-differs"] == []
        assert stated(proposal) == {
            ("einwohner", HAMBURG, "2013", ""): 1788994,
            ("auslaender", HAMBURG, "2013", ""): 256465,
        }
        assert only(proposal, "rows-not-taken").message.startswith("106 Zeilen")


@pytest.mark.parametrize(("month", "syria", "dashes"), [("01", 27306, 2), ("02", 60993, 1)])
def test_a_table_without_a_header_is_mapped_by_the_numbers_of_its_columns(
    desk_in: Desks, real: Path, month: str, syria: int, dashes: int
) -> None:
    answers = {"column:Spalte 2": "Staatsangehörigkeit", "column:Spalte 3": "schutzsuchende", "place:": "DE"}
    answers |= {"column:Spalte 10": "auslaender"}
    data = (real / f"bamf_report_2016{month}.csv").read_bytes()
    office = desk_in(KOELN)
    assert "layout-unknown" in codes(office.check(data, "bamf.csv"))
    proposal = office.check(data, "bamf.csv", answers=answers, period=Period(f"2016-{month}"))
    assert codes(proposal) == []
    found = stated(proposal)
    assert len(found) == 20  # ten countries, two columns, and no sum by guess
    assert found["schutzsuchende", "DE", f"2016-{month}", "Syrien, Arabische Republik"] == syria
    signs = proposal.content.values.query("indicator == 'auslaender'")["sign"].tolist()
    assert signs.count("-") == dashes


def test_thousand_dots_of_a_budget_are_read_and_its_lines_kept_apart(desk_in: Desks, real: Path) -> None:
    answers = {"column:Wert": "gliederung", "column:Plan 2011": "erstattung", "place:": KOELN}
    proposal = desk_in(KOELN).check((real / BUDGET).read_bytes(), BUDGET, answers=answers, period=Period("2011"))
    assert {finding.code for finding in proposal.errors} <= {"number-negative"}
    found = stated(proposal)
    assert len(found) == 26
    assert found["erstattung", KOELN, "2011", "10 – ordentliche Erträge"] == 2896101166
    assert found["erstattung", KOELN, "2011", "09 - Bestandsveränderungen"] == 0
