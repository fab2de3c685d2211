"""Names are compared as people read them, and only those are given that people can type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.access.names import LONGEST, NameUnusable, checked, checked_display, fold


@pytest.mark.parametrize(
    "name", ["", "e", "erika muster", "<b>", "e" * 61, ".erika", "eri\x00ka", "eri\nka", "\udcff\udcff"]
)
def test_names_that_nobody_could_type_or_read_are_refused(name):
    with pytest.raises(NameUnusable):
        checked(name)


@pytest.mark.parametrize("name", ["erika", "e.muster@landkreis.example", "Jörg-Peter_2", "ßß", "09"])
def test_usual_names_are_kept_as_they_are_written(name):
    assert checked(f" {name} ") == name


@pytest.mark.parametrize("name", ["erika", "ERIKA", " Erika ", "Ｅrika"])
def test_names_are_compared_without_case_width_and_blanks(name):
    assert fold(name) == "erika"


@pytest.mark.parametrize("name", ["", " ", "E", "a" * 201, "Erika\x07Muster"])
def test_a_display_name_is_readable(name):
    with pytest.raises(NameUnusable):
        checked_display(name)
    assert checked_display("  Erika   Muster ") == "Erika Muster"


@given(st.text())
def test_a_folded_name_can_be_stored_anywhere(name):
    folded = fold(name)
    assert len(folded) <= LONGEST
    assert "\0" not in folded
    assert folded.encode("utf-8").decode("utf-8") == folded
