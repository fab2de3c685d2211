"""What every table people edit has: a version, who changed it last, and archiving instead of deletion.

Somebody who saves says which version was on screen. Where it moved on, nothing is written and both texts are handed
back. What people type stays as typed, also HTML: it is made harmless where it is shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar, TypeVar

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.errors import Conflict, NotFound, UserError
from dashboard.formats import NOTHING, join, moment, number
from dashboard.formats import day as german_day
from dashboard.periods import Period
from dashboard.store.base import Moment, now
from dashboard.store.work import UnitOfWork

LONGEST_TEXT = 100_000
LONGEST_LINE = 200
SHORTEST_REASON = 3
NOTHING_CHANGED = "Es hat sich nichts geändert."

M = TypeVar("M", bound="Kept")
Words = Callable[[str, Any], str]
"""A field's name and its value to German words."""


class Kept:
    """Columns of a row that is edited by people. The newest change is named for who comes second."""

    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str] = mapped_column(String(200))
    archived_at: Mapped[datetime | None] = mapped_column(Moment)
    archived_by: Mapped[str | None] = mapped_column(String(200))
    archived_why: Mapped[str | None] = mapped_column(Text)


@dataclass(frozen=True)
class Life:
    """Version of a row, whose change made it, and whether it is archived."""

    version: int
    changed_at: datetime
    changed_by: str
    archived_at: datetime | None
    archived_by: str | None
    archived_why: str | None


class TextInvalid(UserError):
    """A text that is missing or too long; nothing of it was cut."""


class ReasonMissing(UserError):
    """Something that needs a reason has none."""


class EditConflict(Conflict):
    """Somebody saved the same thing meanwhile. ``theirs`` and ``mine``: German label to text, of what differs."""

    def __init__(self, what: str, row: Kept, theirs: Mapping[str, str], mine: Mapping[str, str]) -> None:
        self.theirs, self.mine, self.who, self.at = dict(theirs), dict(mine), row.changed_by, row.changed_at
        self.version = row.version
        there, wanted = ("\n".join(f"{label}: {text}" for label, text in side.items()) for side in (theirs, mine))
        super().__init__(
            f"{row.changed_by} hat {what} am {moment(row.changed_at)} geändert; es wurde nichts überschrieben.\n"
            f"Dort steht jetzt:\n{there}\nSie wollten:\n{wanted}"
        )


@dataclass(frozen=True)
class Form:
    """What people say about a thing; most fields are columns of the same name."""

    LABELS: ClassVar[Mapping[str, str]] = {}
    """German names of the fields."""
    APART: ClassVar[frozenset[str]] = frozenset()
    """Fields kept in other tables or another form."""

    @property
    def facts(self) -> dict[str, Any]:
        """What the audit keeps."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def columns(self) -> dict[str, Any]:
        """Values as the row holds them."""
        return {name: _plain(value) for name, value in self.facts.items() if name not in self.APART}


def said(name: str, value: Any) -> str:
    """A field's value in German words."""
    match value:
        case None | "" | ():
            return NOTHING
        case bool():
            return "ja" if value else "nein"
        case Period():
            return value.label
        case Enum():
            return str(getattr(value, "label", value.value))
        case date():
            return german_day(value)
        case int() | float():
            return number(value, 0 if value == int(value) else 2)
        case tuple():
            return join([said(name, part) for part in value])
    return str(value)


def enter(work: UnitOfWork, row: M) -> M:
    """Add a row as its first version; gives it its id."""
    row.version, row.changed_at, row.changed_by = 1, now(), work.actor.name
    return work.add(row)


def locked(work: UnitOfWork, model: type[M], key: int, what: str) -> M:
    """The row, held until the end of the transaction; raises NotFound."""
    row = work.session.get(model, key, with_for_update=True)
    if row is None:
        raise NotFound(f"{what} Nr. {key} gibt es nicht.")
    return row


def in_force(work: UnitOfWork, model: type[M], key: int, what: str) -> M:
    """The same for what is not archived; raises NotFound with day and reason."""
    row = locked(work, model, key, what)
    if row.archived_at is not None:
        when = german_day(row.archived_at)
        raise NotFound(
            f"{what} Nr. {key} ist seit dem {when} archiviert ({row.archived_why}). Stellen Sie den Eintrag erst "
            "wieder her; Ihr Text ist nicht gespeichert."
        )
    return row


def differs(row: Kept, before: Form, wish: Form, *, seen: int, what: str, words: Words = said) -> bool:
    """Whether there is something to write; raises EditConflict where the version is no longer the one ``seen``."""
    other = [name for name, value in wish.facts.items() if value != before.facts[name]]
    if not other:
        return False
    if row.version != seen:
        theirs, mine = (
            {form.LABELS.get(name, name): words(name, form.facts[name]) for name in other} for form in (before, wish)
        )
        raise EditConflict(what, row, theirs, mine)
    return True


def life(row: Kept) -> Life:
    """What is known of the row beside its content."""
    return Life(row.version, row.changed_at, row.changed_by, row.archived_at, row.archived_by, row.archived_why)


def assign(work: UnitOfWork, row: Kept, wish: Form) -> None:
    """Let the row hold the form's columns, as a new version."""
    assign_columns(row, wish)
    stamp(work, row)


def assign_columns(row: Kept, wish: Form) -> None:
    """Let the row hold the form's columns; whoever does so stamps it."""
    for name, value in wish.columns.items():
        setattr(row, name, value)


def stamp(work: UnitOfWork, row: Kept) -> None:
    """Count a change of the row and remember whose it is."""
    row.version, row.changed_at, row.changed_by = row.version + 1, now(), work.actor.name
    work.session.flush()


def put_away(work: UnitOfWork, row: Kept, why: str, what: str) -> str:
    """Archive the row; returns the reason as kept. Raises ReasonMissing."""
    kept = reason(why, what)
    row.archived_at, row.archived_by, row.archived_why = now(), work.actor.name, kept
    stamp(work, row)
    return kept


def bring_back(work: UnitOfWork, row: Kept) -> None:
    """Let an archived row hold again as it was."""
    row.archived_at = row.archived_by = row.archived_why = None
    stamp(work, row)


def reason(text: str, what: str) -> str:
    """A reason in one line; raises ReasonMissing."""
    words = " ".join(_clean(text).split())
    if len(words) < SHORTEST_REASON:
        raise ReasonMissing(f"Bitte begründen: {what}. Die Begründung bleibt im Verlauf.")
    return long_text(words, "Begründung")


def line(text: str, label: str, *, required: bool = False) -> str:
    """One line of at most 200 characters; raises TextInvalid."""
    return _fitting(" ".join(_clean(text).split()), label, LONGEST_LINE, required)


def long_text(text: str, label: str, *, required: bool = False) -> str:
    """Markdown of at most 100,000 characters, as typed; raises TextInvalid."""
    return _fitting(_clean(text).strip(), label, LONGEST_TEXT, required)


def _fitting(text: str, label: str, longest: int, required: bool) -> str:
    if required and not text:
        raise TextInvalid(f"Bitte „{label}“ angeben.")
    if len(text) > longest:
        raise TextInvalid(
            f"„{label}“ hat {number(len(text))} Zeichen, möglich sind {number(longest)}. Es wurde nichts gekürzt und "
            "nichts gespeichert; bitte den Text teilen."
        )
    return text


def _clean(text: str) -> str:
    """Without the characters that no database keeps: NUL and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def _plain(value: Any) -> Any:
    match value:
        case Period():
            return value.code
        case Enum():
            return value.value
    return value
