"""Reads of folders. Those in the works are for the office; a frozen one is for its circle, without speaker's notes."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from dashboard.council.forms import FolderForm, ItemForm, QuestionForm
from dashboard.council.models import Folder, FolderItem, FolderQuestion
from dashboard.council.rows import folder_form, item_form, items_of, question_form
from dashboard.errors import NotFound
from dashboard.store import Actor, Circle
from dashboard.store.kept import Life, life


@dataclass(frozen=True)
class FolderEntry:
    """A folder as the list shows it."""

    id: int
    form: FolderForm
    items: int
    """How many pages were put in."""
    number: str
    """„2026-07“; empty while it is in the works."""
    frozen_at: datetime | None
    frozen_by: str
    snapshot: int | None
    copied_from: int | None
    life: Life

    @property
    def is_frozen(self) -> bool:
        """Whether it stays as it was."""
        return bool(self.number)

    @property
    def state(self) -> str:
        """„in Arbeit“, „eingefroren als Mappe 2026-07“."""
        return f"eingefroren als Mappe {self.number}" if self.number else "in Arbeit"


@dataclass(frozen=True)
class ItemEntry:
    """One thing in a folder, as it is entered."""

    id: int
    position: int
    form: ItemForm
    unreadable: bool
    """Whether it has a reference that this program does not know."""
    life: Life


@dataclass(frozen=True)
class QuestionEntry:
    """A question with its answer; ``snapshot``: the further exhibits as they were."""

    id: int
    form: QuestionForm
    snapshot: int | None
    life: Life


def folders(session: Session, actor: Actor, *, archived: bool = False) -> tuple[FolderEntry, ...]:
    """The folders this circle sees, the newest first; archived ones for the office."""
    statement = _visible(select(Folder), actor, archived=archived)
    counts = select(FolderItem.folder, func.count()).where(FolderItem.archived_at.is_(None)).group_by(FolderItem.folder)
    many = {row[0]: row[1] for row in session.execute(counts)}
    rows = session.scalars(statement.order_by(Folder.id.desc()))
    return tuple(_entry(row, actor, many.get(row.id, 0)) for row in rows)


def folder(session: Session, actor: Actor, key: int) -> FolderEntry:
    """One folder, also an archived one for the office; NotFound where there is none for this circle."""
    for entry in folders(session, actor, archived=True):
        if entry.id == key:
            return entry
    raise NotFound(f"Die Mappe Nr. {key} gibt es nicht, oder nicht für diesen Kreis.")


def items(session: Session, actor: Actor, folder: int, *, removed: bool = False) -> tuple[ItemEntry, ...]:
    """What is in a folder, in its order, for the office; others read frozen folders only (``freezing.frozen``)."""
    actor.require_circle(Circle.INTERNAL)
    found = []
    for row in items_of(session, folder, removed=removed):
        form = item_form(row)
        unreadable = bool(row.reference) and form.reference is None
        found.append(ItemEntry(row.id, row.position, form, unreadable, life(row)))
    return tuple(found)


def questions(
    session: Session, actor: Actor, folder: int, *, archived: bool = False
) -> tuple[QuestionEntry, ...]:  # fmt: skip
    """The questions filed to a folder that this circle sees, in the order they were asked."""
    seen = [one.value for one in Circle if actor.circle.may_see(one)]
    statement = select(FolderQuestion).where(FolderQuestion.folder == folder, FolderQuestion.circle.in_(seen))
    if not (archived and actor.circle is Circle.INTERNAL):
        statement = statement.where(FolderQuestion.archived_at.is_(None))
    if session.scalar(_visible(select(Folder.id), actor, archived=True).where(Folder.id == folder)) is None:
        return ()
    rows = session.scalars(statement.order_by(FolderQuestion.asked_on, FolderQuestion.id))
    return tuple(QuestionEntry(row.id, question_form(row), row.snapshot, _told(row, actor)) for row in rows)


def _visible(statement: Select[Any], actor: Actor, *, archived: bool) -> Select[Any]:
    if actor.circle is Circle.INTERNAL:
        return statement if archived else statement.where(Folder.archived_at.is_(None))
    seen = [one.value for one in Circle if actor.circle.may_see(one)]
    return statement.where(Folder.archived_at.is_(None), Folder.number.is_not(None), Folder.circle.in_(seen))


def _entry(row: Folder, actor: Actor, items: int) -> FolderEntry:
    inside = actor.circle is Circle.INTERNAL
    return FolderEntry(
        row.id, folder_form(row), items, row.number or "", row.frozen_at, (row.frozen_by or "") if inside else "",
        row.snapshot, row.copied_from if inside else None, _told(row, actor),
    )  # fmt: skip


def _told(row: Folder | FolderQuestion, actor: Actor) -> Life:
    known = life(row)
    return known if actor.circle is Circle.INTERNAL else replace(known, changed_by="")
