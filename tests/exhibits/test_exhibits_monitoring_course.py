"""The course of an indicator: lines, gaps, breaks, goals, references, trends and unusual values."""

import pytest
from exhibit_frames import LENGEDE, PEINE, TOWNS, VECHELDE
from monitoring_frames import Q3, STATE, frame, inhabitants, peine, real, row, seen, series

from dashboard.exhibits import table
from dashboard.exhibits.charts import Bars, Goal, Lines, Mark
from dashboard.exhibits.html_renderer import table_html
from dashboard.exhibits.monitoring_course import course
from dashboard.exhibits.monitoring_series import observed
from dashboard.exhibits.plotly_renderer import encoded, figure, spec
from dashboard.periods import Period

RISING = (10, 12, 13, 16, 17, 20, 21, 24)


def test_a_claimed_trend_is_said_with_its_uncertainty():
    found = course(seen(*peine(*RISING)))
    assert found.sentence == (
        "Im 3. Quartal 2026 beträgt die Kennzahl „Untergebrachte Personen“ im Landkreis Peine 24 Personen, 3 Personen "
        "(14\u202f%) mehr als im 2. Quartal 2026; seit dem 4. Quartal 2024 zeigt sich über 8 Werte ein steigender "
        "Trend um etwa 2,0 Personen je Quartal (95-%-Konfidenzintervall 1,7 bis 2,2)."
    )
    assert any(note.startswith("Trend: mittlere Steigung aller Wertepaare") for note in found.notes)
    falling = course(seen(*peine(*reversed(RISING)))).sentence
    assert "ein fallender Trend um etwa 2,0 Personen je Quartal (95-%-Konfidenzintervall 1,7 bis 2,2)" in falling


@pytest.mark.parametrize(
    ("values", "note"),
    [
        (
            (10, 12, 9, 11, 10, 12, 9, 11),
            "Kein Trend: Seit dem 4. Quartal 2024 ist über 8 Werte keine Richtung gesichert (Veränderung je Quartal, "
            "95-%-Konfidenzintervall −0,6 bis +0,5).",
        ),
        (
            (10, 12),
            "Ein Trend wird erst ab 8 vergleichbaren Werten seit dem letzten Bruch berechnet; hier sind 2 da.",
        ),
        ((10,), "Ein Trend wird erst ab 8 vergleichbaren Werten seit dem letzten Bruch berechnet; hier ist einer da."),
    ],
)
def test_where_no_trend_is_claimed_a_note_says_why(values, note):
    found = course(seen(*peine(*values)))
    assert "Trend" not in found.sentence
    assert note in found.notes


def test_unusual_values_are_named_with_the_facts():
    found = course(seen(*peine(100, 102, 98, 101, 99, 103, 160)))
    assert "; ungewöhnlich ist der Wert im 3. Quartal 2026." in found.sentence
    assert (
        "Ungewöhnlich: 3. Quartal 2026, 160 Personen. Die anderen 6 Werte liegen zwischen 98 und 103, der mittlere "
        "bei 100,5 (robuster z-Wert 26,8, ungewöhnlich über 3,5)."
    ) in found.notes


def test_places_stand_beside_the_district_and_withheld_ones_stay_hidden():
    rows = [*peine(50, 60), *series(VECHELDE, [7, 8], ["2026-Q2", "2026-Q3"]), row(LENGEDE, "2026-Q3", "•")]
    found = course(seen(*rows), areas=["03157006", "03157005"])
    assert found.sentence.endswith("; in Vechelde beträgt sie 8 Personen; in Lengede ist sie zurückgehalten.")
    assert found.chart.y == ("v0", "v1", "v2")
    cells = table(found)
    assert list(cells) == ["Quartal", "Landkreis Peine (Personen)", "Vechelde (Personen)", "Lengede (Personen)"]
    assert cells["Lengede (Personen)"].tolist() == ["keine Angabe", "•"]
    assert "Ohne Angabe (Lücke in der Linie): Lengede (2. Quartal 2026)." in found.notes
    assert figure(found).data[2].y == (None, None)


