"""Sessions on the server: opened by signing in, ended by a person, expired by time, revived by signing in again.

Expired is not ended. When a session has expired and the same account signs in again in the same browser (which
still sends the old cookie), the same session goes on under a new token: a page that is still open there keeps
its server-side state, so an expiry loses no text.
"""

import hashlib
import logging
import secrets
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from time import monotonic

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from dashboard.access import endings, queries
from dashboard.access.models import AccountSession
from dashboard.access.queries import Visit
from dashboard.store import Store
from dashboard.store import base as clock

REVIVABLE = timedelta(days=7)
"""How long after the last visit an expired session can go on."""
KEPT = timedelta(days=30)
TOUCH_EVERY = timedelta(minutes=1)

log = logging.getLogger(__name__)
_writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="last-seen")
_touched: dict[tuple[int, str], float] = {}


class End(StrEnum):
    """Why a session was ended."""

    SIGNED_OUT = "signed-out"
    OTHER_ACCOUNT = "other-account"
    PASSWORD = "password"
    ADMIN = "admin"
    DISABLED = "disabled"


@dataclass(frozen=True)
class Limits:
    """How long a session lasts without a visit, and at most."""

    idle_minutes: int
    hours: int


@dataclass(frozen=True)
class Opened:
    """A session just opened: its id on the server, and the token for the cookie (kept nowhere else)."""

    session_id: str
    token: str


def open_session(session: Session, account: int, limits: Limits, old_token: str = "") -> Opened:
    """Open a session of ``account``, or go on with the one of ``old_token`` if it is this account's.

    A session of another account under ``old_token`` ends: one browser is one person.
    """
    moment = clock.now()
    token = secrets.token_urlsafe(32)
    life = {
        "token_hash": hash_of(token),
        "last_seen_at": moment,
        "idle_minutes": limits.idle_minutes,
        "expires_at": moment + timedelta(hours=limits.hours),
    }
    old = session.scalar(
        select(AccountSession)
        .where(AccountSession.token_hash == hash_of(old_token), AccountSession.ended_at.is_(None))
        .with_for_update()
    )
    if old is not None and old.account == account and moment - old.last_seen_at <= REVIVABLE:
        session.execute(update(AccountSession).where(AccountSession.id == old.id).values(**life))
        endings.announce(session)
        return Opened(old.id, token)
    if old is not None:
        end_in(session, End.OTHER_ACCOUNT, session_id=old.id)
    new = AccountSession(id=secrets.token_urlsafe(24), account=account, created_at=moment, **life)
    session.add(new)
    session.flush()
    return Opened(new.id, token)


def present(store: Store, session_id: str) -> Visit | None:
    """The visit behind a server session id, noted as seen; None if the session has expired or ended.

    This is what every page run asks, by one small query.
    """
    with store.reading() as session:
        visit = queries.visit(session, session_id)
    if visit is not None:
        touch_soon(store, visit)
    return visit


def by_token(store: Store, token: str) -> Visit | None:
    """The visit behind a cookie's token, noted as seen; None if there is no such live session."""
    with store.reading() as session:
        visit = queries.visit_by_token_hash(session, hash_of(token))
    if visit is not None:
        touch_soon(store, visit)
    return visit


def has_expired(store: Store, token: str) -> bool:
    """Whether a cookie's session has run out without being ended, so that signing in goes on with it."""
    with store.reading() as session:
        return queries.state_by_token_hash(session, hash_of(token)) is queries.State.EXPIRED


def touch_soon(store: Store, visit: Visit) -> "Future[None] | None":
    """Note the visit at most once a minute, in the background: a reader must not wait for a long import."""
    if clock.now() - visit.last_seen_at < TOUCH_EVERY:
        return None
    key = (id(store), visit.session_id)
    if monotonic() - _touched.get(key, -1e9) < TOUCH_EVERY.total_seconds():
        return None
    if len(_touched) > 10_000:
        _touched.clear()
    _touched[key] = monotonic()
    done = _writer.submit(touch, store, visit.session_id)
    done.add_done_callback(_report)
    return done


def wait_until_noted() -> None:
    """Return when every visit so far is written down: before a store is closed while the process goes on."""
    _writer.submit(lambda: None).result()


def touch(store: Store, session_id: str) -> None:
    """Note that the session is being used now."""
    with store.quiet() as session:
        session.execute(
            update(AccountSession)
            .where(AccountSession.id == session_id, AccountSession.ended_at.is_(None))
            .values(last_seen_at=clock.now())
        )


def sign_out(store: Store, session_id: str) -> None:
    """End one session because its person said so."""
    with store.quiet() as session:
        end_in(session, End.SIGNED_OUT, session_id=session_id)


def end_in(session: Session, reason: End, *, session_id: str | None = None, account: int | None = None) -> int:
    """End one session, or all of an account, in a running transaction; gives how many were not ended before."""
    if (session_id is None) == (account is None):
        raise ValueError("either a session or an account")
    which = AccountSession.id == session_id if account is None else AccountSession.account == account
    ended = session.execute(
        update(AccountSession)
        .where(which, AccountSession.ended_at.is_(None))
        .values(ended_at=clock.now(), end_reason=reason.value)
        .returning(AccountSession.id)
    ).all()
    endings.announce(session)
    return len(ended)


def forget_old(session: Session) -> None:
    """Delete what ended or expired more than 30 days ago."""
    horizon = clock.now() - KEPT
    session.execute(
        delete(AccountSession).where(or_(AccountSession.ended_at < horizon, AccountSession.expires_at < horizon))
    )


def hash_of(token: str) -> str:
    """What the store keeps of a token. A plain hash is enough: tokens are 256 random bits, not words."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _report(done: "Future[None]") -> None:
    if (error := done.exception()) is not None:
        log.warning("a visit could not be noted: %s", error)
