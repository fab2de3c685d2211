"""Wide tables: reading, checking and taking over against tools that check nothing, and how soon a preview is there.

The import runs in a process of its own, so that its peak memory is its own; starting it, setting up the places and
loading the catalogue do not count in its time.
"""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pandas as pd
from sqlalchemy import create_engine, text

from bench.county import dashboard
from bench.imports import take_in
from bench.report import Line, milliseconds
from bench.server import ROOT
from bench.wide_table import long_csv, rows_of, wide_table
from dashboard.intake import glance
from dashboard.observations.models import Observation
from dashboard.settings import DATABASE_NAME, get_settings
from dashboard.store import Store
from peak_memory import peak_megabytes

DIRECTORY = Path(os.environ.get("DASHBOARD_TEST_DATA", ROOT.parent / "shared" / "data")) / "directory"
DEFAULT_SERVER = "postgresql+psycopg://dashboard_test:dashboard_test@127.0.0.1/postgres"
DATABASE = "dashboard_bench"
MEMORY = 800.0
"""Megabytes the process may have at its peak."""
SLOWER_THAN_COPY = 3.0
PREVIEW_BYTES = 50 << 20
SLOWER_THAN_PANDAS = 2.0


def measure(rounds: int) -> list[Line]:
    """The promises about wide tables; without the official directory nothing of it can be measured."""
    files = sorted(DIRECTORY.glob("GV100AD_*.txt"))
    if not files:
        return [Line("wide table", "", "", None, 1.0, f"no directory in {DIRECTORY}")]
    areas = _areas(files[-1])
    rows = rows_of(areas)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        file, long = folder / "wide.csv", folder / "long.csv"
        file.write_bytes(wide_table(areas, rows))
        long.write_bytes(long_csv(areas, rows))
        county = _germany(folder, files[-1], {"DASHBOARD_DATA_DIR": str(folder / "county")})
        return [
            *_against_sqlite_utils(county, file, long, rounds),
            _against_copy(folder, files[-1], file),
            _preview(file.read_bytes(), rounds),
        ]


def import_in_this_process(url: str, file: Path) -> None:
    """Check and take over, and print seconds and peak memory; called in a process of its own."""
    store = Store.open(url)
    started = perf_counter()
    upload = take_in(store, file.read_bytes(), file.name)
    seconds = perf_counter() - started
    store.close()
    print(json.dumps({"seconds": seconds, "megabytes": peak_megabytes(), "upload": upload}))


def _against_sqlite_utils(county: Path, file: Path, long: Path, rounds: int) -> list[Line]:
    ours: list[dict[str, Any]] = []
    theirs: list[float] = []
    program = Path(sys.executable).with_name("sqlite-utils")
    for _ in range(rounds):
        fresh = county.parent / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(county, fresh)
        ours.append(_import(f"sqlite:///{fresh / DATABASE_NAME}", file))
        target = county.parent / "plain.sqlite3"
        target.unlink(missing_ok=True)
        started = perf_counter()
        subprocess.run([program, "insert", target, "values", long, "--csv"], check=True, capture_output=True)
        theirs.append(perf_counter() - started)
    seconds = median(one["seconds"] for one in ours)
    peak = max(one["megabytes"] for one in ours)
    return [
        Line(
            "wide table of all Gemeinden x 30, read, checked, taken over",
            milliseconds(seconds),
            f"sqlite-utils insert {milliseconds(median(theirs))}",
            seconds / median(theirs),
            1.0,
        ),
        Line("  its peak memory, MB", f"{peak:.0f}", "", peak, MEMORY),
    ]


def _against_copy(folder: Path, directory: Path, file: Path) -> Line:
    """On PostgreSQL: the import against COPY of the resulting rows into the same table with its indexes."""
    what = "the same on PostgreSQL"
    server = os.environ.get("DASHBOARD_TEST_POSTGRESQL", DEFAULT_SERVER)
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    url = f"{server.rsplit('/', 1)[0]}/{DATABASE}"
    try:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {DATABASE}"))
        _germany(folder, directory, {"DASHBOARD_DATABASE_URL": url, "DASHBOARD_DATA_DIR": str(folder)})
        ours = _import(url, file)["seconds"]
        bare = _copy(url)
    except Exception as error:
        return Line(what, "", "", None, SLOWER_THAN_COPY, f"{type(error).__name__}: {str(error).splitlines()[0]}")
    finally:
        admin.dispose()
    return Line(what, milliseconds(ours), f"COPY {milliseconds(bare)}", ours / bare, SLOWER_THAN_COPY)


def _copy(url: str) -> float:
    """Seconds to copy the imported rows back into their emptied table, indexes and all."""
    names = ", ".join(f'"{column.name}"' for column in Observation.__table__.columns)
    engine = create_engine(url)
    with engine.begin() as connection:
        cursor = connection.connection.cursor()
        with cursor.copy(f"COPY observation ({names}) TO STDOUT") as out:
            data = b"".join(bytes(part) for part in out)
        cursor.execute("TRUNCATE observation")
    with engine.begin() as connection:
        started = perf_counter()
        with connection.connection.cursor().copy(f"COPY observation ({names}) FROM STDIN") as into:
            into.write(data)
    seconds = perf_counter() - started
    engine.dispose()
    return seconds


def _preview(data: bytes, rounds: int) -> Line:
    """How soon a file of 50 MB shows what it was taken for."""
    from dashboard import catalogue as catalogues

    known = catalogues.load(get_settings().catalogue_dir)
    head, body = data.split(b"\n", 1)
    large = (head + b"\n" + body * (PREVIEW_BYTES // len(body) + 1))[: PREVIEW_BYTES - 1]
    large = large[: large.rindex(b"\n") + 1]
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        started = perf_counter()
        found = glance.first_look(large, "wide.csv", known)
        ours.append(perf_counter() - started)
        assert found.layout == "wide", found
        started = perf_counter()
        pd.read_csv(io.BytesIO(large), sep=";", engine="c")
        theirs.append(perf_counter() - started)
    ratio = median(ours) / median(theirs)
    compared = f"pandas' C engine {milliseconds(median(theirs))}"
    return Line("first preview of a CSV of 50 MB", milliseconds(median(ours)), compared, ratio, SLOWER_THAN_PANDAS)


def _import(url: str, file: Path) -> dict[str, Any]:
    code = "import sys; from pathlib import Path; from bench.wide import import_in_this_process as run; "
    code += "run(sys.argv[1], Path(sys.argv[2]))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    answer = subprocess.run(
        [sys.executable, "-c", code, url, str(file)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        raise RuntimeError(answer.stderr.strip().splitlines()[-1])
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


def _areas(directory: Path) -> Sequence[str]:
    """The keys of Satzart 60: all Gemeinden and gemeindefreie Gebiete of Germany."""
    return re.findall(r"^60.{8}(\d{8})", directory.read_text(encoding="utf-8"), re.MULTILINE)


def _germany(folder: Path, directory: Path, where: dict[str, str]) -> Path:
    """All of Germany registered where ``where`` says; the data folder."""
    command = dashboard("init", "--district", "alle", "--directory", str(directory))
    environment = {"DASHBOARD_DATABASE_URL": "", "PATH": "/usr/bin:/bin", **where}
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise RuntimeError(answer.stderr.strip() or answer.stdout.strip())
    return folder / "county"
