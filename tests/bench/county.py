"""The fictional county for measuring: prepared once, and again with a hundred times the observations."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from bench.server import ROOT
from dashboard.access.models import Account
from dashboard.access.sessions import Limits, open_session
from dashboard.settings import DATABASE_NAME
from dashboard.store import Store
from dashboard.web.cookies import Cookie

VIEWER_ACCOUNT = "landrat"
"""Sees everything the pages have, so nothing is cheap because it is left out."""


def dashboard(*words: str) -> list[str]:
    """Command line of ``dashboard`` with these words."""
    return [sys.executable, "-c", "from dashboard.cli import run; run()", *words]


def prepare(folder: Path) -> Path:
    """Write the fictional county into a new folder; raises RuntimeError with what the command said."""
    answer = subprocess.run(
        dashboard("demo", "--prepare", str(folder)), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if answer.returncode != 0 or not (folder / DATABASE_NAME).exists():
        raise RuntimeError(answer.stderr.strip() or answer.stdout.strip())
    return folder


def multiplied(folder: Path, copy: Path, times: int) -> Path:
    """A copy of the county with ``times`` its observations and occupancies, of which the pages show the same.

    What grows is what grows in an office: superseded uploads, cells of breakdowns, and areas to compare with, a third
    each; facilities' figures gain superseded reports.
    """
    shutil.copytree(folder, copy)
    connection = sqlite3.connect(copy / DATABASE_NAME, isolation_level=None)
    connection.execute("CREATE TEMP TABLE original AS SELECT id FROM observation")
    connection.execute(
        "CREATE TEMP TABLE original_report AS"
        " SELECT id, row_number() OVER (ORDER BY id) AS place FROM accommodation_report"
    )
    connection.execute("BEGIN IMMEDIATE")
    for number in range(1, times):
        (_superseded, _broken_down, _elsewhere)[number % 3](connection, number)
        _superseded_reports(connection)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return copy


def size(folder: Path) -> dict[str, int]:
    """Rows of the tables that were multiplied."""
    connection = sqlite3.connect(folder / DATABASE_NAME)
    sizes = {
        table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("observation", "occupancy")
    }
    connection.close()
    return sizes


def cookies(folder: Path, viewers: int) -> list[str]:
    """Cookie headers of that many fresh sessions, as if so many people had signed in."""
    store = Store.open(f"sqlite:///{folder / DATABASE_NAME}")
    with store.quiet() as session:
        account = session.scalars(select(Account.id).where(Account.name == VIEWER_ACCOUNT)).one()
        tokens = [open_session(session, account, Limits(idle_minutes=60, hours=12)).token for _ in range(viewers)]
    store.close()
    return [f"{Cookie.SESSION.value}={token}" for token in tokens]


def outdate(folder: Path) -> None:
    """Raise the data version of the figures, as every taking over does: what the pages had read no longer holds."""
    connection = sqlite3.connect(folder / DATABASE_NAME)
    connection.execute("UPDATE data_version SET number = number + 1 WHERE subject = 'figures'")
    connection.commit()
    connection.close()


def _superseded(connection: sqlite3.Connection, _number: int) -> None:
    _copy(connection, "observation", "observation JOIN original USING (id)", current="0", release="NULL")


def _broken_down(connection: sqlite3.Connection, number: int) -> None:
    mark = f"messung={number}"
    _copy(
        connection,
        "breakdown",
        "breakdown WHERE key NOT LIKE '%messung=%'",
        key=f"ltrim(key || '|{mark}', '|')",
        members=f"json_set(members, '$.messung', '{number}')",
    )
    source = (
        "observation JOIN original USING (id) JOIN breakdown AS whole ON whole.id = observation.breakdown"
        f" JOIN breakdown AS cell ON cell.key = ltrim(whole.key || '|{mark}', '|')"
    )
    _copy(connection, "observation", source, breakdown="cell.id")


def _elsewhere(connection: sqlite3.Connection, number: int) -> None:
    # Municipalities and districts keep their last digits; the state's and the federation's codes are put behind.
    area = f"CASE WHEN length(area) < 5 THEN '97{number:03d}' || area ELSE '98{number:03d}' || substr(area, 6) END"
    _copy(connection, "observation", "observation JOIN original USING (id)", area=area)


def _superseded_reports(connection: sqlite3.Connection) -> None:
    base = connection.execute("SELECT max(id) FROM accommodation_report").fetchone()[0] or 0
    reports = "accommodation_report JOIN original_report USING (id)"
    _copy(connection, "accommodation_report", reports, id=f"{base} + place", current="0", release="NULL")
    occupancies = "occupancy JOIN original_report ON original_report.id = occupancy.report"
    _copy(connection, "occupancy", occupancies, report=f"{base} + place")


def _copy(connection: sqlite3.Connection, table: str, source: str, **replaced: str) -> None:
    """Insert the rows of ``source`` into ``table`` once more, some columns replaced by an SQL expression."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    kept = [name for name in columns if name != "id" or "id" in replaced]
    into = ", ".join(f'"{name}"' for name in kept)
    values = ", ".join(replaced.get(name, f'{table}."{name}"') for name in kept)
    connection.execute(f"INSERT INTO {table} ({into}) SELECT {values} FROM {source}")
