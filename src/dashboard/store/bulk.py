"""Writing many rows at once, the fastest way each database has."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Connection, Integer, Table, bindparam, func, select
from sqlalchemy.orm import Session

ROWS_PER_STATEMENT = 500
"""Measured: more rows a statement gain nothing on SQLite and near its limit on variables."""


def insert_rows(
    session: Session, table: Table, columns: Mapping[str, Sequence[Any]], constants: Mapping[str, Any]
) -> int:
    """Insert rows given by column (equal lengths, plain Python values) plus columns that are the same in all.

    Returns the number of rows. Runs inside the session's transaction; ids are given by the database.
    """
    session.flush()
    rows = zip(*columns.values(), strict=True)
    return write_rows(session.connection(), table.name, list(columns), rows, constants)


def write_rows(
    connection: Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    constants: Mapping[str, Any],
) -> int:
    """Write rows in one go: COPY on PostgreSQL, statements of many rows on SQLite; returns how many there were."""
    if connection.dialect.name == "postgresql":
        return _copy(connection, table, columns, rows, constants)
    count = 0
    stream = iter(rows)
    while chunk := list(islice(stream, ROWS_PER_STATEMENT)):
        connection.exec_driver_sql(_statement(table, columns, constants, len(chunk)), _flat(constants, chunk))
        count += len(chunk)
    return count


def update_where_id(session: Session, table: Table, ids: Sequence[int], **values: Any) -> None:
    """Set ``values`` on the rows with these ids, however many they are, in one statement."""
    if not len(ids):
        return
    numbers = [int(number) for number in ids]
    among: ColumnElement[bool]
    if session.get_bind().dialect.name == "postgresql":
        among = table.c.id == func.any(bindparam("ids", numbers, type_=ARRAY(Integer)))
    else:
        listed = func.json_each(json.dumps(numbers)).table_valued("value")
        among = table.c.id.in_(select(listed.c.value))
    session.execute(table.update().where(among).values(**values))


def ids_by_key(session: Session, table: Table, column: str, keys: Sequence[Any]) -> dict[Any, int]:
    """The ids of the rows whose ``column`` is one of ``keys``."""
    found: dict[Any, int] = {}
    for start in range(0, len(keys), ROWS_PER_STATEMENT):
        part = list(keys[start : start + ROWS_PER_STATEMENT])
        statement = select(table.c[column], table.c.id).where(table.c[column].in_(part))
        found |= dict(session.execute(statement).all())
    return found


def _copy(
    connection: Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    constants: Mapping[str, Any],
) -> int:
    fixed = tuple(constants.values())
    listed = ", ".join(f'"{name}"' for name in (*columns, *constants))
    count = 0
    with connection.connection.cursor().copy(f'COPY "{table}" ({listed}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row((*row, *fixed))
            count += 1
    return count


def _statement(table: str, columns: Sequence[str], constants: Mapping[str, Any], rows: int) -> str:
    names = ", ".join(f'"{name}"' for name in (*constants, *columns))
    fixed = "".join("?, " for _ in constants)
    row = f"({', '.join('?' * len(columns))})"
    return (
        f'INSERT INTO "{table}" ({names}) '  # noqa: S608 - names are our own columns
        f"SELECT {fixed}* FROM (VALUES {', '.join([row] * rows)})"
    )


def _flat(constants: Mapping[str, Any], chunk: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    return (*constants.values(), *chain.from_iterable(chunk))
