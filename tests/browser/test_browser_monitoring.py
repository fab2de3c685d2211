"""The monitoring page in a real browser: a field, an indicator with its views, its address, in all three circles."""

from urllib.parse import parse_qs, urlsplit

import pytest
from browser_office import Visitor
from playwright.sync_api import Browser, expect
from test_browser_pages import ALLOWED, violations

from bench.server import Server

QUARTER = "2. Quartal 2026"
FIELD, FIGURE, PLACES = "Arbeitsmarkt", "Praktika", ("Fabelsiek", "Musterstadt")
ADDRESS = f"/monitoring?feld={FIELD}&zahl={FIGURE}&quartal={QUARTER}&orte={PLACES[0]}&orte={PLACES[1]}"
COURSE, COMPARED = "Begonnene Praktika im Verlauf: Landkreis Musterland", f"Begonnene Praktika nach Orten, {QUARTER}"
DISTRICT = (
    "Im 2. Quartal 2026 beträgt die Kennzahl „Begonnene Praktika“ im Landkreis Musterland 83 Praktika, 19 Praktika "
    "(30\u202f%) mehr als im 1. Quartal 2026; "
)
GOAL = "das Ziel (90 Praktika) ist noch offen, vereinbart bis 2. Quartal 2027."
HIDDEN = (
    f"{DISTRICT}in Fabelsiek ist sie zurückgehalten; in Musterstadt beträgt sie 37 Praktika; {GOAL}",
    "Zur Kennzahl „Begonnene Praktika“ liegen im 2. Quartal 2026 Werte für 5 von 7 Orten vor, von 6 bis 37 Praktika; "
    "für Fabelsiek und Gleichnisrode sind die Zahlen zurückgehalten, damit keine einzelnen Personen erkennbar werden; "
    "im Landkreis Musterland beträgt die Kennzahl 83 Praktika.",
)
KNOWN = (
    f"{DISTRICT}in Fabelsiek beträgt sie 5 Praktika; in Musterstadt beträgt sie 37 Praktika; {GOAL}",
    "Zur Kennzahl „Begonnene Praktika“ liegen im 2. Quartal 2026 Werte für alle 7 Orte vor, von 4 bis 37 Praktika; "
    "im Landkreis Musterland beträgt die Kennzahl 83 Praktika.",
)
VIEWS = {
    "Karte": f"Begonnene Praktika auf der Karte, {QUARTER}",
    "Gliederung": "Diese Kennzahl liegt hier ohne Gliederung vor.",
    "Erklärung": "Praktika in Betrieben, die Geflüchtete im Quartal begonnen haben.",
}
CELLS_HIDDEN = {"Musterstadt": "37", "Fabelsiek": "•", "Gleichnisrode": "•", "Landkreis Musterland": "83"}
CELLS_KNOWN = {"Musterstadt": "37", "Fabelsiek": "5", "Gleichnisrode": "4", "Landkreis Musterland": "83"}
CIRCLES = {
    "Landrat": (KNOWN, CELLS_KNOWN),
    "Öffentlichkeit": (HIDDEN, CELLS_HIDDEN),
}


def check(visitor: Visitor, internal: bool) -> None:
    """What must hold of every view: accessible, German, said whose it is, nothing from elsewhere."""
    found = violations(visitor)
    assert {rule: nodes for rule, nodes in found.items() if rule not in ALLOWED} == {}
    assert visitor.page.locator("html").get_attribute("lang") == "de"
    expect(visitor.page.get_by_text("INTERN – nur für die Kreisverwaltung")).to_have_count(int(internal))
    expect(visitor.page.get_by_text("Beispieldaten: Diesen Landkreis gibt es nicht")).to_be_visible()
    assert visitor.hosts == {visitor.host}


@pytest.mark.parametrize("person", CIRCLES)
def test_an_indicator_is_seen_over_time_by_place_on_the_map_and_explained(
    chromium: Browser, example_county: Server, person: str
) -> None:
    sentences, cells = CIRCLES[person]
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example(person)
    page = visitor.page
    visitor.open("/monitoring")
    expect(page.get_by_role("heading", name="Unterbringung und Wohnen")).to_be_visible()
    check(visitor, person == "Landrat")

    visitor.open(ADDRESS)
    expect(page.get_by_role("heading", name=COURSE)).to_be_visible()
    for sentence in sentences:
        expect(page.get_by_text(sentence, exact=True)).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    page.locator("summary", has_text="Tabelle zu dieser Abbildung").nth(1).press("Enter")
    table = page.get_by_role("region", name=COMPARED)
    for name, text in cells.items():
        row = table.locator("tr").filter(has=page.get_by_role("rowheader", name=name, exact=True))
        expect(row.get_by_role("cell")).to_have_text(text)
    check(visitor, person == "Landrat")

    for tab, text in VIEWS.items():
        # By keyboard: the page becomes shorter, and a pointer would come to rest on another thing.
        page.get_by_role("tab", name=tab, exact=True).press("Enter")
        expect(page.get_by_text(text)).to_be_visible()
        visitor.settle()
        check(visitor, person == "Landrat")
    visitor.close()


def test_the_address_of_a_view_opens_the_same_view_for_somebody_else(chromium: Browser, example_county: Server) -> None:
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example("Mitglied Koordinierungsstab")
    page = visitor.page
    visitor.open("/monitoring")
    page.get_by_role("radio", name=FIELD, exact=True).click()
    expect(page.get_by_role("heading", name=FIELD)).to_be_visible()
    page.get_by_role("radio", name=FIGURE, exact=True).click()
    expect(page.get_by_role("heading", name=COURSE)).to_be_visible()
    for name in PLACES:
        page.get_by_role("combobox", name="Orte dazu").click()
        page.get_by_role("option", name=name, exact=True).click()
        page.keyboard.press("Escape")
    expect(page.get_by_text(HIDDEN[0], exact=True)).to_be_visible()
    address = urlsplit(page.url)
    assert parse_qs(address.query) == {"feld": [FIELD], "zahl": [FIGURE], "orte": list(PLACES)}
    visitor.close()

    other = Visitor(chromium, example_county.host)
    other.sign_in_as_example("Öffentlichkeit")
    other.open(f"{address.path}?{address.query}")
    expect(other.page.get_by_text(HIDDEN[0], exact=True)).to_be_visible()
    expect(other.page.get_by_text(HIDDEN[1], exact=True)).to_be_visible()
    other.close()
