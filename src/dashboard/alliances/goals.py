"""Writes of goals, their steps and notes. See ``commands`` for what is the same for all."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
from sqlalchemy import delete

from dashboard.alliances.checks import ConfirmationNeeded, GoalInvalid, against_direction, checked_goal
from dashboard.alliances.forms import GoalForm, StepForm
from dashboard.alliances.indexing import indexed
from dashboard.alliances.kinds import GoalKind
from dashboard.alliances.models import Alliance, Goal, GoalArea, GoalNote, GoalStep, Recommendation
from dashboard.alliances.rows import SUBJECT, areas_of, goal_form, points_text, step_form, title, words
from dashboard.catalogue import Catalogue
from dashboard.formats import day as german_day
from dashboard.formats import local_day
from dashboard.geography import queries as geography
from dashboard.store import Circle, Role, UnitOfWork, kept, now

GOAL, STEP = "Das Ziel", "Der Schritt"


@dataclass(frozen=True)
class _Ground:
    """What a goal is checked against."""

    catalogue: Catalogue
    places: pd.DataFrame
    district: str


def add_goal(work: UnitOfWork, catalogue: Catalogue, wish: GoalForm, *, confirmed: bool = False) -> int:
    """Enter a goal; returns its id.

    Raises GoalInvalid, and ConfirmationNeeded where the target is on the wrong side of the catalogue's direction and
    not ``confirmed``: a county may want less of what is generally wanted, but hardly by mistake.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    wish = _checked(work, _ground(work, catalogue), wish, None, confirmed=confirmed)
    row = kept.enter(work, Goal(points=points_text(wish), **wish.columns))
    _set_areas(work, row.id, wish)
    work.record(SUBJECT, "goal.added", f"goal:{row.id}", None, wish.facts)
    indexed(work, row)
    return row.id


def change_goal(
    work: UnitOfWork, catalogue: Catalogue, goal: int, wish: GoalForm, *, seen: int, confirmed: bool = False
) -> str:
    """Replace what was agreed; the old agreement stays in the audit. The alliance stays."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    row = kept.in_force(work, Goal, goal, GOAL)
    before = goal_form(row, areas_of(work.session, goal))
    wish = replace(wish, alliance=before.alliance)
    wish = _checked(work, _ground(work, catalogue), wish, before, confirmed=confirmed)
    what = f"das Ziel „{title(before.text)}“"
    if not kept.differs(row, before, wish, seen=seen, what=what, words=words(work.session)):
        return kept.NOTHING_CHANGED
    row.points = points_text(wish)
    _set_areas(work, row.id, wish)
    kept.assign(work, row, wish)
    work.record(SUBJECT, "goal.changed", f"goal:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return f"„{title(wish.text)}“ ist gespeichert."


def add_step(work: UnitOfWork, wish: StepForm) -> int:
    """Enter a step of a goal that is kept by steps; returns its id."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    goal = kept.in_force(work, Goal, wish.goal, GOAL)
    if goal.kind != GoalKind.STEPS:
        raise GoalInvalid(f"„{title(goal.text)}“ wird nicht an Schritten gemessen.")
    wish = replace(wish, text=kept.long_text(wish.text, "Schritt", required=True))
    row = kept.enter(work, GoalStep(**wish.columns))
    work.record(SUBJECT, "step.added", f"step:{row.id}", None, wish.facts)
    indexed(work, row)
    return row.id


def change_step(work: UnitOfWork, step: int, wish: StepForm, *, seen: int) -> str:
    """Replace text, order and due day of a step."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    row = kept.in_force(work, GoalStep, step, STEP)
    before = step_form(row)
    wish = replace(wish, goal=before.goal, text=kept.long_text(wish.text, "Schritt", required=True))
    if not kept.differs(row, before, wish, seen=seen, what=f"den Schritt „{title(before.text)}“"):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "step.changed", f"step:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return f"„{title(wish.text)}“ ist gespeichert."


def tick_step(work: UnitOfWork, step: int, done_on: date | None) -> str:
    """Say on which day a step was done, by whoever acts; None: it is not done after all."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    row = kept.in_force(work, GoalStep, step, STEP)
    if done_on is not None and done_on > local_day(now()):
        raise GoalInvalid(f"Der {german_day(done_on)} liegt in der Zukunft; abgehakt wird, was getan ist.")
    if row.done_on == done_on:
        return kept.NOTHING_CHANGED
    before = {"done_on": row.done_on, "done_by": row.done_by}
    row.done_on, row.done_by = done_on, work.actor.name if done_on is not None else None
    kept.stamp(work, row)
    after = {"done_on": row.done_on, "done_by": row.done_by}
    work.record(SUBJECT, "step.ticked", f"step:{row.id}", before, after)
    indexed(work, row)
    return f"„{title(row.text)}“: {f'erledigt am {german_day(done_on)}' if done_on else 'wieder offen'}."


def add_note(work: UnitOfWork, goal: int, text: str, *, circle: Circle = Circle.INTERNAL) -> int:
    """Write something to a goal, for the office unless said otherwise; it stays as written. Returns its id."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    kept.in_force(work, Goal, goal, GOAL)
    note = GoalNote(
        goal=goal, text=kept.long_text(text, "Notiz", required=True), circle=circle.value, who=work.actor.name,
        account=work.actor.account, at=now(),
    )  # fmt: skip
    work.add(note)
    work.record(SUBJECT, "note.added", f"goal:{goal}", None, {"note": note.id, "circle": circle})
    indexed(work, note)
    return note.id


def _ground(work: UnitOfWork, catalogue: Catalogue) -> _Ground:
    own = geography.district(work.session).area
    return _Ground(catalogue, geography.places(work.session, own), own)


def _checked(
    work: UnitOfWork, ground: _Ground, wish: GoalForm, before: GoalForm | None, *, confirmed: bool
) -> GoalForm:
    kept.in_force(work, Alliance, wish.alliance, "Das Bündnis")
    if wish.recommendation is not None and (before is None or before.recommendation != wish.recommendation):
        kept.in_force(work, Recommendation, wish.recommendation, "Die Empfehlung")
    wish = checked_goal(wish, ground.catalogue, ground.places, ground.district, before=before)
    question = against_direction(wish, ground.catalogue)
    asked = before is not None and _way(before) == _way(wish)
    if question and not confirmed and not asked:
        raise ConfirmationNeeded(question)
    return wish


def _way(form: GoalForm) -> tuple[object, ...]:
    return form.indicator, form.baseline_value, form.target_value


def _set_areas(work: UnitOfWork, goal: int, wish: GoalForm) -> None:
    if areas_of(work.session, goal) == list(wish.areas):
        return
    work.session.execute(delete(GoalArea).where(GoalArea.goal == goal))
    work.session.add_all([GoalArea(goal=goal, area=area) for area in wish.areas])
    work.session.flush()
