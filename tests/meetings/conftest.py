"""A small district on both databases; the catalogue of the house."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dashboard.catalogue import Catalogue, load
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Store
from databases import database
from small_county import settle


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the house."""
    return load(PROGRAM_ROOT / "data" / "catalogue")


@pytest.fixture
def county(store: Store) -> Store:
    """A store with the Landkreis Musterland and two Gemeinden."""
    settle(store)
    return store


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same for tests that make bodies and meetings of their own and look at nobody else's: one for all of them."""
    with _url(request, tmp_path_factory) as url:
        store = Store.open(url)
        settle(store)
        yield store
        store.close()


@contextmanager
def _url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        copy = tmp_path_factory.mktemp("sitzungen") / "lagebild.sqlite3"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), copy)
        yield f"sqlite:///{copy}"
        return
    server, template = (request.getfixturevalue(name) for name in ("postgresql_server", "migrated_postgresql"))
    with database(server, template) as url:
        yield url
