"""An indicator by one dimension: stacked only where the parts make the whole, never added otherwise."""

import pytest
from exhibit_frames import LENGEDE, PEINE
from monitoring_frames import Q3, frame, peine, real, row, seen

from dashboard.exhibits import table
from dashboard.exhibits.charts import Bars, Lines
from dashboard.exhibits.html_renderer import table_html
from dashboard.exhibits.monitoring_breakdown import NO_PARTS, breakdown
from dashboard.exhibits.monitoring_series import observed
from dashboard.exhibits.plotly_renderer import figure, spec

KINDS = ("Gemeinschaftsunterkunft", "Notunterkunft", "Wohnung", "Sonstige")


def part(kind, code, value, *, dimension="art", place=PEINE, **more):
    return row(place, code, value, members={dimension: kind}, **more)


def by_kind(opened, **more):
    return breakdown(opened, "art", title="Art der Unterkunft", members=KINDS, **more)


def test_parts_of_a_whole_are_stacked_with_their_shares():
    rows = [
        *(part("Wohnung", "2026-Q2", 38), part("Gemeinschaftsunterkunft", "2026-Q2", 12)),
        *(part("Wohnung", "2026-Q3", 45), part("Gemeinschaftsunterkunft", "2026-Q3", 15)),
    ]
    found = by_kind(seen(*peine(50, 60), *rows))
    assert found.sentence == (
        "Im 3. Quartal 2026 beträgt die Kennzahl „Untergebrachte Personen“ im Landkreis Peine nach „Art der "
        "Unterkunft“: Gemeinschaftsunterkunft 15 Personen (25\u202f%) und Wohnung 45 Personen (75\u202f%)."
    )
    assert found.chart == Bars("label", ("c0", "c1"), "Personen", stacked=True)
    drawn = spec(found)
    assert drawn["layout"]["barmode"] == "relative"
    assert [trace["y"] for trace in drawn["data"]] == [[12, 15], [38, 45]]
    assert list(table(found)) == [
        *("Quartal", "Gemeinschaftsunterkunft (Personen)", "Wohnung (Personen)", "Insgesamt (Personen)"),
    ]
    figure(found)


def test_categories_that_do_not_make_the_whole_are_lines_and_never_added():
    rows = [part("anerkannt", "2026-Q3", 40, dimension="schutzstatus"), part("ab 2015", "2026-Q3", 30, dimension="x")]
    found = breakdown(seen(*peine(60), *rows), "schutzstatus", title="Schutzstatus")
    assert isinstance(found.chart, Lines)
    assert found.chart.y == ("c0",)
    assert NO_PARTS in found.notes
    assert "%" not in found.sentence
    figure(found)


def test_categories_that_hold_more_than_the_whole_are_not_stacked():
    found = by_kind(seen(*peine(50), part("Wohnung", "2026-Q3", 40), part("Sonstige", "2026-Q3", 30)))
    assert isinstance(found.chart, Lines)
    assert "Die Teile ergeben im 3. Quartal 2026 zusammen 70, der Gesamtwert ist 50." in found.notes
    assert NO_PARTS in found.notes


def test_rounded_parts_may_differ_and_say_so():
    rows = [
        part("männlich", "2024", 3300, dimension="geschlecht"),
        part("weiblich", "2024", 3270, dimension="geschlecht"),
    ]
    found = breakdown(seen(row(PEINE, "2024", 6565), *rows, code="schutzsuchende"), "geschlecht", title="Geschlecht")
    assert isinstance(found.chart, Bars)
    assert (
        "Die Teile ergeben im Jahr 2024 zusammen 6.570, der Gesamtwert ist 6.565. Das liegt daran, dass jeder Wert für "
        "sich gerundet ist."
    ) in found.notes


def test_at_most_five_categories_are_drawn_and_the_rest_is_named():
    rows = [part(f"Art {n}", "2026-Q3", 10 + n) for n in range(7)]
    found = by_kind(seen(*peine(91), *rows))
    assert found.chart.y == ("c2", "c3", "c4", "c5", "c6")
    assert "und 2 weitere Kategorien." in found.sentence
    assert (
        "Nur in der Tabelle, weil höchstens 5 Kategorien gezeichnet werden: Art 0 und Art 1. Die Balken sind deshalb "
        "niedriger als der Gesamtwert."
    ) in found.notes
    assert len(table(found).columns) == 9


