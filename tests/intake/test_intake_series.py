"""Rates computed from their terms, flows added over time, and the frame that the monitoring reads."""

import math
from pathlib import Path

import pytest
from intake_office import EDEMISSEN, PEINE, VECHELDE, Office, table

from dashboard.accommodation.series import series
from dashboard.accommodation.value import Value
from dashboard.accommodation.values import figures_of
from dashboard.exhibits.monitoring_course import course
from dashboard.exhibits.monitoring_rates import Inhabitants, allowed_mismatch
from dashboard.exhibits.monitoring_series import observed
from dashboard.geography import queries as geography
from dashboard.intake.release import release
from dashboard.periods import Frequency, Period
from dashboard.store import Circle

COURSES = "quartal;gemeinde;intkurs_pruefungen;intkurs_b1_erreicht"


def figures(office: Office, code: str, circle: Circle = Circle.INTERNAL) -> dict[tuple[str, str], Value]:
    with office.store.reading() as session:
        places = geography.places(session, PEINE)
        found = figures_of(session, circle, office.catalogue, code, places, PEINE)
    return {(value.area, value.period): value for value in found if not value.breakdown}


def frame(office: Office, code: str, over: Frequency | None = None, circle: Circle = Circle.INTERNAL):
    with office.store.reading() as session:
        places = geography.places(session, PEINE)
        return series(session, circle, office.catalogue, code, places, PEINE, over=over)


