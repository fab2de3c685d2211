"""Everything in one file: a backup is a SQLite database at the program's revision, whatever the database it is of."""

import os
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, DateTime, Engine, MetaData, Table, func, select, text

from dashboard.errors import FileUnusable, SetupError, reason
from dashboard.store.bulk import write_rows
from dashboard.store.engine import make_engine
from dashboard.store.migrate import migrate

VERSION_TABLE = "alembic_version"
SEARCH_INDEX = "search_index"
"""SQLite's full-text index and the tables it keeps for itself: triggers fill it as the texts are copied."""
SQLITE_MAGIC = b"SQLite format 3\x00"


def back_up(engine: Engine, path: Path, *, leave_out: Collection[str] = ()) -> dict[str, int]:
    """Write all tables but ``leave_out`` to a new file at ``path``; returns the number of rows per table.

    One read transaction: consistent while others write. The file appears under its name only when it is whole.
    """
    unfinished = path.with_name(f".{path.name}.unfertig")
    unfinished.unlink(missing_ok=True)
    target = make_engine(f"sqlite:///{unfinished}")
    try:
        migrate(target)
        with _snapshot(engine) as source, target.execution_options(writes=True).begin() as written:
            counts = _copy_all(source, written, leave_out)
        with target.connect() as written:
            # One file and no more: the write-ahead log goes into it.
            written.exec_driver_sql("ROLLBACK")
            written.exec_driver_sql("PRAGMA journal_mode = DELETE")
    except BaseException:
        target.dispose()
        unfinished.unlink(missing_ok=True)
        raise
    target.dispose()
    unfinished.chmod(0o600)
    os.replace(unfinished, path)
    return counts


def restore(engine: Engine, path: Path, *, leave_out: Collection[str] = ()) -> dict[str, int]:
    """Replace everything in the database by what the backup holds; all or nothing.

    Raises FileUnusable for a file that is no whole backup, SetupError for one of a newer program. Tables in
    ``leave_out`` are emptied.
    """
    copy = path.with_name(f".{path.name}.pruefung")
    _check_is_database(path)
    copy.write_bytes(path.read_bytes())
    source_engine = make_engine(f"sqlite:///{copy}")
    try:
        _check_whole(source_engine, path)
        migrate(source_engine)
        with _snapshot(source_engine) as source, engine.execution_options(writes=True).begin() as written:
            if written.dialect.name == "sqlite":
                written.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            counts = _copy_all(source, written, leave_out)
            _continue_sequences(written)
        return counts
    finally:
        source_engine.dispose()
        for part in (copy, Path(f"{copy}-wal"), Path(f"{copy}-shm")):
            part.unlink(missing_ok=True)


def _snapshot(engine: Engine) -> Connection:
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine.connect()


def _copy_all(source: Connection, target: Connection, leave_out: Collection[str]) -> dict[str, int]:
    described = MetaData()
    described.reflect(bind=source, only=_is_ours)
    receiving = MetaData()
    receiving.reflect(bind=target, only=_is_ours)
    for table in reversed(receiving.sorted_tables):
        if table.name != VERSION_TABLE:
            target.execute(table.delete())
    counts: dict[str, int] = {}
    for table in receiving.sorted_tables:
        if table.name == VERSION_TABLE or table.name in leave_out:
            continue
        origin = described.tables[table.name]
        names = [column.name for column in table.columns]
        rows = _rows(source, origin, names, plain=target.dialect.name == "sqlite")
        counts[table.name] = write_rows(target, table.name, names, rows, {})
        present = source.scalar(select(func.count()).select_from(origin))
        if counts[table.name] != present:
            raise AssertionError(f"{table.name}: {present} rows read, {counts[table.name]} written")
    return counts


def _is_ours(name: str, _: MetaData) -> bool:
    return not name.startswith(SEARCH_INDEX)


def _rows(source: Connection, table: Table, names: list[str], *, plain: bool) -> Iterator[tuple[Any, ...]]:
    moments = [isinstance(table.c[name].type, DateTime) for name in names]
    statement = select(*(table.c[name] for name in names))
    for row in source.execution_options(yield_per=2000).execute(statement):
        yield tuple(_value(value, moment, plain) for value, moment in zip(row, moments, strict=True))


def _value(value: Any, moment: bool, plain: bool) -> Any:
    if moment and isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        aware = aware.astimezone(UTC)
        return aware.replace(tzinfo=None).isoformat(" ", "microseconds") if plain else aware
    if plain and isinstance(value, date):
        return value.isoformat()
    return value


def _continue_sequences(target: Connection) -> None:
    if target.dialect.name != "postgresql":
        return
    sequences = target.execute(
        text(
            "SELECT c.relname, a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname) "
            "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
            "WHERE c.relkind = 'r' AND a.attnum > 0 AND c.relnamespace = current_schema()::regnamespace "
            "AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL"
        )
    ).all()
    for table, column, sequence in sequences:
        statement = f'SELECT setval(:sequence, GREATEST(COALESCE(MAX("{column}"), 0), 1)) FROM "{table}"'  # noqa: S608
        target.execute(text(statement), {"sequence": sequence})


def _check_is_database(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(SQLITE_MAGIC))
    except OSError as error:
        raise FileUnusable(f"Die Sicherung {path} kann nicht gelesen werden: {reason(error)}.") from error
    if start != SQLITE_MAGIC:
        raise FileUnusable(f"{path} ist keine Sicherung dieses Programms.")


def _check_whole(engine: Engine, path: Path) -> None:
    try:
        with engine.connect() as connection:
            broken = connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok"
            loose = connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None
            versioned = connection.dialect.has_table(connection, VERSION_TABLE)
    except Exception as error:
        raise FileUnusable(f"Die Sicherung {path} ist beschädigt: {error}.") from error
    if broken or loose:
        raise FileUnusable(f"Die Sicherung {path} ist beschädigt. An der Datenbank wurde nichts geändert.")
    if not versioned:
        raise SetupError(f"{path} ist keine Sicherung dieses Programms.")
