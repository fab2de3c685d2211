"""The table of places, the course over the quarters, the sheet of one place."""

from datetime import date

import pytest
from exhibit_frames import ILSEDE, LENGEDE, PEINE, TOWNS, VECHELDE, facilities, hidden, history, town, used

from dashboard.exhibits import table
from dashboard.exhibits.accommodation import place, table_of, trend
from dashboard.exhibits.charts import Mark
from dashboard.exhibits.exhibit import FURTHER
from dashboard.periods import Period

Q3 = Period("2026-Q3")
WITHHELD = "zurückgehalten, damit keine einzelnen Personen erkennbar werden"


def test_places_stand_in_official_order_with_the_district_at_the_end():
    rows = {
        ("03157", "2026-Q2"): used(120, 150),
        ("03157", "2026-Q3"): used(122, 160, nutzbar_frei=9),
        ("03157005", "2026-Q3"): used(25, 40, facilities=2),
        ("03157006", "2026-Q3"): used(97, 120, nutzbar_frei=9, facilities=3),
    }
    found = table_of(history((PEINE, LENGEDE, VECHELDE), rows), Q3)
    assert found.sentence == (
        "Im Landkreis Peine sind 122 Personen untergebracht, 2 mehr als im 2. Quartal 2026; "
        "Angaben liegen für beide Orte vor."
    )
    shown = table(found)
    assert list(shown.columns) == ["Ort", "Unterkünfte", "Plätze", "Nutzbar frei", "Belegt", "Auslastung", "Stand"]
    assert shown.to_numpy().tolist() == [
        ["Lengede", "2", "40", "keine Angabe", "25", "63\u202f%", "3. Quartal 2026"],
        ["Vechelde", "3", "120", "9", "97", "81\u202f%", "3. Quartal 2026"],
        ["Landkreis Peine", "keine Angabe", "160", "9", "122", "76\u202f%", "3. Quartal 2026"],
    ]
    assert found.chart.without == ("Landkreis Peine",)
    assert found.notes[0] == (
        "Keine Angaben zu: Gesperrt, Zugänge, Abgänge, davon AsylbLG, davon SGB, davon Selbstzahler."
    )


def test_figures_of_different_date_say_so_in_the_column_stand():
    rows = {
        ("03157005", "2026-Q1"): used(25, 40),
        ("03157006", "2026-Q2"): used(97, 120, nutzbar_frei=9),
        ("03157006", "2026-Q3"): {"belegt": 90},
    }
    found = table_of(history((LENGEDE, VECHELDE), rows), Q3)
    assert table(found)["Stand"].tolist() == [
        "1. Quartal 2026",
        "3. Quartal 2026 (einzelne Werte: 2. Quartal 2026)",
    ]
    assert found.as_of == "30.09.2026 (einzelne Orte früher)"
    assert found.sentence == "Angaben liegen für beide Orte vor."


def test_places_without_figures_are_named_and_never_zero():
    rows = {("03157006", "2026-Q3"): used(97, 120), ("03157005", "2026-Q3"): hidden(plaetze=20)}
    found = table_of(history((LENGEDE, VECHELDE, ILSEDE), rows), Q3)
    shown = table(found)
    assert shown.loc[2].tolist() == ["Ilsede", *["keine Angabe"] * 5]
    assert shown.loc[0].tolist() == ["Lengede", "20", "•", "•", "•", "3. Quartal 2026"]
    assert "Ohne Angabe: Ilsede." in found.notes
    assert f"• {WITHHELD}{FURTHER}" in found.notes
    assert found.sentence == f"Angaben liegen für 2 von 3 Orten vor; für Lengede ist die Zahl {WITHHELD}."


