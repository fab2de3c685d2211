"""Minutes of a whole meeting by keyboard alone, cut off in mid-sentence, approved, on paper, and found again."""

import os
import signal
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, time
from pathlib import Path
from zipfile import ZipFile

from browser_office import COMMAND, Visitor
from playwright.sync_api import Browser, Locator, Page, expect
from test_browser_pages import ALLOWED, violations

from bench.server import ROOT, Server, free_port
from dashboard.meetings import agenda, bodies, meetings, states
from dashboard.meetings.forms import BodyForm, ItemForm, MeetingForm
from dashboard.meetings.kinds import MeetingState
from dashboard.meetings.states import Step
from dashboard.settings import DATABASE_NAME
from dashboard.store import Actor, Circle, Store

ACTIVE = """() => {
  let one = document.activeElement
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement
  const usable = one?.matches('button, summary, textarea, a, input')  // what scrolls can have the focus too
  return usable ? `${one.tagName} ${one.labels?.[0]?.textContent ?? ''} ${one.textContent}` : ''
}"""
MOST_TABS = 60


def prepared(example: Path, folder: Path) -> int:
    """The fictional county with one more meeting of three items that was held just now; its number."""
    with (
        closing(sqlite3.connect(example / DATABASE_NAME)) as there,
        closing(sqlite3.connect(folder / DATABASE_NAME)) as to,
    ):
        there.backup(to)
    store = Store.open(f"sqlite:///{folder / DATABASE_NAME}")
    with store.unit_of_work(Actor.local()) as work:
        body = bodies.add_body(work, BodyForm("Koordinierungsstab am Laptop"))
        key = meetings.add_meeting(work, MeetingForm(body, date(2026, 3, 17), time(14), circle=Circle.PUBLIC))
        for title in ("Begrüßung", "Unterbringung", "Verschiedenes"):
            agenda.add_item(work, ItemForm(key, title, Circle.PUBLIC))
        states.set_state(work, key, Step(MeetingState.HELD), seen=1)
    store.close()
    return key


@contextmanager
def office(folder: Path, port: int) -> Iterator[Server]:
    """The dashboard on a port that stays the same when it has to be started again."""
    environment = {"DASHBOARD_DATA_DIR": str(folder), "DASHBOARD_DEMO": "true", "DASHBOARD_DATABASE_URL": ""}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [*COMMAND, str(port)], cwd=ROOT, env={**os.environ, **environment}, stdout=log, stderr=log
        )
        server = Server(process, f"127.0.0.1:{port}", Path(os.devnull))
        try:
            server.wait_until_ready()
            yield server
        finally:
            server.end()


def box(page: Page, label: str) -> Locator:
    return page.get_by_label(label, exact=True).and_(page.locator("textarea"))


def tab_to(page: Page, name: str) -> None:
    """Go on with the Tab key until ``name`` has the focus."""
    for _ in range(MOST_TABS):
        if name in page.evaluate(ACTIVE):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached by keyboard")


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")


def begun(visitor: Visitor, heading: str) -> None:
    """An item is open and the cursor stands in its text."""
    expect(visitor.page.get_by_role("heading", name=heading)).to_be_visible()
    visitor.settle()  # until then the box of the item before is still there too
    expect(box(visitor.page, "Niederschrift")).to_be_focused()


def test_a_meeting_is_written_by_keyboard_cut_off_continued_approved_printed_and_found(
    chromium: Browser, example_folder: Path, tmp_path: Path
) -> None:
    meeting, port = prepared(example_folder, tmp_path), free_port()
    with office(tmp_path, port) as server:
        visitor = Visitor(chromium, server.host)
        visitor.sign_in_as_example("Koordinierungsstelle")
        visitor.open(f"/niederschrift?sitzung={meeting}")
        page = visitor.page
        begun(visitor, "1 Begrüßung")
        page.keyboard.type("Die Sitzung wird eröffnet.")
        page.keyboard.press("Control+Enter")
        begun(visitor, "2 Unterbringung")
        page.keyboard.type("Alle Gemeinschaftsunterkünfte sind zu")
        expect(page.get_by_text("Entwurf gesichert um")).to_be_visible()
        page.keyboard.type(" 98 Pro")
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        page.keyboard.type("zent")
    with office(tmp_path, port):
        expect(page.get_by_text("Entwurf gesichert um")).to_be_visible()
        visitor.settle()
        text = box(page, "Niederschrift")
        expect(text).to_have_value("Alle Gemeinschaftsunterkünfte sind zu 98 Prozent")
        tab_to(page, "TEXTAREA Niederschrift")  # where the cursor mostly is already
        page.keyboard.press("Control+End")
        page.keyboard.type(" belegt.")
        page.keyboard.press("Control+Enter")
        begun(visitor, "3 Verschiedenes")
        found = violations(visitor)
        assert {rule: nodes for rule, nodes in found.items() if rule not in ALLOWED} == {}
        page.keyboard.type("Es wird beraten.")

        tab_to(page, "TEXTAREA Wortlaut")
        page.keyboard.type("Der Landkreis sucht weitere Notgemeinschaftsunterkünfte.")
        page.keyboard.press("Alt+v")
        agreed = page.get_by_text("Verabredung 2026-01", exact=True)
        try:
            expect(agreed).to_be_visible(timeout=15_000)
        except (
            AssertionError
        ):  # a draft sent at the very moment takes a click along; the text stands, one presses again
            page.keyboard.press("Alt+v")
        expect(agreed).to_be_visible()
        visitor.settle()
        expect(box(page, "Wortlaut")).to_be_focused()
        tab_to(page, "TEXTAREA Aufgabe")
        page.keyboard.type("Liste der Häuser erstellen")
        page.keyboard.press("Alt+a")
        task = page.get_by_text("noch niemand · ohne Termin · offen")
        try:
            expect(task).to_be_visible(timeout=15_000)
        except AssertionError:
            page.keyboard.press("Alt+a")
        expect(task).to_be_visible()
        visitor.settle()
        expect(box(page, "Aufgabe")).to_be_focused()
        press(page, "Darstellung einfügen")
        expect(page.get_by_role("button", name="Einfügen")).to_be_visible()
        visitor.settle()
        press(page, "push_pin")
        expect(page.get_by_text("Ansicht Öffentlichkeit. Eingefroren")).to_be_visible()
        visitor.settle()
        page.keyboard.press("Control+s")
        expect(page.get_by_text("Die Niederschrift ist gespeichert.")).to_be_visible()
        visitor.settle()

        press(page, "Abschließen und genehmigen")
        expect(page.get_by_role("button", name="Niederschrift genehmigen")).to_be_visible()
        visitor.settle()
        press(page, "Niederschrift genehmigen")
        expect(page.get_by_text("Die Niederschrift ist genehmigt und eingefroren")).to_be_visible()
        expect(page.get_by_text("Alle Gemeinschaftsunterkünfte sind zu 98 Prozent belegt.")).to_be_visible()
        visitor.settle()
        files = {}
        for kind in ("PDF", "DOCX"):
            tab_to(page, f"Niederschrift als {kind}")
            with page.expect_download() as download:
                page.keyboard.press("Enter")
            files[kind] = download.value.path()
        assert files["PDF"].read_bytes().startswith(b"%PDF-")
        with ZipFile(files["DOCX"]) as word:
            assert "Notgemeinschaftsunterkünfte" in word.read("word/document.xml").decode("utf-8")
        visitor.open("/suche?suche=gemeinschaftsunterk")
        expect(page.get_by_text("Der Landkreis sucht weitere").first).to_be_visible()
        visitor.close()
