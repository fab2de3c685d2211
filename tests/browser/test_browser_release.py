"""Release table by table and the history of files and figures, in a real browser."""

from pathlib import Path

from browser_office import Visitor
from playwright.sync_api import Browser, expect
from test_browser_intake import RIGHT, hand_in

from bench.server import Server

CORRECTED = RIGHT.replace(";41;", ";44;")


def take_over(visitor: Visitor, text: str) -> None:
    visitor.open("/daten-einreichen")
    hand_in(visitor, text)
    button = visitor.page.get_by_role("button", name="Datei übernehmen")
    button.click()
    expect(visitor.page.get_by_text("ist übernommen (Upload")).to_be_visible()


def test_a_table_is_checked_released_corrected_and_its_history_told(chromium: Browser, peine: Server) -> None:
    visitor = Visitor(chromium, peine.host)
    page = visitor.page
    visitor.sign_in("editorin")
    take_over(visitor, RIGHT)

    page.get_by_role("tab", name="Quartal freigeben").click()
    row = page.locator("tr", has_text="Unterkünfte")
    expect(row).to_contain_text("in Arbeit")
    expect(page.get_by_text("Angaben von: Edemissen, Hohenhameln").first).to_be_visible()
    page.get_by_role("button", name="Als geprüft vermerken").click()
    expect(row).to_contain_text("geprüft")
    page.get_by_role("button", name="Nur diese Tabelle freigeben").click()
    expect(page.get_by_text("die Unterkünfte von 1 Ort sind jetzt")).to_be_visible()
    expect(row).to_contain_text("freigegeben")

    take_over(visitor, CORRECTED)
    page.get_by_role("tab", name="Quartal freigeben").click()
    expect(row).to_contain_text("freigegeben, Berichtigung in Arbeit")
    expect(row).to_contain_text("seitdem geändert (Datei Nr. 1 und Nr. 2)")

    page.get_by_role("tab", name="Bisherige Dateien").click()
    page.get_by_role("combobox", name="Datei ansehen").click()
    page.get_by_role("option", name="Nr. 2").click()
    expect(page.get_by_text("die Unterkünfte von 1 Ort")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Datei herunterladen").click()
    assert Path(download.value.path()).read_bytes() == CORRECTED.encode("cp1252")
    assert visitor.hosts == {peine.host}
    visitor.close()
