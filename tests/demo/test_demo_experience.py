"""What the fictional county has learned: examples and hurdles of every state, each on its day and for its circle."""

from datetime import date

import pytest

from dashboard.alliances.adoptions import adoptions
from dashboard.network.hurdles import hurdles
from dashboard.network.kinds import HurdleState
from dashboard.network.practice import practices
from dashboard.store import Actor, Circle, Role, Store

OFFICE, STAFF, PUBLIC = (Actor("A", Role.VIEWER, circle) for circle in Circle)


@pytest.fixture(scope="module")
def musterland(without_figures: Store) -> Store:
    return without_figures


def test_examples_and_hurdles_bear_their_days_and_are_seen_by_their_circle(musterland: Store) -> None:
    with musterland.reading() as session:
        examples = practices(session, OFFICE)
        found = hurdles(session, OFFICE)
        assert [len(practices(session, actor)) for actor in (OFFICE, STAFF, PUBLIC)] == [5, 4, 2]
        assert [len(hurdles(session, actor)) for actor in (OFFICE, STAFF, PUBLIC)] == [6, 5, 2]
    assert {one.form.state for one in found} == set(HurdleState)
    assert all(one.organisation and one.ask is not None for one in examples)
    days = {life.changed_at.date() for life in (*(one.life for one in examples), *(one.life for one in found))}
    assert (min(days), max(days)) == (date(2026, 3, 12), date(2026, 9, 30))


def test_the_public_is_told_of_no_volunteer_and_no_mailbox_and_who_took_an_example_over(musterland: Store) -> None:
    with musterland.reading() as session:
        seen = {one.form.title: one for one in practices(session, PUBLIC)}
        taken = adoptions(session, OFFICE)
    assert seen["Patenschaften, die am Küchentisch beginnen"].ask is None
    contract = seen["Vom Praktikum in den Vertrag"]
    assert contract.ask is not None
    assert (contract.ask.title, contract.ask.mailbox) == ("Ausbildungsleitung", "")
    assert ("Maßnahme", "geplant") in {(one.kind, one.state) for one in taken[contract.id]}
