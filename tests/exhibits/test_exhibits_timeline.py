"""Measures over time: bars with their state, today, reviews, open ends, and an honest word about what is not drawn."""

import json
from datetime import date, datetime

import pytest

from dashboard.alliances.entries import MeasureEntry, ReviewEntry
from dashboard.alliances.forms import MeasureForm
from dashboard.alliances.kinds import Judgement, MeasureState
from dashboard.exhibits import table
from dashboard.exhibits.downloads import csv_german
from dashboard.exhibits.html_renderer import table_html
from dashboard.exhibits.measures_timeline import MOST, of_all, of_alliance
from dashboard.exhibits.plotly_renderer import encoded, figure, spec
from dashboard.store.kept import Life

TODAY = date(2026, 11, 26)
LIFE = Life(1, datetime(2026, 1, 1), "Erika", None, None, None)
RUNNING, PLANNED, DONE = MeasureState.RUNNING, MeasureState.PLANNED, MeasureState.DONE


def measure(number, text="Sprachcafé", begins=None, ends=None, state=RUNNING, alliance=1, reviews=()):
    form = MeasureForm(alliance, text, begins=begins, ends=ends, state=state)
    found = tuple(ReviewEntry(1, Judgement.CHANGE, "Zu weit weg", "Rat", day) for day in reviews)
    return MeasureEntry(number, form, "", found, LIFE)


SOME = [
    measure(1, "Sprachcafé", date(2026, 1, 1), date(2026, 12, 31), reviews=[date(2026, 6, 15)]),
    measure(2, "Lotsen <b>", date(2026, 3, 1), None),
    measure(3, "Fortbildung", None, date(2026, 2, 1), DONE),
    measure(4, "Idee", state=PLANNED),
]


def test_the_sentence_counts_by_state_and_says_what_ends_next_and_what_has_no_day():
    found = of_alliance(7, SOME, TODAY)
    assert found.sentence == (
        "4 Maßnahmen: 2 laufen, 1 ist geplant, 1 ist abgeschlossen. Als nächste endet am 31.12.2026 „Sprachcafé“. 1 "
        "hat weder Beginn noch Ende und ist nicht gezeichnet."
    )
    assert found.alt.startswith("Zeitleiste vom 01.10.2025 bis 01.04.2027, heute markiert: 4 Maßnahmen")
    assert (found.source, found.as_of) == ("Eintragungen unter „Bündnisse & Ziele“", "26.11.2026")


def test_bars_reach_from_the_first_to_the_last_day_with_today_and_reviews_marked():
    found = spec(of_alliance(7, SOME, TODAY))
    running, done, still_open, reviewed = found["data"]
    assert [one["name"] for one in found["data"]] == [
        "▶ läuft", "✓ abgeschlossen", "▷ Beginn oder Ende offen", "◆ Bewertung"
    ]  # fmt: skip
    assert (running["base"], running["y"]) == (["2026-01-01", "2026-03-01"], [1, 2])
    assert running["x"][0] == 365 * 86_400_000
    assert (done["base"], done["y"]) == (["2025-10-01"], [0])
    assert (still_open["x"], still_open["y"]) == (["2027-04-01", "2025-10-01"], [2, 0])
    assert still_open["hovertext"] == ["Das Ende ist offen.", "Der Beginn ist offen."]
    assert (reviewed["x"], reviewed["y"]) == (["2026-06-15"], [1])
    assert reviewed["hovertext"] == ["Bewertung: ändern (15.06.2026)"]
    layout = found["layout"]
    assert layout["shapes"][0]["x0"] == "2026-11-26"
    assert layout["annotations"][0]["text"] == "heute, 26.11.2026"
    assert layout["xaxis"]["ticktext"] == ["Q4 2025", "Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026", "Q1 2027", "Q2 2027"]
    assert layout["yaxis"]["ticktext"] == ["✓ Fortbildung", "▶ Sprachcafé", "▶ Lotsen &lt;b&gt;"]