def test_members_of_an_association_that_reports_are_left_out_unless_they_have_figures():
    sg = town("031545403", "Samtgemeinde Velpke", kind="Samtgemeinde", level="association")
    velpke = town("03154022", "Velpke", parent="031545403")
    danndorf = town("03154004", "Danndorf", parent="031545403")
    rows = {("031545403", "2026-Q3"): used(40, 50), ("03154022", "2026-Q3"): used(30, 40)}
    found = table_of(history([sg, velpke, danndorf], rows), Q3)
    assert table(found)["Ort"].tolist() == ["Samtgemeinde Velpke", "Velpke"]
    older = {("031545403", "2026-Q3"): used(40, 50), ("03154022", "2026-Q2"): used(30, 40)}
    assert table(table_of(history([sg, velpke, danndorf], older), Q3))["Ort"].tolist() == ["Samtgemeinde Velpke"]


def test_an_association_whose_members_report_since_is_left_out():
    sg = town("031545403", "Samtgemeinde Velpke", kind="Samtgemeinde", level="association")
    velpke = town("03154022", "Velpke", parent="031545403")
    rows = {("031545403", "2026-Q1"): used(40, 50), ("03154022", "2026-Q2"): used(30, 40)}
    assert table(table_of(history([sg, velpke], rows), Q3))["Ort"].tolist() == ["Velpke"]


def test_the_reason_of_withholding_is_said_once():
    rows = {("03157", "2026-Q3"): hidden(), ("03157005", "2026-Q3"): hidden(), ("03157006", "2026-Q3"): used(9, 10)}
    found = table_of(history([PEINE, LENGEDE, VECHELDE], rows), Q3)
    assert found.sentence == (
        f"Im Landkreis Peine ist die Angabe zu den untergebrachten Personen {WITHHELD}; "
        "Angaben liegen für beide Orte vor; für Lengede ist die Zahl ebenfalls zurückgehalten."
    )


def test_a_trend_compares_with_its_beginning_and_draws_gaps():
    rows = {
        ("03157", "2025-Q4"): used(100, 150),
        ("03157", "2026-Q2"): used(130, 150),
        ("03157", "2026-Q3"): used(122, 160),
    }
    found = trend(history([PEINE], rows), "03157")
    assert found.sentence == (
        "Im Landkreis Peine sind 122 Personen untergebracht, 22 mehr als im 4. Quartal 2025; vorhanden sind 160 Plätze."
    )
    assert found.data["period"].tolist() == ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
    assert found.data["belegt"].isna().tolist() == [False, True, False, False]
    assert found.notes == ("Belegung ohne Angabe (Lücke in der Linie): 1. Quartal 2026.",)
    assert table(found).iloc[1].tolist() == ["1. Quartal 2026", "keine Angabe", "keine Angabe"]
    assert found.as_of == "30.09.2026"


def test_a_trend_ends_with_the_chosen_quarter():
    rows = {("03157", "2026-Q1"): used(100, 150), ("03157", "2026-Q3"): used(122, 160)}
    found = trend(history([PEINE], rows), "03157", period=Period("2026-Q2"))
    assert found.sentence == (
        "Im Landkreis Peine sind 100 Personen untergebracht; weitere Quartale liegen noch nicht vor; "
        "vorhanden sind 150 Plätze."
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({}, "Für Vechelde liegt noch keine Angabe zur Belegung vor."),
        (
            {("03157006", "2026-Q2"): used(40, 50), ("03157006", "2026-Q3"): hidden(plaetze=20)},
            f"In Vechelde ist die Angabe zu den untergebrachten Personen {WITHHELD}.",
        ),
        (
            {("03157006", "2026-Q1"): used(40, 50), ("03157006", "2026-Q2"): used(1, 1)},
            "In Vechelde ist 1 Person untergebracht (Stand 2. Quartal 2026), 39 weniger als im 1. Quartal 2026; "
            "vorhanden ist 1 Platz.",
        ),
        (
            {("03157006", "2026-Q2"): used(40, 50), ("03157006", "2026-Q3"): used(40, 50)},
            "In Vechelde sind 40 Personen untergebracht, ebenso viele wie im 2. Quartal 2026; "
            "vorhanden sind 50 Plätze.",
        ),
    ],
)
def test_sentences_of_a_trend(rows, expected):
    found = trend(history([VECHELDE], rows, periods=["2026-Q2", "2026-Q3"]), "03157006")
    assert found.sentence == expected


