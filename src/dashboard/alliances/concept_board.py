"""A concept as a whole: every block in every place, how old what is said is, and the sentences above it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dashboard.alliances import concept_queries
from dashboard.alliances.concept_places import Town, columns, places_of
from dashboard.alliances.concept_queries import BlockEntry, ConceptEntry, State
from dashboard.alliances.kinds import Stage
from dashboard.alliances.rows import title
from dashboard.formats import join, number
from dashboard.store import Actor

OLDEST = 2
"""Quarters before the present one up to which what is said counts as fresh."""
OLD = "älter als zwei Quartale"
HAVE = (Stage.DONE, Stage.IN_PROGRESS)
"""Who is so far can help others."""
LOOKING = (Stage.NOT_BEGUN, Stage.IN_REVIEW, Stage.DECIDED)
MOST_NAMED = 3


@dataclass(frozen=True)
class Board:
    """A concept with its blocks (rows) and places (columns); ``states`` by block and area, absent: nothing was said."""

    concept: ConceptEntry
    blocks: tuple[BlockEntry, ...]
    places: tuple[Town, ...]
    states: Mapping[tuple[int, str], State]
    today: date

    def of_block(self, block: int) -> list[tuple[Town, State | None]]:
        """A block in all places."""
        return [(place, self.states.get((block, place.area))) for place in self.places]

    def of_place(self, area: str) -> list[tuple[BlockEntry, State | None]]:
        """All blocks in a place."""
        return [(block, self.states.get((block.id, area))) for block in self.blocks]

    def is_old(self, state: State | None) -> bool:
        """Whether what is said is of more than two quarters before the present one."""
        return state is not None and is_old(state.as_of, self.today)

    @property
    def cells(self) -> list[State | None]:
        """All cells, row by row."""
        return [state for block in self.blocks for _, state in self.of_block(block.id)]


def read(session: Session, actor: Actor, concept: ConceptEntry, today: date) -> Board:
    """A concept as this actor's circle sees it."""
    states = concept_queries.states(session, actor, concept.id)
    places = columns(places_of(session), {area for _, area in states})
    return Board(concept, concept_queries.blocks(session, actor, concept.id), places, states, today)


def is_old(as_of: date, today: date) -> bool:
    """Whether a day lies more than two quarters before the quarter of ``today``."""
    return _quarter(today) - _quarter(as_of) > OLDEST


def overview_sentence(board: Board) -> str:
    """What a council needs to know in ten seconds."""
    found = Counter(state.stage for state in board.cells if state is not None)
    head = f"{_blocks(len(board.blocks))} in {_places(len(board.places))}"
    total = number(len(board.cells))
    main = f"{head}: {number(found[Stage.DONE])} von {total} umgesetzt, {number(found[Stage.IN_PROGRESS])} in Umsetzung"
    parts = [f"{main}{_gaps(board, board.cells)}."]
    everywhere = [
        block for block in board.blocks if all(_is(state, Stage.DONE) for _, state in board.of_block(block.id))
    ]
    nowhere = [block for block in board.blocks if not any(_is(one, *HAVE) for _, one in board.of_block(block.id))]
    if everywhere and board.places:
        parts.append(f"Überall umgesetzt: {_named(everywhere)}.")
    if nowhere and board.places:
        parts.append(f"Noch nirgends umgesetzt oder in Umsetzung: {_named(nowhere)}.")
    return " ".join(parts)


def place_sentence(board: Board, place: Town) -> str:
    """„Vechelde: 5 von 12 Bausteinen umgesetzt, 3 in Umsetzung, 1 Angabe älter als zwei Quartale.“"""
    states = [state for _, state in board.of_place(place.area)]
    done, running = (sum(_is(state, stage) for state in states) for stage in HAVE)
    many = f"{number(len(states))} {'Baustein' if len(states) == 1 else 'Bausteinen'}"
    return f"{place.name}: {number(done)} von {many} umgesetzt, {number(running)} in Umsetzung{_gaps(board, states)}."


def block_sentence(board: Board, block: BlockEntry) -> str:
    """In how many places a block is done, and who still looks."""
    states = [state for _, state in board.of_block(block.id)]
    done, running = (sum(_is(state, stage) for state in states) for stage in HAVE)
    head = f"„{block.form.label}“: in {number(done)} von {_places(len(states))} umgesetzt"
    return f"{head}, in {number(running)} in Umsetzung{_gaps(board, states)}."


def counts(board: Board) -> list[tuple[Stage, int]]:
    """How many cells are in each state, all states."""
    found = Counter(state.stage for state in board.cells if state is not None)
    return [(stage, found[stage]) for stage in Stage]


def missing(states: Sequence[State | None]) -> int:
    """How many cells nothing was said of."""
    return sum(state is None for state in states)


def _gaps(board: Board, states: Sequence[State | None]) -> str:
    """What is old and what is missing; empty where everything is fresh."""
    old, lacking = sum(board.is_old(state) for state in states), missing(states)
    words = [f"{_told(old)} {OLD}"] if old else []
    words += [f"{number(lacking)} ohne Angabe"] if lacking else []
    return "".join(f", {one}" for one in words)


def _is(state: State | None, *stages: Stage) -> bool:
    return state is not None and state.stage in stages


def _named(blocks: Sequence[BlockEntry]) -> str:
    names = [f"„{title(block.form.label)}“" for block in blocks[:MOST_NAMED]]
    more = len(blocks) - len(names)
    return join([*names, f"{number(more)} weitere"] if more else names)


def _told(count: int) -> str:
    return "1 Angabe" if count == 1 else f"{number(count)} Angaben"


def _blocks(count: int) -> str:
    return "1 Baustein" if count == 1 else f"{number(count)} Bausteine"


def _places(count: int) -> str:
    return "1 Ort" if count == 1 else f"{number(count)} Orten"


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3
