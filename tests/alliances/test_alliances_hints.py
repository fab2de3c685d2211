"""What somebody has to see to: said on its day, not before, and not once it is done."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dashboard.alliances import hints
from dashboard.alliances.entries import GoalEntry, MeasureEntry, ReviewEntry, StepEntry
from dashboard.alliances.forms import AllianceForm, GoalForm, MeasureForm
from dashboard.alliances.kinds import GoalKind, Judgement, MeasureState, State
from dashboard.periods import Period
from dashboard.store.kept import Life

TODAY = date(2026, 11, 26)
LIFE = Life(1, datetime(2026, 1, 1), "Erika", None, None, None)


@pytest.mark.parametrize(
    ("until", "today", "said"),
    [
        (None, TODAY, ""),
        (date(2027, 2, 27), TODAY, ""),
        (date(2027, 2, 26), TODAY, "Der Vertrag der Prozessbegleitung endet in 92 Tagen, am 26.02.2027."),
        (date(2026, 11, 27), TODAY, "Der Vertrag der Prozessbegleitung endet morgen, am 27.11.2026."),
        (TODAY, TODAY, "Der Vertrag der Prozessbegleitung endet heute, am 26.11.2026."),
        (date(2026, 11, 25), TODAY, "Der Vertrag der Prozessbegleitung ist am 25.11.2026 ausgelaufen."),
        (date(2027, 2, 28), date(2026, 11, 30), "Der Vertrag der Prozessbegleitung endet in 90 Tagen, am 28.02.2027."),
        (date(2027, 3, 1), date(2026, 11, 30), ""),
    ],
)
def test_a_contract_that_ends_within_three_months_is_named(until: date | None, today: date, said: str) -> None:
    form = AllianceForm("A", support=1, support_until=until)
    assert hints.contract(form, today) == said
    assert hints.contract(replace(form, support=None), today) == ""


def test_a_meeting_that_is_over_is_not_the_next_one() -> None:
    assert hints.meeting(AllianceForm("A"), TODAY) == ""
    assert hints.meeting(AllianceForm("A", next_meeting=TODAY), TODAY) == ""
    assert hints.meeting(AllianceForm("A", next_meeting=date(2026, 11, 25)), TODAY) == (
        "Das eingetragene Treffen (25.11.2026) ist vorbei; ein neues ist nicht eingetragen."
    )


@pytest.mark.parametrize(
    ("ends", "state", "reviews", "open_"),
    [
        (date(2026, 11, 25), MeasureState.RUNNING, [], True),
        (TODAY, MeasureState.RUNNING, [], False),
        (None, MeasureState.RUNNING, [], False),
        (None, MeasureState.DONE, [], True),
        (None, MeasureState.DONE, [("keep", date(2026, 1, 1))], False),
        (date(2026, 6, 30), MeasureState.DONE, [("keep", date(2026, 1, 1))], True),
        (date(2026, 6, 30), MeasureState.DONE, [("end", date(2026, 1, 1))], False),
        (date(2026, 6, 30), MeasureState.STOPPED, [("end", date(2026, 1, 1)), ("keep", date(2026, 6, 30))], False),
        (date(2027, 6, 30), MeasureState.STOPPED, [], True),
    ],
)
def test_a_measure_that_is_over_is_to_be_reviewed_until_somebody_has_said_what_became_of_it(
    ends: date | None, state: MeasureState, reviews: list[tuple[str, date]], open_: bool
) -> None:
    found = tuple(ReviewEntry(1, Judgement(what), "", "", on) for what, on in reviews)
    entry = MeasureEntry(1, MeasureForm(1, "Kurs", ends=ends, state=state), "", found, LIFE)
    assert hints.to_review([entry], TODAY) == ((entry,) if open_ else ())


def test_the_next_due_goal_comes_first_and_a_reached_one_last() -> None:
    def goal(key: int, due: str | None, *steps: date | None) -> GoalEntry:
        form = GoalForm(1, "Ziel", GoalKind.STEPS, due_period=Period.of(due) if due else None)
        entries = tuple(StepEntry(n, "Schritt", day, None, None, 1) for n, day in enumerate(steps))
        return GoalEntry(key, "Ankommen", form, entries, LIFE)

    done = StepEntry(9, "Schritt", date(2020, 1, 1), TODAY, "Erika", 1)
    by_step = goal(4, "2028", date(2026, 12, 1))
    goals = [
        (goal(1, "2026-Q4"), State.REACHED), (goal(2, None), State.BEHIND), (goal(3, "2027-Q1"), State.AWAY),
        (replace(by_step, steps=(done, *by_step.steps)), State.ON_TRACK),
    ]  # fmt: skip
    assert [one.id for one, _ in sorted(goals, key=lambda pair: hints.urgency(*pair))] == [4, 3, 2, 1]
