"""PostgreSQL data bases that tests make and drop."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, make_url, text


@contextmanager
def database(server: str, template: str = "template1") -> Iterator[str]:
    """URL of a new data base, dropped afterwards.

    Without FORCE: the tests' role may not end a worker of the server's own that happens to look at the data base,
    while the server itself sends it away.
    """
    name = f"lagebild_{uuid.uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    engine.dispose()