def test_a_yearly_value_is_not_mixed_into_the_quarters_and_is_named():
    rows = {("03157", "2025"): used(90, 150), ("03157", "2026-Q1"): used(100, 150)}
    found = trend(history([PEINE], rows), "03157", period=Q3)
    assert found.data["period"].tolist() == ["2026-Q1"]
    assert "Nicht in dieser Reihe, weil sie einen anderen Zeitraum umfassen: 2025." in found.notes


def test_a_mark_is_drawn_and_explained():
    rows = {("03157", "2025-Q4"): used(100, 150), ("03157", "2026-Q1"): used(122, 160)}
    found = trend(history([PEINE], rows), "03157", marks=[Mark("2026-Q1", "neue Zählweise")])
    assert found.chart.marks == (Mark("2026-Q1", "neue Zählweise"),)
    assert "Ab 1. Quartal 2026: neue Zählweise" in found.notes


def test_the_sheet_of_a_place_has_its_history_and_its_facilities():
    rows = {
        ("03157006", "2026-Q2"): used(90, 100, zugaenge=4),
        ("03157006", "2026-Q3"): used(97, 100, zugaenge=9, belegt_je_1000=5.2),
    }
    shelters = facilities(
        {"area": "03157006", "name": "Alte Schule", "plaetze": 50, "belegt": 52, "lease_until": date(2027, 3, 31)},
        {"area": "03157006", "name": "", "kind": "Wohnung", "plaetze": 50, "belegt": 45},
        {"area": "03157005", "name": "Anderswo", "plaetze": 1, "belegt": 1},
    )
    sheet = place(history([VECHELDE, LENGEDE], rows), shelters, "03157006", Q3)
    assert sheet.place.name == "Vechelde"
    assert list(table(sheet.figures).columns) == [
        *("Quartal", "Plätze", "Nutzbar frei", "Belegt", "Auslastung", "Zugänge", "Je 1.000 Einw."),
    ]
    assert table(sheet.figures).iloc[1].tolist() == [
        *("3. Quartal 2026", "100", "keine Angabe", "97", "97\u202f%", "9", "5,2"),
    ]
    assert sheet.facilities.sentence == (
        "In Vechelde sind 2 Unterkünfte gemeldet; 1 davon ist über die Plätze hinaus belegt."
    )
    shown = table(sheet.facilities)
    assert shown["Unterkunft"].tolist() == ["Alte Schule", "Wohnung"]
    assert shown["Befristet bis"].tolist() == ["31.03.2027", "keine Angabe"]


def test_outside_the_internal_circle_a_sheet_has_no_facilities():
    rows = {("03157006", "2026-Q3"): used(97, 100)}
    assert place(history([VECHELDE], rows), None, "03157006", Q3).facilities is None


def test_a_place_without_facilities_says_so():
    rows = {("03157006", "2026-Q3"): used(97, 100)}
    none = facilities({"area": "03157005", "name": "Anderswo", "plaetze": 1, "belegt": 1})
    sheet = place(history([VECHELDE], rows), none, "03157006", Q3)
    assert sheet.facilities.sentence == "In Vechelde sind keine einzelnen Unterkünfte gemeldet."
    assert len(table(sheet.facilities)) == 0


def test_one_facility_is_singular():
    one = facilities({"area": "03157006", "name": "Alte Schule", "plaetze": 50, "belegt": 40})
    sheet = place(history(TOWNS, {("03157006", "2026-Q3"): used(97, 100)}), one, "03157006", Q3)
    assert sheet.facilities.sentence == "In Vechelde ist 1 Unterkunft gemeldet."
