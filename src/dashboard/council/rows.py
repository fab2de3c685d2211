"""What the commands of folders share: who may write, rows as forms, and what a frozen folder refuses."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.council.forms import FolderForm, ItemForm, QuestionForm
from dashboard.council.kinds import ItemKind
from dashboard.council.models import Folder, FolderItem, FolderQuestion
from dashboard.council.reference import Reference, ReferenceInvalid
from dashboard.errors import Conflict
from dashboard.formats import day
from dashboard.meetings.models import Meeting
from dashboard.periods import Period
from dashboard.store import Circle, Role, UnitOfWork, kept
from dashboard.store.models import DataVersion

SUBJECT = "council"
FOLDER, ITEM, QUESTION = "Die Mappe", "Die Seite der Mappe", "Die Frage"


def allow(work: UnitOfWork, role: Role = Role.EDITOR) -> None:
    """Let this role in the office write, one at a time: positions and running numbers are counted before writing."""
    work.require(role, Circle.INTERNAL)
    work.session.execute(select(DataVersion.number).where(DataVersion.subject == SUBJECT).with_for_update())


def open_folder(work: UnitOfWork, key: int) -> Folder:
    """The folder, held, where it can still be changed; raises NotFound, and Conflict for a frozen one."""
    row = kept.in_force(work, Folder, key, FOLDER)
    if row.number is not None:
        frozen = f"am {day(row.frozen_at)} " if row.frozen_at is not None else ""
        raise Conflict(
            f"„{row.title}“ ist {frozen}als Mappe {row.number} eingefroren und bleibt, wie sie war. Kopieren Sie die "
            "Mappe, um weiter daran zu arbeiten."
        )
    return row


def items_of(session: Session, folder: int, *, removed: bool = False) -> list[FolderItem]:
    """The items of a folder in their order; those taken out only with ``removed``."""
    statement = select(FolderItem).where(FolderItem.folder == folder)
    if not removed:
        statement = statement.where(FolderItem.archived_at.is_(None))
    return list(session.scalars(statement.order_by(FolderItem.position, FolderItem.id)))


def folder_form(row: Folder) -> FolderForm:
    """What is entered about a folder now."""
    return FolderForm(row.title, Period.of(row.period), row.meeting, row.headline, row.intro, Circle(row.circle))


def item_form(row: FolderItem) -> ItemForm:
    """What an item says now; a reference that this program cannot read is none, and its item says so when built."""
    return ItemForm(ItemKind(row.kind), row.headline, row.text, row.notes, reference_of(row))


def reference_of(row: FolderItem) -> Reference | None:
    """Where an item's exhibit comes from; None where it has none or one that this program cannot read."""
    try:
        return Reference.read(row.reference) if row.reference else None
    except ReferenceInvalid:
        return None


def question_form(row: FolderQuestion) -> QuestionForm:
    """What is filed of a question now."""
    return QuestionForm(
        row.question, row.asked_by, row.asked_on, row.answer, row.answered_on, tuple(json.loads(row.items)),
        tuple(Reference.of(facts) for facts in json.loads(row.more)), Circle(row.circle),
    )  # fmt: skip


def facts(form: kept.Form) -> dict[str, Any]:
    """A form's facts for the audit, references as JSON has them."""

    def plain(value: Any) -> Any:
        if isinstance(value, Reference):
            return value.facts
        return [plain(part) for part in value] if isinstance(value, tuple) else value

    return {name: plain(value) for name, value in form.facts.items()}


def words(session: Session) -> kept.Words:
    """Field values in German words; a meeting by its day, exhibits by their number."""

    def said(name: str, value: Any) -> str:
        if name == "meeting" and value is not None:
            begins = session.scalar(select(Meeting.starts_at).where(Meeting.id == value))
            return f"Sitzung vom {day(begins)}" if begins is not None else f"Nr. {value}"
        if name in ("reference", "more"):
            return "keine" if not value else "ausgewählt" if name == "reference" else f"{len(value)} ausgewählt"
        return kept.said(name, value)

    return said
