"""What the search holds of the network; every write calls ``indexed`` in its own transaction. Never a mailbox.

Organisations and their functions are for the office and the Koordinierungsstab, as on their page.
"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.network.kinds import Kind
from dashboard.network.models import Function, Hurdle, Organisation, Practice
from dashboard.store import Base, Circle, UnitOfWork, search
from dashboard.store.search import Entry

KINDS = frozenset({"organisation", "function", "practice", "hurdle"})
ROOTS: tuple[type[Base], ...] = (Organisation, Practice, Hurdle)
"""What everything else belongs to."""


def indexed(work: UnitOfWork, row: Base) -> None:
    """Let the search know a row that has just been written, and all that is seen or hidden with it."""
    work.session.flush()
    for entry in entries(work.session, row):
        search.keep(work, entry)


def everything(session: Session) -> Iterator[Entry]:
    """All entries, made from the tables."""
    for model in ROOTS:
        for row in session.scalars(select(model)).all():
            yield from entries(session, row)


def entries(session: Session, row: Base) -> Iterator[Entry]:
    """The entries a row has a part in; ValueError for one that is never searched."""
    match row:
        case Organisation():
            yield Entry(
                "organisation", str(row.id), row.name, Kind(row.kind).label, Circle.COORDINATION, row.changed_at,
                row.archived_at is None,
            )  # fmt: skip
            for function in session.scalars(select(Function).where(Function.organisation == row.id)).all():
                yield _function(function, row)
        case Function():
            yield _function(row, session.get_one(Organisation, row.organisation))
        case Practice():
            yield Entry(
                "practice", str(row.id), row.title,
                _told(row.text, row.result, row.figure, row.learned, row.needed), Circle(row.circle), row.changed_at,
                row.archived_at is None,
            )  # fmt: skip
        case Hurdle():
            yield Entry(
                "hurdle", str(row.id), row.title, _told(row.text, row.rule, row.changer, row.outcome),
                Circle(row.circle), row.changed_at, row.archived_at is None,
            )  # fmt: skip
        case _:
            raise ValueError(f"{row!r} is not searched")


def _function(row: Function, organisation: Organisation) -> Entry:
    in_use = row.archived_at is None and organisation.archived_at is None
    return Entry("function", str(row.id), row.title, organisation.name, Circle.COORDINATION, row.changed_at, in_use)


def _told(*parts: str) -> str:
    return " · ".join(filter(None, parts))
