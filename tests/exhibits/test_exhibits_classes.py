"""Classes of a map: round, at most five, the same whatever quarter is shown."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exhibits.classes import Classes, around_zero, fixed, nearest_round, sequential

counts = st.lists(st.integers(0, 100_000).map(float) | st.just(math.nan), max_size=80)


def test_breaks_are_the_rounded_fifths_of_all_values():
    found = sequential([12, 18, 25, 47, 52, 60, 95, 110, 390, 410])
    assert found.breaks == (25, 50, 100, 400)
    assert found.labels == (
        "unter 25",
        "25 bis unter 50",
        "50 bis unter 100",
        "100 bis unter 400",
        "400 und mehr",
    )
    assert [found.index_of(value) for value in (0, 24, 25, 99, 100, 400, 5000)] == [0, 0, 1, 2, 3, 4, 4]


def test_few_or_equal_values_make_few_classes():
    assert sequential([]).labels == ("alle Werte",)
    assert sequential([0.0, 0.0]).labels == ("alle Werte",)
    assert sequential([12.0]).labels == ("alle Werte",)
    assert sequential([2.0, 9.0]).labels == ("unter 8", "8 und mehr")


def test_a_value_is_classed_as_it_is_read():
    utilisation = fixed((0.5, 0.75, 0.9, 1.0), percent=True)
    assert utilisation.labels[3:] == ("90\u202f% bis unter 100\u202f%", "100\u202f% und mehr")
    assert utilisation.index_of(0.994) == 3
    assert utilisation.index_of(0.995) == 4
    rates = fixed((2.5, 5), decimals=1)
    assert rates.labels == ("unter 2,5", "2,5 bis unter 5", "5 und mehr")
    assert rates.index_of(2.45) == 1


def test_changes_have_symmetric_classes_and_one_for_no_change():
    found = around_zero([-40, -12, 0, 3, 19, 22, math.nan])
    assert found.breaks == (20,)
    assert found.labels == (
        "Abnahme um 20 oder mehr",
        "Abnahme um weniger als 20",
        "unverändert",
        "Zunahme um weniger als 20",
        "Zunahme um 20 oder mehr",
    )
    assert [found.index_of(value) for value in (-20, -19, 0, 19, 20)] == [0, 1, 2, 3, 4]
    assert around_zero([]).breaks == (10,)
    assert around_zero([1, -1]).breaks == (2,)


def test_a_missing_value_has_no_class():
    with pytest.raises(ValueError, match="missing"):
        fixed((10,)).index_of(math.nan)


@pytest.mark.parametrize(
    ("breaks", "labels"), [((2.0, 1.0), "abc"), ((1.0,), "abc"), ((1.0, 2.0, 3.0, 4.0, 5.0), "abcdef")]
)
def test_classes_that_do_not_fit_are_refused(breaks, labels):
    with pytest.raises(ValueError, match="break"):
        Classes(breaks, tuple(labels))


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 0), (1, 1), (13, 15), (47, 50), (93, 100), (180, 200), (4200, 4000), (0.7, 1)]
)
def test_round_numbers(value, expected):
    assert nearest_round(value) == expected


@given(counts)
def test_classes_do_not_depend_on_the_order_and_are_at_most_five(values):
    found = sequential(values)
    assert found == sequential(list(reversed(values)))
    assert len(found.labels) <= 5
    assert all(edge == int(edge) and edge > 0 for edge in found.breaks)


@given(counts)
def test_a_larger_value_never_has_a_lower_class(values):
    found = sequential(values)
    known = sorted(value for value in values if not math.isnan(value))
    indexes = [found.index_of(value) for value in known]
    assert indexes == sorted(indexes)
    for value, index in zip(known, indexes, strict=True):
        assert index == 0 or found.breaks[index - 1] <= value
        assert index == len(found.breaks) or value < found.breaks[index]


@given(st.lists(st.integers(-5000, 5000).map(float), max_size=60))
def test_a_change_and_its_opposite_lie_in_opposite_classes(values):
    found = around_zero(values)
    assert all(found.index_of(value) + found.index_of(-value) == 4 for value in values)
    assert all((found.index_of(value) == 2) == (value == 0) for value in values)
