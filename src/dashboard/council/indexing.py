"""What the search holds of folders; every write calls ``indexed`` in its own transaction. Speaker's notes never.

A folder in the works is for the office, a frozen one for its circle, and so are its pages and questions. What is
archived, or taken out, is not found.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances.indexing import narrowest
from dashboard.alliances.rows import title
from dashboard.council.models import Folder, FolderItem, FolderQuestion
from dashboard.store import Base, Circle, UnitOfWork, search_many
from dashboard.store.kept import Kept
from dashboard.store.search import Entry

KINDS = frozenset({"folder", "folder_page", "folder_question"})
NOON = time(12, tzinfo=UTC)


def indexed(work: UnitOfWork, row: Base) -> None:
    """Let the search know a row that has just been written, and all that is seen or hidden with it."""
    work.session.flush()
    search_many.keep_all(work, entries(work.session, row))


def everything(session: Session) -> Iterator[Entry]:
    """All entries, made from the tables."""
    for row in session.scalars(select(Folder)).all():
        yield from entries(session, row)


def entries(session: Session, row: Base) -> Iterator[Entry]:
    """The entries a row has a part in; ValueError for one that is never searched."""
    match row:
        case Folder():
            yield _folder(row)
            for item in session.scalars(select(FolderItem).where(FolderItem.folder == row.id)).all():
                yield _page(item, row)
            for question in session.scalars(select(FolderQuestion).where(FolderQuestion.folder == row.id)).all():
                yield _question(question, row)
        case FolderItem():
            yield _page(row, session.get_one(Folder, row.folder))
        case FolderQuestion():
            yield _question(row, session.get_one(Folder, row.folder))
        case _:
            raise ValueError(f"{row!r} is not searched")


def _folder(row: Folder) -> Entry:
    text = _told(row.headline, row.intro)
    return Entry("folder", str(row.id), row.title, text, _circle(row), row.frozen_at or row.changed_at, _used(row))


def _page(row: FolderItem, folder: Folder) -> Entry:
    """A page without a word of its own shows an exhibit under its own title, which is found where it comes from."""
    heading = title(row.headline or row.text)
    at = folder.frozen_at or row.changed_at
    return Entry(
        "folder_page", str(row.id), heading, row.text, _circle(folder), at, bool(heading) and _used(row, folder)
    )


def _question(row: FolderQuestion, folder: Folder) -> Entry:
    at = datetime.combine(row.answered_on or row.asked_on, NOON)
    circle = narrowest(row.circle, _circle(folder))
    text = _told(row.question, row.asked_by, row.answer)
    return Entry("folder_question", str(row.id), title(row.question), text, circle, at, _used(row, folder))


def _circle(row: Folder) -> Circle:
    return Circle(row.circle) if row.number is not None else Circle.INTERNAL


def _used(*rows: Kept) -> bool:
    return all(row.archived_at is None for row in rows)


def _told(*parts: str) -> str:
    return "\n".join(filter(None, parts))
