"""Places of an indicator side by side and on the map, in official order, with stated results where little is known."""

import json

import pytest
from exhibit_frames import ILSEDE, LENGEDE, PEINE, TOWNS, VECHELDE, WENDEBURG, squares, town
from monitoring_frames import Q3, frame, real, row, seen, series

from dashboard.exhibits import table
from dashboard.exhibits.deck_renderer import encoded as deck_json
from dashboard.exhibits.html_renderer import table_html
from dashboard.exhibits.monitoring_map import place_map
from dashboard.exhibits.monitoring_places import comparison
from dashboard.exhibits.monitoring_series import observed
from dashboard.exhibits.plotly_renderer import spec
from dashboard.exhibits.svg import legend
from dashboard.periods import Period

SG = town("031545403", "Samtgemeinde Velpke", kind="Samtgemeinde", level="association")
VELPKE = town("03154022", "Velpke", parent="031545403")
SOURCE = "© GeoBasis-DE / BKG"

ROWS = (
    row(PEINE, "2026-Q3", 1222),
    row(LENGEDE, "2026-Q3", 25),
    row(VECHELDE, "2026-Q3", 97),
    row(WENDEBURG, "2026-Q3", "•"),
    row(ILSEDE, "2026-Q2", 40),
)
"""In official order; Ilsede has an older value only."""


def mapped(*rows, places=TOWNS, period=Q3, **more):
    return place_map(seen(*rows, **more), squares(places), period, boundary_source=SOURCE)


def test_bars_stand_in_official_order_and_the_district_only_in_the_table():
    found = comparison(seen(*ROWS), Q3)
    assert found.sentence == (
        "Zur Kennzahl „Untergebrachte Personen“ liegen im 3. Quartal 2026 Werte für 2 von 4 Orten vor, von 25 bis "
        "97 Personen; für Wendeburg ist die Zahl zurückgehalten, damit keine einzelnen Personen erkennbar werden; im "
        "Landkreis Peine beträgt die Kennzahl 1.222 Personen."
    )
    assert table(found)["Ort"].tolist() == ["Lengede", "Vechelde", "Wendeburg", "Ilsede", "Landkreis Peine"]
    assert table(found).iloc[:, 1].tolist() == ["25", "97", "•", "keine Angabe", "1.222"]
    (bars,) = spec(found)["data"]
    assert bars["y"] == ["Lengede", "Vechelde", "Wendeburg", "Ilsede"]
    assert bars["x"] == [25, 97, None, None]
    assert "Ohne Angabe im 3. Quartal 2026: Ilsede." in found.notes


def test_the_official_order_can_be_given():
    rows = [row(VECHELDE, "2026-Q3", 97), row(LENGEDE, "2026-Q3", 25), row(ILSEDE, "2026-Q3", 4)]
    found = comparison(seen(*rows, order=["03157005", "03157006", "99"]), Q3)
    assert table(found)["Ort"].tolist() == ["Lengede", "Vechelde", "Ilsede"]


def test_the_newest_period_with_any_value_is_compared():
    found = comparison(seen(*series(LENGEDE, [5, 6], ["2025-Q1", "2025-Q2"])), Q3)
    assert found.title == "Untergebrachte Personen nach Orten, 2. Quartal 2025"
    assert found.as_of == "30.06.2025"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((), "Zur Kennzahl „Untergebrachte Personen“ liegt noch keine Angabe vor."),
        (
            (row(LENGEDE, "2026-Q3", "•"), row(VECHELDE, "2026-Q3", "•"), row(PEINE, "2026-Q3", "•")),
            "Im 3. Quartal 2026 sind zur Kennzahl „Untergebrachte Personen“ die Werte aller Orte zurückgehalten, "
            "damit keine einzelnen Personen erkennbar werden; im Landkreis Peine ist die Kennzahl zurückgehalten.",
        ),
        (
            (row(LENGEDE, "2026-Q3", ""), row(VECHELDE, "2026-Q3", ""), row(PEINE, "2026-Q3", 7)),
            "Zur Kennzahl „Untergebrachte Personen“ liegt im 3. Quartal 2026 für keinen Ort ein Wert vor; im Landkreis "
            "Peine beträgt die Kennzahl 7 Personen.",
        ),
        (
            (row(LENGEDE, "2026-Q3", 1), row(VECHELDE, "2026-Q3", 1)),
            "Zur Kennzahl „Untergebrachte Personen“ liegen im 3. Quartal 2026 Werte für beide Orte vor, überall "
            "1 Person.",
        ),
        (
            (row(LENGEDE, "2026-Q3", 7), row(PEINE, "2026-Q3", 7)),
            "Im 3. Quartal 2026 beträgt die Kennzahl „Untergebrachte Personen“ in Lengede 7 Personen; ein Vergleich "
            "ist nicht möglich, weil es nur einen Ort gibt; im Landkreis Peine beträgt die Kennzahl 7 Personen.",
        ),
        (
            (row(PEINE, "2026-Q3", 0),),
            "Im 3. Quartal 2026 beträgt die Kennzahl „Untergebrachte Personen“ im Landkreis Peine 0 Personen; ein "
            "Vergleich ist nicht möglich, weil es nur einen Ort gibt.",
        ),
    ],
)
def test_little_or_nothing_known_has_a_stated_result(rows, sentence):
    found = comparison(seen(*rows), Q3)
    assert found.sentence == sentence
    spec(found)
    assert "<table" in table_html(found)
    assert mapped(*rows, places=()).sentence == sentence


