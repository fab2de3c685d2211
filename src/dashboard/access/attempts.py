"""The record of sign-in attempts: what the throttle is asked with."""

import math
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, func, select, text, update
from sqlalchemy.orm import Session, aliased

from dashboard.access import throttle
from dashboard.access.models import LoginAttempt
from dashboard.access.throttle import Failures, History
from dashboard.errors import UserError
from dashboard.store import Store
from dashboard.store import base as clock

KEPT = timedelta(days=90)


class TooManyAttempts(UserError):
    """The attempt was not checked; ``seconds`` from now one will be."""

    def __init__(self, remaining: timedelta) -> None:
        self.seconds = max(1, math.ceil(remaining.total_seconds()))
        span = f"{self.seconds} Sekunden" if self.seconds < 120 else f"{math.ceil(self.seconds / 60)} Minuten"
        span = "eine Sekunde" if self.seconds == 1 else span
        super().__init__(
            f"Zu viele Versuche mit diesem Namen. Bitte warten Sie {span} und versuchen Sie es dann noch einmal. "
            "Wenn Sie das Passwort nicht mehr wissen, gibt Ihnen die Verwaltung des Dashboards einen neuen Link."
        )


@dataclass(frozen=True)
class Place:
    """Where an attempt comes from: the address, and the mark of the browser if this name was in it before."""

    address: str
    device: str = ""


def reserve(store: Store, name: str, place: Place) -> int:
    """Write an attempt of the folded ``name`` down as failed and give its id, or raise TooManyAttempts.

    It is written before the password is looked at, so that many attempts at the same moment count as many.
    """
    with store.quiet() as session:
        if session.connection().dialect.name == "postgresql":  # SQLite: the transaction itself is the lock
            session.execute(text("SELECT pg_advisory_xact_lock(733, :name)"), {"name": _number(name)})
        moment = clock.now()  # only now: what others wrote before us must not lie in our future
        remaining = throttle.wait(_history(session, name, place, moment), moment)
        if remaining > timedelta(0):
            raise TooManyAttempts(remaining)
        attempt = LoginAttempt(name=name, address=place.address, device=place.device, at=moment, succeeded=False)
        session.add(attempt)
        session.flush()
        return attempt.id


def mark_succeeded(session: Session, attempt: int) -> None:
    """The reserved attempt was the right password."""
    session.execute(update(LoginAttempt).where(LoginAttempt.id == attempt).values(succeeded=True))


def note_success(session: Session, name: str, place: Place) -> None:
    """Somebody proved to be ``name`` in another way (by link): the place is at home from now on."""
    session.add(LoginAttempt(name=name, address=place.address, device=place.device, at=clock.now(), succeeded=True))


def forget_old(session: Session) -> None:
    """Delete what is older than 90 days."""
    session.execute(delete(LoginAttempt).where(LoginAttempt.at < clock.now() - KEPT))


def _history(session: Session, name: str, place: Place, moment: datetime) -> History:
    return History(
        own=_own(session, name, place, moment),
        at_home=bool(place.device) or bool(session.scalar(select(_succeeded_at(name, place.address)))),
        foreign=_foreign(session, name, moment),
        strange=_strange(session, place.address, moment),
    )


def _own(session: Session, name: str, place: Place, moment: datetime) -> Failures:
    here = (
        LoginAttempt.device == place.device
        if place.device
        else (LoginAttempt.address == place.address) & (LoginAttempt.device == "")
    )
    newest_first = session.execute(
        select(LoginAttempt.at, LoginAttempt.succeeded)
        .where(LoginAttempt.name == name, here, LoginAttempt.at > moment - throttle.OWN_WINDOW)
        .order_by(LoginAttempt.at.desc(), LoginAttempt.id.desc())
    ).all()
    failures = []
    for row in newest_first:
        if row.succeeded:
            break
        failures.append(row.at)
    return Failures(len(failures), failures[0] if failures else None)


def _foreign(session: Session, name: str, moment: datetime) -> Failures:
    count, last = session.execute(
        select(func.count(), func.max(LoginAttempt.at)).where(
            LoginAttempt.name == name,
            LoginAttempt.at > moment - throttle.FOREIGN_WINDOW,
            LoginAttempt.device == "",
            LoginAttempt.succeeded.is_(False),
            ~_succeeded_at(LoginAttempt.name, LoginAttempt.address),
        )
    ).one()
    return Failures(count, last)


def _strange(session: Session, address: str, moment: datetime) -> Failures:
    count, last = session.execute(
        select(func.count(LoginAttempt.name.distinct()), func.max(LoginAttempt.at)).where(
            LoginAttempt.address == address,
            LoginAttempt.at > moment - throttle.STRANGE_WINDOW,
            LoginAttempt.device == "",
            LoginAttempt.succeeded.is_(False),
            ~_succeeded_at(LoginAttempt.name, LoginAttempt.address),
        )
    ).one()
    return Failures(count, last)


def _succeeded_at(name: object, address: object) -> ColumnElement[bool]:
    other = aliased(LoginAttempt)
    return exists().where(other.name == name, other.address == address, other.succeeded.is_(True))


def _number(name: str) -> int:
    return zlib.crc32(name.encode()) - 2**31
