"""Days counted back from a meeting: invitation, papers, and for the Koordinierungsstab reminder and release of figures.

The rule is data (defaults and a setting of the county). The quarter's calendar of the deliveries has a rule of its own,
because it counts back deliveries for one quarter's figures; where both speak of the same sitting, its days are handed
in as ``stated`` and win, so that no page shows two days for the same thing. Weekends and holidays are the same
for both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from dashboard.alliances.kinds import Labelled
from dashboard.errors import UserError
from dashboard.geography.working_days import why_moved, working_day
from dashboard.meetings.kinds import BodyKind
from dashboard.store import Circle, Role, UnitOfWork, get_setting, set_setting

SETTING = "meeting_deadlines"
"""Key of the setting that holds the county's own numbers of days."""
LONGEST = 400


class DeadlineInvalid(UserError):
    """Numbers of days that make no sense; the sentence says why."""


class DeadlineKind(Labelled):
    """What has to be done before a meeting, in the usual order."""

    REMINDER = "reminder", "An fehlende Zahlen erinnern"
    INVITATION = "invitation", "Einladung versenden"
    RELEASE = "release", "Zahlen freigeben"
    PAPERS = "papers", "Unterlagen versenden"

    @property
    def of_figures(self) -> bool:
        """Whether it is about figures, which only the Koordinierungsstab gets each quarter."""
        return self in (DeadlineKind.REMINDER, DeadlineKind.RELEASE)


DEFAULTS: Mapping[DeadlineKind, int] = {
    DeadlineKind.REMINDER: 21,
    DeadlineKind.INVITATION: 14,
    DeadlineKind.RELEASE: 12,
    DeadlineKind.PAPERS: 10,
}
"""Days before the meeting."""


@dataclass(frozen=True)
class Deadline:
    """One day before a meeting and how it came about."""

    kind: DeadlineKind
    day: date
    days: int
    """Before the meeting by the rule."""
    stated: bool = False
    """Whether the day is that of the quarter's calendar."""
    moved_from: date | None = None
    """The weekend or holiday that the rule alone gives."""

    @property
    def why(self) -> str:
        """German: why this day."""
        if self.stated:
            return "aus dem Kalender des Quartals"
        counted = f"{self.days} Tage vor der Sitzung"
        return counted if self.moved_from is None else f"{counted}; {why_moved(self.moved_from)}"


def rules(session: Session) -> dict[DeadlineKind, int]:
    """The county's numbers of days, the usual ones where nothing was decided."""
    decided = get_setting(session, SETTING, {})
    return {kind: int(decided.get(kind.value, days)) for kind, days in DEFAULTS.items()}


def set_rules(work: UnitOfWork, days: Mapping[DeadlineKind, int]) -> str:
    """Decide how many days before a meeting each thing is done, for all bodies. Returns a German sentence."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    decided = {kind: days.get(kind, DEFAULTS[kind]) for kind in DeadlineKind}
    if any(not 0 <= number <= LONGEST for number in decided.values()):
        raise DeadlineInvalid(f"Zwischen 0 und {LONGEST} Tagen vor der Sitzung sind möglich.")
    if decided[DeadlineKind.RELEASE] < decided[DeadlineKind.PAPERS]:
        raise DeadlineInvalid("Erst werden die Zahlen freigegeben, dann die Unterlagen versandt.")
    set_setting(work, SETTING, {kind.value: number for kind, number in decided.items()})
    told = ", ".join(f"{kind.label} {number}" for kind, number in decided.items())
    return f"Tage vor der Sitzung: {told}. Das gilt ab sofort für alle Sitzungen."


def deadlines(
    sitting: date,
    kind: BodyKind,
    days: Mapping[DeadlineKind, int] = DEFAULTS,
    stated: Mapping[DeadlineKind, date] | None = None,
) -> tuple[Deadline, ...]:
    """The days before a meeting of such a body, the earliest first."""
    given = stated or {}
    found = [
        Deadline(one, given[one], days[one], stated=True) if one in given else _counted(one, sitting, days[one])
        for one in DeadlineKind
        if one in given or kind is BodyKind.STAFF or not one.of_figures
    ]
    order = list(DeadlineKind)
    return tuple(sorted(found, key=lambda one: (one.day, order.index(one.kind))))


def _counted(kind: DeadlineKind, sitting: date, days: int) -> Deadline:
    counted = sitting - timedelta(days=days)
    day = working_day(counted)
    return Deadline(kind, day, days, moved_from=counted if day != counted else None)
