"""Writes of measures and their reviews. See ``commands`` for what is the same for all."""

from dataclasses import replace

from sqlalchemy import delete, select

from dashboard.alliances.checks import MeasureInvalid, checked_measure
from dashboard.alliances.forms import MeasureForm, ReviewForm
from dashboard.alliances.indexing import indexed
from dashboard.alliances.models import Alliance, Goal, Measure, MeasureGoal, MeasureReview
from dashboard.alliances.rows import SUBJECT, goals_of, measure_form, title, words
from dashboard.formats import day as german_day
from dashboard.formats import local_day
from dashboard.network.guarded import PRACTICE
from dashboard.network.models import Organisation, Practice
from dashboard.store import Circle, Role, UnitOfWork, kept, now

MEASURE = "Die Maßnahme"


def add_measure(work: UnitOfWork, wish: MeasureForm) -> int:
    """Enter a measure; returns its id. Raises MeasureInvalid."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    kept.in_force(work, Alliance, wish.alliance, "Das Bündnis")
    wish = _checked(work, wish, None)
    row = kept.enter(work, Measure(**wish.columns))
    _set_goals(work, row.id, wish)
    work.record(SUBJECT, "measure.added", f"measure:{row.id}", None, wish.facts)
    indexed(work, row)
    return row.id


def change_measure(work: UnitOfWork, measure: int, wish: MeasureForm, *, seen: int) -> str:
    """Replace what is entered about a measure; the alliance stays."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    row = kept.in_force(work, Measure, measure, MEASURE)
    before = measure_form(row, goals_of(work.session, measure))
    wish = _checked(work, replace(wish, alliance=before.alliance), before)
    what = f"die Maßnahme „{title(before.text)}“"
    if not kept.differs(row, before, wish, seen=seen, what=what, words=words(work.session)):
        return kept.NOTHING_CHANGED
    _set_goals(work, row.id, wish)
    kept.assign(work, row, wish)
    work.record(SUBJECT, "measure.changed", f"measure:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return f"„{title(wish.text)}“ ist gespeichert."


def add_review(work: UnitOfWork, wish: ReviewForm) -> int:
    """Enter what was decided of a measure; returns its id. A wrong review is archived and a new one entered."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    kept.in_force(work, Measure, wish.measure, MEASURE)
    wish = replace(
        wish,
        reason=kept.long_text(wish.reason, "Begründung", required=True),
        decided_by=kept.line(wish.decided_by, "Entschieden von", required=True),
    )
    if wish.decided_on > local_day(now()):
        raise MeasureInvalid(f"Der {german_day(wish.decided_on)} liegt in der Zukunft; eingetragen wird Entschiedenes.")
    row = kept.enter(work, MeasureReview(**wish.columns))
    work.record(SUBJECT, "review.added", f"review:{row.id}", None, wish.facts)
    indexed(work, row)
    return row.id


def _checked(work: UnitOfWork, wish: MeasureForm, before: MeasureForm | None) -> MeasureForm:
    wish = checked_measure(wish)
    if wish.organisation is not None and (before is None or before.organisation != wish.organisation):
        kept.in_force(work, Organisation, wish.organisation, "Die Organisation")
    if wish.practice is not None and (before is None or before.practice != wish.practice):
        kept.in_force(work, Practice, wish.practice, PRACTICE.word)
    own = set(work.session.scalars(select(Goal.id).where(Goal.alliance == wish.alliance, Goal.archived_at.is_(None))))
    own |= set(before.goals) if before is not None else set()
    if strange := [goal for goal in wish.goals if goal not in own]:
        raise MeasureInvalid(f"Das Ziel Nr. {strange[0]} gehört nicht zu diesem Bündnis oder ist archiviert.")
    return wish


def _set_goals(work: UnitOfWork, measure: int, wish: MeasureForm) -> None:
    if goals_of(work.session, measure) == list(wish.goals):
        return
    work.session.execute(delete(MeasureGoal).where(MeasureGoal.measure == measure))
    work.session.add_all([MeasureGoal(measure=measure, goal=goal) for goal in wish.goals])
    work.session.flush()
