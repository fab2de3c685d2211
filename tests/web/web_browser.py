"""A browser as far as the gate sees one: raw headers, cookies kept by name, forms filled in."""

import asyncio
import html
import re
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

HOST = "lagebild.example"
PASSWORD = "Vier Pferde im Regen"
NEW = "Sechs Pferde im Nebel"
SESSION, FORM, DEVICE = "lagebild-sitzung", "lagebild-formular", "lagebild-geraet"


@dataclass
class Answer:
    """What came back."""

    status: int
    raw: list[tuple[bytes, bytes]]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode().lower(): value.decode() for name, value in self.raw}

    @property
    def cookies(self) -> list[str]:
        return [value.decode() for name, value in self.raw if name.lower() == b"set-cookie"]

    @property
    def location(self) -> str:
        return self.headers["location"]


def _run(answering: Coroutine[Any, Any, None]) -> None:
    """Run it in a thread of its own: a real browser, which other tests drive, keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, answering).result()


@dataclass
class Browser:
    """Sends requests to an ASGI app and keeps its cookies."""

    app: Any
    host: str = HOST
    scheme: str = "http"
    client: tuple[str, int] = ("198.51.100.7", 50000)
    cookies: dict[str, str] = field(default_factory=dict)
    more: list[tuple[str, str]] = field(default_factory=list)

    def get(self, target: str, **extra: Any) -> Answer:
        return self.request("GET", target, **extra)

    def post(self, target: str, fields: dict[str, str], **extra: Any) -> Answer:
        headers = [("content-type", "application/x-www-form-urlencoded"), ("origin", f"{self.scheme}://{self.host}")]
        return self.request("POST", target, body=urlencode(fields).encode(), headers=headers, **extra)

    def submit(self, target: str, action: str | None = None, **fields: str) -> Answer:
        """Open the page ``target``, fill in its form and send it (to ``action``, or to the page itself)."""
        page = self.get(target)
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text)
        found = {name: html.unescape(value) for name, value in hidden}
        return self.post(action or urlsplit(target).path, found | fields)

    def request(
        self, method: str, target: str, *, body: bytes = b"", headers: list[tuple[str, str]] | None = None
    ) -> Answer:
        scope = self._scope("http", target, headers or []) | {"method": method}
        messages: list[dict[str, Any]] = []
        incoming = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return incoming.pop(0) if incoming else {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            messages.append(message)

        _run(self.app(scope, receive, send))
        start = messages[0]
        answer = Answer(start["status"], list(start["headers"]), b"".join(m.get("body", b"") for m in messages[1:]))
        self._keep(answer)
        return answer

    def connect(self, target: str = "/_stcore/stream", headers: list[tuple[str, str]] | None = None) -> list[Any]:
        """Open a websocket; gives the messages the app sent."""
        if headers is None:
            headers = [("origin", f"{self.scheme}://{self.host}")]
        scope = self._scope("websocket", target, headers) | {"subprotocols": ["streamlit"]}
        scope["scheme"] = "wss" if self.scheme == "https" else "ws"
        messages: list[Any] = []
        incoming = [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1000}]

        async def receive() -> dict[str, Any]:
            return incoming.pop(0)

        async def send(message: Any) -> None:
            messages.append(message)

        _run(self.app(scope, receive, send))
        return messages

    def _scope(self, kind: str, target: str, headers: list[tuple[str, str]]) -> dict[str, Any]:
        path, _, query = target.partition("?")
        sent = [("host", self.host), *self.more, *headers]
        if self.cookies:
            sent.append(("cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items())))
        return {
            "type": kind,
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": self.scheme,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in sent],
            "client": self.client,
            "server": ("127.0.0.1", 8501),
        }

    def _keep(self, answer: Answer) -> None:
        for line in answer.cookies:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
