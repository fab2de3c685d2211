"""Counties to hand files in to: one on both databases for what is written, one on SQLite for what is only read.

Setting a county up takes longer than most tests, so each database is set up once and copied.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from intake_office import HELMSTEDT, PEINE, Office, register
from sqlalchemy import make_url

from dashboard.catalogue import load
from dashboard.catalogue.catalogue import Catalogue
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Actor, Store
from databases import database


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the house."""
    return load(PROGRAM_ROOT / "data" / "catalogue")


@pytest.fixture(scope="session")
def sqlite_county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the Landkreis Peine and nothing else, to be copied."""
    path = tmp_path_factory.mktemp("peine") / "lagebild.sqlite3"
    _set_up(f"sqlite:///{path}", PEINE)
    return path


@pytest.fixture(scope="session")
def postgresql_county(postgresql_server: str) -> Iterator[str]:
    """Name of a PostgreSQL database with the same, to be used as a template."""
    with database(postgresql_server) as url:
        _set_up(url, PEINE)
        yield str(make_url(url).database)


@pytest.fixture(params=["sqlite", "postgresql"])
def county_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of a fresh database with the Landkreis Peine: every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        path = tmp_path / "lagebild.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_county"), path)
        yield f"sqlite:///{path}"
        return
    server, template = request.getfixturevalue("postgresql_server"), request.getfixturevalue("postgresql_county")
    with database(server, template) as url:
        yield url


@pytest.fixture
def office(county_url: str, catalogue: Catalogue) -> Iterator[Office]:
    """The Landkreis Peine on both databases."""
    store = Store.open(county_url)
    yield Office(store, catalogue, Actor.local())
    store.close()


@pytest.fixture(scope="session")
def desk(sqlite_county: Path, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The Landkreis Peine with nothing in it, for files that are only checked. Nothing may be taken over here."""
    path = tmp_path_factory.mktemp("desk") / "lagebild.sqlite3"
    shutil.copy(sqlite_county, path)
    store = Store.open(f"sqlite:///{path}")
    yield Office(store, catalogue, Actor.local())
    store.close()


@pytest.fixture(scope="session")
def helmstedt_desk(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The Landkreis Helmstedt with its Samtgemeinden, for files that are only checked."""
    url = f"sqlite:///{tmp_path_factory.mktemp('helmstedt') / 'lagebild.sqlite3'}"
    _set_up(url, HELMSTEDT)
    store = Store.open(url)
    yield Office(store, catalogue, Actor.local())
    store.close()


@pytest.fixture(scope="session")
def desk_in(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Office]]:
    """Any district with nothing in it, for files that are only checked; each is set up once."""
    folder, desks = tmp_path_factory.mktemp("desks"), dict[str, Office]()

    def desk_of(district: str) -> Office:
        if district not in desks:
            url = f"sqlite:///{folder / district}.sqlite3"
            _set_up(url, district)
            desks[district] = Office(Store.open(url), catalogue, Actor.local())
        return desks[district]

    yield desk_of
    for desk in desks.values():
        desk.store.close()


def _set_up(url: str, district: str) -> None:
    store = Store.open(url)
    register(store, district)
    with store.engine.connect() as connection:
        if store.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
