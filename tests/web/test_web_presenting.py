"""Presenting behind the gate: one page with everything in it, and only what the folder's circle may see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from web_browser import PASSWORD, Browser

from dashboard import web
from dashboard.access import Place, Rights, commands, links, sessions
from dashboard.catalogue import load
from dashboard.council import freezing
from dashboard.council.commands import add_folder, add_item, put_in
from dashboard.council.forms import FolderForm, ItemForm
from dashboard.council.kinds import ItemKind
from dashboard.council.reference import Reference
from dashboard.documents.document import Listing, Paragraph, Run
from dashboard.periods import Period
from dashboard.settings import PROGRAM_ROOT, Settings
from dashboard.store import Actor, Circle, Role, Store
from dashboard.web import stage_colours, stage_room
from musterland import county_in

QUARTER = Period.of("2026-Q3")
SECRET = "Nur für mein Ohr"
MAP = Reference("accommodation-map", metric="belegt")
UNRELEASED = "Q3 2026"
"""How an axis names the quarter that is not released yet."""


@dataclass(frozen=True)
class Room:
    """The fictional county with a public and an internal folder, and the app around it."""

    store: Store
    app: Starlette
    public: int
    internal: int

    def visitor(self, name: str) -> Browser:
        browser = Browser(self.app)
        browser.submit("/anmelden", name=name, passwort=PASSWORD)
        return browser


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("vorfuehren")
    store, catalogue = county_in(folder, tmp_path_factory), load(PROGRAM_ROOT / "data" / "catalogue")
    keys = {}
    for circle in (Circle.PUBLIC, Circle.INTERNAL):
        with store.unit_of_work(Actor.local()) as work:
            key = keys[circle] = add_folder(work, FolderForm("Vor dem Kreistag <b>", QUARTER, circle=circle))
            put_in(work, catalogue, key, MAP)
            put_in(work, catalogue, key, Reference("accommodation-trend"))
            add_item(work, catalogue, key, ItemForm(ItemKind.TEXT, "Ausblick", "<script>alert(1)</script>", SECRET))
    for name, circle in (("drinnen", Circle.INTERNAL), ("draussen", Circle.PUBLIC)):
        with store.unit_of_work(Actor.local()) as work:
            link = commands.create(work, name, name.title(), Rights(Role.VIEWER, circle))
        links.set_password(store, link.path.removeprefix("/einladung/"), PASSWORD, Place("192.0.2.10"))
    parts = web.build(store, Settings(data_dir=folder))
    app = Starlette(routes=parts.routes, middleware=parts.middleware)
    yield Room(store, app, keys[Circle.PUBLIC], keys[Circle.INTERNAL])
    sessions.wait_until_noted()
    store.close()


def test_nobody_presents_without_signing_in(room: Room) -> None:
    answer = Browser(room.app).get(f"/praesentieren/{room.public}")
    assert (answer.status, answer.location.partition("?")[0]) == (303, "/anmelden")
    assert Browser(room.app).get("/praesentieren/praesentieren.js").status == 303


def test_a_public_folder_opened_inside_the_office_holds_nothing_internal(room: Room) -> None:
    visitor = room.visitor("drinnen")
    public = visitor.get(f"/praesentieren/{room.public}").text
    internal = visitor.get(f"/praesentieren/{room.internal}").text
    houses = set(re.findall(r'data-facility="([^"]+)"', internal))
    assert len(houses) > 5
    assert [name for name in houses if name in public] == []
    assert (UNRELEASED in public, UNRELEASED in internal) == (False, True)
    assert ("Kreisverwaltung (intern)" in public, "Kreisverwaltung (intern)" in internal) == (False, True)
    assert "Beispieldaten" in public
    # What a speaker notes is for nobody in the room, not even where the folder is internal.
    assert SECRET not in public + internal


def test_behind_every_place_of_a_map_stands_its_own_course(room: Room) -> None:
    text = room.visitor("drinnen").get(f"/praesentieren/{room.public}").text
    doors = re.findall(r'data-door="(ort\d+)"', text)
    assert len(doors) == 9
    assert [name for name in doors if f'id="{name}"' not in text] == []
    assert "Belegte und vorhandene Plätze: Beispielhausen" in text


def test_the_page_asks_no_other_host_and_has_no_script_of_its_own(room: Room) -> None:
    answer = room.visitor("drinnen").get(f"/praesentieren/{room.public}")
    assert re.findall(r"<script(?![^>]* src=)", answer.text) == []
    assert re.findall(r'<script src="([^"]+)"', answer.text) == ["/praesentieren/praesentieren.js"]
    assert re.findall(r"\son[a-z]+=", answer.text) == []
    # Names of SVG and its links, which nobody asks for, are all there is.
    assert set(re.findall(r"https?://([^/\"'\s<>]+)", answer.text)) == {"www.w3.org"}
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert "&lt;script&gt;alert(1)" in answer.text
    assert "Vor dem Kreistag &lt;b&gt;" in answer.text


def test_others_see_a_folder_only_once_it_is_frozen_and_then_as_it_was(room: Room) -> None:
    outside = room.visitor("draussen")
    assert outside.get(f"/praesentieren/{room.public}").status == 404
    assert outside.get("/praesentieren/999").status == 404
    with room.store.unit_of_work(Actor.local()) as work:
        freezing.freeze(work, load(PROGRAM_ROOT / "data" / "catalogue"), room.public)
    answer = outside.get(f"/praesentieren/{room.public}")
    assert answer.status == 200
    assert re.search(r"Mappe \d{4}-\d\d · Stand", answer.text)
    assert 'data-door="ort9"' in answer.text
    assert outside.get(f"/praesentieren/{room.internal}").status == 404


def test_every_colour_of_the_light_theme_stands_for_one_of_the_dark() -> None:
    light, dark = (stage_colours.rules(dark=one) for one in (False, True))
    assert "--cffffff:#ffffff" in light
    assert "--cffffff:#030508" in dark
    assert stage_colours.named('<path fill="#1d5a8f" stroke="#123456"/>') == (
        '<path fill="var(--c1d5a8f)" stroke="#123456"/>'
    )


@pytest.mark.parametrize(
    "block",
    [
        Paragraph((Run("Wort " * 2000),)),
        Listing(tuple((Paragraph((Run("Punkt " * 20),)),) for _ in range(40))),
    ],
)
def test_a_text_too_long_for_a_slide_goes_on_and_nothing_is_cut(block: Paragraph | Listing) -> None:
    room = stage_room.free("Titel")
    pages = stage_room.text_pages([block], room)
    assert len(pages) > 1
    assert max(sum(map(stage_room.height, page)) for page in pages) <= room
    assert _words(block) == [word for page in pages for one in page for word in _words(one)]


def test_rows_of_a_long_table_are_all_there_page_by_page() -> None:
    rows = [(f"Zeile {number}", "Text " * (number % 30)) for number in range(100)]
    pages = stage_room.row_pages(("Was", "Wie"), rows, 700)
    assert len(pages) > 5
    assert [row for page in pages for row in page] == rows


def _words(block: object) -> list[str]:
    match block:
        case Paragraph(runs):
            return "".join(run.text for run in runs).split()
        case Listing(items):
            return [word for item in items for one in item for word in _words(one)]
    raise AssertionError(block)
