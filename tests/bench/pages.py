"""Our pages against a bare one: one warm viewer, a hundred at once, and a hundred times the observations."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from bench.county import cookies, dashboard, multiplied, outdate, prepare, size
from bench.load import PAUSE, Load, alternating, first_runs, load_from_outside, menu
from bench.report import Line, milliseconds
from bench.server import Server, bare_page, serving
from bench.websocket import Target

TITLES = ("Überblick", "Unterbringung")
CROWDED = "Unterbringung"
"""The page that everybody opens at once."""
TIMES = 100
CHANGES = 5
SLOWER_THAN_BARE = 2.0
CROWD_SLOWER_THAN_BARE = 6.0
SLOWER_WITH_MORE = 1.3
MEGABYTES = 900.0


@dataclass(frozen=True)
class Running:
    """The three servers of one measurement; those of the county with sessions for every viewer."""

    bare: Server
    county: Server
    large: Server
    cookies: dict[Server, list[str]]
    folders: dict[Server, Path]

    def page(self, server: Server, title: str) -> Target:
        """The page with this title, as its own menu knows it; raises KeyError where the menu has no such page."""
        start = Target(server.host, "", self.cookies[server])
        return Target(server.host, asyncio.run(menu(start))[title], self.cookies[server])


@contextmanager
def running(folder: Path, viewers: int) -> Iterator[Running]:
    """Serve the bare page, the county, and the county with many observations, all on loopback."""
    small = prepare(folder / "county")
    large = multiplied(small, folder / "large", TIMES)
    print("rows:", size(small), "and", size(large))
    with ExitStack() as stack:
        bare = stack.enter_context(serving(bare_page(), {}))
        county = stack.enter_context(serving(*_county(small)))
        crowded = stack.enter_context(serving(*_county(large)))
        folders = {county: small, crowded: large}
        sessions = {server: cookies(folder, viewers) for server, folder in folders.items()}
        yield Running(bare, county, crowded, sessions, folders)


def _county(data: Path) -> tuple[list[str], dict[str, str]]:
    environment = {"DASHBOARD_DATA_DIR": str(data), "DASHBOARD_DATABASE_URL": ""}
    return dashboard("serve", "--host", "127.0.0.1", "--port"), environment


def measure(viewers: int, rounds: int, blocks: int) -> list[Line]:
    """All promises about pages."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        try:
            with running(Path(folder), viewers) as servers:
                lines = [line for title in TITLES for line in one_viewer(servers, title, blocks)]
                return [*lines, *crowd(servers, viewers, rounds)]
        except (RuntimeError, KeyError) as error:
            return [Line("pages", "", "", None, SLOWER_THAN_BARE, f"{type(error).__name__}: {error}")]


def one_viewer(servers: Running, title: str, blocks: int) -> list[Line]:
    """Warm runs of one page, taken in turn with the bare page and with the page over many observations."""
    targets = [
        Target(servers.bare.host),
        servers.page(servers.county, title),
        servers.page(servers.large, title),
    ]
    bare, page, large = (median(times) for times in asyncio.run(alternating(targets, blocks)))
    bare_work, work, large_work = (median(times) for times in asyncio.run(alternating(targets, blocks, PAUSE)))
    fresh, large_fresh = (after_a_change(servers, server, title) for server in (servers.county, servers.large))
    many = f"{title}, {TIMES} x observations"
    return [
        Line(f"{title}, one viewer", milliseconds(page), f"bare {milliseconds(bare)}", page / bare, SLOWER_THAN_BARE),
        Line("  its work alone", milliseconds(work), f"bare {milliseconds(bare_work)}", work / bare_work, None),
        Line(many, milliseconds(large), f"once {milliseconds(page)}", large / page, SLOWER_WITH_MORE),
        Line("  its work alone", milliseconds(large_work), f"once {milliseconds(work)}", large_work / work, None),
        Line("  after a change", milliseconds(large_fresh), f"once {milliseconds(fresh)}", large_fresh / fresh, None),
    ]


def after_a_change(servers: Running, server: Server, title: str) -> float:
    """Seconds of a run that has to read everything anew."""
    outdated = partial(outdate, servers.folders[server])
    return median(asyncio.run(first_runs(servers.page(server, title), outdated, CHANGES)))


def crowd(servers: Running, viewers: int, rounds: int) -> list[Line]:
    """Many viewers who open the page at once and run it again five times, in turn with the bare page."""
    crowded = servers.page(servers.county, CROWDED)
    bare_loads: list[Load] = []
    page_loads: list[Load] = []
    for _ in range(rounds):
        bare_loads.append(load_from_outside(Target(servers.bare.host), viewers, 5))
        page_loads.append(load_from_outside(crowded, viewers, 5))
    bare = median(one.runs_per_second for one in bare_loads)
    page = median(one.runs_per_second for one in page_loads)
    failed = sum(one.failed for one in page_loads)
    opened, bare_opened = (median(one.all_opened for one in loads) for loads in (page_loads, bare_loads))
    kilobytes = median(one.kilobytes for one in page_loads)
    memory, bare_memory = servers.county.peak_megabytes(), servers.bare.peak_megabytes()
    what = f"{CROWDED}, {viewers} viewers"
    reasons = sorted({reason for one in page_loads for reason in one.reasons})
    return [
        Line(
            f"{what}: runs per second",
            f"{page:.1f}/s",
            f"bare {bare:.1f}/s",
            bare / page if page else None,
            CROWD_SLOWER_THAN_BARE,
            f"{kilobytes:.1f} kB a run; all had it after {opened:.2f} s, the bare page after {bare_opened:.2f} s",
        ),
        Line(f"{what}: failed runs", str(failed), "", float(failed), 0.0, "; ".join(reasons)),
        Line(f"{what}: peak memory, MB", f"{memory:.0f}", f"bare {bare_memory:.0f}", memory, MEGABYTES),
    ]
