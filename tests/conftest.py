"""Fixtures for the whole suite: real files, both databases, the catalogue."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import OperationalError

from dashboard.store import Actor, Store
from databases import database, drop_ready
from thorough import many

ROOT = Path(__file__).parents[1]
# Machines are shared: a slow example is no failing one.
settings.register_profile("house", deadline=None, max_examples=many(100, 40))
settings.load_profile("house")
POSTGRESQL = os.environ.get(
    "DASHBOARD_TEST_POSTGRESQL", "postgresql+psycopg://dashboard_test:dashboard_test@127.0.0.1:5432/postgres"
)
REQUIRED = os.environ.get("DASHBOARD_REQUIRE_POSTGRESQL") == "1"
WAITING = ("tests/browser/", "tests/ui/test_ui_confidentiality.py")
"""Files whose tests mostly wait for a browser or a server of their own."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the files that wait evenly among those that compute, so that two processes never wait at once for long."""
    files: dict[str, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.nodeid.split("::")[0], []).append(item)
    waiting = [name for name in files if name.startswith(WAITING)]
    waiting.sort(key=lambda name: name.startswith("tests/browser/"))  # the longest one first
    computing = [name for name in files if name not in waiting]
    share = len(computing) // (len(waiting) + 1) if waiting else 0
    order: list[str] = []
    for number, name in enumerate(waiting):
        order += [name, *computing[number * share : (number + 1) * share]]
    order += computing[len(waiting) * share :]
    items[:] = [item for name in order for item in files[name]]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder with the real files; tests that need them say so loudly where it is absent."""
    folder = Path(os.environ.get("DASHBOARD_TEST_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"REAL FILES MISSING: {folder} is not there, so this test has not been run")
    return folder


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """URL of a server where data bases may be made; absent: a loud skip, or a failure where it is required."""
    engine = create_engine(POSTGRESQL, connect_args={"connect_timeout": 3})
    try:
        with engine.connect():
            pass
    except OperationalError as error:
        message = f"POSTGRESQL MISSING: this half of the store tests has not been run ({error.orig})"
        if REQUIRED:
            pytest.fail(message)
        pytest.skip(message)
    finally:
        engine.dispose()
    yield POSTGRESQL
    drop_ready(POSTGRESQL)


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> Iterator[str]:
    """Name of a migrated data base to copy: migrating anew for every test would take most of the suite's time."""
    with database(postgresql_server) as url:
        Store.open(url).close()
        yield str(make_url(url).database)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy."""
    path = tmp_path_factory.mktemp("vorlage") / "lagebild.sqlite3"
    Store.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """URL of a fresh, empty PostgreSQL data base."""
    with database(postgresql_server) as url:
        yield url


@pytest.fixture
def migrated_postgresql_url(postgresql_server: str, migrated_postgresql: str) -> Iterator[str]:
    """URL of a fresh, migrated PostgreSQL data base."""
    with database(postgresql_server, migrated_postgresql) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a fresh, empty data base of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'lagebild.sqlite3'}"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a fresh, migrated data base: every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        copy = tmp_path / "lagebild.sqlite3"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), copy)
        return f"sqlite:///{copy}"
    return str(request.getfixturevalue("migrated_postgresql_url"))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A fresh, migrated store, on both data bases."""
    store = Store.open(database_url)
    yield store
    store.close()


@pytest.fixture
def admin() -> Actor:
    """Somebody who may do everything."""
    return Actor.local()
