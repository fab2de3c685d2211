"""PostgreSQL data bases that tests make and drop."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, make_url, text

SHAPE = """
SELECT count(*), sum(hashtext(concat(c.relname, c.relkind, a.attname, a.atttypid, a.attnotnull, a.atthasdef))),
       (SELECT sum(hashtext(concat(conname, conrelid, convalidated))) FROM pg_constraint),
       (SELECT sum(hashtext(concat(tgname, tgrelid))) FROM pg_trigger)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = 'public'::regnamespace"""
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY oid"
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
VISITORS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
"""Whoever has not closed a connection is told by the data base that cannot be dropped."""
PARENTS = "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"


@dataclass(frozen=True)
class Origin:
    """What a data base held when it was made: its shape, its rows and how far its sequences had counted."""

    shape: tuple[Any, ...]
    tables: tuple[str, ...]
    """Parents before their children."""
    rows: dict[str, bytes]
    sequences: tuple[tuple[str, int | None], ...]


_ready: dict[tuple[str, str], list[str]] = defaultdict(list)
"""Names of data bases that are as their template, by server and template."""
_origins: dict[tuple[str, str], Origin] = {}


@contextmanager
def database(server: str, template: str = "template1") -> Iterator[str]:
    """URL of a data base like its template, for whoever enters alone.

    Of the empty template a new one, dropped afterwards. Of any other one that may have served before: its rows are put
    back as they were, which takes a tenth of making and dropping one. Its name is a new one, since what the program
    remembers goes by name and version. Where its shape was changed or somebody is still in it, it is dropped.
    """
    if template == "template1":
        name = _made(server, template)
        yield _url(server, name)
        _drop(server, name)
        return
    ready = _ready[server, template]
    name = _renamed(server, ready.pop()) if ready else _made(server, template)
    url = _url(server, name)
    if (server, template) not in _origins:
        with _inside(url) as connection:
            _origins[server, template] = _origin(connection)
    yield url
    with _inside(url) as connection:
        restored = _put_back(connection, _origins[server, template])
    if restored:
        ready.append(name)
    else:
        _drop(server, name)


def drop_ready(server: str) -> None:
    """Drop what is kept for the next test: there is none."""
    for (where, _), names in _ready.items():
        while where == server and names:
            _drop(server, names.pop())


def _made(server: str, template: str) -> str:
    name = _new_name()
    with _inside(server, autocommit=True) as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    return name


def _renamed(server: str, old: str) -> str:
    name = _new_name()
    with _inside(server, autocommit=True) as connection:
        connection.execute(text(f"ALTER DATABASE {old} RENAME TO {name}"))
    return name


def _new_name() -> str:
    return f"lagebild_{uuid.uuid4().hex}"


def _drop(server: str, name: str) -> None:
    """Without FORCE: the tests' role may not end a worker of the server's own that happens to look at the data base,
    while the server itself sends it away.
    """
    with _inside(server, autocommit=True) as connection:
        connection.execute(text(f"DROP DATABASE {name}"))


def _url(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@contextmanager
def _inside(url: str, autocommit: bool = False) -> Iterator[Connection]:
    engine: Engine = create_engine(url, isolation_level="AUTOCOMMIT") if autocommit else create_engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _origin(connection: Connection) -> Origin:
    tables = _sorted(connection)
    cursor, rows = connection.connection.cursor(), dict[str, bytes]()
    for table in tables:
        with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
            rows[table] = b"".join(map(bytes, copy))
    return Origin(
        tuple(connection.execute(text(SHAPE)).one()), tables, {table: held for table, held in rows.items() if held},
        tuple((name, last) for name, last in connection.execute(text(SEQUENCES))),
    )  # fmt: skip


def _put_back(connection: Connection, origin: Origin) -> bool:
    """Whether the data base is again as its template."""
    if connection.scalar(text(VISITORS)) or tuple(connection.execute(text(SHAPE)).one()) != origin.shape:
        return False
    cursor = connection.connection.cursor()
    cursor.execute(
        "SET LOCAL synchronous_commit = off; "
        + "; ".join(f'DELETE FROM "{table}"' for table in reversed(origin.tables))
    )
    for table, held in origin.rows.items():
        with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
            copy.write(held)
    counted = ((f"""'"{name}"'""", last or 1, last is not None) for name, last in origin.sequences)
    cursor.execute("SELECT " + ", ".join(f"setval({name}, {last}, {called})" for name, last, called in counted))
    connection.commit()
    return True


def _sorted(connection: Connection) -> tuple[str, ...]:
    """Tables, parents before their children."""
    waiting = list(connection.scalars(text(TABLES)))
    parents = defaultdict[str, set[str]](set)
    for child, parent in connection.execute(text(PARENTS)):
        if child != parent:
            parents[child].add(parent)
    done: list[str] = []
    while waiting:
        free = [table for table in waiting if parents[table] <= set(done)]
        if not free:
            raise ValueError(f"{waiting} refer to each other in a circle")
        done += free
        waiting = [table for table in waiting if table not in free]
    return tuple(done)
