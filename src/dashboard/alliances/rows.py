"""Rows as forms, and the words that the two texts of a conflict need: names instead of numbers."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances.forms import AllianceForm, GoalForm, MeasureForm, PartnerForm, RecommendationForm, StepForm
from dashboard.alliances.kinds import AllianceState, GoalKind, MeasureState, Offer, Path, State
from dashboard.alliances.models import (
    Alliance,
    Goal,
    GoalArea,
    GoalStep,
    Measure,
    MeasureGoal,
    Partner,
    Recommendation,
)
from dashboard.formats import NOTHING, join, number
from dashboard.geography.models import Place
from dashboard.network.models import Organisation, Practice
from dashboard.periods import Period
from dashboard.store import Circle, UnitOfWork, kept
from dashboard.store.models import DataVersion

SUBJECT = "alliances"
LONGEST_TITLE = 80


def hold(work: UnitOfWork) -> None:
    """Let nobody else write alliances until this transaction ends: overlaps are looked for before writing."""
    work.session.execute(select(DataVersion.number).where(DataVersion.subject == SUBJECT).with_for_update())


def alliance_form(row: Alliance) -> AllianceForm:
    """What is entered about an alliance now."""
    return AllianceForm(
        row.name, row.purpose, row.programme, row.lead, AllianceState(row.state), row.support, row.support_from,
        row.support_until, row.next_meeting, Circle(row.circle),
    )  # fmt: skip


def partner_form(row: Partner) -> PartnerForm:
    """What is entered about a partner now."""
    return PartnerForm(row.alliance, row.organisation, row.role, row.since, row.until)


def recommendation_form(row: Recommendation) -> RecommendationForm:
    """What is entered about a recommendation now."""
    return RecommendationForm(row.text, row.source, Circle(row.circle))


def goal_form(row: Goal, areas: Sequence[str]) -> GoalForm:
    """What is entered about a goal now."""
    return GoalForm(
        row.alliance, row.text, GoalKind(row.kind), tuple(areas), row.recommendation, row.indicator,
        row.baseline_value, _period(row.baseline_period), row.target_value, _period(row.due_period), Path(row.path),
        tuple((Period.of(code), value) for code, value in json.loads(row.points)), row.judgement, row.judged_on,
        State(row.judged_state) if row.judged_state else None, Circle(row.circle),
    )  # fmt: skip


def points_text(form: GoalForm) -> str:
    """The own points as the row keeps them."""
    return json.dumps([[period.code, value] for period, value in form.points])


def step_form(row: GoalStep) -> StepForm:
    """What is entered about a step now."""
    return StepForm(row.goal, row.text, row.position, row.due_on)


def measure_form(row: Measure, goals: Sequence[int]) -> MeasureForm:
    """What is entered about a measure now."""
    return MeasureForm(
        row.alliance, row.text, tuple(goals), Offer(row.offer), row.organisation, row.begins, row.ends,
        row.budget_planned, row.budget_spent, row.funding, row.places, row.participants, MeasureState(row.state),
        Circle(row.circle), row.practice,
    )  # fmt: skip


def areas_of(session: Session, goal: int) -> list[str]:
    """The areas of a goal."""
    return list(session.scalars(select(GoalArea.area).where(GoalArea.goal == goal).order_by(GoalArea.area)))


def goals_of(session: Session, measure: int) -> list[int]:
    """The goals of a measure."""
    statement = select(MeasureGoal.goal).where(MeasureGoal.measure == measure).order_by(MeasureGoal.goal)
    return list(session.scalars(statement))


def title(text: str) -> str:
    """The beginning of a long text, to name it by."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1].rstrip()}…"


def words(session: Session) -> kept.Words:
    """Field values in German words; organisations, recommendations, goals and places by their names."""
    named = {
        "lead": Organisation.name, "support": Organisation.name, "organisation": Organisation.name,
        "alliance": Alliance.name, "recommendation": Recommendation.text, "goals": Goal.text, "goal": Goal.text,
        "practice": Practice.title,
    }  # fmt: skip

    def said(name: str, value: Any) -> str:
        column = named.get(name)
        if column is not None and value not in (None, ()):
            keys = value if isinstance(value, tuple) else (value,)
            return join([title(session.scalar(select(column).where(column.class_.id == key)) or "?") for key in keys])
        if name == "areas":
            return join(list(session.scalars(select(Place.name).where(Place.area.in_(value)).order_by(Place.sort_key))))
        if name == "points":
            return join([f"{period.label}: {number(mark, 2)}" for period, mark in value]) or NOTHING
        return kept.said(name, value)

    return said


def _period(code: str | None) -> Period | None:
    return Period.of(code) if code else None
