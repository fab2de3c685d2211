"""The rule of progress, case by case with exact values, and what holds for every goal."""

from dataclasses import replace
from datetime import date

import pytest
from goal_courses import START, a_break, at, course, plan, withheld
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.alliances.kinds import Path, State
from dashboard.alliances.plan import Plan, Point
from dashboard.alliances.progress import Progress, Reason, progress
from dashboard.periods import Period

REACHED, ON_TRACK, BEHIND, AWAY, UNKNOWN = State
NO_STATE = (UNKNOWN, None, None, None)


def said(found: Progress) -> tuple[State, float | None, float | None, float | None]:
    return found.state, found.current, found.share, found.expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([40], (ON_TRACK, 40, 0.0, 0.0)),
        ([40, 45], (ON_TRACK, 45, 0.25, 0.125)),
        ([40, 42, 43], (ON_TRACK, 43, 0.15, 0.25)),
        ([40, 42, 42.9], (BEHIND, 42.9, pytest.approx(0.145), 0.25)),
        ([40, 41, 40], (BEHIND, 40, 0.0, 0.25)),
        ([40, 40], (BEHIND, 40, 0.0, 0.125)),
        ([40, 39], (AWAY, 39, -0.05, 0.125)),
        ([40, 60], (REACHED, 60, 1.0, 0.125)),
        ([40, 70], (REACHED, 70, 1.5, 0.125)),
        ([40, 60, 40], (BEHIND, 40, 0.0, 0.25)),
        ([40, *[50] * 7, 60], (REACHED, 60, 1.0, 1.0)),
        ([40, *[50] * 7, 59], (BEHIND, 59, 0.95, 1.0)),
        ([40, *[50] * 7, 39], (AWAY, 39, -0.05, 1.0)),
        ([40, *[50] * 10, 60], (REACHED, 60, 1.0, 1.0)),
    ],
)
def test_more_is_wanted(values: list[float], expected: tuple[object, ...]) -> None:
    assert said(progress(plan(40, 60), course(*values))) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([60], (ON_TRACK, 60, 0.0, 0.0)),
        ([60, 55], (ON_TRACK, 55, 0.25, 0.125)),
        ([60, 59, 58, 60], (BEHIND, 60, 0.0, 0.375)),
        ([60, 61], (AWAY, 61, -0.05, 0.125)),
        ([60, 40], (REACHED, 40, 1.0, 0.125)),
        ([60, 0], (REACHED, 0, 3.0, 0.125)),
    ],
)
def test_less_is_wanted(values: list[float], expected: tuple[object, ...]) -> None:
    assert said(progress(plan(60, 40), course(*values))) == expected


@pytest.mark.parametrize(
    ("direction", "value", "kept"),
    [
        ("up", 50, True), ("up", 51, True), ("up", 49, False),
        ("down", 50, True), ("down", 49, True), ("down", 51, False),
        ("none", 55, True), ("none", 45, True), ("none", 55.1, False), ("none", 44.9, False),
    ],
)  # fmt: skip
def test_a_value_to_hold_is_all_or_nothing_and_reached_only_at_the_due_period(
    direction: str, value: float, kept: bool
) -> None:
    hold = plan(50, 50, direction=direction)
    early, late = progress(hold, course(50, value)), progress(hold, course(*[50] * 8, value))
    assert said(early) == ((ON_TRACK, value, 1.0, 1.0) if kept else (AWAY, value, 0.0, 1.0))
    assert said(late) == ((REACHED, value, 1.0, 1.0) if kept else (AWAY, value, 0.0, 1.0))


@pytest.mark.parametrize(
    ("path", "points", "shares"),
    [
        (Path.LINEAR, (), {-1: 0.0, 0: 0.0, 1: 0.125, 4: 0.5, 8: 1.0, 9: 1.0}),
        (Path.STEPS, (), {0: 0.0, 7: 0.0, 8: 1.0}),
        (Path.STEPS, ((at(2), 45.0), (at(6), 55.0)), {1: 0.0, 2: 0.25, 5: 0.25, 6: 0.75, 7: 0.75, 8: 1.0}),
        (Path.POINTS, ((at(2), 45.0), (at(6), 55.0)), {1: 0.125, 2: 0.25, 4: 0.5, 6: 0.75, 7: 0.875, 8: 1.0}),
        (Path.POINTS, ((at(4), 38.0),), {2: -0.05, 4: -0.1, 6: 0.45, 8: 1.0}),
    ],
)
def test_what_the_path_expects(path: Path, points: tuple[object, ...], shares: dict[int, float]) -> None:
    agreed = plan(40, 60, path=path, points=points)
    assert {number: agreed.expected(at(number)) for number in shares} == pytest.approx(shares)


