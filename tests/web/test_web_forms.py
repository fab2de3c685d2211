"""Form tokens and browser marks cannot be made up or moved."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.web.forms import PEOPLE_PER_BROWSER, DeviceMarks, FormTokens

TOKENS = FormTokens(b"k" * 32)
MARKS = DeviceMarks(b"k" * 32)


def test_a_token_fits_its_cookie_and_session_only():
    cookie, other = FormTokens.new_cookie(), FormTokens.new_cookie()
    field = TOKENS.field(cookie, "session")
    assert TOKENS.fits(field, cookie, "session")
    assert not TOKENS.fits(field, other, "session")
    assert not TOKENS.fits(field, cookie, "another")
    assert not TOKENS.fits(field, cookie)
    assert not FormTokens(b"x" * 32).fits(field, cookie, "session")


def test_an_empty_cookie_never_fits():
    assert not TOKENS.fits(TOKENS.field(""), "")


@given(st.text(), st.text())
def test_invented_tokens_do_not_fit(field, cookie):
    assert not TOKENS.fits(field, cookie)


def test_a_browser_remembers_the_mark_of_each_person_whatever_the_spelling():
    cookie = MARKS.with_mark(MARKS.with_mark("", "erika"), "otto")
    assert MARKS.mark(cookie, " ERIKA") == MARKS.mark(cookie, "erika") != ""
    assert MARKS.mark(cookie, "otto") not in ("", MARKS.mark(cookie, "erika"))
    assert MARKS.mark(cookie, "wilma") == ""
    assert MARKS.mark(MARKS.with_mark(cookie, "erika"), "erika") == MARKS.mark(cookie, "erika")


def test_a_browser_keeps_the_newest_eight_people():
    cookie = ""
    for number in range(PEOPLE_PER_BROWSER + 1):
        cookie = MARKS.with_mark(cookie, f"person{number}")
    assert MARKS.mark(cookie, "person0") == ""
    assert all(MARKS.mark(cookie, f"person{number}") for number in range(1, PEOPLE_PER_BROWSER + 1))
    assert len(cookie) < 1000


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c", "ä"])
def test_an_invented_mark_is_none(cookie):
    assert MARKS.mark(cookie, "erika") == ""
    foreign = DeviceMarks(b"x" * 32).with_mark("", "erika")
    assert MARKS.mark(foreign, "erika") == ""


def test_a_mark_does_not_tell_the_name():
    cookie = MARKS.with_mark("", "erika")
    assert b"erika" not in base64.urlsafe_b64decode(cookie.split(".")[0] + "===")
