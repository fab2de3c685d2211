"""German sentences: articles, singular and plural, more and less, missing and withheld."""

import pytest
from exhibit_frames import NAN

from dashboard.errors import NotFound
from dashboard.exhibits import wording
from dashboard.exhibits.metrics import CHANGE, MAP_METRICS, METRICS, metric_of
from dashboard.exhibits.readings import Area, Change, Reading
from dashboard.periods import Period

Q2, Q3 = Period("2026-Q2"), Period("2026-Q3")
COUNTY = Area("03157", "Landkreis Peine", "district", "Landkreis", "")
VECHELDE = Area("03157006", "Vechelde", "municipality", "Gemeinde", "03157")


@pytest.mark.parametrize(
    ("name", "where", "who", "whom"),
    [
        ("Vechelde", "in Vechelde", "Vechelde", "Vechelde"),
        ("Landkreis Peine", "im Landkreis Peine", "der Landkreis Peine", "den Landkreis Peine"),
        ("Rhein-Sieg-Kreis", "im Rhein-Sieg-Kreis", "der Rhein-Sieg-Kreis", "den Rhein-Sieg-Kreis"),
        ("Salzlandkreis", "im Salzlandkreis", "der Salzlandkreis", "den Salzlandkreis"),
        ("Samtgemeinde Velpke", "in der Samtgemeinde Velpke", "die Samtgemeinde Velpke", "die Samtgemeinde Velpke"),
        ("Region Hannover", "in der Region Hannover", "die Region Hannover", "die Region Hannover"),
        ("Flecken Brome", "im Flecken Brome", "der Flecken Brome", "den Flecken Brome"),
        ("Amt Neuhaus", "im Amt Neuhaus", "das Amt Neuhaus", "das Amt Neuhaus"),
        ("Stadtoldendorf", "in Stadtoldendorf", "Stadtoldendorf", "Stadtoldendorf"),
    ],
)
def test_places_have_their_article(name, where, who, whom):
    assert (wording.located(name), wording.nominative(name), wording.accusative(name)) == (where, who, whom)


def test_periods_are_said_with_their_preposition():
    assert wording.during(Q3) == "im 3. Quartal 2026"
    assert wording.during(Period("2026")) == "im Jahr 2026"
    assert wording.during(Period("2026-09")) == "im September 2026"
    assert wording.during(Period("2024-10/2025-03")) == "im Zeitraum Oktober 2024 bis März 2025"
    assert wording.period_word(Q3) == "Quartal"


def test_few_places_are_named_and_many_counted():
    assert wording.for_places(["Lengede", "Samtgemeinde Velpke"]) == "Lengede und die Samtgemeinde Velpke"
    assert wording.for_places(["A", "B", "C", "D"]) == "4 Orte"
    assert wording.so_many_of(7, 7) == "alle 7 Orte"
    assert wording.so_many_of(1, 7) == "1 von 7 Orten"
    assert wording.so_many_of(0, 7) == "keinen der 7 Orte"
    assert [wording.so_many_of(n, n) for n in (1, 2)] == ["den einzigen Ort", "beide Orte"]


def test_names_are_shortened_for_a_map():
    assert wording.abbreviated("Samtgemeinde Velpke") == "SG Velpke"
    assert wording.abbreviated("Helmstedt (gemeindefreies Gebiet)") == "Helmstedt"
    assert wording.abbreviated("Mariental, gemeindefreies Gebiet") == "Mariental"


def said(key: str, value: float, sign: str = "", missing: tuple[str, ...] = (), period: Period | None = Q3) -> str:
    return METRICS[key].statement(Reading(COUNTY, value, sign, period, missing), Q3)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("belegt", 0, "im Landkreis Peine ist niemand untergebracht"),
        ("belegt", 1, "im Landkreis Peine ist 1 Person untergebracht"),
        ("belegt", 1234, "im Landkreis Peine sind 1.234 Personen untergebracht"),
        ("plaetze", 0, "im Landkreis Peine gibt es keine Plätze"),
        ("plaetze", 1, "im Landkreis Peine gibt es 1 Platz"),
        ("plaetze", 50, "im Landkreis Peine gibt es 50 Plätze"),
        ("nutzbar_frei", 0, "im Landkreis Peine ist kein Platz als nutzbar frei gemeldet"),
        ("nutzbar_frei", 1, "im Landkreis Peine ist 1 Platz als nutzbar frei gemeldet"),
        ("nutzbar_frei", 8, "im Landkreis Peine sind 8 Plätze als nutzbar frei gemeldet"),
        ("auslastung", 0.874, "im Landkreis Peine sind 87\u202f% der verfügbaren Plätze belegt"),
        ("auslastung", 0, "im Landkreis Peine ist keiner der verfügbaren Plätze belegt"),
        ("belegt_je_1000", 8.05, "im Landkreis Peine kommen auf 1.000 Einwohner 8,1 untergebrachte Personen"),
    ],
)
def test_statements_in_singular_plural_and_none(key, value, expected):
    assert said(key, value) == expected


