"""Charts for the screen: German axes, visible gaps and signs, series told apart without colour."""

import json
from dataclasses import replace

import plotly.graph_objects as go
import pytest
from exhibit_frames import ILSEDE, LENGEDE, PEINE, VECHELDE, hidden, history, town, used

from dashboard.exhibits import table
from dashboard.exhibits.accommodation import map_of, table_of, trend
from dashboard.exhibits.charts import Bars, Lines, Mark
from dashboard.exhibits.plotly_renderer import CONFIG, encoded, figure, spec
from dashboard.periods import Period

Q3 = Period("2026-Q3")


def course(rows, **more):
    return trend(history([PEINE], rows), "03157", **more)


ROWS = {
    ("03157", "2025-Q4"): used(1000, 1500),
    ("03157", "2026-Q2"): used(1300, 1500),
    ("03157", "2026-Q3"): used(1220, 1600),
}


def test_lines_are_german_and_leave_gaps():
    found = spec(course(ROWS))
    belegt, plaetze = found["data"]
    assert belegt["x"] == ["Q4 2025", "Q1 2026", "Q2 2026", "Q3 2026"]
    assert belegt["y"] == [1000, None, 1300, 1220]
    assert plaetze["y"] == [1500, None, 1500, 1600]
    assert belegt["connectgaps"] is False
    assert belegt["mode"] == "lines+markers"
    assert belegt["hovertext"][:2] == ["4. Quartal 2025<br>Belegt: 1.000", "1. Quartal 2026<br>Belegt: keine Angabe"]
    layout = found["layout"]
    assert layout["separators"] == ",."
    assert layout["xaxis"]["separatethousands"] is layout["yaxis"]["separatethousands"] is True
    assert layout["xaxis"]["title"]["text"] == "Quartal"
    assert layout["yaxis"]["title"]["text"] == "Personen und Plätze"
    assert layout["yaxis"]["rangemode"] == "tozero"
    assert layout["template"] == {}


def test_an_incomplete_sum_is_an_open_sign_and_says_at_least():
    rows = ROWS | {("03157", "2026-Q2"): used(1300, 1500, missing=("Lengede",))}
    found = course(rows)
    belegt, plaetze = spec(found)["data"]
    assert belegt["marker"]["symbol"] == ["circle", "circle", "circle-open", "circle"]
    assert plaetze["marker"]["symbol"][2] == "square-open"
    assert belegt["hovertext"][2] == "2. Quartal 2026<br>Belegt: mindestens 1.300"
    assert table(found)["Summe der Belegung"].tolist() == ["vollständig", "vollständig", "ohne Lengede", "vollständig"]
    assert "Unvollständige Summen (offene Zeichen): 2. Quartal 2026 ohne Lengede." in found.notes
    assert "Summe der Belegung" not in table(course(ROWS))


def test_series_differ_by_dash_and_marker_and_bars_by_pattern():
    first, second = spec(course(ROWS))["data"]
    assert first["line"]["dash"] != second["line"]["dash"]
    assert first["marker"]["symbol"] != second["marker"]["symbol"]
    rows = {("03157005", "2026-Q3"): used(25, 40), ("03157006", "2026-Q3"): used(97, 120)}
    first, second = spec(table_of(history((LENGEDE, VECHELDE), rows), Q3))["data"]
    assert first["marker"]["pattern"]["shape"] != second["marker"]["pattern"]["shape"]


def test_a_sign_stands_on_the_axis_under_its_quarter_at_no_height():
    rows = {**ROWS, ("03157", "2026-Q1"): hidden(plaetze=1500), ("03157", "2026-Q2"): {"belegt": "…", "plaetze": "."}}
    notes = spec(course(rows))["layout"]["annotations"]
    assert [(note["text"], note["x"], note["yref"]) for note in notes] == [("•", 1, "paper"), ("… .", 2, "paper")]
    assert notes[0]["hovertext"] == (
        "1. Quartal 2026<br>Belegt: • zurückgehalten, damit keine einzelnen Personen erkennbar werden"
    )


def test_one_quarter_is_a_point_with_room_around_it():
    found = spec(course({("03157", "2026-Q3"): used(3, 4)}))
    assert found["data"][0]["x"] == ["Q3 2026"]
    assert found["layout"]["xaxis"]["range"] == [-0.5, 0.5]
    assert found["layout"]["yaxis"]["dtick"] == 1


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({}, "Es liegt keine Angabe vor."),
        ({("03157", "2026-Q3"): hidden(plaetze="•")}, "Alle Werte sind zurückgehalten (•)."),
    ],
)
def test_an_empty_chart_says_why_it_is_empty(rows, expected):
    found = figure(trend(history([PEINE], rows, periods=["2026-Q3"]), "03157"))
    assert found.layout.annotations[-1].text == expected


