"""The catalogue of a store: the files with the county's own entries over them."""

from functools import lru_cache
from pathlib import Path
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.loading import load
from dashboard.catalogue.queries import stored
from dashboard.catalogue.stored import Stored
from dashboard.store import Store
from dashboard.store.models import DataVersion

KEPT = 32
_entries: dict[tuple[str, int], tuple[Stored, ...]] = {}
_lock = Lock()


def current(store: Store, folder: Path, version: int | None = None) -> Catalogue:
    """The catalogue in force; raises CatalogueError where files and entries do not fit together.

    ``version``: the data version of „settings“ where the caller knows it; it is asked for otherwise. Entries are read
    once per version, and as long as they say the same it is the same catalogue.
    """
    url = store.engine.url.render_as_string(hide_password=False)
    if version is not None and (known := _entries.get((url, version))) is not None:
        return laid_over(folder, known)
    with store.reading() as session:
        version = _version(session) if version is None else version
        if (known := _entries.get((url, version))) is None:
            known = stored(session)
            with _lock:
                while len(_entries) >= KEPT:
                    _entries.pop(next(iter(_entries)))
                _entries[url, version] = known
    return laid_over(folder, known)


def laid_over(folder: Path, entries: tuple[Stored, ...]) -> Catalogue:
    """The catalogue of these files and entries; the same object for the same content."""
    with _lock:
        return _laid_over(folder, entries)


def _version(session: Session) -> int:
    return session.scalar(select(DataVersion.number).where(DataVersion.subject == "settings")) or 0


@lru_cache(maxsize=8)
def _laid_over(folder: Path, entries: tuple[Stored, ...]) -> Catalogue:
    return load(folder, entries)
