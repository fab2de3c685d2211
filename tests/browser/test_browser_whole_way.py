"""A nasty workbook on its whole way, in a real browser: mapped by hand, given back, mended, released, taken back."""

import io
from collections.abc import Sequence
from pathlib import Path

from browser_office import PASSWORD, Visitor
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from bench.server import Server
from dashboard.access import Place, Rights, commands, links
from dashboard.accommodation.values import figures_of
from dashboard.catalogue import load
from dashboard.geography import queries as geography
from dashboard.settings import DATABASE_NAME, PROGRAM_ROOT
from dashboard.store import Actor, Circle, Role, Store

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CATALOGUE = PROGRAM_ROOT / "data" / "catalogue"
DISTRICT, EDEMISSEN, HOHENHAMELN, LENGEDE, PEINE = "03157", "03157001", "03157002", "03157005", "03157006"
VECHELDE, WENDEBURG, ILSEDE = "03157007", "03157008", "03157009"
PLACES = (EDEMISSEN, VECHELDE, HOHENHAMELN, ILSEDE, LENGEDE, PEINE, WENDEBURG, DISTRICT)
FIRST = {(area, "2026-Q3"): persons for area, persons in zip(PLACES, (41, 38, 12, 25, 31, 128, 17, 292), strict=True)}
SECOND = {(area, "2026-Q4"): persons for area, persons in zip(PLACES, (52, 39, 14, 26, 33, 131, 18, 313), strict=True)}
"""What is then to be read: (area, period) -> persons."""
HEADERS = ("Lfd. Nr.", "Quartal", "Gemeinde", "Plätze", "Köpfe im Haus")
SUPPLIER = "Sozialamt"
RED = "00FFC7CE"
ATTEMPTS, SOON = 20, 2_000
"""How often a list is opened, and the milliseconds its option has to appear in."""

SPOILED = (
    ("Edemissen", 60, 41),
    ("Vechelte", 50, 38),
    ("Hohenhameln", 40, "12a"),
    ("Ilsede", "dreißig", 25),
    ("Lengede", 35, 31),
    ("Peine", 150, 128),
    ("Wendeburg", 20, 17),
)
CORRECTED = (
    ("Edemissen", 60, 47),
    ("Vechelde", 50, 38),
    ("Hohenhameln", 40, 12),
    ("Ilsede", 30, 25),
    ("Lengede", 35, 31),
    ("Peine", 150, 128),
    ("Wendeburg", 20, 17),
)
NEXT = (
    ("Edemissen", 61, 52),
    ("Vechelde", 50, 39),
    ("Hohenhameln", 40, 14),
    ("Ilsede", 30, 26),
    ("Lengede", 35, 33),
    ("Peine", 150, 131),
    ("Wendeburg", 20, 18),
)

UNKNOWN = (
    "Nicht bekannt und nicht übernommen: {}. Was eine Spalte bedeutet, sagen Sie unter „Woran das erkannt wurde, "
    "und ändern“."
)
OTHER_SHEET = (
    "Auch das Blatt „Vorquartal“ enthält eine Tabelle (breite Tabelle (eine Zeile je Ort und Zeitraum, eine Spalte je "
    "Kennzahl)). Gelesen wird nur „Meldung“; bitte das andere Blatt für sich einreichen, wenn es gebraucht wird."
)
REMEMBERED = "Gemerkt für „Sozialamt“: Spalte „Köpfe im Haus“ ist „Belegt“."
NO_NUMBER = "„{}“ ist keine Zahl. Bitte berichtigen, zum Beispiel 1.234 oder 12,5."
NO_PLACE = (
    "„Vechelte“ ist kein bekannter Ort (Landkreis Peine). Gemeint sein könnte: Vechelde (03157007). Bitte berichtigen "
    "oder zuordnen."
)
OF_PLACES = "Im Landkreis Peine sind {} Personen untergebracht{}; Angaben liegen für alle 7 Orte vor."
WRONG = (
    ("Fehler", "6", "Gemeinde", "Vechelte", NO_PLACE),
    ("Fehler", "7", "Köpfe im Haus", "12a", NO_NUMBER.format("12a")),
    ("Fehler", "8", "Plätze", "dreißig", NO_NUMBER.format("dreißig")),
)
"""Rows of the findings that are errors."""


