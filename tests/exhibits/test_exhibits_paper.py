"""On paper a chart is drawn from what the screen gets: same values, gaps, signs, words; readable and harmless."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pandas as pd
import pytest
from exhibit_frames import ILSEDE, LENGEDE, PEINE, TOWNS, VECHELDE, facilities, hidden, history, squares, used
from test_exhibits_timeline import SOME, TODAY, measure

from dashboard.exhibits import Exhibit
from dashboard.exhibits.accommodation import map_of, trend
from dashboard.exhibits.charts import Bars, Goal, Mark
from dashboard.exhibits.exhibit import Column, Kind
from dashboard.exhibits.map_svg import map_svg
from dashboard.exhibits.measures_timeline import of_alliance
from dashboard.exhibits.paper_renderer import drawing
from dashboard.periods import Period

SVG = "{http://www.w3.org/2000/svg}"
Q3 = Period("2026-Q3")
ROWS = {
    ("03157", "2025-Q4"): used(1000, 1500),
    ("03157", "2026-Q2"): used(1300, 1500),
    ("03157", "2026-Q3"): used(1220, 1600),
    (ILSEDE["area"], "2026-Q3"): used(12, 40),
    (LENGEDE["area"], "2026-Q3"): used(30, 40),
    (VECHELDE["area"], "2026-Q3"): hidden(),
}


def texts(svg: str) -> list[str]:
    """All that is written, in the order of the drawing."""
    return ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def course(**more) -> Exhibit:
    found = trend(history([PEINE], ROWS), "03157")
    return replace(found, chart=replace(found.chart, **more))


def bars(**more) -> Exhibit:
    data = pd.DataFrame({
        "n": ["Peine", "Ilsede <b>", "Preis $5$", "Lengede"], "a": [10.0, 20.0, None, 5000.0],
        "a_sign": ["", "", "•", ""], "b": [1.5, 2.0, 3.0, 4.0],
    })  # fmt: skip
    columns = (Column("n", "Ort"), Column("a", "Anzahl", Kind.NUMBER), Column("b", "Anteil", Kind.NUMBER, 1))
    chart = Bars("n", ("a", "b"), "Personen", **more)
    return Exhibit("k", "T", "Satz.", chart, data, columns, "Quelle", "heute", (), "Säulen je Ort.")


def test_a_course_is_written_in_german_with_its_marks_goal_and_note():
    svg = drawing(course(marks=(Mark("2026-Q2", "Bruch <b>"),), goal=Goal(1400.0, "Ziel 2026"), note="Stichtagswert."))
    said = texts(svg)
    for wanted in ("Q4 2025", "Q1 2026", "Q3 2026", "1.600", "Quartal", "Belegt", "Plätze", "Bruch <b>", "Ziel 2026"):
        assert wanted in said, wanted
    assert "Stichtagswert." in said
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == course().alt
    assert root.get("viewBox").startswith("0 0 700 ")


def test_a_gap_stays_a_gap():
    """Four quarters of which one is missing: the first point stands alone, the other two are joined."""
    lines = re.findall(r'<path d="(M [^"]*)" clip-path', drawing(course()))
    joined = [line for line in lines if line.count("L") == 1 and line.count("M") == 2]
    assert len(joined) == 2, lines  # Belegt and Plätze


def test_bars_bear_their_values_signs_and_names_harmlessly():
    for more in ({"horizontal": True}, {}):
        said = texts(drawing(bars(**more)))
        for wanted in ("Peine", "Ilsede <b>", "Preis $5$", "10", "5.000", "1,5", "•", "Anzahl", "Personen"):
            assert wanted in said, (more, wanted, said)
    assert "•" in texts(drawing(bars(stacked=True)))


def test_a_timeline_names_its_measures_states_and_today():
    said = texts(drawing(of_alliance(7, SOME, TODAY)))
    assert {"heute, 26.11.2026", "▶ Sprachcafé", "▶ Lotsen <b>", "✓ Fortbildung", "Q1 2026"} <= set(said), said


def test_a_long_timeline_names_only_as_many_quarters_as_have_room():
    long = [measure(1, "Sprachcafé", date(2025, 10, 1), date(2028, 3, 31))]
    said = [one for one in texts(drawing(of_alliance(7, long, TODAY))) if re.fullmatch(r"Q\d 20\d\d", one)]
    assert said == ["Q1 2026", "Q3 2026", "Q1 2027", "Q3 2027", "Q1 2028"]


def test_many_people_draw_at_once_and_get_the_same():
    alone = drawing(course())
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: drawing(course()), range(8))) == {alone}


def test_a_table_has_no_chart_to_draw():
    with pytest.raises(ValueError, match="no lines"):
        drawing(replace(course(), chart=None))
    with pytest.raises(ValueError, match="no map"):
        map_svg(course())


def mapped(**more):
    houses = facilities({"name": "Haus & Hof", "area": ILSEDE["area"], "plaetze": 40.0, "belegt": 12.0})
    figures = history([PEINE, *TOWNS], ROWS)
    made = map_of(figures, squares(TOWNS), houses, metric="belegt", period=Q3, boundary_source="© BKG")
    return map_svg(made, **more)


def test_every_place_of_a_map_is_a_shape_with_its_name_value_and_code():
    found = mapped()
    root = ElementTree.fromstring(found.svg)
    titles = {
        one.get("data-area"): one.find(f"{SVG}title").text for one in root.iter(f"{SVG}g") if one.get("data-area")
    }
    assert titles[ILSEDE["area"]] == "Ilsede; 12"
    assert titles[VECHELDE["area"]] == "Vechelde; •"
    assert len(titles) == len(TOWNS)
    houses = [one for one in root.iter(f"{SVG}g") if one.get("data-facility")]
    assert ["Haus & Hof" in (one.find(f"{SVG}title").text or "") for one in houses] == [True]
    assert found.unnamed == ()
    assert {"unter 30", "30 und mehr", "keine Angabe", "zurückgehalten (•)"} <= set(texts(found.svg))


def test_places_without_room_for_their_name_are_told():
    found = mapped(size=(60, 40))
    said = " ".join(texts(found.svg))
    assert len(found.unnamed) == len(TOWNS) - 1
    assert not any(name in said for name in found.unnamed)
