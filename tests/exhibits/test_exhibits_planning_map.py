"""What is still owed stands on the map; who owes nothing is a class of its own, what is hidden stays hidden."""

import pytest

from dashboard.exhibits import table
from dashboard.exhibits.accommodation import map_of
from dashboard.exhibits.deck_renderer import encoded
from dashboard.exhibits.map_svg import map_svg
from dashboard.exhibits.planning_map import owed_map
from dashboard.periods import Period
from exhibits.exhibit_frames import LENGEDE, TOWNS, VECHELDE, history, squares, town, used
from planning.quota_rooms import quota, row

GROUP = town("031575401", "Samtgemeinde Aller", level="association")
INNER = town("03157010", "Ahnsen", parent="031575401")
LONELY = town("03157099", "Forst", kind="Gemeindefreies Gebiet")


def of(area, target, **more):
    names = {place["area"]: place["name"] for place in (*TOWNS, GROUP)}
    return row(area, target, name=names.get(area, area), **more)


def made(*rows, places=TOWNS):
    return owed_map(quota(*rows, district=row("99001", 90, actual=20)), squares(places), boundary_source="© BKG")


def test_places_are_coloured_by_what_they_owe_and_the_district_stands_in_the_table():
    shown = made(
        of(LENGEDE["area"], 30, actual=30), of(VECHELDE["area"], 40, actual=10),
        of("03157008", 9, actual=None, sign="•"), of("03157009", 9, actual=12),
    )  # fmt: skip
    chart = shown.chart
    assert [(one.name, one.state, one.label) for one in chart.areas] == [
        ("Lengede", "value", "0"), ("Vechelde", "value", "30"), ("Wendeburg", "withheld", "•"),
        ("Ilsede", "value", "-3"),
    ]  # fmt: skip
    assert chart.classes.labels[0] == "nichts mehr"
    assert [chart.classes.labels[one.class_index] for one in chart.areas if one.class_index is not None] == [
        "nichts mehr", "1 und mehr", "nichts mehr",
    ]  # fmt: skip
    assert chart.areas[1].details == (
        "Vechelde", "Noch aufzunehmende Personen: 30", "Soll: 40", "Angerechnet: 0", "Aufgenommen: 10",
    )  # fmt: skip
    assert table(shown)["Noch aufzunehmen"].tolist() == ["0", "30", "•", "-3", "70"]
    assert table(shown)["Ort"].tolist()[-1] == "Landkreis Musterland"
    assert chart.shows_withheld
    assert encoded(shown).unnamed == ()
    assert "Vechelde" in map_svg(shown).svg


def test_an_association_is_drawn_whole_a_place_without_a_quota_is_missing_and_one_without_a_border_is_named():
    shown = made(of(GROUP["area"], 12), of("03157777", 5), places=(GROUP, INNER, LONELY))
    assert [(one.name, one.state) for one in shown.chart.areas] == [
        ("Samtgemeinde Aller", "value"), ("Forst (gemeindefrei)", "missing"),
    ]  # fmt: skip
    assert [one.name for one in shown.chart.outlines] == ["Ahnsen"]
    assert shown.notes[0] == "Ohne Grenze und deshalb nicht auf der Karte: 03157777."


def test_without_anything_owed_there_is_still_a_map_and_the_history_has_none():
    assert made(of(LENGEDE["area"], 3, actual=3)).chart.classes.labels == ("nichts mehr", "1 und mehr")
    with pytest.raises(ValueError, match="comes from a quota"):
        map_of(
            history([LENGEDE], {(LENGEDE["area"], "2026-Q3"): used(1, 2)}), [], None, metric="noch_aufzunehmen",
            period=Period("2026-Q3"), boundary_source="©",
        )  # fmt: skip


def test_hidden_credits_hide_what_is_open_on_the_map_and_say_so():
    hidden = {"credited": None, "credited_sign": "•"}
    shown = made(of(LENGEDE["area"], 40, actual=30, **hidden), of(VECHELDE["area"], 20, actual=25, **hidden))
    assert [shape.label for shape in shown.chart.areas if shape.area in (LENGEDE["area"], VECHELDE["area"])] == [
        "•"
    ] * 2
    assert {"Angerechnet: •", "Aufgenommen: 30"} <= set(shown.chart.areas[0].details)