def test_hidden_and_missing_parts_are_marked_on_the_stack():
    rows = [part("Wohnung", "2026-Q3", 45), part("Sonstige", "2026-Q3", "•"), part("Notunterkunft", "2026-Q3", "")]
    found = by_kind(seen(*peine(60), *rows))
    assert found.sentence.endswith(
        "Wohnung 45 Personen (75\u202f%); 1 Kategorie ist zurückgehalten, damit keine einzelnen Personen erkennbar "
        "werden; ohne Angabe ist Notunterkunft."
    )
    notes = spec(found)["layout"]["annotations"]
    assert [(note["text"], note["x"], note["y"]) for note in notes] == [("k. A. •", 0, 45)]
    assert "Ohne Angabe: Notunterkunft (3. Quartal 2026)." in found.notes


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [],
            "Eine Aufgliederung nach „Art der Unterkunft“ liegt für die Kennzahl „Untergebrachte Personen“ nicht vor.",
        ),
        (
            peine(50),
            "Eine Aufgliederung nach „Art der Unterkunft“ liegt im Landkreis Peine für die Kennzahl „Untergebrachte "
            "Personen“ nicht vor.",
        ),
        (
            [*peine(50), part("Wohnung", "2026-Q3", "•"), part("Sonstige", "2026-Q3", "•")],
            "Im 3. Quartal 2026 sind alle Werte nach „Art der Unterkunft“ im Landkreis Peine zurückgehalten, "
            "damit keine einzelnen Personen erkennbar werden.",
        ),
        (
            [*peine(50), part("Wohnung", "2026-Q3", "")],
            "Zur Aufgliederung nach „Art der Unterkunft“ liegt im Landkreis Peine kein Wert vor.",
        ),
    ],
)
def test_nothing_known_has_a_stated_result(rows, sentence):
    found = by_kind(seen(*rows))
    assert found.sentence == sentence
    assert "<table" in table_html(found)
    if found.chart is not None:
        figure(found)


def test_crossed_breakdowns_are_left_out():
    crossed = row(PEINE, "2026-Q3", 7, members={"art": "Wohnung", "geschlecht": "weiblich"})
    found = by_kind(seen(*peine(50), crossed, part("Wohnung", "2026-Q3", 50)))
    assert found.data["c0"].tolist() == [50]


def test_a_place_has_its_own_breakdown():
    rows = [row(LENGEDE, "2026-Q3", 9), part("Wohnung", "2026-Q3", 9, place=LENGEDE), *peine(50)]
    found = by_kind(seen(*rows), area="03157005")
    assert "in Lengede" in found.sentence
    assert "Wohnung 9 Personen (100\u202f%)" in found.sentence


def test_negative_parts_have_no_share():
    rows = [
        part("Wohnung", "2026-Q3", -2, dimension="geschlecht"),
        part("Sonstige", "2026-Q3", 12, dimension="geschlecht"),
    ]
    found = breakdown(seen(*peine(10), *rows, code="praktika"), "geschlecht", title="Geschlecht")
    assert "Wohnung -2 Praktika und Sonstige 12 Praktika" in found.sentence.replace(" (120\u202f%)", "")


def test_a_restricted_figure_carries_its_note():
    indicator = real().indicators["tatverdaechtige_nichtdeutsch_anteil"]
    rows = frame(row(PEINE, "2025", 30), row(PEINE, "2025", 31, members={"geschlecht": "weiblich"}))
    found = breakdown(observed(rows, indicator), "geschlecht", title="Geschlecht")
    assert isinstance(found.chart, Bars)
    assert not found.chart.stacked
    assert found.chart.note == found.sentence == indicator.restrictions.note


def test_the_period_can_be_limited():
    rows = [part("Wohnung", code, 5) for code in ("2026-Q1", "2026-Q2", "2026-Q3")]
    found = by_kind(seen(*peine(5, 5, 5), *rows), since=Q3.previous(), until=Q3.previous())
    assert found.data["period"].tolist() == ["2026-Q2"]
