"""In PowerPoint a chart is a chart with the exhibit's data, a map is shapes with names, and everything is described."""

import math
from dataclasses import replace

import pandas as pd
import pytest
from exhibit_frames import ILSEDE, LENGEDE, PEINE, TOWNS, VECHELDE, facilities, hidden, history, squares, used
from hypothesis import given, settings
from hypothesis import strategies as st
from slide_shapes import alt, chart, everything, slides, workbook
from test_exhibits_timeline import SOME, TODAY

from dashboard.exhibits import Exhibit
from dashboard.exhibits.accommodation import map_of, table_of, trend
from dashboard.exhibits.charts import Bars, Goal, Group, KeyFigure, KeyFigures, Lines, Mark
from dashboard.exhibits.exhibit import Column, Kind
from dashboard.exhibits.measures_timeline import of_alliance
from dashboard.exhibits.pptx_parts import Box
from dashboard.exhibits.pptx_renderer import tables
from dashboard.exhibits.pptx_scale import scale_of
from dashboard.periods import Period

Q3 = Period("2026-Q3")
ROWS = {
    ("03157", "2025-Q4"): used(1000, 1500),
    ("03157", "2026-Q2"): used(1300, 1500),
    ("03157", "2026-Q3"): used(1220, 1600),
    (ILSEDE["area"], "2026-Q3"): used(12, 40),
    (LENGEDE["area"], "2026-Q3"): used(30, 40),
    (VECHELDE["area"], "2026-Q3"): hidden(),
}


def course(**more) -> Exhibit:
    found = trend(history([PEINE], ROWS), "03157")
    return replace(found, chart=replace(found.chart, **more))


def bars(rows=None, **more) -> Exhibit:
    data = pd.DataFrame(rows or {
        "n": ["Peine", "=1+1", "Ilsede", "Lengede"], "a": [10.0, 20.0, None, 5000.0], "a_sign": ["", "r", "•", ""],
        "b": [1.5, 2.0, 3.0, None], "b_sign": ["", "", "", ""],
    })  # fmt: skip
    columns = (Column("n", "Ort"), Column("a", "Anzahl", Kind.NUMBER), Column("b", "Anteil", Kind.NUMBER, 1))
    chart = Bars("n", ("a", "b"), "Personen", **more)
    return Exhibit("k", "T", "Satz.", chart, data, columns, "Quelle", "heute", (), "Säulen je Ort.")


def mapped(houses: bool, **more) -> Exhibit:
    single = facilities({"name": "Haus & Hof", "area": ILSEDE["area"], "plaetze": 40.0, "belegt": 12.0})
    figures = history([PEINE, *TOWNS], ROWS)
    kept = single if houses else None
    return map_of(figures, squares(TOWNS), kept, metric="belegt", period=Q3, boundary_source="© BKG", **more)


def texts(slide):
    return [shape.text_frame.text for shape in everything(slide.shapes) if shape.has_text_frame]


def test_a_course_has_the_data_of_the_exhibit_and_gaps_stay_gaps():
    (slide,) = slides(course())
    made = chart(slide)
    assert list(made.plots[0].categories) == ["Q4 2025", "Q1 2026", "Q2 2026", "Q3 2026"]
    assert {one.name: one.values for one in made.plots[0].series} == {
        "Belegt": (1000, None, 1300, 1220), "Plätze": (1500, None, 1500, 1600),
    }  # fmt: skip
    assert made._chartSpace.find(".//{*}dispBlanksAs").get("val") == "gap"
    assert workbook(made)[0] == "Daten"
    assert workbook(made)[1] == [
        [None, "Belegt", "Plätze"], ["Q4 2025", 1000, 1500], ["Q1 2026", None, None], ["Q2 2026", 1300, 1500],
        ["Q3 2026", 1220, 1600],
    ]  # fmt: skip


