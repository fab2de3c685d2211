"""Any figure per 1,000 inhabitants: matching dates, flagged ones, and the reasons where there is no value."""

from datetime import date

import pytest
from exhibit_frames import LENGEDE, PEINE, VECHELDE
from hypothesis import given
from hypothesis import strategies as st
from monitoring_frames import Q3, frame, inhabitants, peine, real, row, seen, series

from dashboard.exhibits import table
from dashboard.exhibits.monitoring_breakdown import breakdown
from dashboard.exhibits.monitoring_card import card
from dashboard.exhibits.monitoring_course import course
from dashboard.exhibits.monitoring_places import comparison
from dashboard.exhibits.monitoring_rates import allowed_mismatch, per_thousand
from dashboard.exhibits.monitoring_series import observed
from dashboard.periods import Period

Y2024 = Period("2024")


def seekers(*people, value=6565):
    return seen(
        row(PEINE, "2024", value),
        code="schutzsuchende",
        inhabitants=inhabitants(*people, code="schutzsuchende"),
    )


def test_matching_dates_give_a_rate():
    found = card(seekers(row(PEINE, "2024", 137_157)), Y2024)
    assert found.sentence == (
        "Im Jahr 2024 beträgt die Kennzahl „Schutzsuchende“ im Landkreis Peine 47,9 Personen je 1.000 Einwohner; im "
        "Jahr 2023 liegt kein Wert zum Vergleich vor."
    )
    assert found.title == "Schutzsuchende je 1.000 Einwohner: Landkreis Peine"
    assert "Die Einwohnerzahlen sind vom selben Stichtag wie die Werte (Basis Zensus 2022)." in found.notes


def test_another_date_is_refused_with_both_dates():
    found = card(seekers(row(PEINE, "2022", 138_931)), Y2024)
    assert found.chart is None
    assert found.sentence == (
        "Je 1.000 Einwohner lässt sich die Kennzahl „Schutzsuchende“ nicht angeben: Der neueste Wert ist vom "
        "31.12.2024, die Einwohnerzahl ist vom 31.12.2022."
    )
    assert table(found)["Hinweis"].tolist() == [found.sentence]
    later = card(seekers(row(PEINE, "2025", 138_931)), Y2024)
    assert later.sentence.endswith("ist vom 31.12.2024, eine frühere Einwohnerzahl gibt es nicht.")


def test_the_catalogue_allows_the_pair_with_a_flag():
    assert allowed_mismatch(real(), "belegt") == "flag"
    assert allowed_mismatch(real(), "praktika") == "refuse"
    people = inhabitants(row(PEINE, "2024", 137_157), row(PEINE, "2027", 1))
    found = card(seen(*peine(1371.57), inhabitants=people), Q3)
    assert found.chart.figures[0].text == "10,0"
    assert found.chart.figures[0].unit == "Personen je 1.000 Einwohner"
    assert (
        "Verschiedene Stichtage: Werte vom 30.09.2026 je 1.000 Einwohner vom 31.12.2024 (Basis Zensus 2022)."
        in found.notes
    )


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        ([], "weil die Einwohnerzahl fehlt"),
        ([row(PEINE, "2024", 0)], "weil die Einwohnerzahl null ist"),
        ([row(PEINE, "2024", ".")], "weil die Einwohnerzahl fehlt"),
        ([row(PEINE, "2024", 100, missing=("Lengede",))], "weil die Einwohnerzahl fehlt"),
    ],
)
def test_a_missing_or_zero_denominator_is_refused_with_the_reason(people, reason):
    found = card(seekers(*people), Y2024)
    assert found.sentence == f"Je 1.000 Einwohner lässt sich die Kennzahl „Schutzsuchende“ nicht angeben, {reason}."


def test_one_place_without_inhabitants_is_not_given_with_the_reason():
    rows = [row(LENGEDE, "2026-Q3", 30), row(VECHELDE, "2026-Q3", 20)]
    people = inhabitants(row(LENGEDE, "2024", 10_000), row(VECHELDE, "2024", 0))
    found = comparison(seen(*rows, inhabitants=people), Q3)
    assert table(found).iloc[:, 1].tolist() == ["3,0", "keine Angabe"]
    assert "Ohne Wert je 1.000 Einwohner, weil die Einwohnerzahl null ist: Vechelde (3. Quartal 2026)." in found.notes
    assert found.sentence == (
        "Zur Kennzahl „Untergebrachte Personen“ liegt im 3. Quartal 2026 nur für Lengede ein Wert vor: "
        "3,0 Personen je 1.000 Einwohner."
    )


