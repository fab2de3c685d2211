"""What people enter about folders, their items and questions; labels are those of the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from dashboard.alliances.forms import CIRCLE
from dashboard.council.kinds import ItemKind
from dashboard.council.reference import Reference
from dashboard.periods import Period
from dashboard.store import Circle
from dashboard.store.kept import Form


@dataclass(frozen=True)
class FolderForm(Form):
    """A folder; ``period`` is the quarter up to whose end its exhibits reach, ``circle`` for whom it is shown."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "title": "Titel", "period": "Quartal", "meeting": "Sitzung", "headline": "Kernaussage", "intro": "Einleitung",
        **CIRCLE,
    }  # fmt: skip

    title: str
    period: Period
    meeting: int | None = None
    headline: str = ""
    intro: str = ""
    circle: Circle = Circle.PUBLIC


@dataclass(frozen=True)
class ItemForm(Form):
    """One thing in a folder; only an exhibit has a ``reference``. ``notes`` are for who speaks, in the office alone."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "kind": "Art", "headline": "Überschrift", "text": "Text", "notes": "Notizen zum Vortrag",
        "reference": "Darstellung",
    }  # fmt: skip
    APART: ClassVar[frozenset[str]] = frozenset({"reference"})

    kind: ItemKind = ItemKind.TEXT
    headline: str = ""
    text: str = ""
    notes: str = ""
    reference: Reference | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """With the reference as it is kept."""
        return {**super().columns, "reference": "" if self.reference is None else self.reference.text}


@dataclass(frozen=True)
class QuestionForm(Form):
    """A question and its answer; ``items`` of the folder and ``more`` exhibits are what the answer rests on."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "question": "Frage", "asked_by": "Gefragt von", "asked_on": "Gefragt am", "answer": "Antwort",
        "answered_on": "Beantwortet am", "items": "Darstellungen der Mappe", "more": "Weitere Darstellungen", **CIRCLE,
    }  # fmt: skip
    APART: ClassVar[frozenset[str]] = frozenset({"items", "more"})

    question: str
    asked_by: str
    asked_on: date
    answer: str = ""
    answered_on: date | None = None
    items: tuple[int, ...] = ()
    more: tuple[Reference, ...] = ()
    circle: Circle = Circle.INTERNAL
