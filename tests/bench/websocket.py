"""A viewer without a browser: speaks Streamlit's websocket protocol and times page runs.

Started as a program (``python -m bench.websocket``) it is the load: many viewers in a process of their own, so that
the server keeps its core.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass, field
from statistics import median
from time import perf_counter
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE = 60
"""Seconds after which a run that has not finished counts as failed."""
BLOCK = 6
"""Runs of one page before it is another's turn."""


class RunError(Exception):
    """A page run that ended in an error, showed one, or did not end."""


@dataclass(frozen=True)
class Target:
    """A page of a running app: host with port, the page's path in the address, and who may look at it."""

    host: str
    path: str = ""
    cookies: Sequence[str] = ()
    """Cookie headers, one for each signed-in viewer; empty where no sign-in is needed."""


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
            case "delta" if message.delta.new_element.HasField("exception"):
                raise RunError(message.delta.new_element.exception.message)
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


@dataclass(frozen=True)
class Load:
    """What many viewers at once experienced."""

    viewers: int
    runs: int
    failed: int
    all_opened: float
    """Seconds until every viewer had the page for the first time."""
    seconds: float
    median_run: float
    slowest_run: float
    reasons: list[str]

    @property
    def runs_per_second(self) -> float:
        return (self.runs - self.failed) / self.seconds


async def alternating(targets: Sequence[Target], blocks: int, pause: float = 0.0) -> list[list[float]]:
    """Seconds of warm runs of each target, by one viewer each, in turn block by block: all have the same weather.

    ``pause`` is waited before each run. Without one, Streamlit's server spends up to 40 ms of every run waiting (it
    writes small messages without TCP_NODELAY, and the viewer's kernel delays its acknowledgement); from 50 ms on that
    is gone and what is left is work.
    """
    times: list[list[float]] = [[] for _ in targets]
    async with AsyncExitStack() as stack:
        viewers = [await stack.enter_async_context(Viewer(target)) for target in targets]
        for block in range(1 + blocks):
            for viewer, taken in zip(viewers, times, strict=True):
                seconds = [await _after(pause, viewer) for _ in range(BLOCK)]
                if block:  # the first block is for getting warm, and so is the first run of each
                    taken.extend(seconds[1:])
    return times


async def _after(pause: float, viewer: Viewer) -> float:
    await asyncio.sleep(pause)
    return await viewer.run()


async def menu(target: Target) -> dict[str, str]:
    """Path of every page in the app's menu by its title."""
    async with Viewer(target) as viewer:
        await viewer.run()
        return viewer.pages


async def load(target: Target, viewers: int, reruns: int) -> Load:
    """Let ``viewers`` open the page at the same moment, and each run it again ``reruns`` times without a pause."""
    started = perf_counter()
    opened: list[float] = []
    times: list[float] = []
    reasons: list[str] = []

    async def watch(number: int) -> None:
        done = 0
        try:
            async with Viewer(target, number) as viewer:
                for turn in range(1 + reruns):
                    times.append(await viewer.run())
                    done += 1
                    if turn == 0:
                        opened.append(perf_counter() - started)
        except Exception as error:
            reasons.extend([f"{type(error).__name__}: {error}"] * (1 + reruns - done))

    await asyncio.gather(*(watch(number) for number in range(viewers)))
    return Load(
        viewers=viewers,
        runs=viewers * (1 + reruns),
        failed=len(reasons),
        all_opened=max(opened, default=float("nan")),
        seconds=perf_counter() - started,
        median_run=median(times) if times else float("nan"),
        slowest_run=max(times, default=float("nan")),
        reasons=sorted(set(reasons)),
    )


def load_from_outside(target: Target, viewers: int, reruns: int) -> Load:
    """The same in a process of its own; raises RuntimeError where that fails altogether."""
    call = {"target": asdict(target), "viewers": viewers, "reruns": reruns}
    command = [sys.executable, "-m", "bench.websocket"]
    answer = subprocess.run(command, input=json.dumps(call), capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise RuntimeError(answer.stderr)
    return Load(**json.loads(answer.stdout))


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    result = asyncio.run(load(Target(**asked["target"]), asked["viewers"], asked["reruns"]))
    json.dump(asdict(result), sys.stdout)
