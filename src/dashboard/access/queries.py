"""Reads of access: the visit behind a session, the accounts for the administration."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from dashboard.access.models import Account, AccountSession, LoginAttempt
from dashboard.access.names import fold
from dashboard.errors import NotFound
from dashboard.store import Actor, Circle, Role
from dashboard.store import base as clock
from dashboard.store.models import DataVersion


@dataclass(frozen=True)
class Visit:
    """A live session with its account as it is now, and the data versions: all that a page run needs to begin."""

    session_id: str
    account: int
    name: str
    display_name: str
    role: Role
    circle: Circle
    """The widest circle of the account."""
    sees_protected: bool
    versions: Mapping[str, int]
    last_seen_at: datetime

    def actor(self, wish: Circle | None = None) -> Actor:
        """Who acts in this visit; ``wish`` narrows the circle and never widens it."""
        return Actor(self.display_name, self.role, self.circle, self.account, self.sees_protected).narrowed(wish)


class State(StrEnum):
    """What became of a session."""

    LIVE = "live"
    EXPIRED = "expired"
    """Signing in again in the same browser goes on with it."""
    ENDED = "ended"


@dataclass(frozen=True)
class AccountView:
    """An account as the administration sees it."""

    id: int
    name: str
    display_name: str
    role: Role
    circle: Circle
    sees_protected: bool
    has_password: bool
    disabled_at: datetime | None
    created_at: datetime
    password_changed_at: datetime | None
    last_seen_at: datetime | None
    live_sessions: int
    version: int


def visit(session: Session, session_id: str) -> Visit | None:
    """The visit of a server session id by one small query; None if the session has expired or ended."""
    return _visit(session, AccountSession.id == session_id)


def visit_by_token_hash(session: Session, token_hash: str) -> Visit | None:
    """The visit of the session whose token has this hash; None if there is no such live session."""
    return _visit(session, AccountSession.token_hash == token_hash)


def state(session: Session, session_id: str) -> State:
    """Whether a session lives, has expired (and can go on) or was ended; an unknown one counts as ended."""
    return _state(session, AccountSession.id == session_id)


def state_by_token_hash(session: Session, token_hash: str) -> State:
    """The same for the session whose token has this hash."""
    return _state(session, AccountSession.token_hash == token_hash)


def accounts(session: Session) -> tuple[AccountView, ...]:
    """All accounts by name, each with its live sessions."""
    return _views(session)


def account(session: Session, account_id: int) -> AccountView:
    """One account; raises NotFound."""
    found = _views(session, Account.id == account_id)
    if not found:
        raise NotFound("Dieses Konto gibt es nicht mehr.")
    return found[0]


def account_named(session: Session, name: str) -> AccountView:
    """The account with this sign-in name; raises NotFound."""
    found = _views(session, Account.name_folded == fold(name))
    if not found:
        raise NotFound(f"Ein Konto mit dem Anmeldenamen „{name}“ gibt es nicht.")
    return found[0]


def recent_failures(session: Session, hours: int = 24) -> tuple[tuple[str, int], ...]:
    """Names with failed sign-in attempts in the last hours, most first: for the administration's eye."""
    count = func.count()
    rows = session.execute(
        select(LoginAttempt.name, count)
        .where(LoginAttempt.succeeded.is_(False), LoginAttempt.at > clock.now() - timedelta(hours=hours))
        .group_by(LoginAttempt.name)
        .order_by(count.desc(), LoginAttempt.name)
        .limit(50)
    )
    return tuple((row[0], row[1]) for row in rows)


def _visit(session: Session, which: ColumnElement[bool]) -> Visit | None:
    # One row per subject: the data versions come along without a second question.
    rows = session.execute(
        select(
            AccountSession.id.label("session_id"),
            AccountSession.last_seen_at,
            AccountSession.idle_minutes,
            AccountSession.expires_at,
            Account.id,
            Account.name,
            Account.display_name,
            Account.role,
            Account.circle,
            Account.sees_protected,
            DataVersion.subject,
            DataVersion.number,
        )
        .join(Account, Account.id == AccountSession.account)
        .outerjoin(DataVersion, true())
        .where(which, AccountSession.ended_at.is_(None), Account.disabled_at.is_(None))
    ).all()
    if not rows or not _lasts(rows[0]):
        return None
    first = rows[0]
    return Visit(
        session_id=first.session_id,
        account=first.id,
        name=first.name,
        display_name=first.display_name,
        role=Role(first.role),
        circle=Circle(first.circle),
        sees_protected=first.sees_protected,
        versions={row.subject: row.number for row in rows if row.subject is not None},
        last_seen_at=first.last_seen_at,
    )


def _state(session: Session, which: ColumnElement[bool]) -> State:
    row = session.execute(
        select(
            AccountSession.last_seen_at,
            AccountSession.idle_minutes,
            AccountSession.expires_at,
            AccountSession.ended_at,
            Account.disabled_at,
        )
        .join(Account, Account.id == AccountSession.account)
        .where(which)
    ).one_or_none()
    if row is None or row.ended_at is not None or row.disabled_at is not None:
        return State.ENDED
    return State.LIVE if _lasts(row) else State.EXPIRED


def _lasts(row: Any) -> bool:
    moment = clock.now()
    idle_until = row.last_seen_at + timedelta(minutes=row.idle_minutes)
    return bool(moment < row.expires_at and moment < idle_until)


def _views(session: Session, *criteria: ColumnElement[bool]) -> tuple[AccountView, ...]:
    found = session.scalars(select(Account).where(*criteria).order_by(Account.name_folded)).all()
    seen: dict[int, datetime] = {}
    live: Counter[int] = Counter()
    for row in session.execute(select(AccountSession).where(AccountSession.account.in_([one.id for one in found]))):
        kept = row[0]
        seen[kept.account] = max(kept.last_seen_at, seen.get(kept.account, kept.last_seen_at))
        live[kept.account] += kept.ended_at is None and _lasts(kept)
    return tuple(_view(one, seen.get(one.id), live[one.id]) for one in found)


def _view(kept: Account, last_seen_at: datetime | None, live: int) -> AccountView:
    return AccountView(
        id=kept.id,
        name=kept.name,
        display_name=kept.display_name,
        role=Role(kept.role),
        circle=Circle(kept.circle),
        sees_protected=kept.sees_protected,
        has_password=kept.password_hash is not None,
        disabled_at=kept.disabled_at,
        created_at=kept.created_at,
        password_changed_at=kept.password_changed_at,
        last_seen_at=last_seen_at,
        live_sessions=live,
        version=kept.version,
    )
