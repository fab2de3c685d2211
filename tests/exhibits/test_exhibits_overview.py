"""The overview: key figures with their own date and change, places at a glance, deliveries."""

import pytest
from exhibit_frames import ILSEDE, LENGEDE, NAN, PEINE, TOWNS, VECHELDE, WENDEBURG, hidden, history, town, used

from dashboard.exhibits import table
from dashboard.exhibits.overview import deliveries, key_figures, places_table
from dashboard.periods import Period

Q3 = Period("2026-Q3")


def tile(exhibit, key):
    return next(figure for figure in exhibit.chart.figures if figure.key == key)


ROWS = {
    ("03157", "2026-Q1"): used(1000, 1250),
    ("03157", "2026-Q2"): used(1178, 1400, nutzbar_frei=90, belegt_je_1000=8.5),
    ("03157", "2026-Q3"): used(1234, 1400, belegt_je_1000=8.9),
}


def test_each_key_figure_has_its_value_change_date_line_and_sentence():
    found = key_figures(history([PEINE], ROWS), Q3, traps={"belegt": "Belegung ist ein Stichtagswert."})
    assert [figure.key for figure in found.chart.figures] == [
        *("belegt", "plaetze", "auslastung", "nutzbar_frei", "belegt_je_1000"),
    ]
    belegt = tile(found, "belegt")
    assert (belegt.value, belegt.text, belegt.unit, belegt.change) == (1234, "1.234", "Personen", 56)
    assert belegt.change_text == "+56 gegenüber 2. Quartal 2026"
    assert belegt.as_of == "30.09.2026"
    assert belegt.sentence == ("Im Landkreis Peine sind 1.234 Personen untergebracht, 56 mehr als im 2. Quartal 2026.")
    assert belegt.sparkline == (1000, 1178, 1234)
    assert belegt.sparkline_alt == "Verlauf Untergebrachte Personen: Q1 2026 1.000, Q2 2026 1.178, Q3 2026 1.234"
    assert found.sentence == (
        "Im Landkreis Peine sind 1.234 Personen untergebracht, 56 mehr als im 2. Quartal 2026; "
        "das sind 88\u202f% der verfügbaren Plätze."
    )
    assert "Untergebrachte Personen: Belegung ist ein Stichtagswert." in found.notes
    assert tile(found, "auslastung").change == pytest.approx(4, abs=0.01)
    assert tile(found, "auslastung").change_text == "+4 Prozentpunkte gegenüber 2. Quartal 2026"


def test_a_key_figure_keeps_its_own_date_when_the_others_are_newer():
    found = key_figures(history([PEINE], ROWS), Q3)
    free = tile(found, "nutzbar_frei")
    assert (free.value, free.as_of, free.change, free.change_text) == (
        90,
        "30.06.2026",
        None,
        "kein Wert zum Vergleich",
    )
    assert free.sentence.endswith("(Stand 2. Quartal 2026).")
    assert free.sparkline == (None, 90, None)
    assert found.as_of == "30.09.2026 (einzelne Werte früher)"
    assert table(found).to_numpy().tolist()[3] == [
        *("Nutzbare freie Plätze", "90 Plätze", "kein Wert zum Vergleich", "30.06.2026"),
    ]


def test_withheld_key_figures_show_the_sign_and_no_change():
    rows = {**ROWS, ("03157", "2026-Q3"): hidden(plaetze=1400)}
    found = key_figures(history([PEINE], rows), Q3)
    belegt = tile(found, "belegt")
    assert (belegt.value, belegt.text, belegt.change) == (None, "•", None)
    assert belegt.change_text == "Veränderung zurückgehalten (•)"
    assert belegt.sparkline == (1000, 1178, None)
    assert belegt.sparkline_alt.endswith("Q3 2026 •")
    assert tile(found, "plaetze").change_text == "±0 gegenüber 2. Quartal 2026"


def test_an_incomplete_district_is_said_to_be_incomplete():
    rows = {**ROWS, ("03157", "2026-Q3"): used(1234, 1400, missing=("Ilsede", "Lengede"))}
    found = key_figures(history([PEINE], rows), Q3)
    assert found.sentence == (
        "Im Landkreis Peine sind mindestens 1.234 Personen untergebracht; mit dem Zeitraum davor (2. Quartal 2026) "
        "nicht vergleichbar, weil dort andere Orte fehlen; das sind nach den vorliegenden Angaben 88\u202f% "
        "der verfügbaren Plätze."
    )
    assert "Die Zahl für den Landkreis Peine ist unvollständig. Es fehlen Ilsede und Lengede." in found.notes


