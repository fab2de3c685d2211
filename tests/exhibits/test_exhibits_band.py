"""What a forecast may be is a filled band on the screen and dashed edges on paper, on slides and on the homepage."""

import json

import pandas as pd
import pytest
from slide_shapes import chart as chart_of
from slide_shapes import slides, workbook
from test_exhibits_paper import texts

from dashboard.documents.document import Document
from dashboard.documents.figures import figure as blocks_of
from dashboard.documents.html import html
from dashboard.exhibits import Exhibit, freezing
from dashboard.exhibits.charts import Lines, columns_of
from dashboard.exhibits.exhibit import Column, Kind
from dashboard.exhibits.html_renderer import table_html
from dashboard.exhibits.paper_renderer import drawing
from dashboard.exhibits.plotly_renderer import figure, spec

COLUMNS = (
    Column("label", "Monat"), Column("middle", "Frei", Kind.NUMBER), Column("low", "Frei mindestens", Kind.NUMBER),
    Column("high", "Frei höchstens", Kind.NUMBER),
)  # fmt: skip


def ahead(low=(5.0, 1.0, -4.0), high=(5.0, 7.0, 8.0), **signs) -> Exhibit:
    data = pd.DataFrame({
        "period": ["2026-10", "2026-11", "2026-12"], "label": ["Oktober", "November", "Dezember"],
        "middle": [5.0, 4.0, 2.0], "low": low, "high": high, **signs,
    })  # fmt: skip
    chart = Lines("period", ("middle",), "Plätze", band=("low", "high"))
    return Exhibit("k", "Ausblick", "Satz.", chart, data, COLUMNS, "Quelle", "heute", (), "Linie mit Spanne.")


def test_the_screen_fills_what_lies_between_the_edges_under_the_line():
    built = spec(ahead())
    low, high, middle = built["data"]
    assert (low["y"], high["y"], middle["y"]) == ([5, 1, -4], [5, 7, 8], [5, 4, 2])
    assert (high["fill"], high["fillcolor"]) == ("tonexty", "rgba(29,90,143,0.2)")
    assert "fill" not in low
    assert low["line"]["dash"] == high["line"]["dash"] == "dash"
    assert [trace.get("showlegend", True) for trace in built["data"]] == [False, True, True]
    assert (high["name"], middle["name"]) == ("Spanne", "Frei")
    assert low["hovertext"][1] == "Nov 2026<br>Frei mindestens: 1".replace("Nov 2026", "November 2026")
    assert json.loads(figure(ahead()).to_json())["data"][1]["fill"] == "tonexty"


def test_a_gap_in_an_edge_is_a_gap_of_the_band_and_a_sign_is_said():
    data = spec(ahead((5.0, None, 1.0), (6.0, 7.0, None)))["data"]
    assert [(trace["x"], trace["y"]) for trace in data[:-1]] == [(["Okt 2026"], [5]), (["Okt 2026"], [6])]
    told = spec(ahead((5.0, None, 1.0), low_sign=["", "•", ""]))
    assert [len(trace["x"]) for trace in told["data"][:-1]] == [1, 1, 1, 1]
    assert [trace["showlegend"] for trace in told["data"][:-1]] == [False, True, False, False]
    assert [note["text"] for note in told["layout"]["annotations"]] == ["•"]


def test_paper_has_the_area_and_two_dashed_edges():
    plain = drawing(ahead((None,) * 3, (None,) * 3))
    svg = drawing(ahead())
    assert svg.count("stroke-dasharray") - plain.count("stroke-dasharray") == 3  # two edges and the legend
    assert "opacity: 0.2" in svg
    assert "Spanne" in texts(svg)
    assert "Spanne" not in texts(plain)


def test_the_homepage_has_the_same_drawing_and_every_table_has_the_edges():
    document = Document("Mappe", "", blocks_of(ahead(), level=1), "Landkreis", "Öffentlichkeit", "heute")
    made = html(document).decode()
    assert "Frei mindestens" in made
    assert "svg" in made
    assert table_html(ahead()).count('<th scope="col"') == 4


def test_slides_have_the_edges_as_dashed_series_in_the_data():
    (slide,) = slides(ahead())
    made = chart_of(slide)
    values = {one.name: one.values for one in made.plots[0].series}
    assert values == {"Frei": (5, 4, 2), "Frei mindestens": (5, 1, -4), "Frei höchstens": (5, 7, 8)}
    dashes = [str(one.format.line.dash_style) for one in made.plots[0].series]
    assert [one.split(".")[-1].split(" ")[0] for one in dashes] == ["SOLID", "DASH", "DASH"]
    assert workbook(made)[1][0] == [None, "Frei", "Frei mindestens", "Frei höchstens"]
    assert made.value_axis.minimum_scale <= -4


def test_a_band_is_kept_when_frozen_and_old_lines_have_none():
    kept = json.loads(json.dumps(freezing.frozen(ahead())))
    assert freezing.thawed(kept).chart == ahead().chart
    del kept["chart"]["facts"]["band"]
    assert freezing.thawed(kept).chart.band is None
    assert columns_of(ahead().chart) == ("period", "middle", "low", "high")
    with pytest.raises(ValueError, match="each once"):
        Lines("x", ("a",), "", band=("a", "b"))
