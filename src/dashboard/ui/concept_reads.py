"""Concepts as this circle has them, read once per data version, and their matrix, made once."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.alliances import concept_board, concept_queries
from dashboard.alliances.concept_board import Board
from dashboard.alliances.concept_places import Town, places_of, possible
from dashboard.alliances.concept_queries import BlockEntry, ConceptEntry, State
from dashboard.exhibits import concept_matrix
from dashboard.ui import quarters, reads, shown
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here, store

ENTRIES = 32
CONCEPT, BLOCK, PLACE = "konzept", "baustein", "ort"
"""Keys of what is chosen, in the session and in the address."""


@dataclass(frozen=True)
class Choices:
    """What a state can name; for editors."""

    towns: tuple[Town, ...]
    functions: Mapping[int, str]
    practices: Mapping[int, str]


@dataclass(frozen=True)
class Drawn:
    """The matrix and the counts above it, as HTML."""

    legend: str
    matrix: str


CONCEPTS: Kept[tuple[ConceptEntry, ...]] = Kept(ENTRIES)
BOARDS: Kept[Board] = Kept(ENTRIES)
CHOICES: Kept[Choices] = Kept(ENTRIES)
DRAWN: Kept[Drawn] = Kept(ENTRIES)


def concepts(here: Here) -> tuple[ConceptEntry, ...]:
    """All concepts this circle sees."""

    def read() -> tuple[ConceptEntry, ...]:
        with store().reading() as session:
            return concept_queries.concepts(session, here.actor)

    return CONCEPTS.get(_agreed(here), read)


def board(here: Here, concept: ConceptEntry) -> Board:
    """A concept with all its states."""
    today = quarters.today()

    def read() -> Board:
        with store().reading() as session:
            return concept_board.read(session, here.actor, concept, today)

    return BOARDS.get((*_agreed(here), concept.id, today), read)


def drawn(here: Here, board: Board, kept: Mapping[str, str]) -> Drawn:
    """The matrix; its links keep what ``kept`` says of the address."""
    theme, stays = shown.theme(), dict(kept)

    def to(block: BlockEntry | None, place: Town | None) -> str:
        chosen = {BLOCK: block.form.label} if block is not None else {}
        chosen |= {PLACE: place.name} if place is not None else {}
        return f"?{urlencode({**stays, **chosen})}"

    def draw() -> Drawn:
        return Drawn(concept_matrix.legend(board, theme), concept_matrix.matrix(board, theme, to))

    key = (*_agreed(here), board.concept.id, board.today, theme, tuple(sorted(stays.items())))
    return DRAWN.get(key, draw)


def history(here: Here, block: int, area: str) -> tuple[State, ...]:
    """All that was ever said of a block in a place; nothing in public."""
    with store().reading() as session:
        return concept_queries.history(session, here.actor, block, area)


def choices(here: Here) -> Choices:
    """Places, functions and practice examples that a state can name."""

    def read() -> Choices:
        with store().reading() as session:
            return Choices(
                possible(places_of(session)),
                concept_queries.function_titles(session, here.actor),
                concept_queries.practice_titles(session, here.actor),
            )

    return CHOICES.get(_agreed(here), read)


def _agreed(here: Here) -> tuple[object, ...]:
    versions = tuple(here.version(subject) for subject in ("alliances", "network", "figures", "settings"))
    return reads.url(), *versions, here.circle
