"""Counties to hand files in to: one on both databases for what is written, one on SQLite for what is only read."""

from collections.abc import Iterator

import pytest
from intake_office import HELMSTEDT, PEINE, Office, register

from dashboard.catalogue import load
from dashboard.catalogue.catalogue import Catalogue
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Actor, Store


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the house."""
    return load(PROGRAM_ROOT / "data" / "catalogue")


@pytest.fixture
def office(store: Store, catalogue: Catalogue) -> Office:
    """The Landkreis Peine on both databases."""
    register(store, PEINE)
    return Office(store, catalogue, Actor.local())


def _reader(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory, district: str) -> Iterator[Office]:
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp(district) / 'lagebild.sqlite3'}")
    register(store, district)
    yield Office(store, catalogue, Actor.local())
    store.close()


@pytest.fixture(scope="session")
def desk(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The Landkreis Peine with nothing in it, for files that are only checked. Nothing may be taken over here."""
    yield from _reader(catalogue, tmp_path_factory, PEINE)


@pytest.fixture(scope="session")
def helmstedt_desk(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The Landkreis Helmstedt with its Samtgemeinden, for files that are only checked."""
    yield from _reader(catalogue, tmp_path_factory, HELMSTEDT)
