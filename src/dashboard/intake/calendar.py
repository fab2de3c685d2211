"""The quarter's calendar: the sitting of the Koordinierungsstab, and the days counted back from it.

Only the sitting has to be entered. Deadline, reminder, release and papers are so many days before it; where that is a
weekend or a public holiday it is the working day before. A step can also be set by hand for one quarter.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.errors import UserError
from dashboard.formats import day as written
from dashboard.geography.working_days import WEEKDAYS, why_moved, working_day
from dashboard.intake.models import CalendarDate
from dashboard.periods import Frequency, Period
from dashboard.store import Actor, Circle, get_setting

RULES_SETTING = "calendar_rules"
"""Key of the setting that holds the county's own numbers of days."""
__all__ = [
    "COUNTED", "RULES_SETTING", "WEEKDAYS", "DateInvalid", "Kind", "QuarterCalendar", "Rules", "Stated", "Step",
    "calendar", "require_quarter", "rules", "steps", "working_day",
]  # fmt: skip


class DateInvalid(UserError):
    """A day that cannot be what it is entered as; the sentence says why."""


class Kind(StrEnum):
    """What happens on a day of the calendar, in the usual order."""

    DEADLINE = "deadline"
    REMINDER = "reminder"
    RELEASE = "release"
    PAPERS = "papers"
    SITTING = "sitting"

    @property
    def label(self) -> str:
        """German name of the step."""
        return {
            "deadline": "Frist für die Lieferungen",
            "reminder": "An fehlende Lieferungen erinnern",
            "release": "Zahlen freigeben",
            "papers": "Unterlagen versenden",
            "sitting": "Sitzung des Koordinierungsstabs",
        }[self.value]


COUNTED = (Kind.DEADLINE, Kind.REMINDER, Kind.RELEASE, Kind.PAPERS)
"""The steps that are counted back from the sitting."""


@dataclass(frozen=True)
class Rules:
    """How many days before the sitting each step is."""

    deadline: int = 35
    reminder: int = 28
    release: int = 14
    papers: int = 7

    def days(self, kind: Kind) -> int:
        """Days before the sitting; 0 for the sitting itself."""
        return 0 if kind is Kind.SITTING else int(asdict(self)[kind.value])


@dataclass(frozen=True)
class Stated:
    """A day that a person entered, with the version it has."""

    day: date
    version: int
    note: str = ""


@dataclass(frozen=True)
class Step:
    """One day of the calendar and how it came about."""

    kind: Kind
    day: date
    days: int
    """Days before the sitting by the rule."""
    stated: Stated | None = None
    """What a person entered; None where the day is counted."""
    moved_from: date | None = None
    """The weekend or holiday that the rule alone gives."""

    @property
    def why(self) -> str:
        """German sentence: why this day."""
        if self.stated is not None:
            return self.stated.note or ("eingetragen" if self.kind is Kind.SITTING else "von Hand gesetzt")
        counted = f"{self.days} Tage vor der Sitzung"
        if self.moved_from is None:
            return counted
        return f"{counted}; {why_moved(self.moved_from)}"


@dataclass(frozen=True)
class QuarterCalendar:
    """The steps of one quarter in the order of their days; empty before a sitting or another day is entered."""

    period: Period
    steps: tuple[Step, ...]

    def step(self, kind: Kind) -> Step | None:
        """The step of this kind, None where its day is not known."""
        return next((step for step in self.steps if step.kind is kind), None)

    def day(self, kind: Kind) -> date | None:
        """The day of this kind of step, None where it is not known."""
        step = self.step(kind)
        return step.day if step is not None else None

    @property
    def remarks(self) -> tuple[str, ...]:
        """German sentences about days that do not fit together."""
        found = []
        deadline = self.day(Kind.DEADLINE)
        if deadline is not None and deadline <= self.period.last:
            found.append(
                f"Die Frist ({written(deadline)}) liegt vor dem Ende des Quartals am {written(self.period.last)}: "
                "Dann kann noch niemand geliefert haben. Setzen Sie sie für dieses Quartal von Hand."
            )
        usual = [step for kind in Kind if (step := self.step(kind)) is not None]
        for earlier, later in pairwise(usual):
            if earlier.day > later.day:
                found.append(
                    f"„{earlier.kind.label}“ ({written(earlier.day)}) liegt nach „{later.kind.label}“ "
                    f"({written(later.day)})."
                )
        return tuple(found)


def calendar(session: Session, actor: Actor, period: Period) -> QuarterCalendar:
    """The calendar of a quarter; for the internal circle only, raises NotAllowed elsewhere."""
    actor.require_circle(Circle.INTERNAL)
    columns = (CalendarDate.kind, CalendarDate.day, CalendarDate.version, CalendarDate.note)
    in_force = select(*columns).where(CalendarDate.period == period.code, CalendarDate.archived_at.is_(None))
    stated = {Kind(row.kind): Stated(row.day, row.version, row.note) for row in session.execute(in_force)}
    return QuarterCalendar(period, steps(stated, rules(session)))


def rules(session: Session) -> Rules:
    """The county's numbers of days, the usual ones where nothing was decided."""
    return Rules(**get_setting(session, RULES_SETTING, {}))


def steps(stated: Mapping[Kind, Stated], rules: Rules) -> tuple[Step, ...]:
    """All steps whose day is known, by day: those a person entered, and the others counted from the sitting."""
    sitting = stated.get(Kind.SITTING)
    found = [Step(kind, entry.day, rules.days(kind), entry) for kind, entry in stated.items()]
    if sitting is not None:
        found += [_counted(kind, sitting.day, rules) for kind in COUNTED if kind not in stated]
    order = list(Kind)
    return tuple(sorted(found, key=lambda step: (step.day, order.index(step.kind))))


def require_quarter(period: Period) -> None:
    """Raise DateInvalid for a period that is no quarter: only quarters have a calendar."""
    if period.frequency is not Frequency.QUARTER:
        raise DateInvalid(f"Einen Kalender haben nur Quartale; {period.label} ist keines.")


def _counted(kind: Kind, sitting: date, rules: Rules) -> Step:
    counted = sitting - timedelta(days=rules.days(kind))
    moved = working_day(counted)
    return Step(kind, moved, rules.days(kind), None, counted if moved != counted else None)