def test_a_history_without_any_row_is_an_empty_chart():
    found = spec(trend(history([PEINE], {}, periods=["2026-Q3"]), "03157", period=Period("2020-Q1")))
    assert found["data"][0]["x"] == []
    assert found["layout"]["annotations"][-1]["text"] == "Es liegt keine Angabe vor."


def test_a_break_is_a_dotted_line_before_its_quarter():
    layout = spec(course(ROWS, marks=[Mark("2026-Q2", "neue Zählweise")]))["layout"]
    assert [(shape["x0"], shape["line"]["dash"]) for shape in layout["shapes"]] == [(1.5, "dot")]
    assert [(note["text"], note["x"]) for note in layout["annotations"]] == [("neue Zählweise", 1.5)]


def test_bars_keep_the_official_order_and_leave_out_the_total():
    rows = {
        ("03157", "2026-Q3"): used(1222, 1460),
        ("03157005", "2026-Q3"): used(1125, 1340),
        ("03157006", "2026-Q3"): hidden(plaetze=120),
    }
    found = spec(table_of(history((PEINE, LENGEDE, VECHELDE, ILSEDE), rows), Q3))
    belegt, plaetze = found["data"]
    assert belegt["y"] == ["Lengede", "Vechelde", "Ilsede"]
    assert belegt["x"] == [1125, None, None]
    assert belegt["text"] == ["1.125", "", ""]
    assert plaetze["x"] == [1340, 120, None]
    assert found["layout"]["yaxis"]["range"] == [2.5, -0.5]
    said = [(note["text"], note["x"], note["y"]) for note in found["layout"]["annotations"]]
    assert said == [("•", 0, pytest.approx(0.8)), ("keine Angabe", 0, pytest.approx(1.8)), ("keine Angabe", 0, 2.2)]


def test_bars_may_stand():
    rows = {("03157005", "2026-Q3"): used(25, 40), ("03157006", "2026-Q3"): hidden(plaetze=3)}
    exhibit = table_of(history((LENGEDE, VECHELDE), rows), Q3)
    found = spec(replace(exhibit, chart=Bars("name", ("auslastung",), "%")))
    assert found["data"][0]["x"] == ["Lengede", "Vechelde"]
    assert found["data"][0]["y"] == [62.5, None]
    assert found["layout"]["yaxis"]["ticksuffix"] == "\u202f%"
    assert found["layout"]["annotations"][0]["x"] == 1


def test_names_out_of_a_file_are_text_and_never_markup():
    nasty = town("03157005", '<a href="https://example.org">A & B</a>')
    text = encoded(table_of(history([nasty], {("03157005", "2026-Q3"): used(25, 40)}), Q3))
    assert "<a" not in text
    assert "&lt;a href=" in text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_specification_is_valid_and_free_of_foreign_addresses(theme):
    for exhibit in (course(ROWS), table_of(history([PEINE], ROWS), Q3)):
        text = encoded(exhibit, theme=theme)
        assert json.loads(text) == spec(exhibit, theme=theme)
        go.Figure(json.loads(text))
        assert "http" not in text
        assert "NaN" not in text
        assert {trace["type"] for trace in json.loads(text)["data"]} <= {"scatter", "bar"}


def test_themes_differ():
    assert encoded(course(ROWS), theme="light") != encoded(course(ROWS), theme="dark")


def test_a_map_is_not_drawn_by_plotly():
    exhibit = map_of(history([PEINE], ROWS), [], None, metric="belegt", period=Q3, boundary_source="x")
    with pytest.raises(ValueError, match="no lines, bars or timeline"):
        spec(exhibit)


def test_there_is_no_english_tool_bar():
    assert CONFIG["displayModeBar"] is False


def test_five_series_are_drawn():
    exhibit = course(ROWS)
    data = exhibit.data.assign(a=1.0, b=2.0, c=3.0)
    columns = (*exhibit.columns, *(replace(exhibit.columns[1], name=name, label=name) for name in "abc"))
    chart = Lines("period", ("belegt", "plaetze", "a", "b", "c"), "Personen")
    traces = spec(replace(exhibit, data=data, columns=columns, chart=chart))["data"]
    assert len({trace["line"]["dash"] for trace in traces}) == 5
    assert len({trace["line"]["color"] for trace in traces}) == 5
