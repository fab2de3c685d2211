"""Fixtures of the web: the gate and the sign-in around a dummy of Streamlit's server, and a person who can sign in."""

import gzip
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.websockets import WebSocket
from web_browser import PASSWORD, Browser

from dashboard import web
from dashboard.access import Place, Rights, commands, links, passwords, sessions
from dashboard.settings import Settings
from dashboard.store import Actor, Circle, Role, Store

SHELL = "<html lang='en'>the shell as Streamlit has it</html>"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty data base, made once."""
    path = tmp_path_factory.mktemp("migrated") / "lagebild.sqlite3"
    Store.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def database_url(migrated: Path, tmp_path: Path) -> str:
    """One kind of data base is enough here: what differs between them is tested with access and store."""
    return f"sqlite:///{shutil.copy(migrated, tmp_path)}"


@pytest.fixture
def store(store: Store) -> Iterator[Store]:
    yield store
    sessions.wait_until_noted()


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()


class Inside:
    """What got past the gate."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []

    @property
    def last(self) -> dict[str, Any]:
        return self.requests[-1]

    async def answer(self, request: Request) -> Response:
        self.requests.append({"path": request.url.path, "headers": request.headers.raw, "method": request.method})
        path = request.url.path
        if path.startswith("/static/"):
            return Response("js", media_type="text/javascript", headers={"cache-control": "public, immutable"})
        if path.startswith(("/_stcore/", "/media/", "/component/")):
            return PlainTextResponse("inner", headers={"access-control-allow-origin": "*"})
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(
                gzip.compress(SHELL.encode()), media_type="text/html", headers={"content-encoding": "gzip", "etag": "x"}
            )
        response = HTMLResponse(SHELL)
        response.headers.append("set-cookie", "_streamlit_xsrf=abc; Path=/; SameSite=Lax")
        return response

    async def stream(self, websocket: WebSocket) -> None:
        self.requests.append({"path": websocket.url.path, "headers": websocket.headers.raw, "method": "WS"})
        await websocket.accept()
        await websocket.receive()

    def identities(self) -> list[bytes]:
        return [value for name, value in self.last["headers"] if b"dashboard" in name.lower()]


@pytest.fixture
def inside() -> Inside:
    return Inside()


@pytest.fixture
def build(store: Store, inside: Inside, tmp_path: Path) -> Callable[..., Starlette]:
    """Puts an app together as the launcher does, around the dummy."""

    def put_together(owner: web.StreamOwner | None = None, **settings: Any) -> Starlette:
        parts = web.build(store, Settings(data_dir=tmp_path, **settings), owner=owner)
        dummy = [
            WebSocketRoute("/_stcore/stream", inside.stream),
            Route("/{path:path}", inside.answer, methods=["GET", "POST", "PUT", "DELETE", "OPTIONS"]),
        ]
        return Starlette(routes=[*parts.routes, Mount("/", routes=dummy)], middleware=parts.middleware)

    return put_together


@pytest.fixture
def browser(build: Callable[..., Starlette]) -> Browser:
    return Browser(build())


@pytest.fixture
def account(store: Store, admin: Actor) -> Callable[..., int]:
    """Makes an account that can sign in with PASSWORD."""

    def make(name: str, role: Role = Role.VIEWER, circle: Circle = Circle.INTERNAL, password: bool = True) -> int:
        with store.unit_of_work(admin) as work:
            link = commands.create(work, name, f"{name.title()} Muster", Rights(role, circle))
        if password:
            links.set_password(store, link.path.removeprefix("/einladung/"), PASSWORD, Place("192.0.2.10"))
        assert link.account is not None
        return link.account

    return make


@pytest.fixture
def signed_in(browser: Browser, account: Callable[..., int]) -> Browser:
    account("erika")
    browser.submit("/anmelden", name="erika", passwort=PASSWORD)
    assert "lagebild-sitzung" in browser.cookies
    return browser
