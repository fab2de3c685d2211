"""Reads of meetings and their agendas. What a circle may not see is decided here, in the query: of such an item only
its number is read. Archived rows only for the office, and only where asked for."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from sqlalchemy import Row, ScalarSelect, Select, func, select
from sqlalchemy.orm import Session, defer

from dashboard.errors import NotFound
from dashboard.formats import day as german_day
from dashboard.meetings.body_models import Body
from dashboard.meetings.circles import sees_item, sees_meeting, sees_own
from dashboard.meetings.forms import ItemForm, MeetingForm
from dashboard.meetings.kinds import BodyKind, ItemState, MeetingState, TaskState
from dashboard.meetings.models import AgendaItem, Meeting
from dashboard.meetings.names import Names, names
from dashboard.meetings.resolution_models import Resolution, Task
from dashboard.meetings.rows import item_form, meeting_form
from dashboard.meetings.states import label
from dashboard.meetings.times import moment_of, spoken
from dashboard.store import Actor, Circle
from dashboard.store.kept import Life, life
from dashboard.store.models import Snapshot

NOT_PUBLIC = "nicht öffentlich"
"""What stands beside the number of an item that the circle does not read."""


@dataclass(frozen=True)
class MeetingEntry:
    """A meeting as it is listed; counts are of what this circle sees, items also count where only the number shows."""

    id: int
    body: str
    """The body's name on the day of the meeting."""
    body_kind: BodyKind
    form: MeetingForm
    starts_at: datetime
    """UTC."""
    ends_at: datetime | None
    state: MeetingState
    draft_sent_on: date | None
    objections_until: date | None
    approved_at: datetime | None
    items: int
    resolutions: int
    tasks_open: int
    uid: str
    sequence: int
    life: Life

    @property
    def title(self) -> str:
        """Its own title, or what sort of meeting it is."""
        return self.form.title or self.form.kind.label

    @property
    def when(self) -> str:
        """„17.03.2026, 14:00–16:30 Uhr“, or with the last day."""
        form = self.form
        begin = f"{german_day(form.day)}, {form.begins:%H:%M}"
        if form.ends is None:
            return f"{begin} Uhr"
        if form.ends_on is not None:
            return f"{begin} Uhr bis {german_day(form.ends_on)}, {spoken(form.ends)}"
        return f"{begin}–{spoken(form.ends)}"

    @property
    def state_label(self) -> str:
        """The state in words, with the last day of objections."""
        return label(self.state, self.objections_until)


@dataclass(frozen=True)
class ItemDetails:
    id: int
    form: ItemForm
    state: ItemState
    carried_from: int | None
    life: Life


@dataclass(frozen=True)
class AgendaEntry:
    """An item's line on the agenda; ``item`` is None for whom it is not public, and there is nothing else then."""

    number: str
    item: ItemDetails | None

    @property
    def title(self) -> str:
        """Its title, or „nicht öffentlich“."""
        return NOT_PUBLIC if self.item is None else self.item.form.title


@dataclass(frozen=True)
class MeetingSheet:
    meeting: MeetingEntry
    agenda: tuple[AgendaEntry, ...]


def meetings(
    session: Session,
    actor: Actor,
    *,
    body: int | None = None,
    since: date | None = None,
    until: date | None = None,
    archived: bool = False,
) -> tuple[MeetingEntry, ...]:
    """The meetings this circle knows of that begin from ``since`` to ``until``, the newest first."""
    statement = _listed(actor, archived)
    if body is not None:
        statement = statement.where(Meeting.body == body)
    if since is not None:
        statement = statement.where(Meeting.starts_at >= moment_of(since, time()))
    if until is not None:
        statement = statement.where(Meeting.starts_at < moment_of(until + timedelta(days=1), time()))
    known = names(session)
    rows = session.execute(statement.order_by(Meeting.starts_at.desc(), Meeting.id.desc()))
    return tuple(_entry(row, known) for row in rows)


def meeting(session: Session, actor: Actor, key: int) -> MeetingSheet:
    """One meeting with its agenda, for the office also an archived one; NotFound where this circle knows of none."""
    row = session.execute(_listed(actor, actor.circle is Circle.INTERNAL).where(Meeting.id == key)).one_or_none()
    if row is None:
        raise NotFound(f"Die Sitzung Nr. {key} gibt es nicht, oder nicht für diesen Kreis.")
    return MeetingSheet(_entry(row, names(session)), agenda(session, actor, key))


