"""Facts of an indicator: what must be known before reading it."""

import pytest
from monitoring_frames import real

from dashboard.exhibits.monitoring_facts import NOT_CONCLUDE, facts


def of(code):
    return {fact.label: fact.text for fact in facts(real(), code)}


def test_a_rate_names_numerator_denominator_and_what_dates_it_allows():
    found = of("belegt_je_1000")
    assert (found["Zähler"], found["Nenner"]) == ("Belegt", "Einwohner")
    assert found["Berechnung"] == "Belegt ÷ Einwohner × 1.000"
    assert found["Verschiedene Stichtage"] == (
        "Zähler und Nenner dürfen von verschiedenen Tagen sein; dann stehen beide Tage dabei."
    )
    assert of("auslastung")["Verschiedene Stichtage"] == (
        "Sind Zähler und Nenner von verschiedenen Tagen, gibt es keinen Wert."
    )
    assert any(label.startswith("Bruch am 01.01.2023") for label in found)


def test_a_value_has_no_formula():
    found = of("belegt")
    assert "Zähler" not in found
    assert "Berechnung" not in found
    assert found["Ebenen"] == "Gemeinden, Samtgemeinden und Landkreis"
    assert found["Turnus"] == "vierteljährlich"
    assert found["Stichtag"] == "letzter Tag des Zeitraums"
    assert found["Richtung"] == "Eine Veränderung ist weder besser noch schlechter."
    assert found["Rundung"] == "ohne Nachkommastelle gezeigt"


def test_reference_dates_rounding_and_direction_are_said():
    assert of("svb_auslaender")["Stichtag"] == "30.06. des Jahres"
    assert of("praktika")["Stichtag"] == "kein Stichtag: Gezählt wird im ganzen Zeitraum."
    assert of("praktika")["Richtung"] == "Mehr gilt als besser."
    assert of("auslaender")["Rundung"] == (
        "von der Quelle auf ein Vielfaches von 5 gerundet (seit 01.01.2016), ohne Nachkommastelle gezeigt; Summen "
        "solcher Werte sind Summen gerundeter Werte"
    )


def test_the_restriction_comes_first_and_what_not_to_conclude_last():
    found = facts(real(), "tatverdaechtige_nichtdeutsch_anteil")
    assert found[0].label == "Einschränkung"
    assert found[-1].label == NOT_CONCLUDE


@pytest.mark.parametrize("code", list(real().indicators))
def test_every_indicator_has_facts_without_empty_ones(code):
    found = of(code)
    assert {"Definition", "Einheit", "Quelle", "Ebenen", "Turnus", "Stichtag", "Rundung", "Richtung"} <= set(found)
    assert all(text.strip() for text in found.values())


def test_a_break_of_another_district_is_no_fact_here():
    ilsede = "Bruch am 01.01.2015"
    assert ilsede in {fact.label for fact in facts(real(), "belegt", "03157")}
    assert ilsede not in {fact.label for fact in facts(real(), "belegt", "99001")}
