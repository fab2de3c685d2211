"""The concept in a real browser: from the matrix to a block and a place, accessible also with its forms open."""

from browser_office import Visitor
from playwright.sync_api import Browser, expect
from test_browser_pages import ALLOWED, violations

from bench.server import Server

CELL = "/konzept?baustein=Hausaufgabenhilfe+am+Wohnort&ort=Fabelsiek"


def test_the_matrix_leads_to_a_block_and_its_forms_are_accessible(chromium: Browser, example_county: Server) -> None:
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example("Koordinierungsstelle")
    visitor.open("/konzept?kreis=Koordinierungsstab")
    visitor.page.get_by_role("link", name="Hausaufgabenhilfe am Wohnort").click()
    visitor.settle()
    expect(visitor.page.get_by_text("Wer hat es schon, wer kann helfen?")).to_be_visible()
    # The link opens the page anew, but never in a wider circle than the one that was chosen.
    expect(visitor.page.get_by_text("INTERN – nur für die Kreisverwaltung")).to_have_count(0)
    expect(visitor.page.get_by_text("Eintragen und ändern")).to_have_count(0)
    for address in ("/konzept?baustein=Hausaufgabenhilfe+am+Wohnort", CELL):
        visitor.open(address)
        visitor.page.get_by_text("Eintragen und ändern").click()
        visitor.settle()
        found = violations(visitor)
        assert {rule: nodes for rule, nodes in found.items() if rule not in ALLOWED} == {}, address
    visitor.close()
