"""The invented figures beside accommodation, and the words and surroundings they are written with."""

import datetime

import pytest

from dashboard.demo import monitoring
from dashboard.demo.directory import directory
from dashboard.demo.places import ASSOCIATION, DISTRICT
from dashboard.demo.spelling import Style
from dashboard.demo.suppliers import working_day
from dashboard.geography.directory import read


def test_the_samtgemeinde_has_the_sum_of_its_three_members() -> None:
    members = ("99001007", "99001008", "99001009")
    for indicator in monitoring.COURSES:
        for quarter in range(8):
            numbers = [monitoring.number(indicator, member, quarter) for member in members]
            assert monitoring.number(indicator, ASSOCIATION, quarter) == sum(numbers)


def test_nobody_passes_a_test_that_was_not_taken() -> None:
    for area in monitoring.PLACES:
        for quarter in range(8):
            takers = monitoring.number("intkurs_pruefungen", area, quarter)
            assert 0 <= monitoring.passed(area, quarter) <= takers


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_residence_statuses_add_up_to_the_protection_seekers(year: int) -> None:
    values = {name: by_year[year] for name, by_year in monitoring.DISTRICT_YEARLY.items() if year in by_year}
    parts = [value for name, value in values.items() if name.startswith("aufenthalt_")]
    assert sum(parts) == values["schutzsuchende"]
    assert all(value % 5 == 0 for value in parts)


def test_official_counts_are_rounded_as_their_source_does() -> None:
    for area in monitoring.PLACES:
        assert monitoring.yearly("auslaender", area, 2025) % 5 == 0
        assert monitoring.yearly("asylblg_empfaenger", area, 2025) % 5 == 0


def test_figures_of_the_district_stay_what_they_are() -> None:
    assert [monitoring.number("uma", DISTRICT, quarter) for quarter in range(8)] == [32, 31, 32, 31, 29, 28, 28, 26]
    volunteers = [
        sum(monitoring.number("ehrenamtliche", area, quarter) for area in monitoring.PLACES) for quarter in (0, 7)
    ]
    assert volunteers == [424, 383]


def test_small_counts_of_persons_exist_for_the_narrower_circles_to_hide() -> None:
    small = [area for area in monitoring.PLACES if monitoring.number("praktika", area, 6) in range(1, 5)]
    assert len(small) >= 2


def test_the_directory_is_read_like_an_official_one() -> None:
    found = read(directory(), "Beispieldaten.txt")
    assert found.inhabitants_date.isoformat() == "2024-12-31"
    assert found.inhabitants["inhabitants"].sum() == 100_457
    parents = found.places.set_index("area")["parent"]
    assert parents["99001008"] == ASSOCIATION
    assert parents["99001001"] == DISTRICT
    assert parents[ASSOCIATION] == DISTRICT


def test_a_table_is_written_in_its_suppliers_spelling() -> None:
    style = Style(
        encoding="cp1252",
        titles=("Überschrift",),
        notes=("Anmerkung",),
        headers={"plaetze": "Plätze"},
        words={"Gemeinschaftsunterkunft": "GU"},
    )
    table = style.table(("plaetze", "art", "leer"), [{"plaetze": "4", "art": "Gemeinschaftsunterkunft"}])
    assert table.decode("cp1252").splitlines() == ["Überschrift", "", "Plätze;art;leer", "4;GU;", "", "Anmerkung"]


@pytest.mark.parametrize(
    ("period", "written"),
    [
        ("code", "2026-Q3"),
        ("joined", "2026Q3"),
        ("slash", "Q3/2026"),
        ("roman", "III/2026"),
        ("words", "3. Quartal 2026"),
        ("date", "30.09.2026"),
    ],
)
def test_a_quarter_has_six_spellings(period: str, written: str) -> None:
    assert Style(period=period).quarter("2026-Q3") == written


def test_what_comes_at_a_weekend_is_opened_on_monday() -> None:
    friday = datetime.date(2026, 10, 9)
    assert [working_day(friday + datetime.timedelta(days=more)).day for more in range(4)] == [9, 12, 12, 12]


def test_a_fund_has_a_round_budget_and_the_carriers_make_the_whole() -> None:
    for quarter in range(8):
        for area in monitoring.PLACES:
            assert monitoring.fund(area, quarter) % 250 == 0
        for area in monitoring.SUPPLYING:
            parts = monitoring.by_carrier(area, quarter)
            assert sum(parts.values()) == monitoring.number("arbeitsgelegenheiten", area, quarter)
            assert min(parts.values()) >= 0
    assert [monitoring.fund("99001001", quarter) for quarter in (5, 6)] == [3_000, 3_750]
    assert monitoring.by_carrier("99001001", 7) == {
        "Kommune": 40, "Wohlfahrtsverband": 22, "Anderer gemeinnütziger Träger": 11
    }  # fmt: skip
