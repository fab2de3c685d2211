"""Somebody has papers of a folder made: how much slower other people's pages are meanwhile, and how long it takes."""

import asyncio
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import select

from bench.county import cookies, dashboard, prepare
from bench.load import alternating, menu
from bench.monitoring import _environment
from bench.report import Line, milliseconds
from bench.server import serving
from bench.websocket import Target
from dashboard.council.making import Making, Paper, start
from dashboard.council.models import Folder
from dashboard.settings import DATABASE_NAME, get_settings
from dashboard.store import Actor, Store

TITLE = "Überblick"
SLOWER_MEANWHILE = 1.5
PAPERS = ((Paper.SLIDES, ".pptx"), (Paper.REPORT, ".pdf"))


def measure(blocks: int) -> list[Line]:
    """One viewer's warm runs, with nothing else going on and while papers are made one after the other."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        data = prepare(Path(name) / "county")
        jobs = _jobs(data)
        with serving(dashboard("serve", "--host", "127.0.0.1", "--port"), _environment(data)) as server:
            known = cookies(data, 1)
            page = Target(server.host, asyncio.run(menu(Target(server.host, "", known)))[TITLE], known)
            alone = median(asyncio.run(alternating([page], blocks))[0])
            with _made(jobs) as taken:
                beside = median(asyncio.run(alternating([page], blocks))[0])
        what = f"{TITLE}, while papers of a folder are made"
        lines = [Line(what, milliseconds(beside), f"alone {milliseconds(alone)}", beside / alone, SLOWER_MEANWHILE)]
        for job in jobs:
            times = taken.get(job.paper, [])
            told = milliseconds(median(times)) if times else "not finished"
            lines.append(Line(f"  {job.paper.value}{job.suffix}, from the click", told, "", None, None))
        return lines


def _jobs(data: Path) -> tuple[Making, ...]:
    url = f"sqlite:///{data / DATABASE_NAME}"
    store = Store.open(url)
    with store.reading() as session:
        folder = session.scalars(select(Folder.id).where(Folder.frozen_at.is_(None))).one()
    store.close()
    where = get_settings().catalogue_dir
    return tuple(Making(url, where, Actor.local(), folder, paper, suffix) for paper, suffix in PAPERS)


@contextmanager
def _made(jobs: tuple[Making, ...]) -> Iterator[dict[Paper, list[float]]]:
    """Papers are made one after the other until the block ends; seconds of each."""
    taken: dict[Paper, list[float]] = {}
    ended = threading.Event()

    def make() -> None:
        for job in cycle(jobs):
            if ended.is_set():
                return
            started = perf_counter()
            start(job).result()
            taken.setdefault(job.paper, []).append(perf_counter() - started)

    maker = threading.Thread(target=make)
    maker.start()
    try:
        yield taken
    finally:
        ended.set()
        maker.join()
