"""Who is writing the minutes of a meeting: one at a time says so, others see it and can take over.

It is a courtesy, not a lock: what two people save at once is decided by the version of the text. Claims and heartbeats
raise no data version; that somebody took over is in the audit.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, String, cast, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.formats import clock
from dashboard.meetings.approved import MEETING, open_meeting
from dashboard.meetings.minutes_text import cleaned
from dashboard.meetings.models import AgendaItem, Meeting, Writing
from dashboard.meetings.rows import SUBJECT
from dashboard.store import Actor, Circle, Role, Store, UnitOfWork, drafts, now
from dashboard.store.models import Draft

DRAFT, TEXT = "item", "text"
"""Under which kind and field the drafts of an item's text are kept; the object is the item's number."""
GONE_AFTER = timedelta(seconds=90)
"""Without a heartbeat for so long, a writer has left."""


@dataclass(frozen=True)
class Writer:
    """Who writes; ``since`` when, and when last heard of."""

    account: int
    who: str
    since: datetime
    seen_at: datetime

    def is_there(self, at: datetime | None = None) -> bool:
        """Whether the writer was heard of lately."""
        return (at or now()) - self.seen_at < GONE_AFTER

    @property
    def sentence(self) -> str:
        """What a second one is told."""
        return f"{self.who} schreibt an dieser Niederschrift seit {clock(self.since)} Uhr."


def key_of(item: int) -> drafts.Key:
    """Where the draft of an item's text is kept."""
    return drafts.Key(DRAFT, str(item), TEXT)


def writer(session: Session, meeting: int, *, at: datetime | None = None) -> Writer | None:
    """Who is writing now; None: nobody, or nobody any more."""
    row = session.get(Writing, meeting)
    found = None if row is None else _writer(row)
    return found if found is not None and found.is_there(at) else None


def claim(store: Store, actor: Actor, meeting: int, *, at: datetime | None = None) -> Writer:
    """Say that ``actor`` writes, unless somebody else does; gives who is writing then.

    Called again it is the heartbeat: who was taken over from learns it by the answer. Raises NotFound, NotAllowed.
    """
    account, at = _account(actor), at or now()
    with store.quiet() as session:
        if session.get(Meeting, meeting) is None:
            raise NotFound(f"{MEETING} Nr. {meeting} gibt es nicht.")
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        fresh = {"meeting": meeting, "account": account, "who": actor.name, "since": at, "seen_at": at}
        session.execute(dialect.insert(Writing.__table__).values(**fresh).on_conflict_do_nothing())
        left = (Writing.account != account) & (Writing.seen_at <= at - GONE_AFTER)
        session.execute(update(Writing).where(Writing.meeting == meeting, left).values(**fresh))
        mine = update(Writing).where(Writing.meeting == meeting, Writing.account == account)
        session.execute(mine.values(seen_at=at, who=actor.name))
        return _writer(session.get_one(Writing, meeting, populate_existing=True))


def leave(store: Store, actor: Actor, meeting: int) -> None:
    """Say that ``actor`` writes no longer; what was typed stays as a draft."""
    with store.quiet() as session:
        session.execute(delete(Writing).where(Writing.meeting == meeting, Writing.account == _account(actor)))


def take_over(work: UnitOfWork, meeting: int) -> tuple[drafts.Typed, ...]:
    """Write from now on in somebody's place; gives what others have typed to its items and not saved.

    Each can be made one's own by ``take_draft``; until then it stays with its writer.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    account = _account(work.actor)
    open_meeting(work, meeting)
    row, at = work.session.get(Writing, meeting, with_for_update=True), now()
    before = None if row is None else {"account": row.account, "who": row.who, "since": row.since}
    if before is None or before["account"] != account:
        if row is None:
            row = work.add(Writing(meeting=meeting, account=account, who=work.actor.name, since=at, seen_at=at))
        row.account, row.who, row.since, row.seen_at = account, work.actor.name, at, at
        work.record(SUBJECT, "writing.taken-over", f"meeting:{meeting}", before, {"who": work.actor.name})
        work.session.flush()
    return unsaved(work.session, work.actor, meeting)


def take_draft(work: UnitOfWork, draft: int) -> drafts.Typed:
    """Make somebody's draft of an item one's own; raises Conflict where one has a draft there already."""
    row = work.session.get(Draft, draft)
    if row is not None and (row.kind, row.field) != (DRAFT, TEXT):
        raise Conflict("Dieser Entwurf gehört nicht zu einer Niederschrift.")
    return drafts.take_over(work, draft)


def unsaved(session: Session, actor: Actor, meeting: int) -> tuple[drafts.Typed, ...]:
    """What others have typed to the items of a meeting and not saved, in the order of the agenda."""
    position = {str(key): at for at, key in enumerate(session.scalars(_items(meeting)))}
    found = [one for one in drafts.of_others(session, actor) if _is_text(one) and one.key.object_id in position]
    return tuple(sorted(found, key=lambda one: position[one.key.object_id]))


def typed_by(session: Session, meeting: int) -> tuple[tuple[str, str, str], ...]:
    """Who has typed what to which item (its number) and not saved it: drafts that differ from the text that is kept."""
    statement = (
        select(AgendaItem.number, AgendaItem.text, Draft.who, Draft.text)
        .join(Draft, Draft.object_id == cast(AgendaItem.id, String))
        .where(AgendaItem.meeting == meeting, Draft.kind == DRAFT, Draft.field == TEXT)
        .where(AgendaItem.archived_at.is_(None))
        .order_by(AgendaItem.position, AgendaItem.id, Draft.who)
    )
    rows = session.execute(statement)
    return tuple((number, who, draft) for number, text, who, draft in rows if cleaned(draft) != text)


def _items(meeting: int) -> Select[Any]:
    return select(AgendaItem.id).where(AgendaItem.meeting == meeting).order_by(AgendaItem.position, AgendaItem.id)


def _is_text(one: drafts.Typed) -> bool:
    return (one.key.kind, one.key.field) == (DRAFT, TEXT)


def _account(actor: Actor) -> int:
    actor.require(Role.EDITOR)
    actor.require_circle(Circle.INTERNAL)
    if actor.account is None:
        raise NotAllowed(f"Eine Niederschrift schreibt nur, wer ein Konto hat; „{actor.name}“ hat keines.")
    return actor.account


def _writer(row: Writing) -> Writer:
    return Writer(row.account, row.who, row.since, row.seen_at)
