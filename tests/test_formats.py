"""German spelling of figures, dates and lists."""

import math
from datetime import UTC, date, datetime

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import formats

few = settings(max_examples=80, deadline=None)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (-1234.5, 2, "-1.234,50"),
        (0, 0, "0"),
        (-0.4, 0, "0"),
        (2.5, 0, "3"),
        (2.675, 2, "2,68"),
        (-2.5, 0, "-3"),
        (999999.5, 0, "1.000.000"),
        (1e300, 0, "1" + ".000" * 100),
        (None, 0, "–"),
        (math.nan, 2, "–"),
    ],
)
def test_numbers(value, decimals, text):
    assert formats.number(value, decimals) == text


@few
@given(st.floats(-1e15, 1e15, allow_nan=False), st.integers(0, 4))
def test_numbers_are_spelled_as_unicode_says_for_germany(value, decimals):
    rounded = round(value, decimals) + 0.0
    if abs(abs(value - rounded) * 10**decimals - 0.5) < 1e-3:
        return  # halves: rounded away from zero here, to even there
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    assert formats.number(rounded, decimals) == format_decimal(rounded, pattern, locale="de_DE")


def test_infinity_is_a_bug_and_not_a_figure():
    with pytest.raises(ValueError, match="infinite"):
        formats.number(math.inf)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (12, 0, "+12"),
        (-3, 0, "−3"),
        (0, 0, "±0"),
        (-0.2, 0, "±0"),
        (1234.56, 1, "+1.234,6"),
        (-0.25, 1, "−0,3"),
        (None, 0, "–"),
    ],
)
def test_changes_carry_their_direction(value, decimals, text):
    assert formats.signed(value, decimals) == text


@pytest.mark.parametrize(
    ("share", "decimals", "text"),
    [
        (0.87, 0, "87\u202f%"),
        (0.285, 0, "29\u202f%"),
        (1.234, 1, "123,4\u202f%"),
        (-0.1, 0, "-10\u202f%"),
        (None, 0, "–"),
    ],
)
def test_shares_are_per_cent(share, decimals, text):
    assert formats.percent(share, decimals) == text


def test_days_and_moments_are_those_of_berlin():
    assert formats.day(date(2026, 9, 3)) == "03.09.2026"
    assert formats.day(datetime(2026, 9, 30, 22, 30, tzinfo=UTC)) == "01.10.2026"
    assert formats.moment(datetime(2026, 9, 30, 12, 5, tzinfo=UTC)) == "30.09.2026, 14:05 Uhr"
    assert formats.moment(datetime(2026, 12, 31, 23, 5)) == "01.01.2027, 00:05 Uhr"


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["A"], "A"), (["A", "B"], "A und B"), (["A", "B", "C"], "A, B und C")]
)
def test_lists_end_with_und(words, text):
    assert formats.join(words) == text
