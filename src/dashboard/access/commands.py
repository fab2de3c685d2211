"""Writes of access: accounts and their sessions. Every command checks the actor's role and circle itself.

Nobody manages an account whose circle is wider than the one they work in themselves: a password
link for it would be a way around the circle.
"""

from dataclasses import dataclass

from sqlalchemy import select

from dashboard.access import links, passwords, sessions, signin
from dashboard.access.attempts import Place
from dashboard.access.insertion import insert
from dashboard.access.links import Link, Purpose
from dashboard.access.models import Account, LoginAttempt
from dashboard.access.names import checked_display
from dashboard.access.queries import Visit
from dashboard.access.sessions import End
from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.store import Circle, Role, Store, UnitOfWork, drafts
from dashboard.store import base as clock


@dataclass(frozen=True)
class Rights:
    """What an account may do and see."""

    role: Role
    circle: Circle
    sees_protected: bool = False

    def __str__(self) -> str:
        protected = ", sieht geschützte Einrichtungen" if self.sees_protected else ""
        return f"Recht „{self.role.label}“, Kreis „{self.circle.label}“{protected}"

    def facts(self) -> dict[str, str | bool]:
        """The rights as they stand in the audit."""
        return {"role": self.role.value, "circle": self.circle.value, "sees_protected": self.sees_protected}


def create(work: UnitOfWork, name: str, display_name: str, rights: Rights) -> Link:
    """Add an account; gives the link with which its person sets the password."""
    _require_admin(work, rights.circle)
    account = insert(work, name, display_name, rights.role, rights.circle, sees_protected=_protected(rights))
    link = links.issue(work.session, account.id, Purpose.INVITE)
    work.record("settings", "account.created", _object(account), after={"name": account.name, **rights.facts()})
    return link


def reset(work: UnitOfWork, account_id: int) -> Link:
    """A link to set a new password; the old one stays valid until the link is used."""
    account = _managed(work, account_id)
    if account.disabled_at is not None:
        raise Conflict(f"Das Konto „{account.name}“ ist gesperrt. Bitte entsperren Sie es zuerst.")
    purpose = Purpose.RESET if account.password_hash else Purpose.INVITE
    link = links.issue(work.session, account.id, purpose)
    work.record("settings", "account.link-issued", _object(account), after={"link": purpose.value})
    return link


def change(work: UnitOfWork, account_id: int, version: int, display_name: str, rights: Rights) -> None:
    """Change name and rights of an account; they are in force at its next page run.

    Raises Conflict if ``version`` is no longer the account's, and NotAllowed for the last admin's demotion.
    """
    _require_admin(work, rights.circle)
    account = _managed(work, account_id)
    if account.version != version:
        raise Conflict(
            f"Das Konto „{account.name}“ wurde inzwischen von jemand anderem geändert: "
            f"„{account.display_name}“, {_rights(account)}. Ihre Fassung ist nicht gespeichert: "
            f"„{display_name}“, {rights}. Bitte prüfen Sie, was gelten soll."
        )
    before = {"display_name": account.display_name, **_rights(account).facts()}
    if rights.role is not Role.ADMIN:
        _require_another_admin(work, account)
    account.display_name = checked_display(display_name)
    account.role, account.circle = rights.role.value, rights.circle.value
    account.sees_protected = _protected(rights)
    account.version += 1
    after = {"display_name": account.display_name, **rights.facts()}
    work.record("settings", "account.changed", _object(account), before, after)


def disable(work: UnitOfWork, account_id: int) -> None:
    """Lock an account and end its sessions; ``enable`` undoes it."""
    account = _managed(work, account_id)
    if account.disabled_at is not None:
        return
    _require_another_admin(work, account)
    account.disabled_at = clock.now()
    account.version += 1
    sessions.end_in(work.session, End.DISABLED, account=account.id)
    work.record("settings", "account.disabled", _object(account), after={"name": account.name})