def test_an_incomplete_sum_is_said_to_be_at_least_that():
    missing = ("Lengede",)
    assert said("belegt", 40, missing=missing) == "im Landkreis Peine sind mindestens 40 Personen untergebracht"
    assert said("belegt", 1, missing=missing) == "im Landkreis Peine ist mindestens 1 Person untergebracht"
    assert said("belegt", 0, missing=missing) == (
        "im Landkreis Peine ist nach den vorliegenden Angaben niemand untergebracht"
    )
    assert said("auslastung", 0.5, missing=missing) == (
        "im Landkreis Peine sind nach den vorliegenden Angaben 50\u202f% der verfügbaren Plätze belegt"
    )


def test_an_older_value_says_its_date():
    assert said("belegt", 5, period=Q2).endswith("sind 5 Personen untergebracht (Stand 2. Quartal 2026)")


def test_missing_and_withheld_are_different_things():
    assert said("belegt", NAN, period=None) == (
        "für den Landkreis Peine liegt keine Angabe zu den untergebrachten Personen vor"
    )
    assert said("auslastung", NAN, "•") == (
        "im Landkreis Peine ist die Angabe zur Auslastung zurückgehalten, damit keine einzelnen "
        "Personen erkennbar werden"
    )


@pytest.mark.parametrize(
    ("key", "difference", "expected"),
    [
        ("belegt", 12, ", 12 mehr als im 2. Quartal 2026"),
        ("belegt", -1, ", 1 weniger als im 2. Quartal 2026"),
        ("belegt", 0, ", ebenso viele wie im 2. Quartal 2026"),
        ("auslastung", 0.021, ", 2 Prozentpunkte mehr als im 2. Quartal 2026"),
        ("auslastung", -0.01, ", 1 Prozentpunkt weniger als im 2. Quartal 2026"),
        ("auslastung", 0.004, ", fast ebenso viel wie im 2. Quartal 2026"),
        ("auslastung", 0, ", ebenso viel wie im 2. Quartal 2026"),
        ("belegt_je_1000", 0.25, ", 0,3 mehr als im 2. Quartal 2026"),
    ],
)
def test_comparisons(key, difference, expected):
    assert METRICS[key].comparison(Reading(COUNTY, 5, "", Q3), Change(difference, Q2, "")) == expected


def test_comparisons_that_cannot_be_made_say_why():
    belegt, now = METRICS["belegt"], Reading(COUNTY, 5, "", Q3)
    assert belegt.comparison(now, Change()) == ""
    assert belegt.comparison(now, Change(NAN, Q2, "withheld")) == "; die Veränderung ist zurückgehalten"
    assert belegt.comparison(now, Change(NAN, Q2, "incomplete")) == (
        "; mit dem Zeitraum davor (2. Quartal 2026) nicht vergleichbar, weil dort andere Orte fehlen"
    )
    partly = Reading(COUNTY, 5, "", Q3, ("Lengede",))
    assert belegt.comparison(partly, Change(2, Q2, "")) == ", bei denselben Orten 2 mehr als im 2. Quartal 2026"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change(12, Q2, ""), "+12 gegenüber 2. Quartal 2026"),
        (Change(0, Q2, ""), "±0 gegenüber 2. Quartal 2026"),
        (Change(NAN, Q2, "withheld"), "Veränderung zurückgehalten (•)"),
        (Change(NAN, Q2, "incomplete"), "nicht vergleichbar, weil andere Orte fehlen"),
        (Change(), "kein Wert zum Vergleich"),
    ],
)
def test_changes_as_labels(change, expected):
    assert METRICS["belegt"].change_text(change) == expected


def test_changes_of_shares_are_percentage_points():
    assert METRICS["auslastung"].change_text(Change(-0.034, Q2, "")) == "−3 Prozentpunkte gegenüber 2. Quartal 2026"


def test_a_metric_out_of_the_address_that_does_not_exist_is_told_in_german():
    assert metric_of("veraenderung") is CHANGE
    assert list(MAP_METRICS) == [
        "belegt", "plaetze", "nutzbar_frei", "auslastung", "belegt_je_1000", "veraenderung", "noch_aufzunehmen",
    ]  # fmt: skip
    with pytest.raises(NotFound, match="„sterne“ gibt es auf dieser Karte nicht"):
        metric_of("sterne")


def test_a_sentence_is_one_sentence():
    assert wording.sentence("im Kreis ist es so", "", "anders dort") == "Im Kreis ist es so; anders dort."
