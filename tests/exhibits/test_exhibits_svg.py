"""Sparklines and legends are well-formed SVG that a screen reader can read."""

import math
from xml.etree import ElementTree

import pytest
from exhibit_frames import PEINE, TOWNS, facilities, hidden, history, squares, used
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exhibits.accommodation import map_of, trend
from dashboard.exhibits.colours import palette
from dashboard.exhibits.svg import legend, legend_text, sparkline
from dashboard.periods import Period

SVG = "{http://www.w3.org/2000/svg}"


def parsed(text):
    return ElementTree.fromstring(text)


def test_a_sparkline_is_an_image_with_a_title():
    root = parsed(sparkline([1, 2], alt="Verlauf: Q1 <1> & „2“"))
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == "Verlauf: Q1 <1> & „2“"
    assert root.find(f"{SVG}title").text == "Verlauf: Q1 <1> & „2“"


def test_a_sparkline_without_description_is_refused():
    with pytest.raises(ValueError, match="description"):
        sparkline([1], alt=" ")


def test_gaps_are_gaps_and_the_last_value_is_marked():
    root = parsed(sparkline([1, 3, None, 2, 4], alt="Verlauf"))
    lines = root.findall(f"{SVG}polyline")
    assert [line.attrib["points"].count(",") for line in lines] == [2, 2]
    last = next(circle for circle in root.findall(f"{SVG}circle") if circle.attrib.get("class") == "last")
    assert (last.attrib["cx"], last.attrib["cy"]) == ("135", "5")
    assert last.attrib["fill"] == palette("light").series[1]


def test_a_value_between_gaps_is_a_dot_and_an_old_last_value_is_open():
    root = parsed(sparkline([None, 3, float("nan")], alt="Verlauf"))
    assert root.findall(f"{SVG}polyline") == []
    dot, last = root.findall(f"{SVG}circle")
    assert dot.attrib["cx"] == last.attrib["cx"] == "70"
    assert last.attrib["fill"] == "none"


def test_no_line_joins_sums_that_lack_different_places():
    lacking = [(), (), ("Ilsede",), ("Ilsede", "Lengede"), ("Lengede", "Ilsede")]
    root = parsed(sparkline([1, 3, 2, 2, 4], lacking=lacking, alt="Verlauf"))
    assert [line.attrib["points"].count(",") for line in root.findall(f"{SVG}polyline")] == [2, 2]
    circles = root.findall(f"{SVG}circle")
    assert [(circle.attrib.get("class"), circle.attrib["fill"] == "none") for circle in circles] == [
        (None, False),
        ("last", True),
    ]


def test_no_value_at_all_is_a_dashed_line():
    for values in ([], [None, None]):
        root = parsed(sparkline(values, alt="keine Angabe"))
        assert root.find(f"{SVG}line").attrib["stroke-dasharray"]
        assert root.findall(f"{SVG}circle") == []


def test_equal_values_are_a_level_line_and_one_value_is_one_dot():
    level = parsed(sparkline([7, 7], alt="Verlauf")).find(f"{SVG}polyline")
    assert level.attrib["points"] == "5,18 135,18"
    assert parsed(sparkline([7], alt="Verlauf")).findall(f"{SVG}polyline") == []


def test_themes_have_their_colours():
    assert palette("dark").series[0] in sparkline([1, 2], alt="Verlauf", theme="dark")


@given(st.lists(st.none() | st.floats(-1e6, 1e6), max_size=50))
def test_every_sparkline_stays_inside_its_box(values):
    root = parsed(sparkline(values, alt="Verlauf", width=140, height=36))
    for circle in root.findall(f"{SVG}circle"):
        assert 0 <= float(circle.attrib["cx"]) <= 140
        assert 0 <= float(circle.attrib["cy"]) <= 36
    known = [value for value in values if value is not None and not math.isnan(value)]
    assert sum(c.attrib.get("class") == "last" for c in root.findall(f"{SVG}circle")) == bool(known)


def mapped(rows, shelters=None, metric="auslastung"):
    return map_of(
        history((PEINE, *TOWNS), rows, periods=["2026-Q3"]),
        squares(TOWNS),
        shelters,
        metric=metric,
        period=Period("2026-Q3"),
        boundary_source="x",
    )


def test_the_legend_names_all_classes_and_what_is_missing():
    shelters = facilities(
        {"area": "03157006", "name": "Alte Schule", "plaetze": 100, "belegt": 80},
        {"area": "03157006", "name": "Halle", "kind": "Notunterkunft", "plaetze": 40, "belegt": 2},
    )
    exhibit = mapped({("03157006", "2026-Q2"): hidden(), ("03157006", "2026-Q3"): used(9, 10)}, shelters)
    texts = [text.text for text in parsed(legend(exhibit)).iter(f"{SVG}text")]
    assert texts == [
        *("unter 50\u202f%", "50\u202f% bis unter 75\u202f%", "75\u202f% bis unter 90\u202f%"),
        *("90\u202f% bis unter 100\u202f%", "100\u202f% und mehr", "keine Angabe", "zurückgehalten (•)"),
        *("G", "Gemeinschaftsunterkunft", "N", "Notunterkunft", "20 Plätze", "50 Plätze"),
    ]
    assert legend_text(exhibit) == (
        "Legende: unter 50\u202f%; 50\u202f% bis unter 75\u202f%; 75\u202f% bis unter 90\u202f%; "
        "90\u202f% bis unter 100\u202f%; 100\u202f% und mehr; keine Angabe; zurückgehalten (•); "
        "G: Gemeinschaftsunterkunft; N: Notunterkunft; die Fläche der Kreise wächst mit den Plätzen"
    )


def test_the_legend_of_another_circle_names_no_kind_of_accommodation():
    exhibit = mapped({("03157006", "2026-Q3"): used(9, 10)})
    assert "unterkunft" not in legend(exhibit).lower()
    assert "zurückgehalten" not in legend(exhibit)


def test_a_narrow_legend_breaks_into_rows():
    exhibit = mapped({("03157006", "2026-Q3"): used(9, 10)}, metric="veraenderung")
    wide, narrow = parsed(legend(exhibit, width=2000)), parsed(legend(exhibit, width=300))
    assert (int(wide.attrib["height"]), int(narrow.attrib["height"])) == (24, 144)


def test_only_maps_have_a_legend():
    exhibit = trend(history([PEINE], {("03157", "2026-Q3"): used(9, 10)}), "03157")
    with pytest.raises(ValueError, match="no map"):
        legend(exhibit)
    with pytest.raises(ValueError, match="no map"):
        legend_text(exhibit)
