"""What may be said about a course: changes, trends and unusual values, and the reason where nothing may."""

import math
from datetime import date
from itertools import accumulate, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import theilslopes

from dashboard.intake import checks_history
from dashboard.observations import trends
from dashboard.observations.trends import Change, Course, Reason, Unusual, change, theil_sen, trend, unusual
from dashboard.periods import Period

NAN = math.nan
START = Period("2023-Q1")


def quarters(count, start=START):
    return tuple(accumulate(repeat(None, max(count - 1, 0)), lambda period, _: period.next(), initial=start))[:count]


def course(*values, **more):
    return Course(quarters(len(values)), tuple(float(value) for value in values), **more)


Q1, Q2, Q3 = quarters(3)


def test_a_change_has_its_size_and_its_share():
    assert change(course(40, 50, 45), Q1, Q2) == Change(Q1, Q2, 10, 0.25)
    assert change(course(40, 50, 45), Q1, Q3) == Change(Q1, Q3, 5, 0.125)
    assert change(course(40, 40), Q1, Q2) == Change(Q1, Q2, 0, 0)


@pytest.mark.parametrize(
    ("given_course", "absolute", "why_not", "why_no_share"),
    [
        (course(NAN, 50), None, Reason.GAP, Reason.GAP),
        (course(40, NAN), None, Reason.GAP, Reason.GAP),
        (course(40), None, Reason.GAP, Reason.GAP),
        (course(NAN, 50, withheld=frozenset({Q1})), None, Reason.WITHHELD, Reason.WITHHELD),
        (course(40, NAN, withheld=frozenset({Q2})), None, Reason.WITHHELD, Reason.WITHHELD),
        (course(40, 50, breaks=(date(2023, 6, 30),)), None, Reason.BREAK, Reason.BREAK),
        (course(40, 50, lacking=(frozenset({"Lengede"}), frozenset())), None, Reason.INCOMPLETE, Reason.INCOMPLETE),
        (course(0, 50), 50, None, Reason.ZERO),
        (course(-4, 2), 6, None, Reason.NEGATIVE),
        (course(4, -2), -6, None, Reason.NEGATIVE),
    ],
)
def test_where_there_is_no_change_the_reason_is_said(given_course, absolute, why_not, why_no_share):
    found = change(given_course, Q1, Q2)
    assert (found.absolute, found.relative) == (absolute, None)
    assert (found.why_not, found.why_no_share) == (why_not, why_no_share)


def test_a_break_separates_values_only_if_it_lies_between_the_ends_of_their_periods():
    on_first_day = course(40, 50, 60, breaks=(date(2023, 4, 1),))
    assert change(on_first_day, Q1, Q2).breaks == (date(2023, 4, 1),)
    assert change(on_first_day, Q2, Q3).absolute == 10
    assert change(course(40, 50, breaks=(date(2023, 3, 31),)), Q1, Q2).absolute == 10
    assert change(course(40, 50, breaks=(date(2023, 7, 1),)), Q1, Q2).absolute == 10


def test_sums_that_lack_the_same_places_can_be_compared():
    lacking = (frozenset({"Lengede"}),) * 2
    assert change(course(40, 50, lacking=lacking), Q1, Q2).absolute == 10


def test_a_steady_rise_is_a_trend_with_exact_numbers():
    found = trend(course(10, 12, 13, 16, 17, 20, 21, 24))
    assert (found.slope, found.low, found.high) == (2.0, 5 / 3, 2.2)
    assert (found.count, found.first, found.last) == (8, START, Period("2024-Q4"))
    assert found.claimed


def test_seven_values_are_too_few_for_a_trend():
    found = trend(course(10, 12, 13, 16, 17, 20, 21))
    assert (found.slope, found.count, found.why_not) == (None, 7, Reason.FEW)
    assert trend(course()).count == 0
    assert trend(course(*[NAN] * 12)).why_not is Reason.FEW


def test_no_trend_is_claimed_where_the_interval_contains_zero():
    found = trend(course(10, 12, 9, 11, 10, 12, 9, 11))
    assert found.why_not is Reason.UNCERTAIN
    assert found.low <= 0 <= found.high
    assert trend(course(*[7] * 8)).why_not is Reason.UNCERTAIN


def test_only_the_stretch_since_the_last_break_makes_a_trend():
    values = (100, 90, 80, 70, 10, 12, 13, 16, 17, 20, 21, 24)
    found = trend(course(*values, breaks=(date(2024, 1, 1), date(2020, 1, 1))))
    assert (found.slope, found.count, found.first) == (2.0, 8, Period("2024-Q1"))
    assert trend(course(*values, breaks=(date(2024, 4, 1),))).why_not is Reason.FEW


