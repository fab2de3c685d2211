"""A small district with figures on both databases; the catalogue of the house."""

import pytest
from council_room import Room

from dashboard.catalogue import Catalogue, load
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Store
from small_county import settle


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the house."""
    return load(PROGRAM_ROOT / "data" / "catalogue")


@pytest.fixture
def room(store: Store, catalogue: Catalogue) -> Room:
    """The Landkreis Musterland with three quarters of counselled matters, all released."""
    settle(store)
    made = Room(store, catalogue)
    for code, aue, bach in (("2026-Q1", 40, 60), ("2026-Q2", 50, 70), ("2026-Q3", 55, 75)):
        made.report(("patenschaften", made.AUE, code, aue), ("patenschaften", made.BACH, code, bach))
        made.release(code)
    return made
