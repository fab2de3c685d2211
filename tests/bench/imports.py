"""The import of a large flat table against a bare ``executemany`` of the rows that come of it.

Both write into a fresh copy of the same set-up county, into the same table with the same indexes and the same
settings of the connection. Starting a process, setting up the county and loading the catalogue do not count.
"""

import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import func, select, text

from bench.county import dashboard
from bench.flat_table import DISTRICT, flat_table
from bench.report import Line, milliseconds
from bench.server import ROOT
from dashboard.cli import data as data_commands
from dashboard.intake import Decisions
from dashboard.observations.models import Observation
from dashboard.settings import DATABASE_NAME
from dashboard.store import Store

ROWS = 100_000
SLOWER_THAN_EXECUTEMANY = 4.0
Rows = list[tuple[Any, ...]]


def measure(rounds: int) -> list[Line]:
    """The promise about the import."""
    data = flat_table(ROWS)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        try:
            return [_compared(_county(Path(folder)), data, rounds)]
        except RuntimeError as error:
            reason = f"{type(error).__name__}: {error}"
            return [Line(f"import of {ROWS} rows", "", "", None, SLOWER_THAN_EXECUTEMANY, reason)]


def take_in(store: Store, data: bytes, name: str) -> int:
    """Check and take over a file as the command line does; returns the number of the upload."""
    outcome = data_commands.take_in(store, data, name, Decisions())
    if outcome.receipt is None:
        raise RuntimeError(outcome.proposal.errors[0].message)
    return outcome.receipt.upload


def _compared(county: Path, data: bytes, rounds: int) -> Line:
    imports: list[float] = []
    bare: list[float] = []
    rows: Rows = []
    for _ in range(rounds):
        store = _opened(county)
        started = perf_counter()
        upload = take_in(store, data, "12531-0043_flat.csv")
        imports.append(perf_counter() - started)
        rows = rows or _rows_of(store, upload)
        store.close()
        store = _emptied(county)
        bare.append(executemany(store, rows))
        store.close()
    ratio = median(imports) / median(bare)
    return Line(
        f"import of {ROWS} rows, checked and written",
        milliseconds(median(imports)),
        f"executemany of {len(rows)} rows {milliseconds(median(bare))}",
        ratio,
        SLOWER_THAN_EXECUTEMANY,
    )


def executemany(store: Store, rows: Rows) -> float:
    """Seconds to write observation rows through the driver alone, in one transaction."""
    columns = ", ".join(f'"{column.name}"' for column in Observation.__table__.columns if column.name != "id")
    marks = ", ".join("?" * len(rows[0]))
    connection = store.engine.raw_connection()
    cursor = connection.cursor()
    started = perf_counter()
    cursor.execute("BEGIN IMMEDIATE")
    cursor.executemany(f"INSERT INTO observation ({columns}) VALUES ({marks})", rows)
    cursor.execute("COMMIT")
    seconds = perf_counter() - started
    cursor.close()
    connection.close()
    return seconds


def _rows_of(store: Store, upload: int) -> Rows:
    """All columns but the id, as the driver takes them."""
    names = ", ".join(f'"{column.name}"' for column in Observation.__table__.columns if column.name != "id")
    with store.reading() as session:
        written = session.scalar(select(func.count()).where(Observation.upload == upload))
        found = session.execute(text(f"SELECT {names} FROM observation WHERE upload = :upload"), {"upload": upload})
        rows = [tuple(row) for row in found]
    assert len(rows) == written
    return rows


def _county(folder: Path) -> Path:
    """Data folder of a county that is set up and empty."""
    county = folder / "county"
    command = dashboard("init", "--district", DISTRICT)
    environment = {"DASHBOARD_DATA_DIR": str(county), "DASHBOARD_DATABASE_URL": "", "PATH": "/usr/bin:/bin"}
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise RuntimeError(answer.stderr.strip() or answer.stdout.strip())
    return county


def _opened(county: Path) -> Store:
    """A fresh copy of the county, opened."""
    shutil.rmtree(_fresh(county), ignore_errors=True)
    shutil.copytree(county, _fresh(county))
    return Store.open(f"sqlite:///{_fresh(county) / DATABASE_NAME}")


def _emptied(county: Path) -> Store:
    """The same copy as the import left it, with uploads and breakdowns but without a trace of the observations."""
    connection = sqlite3.connect(_fresh(county) / DATABASE_NAME, isolation_level=None)
    for statement in ("DELETE FROM observation", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
        connection.execute(statement)
    connection.close()
    return Store.open(f"sqlite:///{_fresh(county) / DATABASE_NAME}")


def _fresh(county: Path) -> Path:
    return county.parent / "fresh"
