"""How the fictional county's alliances are written down, and their way into the store by the usual commands.

What was agreed is entered on the day of the founding; steps are ticked, measures reported and reviewed on later days.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dashboard.alliances import commands, goals, measures
from dashboard.alliances.forms import (
    AllianceForm,
    GoalForm,
    MeasureForm,
    PartnerForm,
    RecommendationForm,
    ReviewForm,
    StepForm,
)
from dashboard.alliances.kinds import Judgement, MeasureState, State
from dashboard.catalogue.catalogue import Catalogue
from dashboard.store import Circle, UnitOfWork

LATER = 0
"""Stands in a form for an id that is known only once the thing before it is entered."""

Keys = Mapping[str, int]
"""Ids by the keys the fictional county is told with."""
Deed = Callable[[UnitOfWork], object]
Later = Iterator[tuple[date, Deed]]
"""What happens on which day after the founding."""


@dataclass(frozen=True)
class Part:
    """An organisation's part in an alliance."""

    organisation: str
    role: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class Step:
    text: str
    due_on: date
    done_on: date | None = None


@dataclass(frozen=True)
class Note:
    written_on: date
    text: str


@dataclass(frozen=True)
class Assessment:
    """What was thought of a goal on a day."""

    judged_on: date
    state: State
    text: str


@dataclass(frozen=True)
class Aim:
    """A goal; ``key`` is what measures name it by. At first nothing is ticked, judged or noted."""

    key: str
    form: GoalForm
    recommendation: str
    steps: tuple[Step, ...] = ()
    notes: tuple[Note, ...] = ()
    assessments: tuple[Assessment, ...] = ()


@dataclass(frozen=True)
class Review:
    judgement: Judgement
    reason: str
    decided_by: str
    decided_on: date


@dataclass(frozen=True)
class Doing:
    """A measure as it stands now; up to ``reported`` it was planned and nothing spent."""

    form: MeasureForm
    organisation: str
    aims: tuple[str, ...]
    reported: date | None = None
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True)
class Pact:
    """An alliance with all that was agreed in it."""

    founded: date
    form: AllianceForm
    lead: str
    parts: tuple[Part, ...]
    aims: tuple[Aim, ...]
    doings: tuple[Doing, ...] = ()
    support: str = ""


def recommend(work: UnitOfWork, recommendations: Mapping[str, tuple[str, Circle]], source: str) -> dict[str, int]:
    """Enter the Handlungsempfehlungen; returns their ids by key."""
    return {
        key: commands.add_recommendation(work, RecommendationForm(text, f"{source}, Empfehlung {number}", circle))
        for number, (key, (text, circle)) in enumerate(recommendations.items(), start=1)
    }


def agree(work: UnitOfWork, catalogue: Catalogue, pact: Pact, organisations: Keys, recommendations: Keys) -> Later:
    """Enter an alliance with partners, goals and measures as they were on the day it was founded."""
    form = replace(pact.form, lead=organisations[pact.lead], support=organisations.get(pact.support))
    alliance = commands.add_alliance(work, form)
    for part in pact.parts:
        own = organisations[part.organisation]
        commands.add_partner(work, PartnerForm(alliance, own, part.role, part.since, part.until))
    aims: dict[str, int] = {}
    for aim in pact.aims:
        wish = replace(aim.form, alliance=alliance, recommendation=recommendations[aim.recommendation])
        aims[aim.key] = goals.add_goal(work, catalogue, wish)
        yield from _steps(work, aims[aim.key], aim.steps)
        yield from _course(catalogue, aims[aim.key], wish, aim)
    for doing in pact.doings:
        linked = tuple(aims[key] for key in doing.aims)
        own = organisations[doing.organisation]
        yield from _measure(work, replace(doing.form, alliance=alliance, goals=linked, organisation=own), doing)


def _steps(work: UnitOfWork, goal: int, steps: tuple[Step, ...]) -> Later:
    for position, step in enumerate(steps, start=1):
        key = goals.add_step(work, StepForm(goal, step.text, position, step.due_on))
        if step.done_on is not None:
            yield step.done_on, _ticking(key, step.done_on)


def _course(catalogue: Catalogue, goal: int, agreed: GoalForm, aim: Aim) -> Later:
    for note in aim.notes:
        yield note.written_on, _noting(goal, note.text)
    for version, one in enumerate(aim.assessments, start=1):
        wish = replace(agreed, judgement=one.text, judged_on=one.judged_on, judged_state=one.state)
        yield one.judged_on, _judging(catalogue, goal, wish, version)


def _measure(work: UnitOfWork, wish: MeasureForm, doing: Doing) -> Later:
    planned = replace(wish, state=MeasureState.PLANNED, budget_spent=None, participants=None)
    key = measures.add_measure(work, planned)
    if doing.reported is not None:
        yield doing.reported, _reporting(key, wish)
    for review in doing.reviews:
        yield review.decided_on, _reviewing(key, review)


def _ticking(step: int, day: date) -> Deed:
    return lambda work: goals.tick_step(work, step, day)


def _noting(goal: int, text: str) -> Deed:
    return lambda work: goals.add_note(work, goal, text)


def _judging(catalogue: Catalogue, goal: int, wish: GoalForm, version: int) -> Deed:
    return lambda work: goals.change_goal(work, catalogue, goal, wish, seen=version)


def _reporting(measure: int, wish: MeasureForm) -> Deed:
    return lambda work: measures.change_measure(work, measure, wish, seen=1)


def _reviewing(measure: int, review: Review) -> Deed:
    wish = ReviewForm(measure, review.judgement, review.reason, review.decided_by, review.decided_on)
    return lambda work: measures.add_review(work, wish)
