"""What somebody has to see to: a contract that ends, a meeting that is over, a measure to be reviewed, what is due."""

from collections.abc import Iterable
from datetime import date

from dashboard.alliances.entries import GoalEntry, MeasureEntry
from dashboard.alliances.forms import AllianceForm
from dashboard.alliances.kinds import Judgement, MeasureState, State
from dashboard.formats import day, number

SOON = 3
"""Months before the end of a contract from which on it is said."""
ENDED = (MeasureState.DONE, MeasureState.STOPPED)


def contract(form: AllianceForm, today: date) -> str:
    """That the contract of the Prozessbegleitung ends within three months or has ended; else empty."""
    until = form.support_until
    if form.support is None or until is None:
        return ""
    if until < today:
        return f"Der Vertrag der Prozessbegleitung ist am {day(until)} ausgelaufen."
    if until > _months_later(today, SOON):
        return ""
    left = (until - today).days
    when = "heute" if left == 0 else "morgen" if left == 1 else f"in {number(left)} Tagen"
    return f"Der Vertrag der Prozessbegleitung endet {when}, am {day(until)}."


def meeting(form: AllianceForm, today: date) -> str:
    """That the next meeting is over and another one is not entered; else empty."""
    if form.next_meeting is None or form.next_meeting >= today:
        return ""
    return f"Das eingetragene Treffen ({day(form.next_meeting)}) ist vorbei; ein neues ist nicht eingetragen."


def to_review(measures: Iterable[MeasureEntry], today: date) -> tuple[MeasureEntry, ...]:
    """Measures that are over and of which nobody has said since whether they fitted.

    A review from before the end is enough only where it decided on the end.
    """
    return tuple(one for one in measures if _is_over(one, today) and not _is_reviewed(one))


def urgency(entry: GoalEntry, state: State) -> tuple[bool, date, int]:
    """A key that sorts goals: the next due first, those without a day after them, the reached ones last."""
    return state is State.REACHED, due_day(entry) or date.max, entry.id


def due_day(entry: GoalEntry) -> date | None:
    """The day by which the next thing of a goal is due: an open step or the end of its due period."""
    days = [step.due_on for step in entry.steps if step.done_on is None and step.due_on is not None]
    days += [entry.form.due_period.last] if entry.form.due_period is not None else []
    return min(days, default=None)


def _is_over(one: MeasureEntry, today: date) -> bool:
    return one.form.state in ENDED or (one.form.ends is not None and one.form.ends < today)


def _is_reviewed(one: MeasureEntry) -> bool:
    if not one.reviews:
        return False
    newest = one.reviews[-1]
    return newest.judgement is Judgement.END or one.form.ends is None or newest.decided_on >= one.form.ends


def _months_later(day_: date, months: int) -> date:
    """The same day so many months later, or the last one of that month."""
    whole = day_.year * 12 + day_.month - 1 + months
    year, month = whole // 12, whole % 12 + 1
    for last in range(day_.day, 27, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, min(day_.day, 27))
