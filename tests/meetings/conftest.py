"""A small district on both databases; the catalogue of the house."""

import pytest

from dashboard.catalogue import Catalogue, load
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Store
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
