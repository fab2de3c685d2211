"""The map of accommodation says its message, names what is missing, and hides what is withheld."""

import pandas as pd
import pytest
from exhibit_frames import (
    ILSEDE,
    LENGEDE,
    PEINE,
    TOWNS,
    VECHELDE,
    WENDEBURG,
    facilities,
    hidden,
    history,
    square,
    squares,
    town,
    used,
)

from dashboard.errors import NotFound
from dashboard.exhibits import table
from dashboard.exhibits.accommodation import map_of
from dashboard.exhibits.exhibit import FURTHER
from dashboard.periods import Period

Q3 = Period("2026-Q3")
WITHHELD = "zurückgehalten, damit keine einzelnen Personen erkennbar werden"


def mapped(
    rows, *, metric="auslastung", places=(PEINE, *TOWNS), features=None, shelters=None, periods=("2026-Q3",), **more
):
    return map_of(
        history(places, rows, periods=periods),
        squares(places) if features is None else features,
        shelters,
        metric=metric,
        period=Q3,
        boundary_source="© GeoBasis-DE / BKG 2016 (Daten verändert)",
        **more,
    )


COMPLETE = {
    ("03157", "2026-Q3"): used(168, 200),
    ("03157006", "2026-Q3"): used(97, 100),
    ("03157005", "2026-Q3"): used(25, 40),
    ("03157008", "2026-Q3"): used(30, 40),
    ("03157009", "2026-Q3"): used(16, 20),
}


def test_utilisation_names_the_fullest_place_and_the_district():
    found = mapped(COMPLETE)
    assert found.sentence == ("Vechelde ist mit 97\u202f% am stärksten belegt, im Landkreis Peine sind es 84\u202f%.")
    assert found.title == "Auslastung der Unterkünfte, 3. Quartal 2026"
    assert found.alt.startswith("Karte der Orte, Auslastung der Unterkünfte: Vechelde ist")
    assert found.as_of == "30.09.2026"
    assert found.notes == ("Grenzen: © GeoBasis-DE / BKG 2016 (Daten verändert)",)


def test_ties_share_the_sentence():
    rows = {**COMPLETE, ("03157009", "2026-Q3"): used(97, 100)}
    assert mapped(rows).sentence.startswith("Vechelde und Ilsede sind mit jeweils 97\u202f% am stärksten belegt,")
    same = {key: used(9, 10) for key in COMPLETE}
    assert mapped(same).sentence == (
        "In allen Orten sind 90\u202f% der verfügbaren Plätze belegt, im Landkreis Peine sind es 90\u202f%."
    )


def test_the_fullest_of_an_incomplete_map_is_only_the_fullest_of_those_known():
    rows = {key: row for key, row in COMPLETE.items() if key[0] != "03157009"}
    rows["03157", "2026-Q3"] = used(152, 180, missing=("Ilsede",))
    found = mapped(rows)
    assert found.sentence == (
        "Unter den Orten mit Angabe ist Vechelde mit 97\u202f% am stärksten belegt, "
        "in den meldenden Orten zusammen sind es 84\u202f%; für Ilsede liegt keine Angabe vor."
    )
    assert "Die Zahl für den Landkreis Peine ist unvollständig. Es fehlt Ilsede." in found.notes
    assert "Ohne Angabe: Ilsede." in found.notes
    shape = next(area for area in found.chart.areas if area.name == "Ilsede")
    assert (shape.state, shape.class_index, shape.label) == ("missing", None, "keine Angabe")
    assert table(found).iloc[3].tolist() == ["Ilsede", "keine Angabe", "keine Angabe", "keine Angabe"]


def test_withheld_places_are_said_to_be_withheld_and_are_not_compared():
    rows = {**COMPLETE, ("03157009", "2026-Q3"): hidden()}
    found = mapped(rows)
    assert found.sentence == (
        "Unter den Orten mit Angabe ist Vechelde mit 97\u202f% am stärksten belegt, im Landkreis Peine sind es "
        f"84\u202f%; für Ilsede ist die Angabe {WITHHELD}."
    )
    assert f"• {WITHHELD}{FURTHER}" in found.notes
    shape = next(area for area in found.chart.areas if area.name == "Ilsede")
    assert (shape.state, shape.class_index, shape.label) == ("withheld", None, "•")