def test_more_than_four_places_are_refused():
    rows = [row(place, "2026-Q3", 9) for place in (PEINE, *TOWNS)]
    assert len(course(seen(*rows), areas=[town["area"] for town in TOWNS]).chart.y) == 5
    with pytest.raises(ValueError, match="at most 4"):
        course(seen(*rows), areas=["1", "2", "3", "4", "5"])


def test_a_gap_stays_a_gap():
    found = course(seen(row(PEINE, "2026-Q1", 40), row(PEINE, "2026-Q3", 50)))
    assert spec(found)["data"][0]["y"] == [40, None, 50]
    assert "im 2. Quartal 2026 liegt kein Wert zum Vergleich vor" in found.sentence
    assert "Ohne Angabe (Lücke in der Linie): Landkreis Peine (2. Quartal 2026)." in found.notes


def test_a_break_interrupts_the_line_and_is_explained():
    values = series(PEINE, [800, 790, 500, 490], ["2021-Q4", "2022-Q1", "2022-Q2", "2022-Q3"])
    found = course(seen(*values, code="davon_asylblg"))
    assert found.chart.marks == (Mark("2022-Q2", "Bruch am 01.06.2022", ("v0",)),)
    drawn = spec(found)
    assert drawn["data"][0]["x"] == ["Q4 2021", "Q1 2022", "Q2 2022", "Q2 2022", "Q3 2022"]
    assert drawn["data"][0]["y"] == [800, 790, None, 500, 490]
    assert len(drawn["data"][0]["hovertext"]) == 5
    assert (drawn["layout"]["shapes"][0]["x0"], drawn["layout"]["shapes"][0]["line"]["dash"]) == (1.5, "dashdot")
    assert any(note.startswith("Bruch am 01.06.2022, Rechtskreiswechsel") for note in found.notes)
    assert "10 Personen (2\u202f%) weniger als im 2. Quartal 2022" in found.sentence


def test_no_change_is_claimed_across_a_break():
    found = course(seen(*series(PEINE, [800, 500], ["2022-Q1", "2022-Q2"]), code="davon_asylblg"))
    assert "nicht vergleichbar, weil dazwischen ein Bruch liegt" in found.sentence
    assert "weniger" not in found.sentence


def test_a_break_of_some_places_interrupts_only_their_lines():
    ilsede = TOWNS[3]
    rows = [*series(PEINE, [90, 95], ["2014-Q4", "2015-Q1"]), *series(ilsede, [20, 40], ["2014-Q4", "2015-Q1"])]
    found = course(seen(*rows), areas=["03157009"])
    assert found.chart.marks == (Mark("2015-Q1", "Bruch am 01.01.2015", ("v1",)),)
    assert found.sentence.startswith("Im 1. Quartal 2015 beträgt die Kennzahl")
    assert "5 Personen (6\u202f%) mehr als im 4. Quartal 2014" in found.sentence
    assert any("(Betrifft: Ilsede.)" in note for note in found.notes)


@pytest.mark.parametrize(
    ("code", "value", "said"),
    [
        ("praktika", 60, "das Ziel (55 Praktika) ist erreicht"),
        ("praktika", 50, "das Ziel (55 Praktika) ist nicht erreicht"),
        ("belegt", 60, "vereinbartes Ziel: 55 Personen"),
    ],
)
def test_a_goal_is_drawn_and_judged_only_where_better_is_known(code, value, said):
    found = course(seen(*peine(40, value), code=code), goal=Goal(55, "Ziel bis 2027"))
    assert said in found.sentence
    layout = spec(found)["layout"]
    assert (layout["shapes"][-1]["y0"], layout["annotations"][-1]["text"]) == (55, "Ziel bis 2027")
    assert any(note.startswith("Ziel bis 2027: 55") for note in found.notes)