def nasty(quarter: str, rows: Sequence[Sequence[object]]) -> bytes:
    """Titles in merged cells above the header, a hidden column and row, and a second sheet with a table of its own."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Meldung"
    sheet["A1"] = "Landkreis Peine – Unterbringung"
    sheet.merge_cells("A1:E1")
    sheet["A2"] = "Rückfragen bitte an das Sozialamt"
    for column, header in enumerate(HEADERS, 1):
        sheet.cell(4, column, header)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate((number, quarter, *row), 1):
            sheet.cell(number + 4, column, value)  # type: ignore[arg-type]
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[len(rows) + 4].hidden = True
    before = book.create_sheet("Vorquartal")
    before.append(["Quartal", "Gemeinde", "Plätze"])
    before.append(["2. Quartal 2026", "Edemissen", 58])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def hand_in(page: Page, name: str, data: bytes) -> None:
    page.locator('input[type="file"]').set_input_files({"name": name, "mimeType": XLSX, "buffer": data})
    expect(page.get_by_role("button", name=f"Remove {name}")).to_be_visible()


def name_the_supplier(page: Page) -> None:
    page.get_by_text("Angaben zur Datei (nur wenn nötig)").click()
    supplier = page.get_by_role("textbox", name="Lieferant")
    supplier.fill(SUPPLIER)
    supplier.press("Enter")
    expect(page.get_by_text(f"Lieferant: {SUPPLIER}")).to_be_visible()


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list by typing. It closes when the page moves under it, and is opened again then."""
    box = page.get_by_role("combobox", name=label)
    choice = page.get_by_role("option", name=option, exact=True)
    for _ in range(ATTEMPTS):
        box.scroll_into_view_if_needed()
        page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        box.click()
        box.fill(option)
        try:
            choice.click(timeout=SOON)
        except PlaywrightTimeout:
            continue
        return
    raise AssertionError(f"„{option}“ could not be chosen in „{label}“")


def finding(page: Page, text: str) -> Locator:
    """The row of the findings that says this."""
    return page.locator("tr", has_text=text)


def cells_of(row: Locator) -> list[str]:
    return [text.strip() for text in row.locator("th, td").all_inner_texts()]


