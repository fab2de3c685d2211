"""Aufgaben in a browser: from the row to the task, to what was agreed and to the meeting, accessible on the way."""

from axe_playwright_python.sync_playwright import Axe
from browser_office import Visitor
from playwright.sync_api import Browser, expect

from bench.server import Server

ALLOWED = {"list", "listitem", "presentation-role-conflict"}
"""Findings in Streamlit's own menu and upload box that no page of ours can mend."""


def looked_at(visitor: Visitor) -> None:
    visitor.page.mouse.move(0, 0)  # what is under the pointer may show a tooltip, which stands outside of the page
    visitor.settle()
    expect(visitor.page.get_by_role("tooltip")).to_have_count(0)
    found = Axe().run(visitor.page).response["violations"]
    nodes = {one["id"]: [node["html"][:200] for node in one["nodes"]] for one in found}
    assert {rule: some for rule, some in nodes.items() if rule not in ALLOWED} == {}


def test_the_way_from_a_row_to_the_task_its_agreement_and_its_meeting(
    chromium: Browser, example_county: Server
) -> None:
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example("Koordinierungsstelle")
    visitor.open("/aufgaben?aufgaben_suche=Sprachcoaching")
    expect(visitor.page.get_by_text("1 offene Aufgabe.")).to_be_visible()
    looked_at(visitor)
    visitor.page.get_by_role("link", name="Zwei Betriebe für das Sprachcoaching").click()
    visitor.settle()
    expect(visitor.page.get_by_role("button", name="Erledigt", exact=True)).to_be_visible()
    looked_at(visitor)
    visitor.page.get_by_role("link", name="Verabredet unter Nr.").click()
    expect(visitor.page.get_by_role("heading", name="Wortlaut")).to_be_visible()
    visitor.settle()
    looked_at(visitor)
    visitor.page.get_by_role("link", name="Sitzung vom").click()
    expect(visitor.page.get_by_role("heading", name="Sitzungen", exact=True)).to_be_visible()
    visitor.close()
