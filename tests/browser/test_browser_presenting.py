"""Presenting in a real browser: by keyboard, into a place and back, without the network, legible from the last row."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_office import PATIENCE
from playwright.sync_api import Browser, Page, expect

from bench.server import Server
from dashboard.catalogue import load
from dashboard.council import freezing
from dashboard.council.commands import add_folder, add_item, put_in
from dashboard.council.forms import FolderForm, ItemForm
from dashboard.council.kinds import ItemKind
from dashboard.council.reference import Reference
from dashboard.periods import Period
from dashboard.settings import DATABASE_NAME, PROGRAM_ROOT
from dashboard.store import Actor, Store

EXHIBITS = (
    Reference("fields"), Reference("accommodation-map", metric="auslastung"), Reference("accommodation-table"),
    Reference("measures"), Reference("goals"), Reference("cards", field="labour"),
)  # fmt: skip
LOOKED_AT = (2, 4, 7)
"""Tiles, the map with its places, and a table."""
TOO_SMALL = """() => {
  const slides = [...document.querySelectorAll("main > .slide, .layer, #nummer")], found = [];
  const closed = slides.filter(one => one.hidden);
  closed.forEach(one => { one.hidden = false; });
  document.querySelector("dialog").showModal();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walk.nextNode());) {
    const holder = text.parentElement;
    if (!text.textContent.trim() || holder.closest("title, style, script, noscript, .unseen")) continue;
    const matrix = holder.getScreenCTM ? holder.getScreenCTM() : null;
    const scale = matrix ? Math.hypot(matrix.c, matrix.d) : 1;
    const size = parseFloat(getComputedStyle(holder).fontSize) * scale;
    if (size < 24) found.push([Math.round(size * 10) / 10, text.textContent.trim().slice(0, 60)]);
  }
  document.querySelector("dialog").close();
  closed.forEach(one => { one.hidden = true; });
  return found;
}"""
CUT = """() => [...document.querySelectorAll("main > .slide")].flatMap(slide => {
  const was = slide.hidden;
  slide.hidden = false;
  const box = slide.querySelector(".figure");
  const found = box.scrollHeight > box.clientHeight + 1 || slide.scrollWidth > innerWidth ? [slide.id] : [];
  slide.hidden = was;
  return found;
})"""


@pytest.fixture(scope="module")
def folder(example_folder: Path, example_county: Server) -> int:
    """A frozen folder of the fictional county with every kind of slide."""
    store, catalogue = (
        Store.open(f"sqlite:///{example_folder / DATABASE_NAME}"),
        load(PROGRAM_ROOT / "data" / "catalogue"),
    )
    with store.unit_of_work(Actor.local()) as work:
        key = add_folder(work, FolderForm("Vor dem Kreistag", Period.of("2026-Q3"), headline="Das Quartal."))
        for reference in EXHIBITS:
            put_in(work, catalogue, key, reference)
        add_item(work, catalogue, key, ItemForm(ItemKind.SECTION, "Ausblick"))
        add_item(work, catalogue, key, ItemForm(ItemKind.TEXT, "Was kommt", "Ein Satz, der lang ist. " * 120))
    with store.unit_of_work(Actor.local()) as work:
        freezing.freeze(work, catalogue, key)
    store.close()
    return key


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, chromium: Browser, example_county: Server, folder: int) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 1920, "height": 1080}, locale="de-DE", color_scheme=request.param
    )  # fmt: skip
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"http://{example_county.host}/anmelden")
    page.get_by_role("button", name="Landrat").click()
    page.wait_for_url(f"http://{example_county.host}/")
    answer = page.goto(f"http://{example_county.host}/praesentieren/{folder}")
    assert answer is not None
    assert answer.ok, answer.text()
    assert page.locator("html").get_attribute("data-theme") == request.param
    yield page
    context.close()


def at(page: Page) -> str:
    """Where the foot of the slide on the screen says that it is."""
    return page.locator("main > .slide:not([hidden]) .place").inner_text()


def findings(page: Page) -> dict[str, list[str]]:
    found = Axe().run(page).response["violations"]
    return {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in found}


def test_slides_are_legible_accessible_and_whole(page: Page) -> None:
    assert page.evaluate(TOO_SMALL) == []
    assert page.evaluate(CUT) == []
    assert findings(page) == {}
    slides = page.locator("main > .slide:not([data-back])").count()
    for number in range(2, slides + 1):
        page.keyboard.press("ArrowRight")
        assert at(page) == f"{number} / {slides}"
        if number in LOOKED_AT:
            assert findings(page) == {}, number
        expect(page.get_by_role("status")).to_contain_text(f"Folie {number} von {slides}: ")
    page.keyboard.press("t")
    page.keyboard.press("Escape")
    assert findings(page) == {}
    expect(page.get_by_role("link", name="Zurück zur Mappe")).to_be_visible()


@pytest.mark.parametrize("page", ["light"], indirect=True)
def test_a_folder_is_presented_by_keyboard_into_a_place_and_back_without_the_network(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.set_offline(True)
    last = page.locator("main > .slide:not([data-back])").count()
    page.keyboard.press("End")
    assert at(page) == f"{last} / {last}"
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowLeft")
    assert at(page) == f"{last - 2} / {last}"
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    assert at(page) == f"4 / {last}"
    page.keyboard.press("b")
    expect(page.locator("#schwarz")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator("#schwarz")).to_be_hidden()
    assert at(page) == f"4 / {last}"
    theme = page.locator("html").get_attribute("data-theme")
    page.keyboard.press("d")
    assert page.locator("html").get_attribute("data-theme") != theme
    page.get_by_role("button", name="Fabelsiek").click(position={"x": 20, "y": 20}, force=True)
    expect(page.get_by_role("heading", name="Belegte und vorhandene Plätze: Fabelsiek")).to_be_visible()
    expect(page.get_by_role("cell", name="121").first).to_be_visible()
    page.keyboard.press("Escape")
    assert at(page) == f"4 / {last}"
    # The place is where one was: it opens by keyboard too, and Backspace leads back.
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Fabelsiek")).to_be_visible()
    page.keyboard.press("Backspace")
    page.keyboard.press("t")
    expect(page.get_by_role("region", name="Tabelle: Auslastung der Unterkünfte")).to_be_visible()
    page.keyboard.press("t")
    page.keyboard.press("PageDown")
    assert at(page) == f"5 / {last}"
    page.keyboard.press("Home")
    assert at(page) == f"1 / {last}"
    assert asked == []