@pytest.mark.parametrize(
    ("due", "value", "said"),
    [
        ("2026-Q4", 50, "das Ziel (55 Praktika) ist noch offen, vereinbart bis 4. Quartal 2026."),
        ("2026", 50, "das Ziel (55 Praktika) ist noch offen, vereinbart bis 2026."),
        ("2026-Q4", 55, "das Ziel (55 Praktika) ist erreicht."),
        ("2026-Q3", 50, "das Ziel (55 Praktika) ist nicht erreicht."),
        ("2026-Q2", 50, "das Ziel (55 Praktika) ist nicht erreicht."),
    ],
)
def test_a_goal_is_missed_only_when_its_due_period_has_come(due, value, said):
    found = course(seen(*peine(40, value), code="praktika"), goal=Goal(55, "Ziel", Period.of(due)))
    assert found.sentence.endswith(said)


def test_resolutions_and_events_are_marks_if_they_lie_in_the_figure():
    marks = [Mark("2026-Q3", "Beschluss KA"), Mark("2019-Q1", "lange davor")]
    found = course(seen(*peine(40, 50)), marks=marks)
    assert found.chart.marks == (marks[0],)
    assert "3. Quartal 2026: Beschluss KA" in found.notes
    assert spec(found)["data"][0]["y"] == [40, 50]


def test_labels_of_marks_do_not_meet():
    marks = [Mark("2026-Q1", "Beschluss A"), Mark("2026-Q1", "Beschluss B"), Mark("2026-Q3", "Beschluss C")]
    notes = spec(course(seen(*peine(40, 50, 60, 70)), marks=marks))["layout"]["annotations"]
    assert [(note["text"], note.get("yshift", 0), note["xanchor"]) for note in notes] == [
        ("Beschluss A", 0, "left"),
        ("Beschluss B", -18, "left"),
        ("Beschluss C", -36, "right"),
    ]


def test_the_state_is_drawn_only_where_it_can_be_compared():
    state = series(STATE, [90000, 91000], ["2026-Q2", "2026-Q3"])
    absolute = course(seen(*peine(40, 50)), reference=seen(*state))
    assert absolute.chart.y == ("v0",)
    assert table(absolute)["Niedersachsen (Personen)"].tolist() == ["90.000", "91.000"]
    assert any(note.startswith("Absolute Zahlen eines größeren Gebiets") for note in absolute.notes)
    share = course(seen(*peine(80, 81), code="auslastung"), reference=seen(*state, code="auslastung"))
    assert share.chart.y == ("v0", "reference")
    assert "in Niedersachsen beträgt sie" in share.sentence


def test_another_district_is_a_reference():
    other = {"area": "03154", "name": "Landkreis Helmstedt", "level": "district", "kind": "", "parent": None}
    found = course(seen(*peine(40, 50)), reference=seen(row(other, "2026-Q3", 44)))
    assert found.chart.y == ("v0", "reference")
    assert found.sentence.endswith("; im Landkreis Helmstedt beträgt sie 44 Personen.")
    assert "Zum Vergleich: Landkreis Helmstedt." in found.notes


@pytest.mark.parametrize(
    ("rows", "sentence", "drawn"),
    [
        ([], "Zur Kennzahl „Untergebrachte Personen“ liegt noch keine Angabe vor.", "Es liegt keine Angabe vor."),
        (
            peine("•", "•"),
            "Im 3. Quartal 2026 ist die Kennzahl „Untergebrachte Personen“ im Landkreis Peine zurückgehalten, "
            "damit keine einzelnen Personen erkennbar werden.",
            "Alle Werte sind zurückgehalten (•).",
        ),
        (
            peine(1),
            "Im 3. Quartal 2026 beträgt die Kennzahl „Untergebrachte Personen“ im Landkreis Peine 1 Person; weitere "
            "Zeiträume liegen noch nicht vor.",
            None,
        ),
    ],
)
def test_no_value_all_hidden_and_one_period_have_stated_results(rows, sentence, drawn):
    found = course(seen(*rows))
    assert found.sentence == sentence
    texts = [note.text for note in figure(found).layout.annotations]
    assert drawn is None or texts[-1] == drawn
    assert "<table" in table_html(found)