def returned(page: Page) -> Workbook:
    """The marked workbook, looked at: cells coloured and commented, and a sheet that lists what was found."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Datei mit markierten Stellen (XLSX)").click()
    assert download.value.suggested_filename == "meldung - Befunde.xlsx"
    book = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert book.sheetnames == ["Meldung", "Befunde"]
    sheet = book["Meldung"]
    red = {
        cell.coordinate: cell.comment for row in sheet.iter_rows() for cell in row if cell.fill.start_color.rgb == RED
    }
    assert {place: comment and comment.text for place, comment in red.items()} == {
        "C6": f"Fehler: {NO_PLACE}\nVorschlag: Vechelde (03157007)",
        "E7": f"Fehler: {NO_NUMBER.format('12a')}",
        "D8": f"Fehler: {NO_NUMBER.format('dreißig')}",
    }
    assert (sheet["A1"].value, sheet["A4"].value) == ("Landkreis Peine – Unterbringung", "Lfd. Nr.")
    listed = list(book["Befunde"].iter_rows(values_only=True))
    assert listed[0] == ("Art", "Zeile", "Spalte", "Inhalt", "Was zu tun ist", "Vorschlag")
    assert [row[:5] for row in listed if row[0] == "Fehler"] == list(WRONG)
    assert [row[5] for row in listed if row[0] == "Fehler"] == ["Vechelde (03157007)", None, None]
    assert ("Warnung", None, None, None, OTHER_SHEET, None) in listed
    return book


def mend(book: Workbook) -> bytes:
    sheet = book["Meldung"]
    sheet["C6"], sheet["E7"], sheet["D8"] = "Vechelde", 12, 30
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def take_over_with_warning(page: Page) -> None:
    expect(finding(page, OTHER_SHEET)).to_be_visible()
    expect(page.get_by_role("button", name="Datei übernehmen")).to_be_disabled()
    page.get_by_text("Ich habe die Warnungen gesehen und übernehme die Datei trotzdem.").click()
    page.get_by_role("button", name="Datei übernehmen").click()


def occupied(folder: Path, audience: str = "internal") -> dict[tuple[str, str], float]:
    """What this circle knows of the people housed: (area, period) -> persons."""
    store = Store.open(f"sqlite:///{folder / DATABASE_NAME}")
    with store.reading() as session:
        own = geography.district(session).area
        places = geography.places(session, own)
        found = figures_of(session, Circle(audience), load(CATALOGUE), "belegt", places, own)
    store.close()
    return {(one.area, one.period): one.value for one in found if not one.key and one.value is not None}


def on_the_page(visitor: Visitor, quarter: str, sentence: str) -> dict[str, list[str]]:
    """The table of all places as the page shows it, once the page says ``sentence``: place -> cells."""
    page = visitor.page
    visitor.open(f"/unterbringung?quartal={quarter}")
    expect(page.get_by_text(sentence)).to_be_visible()
    page.get_by_text("Tabelle zu dieser Abbildung").last.click()
    expect(page.locator("tr", has=page.locator("th", has_text="Wendeburg"))).to_be_visible()
    rows = [cells_of(row) for row in page.locator("tr").all()]
    return {row[0]: row[1:] for row in rows if row}


def edemissen(places: str, persons: str, percent: str, quarter: str) -> list[str]:
    """Its row: places, free, occupied, share, as of."""
    return [places, "keine Angabe", persons, f"{percent}\u202f%", f"{quarter}. Quartal 2026"]


def register_the_public(folder: Path) -> None:
    store = Store.open(f"sqlite:///{folder / DATABASE_NAME}")
    with store.unit_of_work(Actor.local()) as work:
        link = commands.create(work, "gast", "Gast", Rights(Role.VIEWER, Circle.PUBLIC))
    links.set_password(store, link.path.rsplit("/", 1)[-1], PASSWORD, Place("127.0.0.1"))
    store.close()


def test_a_nasty_workbook_goes_its_whole_way(chromium: Browser, peine: Server, tmp_path: Path) -> None:
    register_the_public(tmp_path)
    visitor, public = Visitor(chromium, peine.host), Visitor(chromium, peine.host)
    page = visitor.page
    visitor.sign_in("editorin")
    public.sign_in("gast")
    visitor.open("/daten-einreichen")

    # The workbook is handed in, and its supplier named.
    hand_in(page, "meldung.xlsx", nasty("3. Quartal 2026", SPOILED))
    name_the_supplier(page)
    expect(page.locator("p", has_text="Erkannt: Kennzahlen je Ort")).to_have_text(
        "Erkannt: Kennzahlen je Ort · Blatt „Meldung“ · 3. Quartal 2026 · Lieferant: Sozialamt · 7 Zeilen"
    )
    expect(page.get_by_text(UNKNOWN.format("„Lfd. Nr.“ und „Köpfe im Haus“"))).to_be_visible()
    expect(page.get_by_text("2 Fehler: So kann die Datei nicht übernommen werden.")).to_be_visible()
    expect(finding(page, "12a")).to_have_count(0)
    expect(page.get_by_role("combobox", name=f"Rückfrage: {NO_PLACE}", exact=True)).to_be_visible()

    # The unknown column is mapped by hand; now its cells are looked at too.
    page.get_by_text("Woran das erkannt wurde, und ändern", exact=True).click()
    choose(page, "Spalte ändern", "Köpfe im Haus")
    choose(page, "Bedeutung von „Köpfe im Haus“", "Belegt")
    expect(page.get_by_text("3 Fehler: So kann die Datei nicht übernommen werden.")).to_be_visible()
    expect(page.get_by_text(UNKNOWN.format("„Lfd. Nr.“"))).to_be_visible()
    expect(page.get_by_text("Spalte „Köpfe im Haus“: Belegt")).to_be_visible()
    for row in WRONG:
        assert cells_of(finding(page, row[3])) == list(row)
    expect(finding(page, OTHER_SHEET)).to_be_visible()
    expect(page.get_by_role("button", name="Datei übernehmen")).to_have_count(0)

    # It comes back with the places marked, and is mended there.
    mended = mend(returned(page))
    hand_in(page, "meldung - Befunde.xlsx", mended)
    expect(page.get_by_text("Keine Fehler und keine Warnungen.")).to_be_visible()
    expect(page.get_by_text(UNKNOWN.format("„Lfd. Nr.“"))).to_be_visible()
    expect(page.get_by_text("Neu: 14 · Geändert: 0 · Unverändert: 0 · Fehlt in dieser Datei: 0")).to_be_visible()

    # Taken over, it is in the store and on the page; the public has nothing yet.
    page.get_by_role("button", name="Datei übernehmen").click()
    expect(page.get_by_text("„meldung - Befunde.xlsx“ ist übernommen (Upload 1). Werte: neu 14,")).to_be_visible()
    assert occupied(tmp_path) == FIRST
    assert occupied(tmp_path, "public") == {}
    assert on_the_page(visitor, "2026-Q3", OF_PLACES.format(292, ""))["Edemissen"] == edemissen("60", "41", "68", "3")
    public.open("/unterbringung")
    expect(public.page.get_by_text("Für diesen Kreis ist noch kein Quartal freigegeben.")).to_be_visible()

    # Released, it is there for the public too.
    visitor.open("/daten-einreichen")
    page.get_by_role("tab", name="Quartal freigeben").click()
    page.get_by_role("button", name="3. Quartal 2026 freigeben").click()
    expect(
        page.get_by_text("3. Quartal 2026 ist freigegeben: 14 Werte sind jetzt für die anderen Kreise sichtbar.")
    ).to_be_visible()
    assert occupied(tmp_path, "public") == FIRST
    assert on_the_page(public, "2026-Q3", OF_PLACES.format(292, ""))["Edemissen"] == edemissen("60", "41", "68", "3")

    # A correction holds inside the house until it is taken back.
    page.get_by_role("tab", name="Tabelle einreichen").click()
    hand_in(page, "berichtigung.xlsx", nasty("3. Quartal 2026", CORRECTED))
    name_the_supplier(page)
    expect(page.get_by_text(REMEMBERED)).to_be_visible()
    expect(page.get_by_text("Neu: 0 · Geändert: 1 · Unverändert: 13 · Fehlt in dieser Datei: 0")).to_be_visible()
    take_over_with_warning(page)
    expect(page.get_by_text("„berichtigung.xlsx“ ist übernommen (Upload 2). Werte: neu 0, geändert 1,")).to_be_visible()
    assert occupied(tmp_path) == FIRST | {(EDEMISSEN, "2026-Q3"): 47, (DISTRICT, "2026-Q3"): 298}
    assert occupied(tmp_path, "public") == FIRST
    assert on_the_page(visitor, "2026-Q3", OF_PLACES.format(298, ""))["Edemissen"] == edemissen("60", "47", "78", "3")
    assert on_the_page(public, "2026-Q3", OF_PLACES.format(292, ""))["Edemissen"] == edemissen("60", "41", "68", "3")

    visitor.open("/daten-einreichen")
    page.get_by_role("tab", name="Bisherige Dateien").click()
    choose(page, "Datei ansehen, herunterladen", "Nr. 2 · berichtigung.xlsx · in Kraft")
    page.get_by_role("button", name="Zurücknehmen").click()
    expect(
        page.get_by_text("Upload 2 („berichtigung.xlsx“) ist zurückgenommen; es gelten wieder die Werte davor.")
    ).to_be_visible()
    assert occupied(tmp_path) == FIRST
    assert on_the_page(visitor, "2026-Q3", OF_PLACES.format(292, ""))["Edemissen"] == edemissen("60", "41", "68", "3")

    # The next quarter needs no mapping: it is remembered, and the page says so.
    visitor.open("/daten-einreichen")
    hand_in(page, "meldung q4.xlsx", nasty("4. Quartal 2026", NEXT))
    expect(page.get_by_text(UNKNOWN.format("„Lfd. Nr.“ und „Köpfe im Haus“"))).to_be_visible()
    name_the_supplier(page)
    expect(page.get_by_text(REMEMBERED)).to_be_visible()
    expect(page.get_by_text(UNKNOWN.format("„Lfd. Nr.“"))).to_be_visible()
    expect(page.get_by_text("1 Warnung: Bitte ansehen und dann bestätigen.")).to_be_visible()
    expect(page.get_by_text("Neu: 14 · Geändert: 0 · Unverändert: 0 · Fehlt in dieser Datei: 0")).to_be_visible()
    take_over_with_warning(page)
    expect(page.get_by_text("„meldung q4.xlsx“ ist übernommen (Upload 3). Werte: neu 14,")).to_be_visible()
    assert occupied(tmp_path) == FIRST | SECOND
    both = OF_PLACES.format(313, ", 21 mehr als im 3. Quartal 2026")
    assert on_the_page(visitor, "2026-Q4", both)["Edemissen"] == edemissen("61", "52", "85", "4")
    assert visitor.hosts == public.hosts == {peine.host}
    visitor.close()
    public.close()
