"""What belongs to the history of a resolution and of a task, and its words."""

from typing import Any

from sqlalchemy.orm import Session

from dashboard.alliances.kinds import Labelled
from dashboard.catalogue import Catalogue
from dashboard.meetings import resolution_rows, task_forms
from dashboard.meetings.kinds import LinkKind, ResolutionState, TaskState
from dashboard.meetings.resolution_forms import Link, ResolutionForm
from dashboard.meetings.task_forms import TaskForm
from dashboard.store import Actor, kept
from dashboard.store.history import Traced


def of_task(key: int) -> tuple[Traced, ...]:
    """A task, with what was done and what came of it."""
    return (Traced(f"task:{key}", TaskForm),)


def of_resolution(key: int) -> tuple[Traced, ...]:
    """A resolution; its item never changes."""
    return (Traced(f"resolution:{key}", ResolutionForm, hidden=frozenset({"item"})),)


def words_of_task(session: Session) -> kept.Words:
    """Values of a task in German words, its states too."""
    return _with_states(task_forms.words(session), TaskState)


def words_of_resolution(session: Session, actor: Actor, catalogue: Catalogue) -> kept.Words:
    """Values of a resolution in German words; what it is about by title, where the actor's circle sees that."""
    named = _with_states(resolution_rows.words(session, actor, catalogue), ResolutionState)

    def said(name: str, value: Any) -> str:
        return named(name, tuple(map(_link, value)) if name == "links" and value else value)

    return said


def _with_states(named: kept.Words, states: type[Labelled]) -> kept.Words:
    labels = {one.value: one.label for one in states}

    def said(name: str, value: Any) -> str:
        return labels.get(str(value), str(value)) if name == "state" and value is not None else named(name, value)

    return said


def _link(fact: Any) -> Link:
    """A link as the audit has it: „goal:12“."""
    if isinstance(fact, Link):
        return fact
    kind, _, key = str(fact).partition(":")
    return Link(LinkKind(kind), key)
