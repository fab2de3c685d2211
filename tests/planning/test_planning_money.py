"""Costs follow from reported figures of one quarter alone; what is missing is said, what is hidden stays hidden."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.council_room import Room
from dashboard.catalogue import Catalogue, load
from dashboard.geography import queries as geography
from dashboard.periods import Period
from dashboard.planning.money import Euros, money, row
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Circle, Store
from small_county import settle

NAN, Q2, Q3 = math.nan, Period("2026-Q2"), Period("2026-Q3")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load(PROGRAM_ROOT / "data" / "catalogue")


def housed(plaetze: float = 40, belegt: float = 30, **more):
    facts = {"plaetze_sign": "", "belegt_sign": "", "plaetze_missing": (), "belegt_missing": (), "partial": ()}
    return {"plaetze": plaetze, "belegt": belegt, **facts, **more}


def test_cost_per_person_and_of_empty_places_follow_from_the_costs_per_place():
    found = row("1", "Aue", Euros(1_000_05), Euros(), housed(40, 30))
    assert (found.per_person, found.unused, found.vacancy) == (Euros(1_333_40), 10, Euros(10_000_50))
    assert found.why == ""


def test_nobody_housed_means_no_cost_per_person_and_an_overfull_house_has_no_empty_places():
    empty = row("1", "Aue", Euros(100), Euros(), housed(4, 0))
    assert (empty.per_person, empty.vacancy) == (Euros(), Euros(400))
    assert empty.why == "Kosten je Person gibt es nicht, weil am Ende des Quartals niemand untergebracht war."
    full = row("1", "Aue", Euros(100), Euros(), housed(4, 5))
    assert (full.unused, full.vacancy, full.per_person) == (0, Euros(0), Euros(80))


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({}, "Plätze und belegte Plätze sind für dieses Quartal nicht gemeldet."),
        (housed(NAN, NAN), "Plätze und belegte Plätze sind für dieses Quartal nicht gemeldet."),
        (housed(4, NAN), "Belegte Plätze sind für dieses Quartal nicht gemeldet."),
        (housed(belegt_missing=("Bach",)), "Ohne Bach sind Plätze und Belegung unvollständig."),
        (housed(partial=("belegt",)), "Plätze oder Belegung sind nur für einen Teil der Unterkünfte gemeldet."),
    ],
)
def test_what_lacks_a_figure_is_not_reckoned_and_says_why(known, said):
    found = row("1", "Aue", Euros(100), Euros(), known)
    assert (found.per_person, found.unused, found.vacancy, found.why) == (Euros(), None, Euros(), said)


@given(st.integers(0, 10**7), st.integers(0, 10**4))
def test_what_is_hidden_cannot_be_reckoned_back(cents, places):
    found = row("1", "Aue", Euros(cents), Euros(5), housed(places, NAN, belegt_sign="•"))
    assert (found.per_person, found.vacancy, found.unused) == (Euros(sign="•"), Euros(sign="•"), None)
    assert found == row("1", "Aue", Euros(cents), Euros(5), housed(places + 1, NAN, belegt_sign="•"))


def test_the_newest_quarter_with_costs_is_read_for_each_circle_and_what_is_missing_is_said(
    store: Store, catalogue: Catalogue
) -> None:
    settle(store)
    room = Room(store, catalogue)
    for code, cost in (("2026-Q2", 2_000.0), ("2026-Q3", 2_100.555)):
        room.report(
            ("kosten_je_platz", room.AUE, code, cost), ("erstattung", "99001", code, 90_000.0),
            ("plaetze", room.AUE, code, 40), ("belegt", room.AUE, code, 30),
        )  # fmt: skip
    room.release("2026-Q2")

    def read(session, circle, until=Q3):
        return money(session, circle, geography.places(session, "99001"), "99001", catalogue, until)

    inside = room.look(read, Circle.INTERNAL)
    assert inside.period == Q3
    district, aue = inside.rows
    assert (district.reimbursed, district.per_place) == (Euros(90_000_00), Euros())
    assert (aue.per_place, aue.per_person, aue.vacancy) == (Euros(2_100_56), Euros(2_800_75), Euros(21_005_60))
    assert inside.missing == (
        "Kosten je Platz fehlen für das 3. Quartal 2026 von: Landkreis Musterland und Bach.",
        "Erstattungen fehlen für das 3. Quartal 2026 von: Aue und Bach.",
    )
    public = room.look(read, Circle.PUBLIC)
    assert public.period == Q2
    assert [(one.name, one.per_place) for one in public.rows][1] == ("Aue", Euros(2_000_00))
    assert public.rows[1].vacancy in (Euros(20_000_00), Euros(sign="•"))
    early = room.look(read, Circle.PUBLIC, Period("2026-Q1"))
    assert (early.period, early.rows) == (None, ())
    assert early.missing == ("Kosten und Erstattungen sind hier bisher nicht gemeldet.",)
