"""The other tabs of „Daten einreichen“ and purging a file, in a real browser."""

import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from browser_office import PASSWORD, Visitor
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from test_browser_whole_way import XLSX, choose, occupied

from bench.server import Server
from dashboard.access import Place, Rights, commands, links
from dashboard.formats import local_day
from dashboard.periods import Frequency, Period
from dashboard.settings import DATABASE_NAME
from dashboard.store import Actor, Circle, Role, Store, now

VECHELDE = "03157007"
HEADER = "Quartal;Gemeinde;Unterkunft;Art;Plätze;Belegt\n"


def ended() -> Period:
    """The quarter that ended last: the one whose tables are being collected."""
    return Period.containing(local_day(now()), Frequency.QUARTER).previous()


def wednesday_after(day: date) -> date:
    """So many weeks before it is a Wednesday too, and no weekend moves it."""
    return day + timedelta(days=(2 - day.weekday()) % 7)


def take_over_the_quarter_before(visitor: Visitor) -> None:
    visitor.open("/daten-einreichen")
    text = f"{HEADER}{ended().previous().label};Vechelde;Alte Schule;GU;50;41\n"
    visitor.page.locator('input[type="file"]').set_input_files(
        {"name": "vechelde.csv", "mimeType": "text/csv", "buffer": text.encode("cp1252")}
    )
    visitor.page.get_by_role("button", name="Datei übernehmen").click()
    expect(visitor.page.get_by_text("ist übernommen (Upload 1)")).to_be_visible()


def show_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def register_the_administrator(folder: Path) -> None:
    store = Store.open(f"sqlite:///{folder / DATABASE_NAME}")
    with store.unit_of_work(Actor.local()) as work:
        link = commands.create(work, "admin", "Admin", Rights(Role.ADMIN, Circle.INTERNAL))
    links.set_password(store, link.path.rsplit("/", 1)[-1], PASSWORD, Place("127.0.0.1"))
    store.close()


def has_figures(template: bytes) -> bool:
    head, first = list(load_workbook(BytesIO(template)).worksheets[0].iter_rows(max_row=2, values_only=True))
    return dict(zip(head, first, strict=True))["Plätze"] is not None


def test_a_template_is_downloaded_and_handed_in_unchanged(chromium: Browser, peine: Server, tmp_path: Path) -> None:
    visitor, quarter = Visitor(chromium, peine.host), ended()
    page = visitor.page
    visitor.sign_in("editorin")
    take_over_the_quarter_before(visitor)
    show_tab(page, "Vorlagen")
    expect(page.get_by_text(f"Unterkünfte {quarter.label}: 1 Unterkunft, ")).to_be_visible()
    page.get_by_text("Mit den Zahlen des Zeitraums davor, zum Überschreiben").click()
    expect(page.get_by_role("checkbox", name="Mit den Zahlen")).to_be_checked()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    name = f"Vorlage_Unterkuenfte_{quarter.code}.xlsx"
    for _ in range(40):  # until the page has heard of the tick
        with page.expect_download() as download:
            page.get_by_role("button", name="Als Excel-Datei").click()
        assert download.value.suggested_filename == name
        if has_figures(Path(download.value.path()).read_bytes()):
            break
        page.wait_for_timeout(250)

    page.get_by_role("tab", name="Tabelle einreichen").click()
    data = Path(download.value.path()).read_bytes()
    page.locator('input[type="file"]').set_input_files({"name": name, "mimeType": XLSX, "buffer": data})
    expect(page.locator("p", has_text="Erkannt: Unterkünfte")).to_contain_text(f"{quarter.label} · Lieferant:")
    expect(page.locator("p", has_text="Erkannt: Unterkünfte")).to_contain_text("· 1 Zeile")
    expect(page.get_by_text("Keine Fehler und keine Warnungen.")).to_be_visible()
    page.get_by_role("button", name="Datei übernehmen").click()
    expect(page.get_by_text(f"„{name}“ ist übernommen (Upload 2).")).to_be_visible()
    found = occupied(tmp_path)
    assert {found[VECHELDE, code] for code in (quarter.previous().code, quarter.code)} == {41}
    visitor.close()


def test_deliveries_are_expected_and_the_sitting_gives_them_a_deadline(chromium: Browser, peine: Server) -> None:
    visitor, quarter = Visitor(chromium, peine.host), ended()
    page = visitor.page
    visitor.sign_in("editorin")
    take_over_the_quarter_before(visitor)
    show_tab(page, "Lieferungen")
    before = quarter.previous().label
    expect(
        page.get_by_text(f"Für das {before} kam 1 Tabelle; mit einem Klick wird sie ab jetzt jedes Quartal erwartet.")
    ).to_be_visible()
    page.get_by_role("button", name=f"Erwarten, was für das {before} kam").click()
    expect(page.get_by_text("1 Lieferung von 1 Lieferanten wird ab jetzt erwartet.")).to_be_visible()
    expect(page.get_by_text("Für dieses Quartal ist noch keine Sitzung eingetragen")).to_be_visible()
    row = page.locator("tr", has_text="Vechelde")
    expect(row).to_have_text(re.compile(r"Vechelde\s*erwartet\s*ohne Termin"))

    show_tab(page, "Kalender")
    expect(page.get_by_text(f"Wann berät der Koordinierungsstab das {quarter.label}?")).to_be_visible()
    sitting = wednesday_after(quarter.last + timedelta(days=130))
    deadline = sitting - timedelta(weeks=5)
    page.get_by_role("spinbutton", name="day, Sitzung des Koordinierungsstabs").click()
    page.keyboard.type(f"{sitting:%d%m%Y}")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sitzung eintragen").click()
    expect(
        page.get_by_text(f"Sitzung des Koordinierungsstabs für {quarter.label}: {sitting:%d.%m.%Y}.")
    ).to_be_visible()
    due = page.locator("tr", has_text="Frist für die Lieferungen")
    expect(due).to_contain_text(f"Mittwoch, {deadline:%d.%m.%Y}")
    expect(due).to_contain_text("35 Tage vor der Sitzung")

    show_tab(page, "Lieferungen")
    expect(page.get_by_text(f"Für das {quarter.label} sind 0 von 1 Lieferungen da, 1 steht noch aus.")).to_be_visible()
    expect(row).to_have_text(re.compile(rf"Vechelde\s*noch nicht fällig\s*Frist\s{deadline:%d.%m.%Y}"))
    visitor.close()


def test_an_administrator_purges_a_file_for_good(chromium: Browser, peine: Server, tmp_path: Path) -> None:
    register_the_administrator(tmp_path)
    visitor = Visitor(chromium, peine.host)
    page = visitor.page
    visitor.sign_in("admin")
    take_over_the_quarter_before(visitor)
    assert occupied(tmp_path)[VECHELDE, ended().previous().code] == 41

    visitor.open("/verwaltung")
    page.get_by_role("tab", name="Dateien").click()
    choose(page, "Datei, die endgültig gelöscht werden soll", "Nr. 1 · vechelde.csv · in Kraft")
    reason = page.get_by_role("textbox", name="Grund (bleibt im Protokoll; bitte keine Namen)")
    reason.fill("Namen in der Tabelle")
    reason.press("Enter")
    page.get_by_role("button", name="Endgültig löschen …").click()
    page.get_by_role("button", name="Ja, endgültig löschen").click()
    expect(page.get_by_text("Upload 1 ist endgültig gelöscht; es gelten wieder die Werte davor.")).to_be_visible()
    expect(page.get_by_text("Es gibt keine Datei, die gelöscht werden könnte.")).to_be_visible()
    assert occupied(tmp_path) == {}
    visitor.close()
