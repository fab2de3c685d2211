"""Meetings in a real browser: from the overview to one meeting and its forms, accessible, never in a wider circle."""

from browser_office import Visitor
from playwright.sync_api import Browser, expect
from test_browser_pages import ALLOWED, violations

from bench.server import Server

INTERNAL = "INTERN – nur für die Kreisverwaltung"


def test_a_meeting_is_opened_from_the_table_and_its_forms_are_accessible(
    chromium: Browser, example_county: Server
) -> None:
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example("Koordinierungsstelle")
    visitor.open("/sitzungen?kreis=Koordinierungsstab")
    visitor.page.get_by_role("link", name="25.11.2026").click()
    visitor.settle()
    expect(visitor.page.get_by_role("heading", name="am 25.11.2026")).to_be_visible()
    # The link opens the page anew, but never in a wider circle than the one that was chosen.
    expect(visitor.page.get_by_text(INTERNAL)).to_have_count(0)
    expect(visitor.page.get_by_text("Eintragen und ändern")).to_have_count(0)
    with visitor.page.expect_download() as calendar:
        visitor.page.get_by_role("button", name="In den Kalender").click()
    assert b"METHOD:PUBLISH" in calendar.value.path().read_bytes()
    number = calendar.value.suggested_filename.removesuffix(".ics").rpartition("-")[2]
    # The number alone finds the meeting, and the address says it in full again.
    visitor.open(f"/sitzungen?sitzung={number}")
    expect(visitor.page.get_by_text(INTERNAL)).to_be_visible()
    visitor.page.get_by_text("Eintragen und ändern").click()
    visitor.settle()
    for form in ("Tagesordnung", "Anwesenheit"):
        visitor.page.get_by_role("radio", name=form, exact=True).click()
        visitor.settle()
        found = violations(visitor)
        assert {rule: nodes for rule, nodes in found.items() if rule not in ALLOWED} == {}, form
    assert f"Nr.+{number}" in visitor.page.url
    visitor.close()
