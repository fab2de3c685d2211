"""What the search holds of meetings; every write calls ``indexed`` in its own transaction.

The date of all of it is the meeting's begin. A text is for nobody who does not see its item, its meeting or its body,
and is not found while one of them is archived. Notes of the office are never searched. What the minutes say of an item
is found with it, but apart as „minutes“ while fewer read it than the agenda (``circles.written``).
"""

from collections.abc import Iterator
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances.indexing import narrowest
from dashboard.alliances.rows import title
from dashboard.meetings.body_models import Body
from dashboard.meetings.circles import narrowed, written
from dashboard.meetings.kinds import MeetingState
from dashboard.meetings.models import Addendum, AgendaItem, ArchivedMinutes, Meeting
from dashboard.meetings.resolution_models import Resolution, Task
from dashboard.store import Base, Circle, UnitOfWork, search, search_many
from dashboard.store.base import now
from dashboard.store.kept import Kept
from dashboard.store.search import Entry

M = TypeVar("M", bound=Base)
KINDS = frozenset({"meeting", "item", "minutes", "resolution", "task", "archived_minutes"})


def indexed(work: UnitOfWork, row: Base) -> None:
    """Let the search know a row that has just been written, and all that is seen or hidden with it."""
    work.session.flush()
    for entry in entries(work.session, row):
        search.keep(work, entry)


def sent_or_approved(work: UnitOfWork, meeting: Meeting, before: MeetingState) -> None:
    """Let the search know who reads the minutes since the state of a meeting is no longer ``before``.

    Only of items with text, and only where others read it now: the agenda and what was agreed stay as they are.
    """
    work.session.flush()
    after = MeetingState(meeting.state)
    if written(Circle.PUBLIC, before) is written(Circle.PUBLIC, after):
        return
    told = (AgendaItem.meeting == meeting.id) & (AgendaItem.text != "") & AgendaItem.archived_at.is_(None)
    body = work.session.get_one(Body, meeting.body)
    # Nothing is corrected before the approval, so there are no addenda to be read.
    items = _all(work.session, AgendaItem, told)
    search_many.keep_all(work, [entry for item in items for entry in _of_item(item, meeting, body, None)])


def everything(session: Session) -> Iterator[Entry]:
    """All entries, made from the tables."""
    for model in (Meeting, Task, ArchivedMinutes):
        for row in session.scalars(select(model)).all():
            if not isinstance(row, Task) or row.item is None:
                yield from entries(session, row)


def entries(session: Session, row: Base) -> Iterator[Entry]:
    """The entries a row has a part in; ValueError for one that is never searched."""
    match row:
        case Body():
            for meeting in _all(session, Meeting, Meeting.body == row.id):
                yield from entries(session, meeting)
            for task in _all(session, Task, (Task.body == row.id) & Task.item.is_(None)):
                yield _task(session, task)
            for minutes in _all(session, ArchivedMinutes, ArchivedMinutes.body == row.id):
                yield _archived(session, minutes)
        case Meeting():
            yield _meeting(session, row)
            for item in _all(session, AgendaItem, AgendaItem.meeting == row.id):
                yield from entries(session, item)
        case AgendaItem():
            yield from _item(session, row)
            for resolution in _all(session, Resolution, Resolution.item == row.id):
                yield _resolution(session, resolution)
            for task in _all(session, Task, Task.item == row.id):
                yield _task(session, task)
        case Addendum():
            if row.item is None:
                yield _meeting(session, session.get_one(Meeting, row.meeting))
            else:
                yield from _item(session, session.get_one(AgendaItem, row.item))
        case Resolution():
            yield _resolution(session, row)
        case Task():
            yield _task(session, row)
        case ArchivedMinutes():
            yield _archived(session, row)
        case _:
            raise ValueError(f"{row!r} is not searched")


