"""What is said of a concept as a whole: pasted texts, columns, ages, sentences, and the history as a property."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select
from test_concept import AUE, BACH, ERIKA, JUNE, OTTO

from dashboard.alliances import concept_board, concept_commands, concept_queries, concept_states
from dashboard.alliances.concept_board import Board, is_old
from dashboard.alliances.concept_forms import BlockForm, ConceptForm, StateForm
from dashboard.alliances.concept_models import BlockState
from dashboard.alliances.concept_places import Town, columns, possible
from dashboard.alliances.concept_queries import BlockEntry, ConceptEntry, State
from dashboard.alliances.concept_text import BlocksInvalid, read
from dashboard.alliances.kinds import Stage
from dashboard.errors import Conflict
from dashboard.geography.kinds import UNINCORPORATED, Level
from dashboard.store import Circle, Store
from dashboard.store.kept import Life
from small_county import settle

TODAY = date(2026, 11, 26)
LIFE = Life(1, datetime(2026, 1, 1, tzinfo=UTC), "Erika", None, None, None)


def parts(text: str) -> list[tuple[str, str, str]]:
    return [(one.chapter, one.label, one.text) for one in read(text, 1)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A / B / C", [("A", "B", "C")]),
        ("Kapitel / Baustein / Zitat\nA / B / C / D", [("A", "B", "C / D")]),
        ("A | B / b | C\n\n | D | E", [("A", "B / b", "C"), ("A", "D", "E")]),
        ("A\tB\tC\n\tD\tE\t\t", [("A", "B", "C"), ("A", "D", "E")]),
        ('A\tB\t"Erste Zeile\nzweite „Zeile“"\nA\tD\tE', [("A", "B", "Erste Zeile\nzweite „Zeile“"), ("A", "D", "E")]),
        ('A\tB\t"Wir" heißt alle\nA\tD\t"offen', [("A", "B", '"Wir" heißt alle'), ("A", "D", '"offen')]),
    ],
)
def test_a_pasted_concept_is_read_line_by_line(text: str, found: list[tuple[str, str, str]]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A / B / C\nnur ein Satz", ["Zeile 2: Sie hat einen Teil, erwartet werden drei: Kapitel / Baustein / Zitat."]),
        (" / B / C", ["Zeile 1: Bitte „Kapitel“ angeben."]),
        ("A / B / C\nA / b / D", ["Zeile 2: „b“ steht schon in Zeile 1."]),
        ('A\tB\t"zwei\nZeilen"\nA\tD\t', ["Zeile 3: Bitte „Zitat“ angeben."]),
        ("A\tB\tC\tD", ["Zeile 1: Sie hat 4 Teile, erwartet werden drei: Kapitel / Baustein / Zitat."]),
        ("  \n", ["Es steht noch kein Baustein da. Erwartet wird je Zeile „Kapitel / Baustein / Zitat“."]),
    ],
)
def test_every_line_that_cannot_be_taken_is_named_with_its_reason(text: str, said: list[str]) -> None:
    with pytest.raises(BlocksInvalid) as refused:
        read(text, 1)
    assert list(refused.value.problems) == said


@given(some.text(alphabet='AB/|\t\n "', max_size=60))
def test_of_any_pasted_text_nothing_is_lost_silently(text: str) -> None:
    try:
        found = read(text, 1)
    except BlocksInvalid:
        return
    kept = "".join("".join((one.chapter, one.label, one.text)) for one in found)
    for letter in "AB":
        assert kept.count(letter) >= text.count(letter)


@pytest.mark.parametrize(
    ("as_of", "old"),
    [
        (date(2026, 11, 26), False),
        (date(2026, 4, 1), False),
        (date(2026, 3, 31), True),
        (date(2025, 11, 26), True),
    ],
)
def test_what_is_said_fades_after_two_quarters(as_of: date, old: bool) -> None:
    assert is_old(as_of, TODAY) is old


def frame(*rows: tuple[str, str, str, str], ended: str = "") -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["area", "level", "parent", "kind"]).assign(name=lambda one: one["area"])
    return table.assign(valid_until=[date(2015, 1, 1) if area == ended else None for area in table["area"]])


HELMSTEDT = (
    ("99", Level.DISTRICT, "", "Landkreis"),
    ("99001", Level.MUNICIPALITY, "99", "Stadt"),
    ("99S", Level.ASSOCIATION, "99", "Samtgemeinde"),
    ("99002", Level.MUNICIPALITY, "99S", "Gemeinde"),
    ("99003", Level.MUNICIPALITY, "99S", "Gemeinde"),
    ("99004", Level.MUNICIPALITY, "99", "Gemeinde"),
    ("99005", Level.MUNICIPALITY, "99", UNINCORPORATED),
)


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        (set(), ["99001", "99S", "99004"]),
        ({"99S"}, ["99001", "99S", "99004"]),
        ({"99003"}, ["99001", "99002", "99003", "99004"]),
        ({"99003", "99S"}, ["99001", "99S", "99002", "99003", "99004"]),
    ],
)
def test_a_samtgemeinde_stands_for_its_members_until_one_speaks_for_itself(stated: set[str], shown: list[str]) -> None:
    assert [town.area for town in columns(frame(*HELMSTEDT), stated)] == shown


def test_what_was_said_of_a_place_that_has_ended_is_still_shown() -> None:
    places = frame(*HELMSTEDT, ended="99004")
    assert [town.name for town in columns(places, {"99004"})] == ["99001", "99S", "99004 (aufgelöst)"]
    assert "99004" not in {town.area for town in possible(places)}
    assert [town.area for town in columns(places, set())] == ["99001", "99S"]


def board(**cells: tuple[Stage, date] | None) -> Board:
    """Blocks A and B in two places; ``aue_a`` is the cell of A in Aue."""
    concept = ConceptEntry(1, ConceptForm("Ankommen"), LIFE)
    blocks = tuple(BlockEntry(n, BlockForm(1, "K", label, "Z", n), LIFE) for n, label in enumerate("AB", 1))
    places = (Town(AUE, "Aue"), Town(BACH, "Bach"))
    states = {
        (block.id, place.area): State(*told)
        for block in blocks
        for place in places
        if (told := cells.get(f"{place.name}_{block.form.label}".lower()))
    }
    return Board(concept, blocks, places, states, TODAY)


def test_the_sentences_say_what_is_done_old_and_missing() -> None:
    one = board(aue_a=(Stage.DONE, JUNE), bach_a=(Stage.DONE, date(2026, 1, 5)), aue_b=(Stage.IN_REVIEW, JUNE))
    assert concept_board.overview_sentence(one) == (
        "2 Bausteine in 2 Orten: 2 von 4 umgesetzt, 0 in Umsetzung, 1 Angabe älter als zwei Quartale, 1 ohne Angabe. "
        "Überall umgesetzt: „A“. Noch nirgends umgesetzt oder in Umsetzung: „B“."
    )
    assert concept_board.place_sentence(one, one.places[1]) == (
        "Bach: 1 von 2 Bausteinen umgesetzt, 0 in Umsetzung, 1 Angabe älter als zwei Quartale, 1 ohne Angabe."
    )
    assert concept_board.block_sentence(one, one.blocks[0]) == (
        "„A“: in 2 von 2 Orten umgesetzt, in 0 in Umsetzung, 1 Angabe älter als zwei Quartale."
    )
    assert dict(concept_board.counts(one))[Stage.DONE] == 2


STAGES = some.sampled_from(list(Stage))
MOVES = some.lists(
    some.tuples(some.integers(0, 1), some.sampled_from((AUE, BACH)), STAGES, some.booleans()), min_size=1, max_size=8
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite) -> Store:
    path = tmp_path_factory.mktemp("konzept") / "lagebild.sqlite3"
    path.write_bytes(migrated_sqlite.read_bytes())
    store = Store.open(f"sqlite:///{path}")
    settle(store)
    yield store
    store.close()


@settings(max_examples=15)
@given(MOVES)
def test_history_never_shrinks_and_the_current_state_is_always_the_newest(shelf: Store, moves: list) -> None:
    with shelf.unit_of_work(ERIKA) as work:
        concept = concept_commands.add_concept(work, ConceptForm("Ankommen", circle=Circle.PUBLIC))
        blocks = concept_commands.add_blocks(work, concept, "K / A / eins\nK / B / zwei")
    expected: dict[tuple[int, str], list[Stage]] = {}
    for number, area, stage, fresh in moves:
        block = blocks[number]
        told = expected.setdefault((block, area), [])
        with shelf.reading() as session:
            seen = max(session.scalars(select(BlockState.id))) if fresh and session.scalar(select(BlockState.id)) else 0
        try:
            with shelf.unit_of_work(OTTO) as work:
                concept_states.set_states(work, [StateForm(block, area, stage, JUNE)], seen=seen)
        except Conflict:
            assert not fresh
            assert told[0] != stage
        else:
            if not told or told[0] != stage:
                told.insert(0, stage)
    with shelf.reading() as session:
        for (block, area), told in expected.items():
            assert [one.stage for one in concept_queries.history(session, ERIKA, block, area)] == told
        now = concept_queries.states(session, ERIKA, concept)
    assert {cell: state.stage for cell, state in now.items()} == {
        cell: told[0] for cell, told in expected.items() if told
    }
