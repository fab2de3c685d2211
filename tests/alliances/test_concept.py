"""A concept's blocks and their states per place are entered, changed, pasted, archived and read on both databases."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, inspect, select

from dashboard.alliances import archiving, concept_commands, concept_models, concept_queries, concept_states
from dashboard.alliances.concept_forms import BlockForm, ConceptForm, StateForm
from dashboard.alliances.concept_models import BlockState, BuildingBlock, Concept
from dashboard.alliances.concept_states import StateInvalid, StatesMoved
from dashboard.alliances.concept_text import BlocksInvalid
from dashboard.alliances.kinds import Stage
from dashboard.catalogue import Catalogue
from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.network import commands as network
from dashboard.network import practice
from dashboard.network.commands import FunctionForm, OrganisationForm
from dashboard.network.kinds import Kind
from dashboard.network.practice import PracticeForm
from dashboard.store import Actor, Base, Circle, Role, Store
from dashboard.store.kept import EditConflict, TextInvalid
from dashboard.store.models import Audit

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL)
OTTO = Actor("Otto", Role.EDITOR, Circle.INTERNAL)
PARTNER = Actor("Kirche", Role.VIEWER, Circle.COORDINATION)
PRESS = Actor("Presse", Role.VIEWER, Circle.PUBLIC)
AUE, BACH = "99001001", "99001002"
JUNE = date(2026, 6, 30)
PASTED = "Ehrenamt / Netzwerk / „Alle treffen sich.“\n / Topf / „Auslagen / Fahrten werden ersetzt.“\n"


def do(store: Store, command: Callable[..., object], *words: object, actor: Actor = ERIKA, **more: object):
    with store.unit_of_work(actor) as work:
        return command(work, *words, **more)


def states(store: Store, concept: int, actor: Actor = ERIKA):
    with store.reading() as session:
        return concept_queries.states(session, actor, concept)


def history(store: Store, block: int, area: str = AUE, actor: Actor = ERIKA):
    with store.reading() as session:
        return concept_queries.history(session, actor, block, area)


def newest(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.max(BlockState.id))) or 0


@pytest.fixture
def concept(county: Store) -> int:
    return do(county, concept_commands.add_concept, ConceptForm("Ankommen", "Vorlage 1", circle=Circle.PUBLIC))


@pytest.fixture
def blocks(county: Store, concept: int) -> list[int]:
    return do(county, concept_commands.add_blocks, concept, PASTED)


@pytest.mark.parametrize("name", ["concept", "building_block", "block_state"])
def test_the_migration_makes_the_tables_of_the_models(store: Store, name: str) -> None:
    table, found = Base.metadata.tables[name], inspect(store.engine)
    assert {c["name"]: c["nullable"] for c in found.get_columns(name)} == {c.name: c.nullable for c in table.columns}
    assert {i["name"] for i in found.get_indexes(name)} == {index.name for index in table.indexes}
    assert concept_models.BlockState.__table__ is Base.metadata.tables["block_state"]


def test_pasted_blocks_stand_in_their_order_and_are_found_in_their_circle(
    county: Store, concept: int, blocks: list[int]
) -> None:
    do(county, concept_commands.add_block, BlockForm(concept, "Wohnen", "Wohnungen", "„Privat wohnen.“", 0))
    do(county, concept_commands.add_block, BlockForm(concept, "Ehrenamt", "Dank", "„Wir danken.“"))
    with county.reading() as session:
        found = concept_queries.blocks(session, PRESS, concept)
    assert [(one.form.chapter, one.form.label, one.form.text) for one in found] == [
        ("Wohnen", "Wohnungen", "„Privat wohnen.“"),
        ("Ehrenamt", "Netzwerk", "„Alle treffen sich.“"),
        ("Ehrenamt", "Topf", "„Auslagen / Fahrten werden ersetzt.“"),
        ("Ehrenamt", "Dank", "„Wir danken.“"),
    ]


def test_a_paste_with_one_bad_line_writes_nothing(county: Store, concept: int, blocks: list[int]) -> None:
    before = county.versions()
    with pytest.raises(BlocksInvalid) as refused:
        do(county, concept_commands.add_blocks, concept, "Ehrenamt / Neu / „Ja.“\nEhrenamt / NETZWERK / „Nochmal.“")
    assert "Zeile 2: Einen Baustein „NETZWERK“ gibt es in diesem Konzept schon." in str(refused.value)
    assert county.versions() == before
    with county.reading() as session:
        assert len(concept_queries.blocks(session, ERIKA, concept)) == 2


def test_a_concept_outside_the_circle_has_no_blocks_and_no_states(county: Store) -> None:
    inner = do(county, concept_commands.add_concept, ConceptForm("Intern", circle=Circle.INTERNAL))
    key = do(county, concept_commands.add_block, BlockForm(inner, "A", "B", "C"))
    do(county, concept_states.set_states, [StateForm(key, AUE, Stage.DONE, JUNE)], seen=0)
    with county.reading() as session:
        for actor in (PARTNER, PRESS):
            assert concept_queries.concepts(session, actor) == ()
            assert concept_queries.blocks(session, actor, inner) == ()
            assert concept_queries.states(session, actor, inner) == {}
            assert concept_queries.history(session, actor, key, AUE) == ()


def test_two_people_who_change_a_block_end_with_both_texts(county: Store, concept: int, blocks: list[int]) -> None:
    form = BlockForm(concept, "Ehrenamt", "Netzwerk", "„Alle treffen sich.“", 1)
    said = do(county, concept_commands.change_block, blocks[0], replace(form, label="Runder Tisch"), seen=1)
    assert said == "„Runder Tisch“ ist gespeichert."
    with pytest.raises(EditConflict) as refused:
        do(county, concept_commands.change_block, blocks[0], replace(form, label="Kreis"), seen=1, actor=OTTO)
    assert (refused.value.theirs, refused.value.mine) == ({"Baustein": "Runder Tisch"}, {"Baustein": "Kreis"})
    with pytest.raises(Conflict, match="Einen Baustein „Topf“ gibt es"):
        do(county, concept_commands.change_block, blocks[0], replace(form, label="Topf"), seen=2)
    with pytest.raises(TextInvalid, match="Bitte „Zitat“ angeben"):
        do(county, concept_commands.change_block, blocks[0], replace(form, text=" "), seen=2)


def test_a_block_comes_back_only_where_its_label_is_free(county: Store, concept: int, blocks: list[int]) -> None:
    assert (
        do(county, archiving.archive, BuildingBlock, blocks[0], "doppelt") == "Der Baustein „Netzwerk“ ist archiviert."
    )
    with county.reading() as session:
        assert [one.form.label for one in concept_queries.blocks(session, ERIKA, concept)] == ["Topf"]
        assert len(concept_queries.blocks(session, ERIKA, concept, archived=True)) == 2
        assert len(concept_queries.blocks(session, PARTNER, concept, archived=True)) == 1
    twin = do(county, concept_commands.add_block, BlockForm(concept, "Ehrenamt", "netzwerk", "„Neu.“"))
    with pytest.raises(Conflict, match="schon"):
        do(county, archiving.restore, BuildingBlock, blocks[0])
    do(county, archiving.archive, BuildingBlock, twin, "verwechselt")
    assert do(county, archiving.restore, BuildingBlock, blocks[0]) == "Der Baustein „Netzwerk“ ist wieder da."


def test_of_an_archived_concept_nothing_can_be_said(county: Store, concept: int, blocks: list[int]) -> None:
    do(county, archiving.archive, Concept, concept, "abgelöst")
    with pytest.raises(NotFound, match="abgelöst"):
        do(county, concept_states.set_states, [StateForm(blocks[0], AUE, Stage.DONE, JUNE)], seen=0)
    with county.reading() as session:
        assert concept_queries.concepts(session, ERIKA) == ()
        assert len(concept_queries.concepts(session, ERIKA, archived=True)) == 1


def test_a_new_state_is_a_new_row_and_the_one_before_stays(county: Store, concept: int, blocks: list[int]) -> None:
    first = StateForm(blocks[0], AUE, Stage.IN_REVIEW, date(2026, 3, 31), "Im Ausschuss")
    assert do(county, concept_states.set_states, [first], seen=0) == "Der Stand ist gespeichert."
    second = replace(first, state=Stage.DONE, as_of=JUNE, evidence="Seit Juni jeden Dienstag")
    do(county, concept_states.set_states, [second], seen=newest(county), actor=OTTO)
    told = [(one.stage, one.as_of, one.evidence, one.inside.who) for one in history(county, blocks[0]) if one.inside]
    assert told == [
        (Stage.DONE, JUNE, "Seit Juni jeden Dienstag", "Otto"),
        (Stage.IN_REVIEW, date(2026, 3, 31), "Im Ausschuss", "Erika"),
    ]
    assert states(county, concept)[blocks[0], AUE].stage is Stage.DONE
    with county.reading() as session:
        written = select(Audit.who, Audit.before, Audit.after).where(Audit.object == f"block:{blocks[0]}:{AUE}")
        rows = session.execute(written.order_by(Audit.id)).all()
    assert [
        (who, before and json.loads(before)["state"], json.loads(after)["state"]) for who, before, after in rows
    ] == [
        ("Erika", None, "in_review"),
        ("Otto", "in_review", "done"),
    ]


def test_what_is_as_it_was_is_not_written_again(county: Store, concept: int, blocks: list[int]) -> None:
    form = StateForm(blocks[0], AUE, Stage.DECIDED, JUNE)
    do(county, concept_states.set_states, [form], seen=0)
    before = county.versions()
    assert do(county, concept_states.set_states, [form], seen=0) == "Es hat sich nichts geändert."
    assert (county.versions(), len(history(county, blocks[0]))) == (before, 1)


def test_many_cells_are_saved_together_or_not_at_all(county: Store, concept: int, blocks: list[int]) -> None:
    both = [StateForm(blocks[0], area, Stage.NOT_BEGUN, JUNE) for area in (AUE, BACH)]
    assert do(county, concept_states.set_states, both, seen=0) == "2 Stände sind gespeichert."
    seen = newest(county)
    do(county, concept_states.set_states, [replace(both[1], state=Stage.DONE)], seen=seen, actor=OTTO)
    mine = [replace(one, state=Stage.IN_PROGRESS, evidence="Beginn") for one in both]
    with pytest.raises(StatesMoved) as refused:
        do(county, concept_states.set_states, mine, seen=seen)
    moved = refused.value.moved
    assert [(one.block, one.place, one.who) for one in moved] == [("Netzwerk", "Bach", "Otto")]
    assert moved[0].theirs == {"Stand": "umgesetzt", "Nachweis": "–"}
    assert moved[0].mine == {"Stand": "in Umsetzung", "Nachweis": "Beginn"}
    assert "„Netzwerk“ in Bach (Otto, " in str(refused.value)
    assert "Dort steht jetzt: Stand: umgesetzt; Nachweis: –\nSie wollten: Stand: in Umsetzung" in str(refused.value)
    assert [states(county, concept)[blocks[0], area].stage for area in (AUE, BACH)] == [Stage.NOT_BEGUN, Stage.DONE]
    assert do(county, concept_states.set_states, mine, seen=newest(county)) == "2 Stände sind gespeichert."
    assert len(history(county, blocks[0], BACH)) == 3


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"as_of": date(2100, 1, 1)}, "„Netzwerk“ in Aue: Der Stand vom 01.01.2100 liegt in der Zukunft"),
        ({"as_of": date(202, 1, 1)}, "liegt vor 1990"),
        ({"area": "99001"}, "ist kein Ort, für den ein Stand eingetragen wird"),
        ({"area": "03157001"}, "ist kein Ort"),
    ],
)
def test_a_state_that_makes_no_sense_is_refused_with_block_and_place(
    county: Store, blocks: list[int], more: dict[str, object], said: str
) -> None:
    wishes = [
        StateForm(blocks[1], BACH, Stage.DONE, JUNE),
        replace(StateForm(blocks[0], AUE, Stage.DONE, JUNE), **more),
    ]
    with pytest.raises(StateInvalid, match=said):
        do(county, concept_states.set_states, wishes, seen=0)
    assert newest(county) == 0


def test_names_that_do_not_exist_and_too_long_texts_are_refused(county: Store, blocks: list[int]) -> None:
    form = StateForm(blocks[0], AUE, Stage.DONE, JUNE)
    for more, said in ((replace(form, function=7), "Funktion Nr. 7"), (replace(form, practice=8), "beispiel Nr. 8")):
        with pytest.raises(NotFound, match=said):
            do(county, concept_states.set_states, [more], seen=0)
    with pytest.raises(TextInvalid, match=r"„Nachweis zu Netzwerk in Aue“ hat 100\.001 Zeichen"):
        do(county, concept_states.set_states, [replace(form, evidence="x" * 100_001)], seen=0)


def test_only_editors_of_the_office_write(county: Store, concept: int, blocks: list[int]) -> None:
    viewer = Actor("Leser", Role.VIEWER, Circle.INTERNAL)
    for actor in (viewer, Actor("Stab", Role.EDITOR, Circle.COORDINATION)):
        for command, words in (
            (concept_commands.add_concept, (ConceptForm("Neu"),)),
            (concept_commands.add_blocks, (concept, PASTED.replace("Netzwerk", "N").replace("Topf", "T"))),
            (concept_commands.change_concept, (concept, ConceptForm("Neu"))),
            (concept_states.set_states, ([StateForm(blocks[0], AUE, Stage.DONE, JUNE)],)),
        ):
            more = {"seen": 1} if "change" in command.__name__ or "set" in command.__name__ else {}
            with pytest.raises(NotAllowed):
                do(county, command, *words, actor=actor, **more)


def test_the_public_has_states_and_days_and_nothing_else(
    county: Store, catalogue: Catalogue, concept: int, blocks: list[int]
) -> None:
    caritas = do(county, network.add_organisation, catalogue, OrganisationForm("Caritas Aue", Kind.WELFARE))
    asked = do(county, network.add_function, FunctionForm(caritas, "Beratung", "rat@caritas.example"))
    shown, hidden = (
        do(county, practice.add_practice, catalogue, PracticeForm(title, "So ging es.", circle=circle))
        for title, circle in (("Offenes Beispiel", Circle.PUBLIC), ("Inneres Beispiel", Circle.COORDINATION))
    )
    wishes = [
        StateForm(blocks[0], AUE, Stage.DONE, JUNE, "Vermerk im Haus", asked, shown),
        StateForm(blocks[0], BACH, Stage.IN_PROGRESS, JUNE, "Zweiter Vermerk", asked, hidden),
    ]
    do(county, concept_states.set_states, wishes, seen=0)
    inner, public = states(county, concept, PARTNER), states(county, concept, PRESS)
    assert [inner[blocks[0], area].practice for area in (AUE, BACH)] == ["Offenes Beispiel", "Inneres Beispiel"]
    assert inner[blocks[0], AUE].contact == "Beratung, Caritas Aue (rat@caritas.example)"
    assert inner[blocks[0], AUE].evidence == "Vermerk im Haus"
    assert public == {
        (blocks[0], AUE): concept_queries.State(Stage.DONE, JUNE, "Offenes Beispiel"),
        (blocks[0], BACH): concept_queries.State(Stage.IN_PROGRESS, JUNE),
    }
    assert history(county, blocks[0], actor=PRESS) == ()
    for secret in ("Vermerk", "Erika", "Beratung", "caritas"):
        assert secret not in repr(public)
    with county.reading() as session, pytest.raises(NotAllowed):
        concept_queries.function_titles(session, PRESS)


def test_a_mailbox_that_is_out_of_use_is_no_longer_named(
    county: Store, catalogue: Catalogue, concept: int, blocks: list[int]
) -> None:
    caritas = do(county, network.add_organisation, catalogue, OrganisationForm("Caritas Aue", Kind.WELFARE))
    asked = do(county, network.add_function, FunctionForm(caritas, "Beratung", "rat@caritas.example"))
    form = StateForm(blocks[0], AUE, Stage.DONE, JUNE, function=asked)
    do(county, concept_states.set_states, [form], seen=0)
    do(county, network.archive_organisation, caritas, "aufgelöst")
    assert states(county, concept)[blocks[0], AUE].contact == "Beratung, Caritas Aue"
    again = replace(form, state=Stage.IN_PROGRESS)
    assert do(county, concept_states.set_states, [again], seen=newest(county)) == "Der Stand ist gespeichert."
    with county.reading() as session:
        assert concept_queries.function_titles(session, ERIKA) == {}