def test_a_line_that_must_not_be_joined_is_two_series_of_one_look_and_a_goal_is_a_series():
    marks = (Mark("2026-Q3", "Bruch <b>", interrupts=("belegt",)), Mark("2026-Q2", "Beschluss"))
    (slide,) = slides(course(marks=marks, goal=Goal(1400.0, "Ziel 2026")))
    made = chart(slide)
    values = {one.name: one.values for one in made.plots[0].series}
    assert values == {
        "Belegt": (1000, None, 1300, None), "Belegt ab Q3 2026": (None, None, None, 1220),
        "Plätze": (1500, None, 1500, 1600), "Ziel 2026": (1400, 1400, 1400, 1400),
    }  # fmt: skip
    first, second, *_ = made.plots[0].series
    assert first.format.line.color.rgb == second.format.line.color.rgb
    hidden_entries = [one.find("{*}idx").get("val") for one in made.legend._element.findall("{*}legendEntry")]
    assert hidden_entries == ["1"]
    lines = [shape for shape in slide.shapes if shape.name.startswith("Markierung: ")]
    assert [(line.name, alt(line)) for line in lines] == [
        ("Markierung: Bruch <b>", "Senkrechte Linie: Bruch <b>"),
        ("Markierung: Beschluss", "Senkrechte Linie: Beschluss"),
    ]  # fmt: skip
    assert lines[1].left < lines[0].left
    assert {"Bruch <b>", "Beschluss", "Ziel 2026"} <= set(texts(slide))


def test_an_incomplete_sum_is_an_open_sign_on_an_unchanged_line_and_it_is_said():
    shown = course()
    (slide,) = slides(replace(shown, data=shown.data.assign(belegt_partial=[False, False, True, False])))
    belegt = chart(slide).plots[0].series[0]
    (point,) = belegt._element.findall("{*}dPt")
    assert point.find("{*}idx").get("val") == "2"
    marker = belegt.points[2].marker.format
    assert (str(marker.fill.fore_color.rgb), marker.line.color.rgb) == ("FFFFFF", belegt.format.line.color.rgb)
    assert belegt.points[2].format.line.color.rgb == belegt.format.line.color.rgb
    assert "Offene Zeichen: Summen, denen Orte fehlen (mindestens)." in texts(slide)


def test_a_withheld_value_is_a_sign_and_nowhere_in_the_file():
    rows = {**ROWS, ("03157", "2026-Q3"): hidden()}
    (slide,) = slides(trend(history([PEINE], rows), "03157"))
    values = {one.name: one.values for one in chart(slide).plots[0].series}
    assert values["Belegt"] == (1000, None, 1300, None)
    assert "•" in texts(slide)
    assert workbook(chart(slide))[1][0][-1] == "Belegt (Zeichen)"
    assert workbook(chart(slide))[1][-1] == ["Q3 2026", None, None, "•"]
    assert any(shape.name.startswith("Q3 2026: Belegt •") for shape in slide.shapes)


