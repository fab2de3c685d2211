"""What people enter about quotas, intake and planned facilities; labels are those of the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from dashboard.periods import Period
from dashboard.planning.kinds import Carrying, Counting, CreditKind, RuleKind, Stage
from dashboard.store import Circle
from dashboard.store.kept import Form

DECIDED = {"decided_by": "Entschieden von", "decided_on": "Entschieden am", "reason": "Begründung"}


@dataclass(frozen=True)
class PeriodForm(Form):
    """A period with its first decision. ``carried_over`` None: what ``previous`` leaves; ``basis``: of inhabitants.

    ``last``, ``persons`` and who decided them are changed by ``TermForm`` only.
    """

    LABELS: ClassVar[Mapping[str, str]] = {
        "first": "Erster Tag", "last": "Letzter Tag", "persons": "Soll des Landkreises ohne Übertrag",
        "previous": "Voriger Zeitraum", "carried_over": "Festgesetzter Übertrag", "carrying": "Übertrag",
        "counting": "Gezählt werden", "basis": "Einwohnerzahlen", "note": "Bemerkung", **DECIDED,
    }  # fmt: skip
    APART: ClassVar[frozenset[str]] = frozenset({"last", "persons", *DECIDED})

    first: date
    last: date
    persons: int
    previous: int | None = None
    carried_over: int | None = None
    carrying: Carrying = Carrying.SHARED
    counting: Counting = Counting.REPORTED
    basis: Period = field(default_factory=lambda: Period.of("2022"))
    note: str = ""
    decided_by: str = ""
    decided_on: date = date.min
    reason: str = ""


@dataclass(frozen=True)
class TermForm(Form):
    """A new decision on a period: until when, and how many persons without what was carried over."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "last": "Letzter Tag", "persons": "Soll des Landkreises ohne Übertrag", **DECIDED
    }  # fmt: skip

    last: date
    persons: int
    decided_by: str
    decided_on: date
    reason: str


@dataclass(frozen=True)
class RuleForm(Form):
    """What sets a place apart; ``amount``: persons or per cent, None for an exemption."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "quota_period": "Zeitraum", "area": "Ort", "kind": "Regel", "amount": "Personen oder Prozent", **DECIDED
    }  # fmt: skip

    quota_period: int
    area: str
    kind: RuleKind
    amount: float | None
    reason: str
    decided_by: str
    decided_on: date


@dataclass(frozen=True)
class CreditForm(Form):
    """Persons credited to a place; ``area`` None: to the district alone."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "quota_period": "Zeitraum", "area": "Ort", "kind": "Anrechnung", "persons": "Personen", **DECIDED
    }  # fmt: skip

    quota_period: int
    area: str | None
    kind: CreditKind
    persons: int
    reason: str
    decided_by: str
    decided_on: date


@dataclass(frozen=True)
class OfficialForm(Form):
    """Official values of places, what was carried over included; ``places``: area to persons, None takes one back."""

    LABELS: ClassVar[Mapping[str, str]] = {"places": "Amtliche Werte", **DECIDED}

    places: Mapping[str, int | None]
    decided_by: str
    decided_on: date
    reason: str


@dataclass(frozen=True)
class IntakeForm(Form):
    """People a place took in within a week or a month; below zero where an earlier count is put right."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "area": "Ort", "first": "Von", "last": "Bis", "persons": "Personen", "note": "Bemerkung"
    }  # fmt: skip

    area: str
    first: date
    last: date
    persons: int
    note: str = ""


@dataclass(frozen=True)
class FacilityForm(Form):
    """A planned facility; ``probability`` in per cent, ``opens`` None: not known, so it is named and not counted."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "area": "Ort", "name": "Name", "kind": "Art", "places": "Plätze", "opens": "Öffnet am",
        "probability": "Wahrscheinlichkeit in Prozent", "stage": "Stand", "protected": "Geschützt",
        "note": "Bemerkung", "circle": "Sichtbar für",
    }  # fmt: skip

    area: str
    name: str
    kind: str
    places: int
    opens: date | None = None
    probability: int = 100
    stage: Stage = Stage.PLANNED
    protected: bool = False
    note: str = ""
    circle: Circle = Circle.INTERNAL