def test_when_all_is_withheld_the_reason_is_said_once():
    rows = {(place["area"], "2026-Q3"): hidden() for place in (PEINE, *TOWNS)}
    assert mapped(rows).sentence == (
        f"Im Landkreis Peine ist die Angabe zur Auslastung {WITHHELD}; "
        "für 4 Orte sind die Angaben ebenfalls zurückgehalten."
    )


def test_without_any_data_the_map_says_so():
    found = mapped({})
    assert found.sentence == "Im 3. Quartal 2026 liegt keine Angabe zur Auslastung vor."
    assert found.as_of == "keine Angabe"
    assert {area.state for area in found.chart.areas} == {"missing"}
    assert mapped({}, metric="veraenderung").sentence == (
        "Im 3. Quartal 2026 liegt keine Angabe zur Veränderung der untergebrachten Personen vor."
    )


def test_the_only_place_with_a_figure_is_not_the_fullest():
    rows = {("03157006", "2026-Q3"): used(97, 100)}
    assert mapped(rows).sentence == (
        "Nur für Vechelde liegt eine Angabe vor, dort sind 97\u202f% der verfügbaren Plätze belegt; "
        "für Lengede, Wendeburg und Ilsede liegt keine Angabe vor."
    )


def test_a_kreisfreie_stadt_is_a_map_of_one_place():
    city = {"area": "03101", "name": "Braunschweig", "level": "district", "kind": "Kreisfreie Stadt", "parent": None}
    found = mapped({("03101", "2026-Q3"): used(40, 50)}, places=[city], features=[square(city, 0)])
    assert found.sentence == "In Braunschweig sind 80\u202f% der verfügbaren Plätze belegt."
    assert [area.name for area in found.chart.areas] == ["Braunschweig"]
    assert len(found.data) == 1


def test_people_housed_are_counted_for_the_district_and_not_ranked():
    rows = {**COMPLETE, ("03157", "2026-Q2"): used(156, 200)}
    found = mapped(rows, metric="belegt")
    assert found.sentence == "Im Landkreis Peine sind 168 Personen untergebracht, 12 mehr als im 2. Quartal 2026."


def test_the_change_map_says_where_there_are_more_and_fewer():
    before = {
        ("03157", "2026-Q2"): used(169, 200),
        ("03157006", "2026-Q2"): used(90, 100),
        ("03157005", "2026-Q2"): used(30, 40),
        ("03157008", "2026-Q2"): used(30, 40),
    }
    found = mapped({**COMPLETE, **before}, metric="veraenderung")
    assert found.sentence == (
        "Im Landkreis Peine ist 1 Person weniger untergebracht als im 2. Quartal 2026; es sind in 1 Ort mehr, "
        "in 1 Ort weniger und in 1 Ort ebenso viele Personen; für Ilsede lässt sich keine Veränderung angeben."
    )
    assert table(found).iloc[:, 1].tolist() == ["−5", "+7", "±0", "keine Angabe", "−1"]


def test_a_change_from_or_to_a_withheld_number_is_withheld():
    rows = {**COMPLETE, ("03157006", "2026-Q2"): hidden()}
    found = mapped(rows, metric="veraenderung")
    vechelde = next(area for area in found.chart.areas if area.name == "Vechelde")
    assert (vechelde.state, vechelde.label) == ("withheld", "•")


def test_an_older_value_is_shown_with_its_own_date():
    rows = {key: row for key, row in COMPLETE.items() if key[0] != "03157006"}
    rows["03157006", "2026-Q2"] = used(99, 100)
    found = mapped(rows)
    assert found.sentence.startswith("Vechelde (Stand 2. Quartal 2026) ist mit 99\u202f% am stärksten belegt")
    assert "Älterer Stand: Vechelde (2. Quartal 2026)." in found.notes
    assert found.as_of == "30.09.2026 (einzelne Orte früher)"
    assert found.data.loc[found.data["name"] == "Vechelde", "stand"].item() == "2. Quartal 2026"


