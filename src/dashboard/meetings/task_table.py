"""One table of tasks over all bodies: filtered, sorted and paged in the database.

Who is late is for the office alone: other circles get neither the flag nor the day something was done, cannot filter
by it, and their order follows the due day of all tasks alike, done or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session

from dashboard.alliances import queries as alliances
from dashboard.alliances.rows import title
from dashboard.errors import NotAllowed, NotFound
from dashboard.formats import local_day
from dashboard.meetings.body_models import Body
from dashboard.meetings.circles import sees, sees_item, sees_own
from dashboard.meetings.kinds import TaskState
from dashboard.meetings.models import AgendaItem, Meeting
from dashboard.meetings.names import names
from dashboard.meetings.resolution_models import Resolution, Task
from dashboard.meetings.task_forms import TaskForm, task_form
from dashboard.network.models import Function, Organisation
from dashboard.store import Actor, Circle, now
from dashboard.store.folding import words
from dashboard.store.kept import Life, life
from dashboard.store.models import SearchText

PAGE = 50
_GOING = (TaskState.OPEN.value, TaskState.IN_PROGRESS.value)


class Order(StrEnum):
    """What the table is sorted by; within it by due day."""

    DUE = "due"
    BODY = "body"
    ORGANISATION = "organisation"
    STATE = "state"


@dataclass(frozen=True)
class TaskFilter:
    """Which tasks; None and empty: all. ``text``: every word occurs, in any spelling of its umlauts."""

    body: int | None = None
    organisation: int | None = None
    states: tuple[TaskState, ...] = ()
    overdue: bool = False
    text: str = ""
    measure: int | None = None
    item: int | None = None
    meeting: int | None = None
    resolution: int | None = None
    ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class TaskEntry:
    """A task as this circle sees it; names are empty where there is none or it is not for this circle."""

    id: int
    form: TaskForm
    state: TaskState
    done_on: date | None
    outcome: str
    body: str
    meeting: int | None
    meeting_day: date | None
    item_number: str
    resolution_number: str
    measure: str
    organisation: str
    organisation_archived: bool
    """Nobody is there any more to do it: the task needs another organisation."""
    function: str
    mailbox: str
    """Of the function, for the office alone."""
    days_late: int | None
    """Days since it was due, for the office alone; None: not late, or not told."""
    life: Life

    @property
    def responsible(self) -> str:
        """„Jobcenter, Leitung (archiviert)“."""
        named = ", ".join(filter(None, (self.organisation, self.function)))
        return f"{named} (archiviert)" if self.organisation_archived else named


@dataclass(frozen=True)
class TaskPage:
    rows: tuple[TaskEntry, ...]
    total: int
    """Of all pages."""
    late: int | None
    """How many of all pages are late; None: not for this circle."""


def table(
    session: Session, actor: Actor, wanted: TaskFilter = TaskFilter(), *, order: Order = Order.DUE,
    descending: bool = False, page: int = 0, size: int = PAGE, today: date | None = None, archived: bool = False,
) -> TaskPage:  # fmt: skip
    """One page of the tasks this circle sees: for the office what is late comes first.

    Raises NotAllowed where a circle that does not know who is late asks for just that. ``archived``: for the office.
    """
    today = today or local_day(now())
    inside = actor.circle is Circle.INTERNAL
    if wanted.overdue and not inside:
        raise NotAllowed(f"Was überfällig ist, ist dem Kreis „{Circle.INTERNAL.label}“ vorbehalten.")
    late = and_(Task.state.in_(_GOING), Task.due_on < today)
    conditions = [*_visible(actor, archived=archived and inside), *_fitting(wanted, late)]
    counted = select(func.count(), func.coalesce(func.sum(case((late, 1), else_=0)), 0)).select_from(Task)
    total, how_late = session.execute(_joined(counted).where(*conditions)).one()
    shown: Any = select(Task, AgendaItem, Meeting, Resolution, Organisation, Function)
    statement = _joined(shown).where(*conditions).order_by(*_order(order, descending, late if inside else None))
    rows = session.execute(statement.limit(size).offset(page * size)).all()
    return TaskPage(_entries(session, actor, rows, today), total, how_late if inside else None)


def task(session: Session, actor: Actor, key: int, *, today: date | None = None) -> TaskEntry:
    """One task, also an archived one for the office; NotFound where there is none for this circle."""
    for entry in table(session, actor, TaskFilter(ids=(key,)), today=today, archived=True).rows:
        return entry
    raise NotFound(f"Die Aufgabe Nr. {key} gibt es nicht, oder nicht für diesen Kreis.")


def _joined(statement: Select[Any]) -> Select[Any]:
    return (
        statement.outerjoin(AgendaItem, AgendaItem.id == Task.item)
        .outerjoin(Meeting, Meeting.id == AgendaItem.meeting)
        .outerjoin(Body, Body.id == Task.body)
        .outerjoin(Resolution, Resolution.id == Task.resolution)
        .outerjoin(Organisation, Organisation.id == Task.organisation)
        .outerjoin(Function, Function.id == Task.function)
    )


def _visible(actor: Actor, *, archived: bool) -> list[ColumnElement[bool]]:
    seen = [
        sees(actor, Task.circle),
        or_(Task.body.is_(None), sees_own(actor, Task.circle)),
        or_(Task.item.is_(None), sees_item(actor)),
        or_(Task.resolution.is_(None), sees(actor, Resolution.circle)),
    ]
    if archived:
        return seen
    return [*seen, *(model.archived_at.is_(None) for model in (Task, AgendaItem, Meeting, Body, Resolution))]


def _fitting(wanted: TaskFilter, late: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    equal: tuple[tuple[Any, Any], ...] = (
        (Task.body, wanted.body), (Task.organisation, wanted.organisation), (Task.measure, wanted.measure),
        (Task.item, wanted.item), (Meeting.id, wanted.meeting), (Task.resolution, wanted.resolution),
    )  # fmt: skip
    found: list[ColumnElement[bool]] = [column == value for column, value in equal if value is not None]
    if wanted.states:
        found.append(Task.state.in_([state.value for state in wanted.states]))
    if wanted.ids:
        found.append(Task.id.in_(wanted.ids))
    if wanted.overdue:
        found.append(late)
    sought = words(wanted.text)
    if sought:
        containing = [SearchText.folded.contains(word, autoescape=True) for word in sought]
        indexed = select(SearchText.object_id).where(SearchText.kind == "task", *containing)
        found.append(cast(Task.id, String).in_(indexed))
    return found


def _order(order: Order, descending: bool, late: ColumnElement[bool] | None) -> list[Any]:
    """Undated ones come last either way; ``late`` is only given where it may be known."""
    states = case({state.value: place for place, state in enumerate(TaskState)}, value=Task.state)
    columns: dict[Order, list[Any]] = {
        Order.DUE: [], Order.BODY: [Body.name], Order.ORGANISATION: [Organisation.name_folded], Order.STATE: [states],
    }  # fmt: skip
    first = [column.desc() if descending else column.asc() for column in columns[order]]
    due = Task.due_on.desc() if descending and order is Order.DUE else Task.due_on.asc()
    parts: list[Any] = []
    if late is not None and order is Order.DUE:
        going = Task.state.in_(_GOING)
        parts.append(case((late, 0), (going, 1), else_=2))
    for column in columns[order]:
        parts.append(column.is_(None))
    return [*parts, *first, Task.due_on.is_(None), due, Task.id]


def _entries(session: Session, actor: Actor, rows: Sequence[Any], today: date) -> tuple[TaskEntry, ...]:
    borne = names(session)
    measures = {}
    if any(row.measure is not None for row, *_ in rows):
        measures = {one.id: title(one.form.text) for one in alliances.measures(session, actor)}
    return tuple(_entry(actor, row, borne, measures, today) for row in rows)


def _entry(actor: Actor, row: Any, borne: Any, measures: dict[int, str], today: date) -> TaskEntry:
    task, item, meeting, resolution, organisation, function = row
    inside, public = actor.circle is Circle.INTERNAL, actor.circle is Circle.PUBLIC
    day = None if meeting is None else local_day(meeting.starts_at)
    days = None
    if inside and task.state in _GOING and task.due_on is not None and task.due_on < today:
        days = (today - task.due_on).days
    known = life(task)
    if public:
        known = Life(known.version, known.changed_at, "", None, None, None)
    gone = organisation is not None and organisation.archived_at is not None
    usable = inside and function is not None and function.archived_at is None and not gone
    form = task_form(task)
    form = replace(
        form, measure=form.measure if form.measure in measures else None, function=None if public else form.function
    )
    return TaskEntry(
        task.id, form, TaskState(task.state), task.done_on if inside else None, task.outcome,
        "" if task.body is None else borne.on(task.body, day or today), None if meeting is None else meeting.id, day,
        "" if item is None else item.number, "" if resolution is None else resolution.number,
        measures.get(task.measure, ""), "" if organisation is None else organisation.name, gone,
        "" if function is None or public else function.title, function.mailbox if usable else "", days, known,
    )  # fmt: skip
