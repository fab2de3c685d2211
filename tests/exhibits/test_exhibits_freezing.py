"""What is frozen comes back as it was, in every output, and a newer format is refused."""

import json
from datetime import date

import pandas as pd
import pytest
from exhibit_frames import ILSEDE, PEINE, TOWNS, VECHELDE, facilities, hidden, history, squares, used

from dashboard.exhibits import Exhibit, table
from dashboard.exhibits.accommodation import map_of, table_of, trend
from dashboard.exhibits.charts import Goal, Lines, Mark
from dashboard.exhibits.deck_renderer import encoded as encoded_deck
from dashboard.exhibits.exhibit import Column, Kind
from dashboard.exhibits.freezing import FORMAT, FormatUnknown, frozen, thawed
from dashboard.exhibits.html_renderer import footer_html, table_html, tiles_html
from dashboard.exhibits.overview import key_figures
from dashboard.exhibits.plotly_renderer import spec
from dashboard.periods import Period

Q3 = Period("2026-Q3")
ROWS = {
    ("03157", "2026-Q1"): used(1000, 1250),
    ("03157", "2026-Q3"): used(1234, 1400, belegt_je_1000=8.9),
    (ILSEDE["area"], "2026-Q3"): used(12, 40),
    (VECHELDE["area"], "2026-Q3"): hidden(),
}


def again(exhibit: Exhibit) -> Exhibit:
    """Through the text that is kept."""
    return thawed(json.loads(json.dumps(frozen(exhibit), allow_nan=False)))


def same(one: Exhibit, other: Exhibit) -> None:
    for name in ("key", "title", "sentence", "source", "as_of", "alt", "notes", "columns", "chart"):
        assert getattr(one, name) == getattr(other, name), name
    pd.testing.assert_frame_equal(table(one), table(other))
    assert table_html(one) == table_html(other)
    assert footer_html(one) == footer_html(other)


def test_a_course_with_gaps_marks_and_a_goal_comes_back_with_the_same_figure():
    found = trend(history([PEINE], ROWS), "03157")
    chart = found.chart
    assert isinstance(chart, Lines)
    goal = Goal(1500.0, "Ziel 4. Quartal 2026", Period("2026-Q4"))
    whole = Exhibit(
        found.key, found.title, found.sentence,
        Lines(chart.x, chart.y, chart.unit, (Mark("2026-Q2", "Bruch", chart.y[:1]),), goal, "Stichtag"),
        found.data, found.columns, found.source, found.as_of, found.notes, found.alt,
    )  # fmt: skip
    kept = again(whole)
    same(whole, kept)
    assert spec(kept) == spec(whole)


def test_tiles_come_back_with_their_lines_and_dates():
    found = key_figures(history([PEINE], ROWS), Q3)
    kept = again(found)
    same(found, kept)
    assert tiles_html(kept) == tiles_html(found)


def test_a_map_comes_back_with_its_areas_signs_and_withheld_places():
    figures = history([PEINE, *TOWNS], ROWS)
    houses = facilities({"name": "Haus am Anger", "area": ILSEDE["area"], "plaetze": 40.0, "belegt": 12.0})
    found = map_of(
        figures, squares(TOWNS), houses, metric="belegt", period=Q3, boundary_source="© BKG (Daten verändert)"
    )
    kept = again(found)
    same(found, kept)
    assert encoded_deck(kept) == encoded_deck(found)


def test_a_table_without_a_chart_keeps_its_signs_days_and_periods():
    found = table_of(history([PEINE, *TOWNS], ROWS), Q3)
    same(found, again(found))
    data = pd.DataFrame({
        "day": [date(2026, 9, 30), None], "period": [Q3, None], "names": [("a", "b"), ()], "value": [1.5, float("nan")],
        "value_sign": ["r", "•"], "whole": [3, 4], "said": [True, False],
    })  # fmt: skip
    columns = (Column("day", "Tag", Kind.DATE), Column("value", "Wert", Kind.NUMBER, 1, "Personen"))
    one = Exhibit("k", "T", "Satz.", None, data, columns, "Quelle", "30.09.2026", ("Hinweis.",), "Alt.")
    kept = again(one)
    same(one, kept)
    assert kept.data["period"].tolist() == [Q3, None]
    assert kept.data["names"].tolist() == [("a", "b"), ()]
    assert kept.data["whole"].tolist() == [3, 4]
    assert kept.data["said"].tolist() == [True, False]


def test_an_exhibit_without_rows_keeps_its_columns():
    columns = (Column("name", "Name"),)
    one = Exhibit("k", "T", "Nichts da.", None, pd.DataFrame({"name": []}), columns, "Quelle", "heute", (), "Alt.")
    assert list(table(again(one)).columns) == ["Name"]
    assert len(again(one).data) == 0


def test_a_format_of_a_newer_program_is_refused_with_what_to_do():
    facts = frozen(trend(history([PEINE], ROWS), "03157"))
    with pytest.raises(FormatUnknown, match=r"Format 2.*Programm aktualisieren"):
        thawed(facts, format_=FORMAT + 1)


def test_what_cannot_be_kept_is_no_silent_text():
    one = Exhibit("k", "T", "S.", None, pd.DataFrame({"a": [object()]}), (Column("a", "A"),), "Q", "heute", (), "Alt.")
    with pytest.raises(TypeError, match="cannot be kept"):
        frozen(one)
