"""Whatever a frame holds: every builder gives an exhibit with German sentences that every output can draw."""

import json

from exhibit_frames import LENGEDE, PEINE, VECHELDE, squares
from hypothesis import given, settings
from hypothesis import strategies as st
from monitoring_frames import Q3, frame, inhabitants, real, row

from dashboard.exhibits import deck_renderer, html_renderer, plotly_renderer
from dashboard.exhibits.charts import Bars, KeyFigures, Lines, PlaceMap
from dashboard.exhibits.monitoring_breakdown import breakdown
from dashboard.exhibits.monitoring_card import card
from dashboard.exhibits.monitoring_course import course
from dashboard.exhibits.monitoring_map import place_map
from dashboard.exhibits.monitoring_places import comparison
from dashboard.exhibits.monitoring_series import observed

PLACES = (PEINE, LENGEDE, VECHELDE)
CODES = ("2025", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026")
CELLS = st.sampled_from(["•", ".", "", "…"]) | st.integers(-5, 3000) | st.floats(0, 100, allow_nan=False)
MEMBERS = st.sampled_from([{}, {}, {"art": "Wohnung"}, {"art": "Sonstige"}, {"geschlecht": "weiblich"}])


@st.composite
def rows(draw):
    found = {}
    for _ in range(draw(st.integers(0, 14))):
        place, code, members = draw(st.sampled_from(PLACES)), draw(st.sampled_from(CODES)), draw(MEMBERS)
        missing = draw(st.sampled_from([(), (), ("Ilsede",), ("Ilsede", "Wendeburg")]))
        found[place["area"], code, str(members)] = row(place, code, draw(CELLS), members=members, missing=missing)
    return list(found.values())


def built(opened):
    known = [place.area for place in opened.places if place.level != "district"]
    return [
        card(opened, Q3),
        course(opened, areas=known),
        comparison(opened, Q3),
        place_map(opened, squares(PLACES), Q3, boundary_source="Quelle"),
        breakdown(opened, "art", title="Art der Unterkunft"),
    ]


def drawn(exhibit):
    text = html_renderer.table_html(exhibit) + html_renderer.footer_html(exhibit)
    match exhibit.chart:
        case KeyFigures():
            text += html_renderer.tiles_html(exhibit)
        case PlaceMap():
            text += deck_renderer.encoded(exhibit).json
        case Lines() | Bars():
            text += json.dumps(plotly_renderer.figure(exhibit).to_plotly_json(), default=str)
    return text


@settings(max_examples=60)
@given(rows(), st.sampled_from(sorted(real().indicators)), st.booleans())
def test_every_builder_gives_a_whole_exhibit(given_rows, code, per_thousand):
    indicator = real().indicators[code]
    people = inhabitants(row(PEINE, "2025", 100_000), row(LENGEDE, "2024", 0), code=code) if per_thousand else None
    opened = observed(frame(*given_rows), indicator, real().breaks_of(code), inhabitants=people)
    for exhibit in built(opened):
        for text in (exhibit.sentence, exhibit.alt, *exhibit.notes):
            assert "nan" not in text.lower().split()
            assert "  " not in text
            assert ".." not in text.replace("...", "")
            assert "None" not in text
        assert exhibit.sentence[0].isupper()
        assert exhibit.sentence.endswith((".", ")"))
        assert "NaN" not in drawn(exhibit)


@settings(max_examples=40)
@given(rows())
def test_the_district_never_stands_among_the_bars_of_its_places(given_rows):
    opened = observed(frame(*given_rows), real().indicators["belegt"])
    found = comparison(opened, Q3)
    if isinstance(found.chart, Bars) and len(found.data) > 1:
        assert found.chart.without == ((PEINE["name"],) if PEINE["name"] in found.data["name"].tolist() else ())
