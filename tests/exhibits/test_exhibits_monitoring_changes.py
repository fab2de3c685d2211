"""What changed most: ranked by what is usual for an indicator, and nothing that cannot be compared."""

import pytest
from exhibit_frames import PEINE
from monitoring_frames import Q3, column, opened, real, row, series

from dashboard.exhibits.monitoring_changes import changes
from dashboard.exhibits.monitoring_targets import Target, targets
from dashboard.periods import Period


def test_changes_are_ranked_by_the_change_that_is_usual_for_the_indicator():
    found = changes(
        real(),
        opened(
            belegt=(1000, 1100, 1000, 1100, 1000, 1100, 1000, 1150),
            plaetze=(1200, 1202, 1200, 1202, 1200, 1202, 1200, 1220),
        ),
        Q3,
    )
    assert column(found, "Kennzahl") == ["Plätze in Unterkünften", "Untergebrachte Personen"]
    assert column(found, "Vielfaches der üblichen Veränderung") == ["10,0", "1,5"]
    assert column(found, "Üblich") == ["2 Plätze", "100 Personen"]
    assert column(found, "In Prozent") == ["+1,7\u202f%", "+15,0\u202f%"]
    assert column(found, "Veränderung") == ["+20 gegenüber 2. Quartal 2026", "+150 gegenüber 2. Quartal 2026"]
    assert found.sentence == (
        "Gemessen am Üblichen hat sich im Landkreis Peine die Kennzahl „Plätze in Unterkünften“ am stärksten "
        "verändert: im 3. Quartal 2026 20 Plätze (1,7\u202f%) mehr als im 2. Quartal 2026, das 10,0-Fache der üblichen "
        "Veränderung; danach folgt „Untergebrachte Personen“."
    )
    assert targets(found) == (Target("monitoring", "plaetze", "03157"), Target("monitoring", "belegt", "03157"))
    assert found.notes[0].startswith("Reihenfolge: Größe der Veränderung gegenüber dem Zeitraum davor, geteilt durch")


def test_with_fewer_than_six_earlier_changes_a_tenth_of_the_earlier_value_is_usual():
    found = changes(real(), opened(belegt=(90, 100, 130)), Q3)
    assert column(found, "Üblich") == ["10 Personen (angenommen)"]
    assert found.data["score"].tolist() == [3.0]
    assert found.sentence == (
        "Gemessen am Üblichen hat sich im Landkreis Peine die Kennzahl „Untergebrachte Personen“ am stärksten "
        "verändert: im 3. Quartal 2026 30 Personen (30\u202f%) mehr als im 2. Quartal 2026."
    )


@pytest.mark.parametrize(
    ("values", "share"),
    [
        ((19, 38), "früherer Wert unter 20"),
        ((0, 38), "früherer Wert unter 20"),
        ((20, 38), "+90\u202f%"),
        ((20, 19), "−5\u202f%"),
        ((999, 1000), "+0\u202f%"),
        ((1000, 1004), "+0,4\u202f%"),
    ],
)
def test_a_change_of_a_base_under_twenty_is_never_in_per_cent(values, share):
    found = changes(real(), opened(belegt=values), Q3)
    if share == "+0\u202f%":
        share = "±0\u202f%"
    assert column(found, "In Prozent") == [share]
    assert ("%" in found.sentence) == (share[0] in "+−")


def test_a_small_base_does_not_come_first_because_it_doubled():
    found = changes(real(), opened(plaetze=(4, 8), belegt=(1000, 1300)), Q3)
    assert found.data["score"].tolist() == [3.0, 2.0]
    assert column(found, "Kennzahl") == ["Untergebrachte Personen", "Plätze in Unterkünften"]


def test_a_rate_in_per_cent_changes_by_points_only():
    found = changes(real(), opened(auslastung=(60, 80)), Q3)
    assert column(found, "In Prozent") == ["in Prozentpunkten"]
    assert "20 Prozentpunkte mehr als" in found.sentence
    assert "%" not in found.sentence


def test_a_history_that_never_moved_takes_the_last_place_shown_for_usual():
    found = changes(real(), opened(belegt=(50, 50, 50, 50, 50, 50, 50, 53)), Q3)
    assert found.data["score"].tolist() == [3.0]
    assert column(found, "Üblich") == ["1 Person"]


def test_what_cannot_be_compared_is_left_out_and_named_with_its_reason():
    found = changes(
        real(),
        {
            **opened(belegt=(40, "•"), plaetze=("•", 50), gesperrt=("", 5), nutzbar_frei=(7, 7)),
            **opened(zugaenge=[row(PEINE, "2026-Q2", 5), row(PEINE, "2026-Q3", 9, missing=("Lengede",))]),
            **opened(praktika=series(PEINE, [4, 9])),
        },
        Q3,
    )
    assert found.data.empty
    assert found.sentence == "Für keine von 6 Kennzahlen lässt sich im Landkreis Peine eine Veränderung angeben."
    assert [note for note in found.notes if note.startswith("Ohne Veränderung")] == [
        "Ohne Veränderung in dieser Liste, zurückgehalten: Plätze in Unterkünften, Untergebrachte Personen.",
        "Ohne Veränderung in dieser Liste, kein Wert zum Vergleich: Gesperrte Plätze.",
        "Ohne Veränderung in dieser Liste, unverändert: Nutzbare freie Plätze.",
        "Ohne Veränderung in dieser Liste, den Summen fehlen verschiedene Orte: Zugänge in Unterkünfte.",
        "Ohne Veränderung in dieser Liste, der neueste Wert ist älter: Begonnene Praktika.",
    ]


def test_nothing_is_compared_across_a_break():
    rows = series(PEINE, [800, 500], ["2022-Q1", "2022-Q2"])
    found = changes(real(), opened(davon_asylblg=rows), Period("2022-Q2"))
    assert found.data.empty
    assert any("ein Bruch liegt dazwischen: " in note for note in found.notes)


def test_at_most_seven_are_listed_and_the_rest_is_counted():
    codes = [one.code for one in real().enabled() if one.frequency == "quarter" and one.kind == "value"][:9]
    found = changes(real(), opened(**{code: (100, 110 + number) for number, code in enumerate(codes)}), Q3)
    assert len(found.data) == 7
    assert found.data["score"].tolist() == sorted(found.data["score"], reverse=True)
    assert "Nicht in der Liste, weil weniger stark verändert: 2 Kennzahlen." in found.notes


def test_a_yearly_figure_of_last_year_is_new_and_one_of_the_year_before_is_not():
    rows = series(PEINE, [100, 130], ["2024", "2025"])
    assert len(changes(real(), opened(svb_auslaender=rows), Q3).data) == 1
    assert len(changes(real(), opened(svb_auslaender=rows), Period("2027-Q4")).data) == 0


def test_without_any_value_nothing_has_changed():
    found = changes(real(), {}, Q3)
    assert found.sentence == "Es liegen noch keine Werte vor, deren Veränderung sich vergleichen ließe."
    assert (found.source, found.as_of) == ("keine Angabe", "keine Angabe")


def test_what_hardly_ever_changes_is_measured_by_a_thousandth_and_not_counted_endlessly():
    found = changes(real(), opened(plaetze=(*[5_000] * 7, 5_300)), Q3)
    assert column(found, "Üblich") == ["5 Plätze"]
    assert column(found, "Vielfaches der üblichen Veränderung") == ["60,0"]
    assert "mehr als das 20-Fache der üblichen Veränderung" in found.sentence
