"""The fictional county, prepared once for the whole run and copied for whoever needs it: preparing takes long."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from dashboard.demo import county
from dashboard.settings import DATABASE_NAME
from dashboard.store import Store

DONE = "fertig"


def county_in(folder: Path, factory: pytest.TempPathFactory) -> Store:
    """The county in an own ``folder``, which has to be there; open, to be closed by the caller."""
    shutil.copytree(_prepared(factory), folder, dirs_exist_ok=True)
    return Store.open(f"sqlite:///{folder / DATABASE_NAME}")


def _prepared(factory: pytest.TempPathFactory) -> Path:
    """Folder that all processes of the run share; the first one that comes makes it while the others wait."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = shared / "musterland-fuer-alle", shared / f"musterland-{DONE}"
    with (shared / "musterland.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder.mkdir()
            county.prepare(folder).close()
            done.touch()
    return folder