def test_an_incomplete_sum_has_no_rate():
    opened = seen(row(PEINE, "2026-Q3", 30, missing=("Lengede",)), inhabitants=inhabitants(row(PEINE, "2024", 9)))
    assert card(opened, Q3).sentence.endswith("nicht angeben, weil der Summe Orte fehlen.")


def test_a_withheld_value_or_denominator_withholds_the_rate():
    hidden = card(seen(*peine("•"), inhabitants=inhabitants(row(PEINE, "2024", 100))), Q3)
    assert "zurückgehalten" in hidden.sentence
    assert hidden.chart.figures[0].text == "•"
    people = card(seen(*peine(50), inhabitants=inhabitants(row(PEINE, "2024", "•"))), Q3)
    assert people.chart.figures[0].text == "•"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("auslastung", "Sie ist selbst schon eine Quote oder ein Durchschnitt."),
        ("einwohner", "Sie ist die Einwohnerzahl selbst."),
        ("uebergriffe_auf_unterkuenfte", "Das schließt ihr Eintrag im Kennzahlenkatalog aus."),
    ],
)
def test_some_figures_never_have_a_rate(code, reason):
    opened = observed(
        frame(row(PEINE, "2024", 5)), real().indicators[code], inhabitants=inhabitants(row(PEINE, "2024", 9))
    )
    for found in (card(opened, Y2024), course(opened), comparison(opened, Y2024)):
        assert found.chart is None
        assert reason in found.sentence


def test_a_reference_date_within_the_year_is_its_own_date():
    svb = real().indicators["svb_auslaender"]
    assert svb.day_of(Y2024) == date(2024, 6, 30)
    assert svb.day_of(Period("2024-Q3")) == date(2024, 9, 30)
    opened = seen(
        row(PEINE, "2024", 500),
        code="svb_auslaender",
        inhabitants=inhabitants(row(PEINE, "2024", 100_000), code="svb_auslaender"),
    )
    assert "Der neueste Wert ist vom 30.06.2024" in opened.refusal


def test_a_break_of_the_inhabitants_lies_where_the_rate_first_rests_on_new_ones():
    people = inhabitants(row(PEINE, "2022", 138_931), row(PEINE, "2023", 136_000))
    opened = seen(
        *series(PEINE, [700, 710, 720], ["2023-Q2", "2023-Q3", "2023-Q4"]),
        inhabitants=people,
    )
    found = course(opened)
    assert found.chart.marks[0].period == "2023-Q4"
    assert "nicht vergleichbar, weil dazwischen ein Bruch liegt" in found.sentence
    assert "Neue Grundlage der Einwohnerzahl: Zensus 2022" in found.sentence
    assert any("In dieser Reihe wirkt er ab: 4. Quartal 2023." in note for note in found.notes)


def test_a_breakdown_has_no_rate():
    opened = seen(*peine(50), inhabitants=inhabitants(row(PEINE, "2024", 100)))
    assert breakdown(opened, "art", title="Art der Unterkunft").sentence == (
        "Die Aufgliederung nach „Art der Unterkunft“ gibt es nur in absoluten Zahlen, nicht je 1.000 Einwohner."
    )


@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 200_000), st.integers(2019, 2024)), max_size=6),
    st.sampled_from(["refuse", "flag"]),
)
def test_a_rate_exists_only_with_inhabitants_above_zero_and_allowed_dates(cases, mismatch):
    places = [
        {"area": f"0315700{n}", "name": f"Ort {n}", "level": "municipality", "kind": "", "parent": ""}
        for n in range(len(cases))
    ]
    values = frame(*(row(place, "2024", value) for place, (value, _, _) in zip(places, cases, strict=True)))
    people = inhabitants(
        *(row(place, str(year), count) for place, (_, count, year) in zip(places, cases, strict=True)),
        date_mismatch=mismatch,
    )
    found, rate = per_thousand(values, real().indicators["schutzsuchende"], people)
    for place, value, (count, inhabited, year) in zip(places, found["value"], cases, strict=True):
        key = (place["area"], "2024")
        allowed = inhabited > 0 and (year == 2024 or mismatch == "flag")
        assert (key not in rate.refused) == allowed
        assert (value == value) == allowed
        if allowed:
            assert value == pytest.approx(count * 1000 / inhabited)
            assert (key in rate.mismatched) == (year != 2024)
