"""Two people change one goal at the same time: both texts stand there, and one is kept by choice."""

from browser_office import Visitor
from playwright.sync_api import Browser, Locator, expect

from bench.server import Server

GOAL = "Mehr Menschen je Quartal in Arbeit vermitteln."
ALLIANCE = "/buendnisse?buendnis=B%C3%BCndnis+Ausbildung+und+Besch%C3%A4ftigung"


def choose(visitor: Visitor, label: str, option: str) -> None:
    """Choose in a list. It closes when the page scrolls under it."""
    box = visitor.page.get_by_role("combobox", name=label)
    box.scroll_into_view_if_needed()
    visitor.settle()
    visitor.page.wait_for_timeout(500)
    box.click()
    visitor.page.get_by_role("option", name=option).click()
    visitor.settle()


def opened(chromium: Browser, server: Server, name: str) -> tuple[Visitor, Locator]:
    """The form of the goal in a browser of its own, and its text."""
    visitor = Visitor(chromium, server.host)
    visitor.sign_in_as_example(name)
    visitor.open(ALLIANCE)
    visitor.page.get_by_text("Eintragen und ändern").click()
    visitor.page.get_by_role("radio", name="Ziel", exact=True).click()
    expect(visitor.page.get_by_role("button", name="Ziel vereinbaren")).to_be_visible()
    visitor.settle()
    choose(visitor, "Eintrag", GOAL)
    expect(visitor.page.get_by_role("button", name="Ziel vereinbaren")).to_have_count(0)
    # While the form is exchanged the field of the one before may still stand below the new one.
    text = visitor.page.get_by_label("Ziel", exact=True).and_(visitor.page.locator("textarea")).first
    expect(text).to_have_value(GOAL)
    return visitor, text


def test_two_browsers_change_one_goal_and_both_texts_are_seen(chromium: Browser, example_county: Server) -> None:
    first, mine = opened(chromium, example_county, "Koordinierungsstelle")
    second, theirs = opened(chromium, example_county, "Verwaltung IT")
    theirs.fill("Deutlich mehr Menschen vermitteln.")
    second.page.get_by_role("button", name="Ziel speichern").click()
    expect(second.page.get_by_text("„Deutlich mehr Menschen vermitteln.“ ist gespeichert.")).to_be_visible()

    mine.fill("Etwas mehr Menschen vermitteln.")
    first.page.get_by_role("button", name="Ziel speichern").click()
    refused = first.page.get_by_text("es wurde nichts überschrieben")
    expect(refused).to_contain_text("Ziel: Deutlich mehr Menschen vermitteln.")
    expect(refused).to_contain_text("Ziel: Etwas mehr Menschen vermitteln.")
    expect(mine).to_have_value("Etwas mehr Menschen vermitteln.")
    first.page.get_by_role("button", name="Trotzdem meine Fassung behalten").click()
    first.settle()
    first.page.get_by_role("button", name="Ziel speichern").click()
    expect(first.page.get_by_text("„Etwas mehr Menschen vermitteln.“ ist gespeichert.")).to_be_visible()
    first.close()
    second.close()
