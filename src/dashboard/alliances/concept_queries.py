"""Reads of concepts: what a circle may see is decided here.

A concept is for its circle and the wider ones. In public there are only the states of a public concept with their day,
and the titles of public practice examples: no evidence, no contact, nobody who entered it and no history.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dashboard.alliances.concept_forms import BlockForm, ConceptForm, StateForm
from dashboard.alliances.concept_models import BlockState, BuildingBlock, Concept
from dashboard.alliances.concept_rows import block_form, concept_form, state_form
from dashboard.alliances.kinds import Stage
from dashboard.network.models import Function, Organisation, Practice
from dashboard.store import Actor, Circle
from dashboard.store.kept import Life, life


@dataclass(frozen=True)
class ConceptEntry:
    id: int
    form: ConceptForm
    life: Life


@dataclass(frozen=True)
class BlockEntry:
    id: int
    form: BlockForm
    life: Life


@dataclass(frozen=True)
class Contact:
    """A function at an organisation; ``mailbox`` is empty where there is none or the function is out of use."""

    title: str
    organisation: str
    mailbox: str

    @property
    def text(self) -> str:
        """All of it in one line."""
        named = f"{self.title}, {self.organisation}"
        return f"{named} ({self.mailbox})" if self.mailbox else named


@dataclass(frozen=True)
class Inside:
    """What only office and Koordinierungsstab see of a state."""

    id: int
    form: StateForm
    contact: Contact | None
    who: str
    at: datetime


@dataclass(frozen=True)
class State:
    """How far a block is in a place, as this circle has it."""

    stage: Stage
    as_of: date
    practice: str = ""
    """Title of the practice example taken over; empty: none, or not for this circle."""
    inside: Inside | None = None

    @property
    def contact(self) -> str:
        """Whom to ask; empty: nobody named, or not for this circle."""
        return self.inside.contact.text if self.inside is not None and self.inside.contact is not None else ""

    @property
    def evidence(self) -> str:
        """What proves it; empty: nothing, or not for this circle."""
        return self.inside.form.evidence if self.inside is not None else ""


def concepts(session: Session, actor: Actor, *, archived: bool = False) -> tuple[ConceptEntry, ...]:
    """The concepts this actor's circle sees, in the order of entry."""
    statement = _seen(select(Concept), actor, archived).order_by(Concept.id)
    return tuple(ConceptEntry(row.id, concept_form(row), life(row)) for row in session.scalars(statement))


def blocks(
    session: Session, actor: Actor, concept: int | None = None, *, archived: bool = False
) -> tuple[BlockEntry, ...]:
    """The blocks of a concept (None: of all) that this circle sees, by chapter in the order of the chapters."""
    statement = select(BuildingBlock).where(
        BuildingBlock.concept.in_(_seen(select(Concept.id), actor, archived))
    )  # fmt: skip
    if concept is not None:
        statement = statement.where(BuildingBlock.concept == concept)
    if not _also_archived(actor, archived):
        statement = statement.where(BuildingBlock.archived_at.is_(None))
    chapters: dict[tuple[int, str], list[BlockEntry]] = defaultdict(list)
    for row in session.scalars(statement.order_by(BuildingBlock.concept, BuildingBlock.position, BuildingBlock.id)):
        chapters[row.concept, row.chapter].append(BlockEntry(row.id, block_form(row), life(row)))
    return tuple(entry for entries in chapters.values() for entry in entries)


def states(session: Session, actor: Actor, concept: int) -> Mapping[tuple[int, str], State]:
    """The current state of every block in every place of which something was said, by block and area."""
    seen = [entry.id for entry in blocks(session, actor, concept)]
    statement = select(BlockState).where(BlockState.current, BlockState.block.in_(seen))
    return {(row.block, row.area): found for row, found in _read(session, actor, statement)}


def history(session: Session, actor: Actor, block: int, area: str) -> tuple[State, ...]:
    """All that was ever said of a block in a place, the newest first; nothing in public."""
    if actor.circle is Circle.PUBLIC or block not in {entry.id for entry in blocks(session, actor)}:
        return ()
    statement = select(BlockState).where(BlockState.block == block, BlockState.area == area)
    return tuple(found for _, found in _read(session, actor, statement.order_by(BlockState.id.desc())))


def practice_titles(session: Session, actor: Actor) -> dict[int, str]:
    """The practice examples that can be taken over, by title."""
    statement = select(Practice.id, Practice.title).where(Practice.archived_at.is_(None), _practices(actor))
    return {row.id: row.title for row in session.execute(statement.order_by(Practice.title, Practice.id))}


def function_titles(session: Session, actor: Actor) -> dict[int, str]:
    """The functions that can be asked, with their organisation; raises NotAllowed for the public."""
    actor.require_circle(Circle.COORDINATION)
    statement = (
        select(Function.id, Function.title, Organisation.name)
        .join(Organisation, Organisation.id == Function.organisation)
        .where(Function.archived_at.is_(None), Organisation.archived_at.is_(None))
        .order_by(Organisation.name_folded, Function.title, Function.id)
    )
    return {key: f"{title}, {name}" for key, title, name in session.execute(statement)}


def _read(session: Session, actor: Actor, statement: Select[Any]) -> list[tuple[BlockState, State]]:
    rows = list(session.scalars(statement))
    named = select(Practice.id, Practice.title).where(_practices(actor))
    titles = {one.id: one.title for one in session.execute(named)}
    contacts = {} if actor.circle is Circle.PUBLIC else _contacts(session)
    found = []
    for row in rows:
        inside = None
        if actor.circle is not Circle.PUBLIC:
            contact = contacts.get(row.function) if row.function is not None else None
            inside = Inside(row.id, state_form(row), contact, row.who, row.at)
        practice = titles.get(row.practice, "") if row.practice is not None else ""
        found.append((row, State(Stage(row.state), row.as_of, practice, inside)))
    return found


def _contacts(session: Session) -> dict[int, Contact]:
    statement = select(Function, Organisation).join(Organisation, Organisation.id == Function.organisation)
    return {
        function.id: Contact(
            function.title,
            organisation.name,
            function.mailbox if function.archived_at is None and organisation.archived_at is None else "",
        )
        for function, organisation in session.execute(statement)
    }


def _practices(actor: Actor) -> Any:
    return Practice.circle.in_([one.value for one in Circle if actor.circle.may_see(one)])


def _seen(statement: Select[Any], actor: Actor, archived: bool) -> Select[Any]:
    statement = statement.where(Concept.circle.in_([one.value for one in Circle if actor.circle.may_see(one)]))
    return statement if _also_archived(actor, archived) else statement.where(Concept.archived_at.is_(None))


def _also_archived(actor: Actor, wished: bool) -> bool:
    return wished and actor.circle is Circle.INTERNAL