def test_classes_stay_the_same_over_the_quarters():
    rows = {
        (place["area"], f"2026-Q{quarter}"): used(10 * quarter * number, 1000)
        for number, place in enumerate(TOWNS, 1)
        for quarter in (1, 2, 3, 4)
    }
    frame, drawn = history((PEINE, *TOWNS), rows), squares(TOWNS)
    scales = {
        map_of(frame, drawn, None, metric="belegt", period=Period(f"2026-Q{q}"), boundary_source="x").chart.classes
        for q in (1, 2, 3, 4)
    }
    assert len(scales) == 1
    assert scales.pop().breaks == (30, 40, 60, 80)


SG = town("031545403", "Samtgemeinde Velpke", kind="Samtgemeinde", level="association")
VELPKE = town("03154022", "Velpke", parent="031545403")
DANNDORF = town("03154004", "Danndorf", parent="031545403")
BUEDDENSTEDT = town("03157099", "Büddenstedt")
WOODS = town("03154501", "Mariental", kind="gemeindefreies Gebiet")


def test_an_association_is_drawn_on_its_union_with_its_members_as_outlines():
    rows = {("031545403", "2026-Q3"): used(40, 50), ("03154022", "2026-Q3"): used(30, 40)}
    found = mapped(rows, places=[PEINE, SG, VELPKE, DANNDORF, WOODS])
    assert [area.name for area in found.chart.areas] == ["Samtgemeinde Velpke", "Mariental (gemeindefrei)"]
    assert found.chart.areas[0].caption == ("SG Velpke", "80\u202f%")
    assert found.chart.areas[1].caption == ("Mariental", "gemeindefrei")
    assert [outline.name for outline in found.chart.outlines] == ["Velpke", "Danndorf"]
    assert "Gezeigt wird die Angabe für die Samtgemeinde Velpke; eigene Angaben gibt es auch von Velpke." in found.notes
    assert "Gemeindefreie Gebiete ohne Angabe: Mariental." in found.notes
    assert "Mariental" not in found.sentence


def test_places_without_any_row_are_drawn_as_missing_but_not_over_their_association():
    places = [PEINE, SG, VELPKE, DANNDORF, BUEDDENSTEDT]
    rows = {("03157", "2026-Q3"): used(40, 50), ("031545403", "2026-Q3"): used(40, 50)}
    found = map_of(
        history([PEINE, SG], rows), squares(places), None, metric="auslastung", period=Q3, boundary_source="©"
    )
    assert [(area.name, area.state) for area in found.chart.areas] == [
        ("Samtgemeinde Velpke", "value"),
        ("Büddenstedt", "missing"),
    ]
    assert [outline.name for outline in found.chart.outlines] == ["Velpke", "Danndorf"]
    assert found.sentence.endswith("; für Büddenstedt liegt keine Angabe vor.")
    assert found.data["name"].tolist() == ["Samtgemeinde Velpke", "Büddenstedt", "Landkreis Peine"]


def test_members_are_drawn_where_their_association_has_no_row():
    places = [PEINE, SG, VELPKE, DANNDORF]
    rows = {("03154022", "2026-Q3"): used(40, 50)}
    found = map_of(
        history([PEINE, VELPKE, DANNDORF], rows), squares(places), None, metric="belegt", period=Q3, boundary_source="©"
    )
    assert [(area.name, area.state) for area in found.chart.areas] == [("Velpke", "value"), ("Danndorf", "missing")]
    assert found.chart.outlines == ()


def test_an_empty_history_is_a_map_of_missing_places():
    columns = ["area", "name", "level", "kind", "parent", "period", "period_end", "belegt", "auslastung"]
    found = map_of(
        pd.DataFrame(columns=columns),
        squares([SG, VELPKE, VECHELDE]),
        None,
        metric="belegt",
        period=Q3,
        boundary_source="©",
    )
    assert [area.name for area in found.chart.areas] == ["Velpke", "Vechelde"]
    assert found.sentence == "Im 3. Quartal 2026 liegt keine Angabe zu den untergebrachten Personen vor."


def test_a_figure_that_only_some_facilities_state_is_said_to_have_no_sum():
    rows = {**COMPLETE, ("03157006", "2026-Q3"): used(97, 100, partial=("nutzbar_frei",))}
    found = mapped(rows, metric="nutzbar_frei")
    assert "Nur für einen Teil der Unterkünfte gemeldet und deshalb ohne Summe: Nutzbar frei (Vechelde)." in found.notes


