"""Scenarios: kept under a name, never overwritten unseen, for the office alone."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from dashboard.errors import Conflict, NotAllowed, NotFound, UserError
from dashboard.planning.outlook_views import Assumptions
from dashboard.planning.scenarios import (
    ScenarioView,
    archive_scenario,
    assumptions_of,
    change_scenario,
    restore_scenario,
    save_scenario,
    scenarios,
    text_of,
)
from dashboard.store import Actor, Circle, Role, Store
from dashboard.store.kept import NOTHING_CHANGED, EditConflict, TextInvalid
from dashboard.store.models import Audit, DataVersion

EDITOR = Actor("Büro", Role.EDITOR, Circle.INTERNAL)
MORE = Assumptions(quota_factor=1.2, renewed=frozenset({3, 1}), delayed=frozenset({(7, 3)}))


def saved(store: Store, name: str = "Mehr Soll", assumptions: Assumptions = MORE, note: str = "") -> int:
    with store.unit_of_work(EDITOR) as work:
        return save_scenario(work, name, assumptions, note)


def listed(store: Store, *, archived: bool = False) -> tuple[ScenarioView, ...]:
    with store.reading() as session:
        return scenarios(session, EDITOR, archived=archived)


def version(store: Store) -> int:
    with store.reading() as session:
        return session.scalars(select(DataVersion.number).where(DataVersion.subject == "planning")).one()


def test_a_scenario_is_kept_with_its_assumptions_and_who_it_is_of(store: Store) -> None:
    before = version(store)
    key = saved(store, "  Mehr   Soll ", note="Für den Kreistag")
    (one,) = listed(store)
    assert (one.id, one.name, one.assumptions, one.note) == (key, "Mehr Soll", MORE, "Für den Kreistag")
    assert (one.life.version, one.life.changed_by) == (1, "Büro")
    assert version(store) == before + 1
    with store.reading() as session:
        after = session.scalars(select(Audit.after).where(Audit.action == "scenario.added")).one()
    assert json.loads(after or "")["name"] == "Mehr Soll"


def test_scenarios_are_listed_by_name(store: Store) -> None:
    for name in ("Zelt", "Äpfel", "Bau"):
        saved(store, name)
    assert [one.name for one in listed(store)] == ["Äpfel", "Bau", "Zelt"]


def test_a_name_is_there_once_however_it_is_spelled(store: Store) -> None:
    saved(store, "Große Lösung")
    with pytest.raises(Conflict) as refused:
        saved(store, "grosse loesung")
    assert str(refused.value) == "Ein Szenario „Große Lösung“ gibt es schon. Bitte einen anderen Namen wählen."


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(store: Store) -> None:
    key = saved(store)
    with store.unit_of_work(EDITOR) as work:
        assert change_scenario(work, key, "Mehr Soll", MORE, "neu", seen=1) == "„Mehr Soll“ ist gespeichert."
    with pytest.raises(EditConflict) as refused, store.unit_of_work(EDITOR) as work:
        change_scenario(work, key, "Mehr Soll", MORE, "anders", seen=1)
    assert (refused.value.theirs, refused.value.mine) == ({"Bemerkung": "neu"}, {"Bemerkung": "anders"})
    assert listed(store)[0].note == "neu"


def test_a_scenario_that_is_the_same_is_not_written_again(store: Store) -> None:
    key = saved(store)
    with store.unit_of_work(EDITOR) as work:
        assert change_scenario(work, key, "Mehr Soll", MORE, seen=1) == NOTHING_CHANGED
    assert listed(store)[0].life.version == 1


def test_a_changed_scenario_may_take_no_other_ones_name(store: Store) -> None:
    saved(store, "Eins")
    key = saved(store, "Zwei")
    with pytest.raises(Conflict), store.unit_of_work(EDITOR) as work:
        change_scenario(work, key, "eins", MORE, seen=1)
    with store.unit_of_work(EDITOR) as work:
        assert change_scenario(work, key, "ZWEI", MORE, seen=1) == "„ZWEI“ ist gespeichert."


def test_a_scenario_is_archived_with_a_reason_and_comes_back_as_it_was(store: Store) -> None:
    key = saved(store)
    with store.unit_of_work(EDITOR) as work:
        assert archive_scenario(work, key, "überholt") == "Das Szenario „Mehr Soll“ ist archiviert."
    assert listed(store) == ()
    assert [one.life.archived_why for one in listed(store, archived=True)] == ["überholt"]
    with pytest.raises(Conflict, match="es ist archiviert und lässt sich wiederherstellen"):
        saved(store)
    with pytest.raises(NotFound, match="archiviert"), store.unit_of_work(EDITOR) as work:
        change_scenario(work, key, "Anders", MORE, seen=2)
    with store.unit_of_work(EDITOR) as work:
        assert restore_scenario(work, key) == "Das Szenario „Mehr Soll“ ist wieder da."
    assert [one.assumptions for one in listed(store)] == [MORE]


@pytest.mark.parametrize(
    ("assumptions", "sentence"),
    [
        (Assumptions(quota_factor=-0.1), "„Soll“ kann das 0- bis 10-Fache sein; -0,10 geht nicht."),
        (Assumptions(outflow_factor=11), "„Auszug“ kann das 0- bis 10-Fache sein; 11,00 geht nicht."),
        (Assumptions(reopened=1.5), "Von den gesperrten Plätzen können 0 bis 100 Prozent wieder nutzbar sein."),
        (Assumptions(delay=61), "Eine Unterkunft kann hier höchstens 60 Monate später öffnen."),
        (
            Assumptions(delayed=frozenset({(1, 99)})),
            "Eine Unterkunft kann hier höchstens 60 Monate später öffnen.",
        ),
    ],
)
def test_assumptions_that_make_no_sense_are_refused(store: Store, assumptions: Assumptions, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        saved(store, assumptions=assumptions)
    assert str(refused.value) == sentence
    assert listed(store) == ()


def test_a_scenario_needs_a_name(store: Store) -> None:
    with pytest.raises(TextInvalid, match="Bitte „Name“ angeben"):
        saved(store, "  ")


@pytest.mark.parametrize(
    "actor",
    [Actor("Lesen", Role.VIEWER, Circle.INTERNAL), Actor("Stab", Role.ADMIN, Circle.COORDINATION)],
)
def test_only_editors_of_the_office_keep_scenarios(store: Store, actor: Actor) -> None:
    with pytest.raises(NotAllowed), store.unit_of_work(actor) as work:
        save_scenario(work, "Mehr", MORE, "")


def test_scenarios_are_for_the_office_alone(store: Store) -> None:
    saved(store)
    with pytest.raises(NotAllowed), store.reading() as session:
        scenarios(session, Actor("Stab", Role.EDITOR, Circle.COORDINATION))
    with store.reading() as session:
        assert len(scenarios(session, Actor("Lesen", Role.VIEWER, Circle.INTERNAL))) == 1


numbers = st.frozensets(st.integers(1, 99), max_size=5)


@given(
    st.builds(
        Assumptions,
        st.floats(0, 10),
        st.booleans(),
        st.floats(0, 10),
        st.booleans(),
        numbers,
        st.integers(-60, 60),
        st.frozensets(st.tuples(st.integers(1, 9), st.integers(-9, 9)), max_size=4),
        numbers,
        st.floats(0, 1),
    )
)
def test_assumptions_come_back_from_their_text_as_they_were(assumptions: Assumptions) -> None:
    assert assumptions_of(text_of(assumptions)) == assumptions


def test_an_assumption_that_was_not_there_when_it_was_kept_has_its_default() -> None:
    assert assumptions_of('{"quota_factor": 1.5}') == Assumptions(quota_factor=1.5)
    with pytest.raises(TypeError):
        assumptions_of('{"unheard_of": 1}')
