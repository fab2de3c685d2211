"""Cards of indicators: newest value, change, whether it is better, and what stands where nothing can be said."""

import pytest
from exhibit_frames import PEINE, VECHELDE
from monitoring_frames import Q3, QUARTERS, frame, inhabitants, peine, real, row, seen, series

from dashboard.exhibits import table
from dashboard.exhibits.html_renderer import table_html, tiles_html
from dashboard.exhibits.monitoring_card import card, cards
from dashboard.exhibits.monitoring_series import observed
from dashboard.periods import Period


def figure(exhibit):
    return exhibit.chart.figures[0]


def test_a_card_has_value_change_date_and_small_line():
    found = card(seen(*peine(1050, 1062, 1075, 1222)), Q3)
    assert found.sentence == (
        "Im 3. Quartal 2026 beträgt die Kennzahl „Untergebrachte Personen“ im Landkreis Peine 1.222 Personen, "
        "147 Personen (13,7\u202f%) mehr als im 2. Quartal 2026."
    )
    tile = figure(found)
    assert (tile.value, tile.text, tile.unit, tile.change) == (1222, "1.222", "Personen", 147)
    assert tile.change_text == "+147 gegenüber 2. Quartal 2026"
    assert (tile.as_of, found.as_of) == ("30.09.2026", "30.09.2026")
    assert tile.sparkline == (1050, 1062, 1075, 1222)
    assert tile.sparkline_alt == (
        "Verlauf Untergebrachte Personen: Q4 2025 1.050, Q1 2026 1.062, Q2 2026 1.075, Q3 2026 1.222"
    )
    assert table(found).iloc[0].tolist() == [
        *("Untergebrachte Personen", "1.222 Personen", "+147 gegenüber 2. Quartal 2026", "30.09.2026"),
    ]


@pytest.mark.parametrize(
    ("code", "values", "judged", "text"),
    [
        ("belegt", (40, 50), "neither", "+10 gegenüber 2. Quartal 2026"),
        ("praktika", (40, 50), "better", "+10 gegenüber 2. Quartal 2026 (besser)"),
        ("praktika", (50, 40), "worse", "−10 gegenüber 2. Quartal 2026 (schlechter)"),
        ("praktika", (50, 50), "neither", "±0 gegenüber 2. Quartal 2026"),
    ],
)
def test_a_change_is_judged_only_by_the_catalogue(code, values, judged, text):
    assert real().indicators["praktika"].direction == "up"
    tile = figure(card(seen(*peine(*values), code=code), Q3))
    assert (tile.judgement, tile.change_text) == (judged, text)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ((0, 1), "1 Person, 1 Person mehr als im 2. Quartal 2026."),
        ((1, 0), "0 Personen, 1 Person (100\u202f%) weniger als im 2. Quartal 2026."),
        ((7, 7), "7 Personen, ebenso viel wie im 2. Quartal 2026."),
        (("", 7), "7 Personen; im 2. Quartal 2026 liegt kein Wert zum Vergleich vor."),
        (
            ("•", 7),
            "7 Personen; die Veränderung gegenüber dem Wert im 2. Quartal 2026 ist zurückgehalten.",
        ),
    ],
)
def test_the_sentence_is_right_for_none_one_and_many(values, sentence):
    found = card(seen(*peine(*values)), Q3).sentence
    start = "Im 3. Quartal 2026 beträgt die Kennzahl „Untergebrachte Personen“ im Landkreis Peine "
    assert found == start + sentence


def test_a_withheld_value_is_said_with_its_reason():
    found = card(seen(*peine(40, "•")), Q3)
    assert found.sentence == (
        "Im 3. Quartal 2026 ist die Kennzahl „Untergebrachte Personen“ im Landkreis Peine zurückgehalten, damit keine "
        "einzelnen Personen erkennbar werden."
    )
    assert (figure(found).text, figure(found).value) == ("•", None)
    assert figure(found).change_text == "Veränderung zurückgehalten (•)"


def test_a_sign_without_a_value_is_said_with_its_meaning():
    assert card(seen(*peine(40, ".")), Q3).sentence == (
        "Im 3. Quartal 2026 liegt zur Kennzahl „Untergebrachte Personen“ im Landkreis Peine keine Zahl vor "
        "(„.“ unbekannt oder geheim zu halten)."
    )


def test_a_provisional_value_says_so():
    found = card(seen(row(PEINE, "2026-Q3", 12, sign="p")), Q3)
    assert "beträgt die Kennzahl „Untergebrachte Personen“ im Landkreis Peine 12 Personen (vorläufig)" in found.sentence
    assert figure(found).text == "12 p"
    assert "p vorläufig" in found.notes


def test_without_any_row_the_card_says_so():
    found = card(seen(), Q3)
    assert found.sentence == "Zur Kennzahl „Untergebrachte Personen“ liegt noch keine Angabe vor."
    assert (figure(found).text, found.as_of) == ("keine Angabe", "keine Angabe")
    assert "keine Angabe" in tiles_html(found)


def test_without_a_value_of_the_district_the_card_says_so():
    found = card(seen(*series(VECHELDE, [1, 2]), row(PEINE, "2026-Q3", "")), Q3)
    assert found.sentence == "Für den Landkreis Peine liegt zur Kennzahl „Untergebrachte Personen“ keine Angabe vor."