def test_a_rate_is_computed_from_its_terms_for_each_place_and_from_the_sums_for_the_district(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;40;30", "2026-Q3;Edemissen;10;5", head=COURSES))
    found = figures(office, "intkurs_b1")
    assert found[VECHELDE, "2026-Q3"].value == 75
    assert found[EDEMISSEN, "2026-Q3"].value == 50
    assert found[PEINE, "2026-Q3"].value == 70  # 35 of 50, not the mean of 75 and 50
    assert found[PEINE, "2026-Q3"].derived


def test_a_rate_is_withheld_with_its_terms(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;40;38", "2026-Q3;Edemissen;30;15", head=COURSES))
    with office.store.unit_of_work(office.actor) as work:
        release(work, office.catalogue, Period.of("2026-Q3"))
    found = figures(office, "intkurs_b1", Circle.PUBLIC)
    assert [(found[area, "2026-Q3"].value, found[area, "2026-Q3"].sign) for area in (VECHELDE, EDEMISSEN)] == [
        (None, "•"), (None, "•"),
    ]  # fmt: skip
    assert found[PEINE, "2026-Q3"].value == pytest.approx(5300 / 70)


def test_a_denominator_of_zero_or_none_is_said(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;0;0", "2026-Q3;Edemissen;.;5", head=COURSES))
    found = figures(office, "intkurs_b1")
    assert (found[VECHELDE, "2026-Q3"].value, found[VECHELDE, "2026-Q3"].note) == (
        None, "Keine Quote: Der Nenner ist null.",
    )  # fmt: skip
    assert found[EDEMISSEN, "2026-Q3"].note == "Keine Quote: Zähler oder Nenner ist ohne Zahl gemeldet."


def test_sums_that_lack_different_places_are_not_divided(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;40;30", "2026-Q3;Edemissen;10;.", head=COURSES))
    found = figures(office, "intkurs_b1")
    assert found[PEINE, "2026-Q3"].note == "Keine Quote: Zähler und Nenner fehlen nicht dieselben Orte."


def test_different_dates_are_refused_with_both(office: Office) -> None:
    office.submit(table("2024;Vechelde;500", head="jahr;gemeinde;mindestsicherung_empfaenger"))
    office.submit(table("2022;Vechelde;17000", head="jahr;gemeinde;einwohner"))
    found = figures(office, "mindestsicherung_je_1000")[VECHELDE, "2024"]
    assert found.value is None
    assert found.note.startswith("Keine Quote: ")
    assert "31.12.2024" in found.note
    assert "vom 31.12.2022 (Basis Zensus 2011)" in found.note
    office.submit(table("2024;Vechelde;17000", head="jahr;gemeinde;einwohner"))
    found = figures(office, "mindestsicherung_je_1000")[VECHELDE, "2024"]
    assert (found.value, found.note) == (pytest.approx(500 / 17000 * 1000), "")


def test_protection_seekers_per_1000_are_refused_while_only_the_inhabitants_of_2022_are_there(
    office: Office, shared_data: Path
) -> None:
    for name in ("monitoring/destatis_12531-0043_schutzsuchende_lk_peine_2024.csv", "directory/GV100AD_301123.txt"):
        office.submit((shared_data / name).read_bytes(), Path(name).name)
    seekers, people = frame(office, "schutzsuchende"), frame(office, "einwohner")
    catalogue = office.catalogue
    total = seekers[seekers["breakdown"].eq("")].iloc[-1]
    assert (total["value"], total["note"]) == (6565, "Summe gerundeter Werte")
    assert people[people["area"].eq(PEINE) & people["breakdown"].eq("")].iloc[-1]["value"] == 138931
    inhabitants = Inhabitants(
        people, catalogue.indicators["einwohner"], catalogue.breaks_of("einwohner"),
        allowed_mismatch(catalogue, "schutzsuchende"),
    )  # fmt: skip
    seen = observed(
        seekers, catalogue.indicators["schutzsuchende"], catalogue.breaks_of("schutzsuchende"), inhabitants=inhabitants
    )
    shown = course(seen)
    assert "Der neueste Wert ist vom 31.12.2024, die Einwohnerzahl ist vom 31.12.2022." in shown.sentence
    plain = course(observed(seekers, catalogue.indicators["schutzsuchende"]))
    assert "6.565" in plain.sentence
    assert any("Summe gerundeter Werte" in note for note in plain.notes)


def test_flows_are_added_over_the_year_and_a_missing_quarter_is_named(office: Office) -> None:
    head = "quartal;gemeinde;praktika"
    rows = [f"2025-Q{quarter};Vechelde;{number}" for quarter, number in ((1, 5), (2, 6), (3, 7), (4, 8))]
    office.submit(table(*rows, "2025-Q2;Edemissen;9", "2026-Q1;Vechelde;4", head=head))
    found = frame(office, "praktika", Frequency.YEAR)
    by_area = {row["area"]: row for row in found.to_dict("records")}
    assert (by_area[VECHELDE]["period"], by_area[VECHELDE]["value"], by_area[VECHELDE]["missing"]) == ("2025", 26, ())
    assert math.isnan(by_area[EDEMISSEN]["value"])
    assert by_area[EDEMISSEN]["missing"] == ("1. Quartal 2025", "3. Quartal 2025", "4. Quartal 2025")
    assert set(found["period"]) == {"2025"}  # 2026 has not ended
    assert found["note"].iloc[0] == (
        "Summe aus 1. Quartal 2025, 2. Quartal 2025, 3. Quartal 2025 und 4. Quartal 2025"
    )  # fmt: skip


def test_a_withheld_quarter_withholds_the_year(office: Office) -> None:
    rows = [f"2025-Q{quarter};{place};{number}" for quarter, place, number in (
        (1, "Vechelde", 3), (2, "Vechelde", 30), (3, "Vechelde", 30), (4, "Vechelde", 30), (1, "Edemissen", 50),
    )]  # fmt: skip
    office.submit(table(*rows, head="quartal;gemeinde;praktika"))
    for quarter in range(1, 5):
        with office.store.unit_of_work(office.actor) as work:
            release(work, office.catalogue, Period.of(f"2025-Q{quarter}"))
    found = frame(office, "praktika", Frequency.YEAR, Circle.PUBLIC)
    assert found.loc[found["area"].eq(VECHELDE), ["sign", "missing"]].values.tolist() == [["•", ()]]


def test_a_stock_is_never_added_over_time(office: Office) -> None:
    office.submit(table("2025-Q1;Vechelde;5", "2025-Q4;Vechelde;5", head="quartal;gemeinde;ehrenamtliche"))
    assert frame(office, "ehrenamtliche", Frequency.YEAR).empty


def test_the_frame_has_the_district_first_and_names_what_is_missing(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;5", "2026-Q3;Edemissen;7", head="quartal;gemeinde;ehrenamtliche"))
    found = frame(office, "ehrenamtliche")
    assert found[["area", "name", "level", "value"]].values.tolist() == [
        [PEINE, "Landkreis Peine", "district", 12.0],
        [EDEMISSEN, "Edemissen", "municipality", 7.0],
        [VECHELDE, "Vechelde", "municipality", 5.0],
    ]
    assert "Ilsede" in found["missing"].iloc[0]
