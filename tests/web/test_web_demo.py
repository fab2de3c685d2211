"""The fictional county's people sign in by button, on this machine only."""

import pytest
from web_browser import SESSION, Browser

from dashboard.access import by_token
from dashboard.store import Circle, Role


@pytest.fixture
def local(build):
    return lambda **settings: Browser(build(**settings), host="localhost:8501", client=("127.0.0.1", 50000))


def test_the_demo_offers_its_people_by_button_on_this_machine(local, account, store):
    erika = account("erika", Role.ADMIN, Circle.INTERNAL, password=False)
    account("otto", Role.VIEWER, Circle.PUBLIC, password=False)
    browser = local(demo=True)
    page = browser.get("/anmelden")
    assert page.text.count('name="konto"') == 2
    assert "Recht: Verwalten, Kreis: Kreisverwaltung (intern)" in page.text
    assert "Beispieldaten" in page.text
    answer = browser.submit("/anmelden?weiter=/hilfe", action="/anmelden/beispiel", konto=str(erika))
    assert answer.location == "/hilfe"
    assert by_token(store, browser.cookies[SESSION]).name == "erika"


def test_a_demo_button_needs_the_form_and_an_account_that_exists(local, account):
    erika = account("erika", password=False)
    browser = local(demo=True)
    assert browser.post("/anmelden/beispiel", {"konto": str(erika)}).status == 403
    for konto in ("999", "x", "", "²", "9" * 40):
        assert browser.submit("/anmelden", action="/anmelden/beispiel", konto=konto).status in (403, 422)
    assert SESSION not in browser.cookies


@pytest.mark.parametrize(
    "far",
    [
        {"host": "lagebild.example"},
        {"client": ("198.51.100.7", 50000)},
        {"more": [("x-forwarded-for", "203.0.113.9")]},
    ],
)
def test_nobody_from_elsewhere_is_offered_or_let_in_by_a_demo_button(build, account, far):
    erika = account("erika", password=False)
    browser = Browser(build(demo=True), **({"host": "localhost:8501", "client": ("127.0.0.1", 50000)} | far))
    assert 'name="konto"' not in browser.get("/anmelden").text
    answer = browser.submit("/anmelden", action="/anmelden/beispiel", konto=str(erika))
    assert answer.status == 403
    assert SESSION not in browser.cookies


def test_outside_the_demo_there_are_no_buttons_and_no_such_address(local, account):
    erika = account("erika", password=False)
    browser = local()
    assert 'name="konto"' not in browser.get("/anmelden").text
    assert browser.submit("/anmelden", action="/anmelden/beispiel", konto=str(erika)).status == 401
    assert SESSION not in browser.cookies
