"""What the fictional county has learned: examples and hurdles of every state, each on its day and for its circle."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.alliances.adoptions import adoptions
from dashboard.demo import county
from dashboard.network.hurdles import hurdles
from dashboard.network.kinds import HurdleState
from dashboard.network.practice import practices
from dashboard.store import Actor, Circle, Role, Store

OFFICE, STAFF, PUBLIC = (Actor("A", Role.VIEWER, circle) for circle in Circle)
SLOW = "_observe"
"""The chapter of the figures, of which nothing here depends."""


@pytest.fixture(scope="module")
def musterland(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Store]:
    """The fictional county without its figures."""
    path = tmp_path_factory.mktemp("erfahrung") / "lagebild.sqlite3"
    shutil.copyfile(migrated_sqlite, path)
    store = Store.open(f"sqlite:///{path}")
    for chapter in county.CHAPTERS:
        if chapter.__name__ != SLOW:
            chapter(store)
    yield store
    store.close()


def test_examples_and_hurdles_bear_their_days_and_are_seen_by_their_circle(musterland: Store) -> None:
    with musterland.reading() as session:
        examples = practices(session, OFFICE)
        found = hurdles(session, OFFICE)
        assert [len(practices(session, actor)) for actor in (OFFICE, STAFF, PUBLIC)] == [5, 4, 2]
        assert [len(hurdles(session, actor)) for actor in (OFFICE, STAFF, PUBLIC)] == [6, 5, 2]
    assert {one.form.state for one in found} == set(HurdleState)
    assert all(one.organisation and one.ask is not None for one in examples)
    days = {one.life.changed_at.date() for one in (*examples, *found)}
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
