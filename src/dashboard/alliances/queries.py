"""Reads of alliances, goals and measures. A row is for one circle and the wider ones; what belongs to an alliance that
a circle does not see is not seen by it either. Archived rows only for the office, and only where asked for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from dashboard.alliances.entries import (
    AllianceEntry,
    GoalEntry,
    MeasureEntry,
    NoteEntry,
    PartnerEntry,
    RecommendationEntry,
    ReviewEntry,
    StepEntry,
)
from dashboard.alliances.forms import MeasureForm
from dashboard.alliances.kinds import Judgement
from dashboard.alliances.models import (
    Alliance,
    Goal,
    GoalArea,
    GoalNote,
    GoalStep,
    Measure,
    MeasureGoal,
    MeasureReview,
    Partner,
    Recommendation,
)
from dashboard.alliances.rows import (
    alliance_form,
    goal_form,
    measure_form,
    partner_form,
    recommendation_form,
)
from dashboard.errors import NotFound
from dashboard.network.models import Organisation
from dashboard.network.practice import practices
from dashboard.store import Actor, Circle
from dashboard.store.kept import life

E = TypeVar("E", AllianceEntry, GoalEntry)


def alliances(session: Session, actor: Actor, *, archived: bool = False) -> tuple[AllianceEntry, ...]:
    """The alliances this actor's circle sees, by name."""
    names = _names(session)
    rows = session.scalars(_seen(select(Alliance), actor, Alliance, archived).order_by(Alliance.name, Alliance.id))
    return tuple(
        AllianceEntry(row.id, alliance_form(row), names.get(row.lead, ""), names.get(row.support, ""), life(row))
        for row in rows
    )


def alliance(session: Session, actor: Actor, key: int) -> AllianceEntry:
    """One alliance, also an archived one for the office; NotFound where there is none for this circle."""
    return _one(alliances(session, actor, archived=actor.circle is Circle.INTERNAL), key, "Das Bündnis")


def partners(session: Session, actor: Actor, alliance: int, *, archived: bool = False) -> tuple[PartnerEntry, ...]:
    """The partners of an alliance by name, past ones too; none of an alliance that this circle does not see."""
    statement = select(Partner, Organisation.name).join(Organisation, Organisation.id == Partner.organisation)
    statement = statement.where(Partner.alliance == alliance, Partner.alliance.in_(_alliances(actor)))
    if not _also_archived(actor, archived):
        statement = statement.where(Partner.archived_at.is_(None))
    rows = session.execute(statement.order_by(Organisation.name_folded, Partner.since, Partner.id))
    return tuple(PartnerEntry(row.id, partner_form(row), name, life(row)) for row, name in rows)


def recommendations(session: Session, actor: Actor, *, archived: bool = False) -> tuple[RecommendationEntry, ...]:
    """The recommendations this circle sees, in the order of entry."""
    rows = session.scalars(_seen(select(Recommendation), actor, Recommendation, archived).order_by(Recommendation.id))
    return tuple(RecommendationEntry(row.id, recommendation_form(row), life(row)) for row in rows)


def goals(
    session: Session, actor: Actor, *, alliance: int | None = None, archived: bool = False
) -> tuple[GoalEntry, ...]:
    """The goals this circle sees, of one alliance or of all: by alliance, then in the order of entry.

    Outside the office without their baselines: whether a circle sees the value behind one is known only with the
    figures, so ``standing.follow`` gives them back.
    """
    found = agreed(session, actor, alliance=alliance, archived=archived)
    return found if actor.circle is Circle.INTERNAL else tuple(entry.without_baseline() for entry in found)


def agreed(
    session: Session, actor: Actor, *, alliance: int | None = None, archived: bool = False
) -> tuple[GoalEntry, ...]:
    """The same with baselines, for ``standing`` alone: they may be values that this circle must not see."""
    statement: Any = select(Goal, Alliance.name).join(Alliance, Alliance.id == Goal.alliance)
    statement = _seen(statement, actor, Goal, archived).where(_visible(actor, Alliance))
    if not _also_archived(actor, archived):
        statement = statement.where(Alliance.archived_at.is_(None))
    if alliance is not None:
        statement = statement.where(Goal.alliance == alliance)
    areas: dict[int, list[str]] = defaultdict(list)
    for area in session.scalars(select(GoalArea).order_by(GoalArea.area)):
        areas[area.goal].append(area.area)
    steps: dict[int, list[StepEntry]] = defaultdict(list)
    rows = select(GoalStep).where(GoalStep.archived_at.is_(None)).order_by(GoalStep.position, GoalStep.id)
    for step in session.scalars(rows):
        entry = StepEntry(
            step.id, step.text, step.due_on, step.done_on, step.done_by, step.version, step.position
        )  # fmt: skip
        steps[step.goal].append(entry)
    found = session.execute(statement.order_by(Alliance.name, Alliance.id, Goal.id))
    return tuple(
        GoalEntry(row.id, name, goal_form(row, areas[row.id]), tuple(steps[row.id]), life(row)) for row, name in found
    )


