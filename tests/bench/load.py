"""Many runs: of several pages in turn by one viewer, or of one page by many viewers at once.

Started as a program (``python -m bench.load``) it is the many viewers, in a process of their own, so that the server
keeps its core.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.websocket import Target, Viewer

BLOCK = 6
"""Runs of one page before it is another's turn."""
PAUSE = 0.1
"""Seconds between runs of which only the work is to be seen, see ``alternating``."""


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
    kilobytes: float
    """Received per run, 10^3 bytes, on average."""
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


async def first_runs(target: Target, before: Callable[[], None], times: int) -> list[float]:
    """Seconds of the first run after ``before`` has been called, by a viewer who has the page open."""
    taken = []
    async with Viewer(target) as viewer:
        await viewer.run()
        for _ in range(times):
            before()
            taken.append(await _after(PAUSE, viewer))
    return taken


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
    sizes: list[int] = []
    reasons: list[str] = []

    async def watch(number: int) -> None:
        done = 0
        try:
            async with Viewer(target, number) as viewer:
                for turn in range(1 + reruns):
                    times.append(await viewer.run())
                    sizes.append(viewer.received)
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
        kilobytes=sum(sizes) / max(len(sizes), 1) / 1000,
        reasons=sorted(set(reasons)),
    )


def load_from_outside(target: Target, viewers: int, reruns: int) -> Load:
    """The same in a process of its own; raises RuntimeError where that fails altogether."""
    call = {"target": asdict(target), "viewers": viewers, "reruns": reruns}
    command = [sys.executable, "-m", "bench.load"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    answer = subprocess.run(
        command, input=json.dumps(call), env=environment, capture_output=True, text=True, check=False
    )
    if answer.returncode != 0:
        raise RuntimeError(answer.stderr)
    return Load(**json.loads(answer.stdout))


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    result = asyncio.run(load(Target(**asked["target"]), asked["viewers"], asked["reruns"]))
    json.dump(asdict(result), sys.stdout)