def test_a_gap_does_not_pull_the_values_together():
    with_gap = trend(course(10, 12, 13, NAN, 17, 20, 21, 24, 25))
    assert with_gap.count == 8
    assert with_gap.slope == pytest.approx(theilslopes([10, 12, 13, 17, 20, 21, 24, 25], [0, 1, 2, 4, 5, 6, 7, 8])[0])


def test_sums_that_lack_other_places_than_the_newest_make_no_trend():
    lacking = (frozenset(), *[frozenset({"Lengede"})] * 7)
    assert trend(course(10, 12, 13, 16, 17, 20, 21, 24, lacking=lacking)).count == 7


@given(st.lists(st.integers(-50, 50) | st.just(NAN), min_size=8, max_size=40))
def test_the_slope_and_its_interval_are_those_of_scipy(values):
    known = [(place, value) for place, value in enumerate(values) if not math.isnan(value)]
    found = trend(course(*values))
    if len(known) < 8:
        assert found.why_not is Reason.FEW
        return
    positions, numbers = zip(*known, strict=True)
    expected = theilslopes(numbers, positions, alpha=0.95)
    assert found.slope == pytest.approx(expected.slope)
    assert (found.low, found.high) == pytest.approx((expected.low_slope, expected.high_slope))
    assert found.claimed == (not expected.low_slope <= 0 <= expected.high_slope)


@given(st.lists(st.floats(-1e6, 1e6), min_size=8, max_size=20), st.floats(0.5, 4))
def test_the_slope_lies_inside_its_interval_and_grows_with_the_values(values, factor):
    positions = list(range(len(values)))
    slope, low, high = theil_sen(positions, values)
    assert low <= slope <= high
    assert theil_sen(positions, [value * factor for value in values])[0] == pytest.approx(slope * factor, abs=1e-6)


def test_an_unusual_value_is_named_with_the_facts():
    found = unusual(course(100, 102, 98, 101, 99, 103, 160))
    assert found == (Unusual(quarters(7)[-1], 160, pytest.approx(59.5 / (1.4826 * 1.5)), 98, 103, 100.5, 6),)
    assert not found[0].inside


def test_six_other_values_are_needed():
    assert unusual(course(100, 102, 98, 101, 99, 160)) == ()


def test_one_period_can_be_looked_at_alone():
    values = course(100, 102, 98, 101, 99, 103, 160)
    assert unusual(values, only=quarters(7)[-1]) == unusual(values)
    assert unusual(values, only=quarters(7)[0]) == ()


def test_a_history_that_never_moved_does_not_make_one_more_unusual():
    assert unusual(course(2, 2, 2, 2, 2, 2, 5)) == ()
    assert [item.value for item in unusual(course(2, 2, 2, 2, 2, 2, 6))] == [6]
    assert [item.value for item in unusual(course(2, 2, 2, 2, 2, 2, 3), least=0.1)] == [3]


def test_a_value_is_measured_against_its_own_side_of_a_break():
    values = (100, 102, 98, 101, 99, 103, 100, 160, 162, 158, 161, 159, 163, 160)
    assert unusual(course(*values, breaks=(quarters(8)[-1].first,))) == ()
    assert [item.value for item in unusual(course(*values[:8]))] == [160]


def test_the_constants_are_those_of_the_intake():
    assert trends.OTHERS_FOR_UNUSUAL == checks_history.PERIODS_OF_HISTORY
    assert trends.UNUSUAL == checks_history.UNUSUAL
    assert trends.TO_SIGMA == checks_history.TO_SIGMA


@pytest.mark.parametrize(
    ("periods", "values", "message"),
    [
        ((Q1,), (1.0, 2.0), "one value for each"),
        ((Q2, Q1), (1.0, 2.0), "in order"),
        ((Q1, Q1), (1.0, 2.0), "in order"),
        ((Q1, Period("2023")), (1.0, 2.0), "different length"),
        ((Q1,), (math.inf,), "infinite"),
    ],
)
def test_parts_that_do_not_fit_are_refused(periods, values, message):
    with pytest.raises(ValueError, match=message):
        Course(periods, values)


def test_a_withheld_value_must_not_come_along():
    with pytest.raises(ValueError, match="withheld"):
        course(3, withheld=frozenset({Q1}))
