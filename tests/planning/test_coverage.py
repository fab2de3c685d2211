"""Counts put together to a period: each day once, no gap, and no part passed for the whole."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import Period
from dashboard.planning.coverage import Piece, Taken, cover, together
from dashboard.planning.findings import spans

FIRST, LAST, AFTER, MEANWHILE = date(2024, 4, 1), date(2024, 9, 30), date(2024, 10, 1), date(2024, 8, 15)


def piece(code: str, persons: int, *, seen: bool = True) -> Piece:
    span = Period(code)
    return Piece(span.first, span.last, persons, seen)


def test_quarters_months_and_the_period_itself_are_taken_coarser_before_finer() -> None:
    months = [piece(f"2024-{month:02d}", 1) for month in range(4, 10)]
    quarters = [piece("2024-Q2", 10), piece("2024-Q3", 20)]
    whole = piece("2024-04/2024-09", 100)
    assert cover(months, FIRST, LAST, AFTER).persons == 6
    assert cover([*months, *quarters], FIRST, LAST, AFTER).persons == 30
    assert cover([*months, *quarters, whole], FIRST, LAST, AFTER).persons == 100
    assert cover([*months[3:], quarters[0]], FIRST, LAST, AFTER) == Taken(13, LAST)


def test_a_running_period_says_how_far_it_is_reported_and_an_ended_one_with_a_gap_says_nothing() -> None:
    pieces = [piece("2024-Q2", 10), piece("2024-07", 3)]
    assert cover(pieces, FIRST, LAST, MEANWHILE) == Taken(13, date(2024, 7, 31))
    ended = cover(pieces, FIRST, LAST, AFTER)
    assert ended == Taken(missing=(Period("2024-08"), Period("2024-09")))
    assert spans(ended.missing) == "August bis September 2024"
    assert cover([], FIRST, LAST, MEANWHILE) == Taken()
    gap = cover([piece("2024-04", 1), piece("2024-06", 1), piece("2024-08", 1)], FIRST, LAST, MEANWHILE)
    assert (gap.persons, spans(gap.missing)) == (None, "Mai 2024 und Juli 2024")


def test_a_value_that_reaches_over_the_border_is_named_where_it_would_have_been_needed() -> None:
    half = piece("2024-H1", 50)
    found = cover([half, piece("2024-Q3", 5)], FIRST, LAST, AFTER)
    assert (found.persons, found.straddling) == (None, ((date(2024, 1, 1), date(2024, 6, 30)),))
    assert cover([half, piece("2024-Q2", 7), piece("2024-Q3", 5)], FIRST, LAST, AFTER) == Taken(12, LAST)


def test_several_places_count_up_to_the_day_that_all_have_reported() -> None:
    one, other = [piece("2024-04", 2), piece("2024-05", 3)], [piece("2024-04", 4, seen=False)]
    assert together([one, other], FIRST, LAST, MEANWHILE) == Taken(6, date(2024, 4, 30), seen=False)
    assert together([one, []], FIRST, LAST, MEANWHILE) == Taken()
    assert together([one, other], FIRST, LAST, AFTER).missing[0] == Period("2024-05")


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.data())
def test_any_chain_of_pieces_is_added_whole_and_without_one_of_them_not_at_all(
    lengths: list[int], data: st.DataObject
) -> None:
    day, pieces = FIRST, []
    for number, length in enumerate(lengths):
        pieces.append(Piece(day, day + timedelta(days=length - 1), 2**number))
        day += timedelta(days=length)
    last = day - timedelta(days=1)
    assert cover(pieces[::-1], FIRST, last, day) == Taken(2 ** len(lengths) - 1, last)
    left = data.draw(st.integers(0, len(pieces) - 1))
    assert cover(pieces[:left] + pieces[left + 1 :], FIRST, last, day).persons is None