def test_an_older_value_keeps_its_own_date():
    found = card(seen(*series(PEINE, [40, 50])), Q3)
    assert found.sentence.startswith("Im 1. Quartal 2025 beträgt")
    assert found.as_of == "31.03.2025"


def test_no_change_is_said_across_a_break():
    rows = [*series(PEINE, [800, 500], ["2022-Q1", "2022-Q2"])]
    found = card(seen(*rows, code="davon_asylblg"), Period("2022-Q2"))
    assert found.sentence.endswith(
        "500 Personen; mit dem Wert im 1. Quartal 2022 nicht vergleichbar, weil dazwischen ein Bruch liegt: "
        "„Rechtskreiswechsel der Geflüchteten aus der Ukraine“."
    )
    assert figure(found).change is None
    assert figure(found).change_text == "nicht vergleichbar: Bruch am 01.06.2022"
    assert figure(found).sparkline_breaks == (1,)
    assert any(note.startswith("Bruch am 01.06.2022, Rechtskreiswechsel") for note in found.notes)


def test_a_negative_correction_is_a_value():
    found = card(seen(*peine(4, -3), code="aufnahme_ist"), Q3)
    assert "im Landkreis Peine -3 Personen, 7 Personen weniger als" in found.sentence
    assert figure(found).text == "-3"


def test_an_incomplete_sum_is_at_least_and_names_the_places():
    rows = [row(PEINE, "2026-Q3", 40, missing=("Lengede",), derived=True, source="Gemeinde Vechelde")]
    found = card(seen(*rows, row(PEINE, "2026-Q2", 50)), Q3)
    assert "im Landkreis Peine mindestens 40 Personen; mit dem Wert im 2. Quartal 2026 nicht" in found.sentence
    assert figure(found).unit == "Personen (mindestens)"
    assert "Unvollständige Summen: Landkreis Peine ohne Lengede (3. Quartal 2026)." in found.notes
    assert "Nicht gemeldet, sondern aus Teilen berechnet: Landkreis Peine (3. Quartal 2026)." in found.notes
    assert found.source == "Meldungen der Gemeinden und Samtgemeinden; geliefert von Gemeinde Vechelde"


def test_a_rate_in_per_cent_changes_by_points():
    found = card(seen(*peine(80, 81), code="auslastung"), Q3)
    indicator = real().indicators["auslastung"]
    assert f"{'81' if indicator.decimals == 0 else '81,0'}\u202f%" in found.sentence
    assert "Prozentpunkt" in found.sentence
    assert "Prozentpunkt" in figure(found).change_text


def test_values_of_another_frequency_are_named_and_not_mixed():
    found = card(seen(*peine(40, 50), row(PEINE, "2025", 999)), Q3)
    assert figure(found).sparkline == (40, 50)
    assert "Nicht in dieser Reihe, weil sie einen anderen Zeitraum umfassen: 2025." in found.notes


def test_a_restricted_figure_has_no_sentence_change_or_line_and_its_note_inside_the_tile():
    code = "tatverdaechtige_nichtdeutsch_anteil"
    indicator = real().indicators[code]
    found = card(observed(frame(*series(PEINE, [30, 31], ["2024", "2025"])), indicator), Period("2025"))
    tile = figure(found)
    assert found.sentence == indicator.restrictions.note
    assert (tile.change, tile.change_text, tile.sparkline) == (None, "Veränderung wird nicht gezeigt", ())
    assert tile.judgement == "neither"
    assert found.notes[0] == indicator.restrictions.note
    assert "Tatverdächtige, nicht Verurteilte." in tiles_html(found)
    assert "<img" not in tiles_html(found)
    other = card(observed(frame(row(PEINE, "2025", 2)), real().indicators["uebergriffe_auf_unterkuenfte"]), Q3)
    assert other.sentence == "Zu dieser Kennzahl gibt es keine automatische Aussage."


def test_cards_stand_together_and_refused_ones_say_why():
    rates = observed(frame(*peine(40)), real().indicators["auslastung"], inhabitants=inhabitants())
    singles = [card(seen(*peine(40, 50)), Q3), card(seen(code="praktika"), Q3), card(rates, Q3)]
    found = cards("field-housing", "Unterbringung und Wohnen", singles)
    assert found.sentence == "Unterbringung und Wohnen: Für 1 von 3 Kennzahlen liegt ein Wert vor."
    assert len(found.chart.figures) == 2
    assert table(found)["Wert"].tolist()[:2] == ["50 Personen", "keine Angabe"]
    assert "selbst schon eine Quote" in table(found)["Wert"].tolist()[2]
    assert tiles_html(found).count("<dt") == 2
    assert "<table" in table_html(found)
    with pytest.raises(ValueError, match="at least one"):
        cards("x", "x", [])


def test_the_small_line_has_the_newest_twelve_periods_at_most():
    codes = [f"{year}-Q{quarter}" for year in (2022, 2023, 2024, 2025) for quarter in (1, 2, 3, 4)]
    found = card(seen(*series(PEINE, range(16), codes)), Q3)
    assert figure(found).sparkline == tuple(range(4, 16))
    assert len(QUARTERS) == 8
