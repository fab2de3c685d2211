"""What several tests of the fictional county read and none of them changes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.demo import county
from dashboard.store import Store

SLOW = "_observe"
"""The chapter of the figures."""


@pytest.fixture(scope="session")
def without_figures(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Store]:
    """The fictional county without its figures, on which neither network nor alliances nor meetings depend."""
    path = tmp_path_factory.mktemp("ohne-zahlen") / "lagebild.sqlite3"
    shutil.copyfile(migrated_sqlite, path)
    store = Store.open(f"sqlite:///{path}")
    for chapter in county.CHAPTERS:
        if chapter.__name__ != SLOW:
            chapter(store)
    yield store
    store.close()
