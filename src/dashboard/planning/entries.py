"""What was entered for quotas, as lists show it: frozen, without a database behind it."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.planning.forms import CreditForm, FacilityForm, IntakeForm, RuleForm
from dashboard.planning.quota_views import Decided
from dashboard.store.kept import Life


@dataclass(frozen=True)
class RuleEntry:
    id: int
    form: RuleForm
    life: Life


@dataclass(frozen=True)
class CreditEntry:
    id: int
    form: CreditForm
    life: Life


@dataclass(frozen=True)
class OfficialEntry:
    """One decision on the official value of a place; the newest of a place holds, None takes it back.

    ``who`` entered it, empty outside the office.
    """

    id: int
    area: str
    persons: int | None
    decided: Decided
    at: datetime
    who: str


@dataclass(frozen=True)
class IntakeEntry:
    id: int
    form: IntakeForm
    life: Life


@dataclass(frozen=True)
class FacilityEntry:
    id: int
    form: FacilityForm
    life: Life
