"""„Aus der letzten Sitzung“: what was postponed comes along, and the body's open tasks become an item."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from dashboard.formats import day as german_day
from dashboard.formats import join, number
from dashboard.meetings.agenda import active_items, checked_item, put_in
from dashboard.meetings.approved import open_meeting
from dashboard.meetings.body_models import Body
from dashboard.meetings.forms import ItemForm
from dashboard.meetings.kinds import ItemState, MeetingState, TaskState
from dashboard.meetings.models import AgendaItem, Meeting
from dashboard.meetings.resolution_models import Task
from dashboard.meetings.rows import allow, item_form
from dashboard.store import Circle, UnitOfWork

OPEN_TASKS = "Offene Aufgaben"
"""Title of the item under which the list of open tasks is drawn, always as it is at that moment."""


def from_last_meeting(work: UnitOfWork, meeting: int) -> str:
    """Let come along what is left of the body's meeting before; a German sentence says what.

    Postponed items are copied with their paper, but not their minutes, and each once only. Of meetings that were
    cancelled since the last one held, everything that is still open comes along too.
    """
    allow(work)
    row = open_meeting(work, meeting)
    before = _meetings_before(work, row)
    if not before:
        return "Eine frühere Sitzung dieses Gremiums gibt es nicht; es wurde nichts übernommen."
    left = _left(work, before)
    wishes = [checked_item(replace(item_form(old), meeting=row.id, number="", begins="")) for old in left]
    for new, old in zip(put_in(work, row, wishes), left, strict=True):
        new.carried_from = old.id
    tasks = _open_tasks(work, row)
    listed = any(item.title == OPEN_TASKS for item in active_items(work, row.id))
    if tasks and not listed:
        circle = Circle(work.session.get_one(Body, row.body).circle)
        put_in(work, row, [ItemForm(row.id, OPEN_TASKS, Circle.COORDINATION if circle is Circle.PUBLIC else circle)])
    return _said(before[0], left, tasks if not listed else 0)


def _said(last: Meeting, left: Sequence[AgendaItem], tasks: int) -> str:
    came = []
    if left:
        came.append("ein Punkt" if len(left) == 1 else f"{number(len(left))} Punkte")
    if tasks:
        came.append(f"„{OPEN_TASKS}“ ({number(tasks)})")
    since = f"Aus der letzten Sitzung ({german_day(last.starts_at)})"
    if not came:
        return f"{since} ist nichts zu übernehmen: Kein Punkt ist vertagt, der nicht schon übernommen wäre."
    return f"{since} übernommen: {join(came)}."


def _meetings_before(work: UnitOfWork, row: Meeting) -> list[Meeting]:
    """The body's meetings before, the newest first, back to the last one that was not cancelled."""
    statement = select(Meeting).where(
        Meeting.body == row.body, Meeting.starts_at < row.starts_at, Meeting.archived_at.is_(None), Meeting.id != row.id
    )
    found = []
    for one in work.session.scalars(statement.order_by(Meeting.starts_at.desc(), Meeting.id.desc())):
        found.append(one)
        if one.state != MeetingState.CANCELLED:
            break
    return found


def _left(work: UnitOfWork, before: Sequence[Meeting]) -> list[AgendaItem]:
    """Items that nobody carried on yet, the oldest meeting's first."""
    copy = aliased(AgendaItem)
    carried = (
        select(copy.carried_from)
        .join(Meeting, Meeting.id == copy.meeting)
        .where(copy.carried_from.is_not(None), copy.archived_at.is_(None), Meeting.archived_at.is_(None))
    )
    cancelled = [one.id for one in before if one.state == MeetingState.CANCELLED]
    left = or_(
        AgendaItem.state == ItemState.POSTPONED.value,
        AgendaItem.meeting.in_(cancelled) & (AgendaItem.state == ItemState.OPEN.value),
    )
    statement = (
        select(AgendaItem)
        .join(Meeting, Meeting.id == AgendaItem.meeting)
        .where(AgendaItem.meeting.in_([one.id for one in before]), AgendaItem.archived_at.is_(None), left)
        .where(AgendaItem.id.not_in(carried), AgendaItem.title != OPEN_TASKS)
        .order_by(Meeting.starts_at, Meeting.id, AgendaItem.position)
    )
    return list(work.session.scalars(statement))


def _open_tasks(work: UnitOfWork, row: Meeting) -> int:
    own = (
        select(AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting)
        .where(Meeting.body == row.body, Meeting.archived_at.is_(None))
    )
    statement = select(func.count(Task.id)).where(
        or_(Task.body == row.body, Task.item.in_(own)), Task.archived_at.is_(None),
        Task.state.in_([state.value for state in TaskState if not state.is_over]),
    )  # fmt: skip
    return work.session.scalar(statement) or 0
