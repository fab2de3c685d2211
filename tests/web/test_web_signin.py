"""The sign-in works without JavaScript, says in German what is wrong, and gives nothing away."""

import re

import pytest
from sqlalchemy import select
from web_browser import DEVICE, FORM, PASSWORD, SESSION, Browser
from web_outline import Outline

from dashboard.access import attempts, by_token, sessions
from dashboard.access.models import LoginAttempt
from dashboard.store import base as clock


def test_signing_in_leads_to_where_the_person_wanted_to(browser, account):
    account("erika")
    wanted = browser.get("/monitoring?quartal=2026-Q3").location
    answer = browser.submit(wanted, name="Erika", passwort=PASSWORD)
    assert (answer.status, answer.location) == (303, "/monitoring?quartal=2026-Q3")
    assert browser.get(answer.location).status == 200
    assert browser.get(wanted).location == "/monitoring?quartal=2026-Q3"


@pytest.mark.parametrize("wish", ["https://example.org", "//example.org", "/\\example.org"])
def test_signing_in_never_leads_out_of_the_house(browser, account, wish):
    account("erika")
    assert browser.submit("/anmelden", name="erika", passwort=PASSWORD, weiter=wish).location == "/"


def test_a_wrong_password_says_so_keeps_the_name_and_marks_the_fields(browser, account):
    account("erika")
    answer = browser.submit("/anmelden?weiter=/monitoring", name='eri"ka', passwort="falsch")
    assert answer.status == 422
    outline = Outline(answer.text)
    assert "Anmeldename oder Passwort stimmt nicht." in answer.text
    (alert,) = [attributes for _, attributes in outline.tags if attributes.get("role") == "alert"]
    assert "autofocus" in alert
    name = next(field for field in outline.of("input") if field["name"] == "name")
    assert (name["value"], name["aria-invalid"]) == ('eri"ka', "true")
    assert next(field for field in outline.of("input") if field["name"] == "weiter")["value"] == "/monitoring"
    assert "falsch" not in answer.text
    assert SESSION not in browser.cookies


def test_an_empty_form_is_answered_without_counting_an_attempt(browser, store):
    answer = browser.submit("/anmelden", name="", passwort="")
    assert (answer.status, "Bitte geben Sie Anmeldename und Passwort ein." in answer.text) == (422, True)
    with store.reading() as session:
        assert session.scalars(select(LoginAttempt)).all() == []


def test_too_many_attempts_say_how_long_to_wait(browser, account):
    account("erika")
    for _ in range(5):
        browser.submit("/anmelden", name="erika", passwort="falsch")
    answer = browser.submit("/anmelden", name="erika", passwort=PASSWORD)
    assert answer.status == 429
    assert answer.headers["retry-after"] in ("4", "5")
    assert re.search(r"Bitte warten Sie [45] Sekunden", answer.text)


def test_the_address_of_an_attempt_is_the_other_end_s_not_the_header_s(build, store, account):
    account("erika")
    browser = Browser(build(), more=[("x-forwarded-for", "203.0.113.9")])
    browser.submit("/anmelden", name="erika", passwort="falsch")
    behind = Browser(build(trusted_proxy="198.51.100.7"), more=[("x-forwarded-for", "203.0.113.9")])
    behind.submit("/anmelden", name="erika", passwort="falsch")
    with store.reading() as session:
        kept = session.scalars(select(LoginAttempt.address).order_by(LoginAttempt.id)).all()
    assert kept == ["192.0.2.10", "198.51.100.7", "203.0.113.9"]


def test_a_browser_in_which_somebody_signed_in_is_not_slowed_by_strangers_at_the_same_address(build, account):
    account("erika")
    known, stranger = Browser(build()), Browser(build())
    known.submit("/anmelden", name="erika", passwort=PASSWORD)
    known.submit("/abmelden")
    assert set(known.cookies) >= {DEVICE}
    for _ in range(6):
        last = stranger.submit("/anmelden", name="erika", passwort="falsch")
    assert last.status == 429
    assert known.submit("/anmelden", name="erika", passwort=PASSWORD).status == 303


def test_a_form_that_does_not_come_from_our_page_signs_nobody_in(browser, account):
    account("erika")
    right = {"name": "erika", "passwort": PASSWORD, "weiter": "/"}
    assert browser.post("/anmelden", right).status == 403
    token = re.search(r'name="token" value="([^"]+)"', browser.get("/anmelden").text)[1]
    other = Browser(browser.app)
    other.get("/anmelden")
    answer = other.post("/anmelden", right | {"token": token})
    assert answer.status == 403
    assert "noch einmal aus" in answer.text
    assert SESSION not in other.cookies


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "application/json", 415),
        (b"a=" + b"x" * 30_000, "application/x-www-form-urlencoded", 413),
        (b"a=1&" * 500, "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe%00%ff=%zz", "application/x-www-form-urlencoded", 403),
    ],
)
def test_odd_bodies_are_refused(browser, body, kind, status):
    assert browser.request("POST", "/anmelden", body=body, headers=[("content-type", kind)]).status == status