def test_negative_values_are_drawn():
    found = course(seen(*peine(4, -3), code="aufnahme_ist"))
    assert spec(found)["data"][0]["y"] == [4, -3]
    assert table(found).iloc[1].tolist() == ["3. Quartal 2026", "-3"]


def test_an_incomplete_sum_is_an_open_sign_and_named():
    found = course(seen(row(PEINE, "2026-Q2", 30, missing=("Lengede",)), row(PEINE, "2026-Q3", 50)))
    assert spec(found)["data"][0]["marker"]["symbol"] == ["circle-open", "circle"]
    assert "mit dem Wert im 2. Quartal 2026 nicht vergleichbar, weil den beiden Summen verschiedene" in found.sentence
    assert table(found)["Summen"].tolist() == ["Landkreis Peine ohne Lengede", "vollständig"]
    same = course(
        seen(row(PEINE, "2026-Q2", 30, missing=("Lengede",)), row(PEINE, "2026-Q3", 50, missing=("Lengede",)))
    )
    assert "mindestens 50 Personen, bei denselben Orten 20 Personen (67\u202f%) mehr als" in same.sentence


def test_a_restricted_figure_is_no_line_and_carries_its_note_inside():
    indicator = real().indicators["tatverdaechtige_nichtdeutsch_anteil"]
    opened = observed(frame(*series(PEINE, [30, 31], ["2024", "2025"])), indicator)
    found = course(opened, areas=["03157"], reference=opened)
    assert isinstance(found.chart, Bars)
    assert found.chart.note == found.sentence == indicator.restrictions.note
    assert list(table(found)) == ["Jahr", "Landkreis Peine (%)"]
    assert "Tatverdächtige, nicht Verurteilte." in spec(found)["layout"]["annotations"][-1]["text"]
    assert not any("Trend" in note or "Ungewöhnlich" in note for note in found.notes)


def test_a_period_filter_shortens_the_line():
    found = course(seen(*peine(*RISING)), since=Period("2026-Q1"), until=Period("2026-Q2"))
    assert found.data["period"].tolist() == ["2026-Q1", "2026-Q2"]
    assert isinstance(found.chart, Lines)
    assert "Trend" not in found.sentence


def test_a_goal_in_absolute_numbers_is_no_line_of_rates():
    people = inhabitants(row(PEINE, "2024", 100_000))
    found = course(seen(*peine(500, 600), inhabitants=people), goal=Goal(500, "Ziel"))
    assert found.chart.goal is None
    assert "Das Ziel ist als absolute Zahl vereinbart und steht deshalb nicht in dieser Abbildung." in found.notes


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_specification_holds_nothing_foreign(theme):
    text = encoded(course(seen(*peine(*RISING)), goal=Goal(20, "<b>Ziel</b>")), theme=theme)
    assert "NaN" not in text
    assert "<b>" not in text


def test_ranges_of_another_length_or_beginning_are_named():
    rows = [row(PEINE, code, 5) for code in ("2024-10/2025-03", "2025-04/2025-09", "2025-10/2026-04")]
    found = course(seen(*rows[:2]))
    assert found.data["period"].tolist() == ["2024-10/2025-03", "2025-04/2025-09"]
    assert found.sentence.startswith("Im Zeitraum April bis September 2025 beträgt die Kennzahl")
    with_other = course(seen(*rows))
    assert with_other.data["period"].tolist() == ["2025-10/2026-04"]
    assert Q3.code not in with_other.data["period"].tolist()