def _meeting(session: Session, row: Meeting) -> Entry:
    body = session.get_one(Body, row.body)
    circle, in_use = narrowed(row.circle, body.circle), _used(row, body)
    text = _told(body.name, row.place, row.invitation, *_addenda(session, row.id, None, circle))
    return Entry("meeting", str(row.id), row.title or body.name, text, circle, row.starts_at, in_use)


def _item(session: Session, row: AgendaItem) -> Iterator[Entry]:
    meeting = session.get_one(Meeting, row.meeting)
    yield from _of_item(row, meeting, session.get_one(Body, meeting.body), session)


def _of_item(row: AgendaItem, meeting: Meeting, body: Body, session: Session | None) -> Iterator[Entry]:
    """Two entries, one of them perhaps not in use; with the addenda that ``session`` reads."""
    circle = narrowed(narrowest(row.circle, meeting.circle), body.circle)
    reads = written(circle, MeetingState(meeting.state))
    agenda = _told(row.title, row.paper, row.consultation)
    said = _told(row.text, *([] if session is None else _addenda(session, meeting.id, row.id, circle)))
    in_use, apart = _used(row, meeting, body), bool(said) and reads is not circle
    # Without the number: it changes with every item that moves, and is read with the agenda.
    key, heading, at = str(row.id), title(row.title), meeting.starts_at
    yield Entry("item", key, heading, agenda if apart else _told(agenda, said), circle, at, in_use)
    yield Entry("minutes", key, heading, _told(agenda, said), reads, at, in_use and apart)


def _resolution(session: Session, row: Resolution) -> Entry:
    item = session.get_one(AgendaItem, row.item)
    meeting = session.get_one(Meeting, item.meeting)
    body = session.get_one(Body, meeting.body)
    circle = narrowed(narrowest(row.circle, item.circle, meeting.circle), body.circle)
    in_use = _used(row, item, meeting, body)
    heading = title(f"{row.number} {row.wording}")
    text = _told(row.wording, row.result, row.outcome)
    return Entry("resolution", str(row.id), heading, text, circle, meeting.starts_at, in_use)


def _task(session: Session, row: Task) -> Entry:
    above: list[Any] = []
    item = None if row.item is None else session.get_one(AgendaItem, row.item)
    meeting = None if item is None else session.get_one(Meeting, item.meeting)
    if item is not None and meeting is not None:
        above += [item, meeting]
    if row.resolution is not None:
        above.append(session.get_one(Resolution, row.resolution))
    key = row.body if meeting is None else meeting.body
    body = None if key is None else session.get_one(Body, key)
    used = [row, *above, *([] if body is None else [body])]
    circle = narrowest(row.circle, *(one.circle for one in above))
    circle = circle if body is None else narrowed(circle, body.circle)
    at = row.changed_at if meeting is None else meeting.starts_at
    return Entry("task", str(row.id), title(row.text), _told(row.text, row.outcome), circle, at, _used(*used))


def _archived(session: Session, row: ArchivedMinutes) -> Entry:
    at = now().replace(
        year=row.held_on.year, month=row.held_on.month, day=row.held_on.day, hour=12, minute=0, second=0, microsecond=0
    )
    body = None if row.body is None else session.get_one(Body, row.body)
    circle = Circle(row.circle) if body is None else narrowed(row.circle, body.circle)
    return Entry("archived_minutes", str(row.id), row.title, row.text, circle, at, row.archived_at is None)


def _addenda(session: Session, meeting: int, item: int | None, circle: Circle) -> list[str]:
    """Texts of the addenda that everybody reads who reads what they are appended to."""
    rows = _all(session, Addendum, (Addendum.meeting == meeting) & (Addendum.item.is_not_distinct_from(item)))
    return [row.text for row in rows if circle.may_see(Circle(row.circle))]


def _all(session: Session, model: type[M], condition: Any) -> list[M]:
    return list(session.scalars(select(model).where(condition).order_by(model.__table__.c.id)))


def _used(*rows: Kept) -> bool:
    return all(row.archived_at is None for row in rows)


def _told(*parts: str) -> str:
    return "\n".join(filter(None, parts))