def test_bars_have_the_data_of_the_exhibit_signs_for_what_is_missing_and_no_formula():
    (slide,) = slides(bars(horizontal=True))
    made = chart(slide)
    assert list(made.plots[0].categories) == ["Peine", "=1+1", "Ilsede", "Lengede"]
    assert [one.values for one in made.plots[0].series] == [(10, 20, None, 5000), (1.5, 2, 3, None)]
    assert workbook(made)[1][2][0] == "=1+1"
    found = {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
    assert found["Lengede: Anteil keine Angabe"] == "keine Angabe"
    assert [text for name, text in found.items() if name.startswith("Ilsede: Anzahl •")] == ["•"]
    label = made.plots[0].series[0].points[1].data_label
    assert label.text_frame.text == "20 r"
    assert made.category_axis.reverse_order


def test_many_bars_go_on_on_further_slides_with_the_same_scale_and_lose_none():
    count = 45
    rows = {"n": [f"Gemeinde {n}" for n in range(count)], "a": [float(n) for n in range(count)], "b": [1.0] * count}
    found = slides(bars(rows, without=("Gemeinde 44",)))
    assert len(found) > 3
    names = [name for slide in found for name in chart(slide).plots[0].categories]
    assert names == [f"Gemeinde {n}" for n in range(44)]
    assert [v for slide in found for v in chart(slide).plots[0].series[0].values] == [float(n) for n in range(44)]
    assert {chart(slide).value_axis.maximum_scale for slide in found} == {50.0}


def test_few_short_names_stand_upright_and_stacks_say_what_they_lack():
    rows = {"n": ["2024", "2025"], "a": [10.0, None], "a_sign": ["", "•"], "b": [5.0, 7.0]}
    upright = chart(slides(bars(rows))[0])
    assert upright._chartSpace.find(".//{*}barDir").get("val") == "col"
    (slide,) = slides(bars(rows, stacked=True))
    assert chart(slide)._chartSpace.find(".//{*}grouping").get("val") == "stacked"
    assert "•" in texts(slide)


def test_shares_are_written_as_per_cent_in_german():
    data = pd.DataFrame({"p": ["2025", "2026"], "s": [0.5, 0.875]})
    columns = (Column("p", "Jahr"), Column("s", "Anteil", Kind.PERCENT, 1))
    exhibit = Exhibit("k", "T", "Satz.", Lines("p", ("s",), "Anteil"), data, columns, "Q", "heute", (), "Linie.")
    made = chart(slides(exhibit)[0])
    assert made.plots[0].series[0].values == (0.5, 0.875)
    assert made.value_axis.tick_labels.number_format == '[$-407]0.0"\u202f"%'
    assert made.plots[0].series[0].points[1].data_label.text_frame.text == "87,5\u202f%"


@pytest.mark.parametrize("houses", [True, False])
def test_every_shape_of_a_map_is_a_place_by_name_and_houses_are_there_only_if_the_exhibit_has_them(houses):
    (slide,) = slides(mapped(houses))
    drawn, legend = slide.shapes[0], slide.shapes[1]
    assert alt(drawn) == mapped(houses).alt
    forms = [shape.name for shape in drawn.shapes if shape._element.find(".//{*}custGeom") is not None]
    assert forms == ["Lengede: 30", "Vechelde: •", "Wendeburg: keine Angabe", "Ilsede: 12"]
    ready = [(shape, shape._element.find(".//{*}prstGeom")) for shape in drawn.shapes]
    ovals = [
        (shape.name, shape.text_frame.text)
        for shape, form in ready
        if form is not None and form.get("prst") == "ellipse"
    ]
    assert ovals == ([("Haus & Hof", "G")] if houses else [])
    assert alt(legend).startswith("Legende: unter 30; 30 und mehr; keine Angabe; zurückgehalten (•)")
    assert {"unter 30", "30 und mehr", "keine Angabe", "zurückgehalten (•)"} <= set(texts(slide))
    if not houses:
        assert not any("Haus" in text for text in [*texts(slide), *(shape.name for shape in everything(slide.shapes))])


def test_places_without_room_for_their_name_are_told_on_the_slide():
    (slide,) = slides(mapped(False), box=Box(0, 0, 3_000_000, 1_000_000))
    assert any(text.startswith("Ohne Beschriftung: ") for text in texts(slide))


EXHIBITS = {
    "lines": course(marks=(Mark("2026-Q2", "Bruch"),), goal=Goal(1400.0, "Ziel")),
    "bars": bars(horizontal=True),
    "map": mapped(True),
    "timeline": of_alliance(7, SOME, TODAY),
    "table": table_of(history([PEINE, *TOWNS], ROWS), Q3),
}


@pytest.mark.parametrize("name", EXHIBITS)
def test_every_graphic_is_described_has_its_own_number_and_none_is_a_picture(name):
    for slide in slides(EXHIBITS[name]):
        graphics = [
            shape for shape in everything(slide.shapes) if not shape.has_text_frame or not shape.text_frame.text
        ]
        assert graphics
        assert [shape.name for shape in graphics if not (alt(shape) or "").strip()] == []
        numbers = [shape.shape_id for shape in everything(slide.shapes)]
        assert len(set(numbers)) == len(numbers)
        assert not any("image" in relation.reltype for relation in slide.part.rels.values())


def test_a_timeline_is_a_named_bar_per_thing_with_today_and_open_ends():
    (slide,) = slides(EXHIBITS["timeline"])
    names = {shape.name: shape for shape in everything(slide.shapes)}
    running = names["Sprachcafé: läuft, 01.01.2026 bis 31.12.2026"]
    assert running.left < names["Heute"].left < running.left + running.width
    assert {"Lotsen <b>: Ende offen", "Fortbildung: Beginn offen", "Sprachcafé: Bewertung: ändern (15.06.2026)"} <= set(
        names
    )
    assert "heute, 26.11.2026" in texts(slide)


def test_a_long_timeline_goes_on_and_shows_every_bar_once():
    many = replace(EXHIBITS["timeline"], data=pd.concat([EXHIBITS["timeline"].data] * 20, ignore_index=True))
    found = slides(replace(many, chart=replace(many.chart, happenings=())))
    assert len(found) > 3
    bars_ = [shape.name for slide in found for shape in everything(slide.shapes) if " bis " in shape.name]
    assert len(bars_) == len(many.data)


def test_a_table_goes_on_below_and_beside_with_its_heads_and_loses_no_cell():
    count, wide = 60, 14
    data = pd.DataFrame({"n": [f"Ort {n}" for n in range(count)]} | {
        f"c{k}": [f"Zelle {n}.{k} mit Text" for n in range(count)] for k in range(wide)
    })  # fmt: skip
    columns = (Column("n", "Ort"), *(Column(f"c{k}", f"Überschrift {k}") for k in range(wide)))
    exhibit = Exhibit("k", "T", "Satz.", None, data, columns, "Q", "heute", (), "Tabelle.")
    cells = []
    for slide in slides(exhibit):
        (frame,) = slide.shapes
        rows = [[cell.text for cell in row.cells] for row in frame.table.rows]
        assert rows[0][0] == "Ort"
        assert frame.width <= 12.1 * 914_400 + 1
        assert frame.table.first_row
        cells += [(row[0], head, text) for row in rows[1:] for head, text in zip(rows[0][1:], row[1:], strict=True)]
    assert len(cells) == len(set(cells)) == count * wide
    assert ("Ort 59", "Überschrift 13", "Zelle 59.13 mit Text") in cells


def test_the_table_of_a_chart_says_what_people_read():
    (slide,) = slides(bars(), made_for=tables)
    rows = [[cell.text for cell in row.cells] for row in slide.shapes[0].table.rows]
    assert rows == [
        ["Ort", "Anzahl", "Anteil"], ["Peine", "10", "1,5"], ["=1+1", "20 r", "2,0"], ["Ilsede", "•", "3,0"],
        ["Lengede", "5.000", "keine Angabe"],
    ]  # fmt: skip


def key_figure(number: int, group: str = "") -> KeyFigure:
    return KeyFigure(
        f"k{number}", f"Kennzahl {number}", 1234.0, "", "1.234", "Personen", None, "+3 gegenüber 2. Quartal 2026",
        "30.09.2026", f"Satz {number}.", "", (), "Linie", group=group,
    )  # fmt: skip


def figures(count: int, groups: tuple[Group, ...] = ()) -> Exhibit:
    found = KeyFigures(tuple(key_figure(n, groups[0].title if groups else "") for n in range(count)), groups)
    data = pd.DataFrame({"a": ["x"]})
    return Exhibit("k", "T", "Satz.", found, data, (Column("a", "A"),), "Q", "heute", (), "Kennzahlen.")


def test_few_key_figures_are_boxes_and_many_or_grouped_ones_a_table():
    (slide,) = slides(figures(4))
    assert [(shape.name, alt(shape)) for shape in slide.shapes] == [
        (f"Kennzahl: Kennzahl {n}", f"Satz {n}.") for n in range(4)
    ]  # fmt: skip
    assert slide.shapes[0].text_frame.text.split("\n")[:3] == ["Kennzahl 0", "1.234", "Personen"]
    grouped = slides(figures(2, (Group("Arbeit", "Nichts."), Group("Bildung", "Es liegt nichts vor."))))
    rows = [[cell.text for cell in row.cells] for row in grouped[0].shapes[0].table.rows]
    assert rows[1] == ["Arbeit: Kennzahl 0", "1.234 Personen", "+3 gegenüber 2. Quartal 2026", "30.09.2026"]
    assert rows[3][0] == "Bildung: Es liegt nichts vor."
    assert sum(len(slide.shapes[0].table.rows) - 1 for slide in slides(figures(40))) == 40


def test_an_exhibit_without_any_value_says_so():
    empty = course()
    blank = empty.data.assign(belegt=math.nan, plaetze=math.nan)
    (slide,) = slides(replace(empty, data=blank))
    assert "Es liegt keine Angabe vor." in texts(slide)
    (none,) = slides(bars({"n": [], "a": [], "b": []}))
    assert "Es liegt keine Angabe vor." in texts(none)


@given(
    st.lists(st.none() | st.floats(-1e9, 1e9).filter(lambda value: value == 0 or abs(value) > 1e-6), max_size=8),
    st.sampled_from([0.001, 0.01, 1.0]),
)
@settings(max_examples=60)
def test_a_scale_holds_every_value_and_zero_in_few_round_steps(values, smallest):
    scale = scale_of(values, smallest)
    assert scale.low <= 0 <= scale.high
    assert scale.low < scale.high
    slack = 1e-6 * (scale.high - scale.low)
    assert all(scale.low - slack <= value <= scale.high + slack for value in values if value is not None)
    assert 1 <= len(scale.ticks) - 1 <= 8
    assert scale.step >= smallest
