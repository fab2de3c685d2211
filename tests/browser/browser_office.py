"""The dashboard in a real browser: servers to look at, signing in, and what the browser was sent."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from bench.server import Server, serving

PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
PASSWORD = "vier Wörter sind genug"
PAGES = (
    "/",
    "/unterbringung",
    "/ausblick",
    "/monitoring",
    "/buendnisse",
    "/konzept",
    "/netzwerk",
    "/praesentation",
    "/suche?suche=unterkunft",
    "/daten-einreichen",
    "/verwaltung",
    "/hilfe",
)
COMMAND = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1", "--server.port"]


@contextmanager
def dashboard(folder: Path, *, demo: bool) -> Iterator[Server]:
    """The dashboard over the store in ``folder``, on a free port of loopback."""
    environment = {
        "DASHBOARD_DATA_DIR": str(folder),
        "DASHBOARD_DEMO": "true" if demo else "false",
        "DASHBOARD_DATABASE_URL": "",
    }
    with serving(COMMAND, environment) as server:
        yield server


@dataclass
class Visitor:
    """Somebody at a browser; remembers every host asked and everything sent to the browser."""

    browser: Browser
    host: str
    theme: str = "light"
    hosts: set[str] = field(default_factory=set)
    received: list[bytes] = field(default_factory=list)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        context = self.browser.new_context(
            viewport={"width": 1400, "height": 900},
            locale="de-DE",
            color_scheme="dark" if self.theme == "dark" else "light",
        )
        context.set_default_timeout(PATIENCE)
        self.page = context.new_page()
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("websocket", self._listen)

    def _listen(self, socket: object) -> None:
        socket.on("framereceived", self._keep)  # type: ignore[attr-defined]

    def _keep(self, payload: str | bytes) -> None:
        self.received.append(payload.encode() if isinstance(payload, str) else payload)

    def open(self, address: str) -> None:
        """Go to a page and wait until its run has ended."""
        self.page.goto(f"http://{self.host}{address}")
        self.settle()

    def settle(self) -> None:
        """Wait until the page has a title and the running mark is gone."""
        self.page.locator("h1").first.wait_for()
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()

    def sign_in_as_example(self, name: str) -> None:
        """Sign in with the button of a person of the fictional county."""
        self.page.goto(f"http://{self.host}/anmelden")
        self.page.get_by_role("button", name=name).click()
        self.settle()

    def sign_in(self, name: str) -> None:
        """Sign in with name and password."""
        self.page.goto(f"http://{self.host}/anmelden")
        self.page.get_by_label("Anmeldename").fill(name)
        self.page.get_by_label("Passwort").fill(PASSWORD)
        self.page.get_by_role("button", name="Anmelden").click()
        self.settle()

    def close(self) -> None:
        self.page.context.close()