def test_what_cannot_be_drawn_is_named():
    drawn = [*squares([LENGEDE, VECHELDE, WENDEBURG]), square(BUEDDENSTEDT, 9)]
    shelters = facilities(
        {"area": "03157006", "name": "Alte Schule", "plaetze": 50, "belegt": 40},
        {"area": "03157006", "name": "Am Markt", "plaetze": 20, "belegt": 20, "latitude": float("nan")},
        {"area": "03157006", "name": "", "kind": "Wohnung", "latitude": float("nan"), "plaetze": 9, "belegt": 9},
    )
    found = mapped(COMPLETE, features=drawn, shelters=shelters)
    assert "Ohne Grenze und deshalb nicht auf der Karte: Ilsede." in found.notes
    assert "Ohne Angabe: Büddenstedt." in found.notes
    assert "Ohne Lage und deshalb nicht als Kreis auf der Karte: Am Markt." in found.notes
    assert [point.name for point in found.chart.facilities] == ["Alte Schule"]
    assert ILSEDE["name"] in table(found)["Ort"].tolist()


def test_hovering_tells_the_place_its_course_and_its_facilities():
    rows = {
        **COMPLETE,
        ("03157006", "2026-Q2"): used(90, 100, nutzbar_frei=4),
        ("03157006", "2026-Q1"): {"auslastung": "•", "belegt": "•"},
    }
    shelters = facilities(
        {"area": "03157006", "name": "Alte Schule", "plaetze": 50, "belegt": 40},
        {"area": "03157006", "name": "", "kind": "Wohnung", "plaetze": 47, "belegt": 47},
    )
    found = mapped(rows, shelters=shelters)
    vechelde = next(area for area in found.chart.areas if area.name == "Vechelde")
    assert vechelde.details == (
        "Vechelde",
        "Auslastung der Unterkünfte: 97\u202f%",
        "Untergebracht: 97",
        "Plätze: 100",
        "Nutzbar frei: 4 (Stand 2. Quartal 2026)",
        "Verlauf (Auslastung): Q1 2026 •, Q2 2026 90\u202f%, Q3 2026 97\u202f%",
        "Alte Schule (Gemeinschaftsunterkunft): belegt 40, Plätze 50",
        "Wohnung: belegt 47, Plätze 47",
    )


def test_many_facilities_are_cut_with_their_number_said():
    shelters = facilities(*({"area": "03157006", "name": f"Haus {n}", "plaetze": 5, "belegt": 5} for n in range(10)))
    vechelde = next(a for a in mapped(COMPLETE, shelters=shelters).chart.areas if a.name == "Vechelde")
    assert vechelde.details[-2:] == (
        "Haus 7 (Gemeinschaftsunterkunft): belegt 5, Plätze 5",
        "und 2 weitere Unterkünfte",
    )


def test_traps_and_the_date_of_the_inhabitants_are_noted():
    rows = {key: {**row, "belegt_je_1000": 8.1, "einwohner_period": "2022"} for key, row in COMPLETE.items()}
    found = mapped(rows, metric="belegt_je_1000", traps=("Belegung ist ein Stichtagswert.",))
    assert "Die Einwohnerzahlen sind vom 31.12.2022." in found.notes
    assert "Belegung ist ein Stichtagswert." in found.notes
    assert found.sentence == "Im Landkreis Peine kommen auf 1.000 Einwohner 8,1 untergebrachte Personen."


def test_an_official_sign_without_a_value_is_no_number_and_not_missing():
    rows = {**COMPLETE, ("03157009", "2026-Q3"): {"auslastung": "/", "belegt": 3}}
    found = mapped(rows)
    shape = next(area for area in found.chart.areas if area.name == "Ilsede")
    assert (shape.state, shape.label) == ("sign", "/")
    assert "/ Angabe zu unsicher" in found.notes


def test_an_unknown_metric_is_told():
    with pytest.raises(NotFound, match="gibt es auf dieser Karte nicht"):
        mapped(COMPLETE, metric="glück")
