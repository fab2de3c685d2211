"""The whole way of a table in a real browser: uploaded, found wanting, mended, taken over, on the map."""

from browser_office import Visitor
from playwright.sync_api import Browser, expect

from bench.server import Server

HEADER = "Quartal;Gemeinde;Unterkunft;Art;Plätze;Belegt;Breite;Länge\n"
WRONG = HEADER + "3. Quartal 2026;Vechelde;Alte Schule;GU;50;vierzig;52,26;10,37\n"
RIGHT = HEADER + "3. Quartal 2026;Vechelde;Alte Schule;GU;50;41;52,26;10,37\n"


def hand_in(visitor: Visitor, text: str) -> None:
    visitor.page.locator('input[type="file"]').set_input_files(
        {"name": "vechelde.csv", "mimeType": "text/csv", "buffer": text.encode("cp1252")}
    )


def test_a_table_is_uploaded_found_wanting_mended_taken_over_and_on_the_map_page(
    chromium: Browser, peine: Server
) -> None:
    visitor = Visitor(chromium, peine.host)
    visitor.sign_in("editorin")
    visitor.open("/daten-einreichen")

    hand_in(visitor, WRONG)
    expect(visitor.page.get_by_text("1 Fehler: So kann die Datei nicht übernommen werden")).to_be_visible()
    row = visitor.page.locator("tr", has_text="vierzig")
    expect(row).to_contain_text("Fehler")
    expect(row).to_contain_text("2")
    expect(row).to_contain_text("Belegt")
    expect(visitor.page.get_by_role("button", name="Datei übernehmen")).to_have_count(0)

    visitor.open("/daten-einreichen")
    hand_in(visitor, RIGHT)
    expect(visitor.page.get_by_text("Keine Fehler und keine Warnungen.")).to_be_visible()
    visitor.page.get_by_role("button", name="Datei übernehmen").click()
    expect(visitor.page.get_by_text("ist übernommen (Upload 1)")).to_be_visible()

    visitor.open("/unterbringung")
    visitor.page.get_by_text("Tabelle zu dieser Abbildung").first.click()
    cells = visitor.page.locator("tr", has=visitor.page.locator("th", has_text="Vechelde")).first
    expect(cells).to_contain_text("41")
    assert visitor.hosts == {peine.host}
    visitor.close()


def test_a_viewer_finds_no_way_to_write(chromium: Browser, peine: Server) -> None:
    visitor = Visitor(chromium, peine.host)
    visitor.sign_in("leser")
    expect(visitor.page.get_by_role("link", name="Daten einreichen")).to_have_count(0)
    for address in ("/daten-einreichen", "/verwaltung"):
        visitor.open(address)
        expect(visitor.page.get_by_text("es hat das Recht „Lesen“")).to_be_visible()
        expect(visitor.page.locator('input[type="file"]')).to_have_count(0)
    visitor.close()
