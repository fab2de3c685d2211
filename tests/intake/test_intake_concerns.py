"""What is said before a release: what is missing, what is unusual, and whose name may stand in a remark."""

import pytest
from intake_office import Office, table

from dashboard.errors import NotAllowed
from dashboard.intake.concerns import concerns
from dashboard.intake.expectations import Expectation, expect
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role

Q3 = Period.of("2026-Q3")
EDITOR = Actor("Editorin", Role.EDITOR, Circle.INTERNAL)
QUARTERS = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]
PEINE = ("Edemissen", "Hohenhameln", "Ilsede", "Lengede", "Peine", "Vechelde", "Wendeburg")
HOUSES = "quartal;gemeinde;unterkunft;art;plaetze;belegt;geschuetzt;bemerkung"


def said(office: Office, code: str, actor: Actor = EDITOR, period: Period = Q3) -> list[tuple[str, str]]:
    with office.store.reading() as session:
        return [(one.code, one.sentence) for one in concerns(session, actor, office.catalogue, period, code)]


def test_a_table_without_anything_unusual_has_nothing_to_say(office: Office) -> None:
    office.submit(table(*(f"2026-Q3;{name};Haus;GU;10;5" for name in PEINE)))
    assert (said(office, "facilities"), said(office, "civic")) == ([], [])


def test_places_without_a_report_and_overfull_houses_are_named(office: Office) -> None:
    office.submit(table(*(f"2026-Q3;{name};Haus;GU;10;5" for name in PEINE[2:]), "2026-Q3;Edemissen;Haus;GU;3;5"))
    assert said(office, "facilities") == [
        ("places-missing", "Für 3. Quartal 2026 fehlen noch Angaben von: Hohenhameln."),
        ("over-occupied", "In einer Unterkunft leben mehr Menschen, als es Plätze gibt."),
    ]


def test_who_reported_the_period_before_and_does_not_now_is_named(office: Office) -> None:
    head = "quartal;gemeinde;ehrenamtliche;praktika"
    office.submit(table("2026-Q2;Vechelde;10;1", "2026-Q2;Edemissen;20;2", head=head))
    office.submit(table("2026-Q3;Vechelde;10;1", head=head))
    assert said(office, "civic") == [
        (
            "values-missing",
            "Ehrenamtliche: im Zeitraum davor (2. Quartal 2026) gemeldet und jetzt nicht von Edemissen.",
        )
    ]


def test_an_expected_table_that_has_not_come_is_named(office: Office) -> None:
    with office.store.unit_of_work(office.actor) as work:
        expect(work, office.catalogue, Expectation("Jobcenter", "labour", Q3))
        expect(work, office.catalogue, Expectation("Freiwilligenagentur", "civic", Q3))
    office.submit(table("2026-Q3;Vechelde;3", head="quartal;gemeinde;praktika"), supplier="Jobcenter")
    missing = ("delivery-missing", "Erwartet und noch nicht eingegangen von: Freiwilligenagentur.")
    assert (said(office, "civic"), said(office, "labour")) == ([missing], [])


def test_a_value_far_from_the_places_own_history_is_named(office: Office) -> None:
    rows = [f"{quarter};Vechelde;{40 + at}" for at, quarter in enumerate(QUARTERS)]
    office.submit(table(*rows, "2026-Q3;Vechelde;400", head="quartal;gemeinde;ehrenamtliche"))
    ((code, sentence),) = said(office, "civic")
    assert (code, "liegt mit 400 weit außerhalb der bisherigen Werte (40 bis 45)" in sentence) == (
        "value-unusual",
        True,
    )


def test_a_value_that_stood_only_once_before_is_not_said_to_be_outside(office: Office) -> None:
    known = [*(f"{quarter};Vechelde;{140 + at}" for at, quarter in enumerate(QUARTERS)), "2024-Q4;Vechelde;400"]
    office.submit(table(*known, "2026-Q3;Vechelde;399", head="quartal;gemeinde;ehrenamtliche"))
    ((code, sentence),) = said(office, "civic")
    assert code == "value-unusual"
    assert "liegt mit 399 weit von der Mitte der bisherigen Werte (" in sentence
    assert "außerhalb" not in sentence


def test_a_sum_of_facilities_far_from_the_places_own_history_is_named(office: Office) -> None:
    rows = [f"{quarter};Vechelde;Haus;GU;500;{40 + at}" for at, quarter in enumerate(QUARTERS)]
    office.submit(table(*rows, "2026-Q3;Vechelde;Haus;GU;500;400"))
    found = [sentence for code, sentence in said(office, "facilities") if code == "value-unusual"]
    assert ["400" in sentence and "Vechelde" in sentence for sentence in found] == [True]


def test_a_districts_value_that_is_not_the_sum_of_its_places_is_named(office: Office) -> None:
    rows = [f"2026-Q3;{name};2" for name in PEINE]
    office.submit(table(*rows, "2026-Q3;Landkreis Peine;20", head="quartal;gemeinde;ehrenamtliche"))
    ((code, sentence),) = said(office, "civic")
    assert (code, "die Summe der Zeilen ergibt 14" in sentence) == ("sum-differs", True)


def test_a_number_that_the_facilities_contradict_is_named(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;5"))
    office.submit(table("2026-Q3;Vechelde;7", head="quartal;gemeinde;belegt"))
    assert [code for code, _ in said(office, "housing")] == ["sum-differs"]


def test_a_name_in_a_remark_is_shown_with_its_house(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;5;nein;Schlüssel bei Ali Muster", head=HOUSES))
    assert said(office, "facilities")[-1] == (
        "person-named",
        "In „Bemerkung“ bei „Haus“ (Vechelde) steht vielleicht ein Name: „Ali Muster“. Bitte prüfen.",
    )


def test_a_name_at_a_protected_house_is_shown_to_the_named_group_only(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;Zuflucht;GU;10;5;ja;Frau Meyer anrufen", head=HOUSES))
    sentence = said(office, "facilities")[-1][1]
    assert ("geschützten Unterkunft" in sentence, "Meyer" in sentence, "Vechelde" in sentence) == (True, False, False)
    assert "„Frau Meyer“" in said(office, "facilities", office.actor)[-1][1]


def test_concerns_are_for_the_internal_circle(office: Office) -> None:
    with pytest.raises(NotAllowed):
        said(office, "civic", Actor("K", Role.ADMIN, Circle.COORDINATION))
