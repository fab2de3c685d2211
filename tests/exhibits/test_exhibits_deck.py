"""The map as deck.gl: nothing from outside, nothing that is not in the exhibit, areas in proportion."""

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from exhibit_frames import PEINE, TOWNS, VECHELDE, facilities, hidden, history, squares, town, used
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from dashboard.exhibits.accommodation import map_of, trend
from dashboard.exhibits.deck_renderer import SIZE, deck, encoded, fill_of, radius
from dashboard.exhibits.geometry import Extent, extent, fitted, hatching, label_point, projected, unprojected
from dashboard.exhibits.labels import Box, circle_box, placed
from dashboard.periods import Period

Q3 = Period("2026-Q3")
ROWS = {
    ("03157", "2026-Q3"): used(168, 200),
    ("03157005", "2026-Q3"): used(25, 40),
    ("03157006", "2026-Q3"): used(97, 100),
    ("03157008", "2026-Q3"): hidden(),
}
SHELTERS = facilities(
    {"area": "03157006", "name": "Alte Schule <b>", "plaetze": 100, "belegt": 80},
    {"area": "03157006", "name": "Halle", "kind": "Notunterkunft", "plaetze": 400, "belegt": 2, "longitude": 10.16},
    {"area": "03157006", "name": "Ölmühle", "kind": "Sonstige", "longitude": 10.17},
)


def mapped(rows=ROWS, *, shelters=None, places=(PEINE, *TOWNS), features=None):
    drawn = squares(places) if features is None else features
    return map_of(
        history(places, rows, periods=["2026-Q3"]),
        drawn,
        shelters,
        metric="auslastung",
        period=Q3,
        boundary_source="© GeoBasis-DE / BKG 2016 (Daten verändert)",
    )


