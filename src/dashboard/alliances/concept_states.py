"""How far a block is in a place: a new row each time, and the one before stays.

Somebody who saves says the newest row that was on screen. Where a cell moved on since, nothing at all is written and
both versions of every such cell are handed back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select, tuple_, update

from dashboard.alliances.concept_forms import StateForm
from dashboard.alliances.concept_models import BlockState, BuildingBlock, Concept
from dashboard.alliances.concept_places import places_of, possible
from dashboard.alliances.concept_rows import state_form, words
from dashboard.alliances.indexing import indexed
from dashboard.alliances.rows import SUBJECT, hold
from dashboard.errors import Conflict, UserError
from dashboard.formats import day as german_day
from dashboard.formats import local_day, moment, number
from dashboard.network.models import Function, Practice
from dashboard.store import Circle, Role, UnitOfWork, kept, now

FIRST = date(1990, 1, 1)
NOWHERE = "kein Ort, für den ein Stand eingetragen wird"
Cell = tuple[int, str]
"""Block and area."""


class StateInvalid(UserError):
    """What was said of a cell makes no sense; block and place are named."""


@dataclass(frozen=True)
class Moved:
    """A cell that somebody else has changed; ``theirs`` and ``mine``: German label to text, of what differs."""

    block: str
    place: str
    who: str
    at: datetime
    theirs: Mapping[str, str]
    mine: Mapping[str, str]

    @property
    def text(self) -> str:
        """Both versions in German."""
        there, wanted = (
            "; ".join(f"{label}: {text}" for label, text in side.items()) for side in (self.theirs, self.mine)
        )
        return (
            f"„{self.block}“ in {self.place} ({self.who}, {moment(self.at)})\n"
            f"Dort steht jetzt: {there}\nSie wollten: {wanted}"
        )


class StatesMoved(Conflict):
    """Cells that somebody else has changed since they were on screen; nothing was written."""

    def __init__(self, moved: Sequence[Moved]) -> None:
        self.moved = tuple(moved)
        head = (
            "Inzwischen hat jemand anderes hier etwas geändert; es wurde nichts überschrieben und nichts gespeichert."
        )
        super().__init__("\n".join([head, *(one.text for one in moved)]))


def set_states(work: UnitOfWork, wishes: Sequence[StateForm], *, seen: int) -> str:
    """Say how far blocks are in places: all of it or nothing.

    ``seen``: id of the newest row among these cells that was on screen, 0 for none. What is as it was is passed over.
    Raises StateInvalid, TextInvalid, NotFound, and StatesMoved with both versions of every cell that moved.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    blocks = {key: kept.in_force(work, BuildingBlock, key, "Der Baustein") for key in {one.block for one in wishes}}
    for concept in {row.concept for row in blocks.values()}:
        kept.in_force(work, Concept, concept, "Das Konzept")
    places = {town.area: town.name for town in possible(places_of(work.session))}
    rows = _current(work, wishes)
    fresh: dict[Cell, StateForm] = {}
    moved: list[Moved] = []
    said = words(work.session)
    for wish in wishes:
        cell = (wish.block, wish.area)
        row = rows.get(cell)
        before = state_form(row) if row is not None else None
        named = f"„{blocks[wish.block].label}“ in {places.get(wish.area, wish.area)}"
        wish = _checked(work, wish, before, named, places)
        other = [name for name, value in wish.facts.items() if before is None or value != before.facts[name]]
        if not other:
            continue
        if row is not None and before is not None and row.id > seen:
            theirs, mine = (
                {form.LABELS[name]: said(name, form.facts[name]) for name in other} for form in (before, wish)
            )
            moved.append(Moved(blocks[wish.block].label, places[wish.area], row.who, row.at, theirs, mine))
        fresh[cell] = wish
    if moved:
        raise StatesMoved(moved)
    if not fresh:
        return kept.NOTHING_CHANGED
    _write(work, fresh, rows)
    return "Der Stand ist gespeichert." if len(fresh) == 1 else f"{number(len(fresh))} Stände sind gespeichert."


def _write(work: UnitOfWork, fresh: Mapping[Cell, StateForm], rows: Mapping[Cell, BlockState]) -> None:
    before = {cell: state_form(rows[cell]).facts if cell in rows else None for cell in fresh}
    old = [rows[cell].id for cell in fresh if cell in rows]
    work.session.execute(update(BlockState).where(BlockState.id.in_(old)).values(current=False))
    at = now()
    for (block, area), wish in fresh.items():
        row = BlockState(
            **wish.columns, current=True, who=work.actor.name, account=work.actor.account, at=at
        )  # fmt: skip
        work.session.add(row)
        work.record(SUBJECT, "block.state", f"block:{block}:{area}", before[block, area], wish.facts)
        if wish.evidence or (before[block, area] or {}).get("evidence"):
            indexed(work, row)  # the search holds evidence and nothing else of a state
    work.session.flush()


def _current(work: UnitOfWork, wishes: Sequence[StateForm]) -> dict[Cell, BlockState]:
    cells = [(wish.block, wish.area) for wish in wishes]
    statement = select(BlockState).where(
        BlockState.current, tuple_(BlockState.block, BlockState.area).in_(cells)
    )  # fmt: skip
    return {(row.block, row.area): row for row in work.session.scalars(statement)}


def _checked(
    work: UnitOfWork, wish: StateForm, before: StateForm | None, named: str, places: Mapping[str, str]
) -> StateForm:
    """The state as it is kept. What it named before may stay, also where it has gone out of use since."""
    if wish.area not in places:
        raise StateInvalid(f"{named}: „{wish.area}“ ist {NOWHERE}. Es wurde nichts gespeichert.")
    if wish.as_of > local_day(now()):
        raise StateInvalid(
            f"{named}: Der Stand vom {german_day(wish.as_of)} liegt in der Zukunft. Es wurde nichts gespeichert."
        )
    if wish.as_of < FIRST:
        raise StateInvalid(
            f"{named}: Der Stand vom {german_day(wish.as_of)} liegt vor {FIRST.year}. Es wurde nichts gespeichert."
        )
    if wish.function is not None and (before is None or before.function != wish.function):
        kept.in_force(work, Function, wish.function, "Die Funktion")
    if wish.practice is not None and (before is None or before.practice != wish.practice):
        kept.in_force(work, Practice, wish.practice, "Das Praxisbeispiel")
    plain = named.replace("„", "").replace("“", "")
    return replace(wish, evidence=kept.long_text(wish.evidence, f"{wish.LABELS['evidence']} zu {plain}"))
