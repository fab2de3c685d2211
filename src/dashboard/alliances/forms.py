"""What people enter about alliances, goals and measures; labels are those of the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dashboard.alliances.kinds import AllianceState, GoalKind, Judgement, MeasureState, Offer, Path, State
from dashboard.periods import Period
from dashboard.store import Circle
from dashboard.store.kept import Form

CIRCLE = {"circle": "Sichtbar für"}


@dataclass(frozen=True)
class AllianceForm(Form):
    """``lead`` and ``support`` are organisations: Federführung and Prozessbegleitung."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "name": "Name", "purpose": "Zweck", "programme": "Programm", "lead": "Federführung", "state": "Stand",
        "support": "Prozessbegleitung", "support_from": "Vertrag von", "support_until": "Vertrag bis",
        "next_meeting": "Nächstes Treffen", **CIRCLE,
    }  # fmt: skip

    name: str
    purpose: str = ""
    programme: str = ""
    lead: int | None = None
    state: AllianceState = AllianceState.ACTIVE
    support: int | None = None
    support_from: date | None = None
    support_until: date | None = None
    next_meeting: date | None = None
    circle: Circle = Circle.COORDINATION


@dataclass(frozen=True)
class PartnerForm(Form):
    """One organisation's part in an alliance; ``until`` is the last day."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "alliance": "Bündnis", "organisation": "Organisation", "role": "Rolle", "since": "Seit", "until": "Bis",
    }  # fmt: skip

    alliance: int
    organisation: int
    role: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class RecommendationForm(Form):
    """A Handlungsempfehlung and where it stands."""

    LABELS: ClassVar[Mapping[str, str]] = {"text": "Empfehlung", "source": "Quelle", **CIRCLE}

    text: str
    source: str = ""
    circle: Circle = Circle.COORDINATION


@dataclass(frozen=True)
class GoalForm(Form):
    """A goal; which of the fields below ``kind`` count depends on it. No ``areas``: the district."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "alliance": "Bündnis", "text": "Ziel", "kind": "Gemessen an", "areas": "Ort", "recommendation": "Empfehlung",
        "indicator": "Kennzahl", "baseline_value": "Ausgangswert", "baseline_period": "Ausgangszeitraum",
        "target_value": "Zielwert", "due_period": "Zielzeitraum", "path": "Weg", "points": "Zwischenpunkte",
        "judgement": "Einschätzung", "judged_on": "Eingeschätzt am", "judged_state": "Eingeschätzter Stand", **CIRCLE,
    }  # fmt: skip
    APART: ClassVar[frozenset[str]] = frozenset({"areas", "points"})

    alliance: int
    text: str
    kind: GoalKind = GoalKind.INDICATOR
    areas: tuple[str, ...] = ()
    recommendation: int | None = None
    indicator: str | None = None
    baseline_value: float | None = None
    baseline_period: Period | None = None
    target_value: float | None = None
    due_period: Period | None = None
    path: Path = Path.LINEAR
    points: tuple[tuple[Period, float], ...] = ()
    judgement: str = ""
    judged_on: date | None = None
    judged_state: State | None = None
    circle: Circle = Circle.COORDINATION


@dataclass(frozen=True)
class StepForm(Form):
    """One step of a goal; ``done_on`` is set by ticking it."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "goal": "Ziel", "position": "Reihenfolge", "text": "Schritt", "due_on": "Fällig am"
    }  # fmt: skip

    goal: int
    text: str
    position: int = 0
    due_on: date | None = None


@dataclass(frozen=True)
class NoteForm(Form):
    """What somebody writes to a goal; it stays as written."""

    LABELS: ClassVar[Mapping[str, str]] = {"text": "Notiz", **CIRCLE}

    text: str
    circle: Circle = Circle.INTERNAL


@dataclass(frozen=True)
class MeasureForm(Form):
    """A measure; money in cents, ``goals`` are of the same alliance; ``practice``: the example it was taken from."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "alliance": "Bündnis", "text": "Maßnahme", "goals": "Ziele", "offer": "Art des Angebots",
        "organisation": "Verantwortlich", "begins": "Beginn", "ends": "Ende",
        "budget_planned": "Geplantes Budget (Cent)", "budget_spent": "Ausgegeben (Cent)", "funding": "Finanzierung",
        "places": "Plätze", "participants": "Teilnehmende", "state": "Stand", **CIRCLE,
        "practice": "Aus der Praxis",
    }  # fmt: skip
    APART: ClassVar[frozenset[str]] = frozenset({"goals"})

    alliance: int
    text: str
    goals: tuple[int, ...] = ()
    offer: Offer = Offer.OTHER
    organisation: int | None = None
    begins: date | None = None
    ends: date | None = None
    budget_planned: int | None = None
    budget_spent: int | None = None
    funding: str = ""
    places: int | None = None
    participants: int | None = None
    state: MeasureState = MeasureState.PLANNED
    circle: Circle = Circle.COORDINATION
    practice: int | None = None


@dataclass(frozen=True)
class ReviewForm(Form):
    """„Passgenau oder zu ändern?“: what was decided of a measure, by whom, when and why."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "measure": "Maßnahme", "judgement": "Bewertung", "reason": "Begründung", "decided_by": "Entschieden von",
        "decided_on": "Entschieden am",
    }  # fmt: skip

    measure: int
    judgement: Judgement
    reason: str
    decided_by: str
    decided_on: date
