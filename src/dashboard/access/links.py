"""One-time links: how a password is set for the first time or anew, and how the first admin comes to be."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.orm import Session

from dashboard.access import attempts, names, passwords, sessions
from dashboard.access.attempts import Place
from dashboard.access.insertion import insert
from dashboard.access.models import Account, OneTimeLink
from dashboard.access.sessions import End, hash_of
from dashboard.errors import NotFound
from dashboard.store import Actor, Circle, Role, Store, UnitOfWork
from dashboard.store import base as clock

VALID = timedelta(days=7)
KEPT = timedelta(days=90)
FIRST_ADMIN_LOCK = 734


class Purpose(StrEnum):
    """What a link is for."""

    INVITE = "invite"
    RESET = "reset"
    FIRST_ADMIN = "first-admin"


class LinkUnusable(NotFound):
    """The link was used, has expired or never existed; which of these is not said."""

    def __init__(self) -> None:
        super().__init__(
            "Dieser Link gilt nicht (mehr): er wurde schon benutzt, ist abgelaufen oder wurde durch einen neueren "
            "ersetzt. Bitte lassen Sie sich von der Verwaltung des Dashboards einen neuen geben."
        )


@dataclass(frozen=True)
class Link:
    """A link to hand over: the only place where its token is readable."""

    path: str
    expires_at: datetime
    account: int | None


@dataclass(frozen=True)
class Offer:
    """What an unused link offers to whoever opens it."""

    purpose: Purpose
    account: int | None
    name: str
    """Sign-in name of the account; empty for the first admin, who chooses it."""
    display_name: str


def issue(session: Session, account: int | None, purpose: Purpose) -> Link:
    """Make a link in a running transaction; older unused links of the account become worthless."""
    if account is not None:
        session.execute(delete(OneTimeLink).where(OneTimeLink.account == account, OneTimeLink.used_at.is_(None)))
    token = secrets.token_urlsafe(32)
    moment = clock.now()
    session.add(
        OneTimeLink(
            token_hash=hash_of(token),
            account=account,
            purpose=purpose.value,
            created_at=moment,
            expires_at=moment + VALID,
        )
    )
    session.flush()
    return Link(f"/einladung/{token}", moment + VALID, account)


def first_admin_link(store: Store) -> Link | None:
    """A link that makes the first admin; None once there is an enabled admin with a password."""
    with store.quiet() as session:
        return None if _has_admin(session) else issue(session, None, Purpose.FIRST_ADMIN)


def offer(store: Store, token: str) -> Offer:
    """What the link offers, without using it up; raises LinkUnusable."""
    with store.reading() as session:
        return _offer(session, _valid(session, token))


def set_password(
    store: Store, token: str, password: str, place: Place, *, name: str = "", display_name: str = ""
) -> str:
    """Use the link up and set the password; gives the sign-in name. All sessions of the account end.

    ``name`` and ``display_name`` are only read for the first admin. Raises LinkUnusable,
    PasswordUnusable or NameUnusable; after the latter two the link can still be used.
    """
    offered = offer(store, token)
    if offered.purpose is Purpose.FIRST_ADMIN:
        name, display_name = names.checked(name), names.checked_display(display_name)
    else:
        name, display_name = offered.name, offered.display_name
    passwords.check(password, name, display_name)
    hashed = passwords.hash_of(password)
    with store.unit_of_work(Actor(display_name, Role.VIEWER, Circle.PUBLIC, offered.account)) as work:
        work.require(Role.VIEWER)  # the link is the permission
        if offered.purpose is Purpose.FIRST_ADMIN:
            _one_after_another(work.session)
        link = _valid(work.session, token)
        _use_up(work.session, link)
        if link.account is None:
            new = insert(work, name, display_name, Role.ADMIN, Circle.INTERNAL, password_hash=hashed)
            account = new.id
        else:
            account = link.account
            _give_password(work, account, hashed)
        work.record("settings", "account.password-set", f"account:{account}", after={"link": link.purpose})
        attempts.note_success(work.session, names.fold(name), place)
    return name


def forget_old(session: Session) -> None:
    """Delete links that expired more than 90 days ago."""
    session.execute(delete(OneTimeLink).where(OneTimeLink.expires_at < clock.now() - KEPT))


def _valid(session: Session, token: str) -> OneTimeLink:
    link = session.scalar(
        select(OneTimeLink).where(
            OneTimeLink.token_hash == hash_of(token),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > clock.now(),
        )
    )
    if link is None or (link.account is None and _has_admin(session)):
        raise LinkUnusable()
    return link


def _offer(session: Session, link: OneTimeLink) -> Offer:
    if link.account is None:
        return Offer(Purpose.FIRST_ADMIN, None, "", "")
    account = session.get_one(Account, link.account)
    if account.disabled_at is not None:
        raise LinkUnusable()
    return Offer(Purpose(link.purpose), account.id, account.name, account.display_name)


def _use_up(session: Session, link: OneTimeLink) -> None:
    # Two people with one link at the same moment: the row decides who was first.
    result = session.execute(
        update(OneTimeLink)
        .where(OneTimeLink.token_hash == link.token_hash, OneTimeLink.used_at.is_(None))
        .values(used_at=clock.now())
    )
    assert isinstance(result, CursorResult)
    if result.rowcount != 1:
        raise LinkUnusable()


def _one_after_another(session: Session) -> None:
    # Each start prints a link of its own: of two used at the same moment only one makes the first admin.
    if session.connection().dialect.name == "postgresql":  # SQLite: the transaction itself is the lock
        session.execute(select(func.pg_advisory_xact_lock(FIRST_ADMIN_LOCK)))


def _give_password(work: UnitOfWork, account: int, hashed: str) -> None:
    kept = work.session.get_one(Account, account, with_for_update=True)
    if kept.disabled_at is not None:
        raise LinkUnusable()
    kept.password_hash, kept.password_changed_at = hashed, clock.now()
    sessions.end_in(work.session, End.PASSWORD, account=account)


def _has_admin(session: Session) -> bool:
    usable = select(Account.id).where(
        Account.role == Role.ADMIN.value, Account.disabled_at.is_(None), Account.password_hash.is_not(None)
    )
    return session.scalar(usable.limit(1)) is not None