def walk(part: Any) -> Iterator[tuple[str, Any]]:
    """Every key and every plain value in nested JSON."""
    if isinstance(part, dict):
        for key, inner in part.items():
            yield key, None
            yield from walk(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from walk(inner)
    else:
        yield "", part


def layers(exhibit, **more):
    built = json.loads(encoded(exhibit, **more).to_json())
    return {layer["id"]: layer for layer in built["layers"]}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("shelters", [None, SHELTERS])
def test_nothing_is_fetched_from_anywhere(theme, shelters):
    built = json.loads(encoded(mapped(shelters=shelters), theme=theme).to_json())
    keys = {key for key, _ in walk(built)}
    texts = [value for _, value in walk(built) if isinstance(value, str)]
    assert not any("://" in text or "http" in text.lower() or text.startswith("data:") for text in texts)
    assert not any("tile" in key.lower() or "url" in key.lower() or "image" in key.lower() for key in keys)
    assert not any("tile" in text.lower() or "mapbox" in text.lower() or "carto" in text.lower() for text in texts)
    assert "mapProvider" not in built
    # without exactly this placeholder Streamlit asks Carto for tiles
    assert built["mapStyle"] == "__MAP_STYLE__"


def test_the_map_holds_only_what_the_exhibit_holds():
    expected = json.dumps(layers(mapped(shelters=SHELTERS)), ensure_ascii=False)
    assert "Alte Schule" in expected
    found = encoded(mapped(shelters=None)).to_json()
    assert "facilities" not in layers(mapped(shelters=None))
    for name in ("Alte Schule", "Halle", "Ölmühle", "Notunterkunft"):
        assert all(name not in str(part) for pair in walk(json.loads(found)) for part in pair)


def test_areas_have_identity_fill_and_german_hover():
    areas = layers(mapped())["areas"]
    properties = {feature["properties"]["name"]: feature["properties"] for feature in areas["data"]}
    assert areas["pickable"] is True
    assert areas["getFillColor"] == "@@=properties.fill"
    assert properties["Vechelde"]["area"] == "03157006"
    assert properties["Vechelde"]["tooltip"].split("\n")[:2] == ["Vechelde", "Auslastung der Unterkünfte: 97\u202f%"]
    fills = {name: tuple(found["fill"]) for name, found in properties.items()}
    assert len(set(fills.values())) == 4  # two classes, withheld, missing
    assert properties["Wendeburg"]["value"] == "•"


def test_missing_areas_are_hatched_and_withheld_ones_are_not():
    exhibit = mapped()
    states = {area.name: area.state for area in exhibit.chart.areas}
    assert states == {"Lengede": "value", "Vechelde": "value", "Wendeburg": "withheld", "Ilsede": "missing"}
    hatched = layers(exhibit)["hatching"]["data"]
    assert len(hatched) == 1
    ilsede = shape(next(area.geometry for area in exhibit.chart.areas if area.name == "Ilsede"))
    lines = shape(hatched[0]["geometry"])
    assert lines.length > 0
    assert ilsede.buffer(1e-4).contains(lines)


def test_facilities_are_circles_in_proportion_with_a_letter():
    found = layers(mapped(shelters=SHELTERS))["facilities"]
    points = {feature["properties"]["name"]: feature["properties"] for feature in found["data"]}
    assert found["pointType"] == "circle+text"
    assert found["pointRadiusUnits"] == "pixels"
    assert points["Halle"]["radius"] ** 2 == pytest.approx(4 * points["Alte Schule <b>"]["radius"] ** 2)
    assert {name: point["text"] for name, point in points.items()} == {
        "Alte Schule <b>": "G",
        "Halle": "N",
        "Ölmühle": "S",
    }
    assert "Plätze: keine Angabe" in points["Ölmühle"]["tooltip"]
    assert found["data"][0]["properties"]["name"] == "Halle"  # the largest lies below


def test_a_facility_without_places_has_no_area_and_one_without_number_a_fixed_one():
    assert radius(0) == 0
    assert radius(None) == 6
    assert math.isclose(radius(100) ** 2 * 4, radius(400) ** 2)


def test_hover_is_text_and_never_markup():
    built = deck(mapped(shelters=SHELTERS))
    assert set(built._tooltip) == {"text", "style"}
    assert built._tooltip["text"] == "{tooltip}"
    assert encoded(mapped())._tooltip == deck(mapped())._tooltip


def test_names_carry_every_character_they_need():
    places = [PEINE, town("03157005", "Königslutter am Elm"), town("03157006", "Ölper • Weiß")]
    names = layers(mapped({("03157005", "2026-Q3"): used(9, 10)}, places=places))["place-names"]
    texts = [feature["properties"]["text"] for feature in names["data"]]
    assert sorted(texts) == ["Königslutter am Elm\n90\u202f%", "Ölper • Weiß\nkeine Angabe"]
    assert set("".join(texts)) - {"\n"} <= set(names["textCharacterSet"])
    assert not names["textCharacterSet"].startswith("@@")
    assert names["pickable"] is False


def test_the_view_shows_the_whole_county_in_the_given_pixels():
    for size in ((900, 560), (320, 700)):
        built = json.loads(encoded(mapped(), size=size).to_json())
        state = built["initialViewState"]
        bounds = (10.0, 52.0, 10.4, 52.1)
        scale = 512 * 2 ** state["zoom"] / 360
        across = (bounds[2] - bounds[0]) * scale
        along = across / 4 / math.cos(math.radians(52.05))
        assert across <= size[0] - 47
        assert along <= size[1] - 47
        assert max(across / (size[0] - 48), along / (size[1] - 48)) == pytest.approx(1, abs=0.01)
        assert state["longitude"] == pytest.approx(10.2)
        assert state["latitude"] == pytest.approx(52.05, abs=0.001)
        assert state["minZoom"] < state["zoom"] < state["maxZoom"]


def test_a_map_without_any_area_shows_germany():
    state = json.loads(encoded(mapped(features=[])).to_json())["initialViewState"]
    assert 4.5 < state["zoom"] < 6


def test_members_are_outlined_on_the_union_of_their_association():
    sg = town("031545403", "Samtgemeinde Velpke", kind="Samtgemeinde", level="association")
    members = [town("03154022", "Velpke", parent="031545403"), town("03154004", "Danndorf", parent="031545403")]
    found = layers(mapped({("031545403", "2026-Q3"): used(40, 50)}, places=[PEINE, sg, *members]))
    assert [feature["properties"]["area"] for feature in found["areas"]["data"]] == ["031545403"]
    assert len(found["outlines"]["data"]) == 3


def test_a_name_without_room_is_listed_instead_of_written_over_another():
    places = [PEINE, *(town(f"031570{number:02}", f"Langer Ortsname {number}") for number in range(20))]
    found = encoded(mapped({}, places=places), size=(400, 300))
    names = json.loads(found.to_json())["layers"][-1]
    assert names["id"] == "place-names"
    assert len(names["data"]) + len(found.unnamed) == 20
    assert found.unnamed


def test_names_keep_clear_of_circles_and_of_each_other():
    exhibit = mapped(shelters=SHELTERS)
    shapes = {area.area: shape(area.geometry) for area in exhibit.chart.areas}
    view = fitted(extent(shapes.values()), *SIZE)
    circles = [circle_box(view, p.longitude, p.latitude, radius(p.places)) for p in exhibit.chart.facilities]
    labels = placed(exhibit.chart.areas, shapes, circles, view)
    assert len(labels) == 4
    vechelde = next(label for label in labels if label.area == VECHELDE["area"])
    x, y = projected(view, vechelde.longitude, vechelde.latitude)
    assert not any(circle.left < x < circle.right and circle.top < y < circle.bottom for circle in circles)
    for label in labels:
        assert shapes[label.area].covers(shape({"type": "Point", "coordinates": [label.longitude, label.latitude]}))


def test_a_place_without_a_value_never_covers_an_accommodation():
    exhibit = mapped({})
    shapes = {area.area: shape(area.geometry) for area in exhibit.chart.areas}
    view = fitted(extent(shapes.values()), *SIZE)
    everywhere = [Box(-1000, -1000, 1000, 1000)]
    silent = {area.area for area in exhibit.chart.areas if area.state == "missing"}
    assert silent == {area.area for area in exhibit.chart.areas}
    assert placed(exhibit.chart.areas, shapes, everywhere, view) == ()
    reported = [replace(area, state="value", class_index=0) for area in exhibit.chart.areas]
    assert len(placed(reported, shapes, everywhere, view)) == 4


def test_an_exhibit_without_map_is_refused():
    with pytest.raises(ValueError, match="no map"):
        deck(trend(history([PEINE], ROWS), "03157"))


def test_encoded_and_built_map_are_the_same():
    exhibit = mapped(shelters=SHELTERS)
    assert json.loads(encoded(exhibit).to_json()) == json.loads(deck(exhibit).to_json())


def test_fill_follows_the_class():
    exhibit = mapped()
    chart = exhibit.chart
    lengede = next(area for area in chart.areas if area.name == "Lengede")
    assert fill_of(lengede, chart, "light") == "#2b758e"  # 63 %: the second of five classes
    assert fill_of(replace(lengede, class_index=4), chart, "light") == "#440154"


@given(
    st.floats(6, 14),
    st.floats(47, 55),
    st.floats(0.05, 4),
    st.floats(0.05, 4),
    st.integers(200, 2000),
    st.integers(200, 2000),
)
def test_every_extent_fits_its_view(west, south, width, height, across, along):
    bounds = Extent(west, south, west + width, south + height)
    view = fitted(bounds, across, along)
    corners = [projected(view, x, y) for x in (bounds.west, bounds.east) for y in (bounds.south, bounds.north)]
    assert all(abs(x) <= across / 2 - 23.9 and abs(y) <= along / 2 - 23.9 for x, y in corners)
    assert unprojected(view, *corners[0]) == pytest.approx((bounds.west, bounds.south), abs=1e-6)


def test_real_counties_are_drawn_with_all_their_areas(shared_data):
    for name, count in (("lk_peine_03157", 7), ("lk_helmstedt_03154", 28)):
        collection = json.loads((shared_data / "geo" / f"{name}_simplify200.geojson").read_text("utf-8"))
        outlines = {f["properties"]["AGS"]: f for f in collection["features"]}
        places = [town(area, f["properties"]["GEN"]) for area, f in outlines.items()]
        features = [{**outlines[place["area"]], "properties": place} for place in places]
        found = mapped({}, places=[PEINE, *places], features=features)
        assert len(layers(found)["areas"]["data"]) == count
        for area in found.chart.areas:
            geometry = shape(area.geometry)
            assert geometry.buffer(1e-6).covers(shape({"type": "Point", "coordinates": label_point(geometry)}))
            assert hatching(geometry, extent([geometry]))
