"""What lies on the desk of whoever writes minutes: how far each item is, and the text of the one that is open.

A meeting of a whole day has a megabyte of text; only the open item's is read. All of it is for the office.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from dashboard.alliances.indexing import narrowest
from dashboard.errors import NotFound
from dashboard.meetings.approved import ITEM
from dashboard.meetings.body_models import Body
from dashboard.meetings.circles import narrowed
from dashboard.meetings.models import AgendaItem, ItemExhibit, Meeting
from dashboard.meetings.writing import DRAFT, TEXT
from dashboard.store import Actor, Circle, Role
from dashboard.store.models import Draft


@dataclass(frozen=True)
class OpenItem:
    """An item as it is written on: its text, the version of it, and who changed it last."""

    text: str
    version: int
    changed_at: datetime
    changed_by: str
    circle: Circle
    """The circle in force: neither wider than the meeting's nor than what the body does behind closed doors."""
    exhibits: tuple[int, ...]
    """Numbers of the snapshots under it."""


@dataclass(frozen=True)
class Drafted:
    """Who has typed something about an item and not saved it."""

    mine: bool
    others: tuple[str, ...]


def open_item(session: Session, actor: Actor, item: int) -> OpenItem:
    """The item with its text; NotFound where there is none in use."""
    _require(actor)
    statement = (
        select(AgendaItem, Meeting.circle, Body.circle)
        .join(Meeting, Meeting.id == AgendaItem.meeting)
        .join(Body, Body.id == Meeting.body)
        .where(AgendaItem.id == item, AgendaItem.archived_at.is_(None))
    )
    found = session.execute(statement).one_or_none()
    if found is None:
        raise NotFound(f"{ITEM} Nr. {item} gibt es nicht (mehr).")
    row, meeting, body = found
    under = select(ItemExhibit.snapshot).where(ItemExhibit.item == item, ItemExhibit.removed_at.is_(None))
    exhibits = session.scalars(under.order_by(ItemExhibit.position, ItemExhibit.id))
    circle = narrowed(narrowest(row.circle, meeting), body)
    return OpenItem(row.text, row.version, row.changed_at, row.changed_by, circle, tuple(exhibits))


def meeting_of(session: Session, actor: Actor, item: int) -> int | None:
    """The meeting of an item; None where there is no such item."""
    _require(actor)
    return session.scalar(select(AgendaItem.meeting).where(AgendaItem.id == item))


def version_of(session: Session, item: int) -> int:
    """The version of an item as it is now."""
    return session.get_one(AgendaItem, item).version


def written(session: Session, actor: Actor, meeting: int) -> frozenset[int]:
    """The items of a meeting that have a text; the texts themselves are not read."""
    _require(actor)
    statement = select(AgendaItem.id).where(AgendaItem.meeting == meeting, func.length(AgendaItem.text) > 0)
    return frozenset(session.scalars(statement))


def drafted(session: Session, actor: Actor, meeting: int) -> Mapping[int, Drafted]:
    """Which items of a meeting have unsaved text, by item."""
    _require(actor)
    statement = (
        select(AgendaItem.id, Draft.account, Draft.who)
        .join(Draft, Draft.object_id == cast(AgendaItem.id, String))
        .where(AgendaItem.meeting == meeting, Draft.kind == DRAFT, Draft.field == TEXT)
        .order_by(Draft.who)
    )
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for item, account, who in session.execute(statement):
        found[item].append((account, who))
    return {
        item: Drafted(
            any(account == actor.account for account, _ in rows),
            tuple(who for account, who in rows if account != actor.account),
        )
        for item, rows in found.items()
    }


def _require(actor: Actor) -> None:
    actor.require(Role.EDITOR)
    actor.require_circle(Circle.INTERNAL)
