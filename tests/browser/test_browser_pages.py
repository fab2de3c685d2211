"""Every page in a real browser: accessible in both themes, German, and without a word to any other host."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_office import PAGES, Visitor
from playwright.sync_api import Browser, expect

from bench.server import Server

ALLOWED = {"list", "listitem", "presentation-role-conflict"}
"""Findings in Streamlit's own menu and upload box that no page of ours can mend."""


def violations(visitor: Visitor) -> dict[str, list[str]]:
    found = Axe().run(visitor.page).response["violations"]
    return {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in found}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_accessible_german_and_asks_no_other_host(
    chromium: Browser, example_county: Server, theme: str
) -> None:
    visitor = Visitor(chromium, example_county.host, theme)
    visitor.page.goto(f"http://{visitor.host}/anmelden")
    assert violations(visitor) == {}
    visitor.sign_in_as_example("Verwaltung IT")
    # Colours are the frame's and the charts': in the dark every second page shows them all.
    for address in PAGES if theme == "light" else PAGES[::2]:
        visitor.open(address)
        found = violations(visitor)
        assert {rule: nodes for rule, nodes in found.items() if rule not in ALLOWED} == {}, address
        assert visitor.page.locator("html").get_attribute("lang") == "de"
        expect(visitor.page.get_by_text("INTERN – nur für die Kreisverwaltung")).to_be_visible()
        expect(visitor.page.get_by_text("Beispieldaten: Diesen Landkreis gibt es nicht")).to_be_visible()
    assert visitor.hosts == {visitor.host}
    visitor.close()
