"""The browser half of the tests: the system's Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_office import PASSWORD, dashboard
from playwright.sync_api import Browser, sync_playwright

from bench.server import Server
from dashboard.access import Place, Rights, commands, links
from dashboard.geography import commands as geography
from dashboard.settings import DATABASE_NAME
from dashboard.store import Actor, Circle, Role, Store
from musterland import county_in

REQUIRED = os.environ.get("DASHBOARD_REQUIRE_CHROMIUM") == "1"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # the tests may run as root
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu-compositing",  # pages are drawn without a graphics card
    "--use-gl=angle",  # and so are maps
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]


@pytest.fixture(scope="session")
def chromium_program() -> str:
    """Path of the system's Chromium; absent: a loud skip, or a failure where it is required."""
    named = os.environ.get("DASHBOARD_TEST_CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        message = "CHROMIUM MISSING: this half of the tests, all that looks at pages in a browser, has not been run"
        if REQUIRED:
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(scope="session")
def chromium(chromium_program: str) -> Iterator[Browser]:
    """A running headless Chromium; open pages of your own: ``chromium.new_context(locale="de-DE")``."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def no_page_stays_open(chromium: Browser) -> Iterator[None]:
    """A page that nobody looks at any more goes on drawing for as long as it is open."""
    yield
    for context in chromium.contexts:
        context.close()


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory, chromium_program: str) -> Path:
    """A folder with the fictional county."""
    folder = tmp_path_factory.mktemp("beispiel")
    county_in(folder, tmp_path_factory).close()
    return folder


@pytest.fixture(scope="session")
def example_county(example_folder: Path) -> Iterator[Server]:
    """The dashboard with the fictional county."""
    with dashboard(example_folder, demo=True) as server:
        yield server


@pytest.fixture(scope="session")
def peine_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data base of ``peine``, to copy."""
    path = tmp_path_factory.mktemp("peine") / DATABASE_NAME
    store = Store.open(f"sqlite:///{path}")
    with store.reading() as session:
        plan = geography.prepare(session, "03157")
    with store.unit_of_work(Actor.local()) as work:
        geography.register(work, plan)
    for name, role, circle in (
        ("editorin", Role.EDITOR, Circle.INTERNAL),
        ("leser", Role.VIEWER, Circle.INTERNAL),
    ):
        with store.unit_of_work(Actor.local()) as work:
            link = commands.create(work, name, name.title(), Rights(role, circle))
        links.set_password(store, link.path.rsplit("/", 1)[-1], PASSWORD, Place("127.0.0.1"))
    store.close()
    return path


@pytest.fixture
def peine(tmp_path: Path, peine_store: Path, chromium_program: str) -> Iterator[Server]:
    """The dashboard of the Landkreis Peine with bundled boundaries, without figures; an editor and a viewer."""
    shutil.copyfile(peine_store, tmp_path / DATABASE_NAME)
    with dashboard(tmp_path, demo=False) as server:
        yield server