def test_an_incomplete_district_is_compared_over_the_places_that_reported_both_times():
    rows = {
        (LENGEDE["area"], "2026-Q2"): used(100, 120),
        (VECHELDE["area"], "2026-Q2"): used(50, 60),
        (LENGEDE["area"], "2026-Q3"): used(97, 120),
        (ILSEDE["area"], "2026-Q3"): used(20, 30),
        ("03157", "2026-Q2"): used(150, 180, missing=("Ilsede",)),
        ("03157", "2026-Q3"): used(117, 150, missing=("Vechelde",)),
    }
    found = key_figures(history([PEINE, LENGEDE, VECHELDE, ILSEDE], rows), Q3)
    assert found.sentence == (
        "Im Landkreis Peine sind mindestens 117 Personen untergebracht; in 1 Ort mit Angaben für beide Zeiträume "
        "3 weniger als im 2. Quartal 2026; das sind nach den vorliegenden Angaben 78\u202f% der verfügbaren Plätze."
    )
    housed, places, share = (tile(found, key) for key in ("belegt", "plaetze", "auslastung"))
    assert (housed.text, housed.unit) == ("117", "Personen (mindestens)")
    assert (share.text, share.unit) == ("78\u202f%", "der verfügbaren Plätze")
    assert housed.change_text == "−3 gegenüber 2. Quartal 2026 (1 Ort mit beiden Angaben)"
    assert places.change_text == "±0 gegenüber 2. Quartal 2026 (1 Ort mit beiden Angaben)"
    assert share.change_text == "nicht vergleichbar, weil andere Orte fehlen"
    assert (housed.change, housed.sparkline_lacking) == (None, (("Ilsede",), ("Vechelde",)))
    assert housed.sparkline_alt == "Verlauf Untergebrachte Personen: Q2 2026 mindestens 150, Q3 2026 mindestens 117"


def test_without_data_every_key_figure_says_so():
    found = key_figures(history([PEINE], {}, periods=["2026-Q3"]), Q3)
    assert {figure.text for figure in found.chart.figures} == {"keine Angabe"}
    assert {figure.as_of for figure in found.chart.figures} == {"keine Angabe"}
    assert found.as_of == "keine Angabe"
    assert found.sentence == "Für den Landkreis Peine liegt keine Angabe zu den untergebrachten Personen vor."


def test_key_figures_need_the_district():
    with pytest.raises(ValueError, match="district"):
        key_figures(history([VECHELDE], {("03157006", "2026-Q3"): used(1, 2)}), Q3)


def test_the_places_at_a_glance():
    rows = {
        **ROWS,
        ("03157005", "2026-Q3"): used(25, 40),
        ("03157006", "2026-Q2"): used(90, 120),
        ("03157009", "2026-Q2"): used(7, 8),
        ("03157009", "2026-Q3"): hidden(),
    }
    found = places_table(history([PEINE, LENGEDE, VECHELDE, ILSEDE], rows), Q3)
    assert found.sentence == (
        "Für 2 von 3 Orten liegen Angaben zum 3. Quartal 2026 vor; für 1 Ort wird ein älterer Stand gezeigt; "
        "für Ilsede ist die Zahl zurückgehalten, damit keine einzelnen Personen erkennbar werden."
    )
    shown = table(found)
    assert list(shown.columns) == [
        *("Ort", "Untergebracht", "Veränderung", "Plätze", "Auslastung", "Nutzbar frei", "Je 1.000 Einw.", "Stand"),
    ]
    assert shown["Ort"].tolist() == ["Lengede", "Vechelde", "Ilsede", "Landkreis Peine"]
    assert shown["Untergebracht"].tolist() == ["25", "90", "•", "1.234"]
    assert shown["Veränderung"].tolist() == ["keine Angabe", "keine Angabe", "•", "+56"]
    assert shown["Stand"].tolist()[1] == "2. Quartal 2026"


@pytest.mark.parametrize(
    ("delivered", "expected"),
    [
        ([], "Im 3. Quartal 2026 hat noch kein Ort geliefert."),
        (TOWNS, "Im 3. Quartal 2026 haben alle Orte geliefert."),
        (TOWNS[:3], "Im 3. Quartal 2026 haben 3 von 4 Orten geliefert; es fehlt Ilsede."),
        (TOWNS[:1], "Im 3. Quartal 2026 hat 1 von 4 Orten geliefert; es fehlen Vechelde, Wendeburg und Ilsede."),
    ],
)
def test_who_has_not_delivered(delivered, expected):
    rows = {(place["area"], "2026-Q3"): used(9, 10) for place in delivered}
    found = deliveries(history((PEINE, *TOWNS), rows, periods=["2026-Q3"]), Q3)
    assert found.sentence == expected


def test_many_missing_deliveries_are_counted_and_listed_below():
    places = [town(f"0315700{number}", f"Ort {number}") for number in range(6)]
    rows = {("03157000", "2026-Q3"): used(9, 10), ("03157001", "2026-Q1"): used(9, 10)}
    found = deliveries(history(places, rows), Q3)
    assert found.sentence == "Im 3. Quartal 2026 hat 1 von 6 Orten geliefert; es fehlen 5 Orte."
    assert found.notes == ("Es fehlen: Ort 1, Ort 2, Ort 3, Ort 4 und Ort 5.",)
    assert table(found).iloc[:3].to_numpy().tolist() == [
        ["Ort 0", "ja", "3. Quartal 2026"],
        ["Ort 1", "nein", "1. Quartal 2026"],
        ["Ort 2", "nein", "noch nie"],
    ]


def test_nobody_waits_for_a_gemeindefreies_gebiet():
    woods = town("03157501", "Forst", kind="gemeindefreies Gebiet")
    found = deliveries(history([WENDEBURG, woods], {("03157008", "2026-Q3"): used(9, 10)}), Q3)
    assert found.sentence == "Im 3. Quartal 2026 haben alle Orte geliefert."
    assert table(found)["Ort"].tolist() == ["Wendeburg"]


def test_nan_is_no_value_of_a_key_figure():
    found = key_figures(history([PEINE], {("03157", "2026-Q3"): {"belegt": NAN}}), Q3)
    assert tile(found, "belegt").value is None
