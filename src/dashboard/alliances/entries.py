"""Alliances, goals, measures and what belongs to them as they are read. ``queries`` make them, each for one circle."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from dashboard.alliances.forms import AllianceForm, GoalForm, MeasureForm, PartnerForm, RecommendationForm
from dashboard.alliances.kinds import Judgement
from dashboard.store import Circle
from dashboard.store.kept import Life


@dataclass(frozen=True)
class AllianceEntry:
    id: int
    form: AllianceForm
    lead: str
    """Name of the organisation; empty: none."""
    support: str
    life: Life


@dataclass(frozen=True)
class PartnerEntry:
    id: int
    form: PartnerForm
    name: str
    life: Life


@dataclass(frozen=True)
class RecommendationEntry:
    id: int
    form: RecommendationForm
    life: Life


@dataclass(frozen=True)
class StepEntry:
    id: int
    text: str
    due_on: date | None
    done_on: date | None
    done_by: str | None
    version: int
    position: int = 0


@dataclass(frozen=True)
class GoalEntry:
    id: int
    alliance: str
    form: GoalForm
    steps: tuple[StepEntry, ...]
    life: Life

    def without_baseline(self) -> "GoalEntry":
        """The same for whoever must not see the baseline."""
        return replace(self, form=replace(self.form, baseline_value=None))


@dataclass(frozen=True)
class NoteEntry:
    id: int
    text: str
    circle: Circle
    who: str
    at: datetime


@dataclass(frozen=True)
class ReviewEntry:
    id: int
    judgement: Judgement
    reason: str
    decided_by: str
    decided_on: date


@dataclass(frozen=True)
class MeasureEntry:
    """A measure; its form names only the goals and the practice example that this circle sees."""

    id: int
    form: MeasureForm
    organisation: str
    reviews: tuple[ReviewEntry, ...]
    life: Life
    practice: str = ""
    """Title of the practice example it was taken over from; empty: none, or not for this circle."""