def enable(work: UnitOfWork, account_id: int) -> None:
    """Unlock an account; its password is the one from before."""
    account = _managed(work, account_id)
    if account.disabled_at is None:
        return
    account.disabled_at = None
    account.version += 1
    work.record("settings", "account.enabled", _object(account), after={"name": account.name})


def remove(work: UnitOfWork, account_id: int) -> None:
    """Delete an account for good, with its drafts; only its name in the audit stays."""
    account = _managed(work, account_id)
    _require_another_admin(work, account)
    sessions.end_in(work.session, End.ADMIN, account=account.id)
    for attempt in work.session.scalars(select(LoginAttempt).where(LoginAttempt.name == account.name_folded)):
        work.session.delete(attempt)
    unsaved = drafts.forget(work, account.id)
    work.session.delete(account)
    before = {"name": account.name, **({"drafts": unsaved} if unsaved else {})}
    work.record("settings", "account.removed", _object(account), before=before)


def end_sessions(work: UnitOfWork, account_id: int) -> int:
    """End all sessions of an account; gives how many there were."""
    account = _managed(work, account_id)
    ended = sessions.end_in(work.session, End.ADMIN, account=account.id)
    work.record("settings", "account.sessions-ended", _object(account), after={"sessions": ended})
    return ended


def change_own_password(store: Store, visit: Visit, current: str, new: str, place: Place) -> None:
    """Replace the person's own password; every session of the account ends, the present one too.

    Raises SignInRefused or TooManyAttempts for the current password, PasswordUnusable for the new one.
    """
    fitted = signin.confirm(store, visit.account, current, place)
    passwords.check(new, visit.name, visit.display_name)
    hashed = passwords.hash_of(new)
    with store.unit_of_work(visit.actor()) as work:
        work.require(Role.VIEWER)  # the own password is everybody's own affair
        account = work.session.get(Account, visit.account, with_for_update=True)
        if account is None or account.disabled_at is not None or account.password_hash != fitted:
            raise Conflict("Das Passwort wurde in diesem Augenblick an anderer Stelle geändert.")
        account.password_hash, account.password_changed_at = hashed, clock.now()
        sessions.end_in(work.session, End.PASSWORD, account=account.id)
        work.record("settings", "account.password-changed", _object(account))


def _require_admin(work: UnitOfWork, circle: Circle) -> None:
    work.require(Role.ADMIN, circle)


def _managed(work: UnitOfWork, account_id: int) -> Account:
    work.require(Role.ADMIN)
    account = work.session.get(Account, account_id, with_for_update=True)
    if account is None:
        raise NotFound("Dieses Konto gibt es nicht mehr.")
    work.require(Role.ADMIN, Circle(account.circle))
    return account


def _require_another_admin(work: UnitOfWork, account: Account) -> None:
    """Raise NotAllowed if the dashboard had no admin (or none with a password) without this account."""
    admins = work.session.scalars(
        select(Account).where(Account.role == Role.ADMIN.value, Account.disabled_at.is_(None)).with_for_update()
    ).all()
    if account not in admins:
        return
    others = [admin for admin in admins if admin is not account]
    left = [admin for admin in others if admin.password_hash is not None]
    if not others or (account.password_hash is not None and not left):
        raise NotAllowed(
            f"„{account.display_name}“ hat das letzte Konto mit dem Recht „{Role.ADMIN.label}“, mit dem man sich "
            "anmelden kann. Geben Sie dieses Recht zuerst einem anderen Konto."
        )


def _protected(rights: Rights) -> bool:
    if rights.sees_protected and rights.circle is not Circle.INTERNAL:
        raise NotAllowed(f"Geschützte Einrichtungen kann nur sehen, wer zum Kreis „{Circle.INTERNAL.label}“ gehört.")
    return rights.sees_protected


def _rights(account: Account) -> Rights:
    return Rights(Role(account.role), Circle(account.circle), account.sees_protected)


def _object(account: Account) -> str:
    return f"account:{account.id}"