def test_a_dip_that_was_agreed_is_on_track_and_a_deeper_one_is_not() -> None:
    agreed = plan(40, 60, path=Path.POINTS, points=((at(4), 38.0),))
    assert progress(agreed, course(40, 40, 40, 40, 38)).state is ON_TRACK
    assert progress(agreed, course(40, 40, 40, 40, 37)).state is AWAY


def test_a_due_year_ends_with_its_last_quarter() -> None:
    assert Plan(40, START, 60, Period.of("2027")).expected(at(4)) == 0.5


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([], Reason.NO_VALUE),
        (["…"], Reason.NO_VALUE),
        ([40, "."], Reason.SIGN),
        ([40, "/"], Reason.SIGN),
        ([40, "•"], Reason.WITHHELD),
    ],
)
def test_without_a_number_there_is_no_state(values: list[float | str], reason: Reason) -> None:
    found = progress(plan(), course(*values))
    assert (said(found), found.reason) == (NO_STATE, reason)


def test_values_before_the_baseline_and_of_another_length_are_no_progress() -> None:
    points = [*course(59, first=-1), Point(Period.of("2026"), 60.0)]
    assert progress(plan(), points).reason is Reason.NO_VALUE


def test_what_comes_later_is_not_there_yet() -> None:
    assert said(progress(plan(), course(40, 45, "…"))) == (ON_TRACK, 45, 0.25, 0.125)


def test_a_sign_beside_a_number_does_not_matter() -> None:
    points = [*course(40), Point(at(1), 0.0, "-")]
    assert said(progress(plan(), points)) == (AWAY, 0.0, -2.0, 0.125)


def test_a_withheld_value_gives_nothing_away_not_even_an_older_one() -> None:
    found = progress(plan(), [*course(40, 45), withheld(2)])
    assert (said(found), found.reason, found.outlook, found.restated) == (NO_STATE, Reason.WITHHELD, None, None)


def test_a_break_between_baseline_and_current_value_ends_the_comparison() -> None:
    found = progress(plan(), course(40, 45, 50), [a_break(date(2026, 6, 30))])
    assert (said(found), found.reason, found.breaks) == (NO_STATE, Reason.BREAK, ("Zensus 2022",))
    assert progress(plan(), course(40, 45, 50), [a_break(date(2026, 7, 1))]).state is ON_TRACK
    assert progress(plan(), course(40, 45, 50), [a_break(date(2025, 12, 31))]).state is ON_TRACK


@pytest.mark.parametrize(
    ("agreed", "values", "expected"),
    [
        (plan(40, 60), [40, 60], (REACHED, None)),
        (plan(40, 60), [40, 45], (ON_TRACK, None)),
        (plan(40, 60), [40, 40], (UNKNOWN, Reason.INCOMPLETE)),
        (plan(40, 60), [40, 30], (UNKNOWN, Reason.INCOMPLETE)),
        (plan(60, 40), [60, 61], (AWAY, None)),
        (plan(60, 40), [60, 60], (BEHIND, None)),
        (plan(60, 40), [60, 55], (UNKNOWN, Reason.INCOMPLETE)),
        (plan(60, 40), [60, 40], (UNKNOWN, Reason.INCOMPLETE)),
        (plan(50, 50, direction="up"), [50, 50], (ON_TRACK, None)),
        (plan(50, 50, direction="up"), [50, 49], (UNKNOWN, Reason.INCOMPLETE)),
        (plan(50, 50, direction="down"), [50, 51], (AWAY, None)),
        (plan(50, 50, direction="none"), [50, 50], (UNKNOWN, Reason.INCOMPLETE)),
        (plan(40, 60, sums=False), [40, 60], (UNKNOWN, Reason.INCOMPLETE)),
    ],
)
def test_an_incomplete_sum_is_at_least_what_it_says(
    agreed: Plan, values: list[float], expected: tuple[State, Reason | None]
) -> None:
    found = progress(agreed, course(*values, missing=["99001001"]))
    assert (found.state, found.reason) == expected
    assert (found.at_least, found.current, found.share) == (True, values[-1], agreed.share(values[-1]))


def test_sums_that_lack_the_same_places_are_compared_as_usual() -> None:
    first = course(40, missing=["a"])
    found = progress(plan(), [*first, *course(40, missing=["a"], first=1)])
    assert (found.state, found.at_least) == (BEHIND, False)


def test_a_baseline_that_lacks_places_which_came_since_is_no_baseline() -> None:
    found = progress(plan(), [*course(40, missing=["a"]), *course(60, first=1)])
    assert (found.state, found.reason, found.current, found.share) == (UNKNOWN, Reason.BASELINE_INCOMPLETE, 60, 1.0)


def test_a_baseline_that_was_corrected_since_stays_as_agreed_and_is_named() -> None:
    found = progress(plan(), course(42, 50))
    assert (said(found), found.restated) == ((ON_TRACK, 50, 0.5, 0.125), 42)
    assert progress(plan(decimals=1), course(40.04, 50)).restated is None


