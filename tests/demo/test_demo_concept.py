"""The fictional county's concept: twelve blocks in nine Gemeinden, with every state among them."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from dashboard.alliances import concept_board, concept_queries
from dashboard.alliances.concept_board import Board
from dashboard.alliances.concept_models import BlockState
from dashboard.alliances.kinds import Stage
from dashboard.catalogue import load
from dashboard.demo import alliances, concept, county, experience, places
from dashboard.geography.models import Place
from dashboard.geography.queries import DISTRICT_SETTING
from dashboard.store import Actor, Circle, Role, Store, set_setting

TODAY = date(2026, 11, 26)
OFFICE = Actor("Koordinierungsstelle", Role.EDITOR, Circle.INTERNAL)
PUBLIC = Actor("Öffentlichkeit", Role.VIEWER, Circle.PUBLIC)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Store:
    """The nine Gemeinden with network, alliances, concept and examples; the figures are told elsewhere."""
    path = tmp_path_factory.mktemp("konzept") / "lagebild.sqlite3"
    path.write_bytes(migrated_sqlite.read_bytes())
    store = Store.open(f"sqlite:///{path}")
    rows = [(places.DISTRICT, "district", places.DISTRICT_NAME, None)]
    rows += [(places.ASSOCIATION, "association", places.ASSOCIATION_NAME, places.DISTRICT)]
    rows += [(one.area, "municipality", one.name, one.association or places.DISTRICT) for one in places.MUNICIPALITIES]
    with store.unit_of_work(Actor.local()) as work:
        for area, level, name, parent in rows:
            place = Place(
                area=area, level=level, name=name, short_name=name, kind="", parent=parent, sort_key=area,
                origin="given",
            )  # fmt: skip
            work.add(place)
        set_setting(work, DISTRICT_SETTING, places.DISTRICT)
    catalogue = load(county.CATALOGUE)
    alliances.enter(store, OFFICE, catalogue)
    experience.enter(store, OFFICE, catalogue)
    yield store
    store.close()


def board(store: Store, actor: Actor) -> Board:
    with store.reading() as session:
        return concept_board.read(session, actor, concept_queries.concepts(session, actor)[0], TODAY)


def test_twelve_blocks_stand_in_nine_gemeinden_with_every_state_some_of_it_old(told: Store) -> None:
    found = board(told, OFFICE)
    assert (len(found.blocks), len({one.form.chapter for one in found.blocks})) == (12, 5)
    assert [place.name for place in found.places] == [one.name for one in places.MUNICIPALITIES]
    assert min(count for _, count in concept_board.counts(found)) >= 5
    assert concept_board.overview_sentence(found) == (
        "12 Bausteine in 9 Orten: 26 von 108 umgesetzt, 15 in Umsetzung, 11 Angaben älter als zwei Quartale, "
        "8 ohne Angabe. Noch nirgends umgesetzt oder in Umsetzung: „Beratung für belastete Menschen“."
    )


def test_cells_have_evidence_contacts_history_and_an_example_taken_over_from_another_gemeinde(told: Store) -> None:
    found = board(told, OFFICE)
    states = list(found.states.values())
    assert sum(bool(one.evidence) for one in states) == 11
    assert sum(bool(one.contact) for one in states) >= 8
    assert [one.practice for one in states if one.practice] == [concept.EXAMPLE]
    with told.reading() as session:
        block = found.blocks[0].id
        first = concept_queries.history(session, OFFICE, block, places.MUNICIPALITIES[0].area)
        assert [one.stage for one in first] == [Stage.DONE, Stage.DONE, Stage.DONE, Stage.IN_PROGRESS]
        days = {one.inside.at.date() for one in first if one.inside}
        assert days == set(concept.ROUNDS)
        assert session.scalar(select(func.count(BlockState.id))) > 200


def test_the_public_sees_the_same_states_and_nothing_behind_them(told: Store) -> None:
    inner, public = board(told, OFFICE), board(told, PUBLIC)
    assert {cell: one.stage for cell, one in public.states.items()} == {
        cell: one.stage for cell, one in inner.states.items()
    }
    assert all(one.inside is None for one in public.states.values())
