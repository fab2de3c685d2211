"""What people enter about a concept, its building blocks, and how far a block is in a place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dashboard.alliances.forms import CIRCLE
from dashboard.alliances.kinds import Stage
from dashboard.store import Circle
from dashboard.store.kept import Form


@dataclass(frozen=True)
class ConceptForm(Form):
    """A concept; ``source`` says where its text stands: paper, edition, resolution."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "title": "Titel", "source": "Fundstelle", "adopted_on": "Beschlossen am", **CIRCLE,
    }  # fmt: skip

    title: str
    source: str = ""
    adopted_on: date | None = None
    circle: Circle = Circle.COORDINATION


@dataclass(frozen=True)
class BlockForm(Form):
    """One quoted building block; without a ``position`` it comes last. Chapters stand in the order of their blocks."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "concept": "Konzept", "chapter": "Kapitel", "label": "Baustein", "text": "Zitat", "position": "Reihenfolge",
    }  # fmt: skip

    concept: int
    chapter: str
    label: str
    text: str
    position: int | None = None


@dataclass(frozen=True)
class StateForm(Form):
    """How far a block is in a place; ``function``: whom to ask, ``practice``: the example that was taken over."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "block": "Baustein", "area": "Ort", "state": "Stand", "as_of": "Stand vom", "evidence": "Nachweis",
        "function": "Kontakt", "practice": "Praxisbeispiel",
    }  # fmt: skip

    block: int
    area: str
    state: Stage
    as_of: date
    evidence: str = ""
    function: int | None = None
    practice: int | None = None


@dataclass(frozen=True)
class PasteForm(Form):
    """Building blocks as lines of text."""

    LABELS: ClassVar[Mapping[str, str]] = {"text": "Bausteine, je Zeile: Kapitel / Baustein / Zitat"}

    text: str = ""
