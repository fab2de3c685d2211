"""What was carried over is conserved: nobody who must be taken in is lost or counted twice between periods."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.planning.kinds import Carrying
from dashboard.planning.reckoning import reckon

AREAS = ("a", "b", "c", "d")
PEOPLE = st.fixed_dictionaries({area: st.integers(1, 50_000) for area in AREAS})
PERIODS = st.lists(
    st.tuples(
        st.sampled_from(list(Carrying)),
        st.integers(0, 600),
        st.fixed_dictionaries({area: st.integers(-5, 300) for area in AREAS}),
        st.fixed_dictionaries({area: st.integers(0, 20) for area in AREAS}),
    ),
    min_size=1,
    max_size=8,
)


@given(PEOPLE, PERIODS)
def test_over_any_sequence_of_periods_what_is_open_is_all_that_was_set_less_all_that_was_taken_in(
    people: dict[str, int],
    periods: list[tuple[Carrying, int, dict[str, int], dict[str, int]]],
) -> None:
    rests = dict.fromkeys(AREAS, 0)
    carried = due = done = 0
    for carrying, persons, taken, credited in periods:
        found = reckon(carrying, persons, carried, rests, people, {})
        assert sum(found.computed.values()) == persons + carried
        if found.carried is not None:
            assert found.carried == rests
            assert found.difference == 0
        rests = {area: found.computed[area] - taken[area] - credited[area] for area in AREAS}
        carried = persons + carried - sum(taken.values()) - sum(credited.values())
        due, done = due + persons, done + sum(taken.values()) + sum(credited.values())
        assert carried == sum(rests.values()) == due - done


@given(
    PEOPLE, st.integers(0, 500), st.integers(-200, 200), st.fixed_dictionaries({a: st.integers(-50, 50) for a in AREAS})
)
def test_a_carry_over_set_otherwise_than_the_rests_add_up_is_shared_out_exactly_too(
    people: dict[str, int], persons: int, carried: int, rests: dict[str, int]
) -> None:
    found = reckon(Carrying.OWN, persons, carried, rests, people, {})
    assert found.carried is not None
    assert (sum(found.computed.values()), sum(found.carried.values())) == (persons + carried, carried)
    assert found.difference == carried - sum(rests.values())
