"""A small district on both databases; the catalogue of the house."""

import pytest
from planning_room import Room, settle

from dashboard.catalogue import Catalogue, load
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Store


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the house."""
    return load(PROGRAM_ROOT / "data" / "catalogue")


@pytest.fixture
def room(store: Store, catalogue: Catalogue) -> Room:
    """The Landkreis Musterland with its inhabitants."""
    settle(store)
    found = Room(store, catalogue)
    found.settled()
    return found