def agenda(session: Session, actor: Actor, meeting: int) -> tuple[AgendaEntry, ...]:
    """The agenda of a meeting in its order; empty for whom there is no such meeting."""
    of_meeting = (
        select(AgendaItem.id, AgendaItem.number)
        .join(Meeting, Meeting.id == AgendaItem.meeting)
        .join(Body, Body.id == Meeting.body)
        .where(AgendaItem.meeting == meeting, AgendaItem.archived_at.is_(None))
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    if actor.circle is not Circle.INTERNAL:
        of_meeting = of_meeting.where(Meeting.archived_at.is_(None), Body.archived_at.is_(None))
    seen = of_meeting.with_only_columns(AgendaItem).where(sees_item(actor)).order_by(None)
    details = {
        row.id: ItemDetails(row.id, item_form(row), ItemState(row.state), row.carried_from, life(row))
        for row in session.scalars(seen.options(defer(AgendaItem.text), defer(AgendaItem.note)))
    }
    rows = session.execute(of_meeting.where(sees_meeting(actor)))
    return tuple(AgendaEntry(row.number, details.get(row.id)) for row in rows)


def archived_items(session: Session, actor: Actor, meeting: int) -> tuple[ItemDetails, ...]:
    """Items taken off the agenda, for the office, which can bring them back."""
    actor.require_circle(Circle.INTERNAL)
    statement = select(AgendaItem).where(AgendaItem.meeting == meeting, AgendaItem.archived_at.is_not(None))
    rows = session.scalars(statement.order_by(AgendaItem.archived_at, AgendaItem.id))
    return tuple(ItemDetails(row.id, item_form(row), ItemState(row.state), row.carried_from, life(row)) for row in rows)


def _listed(actor: Actor, archived: bool) -> Select[Any]:
    statement: Any = (
        select(
            Meeting, Body.kind.label("kind"), Snapshot.at.label("approved_at"), _items().label("items"),
            _resolutions(actor).label("resolutions"), _tasks(actor).label("tasks_open"),
        )
        .join(Body, Body.id == Meeting.body)
        .join(Snapshot, Snapshot.id == Meeting.approval, isouter=True)
        .where(sees_meeting(actor))
    )  # fmt: skip
    if archived and actor.circle is Circle.INTERNAL:
        return cast(Select[Any], statement)
    return cast(Select[Any], statement.where(Meeting.archived_at.is_(None), Body.archived_at.is_(None)))


def _items() -> ScalarSelect[int]:
    items = select(func.count(AgendaItem.id)).where(AgendaItem.archived_at.is_(None), AgendaItem.meeting == Meeting.id)
    return items.correlate(Meeting, Body).scalar_subquery()


def _entry(row: Row[Any], known: Names) -> MeetingEntry:
    of, form = row.Meeting, meeting_form(row.Meeting)
    return MeetingEntry(
        of.id, known.on(of.body, form.day), BodyKind(row.kind), form, of.starts_at, of.ends_at, MeetingState(of.state),
        of.draft_sent_on, of.objections_until, row.approved_at, row.items, row.resolutions, row.tasks_open, of.uid,
        of.sequence, life(of),
    )  # fmt: skip


def _resolutions(actor: Actor) -> ScalarSelect[int]:
    """Resolutions of the meeting that the circle reads."""
    return _of_items(select(func.count(Resolution.id)).join(AgendaItem, AgendaItem.id == Resolution.item), actor).where(
        Resolution.archived_at.is_(None), sees_own(actor, Resolution.circle)
    ).scalar_subquery()  # fmt: skip


def _tasks(actor: Actor) -> ScalarSelect[int]:
    """Tasks of the meeting that are not over and that the circle reads, with what they are from."""
    joined = select(func.count(Task.id)).join(AgendaItem, AgendaItem.id == Task.item)
    joined = joined.join(Resolution, Resolution.id == Task.resolution, isouter=True)
    source = Resolution.archived_at.is_(None) & sees_own(actor, Resolution.circle)
    return _of_items(joined, actor).where(
        Task.archived_at.is_(None), sees_own(actor, Task.circle), Task.resolution.is_(None) | source,
        Task.state.in_([state.value for state in TaskState if not state.is_over]),
    ).scalar_subquery()  # fmt: skip


def _of_items(statement: Select[Any], actor: Actor) -> Select[Any]:
    return statement.where(
        AgendaItem.meeting == Meeting.id, AgendaItem.archived_at.is_(None), sees_item(actor)
    ).correlate(Meeting, Body)
