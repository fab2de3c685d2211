"""Numbers of a column: conventions, signs, ambiguity."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.tables import Convention, read_numbers, signs

few = settings(max_examples=60, deadline=None)

GROUPERS = {
    "german": [".", " ", "\u00a0", "\u2009", "\u202f", "'", ""],
    "english": [",", " ", "\u00a0", "\u202f", "'", ""],
}


def read(*cells, whole=None, convention=None):
    return read_numbers(pd.Series(cells, dtype="str"), whole=whole, convention=convention)


def values(numbers):
    return [None if math.isnan(value) else value for value in numbers.value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", 1234.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234,5", 1234.5),
        ("1\u2009234,5", 1234.5),
        ("1\u202f234,5", 1234.5),
        ("1'234,5", 1234.5),
        ("1’234,5", 1234.5),
        ("1234,5", 1234.5),
        ("12,0", 12),
        ("- 23,5", -23.5),
        ("-  23,5", -23.5),
        ("−23,5", -23.5),
        ("–23,5", -23.5),
        ("+23,5", 23.5),
        (",5", 0.5),
        ("  007,50 ", 7.5),
        ("1.596.852.249,00", 1596852249),
        ("0,123456789", 0.123456789),
    ],
)
def test_german_numbers(text, value):
    numbers = read(text, "1,5")
    assert values(numbers) == [value, 1.5]
    assert numbers.convention is Convention.GERMAN
    assert not numbers.invalid.any()


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,234.5", 1234.5), ("1234.5", 1234.5), ("1 234.5", 1234.5), ("1'234.5", 1234.5), (".5", 0.5), ("0.123", 0.123)],
)
def test_english_numbers(text, value):
    numbers = read(text, "1,234,567")
    assert values(numbers) == [value, 1234567]
    assert numbers.convention is Convention.ENGLISH


@pytest.mark.parametrize(
    "text",
    [
        *("abc", "12 Personen", "1e5", "1,2E+03", "#NV", "#DIV/0!", "k. A.", "1.2.3", "1,2,3", "12-13", "3-", "--3"),
        *(
            "1.23,4",
            "1 23",
            "1234 567",
            "01.234,5",
            "1.234 567,5",
            "1..234",
            "12,",
            "(5",
            "5)",
            "()",
            "(-)",
            "r",
            "5 s",
        ),
        *(
            "5 r r",
            "1/2",
            "•5",
            "٣",
            "５",
            "1234567890123456",
            "%",
            "5 %%",
            "=5",
            "'5",
            "\u00b2",
            "nan",
            "inf",
            "5\x00",
        ),
    ],
)
def test_everything_else_is_invalid_and_has_neither_value_nor_sign(text):
    numbers = read(text, "1,5")
    assert numbers.invalid.tolist() == [True, False]
    assert values(numbers) == [None, 1.5]
    assert numbers.sign.tolist() == ["", ""]
    assert numbers.unit.tolist() == ["", ""]


@pytest.mark.parametrize(
    ("text", "value", "sign"),
    [
        ("-", 0, "-"),
        ("–", 0, "-"),
        (" - ", 0, "-"),
        ("0", 0, ""),
        (".", None, "."),
        ("...", None, "…"),
        ("…", None, "…"),
        ("x", None, "x"),
        ("X", None, "x"),
        ("/", None, "/"),
        ("*", None, "*"),
        ("(123)", 123, "()"),
        ("( 1.234 )", 1234, "()"),
        ("123 r", 123, "r"),
        ("123r", 123, "r"),
        ("123 p", 123, "p"),
        ("123 p r", 123, "r p"),
        ("(12,5) r", 12.5, "() r"),
        ("- r", 0, "- r"),
        (". p", None, ". p"),
        ("", None, ""),
        ("   ", None, ""),
    ],
)
def test_signs_are_meanings(text, value, sign):
    numbers = read(text, "1,5")
    assert values(numbers) == [value, 1.5]
    assert numbers.sign.tolist() == [sign, ""]
    assert not numbers.invalid.any()
    assert value is None or not signs.is_without_value(sign)


@pytest.mark.parametrize("sign", [".", "…", "x", "/", "*", "-", "", "(5)", "5 r", "- p"])
def test_a_sign_is_spelled_as_it_was_read(sign):
    numbers = read(sign)
    number = "" if math.isnan(numbers.value[0]) else f"{numbers.value[0]:.0f}"
    assert signs.spelled(number, numbers.sign[0]) == sign


def test_units_stay_beside_the_number():
    numbers = read("98,9%", "98,9 %", "1.234,50 €", "7")
    assert values(numbers) == [98.9, 98.9, 1234.5, 7]
    assert numbers.unit.tolist() == ["%", "%", "€", ""]


@pytest.mark.parametrize(
    ("cells", "whole", "convention", "expected"),
    [
        (["1.234", "5"], True, "german", [1234, 5]),
        (["2.000"], True, "german", [2000]),
        (["1,234", "5"], True, "english", [1234, 5]),
        (["1,234", "12,000"], True, "english", [1234, 12000]),
        (["12,000"], True, "undecided", [None]),
        (["1.234", "1,234", "5"], True, "undecided", [None, None, 5]),
        (["1.234", "5"], False, "undecided", [None, 5]),
        (["1.234", "5"], None, "undecided", [None, 5]),
        (["(1.234)", "5"], True, "german", [1234, 5]),
    ],
)
def test_a_column_that_fits_two_conventions_is_said_to(cells, whole, convention, expected):
    numbers = read(*cells, whole=whole)
    assert numbers.ambiguous
    assert numbers.convention == convention
    assert values(numbers) == expected
    assert numbers.invalid.tolist() == [value is None for value in expected]


def test_an_ambiguous_column_shows_one_value_both_ways():
    assert read("7", "1.234", "5.678", whole=True).example == ("1.234", 1234.0, 1.234)
    assert read("(1,234)", whole=False).example == ("(1,234)", 1.234, 1234.0)
    assert read("1.234", "1,5").example is None


@pytest.mark.parametrize(
    ("cells", "convention", "expected"),
    [
        (["1.234", "0,5"], "german", [1234, 0.5]),
        (["1.234", "0.5"], "english", [1.234, 0.5]),
        (["1.234", "1.234.567"], "german", [1234, 1234567]),
        (["0.123"], "english", [0.123]),
        (["12", "-3", "1 234"], "plain", [12, -3, 1234]),
        ([], "plain", []),
        (["", "-", "."], "plain", [None, 0, None]),
    ],
)
def test_one_value_that_tells_decides_for_the_column(cells, convention, expected):
    numbers = read(*cells, whole=True)
    assert not numbers.ambiguous
    assert numbers.convention == convention
    assert values(numbers) == expected


def test_the_minority_convention_of_a_mixed_column_is_invalid_and_not_guessed():
    numbers = read("1,5", "2,5", "3.5")
    assert numbers.convention is Convention.GERMAN
    assert values(numbers) == [1.5, 2.5, None]
    assert numbers.invalid.tolist() == [False, False, True]
    assert read("1,5", "2.5", "3.5").convention is Convention.ENGLISH
    assert read("1,5", "2.5").convention is Convention.GERMAN


def test_a_chosen_convention_holds():
    numbers = read("1.234", "5", "1,5", convention="english")
    assert values(numbers) == [1.234, 5, None]
    assert numbers.invalid.tolist() == [False, False, True]
    assert not read("1.234", convention="german").ambiguous


def test_the_index_of_the_column_is_kept():
    column = pd.Series(["1", "x", "-"], index=[7, 3, 9], dtype="str")
    numbers = read_numbers(column, whole=True)
    for series in (numbers.value, numbers.sign, numbers.unit, numbers.invalid):
        assert series.index.tolist() == [7, 3, 9]
    assert numbers.value.dtype == "float64"
    assert numbers.sign.dtype == numbers.unit.dtype == "str"
    assert numbers.invalid.dtype == "bool"


def test_part_of_a_column_is_read_like_the_whole():
    column = pd.Series(["9,9", "1,5", "-", "2,25 r", "8"], dtype="str")
    part = read_numbers(column.iloc[1:4], whole=None)
    assert part.value.tolist() == [1.5, 0, 2.25]
    assert part.sign.tolist() == ["", "-", "r"]


def test_minus_zero_is_zero():
    assert not np.signbit(read("-0", "-0,0").value).any()


def spelled(value: float, convention: str, grouper: str, minus: str, decimals: int) -> str:
    text = f"{abs(value):,.{decimals}f}"
    text = text.replace(",", "\0").replace(".", "," if convention == "german" else ".").replace("\0", grouper)
    return (minus if value < 0 else "") + text


@few
@given(
    st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=20),
    st.integers(0, 4),
    st.sampled_from(["german", "english"]),
    st.data(),
)
def test_any_convention_reads_back_as_written_or_says_it_cannot_tell(whole_numbers, decimals, convention, data):
    written = [number / 10**decimals for number in whole_numbers]
    grouper = data.draw(st.sampled_from(GROUPERS[convention]))
    minus = data.draw(st.sampled_from(["-", "- ", "−"]))
    numbers = read(*[spelled(value, convention, grouper, minus, decimals) for value in written])
    if numbers.ambiguous:
        assert numbers.convention is Convention.UNDECIDED
        assert decimals in (0, 3)
        right = numbers.value.isna() | (numbers.value == written)
        assert right.all()
        assert (numbers.value.isna() == numbers.invalid).all()
    else:
        assert numbers.value.tolist() == [pytest.approx(value, rel=1e-15) for value in written]
        assert not numbers.invalid.any()


cells = st.one_of(
    st.text("0123456789.,-+ ()rpx/*%€'\u00a0–…\n", max_size=10),
    st.text(max_size=6),
    st.integers(-9999, 9_999_999).map(lambda number: f"{number:,}".replace(",", ".")),
)


@few
@given(st.lists(cells, max_size=12), st.sampled_from([True, False, None]))
def test_any_text_is_a_value_a_sign_blank_or_invalid(texts, whole):
    numbers = read(*texts, whole=whole)
    for text, value, sign, invalid in zip(texts, numbers.value, numbers.sign, numbers.invalid, strict=True):
        if invalid:
            assert math.isnan(value)
            assert sign == ""
        elif math.isnan(value):
            assert not text.strip() or signs.is_without_value(sign)
        else:
            assert any(character.isdigit() for character in text) or sign.startswith("-")


@few
@given(st.lists(cells, min_size=1, max_size=12))
def test_a_value_does_not_depend_on_where_it_stands(texts):
    forwards, backwards = read(*texts), read(*reversed(texts))
    assert forwards.convention == backwards.convention
    assert values(forwards) == values(backwards)[::-1]
    assert forwards.sign.tolist() == backwards.sign.tolist()[::-1]


def test_a_cell_of_a_million_letters_is_only_invalid():
    assert read("r" * 1_000_000 + "x", "9" * 1_000_000).invalid.tolist() == [True, True]