def test_cookies_are_http_only_and_for_this_host(browser, account):
    account("erika")
    lines = [*browser.get("/anmelden").cookies, *browser.submit("/anmelden", name="erika", passwort=PASSWORD).cookies]
    kept = {line.partition("=")[0]: line for line in lines}
    assert set(kept) == {SESSION, FORM, DEVICE}
    for name, line in kept.items():
        assert "HttpOnly" in line
        assert "Path=/" in line
        assert "Domain" not in line
        assert "Secure" not in line
        assert f"SameSite={'strict' if name == DEVICE else 'lax'}" in line
        assert ("Max-Age" in line) == (name == DEVICE)


@pytest.mark.parametrize("by", ["setting", "scheme", "proxy"])
def test_behind_tls_every_cookie_is_secure_and_bound_to_the_host(build, account, by):
    account("erika")
    if by == "proxy":
        browser = Browser(build(trusted_proxy="198.51.100.7"), more=[("x-forwarded-proto", "https")])
    else:
        browser = Browser(build(secure_cookies=by == "setting"), scheme="https" if by == "scheme" else "http")
    lines = [*browser.get("/anmelden").cookies, *browser.submit("/anmelden", name="erika", passwort=PASSWORD).cookies]
    lines += browser.get("/").cookies
    assert {line.partition("=")[0] for line in lines} == {
        "__Host-lagebild-sitzung", "__Host-lagebild-formular", "__Host-lagebild-geraet", "_streamlit_xsrf",
    }  # fmt: skip
    assert all("secure" in line.lower() for line in lines)
    assert browser.get("/").headers["strict-transport-security"] == "max-age=31536000"
    stripped = Browser(browser.app, cookies={SESSION: browser.cookies["__Host-lagebild-sitzung"]}, more=browser.more)
    stripped.scheme = browser.scheme
    assert stripped.get("/").status == 303


def test_the_token_of_a_session_changes_with_every_sign_in(browser, account, store):
    account("erika")
    browser.cookies[SESSION] = "planted"
    browser.submit("/anmelden", name="erika", passwort=PASSWORD)
    first = browser.cookies[SESSION]
    assert first != "planted"
    browser.submit("/abmelden")
    browser.submit("/anmelden", name="erika", passwort=PASSWORD)
    assert browser.cookies[SESSION] != first


def test_signing_out_needs_the_form_a_link_only_asks(signed_in):
    assert "Jetzt abmelden" in signed_in.get("/abmelden").text
    assert signed_in.get("/").status == 200
    assert signed_in.post("/abmelden", {}).status == 403
    assert signed_in.get("/").status == 200
    assert signed_in.submit("/abmelden").location == "/anmelden?hinweis=abgemeldet"
    assert "Sie sind abgemeldet." in signed_in.get("/anmelden?hinweis=abgemeldet").text


def test_a_form_token_of_one_session_is_worthless_in_another(browser, account):
    account("erika")
    account("otto")
    browser.submit("/anmelden", name="erika", passwort=PASSWORD)
    token = re.search(r'name="token" value="([^"]+)"', browser.get("/abmelden").text)[1]
    form = browser.cookies[FORM]
    browser.submit("/abmelden")
    browser.submit("/anmelden", name="otto", passwort=PASSWORD)
    browser.cookies[FORM] = form
    assert browser.post("/abmelden", {"token": token}).status == 403


def test_an_expired_session_is_explained_and_goes_on_after_signing_in(signed_in, store, monkeypatch):
    before = by_token(store, signed_in.cookies[SESSION])
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + sessions.timedelta(hours=13))
    answer = signed_in.get("/monitoring")
    assert answer.location == "/anmelden?weiter=/monitoring"
    assert "Ihre Sitzung ist abgelaufen." in signed_in.get(answer.location).text
    assert signed_in.submit(answer.location, name="erika", passwort=PASSWORD).location == "/monitoring"
    assert by_token(store, signed_in.cookies[SESSION]).session_id == before.session_id
    assert signed_in.connect()[0]["type"] == "websocket.accept"


def test_attempts_are_kept_for_ninety_days():
    assert attempts.KEPT.days == 90
