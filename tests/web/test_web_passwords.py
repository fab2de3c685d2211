"""Passwords are set by link and changed by their owner; what is wrong is said at the field."""

from web_browser import NEW, PASSWORD, SESSION, Browser
from web_outline import Outline

from dashboard.access import by_token, commands, first_admin_link
from dashboard.store import Circle, Role


def test_an_invitation_sets_the_password_and_leads_to_the_sign_in(browser, store, admin):
    with store.unit_of_work(admin) as work:
        link = commands.create(work, "erika", "Erika Muster", commands.Rights(Role.VIEWER, Circle.PUBLIC))
    page = browser.get(link.path)
    assert "Guten Tag Erika Muster" in page.text
    assert "„erika“" in page.text
    assert browser.get(link.path).status == 200
    answer = browser.submit(link.path, neu=PASSWORD, nochmal=PASSWORD)
    assert (answer.status, answer.location) == (303, "/anmelden?hinweis=passwort")
    assert "Das Passwort ist gesetzt." in browser.get(answer.location).text
    assert browser.submit("/anmelden", name="erika", passwort=PASSWORD).status == 303
    again = browser.get(link.path)
    assert (again.status, "Dieser Link gilt nicht" in again.text) == (404, True)
    assert browser.post(link.path, {"neu": NEW, "nochmal": NEW}).status == 404


def test_a_refused_new_password_says_why_and_leaves_the_link_usable(browser, store, admin):
    with store.unit_of_work(admin) as work:
        link = commands.create(work, "erika", "Erika Muster", commands.Rights(Role.VIEWER, Circle.PUBLIC))
    for neu, nochmal, reason, field in [
        ("zu kurz", "zu kurz", "mindestens 12 Zeichen", "neu"),
        (PASSWORD, NEW, "sind verschieden", "nochmal"),
    ]:
        answer = browser.submit(link.path, neu=neu, nochmal=nochmal)
        assert answer.status == 422
        assert reason in answer.text
        assert f'<a href="#{field}">' in answer.text
        (invalid,) = [field for field in Outline(answer.text).of("input") if field.get("aria-invalid")]
        assert invalid["name"] == field
        assert PASSWORD not in answer.text
    assert browser.post(link.path, {"neu": PASSWORD, "nochmal": PASSWORD}).status == 403
    assert browser.submit(link.path, neu=PASSWORD, nochmal=PASSWORD).status == 303


def test_the_first_admin_comes_in_by_the_printed_link(browser, store):
    link = first_admin_link(store)
    assert "Erstes Konto anlegen" in browser.get(link.path).text
    refused = browser.submit(link.path, name="e e", anzeigename="Erika Muster", neu=PASSWORD, nochmal=PASSWORD)
    assert (refused.status, "e e" in refused.text, "Erika Muster" in refused.text) == (422, True, True)
    answer = browser.submit(link.path, name="erika", anzeigename="Erika Muster", neu=PASSWORD, nochmal=PASSWORD)
    assert answer.status == 303
    browser.submit("/anmelden", name="erika", passwort=PASSWORD)
    visit = by_token(store, browser.cookies[SESSION])
    assert (visit.role, visit.circle, visit.display_name) == (Role.ADMIN, Circle.INTERNAL, "Erika Muster")


def test_changing_the_own_password_ends_all_sessions(signed_in, build):
    other = Browser(build())
    other.submit("/anmelden", name="erika", passwort=PASSWORD)
    wrong = signed_in.submit("/konto/passwort", bisher="falsch", neu=NEW, nochmal=NEW)
    assert (wrong.status, "Das bisherige Passwort stimmt nicht." in wrong.text) == (422, True)
    assert signed_in.submit("/konto/passwort", bisher=PASSWORD, neu="kurz", nochmal="kurz").status == 422
    assert signed_in.submit("/konto/passwort", bisher=PASSWORD, neu=NEW, nochmal=PASSWORD).status == 422
    assert signed_in.post("/konto/passwort", {"bisher": PASSWORD, "neu": NEW, "nochmal": NEW}).status == 403
    assert other.get("/").status == 200
    answer = signed_in.submit("/konto/passwort", bisher=PASSWORD, neu=NEW, nochmal=NEW)
    assert answer.location == "/anmelden?hinweis=passwort"
    assert signed_in.get("/").status == 303
    assert other.get("/").status == 303
    assert signed_in.submit("/anmelden", name="erika", passwort=NEW).status == 303


def test_guessing_the_present_password_of_an_open_session_has_to_wait_too(signed_in):
    for _ in range(5):
        signed_in.submit("/konto/passwort", bisher="falsch", neu=NEW, nochmal=NEW)
    answer = signed_in.submit("/konto/passwort", bisher=PASSWORD, neu=NEW, nochmal=NEW)
    assert (answer.status, "retry-after" in answer.headers) == (429, True)