def test_states_differ_by_colour_pattern_and_sign():
    running, done = spec(of_alliance(7, SOME, TODAY))["data"][:2]
    assert running["marker"]["color"] != done["marker"]["color"]
    assert running["marker"]["pattern"]["shape"] != done["marker"]["pattern"]["shape"]
    assert running["name"][0] != done["name"][0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_figure_is_valid_in_both_themes_and_its_table_and_files_say_the_same(theme):
    found = of_alliance(7, SOME, TODAY)
    assert json.loads(encoded(found, theme=theme))["data"]
    assert figure(found, theme=theme).layout.height == 130 + 3 * 26
    assert figure(found, theme=theme).layout.legend.y == 1 + 22 / (3 * 26)
    assert table(found)["Bewertet"].tolist() == ["noch nicht", "ändern (15.06.2026)", "noch nicht"]
    assert table(found)["Ende"].tolist() == ["01.02.2026", "31.12.2026", "keine Angabe"]
    assert "Lotsen &lt;b&gt;" in table_html(found)
    assert "31.12.2026" in csv_german(found).decode("utf-8-sig")


def test_without_a_single_day_there_is_no_timeline():
    assert of_alliance(7, [measure(1)], TODAY) is None
    assert of_alliance(7, [], TODAY) is None
    assert of_all([measure(1, state=DONE)], {1: "A"}, TODAY) is None


def test_a_long_time_has_few_ticks_and_all_at_the_first_day_of_a_year():
    found = spec(of_alliance(7, [measure(1, begins=date(2015, 5, 1), ends=date(2030, 1, 1))], TODAY))
    assert found["layout"]["xaxis"]["ticktext"] == [f"Q1 {year}" for year in range(2016, 2031, 2)]


def many(count, state=RUNNING, alliances=40, first=0):
    return [
        measure(first + n, f"Maßnahme {n}", date(2026, 1, 1 + n % 28), date(2027, 1, 1 + n % 28), state, n % alliances)
        for n in range(count)
    ]


def test_of_one_alliance_with_very_many_the_running_ones_come_first_and_the_rest_is_counted():
    found = of_alliance(7, [*many(60, DONE), *many(10, first=60)], TODAY)
    assert len(found.data) == MOST
    assert (found.data["state"] == "läuft").sum() == 10
    assert "Gezeichnet sind 40 davon, laufende und geplante zuerst; alle stehen in der Tabelle" in found.sentence


def test_few_measures_of_all_alliances_stand_under_the_name_of_theirs():
    names = {2: "Ankommen", 1: "Zusammen"}
    rows = [measure(1, "Eins", TODAY, TODAY, alliance=1), measure(2, "Zwei", TODAY, TODAY, alliance=2)]
    found = of_all(rows, names, TODAY)
    assert found.data["name"].tolist() == ["Zwei", "Eins"]
    layout = spec(found)["layout"]
    headings = [(one["text"], one["y"]) for one in layout["annotations"][1:]]
    assert headings == [("<b>Ankommen</b>", 0), ("<b>Zusammen</b>", 2)]
    assert layout["yaxis"]["tickvals"] == [1, 3]


def test_of_many_measures_only_the_running_ones_are_drawn_and_the_others_counted():
    found = of_all([*many(100, DONE), *many(30, first=100)], {n: f"Bündnis {n:02d}" for n in range(40)}, TODAY)
    assert len(found.data) == 30
    assert "Gezeichnet sind nur die laufenden; 100 andere stehen bei ihrem Bündnis." in found.sentence


def test_two_thousand_measures_are_one_bar_per_alliance_that_counts_its_running_ones():
    rows = [*many(1200, DONE), *many(800, first=1200)]
    found = of_all(rows, {n: f"Bündnis {n:02d}" for n in range(40)}, TODAY)
    assert len(found.data) == 40
    assert found.data["many"].sum() == 800
    assert found.sentence == (
        "2.000 Maßnahmen: 800 laufen, 1.200 sind abgeschlossen. Ein Balken steht für alle laufenden Maßnahmen eines "
        "Bündnisses; 1.200 andere sind nicht gezeichnet."
    )
    assert spec(found)["layout"]["yaxis"]["ticktext"][0] == "▶ Bündnis 00: 20"
    more = of_all(rows[1200:], {n: f"Bündnis {n:02d}" for n in range(40)}, TODAY)
    assert "0 andere" not in more.sentence


def test_of_more_alliances_than_fit_those_with_most_are_shown_and_the_rest_is_said():
    found = of_all(many(100, alliances=45), {n: f"Bündnis {n:02d}" for n in range(45)}, TODAY)
    assert len(found.data) == 40
    assert (
        "Gezeigt sind die 40 Bündnisse mit den meisten laufenden Maßnahmen; 10 laufende der übrigen" in found.sentence
    )


def test_a_measure_that_is_over_but_still_said_to_run_is_named():
    found = of_alliance(7, [measure(1, begins=date(2026, 1, 1), ends=date(2026, 2, 1))], TODAY)
    assert "1 steht noch als laufend, obwohl ihr Ende vorbei ist." in found.sentence
