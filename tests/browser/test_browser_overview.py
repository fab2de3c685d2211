"""Überblick leads to what it is about, its tables are downloaded with their explanations, and the threshold is set."""

from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from browser_office import Visitor
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect

from bench.server import Server


def test_what_needs_attention_and_what_changed_most_are_links_to_their_indicator(
    chromium: Browser, example_county: Server
) -> None:
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example("Verwaltung IT")
    page = visitor.page
    for heading in ("Die Felder im Überblick", "Was Aufmerksamkeit braucht", "Was sich am stärksten verändert hat"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_role("link", name="Lieferung Unterkünfte: Vorbildingen")).to_be_visible()
    page.get_by_role("link", name="Ungewöhnlicher Wert: Begonnene Praktika: Musterstadt").click()
    visitor.settle()
    expect(page.get_by_role("heading", name="Monitoring", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Begonnene Praktika im Verlauf")).to_be_visible()
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"feld": ["Arbeitsmarkt"], "zahl": ["Praktika"], "orte": ["Musterstadt"]}
    visitor.close()


def test_a_link_keeps_the_narrower_circle_that_was_chosen(chromium: Browser, example_county: Server) -> None:
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example("Verwaltung IT")
    visitor.open("/?quartal=2.+Quartal+2026&kreis=%C3%96ffentlichkeit")
    visitor.page.get_by_role("link", name="Ungewöhnlicher Wert: Patenschaften").click()
    visitor.settle()
    expect(visitor.page.get_by_text("Im 2. Quartal 2026 beträgt die Kennzahl „Patenschaften")).to_be_visible()
    asked = parse_qs(urlsplit(visitor.page.url).query)
    assert asked["kreis"] == ["Öffentlichkeit"]
    visitor.close()


def test_who_is_late_is_no_matter_of_the_public(chromium: Browser, example_county: Server) -> None:
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example("Öffentlichkeit")
    expect(visitor.page.get_by_role("heading", name="Was Aufmerksamkeit braucht")).to_be_visible()
    expect(visitor.page.get_by_text("Lieferung")).to_have_count(0)
    assert not any("Lieferung Unterkünfte".encode() in sent for sent in visitor.received)
    visitor.close()


def test_a_table_is_downloaded_as_a_workbook_with_definition_source_and_date(
    chromium: Browser, example_county: Server
) -> None:
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example("Öffentlichkeit")
    visitor.open("/monitoring?feld=Arbeitsmarkt&zahl=Praktika")
    visitor.page.get_by_text("Tabelle zu dieser Abbildung").first.click()
    visitor.settle()
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="Tabelle als Excel").first.click()
    book = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    assert book.sheetnames == ["Tabelle", "Erläuterungen"]
    told = {row[0]: row[1] for row in book["Erläuterungen"].iter_rows(values_only=True)}
    assert told["Definition"] == "Praktika in Betrieben, die Geflüchtete im Quartal begonnen haben."
    assert told["Stand"] == "30.06.2026"
    assert "Was man daraus nicht schließen darf" in told
    visitor.close()


def test_the_threshold_is_set_under_verwaltung(chromium: Browser, example_county: Server) -> None:
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example("Verwaltung IT")
    visitor.open("/verwaltung")
    page = visitor.page
    page.get_by_role("tab", name="Geheimhaltung").click()
    number = page.get_by_test_id("stNumberInputField")
    for threshold in ("10", "5"):
        number.fill(threshold)
        page.get_by_role("button", name="Schwelle speichern").click()
        expect(page.get_by_text(f"sind jetzt Personenzahlen unter {threshold} verborgen")).to_be_visible()
    visitor.close()