@pytest.mark.parametrize("first", [None, 41, ".", "•"])
def test_outside_the_office_a_baseline_that_is_not_released_as_agreed_is_not_used(first: float | str | None) -> None:
    found = progress(plan(), course(first, 50), released_only=True)
    assert found == Progress(UNKNOWN, Reason.BASELINE_HIDDEN)


def test_outside_the_office_a_released_baseline_is_used() -> None:
    assert said(progress(plan(), course(40, 50), released_only=True)) == (ON_TRACK, 50, 0.5, 0.125)


def test_the_outlook_goes_on_with_the_trend_from_the_current_value() -> None:
    before = course(*[30.0 + 2 * number for number in range(7)], first=-7)
    found = progress(plan(44, 60), [*before, *course(44, 46)])
    assert found.outlook is not None
    assert (found.outlook.low, found.outlook.middle, found.outlook.high) == (60.0, 60.0, 60.0)
    assert found.outlook.reached is True
    missed = progress(plan(44, 61), [*before, *course(44, 46)]).outlook
    assert missed is not None
    assert missed.reached is False


def test_the_outlook_has_its_uncertainty_and_its_bounds() -> None:
    before = course(30, 33, 33, 37, 38, 40, 41, first=-7)
    found = progress(plan(44, 58), [*before, *course(44, 46)], highest=59)
    assert found.outlook is not None
    assert found.outlook.low < found.outlook.middle <= found.outlook.high == 59
    assert found.outlook.reached is None


@pytest.mark.parametrize(
    "values",
    [[40, 42], [40, 41, 40, 41, 40, 41, 40, 41], [40 + number for number in range(9)]],
    ids=["few", "no trend", "due period"],
)
def test_no_outlook_without_a_trend_or_from_the_due_period_on(values: list[float]) -> None:
    assert progress(plan(40, 60), course(*values)).outlook is None


def test_no_outlook_across_a_break_or_where_trends_are_ruled_out() -> None:
    values = course(*[30.0 + 2 * number for number in range(9)], first=-7)
    assert progress(plan(44, 60), values).outlook is not None
    assert progress(plan(44, 60), values, [a_break(date(2025, 1, 1))]).outlook is None
    assert progress(plan(44, 60), values, with_trend=False).outlook is None


NUMBERS = st.integers(-10_000, 10_000)
RANK = {AWAY: 0, BEHIND: 1, ON_TRACK: 2, REACHED: 3}


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.integers(0, 10), st.sampled_from(["up", "down"]))
def test_more_of_the_wanted_never_lowers_progress(
    baseline: int, target: int, one: int, other: int, when: int, direction: str
) -> None:
    agreed = plan(baseline, target, direction=direction)
    low, high = sorted((one, other))
    worse, better = (low, high) if agreed.more_is_wanted else (high, low)
    before, after = (progress(agreed, course(value, first=when)) for value in (worse, better))
    assert before.share is not None
    assert after.share is not None
    assert before.share <= after.share
    assert RANK[before.state] <= RANK[after.state]


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(0, 10))
def test_direction_down_is_the_mirror_of_up(baseline: int, target: int, value: int, when: int) -> None:
    up = plan(baseline, target, direction="up")
    down = plan(-baseline, -target, direction="down")
    here, there = progress(up, course(value, first=when)), progress(down, course(-value, first=when))
    assert (here.state, here.share, here.expected) == (there.state, there.share, there.expected)


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(0, 10), st.integers(-20, 20))
def test_the_unit_does_not_matter(baseline: int, target: int, value: int, when: int, power: int) -> None:
    factor = 2.0**power
    here = progress(plan(baseline, target, direction="up"), course(value, first=when))
    there = progress(plan(baseline * factor, target * factor, direction="up"), course(value * factor, first=when))
    assert (here.state, here.share, here.expected) == (there.state, there.share, there.expected)


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(0, 10), st.integers(0, 500))
def test_what_an_incomplete_sum_says_is_not_overturned_by_the_rest(
    baseline: int, target: int, value: int, when: int, rest: int
) -> None:
    assume(value >= 0)
    agreed = plan(baseline, target, direction="up")
    partial = progress(agreed, course(value, first=when, missing=["a"]))
    whole = progress(agreed, course(value + rest, first=when))
    if partial.state is UNKNOWN or when == 0:
        return
    good = {REACHED, ON_TRACK}
    assert (partial.state in good) == (whole.state in good)


@given(st.lists(NUMBERS, min_size=1, max_size=12))
def test_the_state_rests_on_the_newest_value_alone(values: list[int]) -> None:
    agreed = plan(40, 60)
    found = progress(agreed, course(*values))
    alone = progress(agreed, course(values[-1], first=len(values) - 1))
    assert said(replace(found, outlook=None)) == said(replace(alone, outlook=None))
