"""Waits are kept apart: nobody is shut out because of somebody else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.access.throttle import Failures, History, own_wait, wait

NOW = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)
NONE = timedelta(0)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 5), (6, 10), (7, 20), (8, 40), (9, 80), (12, 640), (13, 900), (50, 900), (5000, 900)],
)
def test_the_wait_for_a_name_at_a_place_doubles_from_five_seconds_to_a_quarter_of_an_hour(failures, seconds):
    assert own_wait(failures) == timedelta(seconds=seconds)
    history = History(own=Failures(failures, NOW))
    assert wait(history, NOW) == timedelta(seconds=seconds)


def test_a_wait_passes_with_time_and_not_before():
    history = History(own=Failures(7, NOW))
    assert wait(history, NOW + timedelta(seconds=19)) == timedelta(seconds=1)
    assert wait(history, NOW + timedelta(seconds=20)) == NONE


@pytest.mark.parametrize(("failures", "seconds"), [(29, 0), (30, 30), (3000, 30)])
def test_guessing_from_everywhere_slows_strange_places_only(failures, seconds):
    foreign = Failures(failures, NOW)
    assert wait(History(foreign=foreign), NOW) == timedelta(seconds=seconds)
    assert wait(History(foreign=foreign, at_home=True), NOW) == NONE


@pytest.mark.parametrize(("names", "seconds"), [(39, 0), (40, 60), (4000, 60)])
def test_trying_many_names_at_one_address_slows_names_that_are_not_at_home_there(names, seconds):
    strange = Failures(names, NOW)
    assert wait(History(strange=strange), NOW) == timedelta(seconds=seconds)
    assert wait(History(strange=strange, at_home=True), NOW) == NONE


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 10_000), st.booleans(), st.integers(0, 100_000))
def test_no_history_ever_makes_anybody_wait_longer_than_a_quarter_of_an_hour(own, foreign, strange, at_home, after):
    moment = NOW + timedelta(seconds=after)
    history = History(Failures(own, NOW), at_home, Failures(foreign, NOW), Failures(strange, NOW))
    assert NONE <= wait(history, moment) <= timedelta(minutes=15)
    if after >= 900:
        assert wait(history, moment) == NONE
