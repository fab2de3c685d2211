"""Writes of tasks. Editors of the office write; everything is in the audit.

Tasks go on when the minutes they come from are approved: those keep them as they were agreed.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.alliances.indexing import narrowest
from dashboard.alliances.models import Measure
from dashboard.alliances.rows import title
from dashboard.errors import NotFound, UserError
from dashboard.formats import day as german_day
from dashboard.formats import local_day
from dashboard.meetings.body_models import Body
from dashboard.meetings.circles import narrowed
from dashboard.meetings.indexing import indexed
from dashboard.meetings.kinds import TaskState
from dashboard.meetings.minutes_text import cleaned
from dashboard.meetings.models import AgendaItem, Meeting
from dashboard.meetings.resolution_models import Resolution, Task
from dashboard.meetings.rows import SUBJECT, hold
from dashboard.meetings.task_forms import TaskForm, task_form, words
from dashboard.network.models import Function, Organisation
from dashboard.store import Circle, Role, UnitOfWork, kept, now

TASK = "Die Aufgabe"


class TaskInvalid(UserError):
    """A task that makes no sense; the sentence says why."""


def add_task(work: UnitOfWork, wish: TaskForm) -> int:
    """Enter a task; returns its id. Raises TaskInvalid, and NotFound for an archived organisation with its reason."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    wish = _checked(work, wish, None)
    row = kept.enter(work, Task(state=TaskState.OPEN.value, outcome="", **wish.columns))
    work.record(SUBJECT, "task.added", f"task:{row.id}", None, wish.facts)
    indexed(work, row)
    return row.id


def change_task(work: UnitOfWork, task: int, wish: TaskForm, *, seen: int) -> str:
    """Replace what is entered about a task; an organisation that was archived meanwhile may stay."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    row = kept.in_force(work, Task, task, TASK)
    before = task_form(row)
    wish = _checked(work, wish, before)
    what = f"die Aufgabe „{title(before.text)}“"
    if not kept.differs(row, before, wish, seen=seen, what=what, words=words(work.session)):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "task.changed", f"task:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return f"„{title(wish.text)}“ ist gespeichert."


def begin(work: UnitOfWork, task: int) -> str:
    """Say that somebody has begun."""
    return _move(work, task, TaskState.IN_PROGRESS, None, None)


def done(work: UnitOfWork, task: int, on: date | None, outcome: str = "") -> str:
    """Say that a task is done, since which day, and what came of it. Raises TaskInvalid without a day."""
    if on is None:
        raise TaskInvalid("Bitte den Tag angeben, an dem die Aufgabe erledigt war.")
    if on > local_day(now()):
        raise TaskInvalid(
            f"Der {german_day(on)} liegt in der Zukunft; erledigt ist eine Aufgabe erst an dem Tag selbst."
        )
    return _move(work, task, TaskState.DONE, on, outcome)


def drop(work: UnitOfWork, task: int, why: str) -> str:
    """Say that nobody will do it, and why; that is its outcome. Raises ReasonMissing."""
    return _move(work, task, TaskState.DROPPED, None, kept.reason(why, "Die Aufgabe entfällt"))


def reopen(work: UnitOfWork, task: int) -> str:
    """Let a task that was done or dropped be open again; the outcome stays."""
    return _move(work, task, TaskState.OPEN, None, None)


def archive_task(work: UnitOfWork, task: int, why: str) -> str:
    """Take a task out of use with a reason: it was never one. A German sentence."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    row = kept.in_force(work, Task, task, TASK)
    reason = kept.put_away(work, row, why, f"Die Aufgabe „{title(row.text)}“ wird archiviert")
    work.record(SUBJECT, "task.archived", f"task:{row.id}", None, {"why": reason})
    indexed(work, row)
    return f"Die Aufgabe „{title(row.text)}“ ist archiviert."


def restore_task(work: UnitOfWork, task: int) -> str:
    """Bring an archived task back as it was. A German sentence."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    row = kept.locked(work, Task, task, TASK)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    kept.bring_back(work, row)
    work.record(SUBJECT, "task.restored", f"task:{row.id}")
    indexed(work, row)
    return f"Die Aufgabe „{title(row.text)}“ ist wieder da."


def _move(work: UnitOfWork, task: int, state: TaskState, on: date | None, outcome: str | None) -> str:
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    row = kept.in_force(work, Task, task, TASK)
    before = {"state": row.state, "done_on": row.done_on, "outcome": row.outcome}
    told = row.outcome if outcome is None else kept.long_text(cleaned(outcome), "Ergebnis")
    after: dict[str, Any] = {"state": state.value, "done_on": on, "outcome": told}
    if after == before:
        return kept.NOTHING_CHANGED
    row.state, row.done_on, row.outcome = state.value, on, told
    kept.stamp(work, row)
    work.record(SUBJECT, f"task.{state.value}", f"task:{row.id}", before, after)
    indexed(work, row)
    return f"„{title(row.text)}“ ist {state.label}."


def _checked(work: UnitOfWork, wish: TaskForm, before: TaskForm | None) -> TaskForm:
    wish, above = _placed(work, replace(wish, text=kept.long_text(cleaned(wish.text), "Aufgabe", required=True)))
    for name, model, what in (
        ("organisation", Organisation, "Die Organisation"), ("measure", Measure, "Die Maßnahme"),
        ("body", Body, "Das Gremium"),
    ):  # fmt: skip
        key = getattr(wish, name)
        if key is not None and (before is None or getattr(before, name) != key):
            kept.in_force(work, model, key, what)
    _check_function(work, wish, before)
    body = None if wish.body is None else work.session.get_one(Body, wish.body)
    widest = narrowest(*above) if above else Circle.PUBLIC
    if body is not None and above:
        widest = narrowed(widest, body.circle)
    if not wish.circle.may_see(widest):
        raise TaskInvalid(
            f"Woraus die Aufgabe kommt, ist nur für „{widest.label}“; sie kann nicht für „{wish.circle.label}“ "
            "sichtbar sein."
        )
    return wish


def _placed(work: UnitOfWork, wish: TaskForm) -> tuple[TaskForm, list[str]]:
    """The task with item and body of what it comes from, and the circles of that."""
    above = []
    if wish.resolution is not None:
        resolution = _there(work, Resolution, wish.resolution, "Die Verabredung oder der Beschluss")
        wish = replace(wish, item=resolution.item)
        above.append(resolution.circle)
    if wish.item is not None:
        item = _there(work, AgendaItem, wish.item, "Der Tagesordnungspunkt")
        meeting = work.session.get_one(Meeting, item.meeting)
        wish = replace(wish, body=meeting.body)
        above += [item.circle, meeting.circle]
    return wish, above


def _there(work: UnitOfWork, model: Any, key: int, what: str) -> Any:
    row = work.session.get(model, key)
    if row is None:
        raise NotFound(f"{what} Nr. {key} gibt es nicht.")
    return row


def _check_function(work: UnitOfWork, wish: TaskForm, before: TaskForm | None) -> None:
    if wish.function is None:
        return
    if before is None or before.function != wish.function or before.organisation != wish.organisation:
        function = kept.in_force(work, Function, wish.function, "Die Funktion")
        if function.organisation != wish.organisation:
            raise TaskInvalid(f"„{function.title}“ gehört nicht zu dieser Organisation; bitte beides neu wählen.")
