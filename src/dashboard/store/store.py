"""The store: one database, opened once, read and written in transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from dashboard.store.actor import Actor
from dashboard.store.engine import make_engine
from dashboard.store.migrate import migrate
from dashboard.store.models import DataVersion
from dashboard.store.work import UnitOfWork


class Store:
    """An opened and migrated database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(writes=True)
        self._reading = (
            engine
            if engine.dialect.name == "sqlite"
            else engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        )

    @classmethod
    def open(cls, url: str) -> "Store":
        """Open and migrate the database; raises SetupError if it is unreachable or newer than the program."""
        engine = make_engine(url)
        try:
            migrate(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view of the data; nothing can be written through it."""
        with Session(self._reading) as session:
            yield session
            session.rollback()

    @contextmanager
    def unit_of_work(self, actor: Actor) -> Iterator[UnitOfWork]:
        """One transaction of ``actor``: committed as a whole at the end, or not at all."""
        with Session(self._writing) as session, session.begin():
            work = UnitOfWork(session, actor)
            yield work
            work.check()

    @contextmanager
    def quiet(self) -> Iterator[Session]:
        """A write that raises no data version and no audit: sessions, drafts, sign-in attempts only."""
        with Session(self._writing) as session, session.begin():
            yield session

    def versions(self) -> dict[str, int]:
        """The data version of every subject."""
        with self.reading() as session:
            return {row.subject: row.number for row in session.execute(select(DataVersion.subject, DataVersion.number))}

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


@cache
def running(url: str) -> Store:
    """The store of this process for ``url``: opened once, shared by the gate and the pages."""
    return Store.open(url)
