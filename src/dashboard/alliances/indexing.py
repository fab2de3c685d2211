"""What the search holds of alliances, goals, measures and concepts; every write calls ``indexed`` in its transaction.

What belongs to an alliance or a concept is for nobody who does not see that, and is not found while it is archived.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances.concept_models import BlockState, BuildingBlock, Concept
from dashboard.alliances.kinds import Judgement
from dashboard.alliances.models import (
    Alliance,
    Goal,
    GoalNote,
    GoalStep,
    Measure,
    MeasureReview,
    Partner,
    Recommendation,
)
from dashboard.alliances.rows import title
from dashboard.geography.models import Place
from dashboard.store import Base, Circle, UnitOfWork, search
from dashboard.store.kept import Kept
from dashboard.store.search import Entry

M = TypeVar("M", bound=Base)
KINDS = frozenset(
    {"alliance", "goal", "goal_note", "measure", "recommendation", "concept", "building_block", "block_state"}
)
ROOTS: tuple[type[Base], ...] = (Recommendation, Alliance, Concept)
"""What everything else belongs to."""


def indexed(work: UnitOfWork, row: Base | Kept) -> None:
    """Let the search know a row that has just been written, and all that is seen or hidden with it."""
    work.session.flush()
    for entry in entries(work.session, row):
        search.keep(work, entry)


def everything(session: Session) -> Iterator[Entry]:
    """All entries, made from the tables."""
    for model in ROOTS:
        for row in session.scalars(select(model)).all():
            yield from entries(session, row)


def entries(session: Session, row: Base | Kept) -> Iterator[Entry]:
    """The entries a row has a part in; ValueError for one that is never searched."""
    match row:
        case Recommendation():
            yield Entry("recommendation", str(row.id), title(row.text), _told(_rest(row.text), row.source),
                        Circle(row.circle), row.changed_at, _used(row))  # fmt: skip
        case Alliance():
            yield _alliance(session, row)
            for goal in _all(session, Goal, Goal.alliance == row.id):
                yield from _goal_with_notes(session, goal, row)
            for measure in _all(session, Measure, Measure.alliance == row.id):
                yield _measure(session, measure, row)
        case Partner():
            yield _alliance(session, _one(session, Alliance, row.alliance))
        case Goal():
            yield from _goal_with_notes(session, row, _one(session, Alliance, row.alliance))
        case GoalStep():
            goal = _one(session, Goal, row.goal)
            yield _goal(session, goal, _one(session, Alliance, goal.alliance))
        case GoalNote():
            goal = _one(session, Goal, row.goal)
            yield _note(row, goal, _one(session, Alliance, goal.alliance))
        case Measure():
            yield _measure(session, row, _one(session, Alliance, row.alliance))
        case MeasureReview():
            measure = _one(session, Measure, row.measure)
            yield _measure(session, measure, _one(session, Alliance, measure.alliance))
        case Concept():
            yield Entry("concept", str(row.id), row.title, row.source, Circle(row.circle), row.changed_at, _used(row))
            for block in _all(session, BuildingBlock, BuildingBlock.concept == row.id):
                yield from _block(session, block, row)
        case BuildingBlock():
            yield from _block(session, row, _one(session, Concept, row.concept))
        case BlockState():
            block = _one(session, BuildingBlock, row.block)
            yield _evidence(session, row, block, _one(session, Concept, block.concept))
        case _:
            raise ValueError(f"{row!r} is not searched")


def narrowest(*circles: str) -> Circle:
    """The circle of what only those see who see all of it."""
    return min(map(Circle, circles), key=list(Circle).index)


def _alliance(session: Session, row: Alliance) -> Entry:
    partners = _all(session, Partner, Partner.alliance == row.id)
    text = _told(row.purpose, row.programme, *(one.role for one in _in_use(partners)))
    return Entry("alliance", str(row.id), row.name, text, Circle(row.circle), _newest(row, partners), _used(row))


def _goal_with_notes(session: Session, row: Goal, alliance: Alliance) -> Iterator[Entry]:
    yield _goal(session, row, alliance)
    for note in _all(session, GoalNote, GoalNote.goal == row.id):
        yield _note(note, row, alliance)


def _goal(session: Session, row: Goal, alliance: Alliance) -> Entry:
    steps = _all(session, GoalStep, GoalStep.goal == row.id)
    text = _told(_rest(row.text), row.judgement, *(step.text for step in _in_use(steps)))
    circle, in_use = narrowest(row.circle, alliance.circle), _used(row, alliance)
    return Entry("goal", str(row.id), title(row.text), text, circle, _newest(row, steps), in_use)


def _note(row: GoalNote, goal: Goal, alliance: Alliance) -> Entry:
    circle = narrowest(row.circle, goal.circle, alliance.circle)
    return Entry("goal_note", str(row.id), title(goal.text), row.text, circle, row.at, _used(goal, alliance))


def _measure(session: Session, row: Measure, alliance: Alliance) -> Entry:
    reviews = _all(session, MeasureReview, MeasureReview.measure == row.id)
    judged = [f"{Judgement(one.judgement).label}, {one.decided_by}: {one.reason}" for one in _in_use(reviews)]
    text = _told(_rest(row.text), row.funding, *judged)
    circle, in_use = narrowest(row.circle, alliance.circle), _used(row, alliance)
    return Entry("measure", str(row.id), title(row.text), text, circle, _newest(row, reviews), in_use)


def _block(session: Session, row: BuildingBlock, concept: Concept) -> Iterator[Entry]:
    circle, in_use = Circle(concept.circle), _used(row, concept)
    text = _told(row.text, row.chapter)
    yield Entry("building_block", str(row.id), row.label, text, circle, row.changed_at, in_use)
    for state in _all(session, BlockState, (BlockState.block == row.id) & BlockState.current):
        yield _evidence(session, state, row, concept)


def _evidence(session: Session, row: BlockState, block: BuildingBlock, concept: Concept) -> Entry:
    """What proves the state of a block in a place: never for the public."""
    place = session.scalar(select(Place.name).where(Place.area == row.area)) or row.area
    circle = narrowest(concept.circle, Circle.COORDINATION)
    in_use = bool(row.evidence) and _used(block, concept)
    key = f"{row.block}:{row.area}"
    return Entry("block_state", key, f"{block.label} ({place})", row.evidence, circle, row.at, in_use)


def _one(session: Session, model: type[M], key: int) -> M:
    return session.get_one(model, key)


def _all(session: Session, model: type[M], condition: Any) -> Sequence[M]:
    return session.scalars(select(model).where(condition).order_by(model.__table__.c.id)).all()


def _in_use(rows: Iterable[Any]) -> list[Any]:
    return [row for row in rows if row.archived_at is None]


def _used(*rows: Kept) -> bool:
    return all(row.archived_at is None for row in rows)


def _newest(row: Kept, parts: Iterable[Kept]) -> datetime:
    """When it or a part of it was written last."""
    return max(one.changed_at for one in (row, *parts))


def _rest(text: str) -> str:
    """A long text, where its title does not say it all."""
    return "" if title(text) == text else text


def _told(*parts: str) -> str:
    return " · ".join(filter(None, parts))