def test_a_negative_value_is_a_bar():
    found = comparison(seen(row(LENGEDE, "2026-Q3", -2), row(VECHELDE, "2026-Q3", 5), code="aufnahme_ist"), Q3)
    assert spec(found)["data"][0]["x"] == [-2, 5]
    assert "von -2 bis 5 Personen" in found.sentence


def test_two_places_of_one_name_are_told_apart():
    twin = town("031545499", "Velpke", level="association", kind="Samtgemeinde")
    found = comparison(seen(row(twin, "2026-Q3", 3), row(LENGEDE, "2026-Q3", 5), row(VELPKE, "2026-Q3", 9)), Q3)
    assert table(found)["Ort"].tolist() == ["Velpke (Samtgemeinde)", "Lengede", "Velpke (Gemeinde)"]


def test_a_map_shows_values_signs_and_places_without_any_row():
    found = mapped(*ROWS[:4])
    states = {area.name: (area.state, area.label) for area in found.chart.areas}
    assert states == {
        "Lengede": ("value", "25"),
        "Vechelde": ("value", "97"),
        "Wendeburg": ("withheld", "•"),
        "Ilsede": ("missing", "keine Angabe"),
    }
    assert found.chart.shows_withheld
    assert found.notes[0] == "Ohne Angabe im 3. Quartal 2026: Ilsede."
    assert "Absolute Zahlen: Große Orte haben meist schon wegen ihrer Größe höhere Werte." in found.notes
    assert found.notes[-1] == f"Grenzen: {SOURCE}"
    text = deck_json(found).json
    assert json.loads(text)["layers"]
    assert "Wendeburg" in text
    assert "zurückgehalten (•)" in legend(found)


def test_the_classes_are_those_of_the_whole_history():
    rows = [*series(LENGEDE, [10, 50], ["2026-Q2", "2026-Q3"]), *series(VECHELDE, [20, 90], ["2026-Q2", "2026-Q3"])]
    before = mapped(*rows, period=Period("2026-Q2"))
    assert before.chart.classes == mapped(*rows).chart.classes


def test_an_association_with_a_value_stands_for_its_members_even_without_their_parents():
    orphan = {**VELPKE, "parent": ""}
    places = (SG, VELPKE, LENGEDE)
    whole = mapped(row(SG, "2026-Q3", 30), row(orphan, "2026-Q3", 9), row(LENGEDE, "2026-Q3", 5), places=places)
    assert [area.name for area in whole.chart.areas] == ["Samtgemeinde Velpke", "Lengede"]
    assert [outline.name for outline in whole.chart.outlines] == ["Velpke"]
    parts = mapped(row(SG, "2026-Q3", ""), row(orphan, "2026-Q3", 9), places=places)
    assert [area.name for area in parts.chart.areas] == ["Velpke", "Lengede"]


def test_a_place_without_a_border_is_named():
    assert (
        "Ohne Grenze und deshalb nicht auf der Karte: Vechelde, Wendeburg und Ilsede."
        in mapped(*ROWS, places=(LENGEDE,)).notes
    )


@pytest.mark.parametrize(
    "build", [comparison, lambda opened, period: place_map(opened, [], period, boundary_source="x")]
)
def test_where_the_catalogue_rules_it_out_there_is_neither_map_nor_comparison(build):
    code = "tatverdaechtige_nichtdeutsch_anteil"
    found = build(observed(frame(row(PEINE, "2025", 30)), real().indicators[code]), Period("2025"))
    assert found.chart is None
    assert "Das schließt ihr Eintrag im Kennzahlenkatalog aus." in found.sentence
    assert found.notes[0] == real().indicators[code].restrictions.note


def test_two_districts_in_one_frame_are_refused():
    other = {**PEINE, "area": "03154", "name": "Landkreis Helmstedt"}
    with pytest.raises(ValueError, match="two districts"):
        seen(row(PEINE, "2026-Q3", 1), row(other, "2026-Q3", 1))


def test_a_withheld_value_in_the_frame_is_refused():
    with pytest.raises(ValueError, match="withheld"):
        seen(row(PEINE, "2026-Q3", 3, sign="•"))
