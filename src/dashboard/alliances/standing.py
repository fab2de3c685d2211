"""Where goals stand for one circle: agreement and figures brought together.

Figures come from ``accommodation.values.figures_of``, which is on the same step of the ladder as this package; so
whoever asks hands over a function that reads them as that circle has them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from dashboard.alliances import queries
from dashboard.alliances.entries import GoalEntry
from dashboard.alliances.forms import GoalForm
from dashboard.alliances.kinds import GoalKind, State
from dashboard.alliances.plan import Plan, Point
from dashboard.alliances.progress import Progress, Reason, progress
from dashboard.alliances.sentences import no_indicator_sentence, outlook_sentence, sentence
from dashboard.catalogue import Catalogue, Indicator
from dashboard.formats import day as german_day
from dashboard.formats import number
from dashboard.periods import Period
from dashboard.store import Actor, Circle


class Figure(Protocol):
    """One value of an indicator; ``accommodation.value.Value`` is one."""

    @property
    def area(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def breakdown(self) -> Mapping[str, str]: ...
    @property
    def value(self) -> float | None: ...
    @property
    def sign(self) -> str: ...
    @property
    def missing(self) -> tuple[str, ...]: ...
    @property
    def uploads(self) -> tuple[int, ...]: ...


Figures = Callable[[str], Iterable[Figure]]
"""All values of an indicator, by its code, as one circle has them."""


@dataclass(frozen=True)
class Standing:
    """Where a goal stands, in data and in words. ``plan`` and ``progress`` only for goals with an indicator."""

    state: State
    sentence: str
    outlook: str = ""
    share: float | None = None
    """Of the way; of hand-kept steps the part that is done; None where nothing is known."""
    plan: Plan | None = None
    progress: Progress | None = None
    baseline_shown: bool = True
    """Whether this circle may see the baseline: what is withheld in the figures is withheld here."""


@dataclass(frozen=True)
class Followed:
    """A goal and where it stands."""

    goal: GoalEntry
    standing: Standing


def follow(
    session: Session,
    actor: Actor,
    catalogue: Catalogue,
    figures: Figures,
    today: date,
    *,
    alliance: int | None = None,
    archived: bool = False,
) -> tuple[Followed, ...]:
    """The goals this circle sees and where they stand, as ``queries.goals``; a baseline only where it may be seen.

    Each indicator is read once, and none that is turned off. ``figures`` reads as the actor's circle.
    """
    goals = queries.agreed(session, actor, alliance=alliance, archived=archived)
    known = {indicator.code for indicator in catalogue.remembered}
    codes = {goal.form.indicator for goal in goals if goal.form.indicator is not None}
    points = {code: points_of(figures(code)) for code in sorted(codes & known)}
    found = [(goal, _standing(goal, points, catalogue, actor.circle, today)) for goal in goals]
    return tuple(Followed(goal if where.baseline_shown else goal.without_baseline(), where) for goal, where in found)


def standing(form: GoalForm, course: Sequence[Point], catalogue: Catalogue, circle: Circle) -> Standing:
    """Where a goal with an indicator stands, from the totals of its place in the order of time."""
    assert form.indicator is not None  # only such goals are asked for
    indicator = catalogue.indicators[form.indicator]
    plan = plan_of(form, indicator)
    counts = indicator.kind == "value" and indicator.counts != "none"
    found = progress(
        plan,
        course,
        catalogue.breaks_of(indicator.code, form.areas[0]),
        released_only=circle is not Circle.INTERNAL,
        with_trend=indicator.allows("trend"),
        lowest=0.0 if indicator.minimum is None and counts else indicator.minimum,
        highest=indicator.maximum,
    )
    shown = found.reason is not Reason.BASELINE_HIDDEN
    return Standing(
        state=found.state,
        sentence=sentence(plan, found, indicator),
        outlook=outlook_sentence(plan, found.outlook, indicator) if found.outlook is not None else "",
        share=found.share,
        plan=plan if shown else None,
        progress=found,
        baseline_shown=shown,
    )


def plan_of(form: GoalForm, indicator: Indicator) -> Plan:
    """The agreement of a goal with an indicator, as the rule reads it."""
    assert form.baseline_value is not None and form.baseline_period is not None  # noqa: PT018 - checked when entered
    assert form.target_value is not None and form.due_period is not None  # noqa: PT018 - checked when entered
    return Plan(
        baseline=form.baseline_value,
        baseline_period=form.baseline_period,
        target=form.target_value,
        due=form.due_period,
        path=form.path,
        points=form.points,
        direction=indicator.direction,
        sums=indicator.kind == "value",
        decimals=indicator.decimals,
    )


def points_of(figures: Iterable[Figure]) -> dict[str, list[Point]]:
    """The totals of every area in the order of time."""
    found: dict[str, list[Point]] = defaultdict(list)
    for one in figures:
        if not one.breakdown:
            period = Period.of(one.period)
            found[one.area].append(Point(period, one.value, one.sign, frozenset(one.missing), one.uploads))
    return {area: sorted(points, key=lambda point: point.period) for area, points in found.items()}


def _standing(
    goal: GoalEntry,
    points: Mapping[str, Mapping[str, Sequence[Point]]],
    catalogue: Catalogue,
    circle: Circle,
    today: date,
) -> Standing:
    code = goal.form.indicator
    if goal.form.kind is GoalKind.STEPS:
        return _of_steps(goal, today)
    if goal.form.kind is GoalKind.JUDGEMENT or code is None:
        return _of_judgement(goal, today)
    if code not in points:
        why = Progress(State.UNKNOWN, Reason.NO_INDICATOR)
        shown = circle is Circle.INTERNAL
        return Standing(State.UNKNOWN, no_indicator_sentence(code), progress=why, baseline_shown=shown)
    return standing(goal.form, points[code].get(goal.form.areas[0], ()), catalogue, circle)


def _of_steps(goal: GoalEntry, today: date) -> Standing:
    """All done: erreicht. Something due and not done, or the due period over: im Verzug. Otherwise on track, as far as
    any day was agreed."""
    steps, due = goal.steps, goal.form.due_period
    if not steps:
        return Standing(State.UNKNOWN, "Kein Stand: Es ist noch kein Schritt eingetragen.")
    done = [step for step in steps if step.done_on is not None]
    share = len(done) / len(steps)
    said = f"{number(len(done))} von {number(len(steps))} Schritten sind erledigt"
    if len(done) == len(steps):
        return Standing(State.REACHED, f"Erreicht: {said}.", share=share)
    late = [step for step in steps if step.done_on is None and step.due_on is not None and step.due_on < today]
    if late:
        first = min(step.due_on for step in late if step.due_on is not None)
        return Standing(
            State.BEHIND, f"Im Verzug: {said}; der erste offene war am {german_day(first)} fällig.", share=share
        )
    if due is not None and due.last < today:
        return Standing(State.BEHIND, f"Im Verzug: {said}; der Zielzeitraum ({due.label}) ist vorbei.", share=share)
    if due is None and all(step.due_on is None for step in steps):
        return Standing(State.UNKNOWN, f"Kein Stand: {said}; ein Termin ist nicht vereinbart.", share=share)
    until = f"; noch offen bis {due.label}" if due is not None else ""
    return Standing(State.ON_TRACK, f"Auf Kurs: {said}, keiner ist überfällig{until}.", share=share)


def _of_judgement(goal: GoalEntry, today: date) -> Standing:
    """What somebody said; a goal is missed only when its due period is over."""
    form = goal.form
    until = ""
    if form.due_period is not None and form.judged_state is not State.REACHED:
        over = form.due_period.last < today
        until = f" Der Zielzeitraum ({form.due_period.label}) ist vorbei." if over else ""
        until = until or f" Noch offen bis {form.due_period.label}."
    if form.judged_on is None or form.judged_state is None:
        when = f" Die Einschätzung ist vom {german_day(form.judged_on)}." if form.judged_on is not None else ""
        return Standing(State.UNKNOWN, f"Kein Stand: Es ist kein Stand eingeschätzt.{when}{until}")
    head = form.judged_state.label[0].upper() + form.judged_state.label[1:]
    return Standing(form.judged_state, f"{head}: eingeschätzt am {german_day(form.judged_on)}.{until}")
