"""Drafts: what a person has typed and not saved, kept until it is saved or thrown away.

A draft raises no data version and is in no audit; that a deputy took one over is.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dashboard.errors import Conflict, NotAllowed, NotFound, UserError
from dashboard.formats import moment, number
from dashboard.store.actor import Actor, Circle, Role
from dashboard.store.base import now
from dashboard.store.folding import storable
from dashboard.store.models import Draft
from dashboard.store.store import Store
from dashboard.store.work import UNRECORDED, UnitOfWork

LONGEST = 100_000
"""Characters a draft may have."""


class TextTooLong(UserError):
    """A text is longer than what is kept."""


@dataclass(frozen=True)
class Key:
    """One field of one thing; a thing that does not exist yet has an id of the form's choice (``neu``)."""

    kind: str
    object_id: str
    field: str


@dataclass(frozen=True)
class Typed:
    """A draft as it is kept: whose, of which version of the thing, and since when."""

    id: int
    key: Key
    account: int
    who: str
    base_version: int | None
    text: str
    at: datetime


def put(store: Store, actor: Actor, key: Key, text: str, base_version: int | None = None) -> datetime:
    """Keep what ``actor`` has typed so far, over what was kept before; gives the moment.

    Raises TextTooLong (the draft before stays) and NotAllowed.
    """
    actor.require(Role.EDITOR)
    if len(text) > LONGEST:
        raise TextTooLong(
            f"Der Text hat {number(len(text))} Zeichen, gespeichert werden höchstens {number(LONGEST)}. "
            "Bitte teilen Sie ihn auf; bis dahin ist das zuletzt Getippte nicht als Entwurf gesichert."
        )
    at = now()
    changing = {"who": actor.name, "base_version": base_version, "text": storable(text), "at": at}
    naming = {"account": _account(actor), "kind": key.kind, "object_id": key.object_id, "field": key.field}
    with store.quiet() as session:
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        statement = dialect.insert(Draft.__table__).values(**naming, **changing)
        session.execute(statement.on_conflict_do_update(index_elements=list(naming), set_=changing))
    return at


def get(session: Session, actor: Actor, key: Key) -> Typed | None:
    """The actor's own draft of this field."""
    row = session.scalar(select(Draft).where(_mine(actor), _of(key.kind, key.object_id, key.field)))
    return None if row is None else _typed(row)


def own(session: Session, actor: Actor, kind: str | None = None, object_id: str = "") -> list[Typed]:
    """The actor's drafts of a thing or of all things, the newest first."""
    return _newest_first(session, _mine(actor), kind, object_id)


def of_others(session: Session, actor: Actor, kind: str | None = None, object_id: str = "") -> list[Typed]:
    """What others have typed about a thing or about anything, the newest first: for those who may take it over."""
    _require_deputy(actor)
    return _newest_first(session, Draft.account != _account(actor), kind, object_id)


def waiting(session: Session) -> bool:
    """Whether anybody has typed anything that is not saved."""
    return session.scalar(select(Draft.id).limit(1)) is not None


def take_over(work: UnitOfWork, draft_id: int) -> Typed:
    """Make somebody's draft the actor's own, for an absent colleague's deputy; raises NotFound and Conflict.

    If its first writer types on, they get a draft of their own again: neither text is lost.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    account = _account(work.actor)
    draft = work.session.get(Draft, draft_id, with_for_update=True)
    if draft is None:
        raise NotFound("Diesen Entwurf gibt es nicht mehr: Er wurde inzwischen gespeichert oder verworfen.")
    if draft.account == account:
        return _typed(draft)
    present = work.session.scalar(select(Draft).where(_mine(work.actor), _of(draft.kind, draft.object_id, draft.field)))
    if present is not None:
        raise Conflict(
            f"Sie haben an derselben Stelle einen eigenen Entwurf von {moment(present.at)}, „{draft.who}“ einen von "
            f"{moment(draft.at)}. Beide bleiben, wie sie sind. Bitte speichern oder verwerfen Sie zuerst Ihren."
        )
    before = {"account": draft.account, "who": draft.who}
    draft.account, draft.who = account, work.actor.name
    work.session.flush()
    after = {"account": account, "who": work.actor.name, "field": draft.field}
    work.record("settings", "draft.taken-over", f"{draft.kind}:{draft.object_id}", before, after)
    return _typed(draft)


def done(work: UnitOfWork, kind: str, object_id: str, field: str | None = None) -> None:
    """Delete the actor's drafts of a thing (of one field, or all), in the transaction that saves it.

    That alone needs no record: whoever saves what is there already has changed nothing.
    """
    if work.actor.account is not None:
        mine = delete(Draft).where(_mine(work.actor), _of(kind, object_id, field))
        work.session.execute(mine, execution_options=UNRECORDED)


def discard(store: Store, actor: Actor, key: Key) -> None:
    """Throw the actor's own draft away, because they said so."""
    with store.quiet() as session:
        session.execute(delete(Draft).where(_mine(actor), _of(key.kind, key.object_id, key.field)))


def discard_all(store: Store, actor: Actor, kind: str, object_id: str) -> None:
    """Throw away all the actor has typed about a thing."""
    with store.quiet() as session:
        session.execute(delete(Draft).where(_mine(actor), _of(kind, object_id)))


def forget(work: UnitOfWork, account: int) -> int:
    """Delete all drafts of an account that is removed, since its number may be given again; how many there were."""
    found = work.session.scalar(select(func.count()).where(Draft.account == account)) or 0
    work.session.execute(delete(Draft).where(Draft.account == account))
    return found


def _newest_first(session: Session, whose: ColumnElement[bool], kind: str | None, object_id: str) -> list[Typed]:
    wanted = select(Draft).where(whose, *([] if kind is None else [_of(kind, object_id)]))
    return [_typed(row) for row in session.scalars(wanted.order_by(Draft.at.desc()))]


def _require_deputy(actor: Actor) -> None:
    actor.require(Role.EDITOR)
    actor.require_circle(Circle.INTERNAL)


def _account(actor: Actor) -> int:
    if actor.account is None:
        raise NotAllowed(f"Entwürfe gehören zu einem Konto; „{actor.name}“ hat keines.")
    return actor.account


def _mine(actor: Actor) -> ColumnElement[bool]:
    return Draft.account == _account(actor)


def _of(kind: str, object_id: str, field: str | None = None) -> ColumnElement[bool]:
    parts: list[Any] = [Draft.kind == kind, Draft.object_id == object_id]
    return and_(*parts, *([] if field is None else [Draft.field == field]))


def _typed(row: Draft) -> Typed:
    key = Key(row.kind, row.object_id, row.field)
    return Typed(row.id, key, row.account, row.who, row.base_version, row.text, row.at)
