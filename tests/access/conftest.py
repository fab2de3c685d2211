"""Fixtures of access: a store with three accounts, cheap hashes, a clock that the test moves."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from access_people import OFFICE, PASSWORD
from argon2 import PasswordHasher

from dashboard.access import Limits, Rights, commands, links, passwords, sessions
from dashboard.store import Actor, Circle, Role, Store
from dashboard.store import base as clock


class Clock:
    """The present moment, as the test says it is."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def go_on(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Clock:
    told = Clock()
    monkeypatch.setattr(clock, "now", told)
    return told


@pytest.fixture
def store(store: Store) -> Iterator[Store]:
    yield store
    sessions.wait_until_noted()


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()


@pytest.fixture
def limits() -> Limits:
    return Limits(idle_minutes=60, hours=12)


@pytest.fixture
def account(store: Store, admin: Actor) -> Callable[..., int]:
    """Makes an account that can sign in with PASSWORD; gives its id."""

    def make(
        name: str,
        role: Role = Role.VIEWER,
        circle: Circle = Circle.INTERNAL,
        *,
        sees_protected: bool = False,
        password: str | None = PASSWORD,
    ) -> int:
        with store.unit_of_work(admin) as work:
            link = commands.create(work, name, f"{name.title()} Muster", Rights(role, circle, sees_protected))
        if password is not None:
            links.set_password(store, link.path.removeprefix("/einladung/"), password, OFFICE)
        assert link.account is not None
        return link.account

    return make
