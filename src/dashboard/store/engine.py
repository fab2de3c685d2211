"""Engines for both databases with the transaction behaviour the house relies on."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from dashboard.errors import SetupError, reason

DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
"""What a database URL may begin with, and the driver that is used for it."""

BUSY_SECONDS = 30
"""How long a writer waits for another one before SQLite gives up."""


def make_engine(url: str) -> Engine:
    """An engine for ``url``; raises SetupError for anything but SQLite and PostgreSQL."""
    parsed = _parsed(url)
    if parsed.drivername == "sqlite":
        return _sqlite(parsed)
    return create_engine(parsed, pool_size=10, max_overflow=20, pool_pre_ping=True)


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise SetupError(
            f"Die Adresse der Datenbank ist nicht lesbar: „{url.split('@')[-1]}“. Gemeint ist zum Beispiel "
            "„postgresql://name:passwort@rechner:5432/lagebild“."
        ) from error
    drivername = DRIVERS.get(parsed.drivername)
    if drivername is None:
        raise SetupError(
            f"Mit der Datenbank „{parsed.drivername}“ kann das Programm nicht arbeiten: "
            "möglich sind SQLite („sqlite:///“) und PostgreSQL („postgresql://“)."
        )
    return parsed.set(drivername=drivername)


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise SetupError("Die Adresse der SQLite-Datenbank nennt keine Datei. Gemeint ist „sqlite:////ordner/datei“.")
    try:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(
            f"Der Ordner der Datenbank, {Path(url.database).parent}, ist nicht anzulegen: {reason(error)}."
        ) from error
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, pool_size=10, max_overflow=20)
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_connection(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN comes too late for DDL and too weak for writers: we send it ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA cache_size = -65536")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once; a reader that later wanted to write could only fail.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
