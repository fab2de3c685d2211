"""A session that expires while somebody types: nothing typed is lost, nothing on the screen goes away."""

from datetime import timedelta
from pathlib import Path

from browser_office import Visitor
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from bench.server import Server
from dashboard.access import queries
from dashboard.access.models import AccountSession
from dashboard.settings import DATABASE_NAME
from dashboard.store import Store, now


def leave_alone_for_two_hours(folder: Path, name: str) -> None:
    store = Store.open(f"sqlite:///{folder / DATABASE_NAME}")
    with store.quiet() as session:
        account = queries.account_named(session, name).id
        mine = AccountSession.account == account
        session.execute(update(AccountSession).where(mine).values(last_seen_at=now() - timedelta(hours=2)))
    store.close()


def end_sessions(folder: Path, name: str) -> None:
    store = Store.open(f"sqlite:///{folder / DATABASE_NAME}")
    with store.quiet() as session:
        account = queries.account_named(session, name).id
        session.execute(update(AccountSession).where(AccountSession.account == account).values(ended_at=now()))
    store.close()


def sign_in_elsewhere(visitor: Visitor, name: str) -> None:
    with visitor.page.context.expect_page() as opened:
        visitor.page.get_by_role("link", name="Zur Anmeldung").click()
    other: Page = opened.value
    other.get_by_role("button", name=name).click()
    other.locator("h1").first.wait_for()
    other.close()


def test_an_expired_session_keeps_what_was_typed_and_goes_on_by_itself_after_signing_in(
    chromium: Browser, example_county: Server, example_folder: Path
) -> None:
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example("Verwaltung IT")
    visitor.open("/verwaltung")
    page = visitor.page
    name, shown = page.get_by_label("Anmeldename"), page.get_by_label("Angezeigter Name")
    name.fill("neue.person")
    shown.fill("Neue Person")
    leave_alone_for_two_hours(example_folder, "verwaltung-it")
    page.get_by_role("button", name="Konto anlegen").click()

    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Ihre Sitzung ist abgelaufen")
    expect(dialog).to_contain_text("Hier geht es dann von selbst weiter: Was Sie eingegeben haben, bleibt stehen.")
    page.wait_for_timeout(2500)
    expect(name).to_have_value("neue.person")
    expect(shown).to_have_value("Neue Person")
    expect(page.locator("h1").first).to_have_text("Verwaltung")

    sign_in_elsewhere(visitor, "Verwaltung IT")
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("Ihre Sitzung war abgelaufen; es wurde nichts geändert.")).to_be_visible()
    visitor.settle()
    expect(name).to_have_value("neue.person")
    expect(shown).to_have_value("Neue Person")
    page.get_by_role("button", name="Konto anlegen").click()
    expect(page.get_by_text("Das Konto „neue.person“ ist angelegt.")).to_be_visible()
    expect(page.get_by_text(f"http://{visitor.host}/einladung/")).to_be_visible()
    visitor.close()


def test_a_page_whose_session_was_ended_shows_nothing_any_more(
    chromium: Browser, example_county: Server, example_folder: Path
) -> None:
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example("Landrat")
    end_sessions(example_folder, "landrat")
    visitor.page.get_by_role("link", name="Unterbringung").click()
    expect(visitor.page.get_by_text("Ihre Sitzung ist beendet. Bitte melden Sie sich neu an.")).to_be_visible()
    expect(visitor.page.locator("h1")).to_have_count(0)
    expect(visitor.page.get_by_text("Landkreis Musterland")).to_have_count(0)
    visitor.close()
