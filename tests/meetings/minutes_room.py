"""A body, a meeting and items put straight into the tables, for tests of what is written in the room."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy import select

from dashboard.meetings.body_models import Body
from dashboard.meetings.kinds import BodyKind, ItemState, MeetingKind, MeetingState
from dashboard.meetings.models import AgendaItem, Meeting
from dashboard.network.models import Function, Organisation
from dashboard.store import Actor, Circle, Role, Store, UnitOfWork, kept
from dashboard.store.models import Audit

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL, account=1)
OTTO = Actor("Otto", Role.EDITOR, Circle.INTERNAL, account=2)
PARTNER = Actor("Kirche", Role.VIEWER, Circle.COORDINATION, account=3)
PRESS = Actor("Presse", Role.VIEWER, Circle.PUBLIC, account=4)
BEGIN = datetime(2026, 3, 17, 13, 0, tzinfo=UTC)
DAY = date(2026, 3, 17)
_COUNT = count()


def do(store: Store, command: Callable[..., Any], *words: Any, actor: Actor = ERIKA, **more: Any) -> Any:
    """One command in one transaction."""
    with store.unit_of_work(actor) as work:
        return command(work, *words, **more)


def look(store: Store, query: Callable[..., Any], *words: Any, **more: Any) -> Any:
    """One read."""
    with store.reading() as session:
        return query(session, *words, **more)


def body(store: Store, name: str = "Koordinierungsstab", kind: BodyKind = BodyKind.STAFF, **more: Any) -> int:
    """A body of everybody's circle, unless ``more`` says otherwise."""
    facts = {"purpose": "", "rhythm": "", "circle": Circle.COORDINATION.value, **more}
    return _put(store, Body(name=name, kind=kind.value, **facts))


def meeting(store: Store, of: int, begin: datetime = BEGIN, **more: Any) -> int:
    """A meeting that was held, known to the public."""
    facts = {
        "kind": MeetingKind.SITTING.value, "title": "", "place": "Kreishaus", "invitation": "",
        "state": MeetingState.HELD.value, "circle": Circle.PUBLIC.value,
        "uid": f"{of}-{begin:%Y}-{next(_COUNT)}", **more,
    }  # fmt: skip
    return _put(store, Meeting(body=of, starts_at=begin, **facts))


def item(store: Store, of: int, title: str = "Bericht", position: int = 1, **more: Any) -> int:
    """A public item, unless ``more`` says otherwise."""
    facts = {
        "number": str(position), "circle": Circle.PUBLIC.value, "begins": "", "presenter": "", "paper": "",
        "consultation": "", "links": "", "text": "", "note": "", "state": ItemState.OPEN.value, **more,
    }  # fmt: skip
    return _put(store, AgendaItem(meeting=of, title=title, position=position, **facts))


def organisation(store: Store, name: str, mailbox: str = "") -> tuple[int, int]:
    """An organisation and its function „Leitung“."""
    key = _put(store, Organisation(name=name, name_folded=f"{name.casefold()} {next(_COUNT)}", kind="authority"))
    return key, _put(store, Function(organisation=key, title="Leitung", mailbox=mailbox))


def last_audit(store: Store) -> Any:
    """What was recorded last: action, object, who, before, after."""
    columns = (Audit.action, Audit.object, Audit.who, Audit.before, Audit.after)
    return look(store, lambda session: session.execute(select(*columns).order_by(Audit.id.desc())).first())


def _put(store: Store, row: Any) -> int:
    def write(work: UnitOfWork) -> int:
        work.require(Role.EDITOR)
        kept.enter(work, row)
        work.record("meetings", "test.put", "test")
        return int(row.id)

    return int(do(store, write))
