"""A viewer without a browser: speaks Streamlit's websocket protocol and times page runs."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter
from types import TracebackType
from typing import Self

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE = 60
"""Seconds after which a run that has not finished counts as failed."""


class RunError(Exception):
    """A page run that ended in an error, showed one, or did not end."""


@dataclass(frozen=True)
class Target:
    """A page of a running app: host with port, the page's path in the address, and who may look at it."""

    host: str
    path: str = ""
    cookies: Sequence[str] = ()
    """Cookie headers, one for each signed-in viewer; empty where no sign-in is needed."""
    query: str = ""
    """What the address says of the choices on the page."""


@dataclass
class Viewer:
    """One open page, as a browser tab holds it: use with ``async with``, then ``run`` as often as wanted."""

    target: Target
    number: int = 0
    """Which of the target's cookies is this viewer's; they are handed out in turn."""
    pages: dict[str, str] = field(default_factory=dict)
    """Path of every page in the app's menu by its title, known after the first run."""
    received: int = 0
    """Bytes of the last run."""

    async def __aenter__(self) -> Self:
        self._page_hash = ""
        self._known: set[str] = set()
        cookies = self.target.cookies
        headers = {"Cookie": cookies[self.number % len(cookies)]} if cookies else {}
        self._socket: ClientConnection = await connect(
            f"ws://{self.target.host}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin=f"http://{self.target.host}",  # type: ignore[arg-type]
            additional_headers=headers,
            compression=None,
            max_size=None,
            open_timeout=PATIENCE,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()

    async def run(self) -> float:
        """Run the page once; returns seconds until the server says it has finished. Raises RunError."""
        started = perf_counter()
        await self._socket.send(self._request().SerializeToString())
        self.received = 0
        try:
            async with asyncio.timeout(PATIENCE):
                while not self._finished(await self._next()):
                    pass
        except TimeoutError:
            raise RunError(f"no end after {PATIENCE} s") from None
        return perf_counter() - started

    def _request(self) -> BackMsg:
        message = BackMsg()
        state = message.rerun_script
        if self._page_hash:
            state.page_script_hash = self._page_hash
        else:
            state.page_name = self.target.path
        state.query_string = self.target.query
        # A browser says which large messages it still has, and gets only their hashes again.
        state.cached_message_hashes.extend(self._known)
        state.context_info.timezone = "Europe/Berlin"
        state.context_info.locale = "de-DE"
        state.context_info.url = f"http://{self.target.host}/{self.target.path}"
        state.context_info.color_scheme = "light"
        return message

    async def _next(self) -> ForwardMsg:
        content = await self._socket.recv(decode=False)
        self.received += len(content)
        message = ForwardMsg()
        message.ParseFromString(content)
        return message

    def _finished(self, message: ForwardMsg) -> bool:
        if message.metadata.cacheable and message.hash:
            self._known.add(message.hash)
        match message.WhichOneof("type"):
            case "new_session":
                self._page_hash = message.new_session.page_script_hash
            case "navigation":
                self._read_menu(message.navigation)
            case "page_not_found":
                raise RunError(f"page not found: {self.target.path}")
            case "delta":
                _raise_on_error(message.delta.new_element)
            case "script_finished":
                return self._ended_well(message.script_finished)
        return False

    def _read_menu(self, navigation: Navigation) -> None:
        self._page_hash = navigation.page_script_hash or self._page_hash
        self.pages = {page.page_name: page.url_pathname for page in navigation.app_pages}

    @staticmethod
    def _ended_well(status: int) -> bool:
        if status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return False
        if status != ForwardMsg.FINISHED_SUCCESSFULLY:
            raise RunError(f"finished with status {status}")
        return True


def _raise_on_error(element: Element) -> None:
    # A bug shows as an exception on the bare page, and as one calm sentence in a red box on ours.
    if element.HasField("exception"):
        raise RunError(element.exception.message)
    if element.HasField("alert") and element.alert.format == Alert.ERROR:
        raise RunError(element.alert.body)
