"""Signing in with a name and a password."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dashboard.access import attempts, links, passwords, sessions
from dashboard.access.attempts import Place
from dashboard.access.models import Account
from dashboard.access.names import fold
from dashboard.access.sessions import Limits, Opened
from dashboard.errors import NotFound, UserError
from dashboard.store import Store


class SignInRefused(UserError):
    """Name and password do not belong together; which of them is wrong is not said."""

    def __init__(self) -> None:
        super().__init__(
            "Anmeldename oder Passwort stimmt nicht. Auf Groß- und Kleinschreibung kommt es beim Passwort an."
        )


@dataclass(frozen=True)
class _Candidate:
    account: int
    password_hash: str


def sign_in(store: Store, name: str, password: str, place: Place, limits: Limits, *, old_token: str = "") -> Opened:
    """Check name and password and open a session (or revive the browser's expired one).

    Raises TooManyAttempts without checking anything, or SignInRefused. Takes the same time whether
    the name exists or not.
    """
    attempt = attempts.reserve(store, fold(name), place)
    candidate = _candidate(store, name)
    if not passwords.fits(password, candidate.password_hash if candidate else None) or candidate is None:
        raise SignInRefused()
    renewed = passwords.hash_of(password) if passwords.is_outdated(candidate.password_hash) else None
    with store.quiet() as session:
        still = (Account.id == candidate.account) & Account.disabled_at.is_(None)
        unchanged = Account.password_hash == candidate.password_hash
        # Looked at again in this transaction: the account may have been disabled while the hash was computed.
        if session.scalar(select(Account.id).where(still, unchanged).with_for_update()) is None:
            raise SignInRefused()
        if renewed is not None:
            session.execute(update(Account).where(still, unchanged).values(password_hash=renewed))
        attempts.mark_succeeded(session, attempt)
        opened = sessions.open_session(session, candidate.account, limits, old_token)
        _tidy(session)
    return opened


def sign_in_demo(store: Store, account: int, limits: Limits, *, old_token: str = "") -> Opened:
    """Open a session without a password: for the fictional county only, the caller makes sure of that."""
    with store.quiet() as session:
        if session.scalar(select(Account.id).where(Account.id == account, Account.disabled_at.is_(None))) is None:
            raise NotFound("Dieses Beispielkonto gibt es nicht.")
        return sessions.open_session(session, account, limits, old_token)


def confirm(store: Store, account: int, password: str, place: Place) -> str:
    """Check the password of somebody who is signed in; gives the hash it fitted.

    Raises TooManyAttempts or SignInRefused, and counts like signing in.
    """
    with store.reading() as session:
        name, kept = session.execute(
            select(Account.name_folded, Account.password_hash).where(Account.id == account)
        ).one()
    attempt = attempts.reserve(store, name, place)
    if not passwords.fits(password, kept):
        raise SignInRefused()
    with store.quiet() as session:
        attempts.mark_succeeded(session, attempt)
    return str(kept)


def _candidate(store: Store, name: str) -> _Candidate | None:
    with store.reading() as session:
        row = session.execute(
            select(Account.id, Account.password_hash).where(
                Account.name_folded == fold(name), Account.disabled_at.is_(None), Account.password_hash.is_not(None)
            )
        ).one_or_none()
    return None if row is None else _Candidate(row.id, row.password_hash)


def _tidy(session: Session) -> None:
    attempts.forget_old(session)
    sessions.forget_old(session)
    links.forget_old(session)