def goal(session: Session, actor: Actor, key: int) -> GoalEntry:
    """One goal, also an archived one for the office; NotFound where there is none for this circle."""
    return _one(goals(session, actor, archived=actor.circle is Circle.INTERNAL), key, "Das Ziel")


def notes(session: Session, actor: Actor, goal: int) -> tuple[NoteEntry, ...]:
    """What was written to a goal and may be seen by this circle, the newest first."""
    if goal not in {entry.id for entry in goals(session, actor, archived=True)}:
        return ()
    statement = select(GoalNote).where(GoalNote.goal == goal, _visible(actor, GoalNote)).order_by(GoalNote.id.desc())
    return tuple(NoteEntry(n.id, n.text, Circle(n.circle), n.who, n.at) for n in session.scalars(statement))


def notes_within(session: Session, actor: Actor, alliance: int) -> Mapping[int, tuple[NoteEntry, ...]]:
    """The notes of an alliance's goals that this circle may see, by goal, the newest first."""
    seen = [entry.id for entry in goals(session, actor, alliance=alliance)]
    statement = select(GoalNote).where(GoalNote.goal.in_(seen), _visible(actor, GoalNote)).order_by(GoalNote.id.desc())
    found: dict[int, list[NoteEntry]] = defaultdict(list)
    for note in session.scalars(statement):
        found[note.goal].append(NoteEntry(note.id, note.text, Circle(note.circle), note.who, note.at))
    return {goal: tuple(entries) for goal, entries in found.items()}


def measures(
    session: Session, actor: Actor, *, alliance: int | None = None, archived: bool = False
) -> tuple[MeasureEntry, ...]:
    """The measures this circle sees, of one alliance or of all: by begin, those without one last."""
    statement = _seen(select(Measure), actor, Measure, archived).where(
        Measure.alliance.in_(_alliances(actor, archived))
    )
    if alliance is not None:
        statement = statement.where(Measure.alliance == alliance)
    names, seen = _names(session), {entry.id for entry in goals(session, actor, archived=True)}
    linked: dict[int, list[int]] = defaultdict(list)
    for link in session.scalars(select(MeasureGoal).order_by(MeasureGoal.goal)):
        if link.goal in seen:
            linked[link.measure].append(link.goal)
    reviews: dict[int, list[ReviewEntry]] = defaultdict(list)
    written = select(MeasureReview).where(MeasureReview.archived_at.is_(None))
    for one in session.scalars(written.order_by(MeasureReview.decided_on, MeasureReview.id)):
        entry = ReviewEntry(one.id, Judgement(one.judgement), one.reason, one.decided_by, one.decided_on)
        reviews[one.measure].append(entry)
    examples = {one.id: one.form.title for one in practices(session, actor, archived=True)}
    rows = session.scalars(statement.order_by(Measure.begins.is_(None), Measure.begins, Measure.id))
    return tuple(
        MeasureEntry(
            row.id, _measure_for(row, linked[row.id], examples), names.get(row.organisation, ""),
            tuple(reviews[row.id]), life(row), examples.get(row.practice or 0, ""),
        )
        for row in rows
    )  # fmt: skip


def _measure_for(row: Measure, goals: Sequence[int], examples: Mapping[int, str]) -> MeasureForm:
    form = measure_form(row, goals)
    return form if form.practice in examples else replace(form, practice=None)


def _visible(actor: Actor, model: Any) -> ColumnElement[bool]:
    seen: ColumnElement[bool] = model.circle.in_([one.value for one in Circle if actor.circle.may_see(one)])
    return seen


def _seen(statement: Select[Any], actor: Actor, model: Any, archived: bool) -> Select[Any]:
    statement = statement.where(_visible(actor, model))
    return statement if _also_archived(actor, archived) else statement.where(model.archived_at.is_(None))


def _also_archived(actor: Actor, wished: bool) -> bool:
    return wished and actor.circle is Circle.INTERNAL


def _alliances(actor: Actor, archived: bool = False) -> Select[Any]:
    statement = select(Alliance.id).where(_visible(actor, Alliance))
    return statement if _also_archived(actor, archived) else statement.where(Alliance.archived_at.is_(None))


def _names(session: Session) -> Mapping[int | None, str]:
    return {row.id: row.name for row in session.execute(select(Organisation.id, Organisation.name))}


def _one(entries: tuple[E, ...], key: int, what: str) -> E:
    for entry in entries:
        if entry.id == key:
            return entry
    raise NotFound(f"{what} Nr. {key} gibt es nicht, oder nicht für diesen Kreis.")
