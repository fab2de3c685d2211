"""A table goes out to a spreadsheet, is changed there and comes back: looked at first, then taken over."""

from pathlib import Path

import openpyxl
from browser_office import Visitor
from playwright.sync_api import Browser, expect
from test_browser_pages import ALLOWED, violations

from bench.server import Server

FIRM = "Modellbau Fabelsiek GmbH"
"""A name that no other test looks for."""


def test_organisations_are_downloaded_changed_and_read_in_again(
    chromium: Browser, example_county: Server, tmp_path: Path
) -> None:
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example("Koordinierungsstelle")
    visitor.open("/netzwerk")
    visitor.page.get_by_text("Als Tabelle herunterladen und einlesen").click()
    visitor.settle()
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="Als Excel-Datei").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == "Organisationen.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    assert heads == ["Nr.", "Fassung", "Name", "Art", "Handlungsfeld", "Ort"]
    (name,) = (row[2] for row in sheet.iter_rows(min_row=2) if row[2].value == FIRM)
    name.value = f"{FIRM} (neu)"
    sheet.append([None, None, "Chor <b>Musterland</b>", "Verein", None, None])
    book.save(path)
    visitor.page.locator('input[type="file"]').set_input_files(path)
    expect(visitor.page.get_by_text(f"Zeile {name.row}, Name: {FIRM} → {FIRM} (neu)")).to_be_visible()
    expect(visitor.page.get_by_text(f"Zeile {sheet.max_row}: neuer Eintrag")).to_be_visible()
    found = violations(visitor)
    assert {rule: nodes for rule, nodes in found.items() if rule not in ALLOWED} == {}
    visitor.page.get_by_role("button", name="Tabelle übernehmen").click()
    expect(visitor.page.get_by_text("Übernommen. Organisationen: 1 neu, 1 geändert")).to_be_visible()
    expect(visitor.page.get_by_text("Chor <b>Musterland</b>").first).to_be_visible()
    visitor.close()
