"""Soll & Ausblick in a browser: looked at, an assumption turned, a scenario kept, a place's sheet downloaded."""

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


def part(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("radio", name=name, exact=True).click()
    visitor.settle()


def test_from_the_first_question_to_a_scenario_and_the_sheet_of_a_place(
    chromium: Browser, example_county: Server
) -> None:
    visitor = Visitor(chromium, example_county.host)
    page = visitor.page
    visitor.sign_in_as_example("Koordinierungsstelle")
    page.set_viewport_size({"width": 1400, "height": 2600})
    visitor.open("/ausblick")
    expect(page.get_by_role("heading", name="Soll und Aufnahme, Oktober 2026 bis März 2027")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Musterstadt")).to_be_visible()
    looked_at(visitor)
    part(visitor, "Soll")
    expect(page.get_by_role("heading", name="Wer hat das so festgesetzt?")).to_be_visible()
    looked_at(visitor)
    part(visitor, "Ausblick")
    slider = page.get_by_role("slider", name="Soll, das noch kommt")
    slider.focus()
    slider.press("ArrowRight")
    expect(page.get_by_text("Mit geänderten Annahmen; gilt nur in Ihrem Fenster.")).to_be_visible()
    visitor.settle()
    looked_at(visitor)
    page.get_by_role("button", name="Als Szenario speichern").click()
    page.get_by_label("Name", exact=True).fill("Etwas mehr Soll")
    page.get_by_label("Name", exact=True).press("Tab")
    page.get_by_role("button", name="Szenario speichern", exact=True).click()
    expect(page.get_by_text("Das Szenario „Etwas mehr Soll“ ist gespeichert.")).to_be_visible()
    part(visitor, "Gemeindeblatt")
    looked_at(visitor)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Musterstadt als PDF").click()
    assert waiting.value.suggested_filename.startswith("gemeindeblatt-musterstadt-")
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")
    visitor.close()
