"""The monitoring page over forty quarters, sixty indicators and fifty places, and beside a hundred other districts.

The largest district sizes: everything the page shows of one field, an indicator opened for the first time, and one that
somebody has opened before. Protecting a table of 45 places is measured where it happens, without a page.
"""

import asyncio
import sqlite3
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import quote

import numpy as np
import pandas as pd

from bench.county import VIEWER_ACCOUNT, cookies, dashboard, outdate
from bench.imports import take_in
from bench.load import PAUSE, alternating, first_runs
from bench.report import Line, milliseconds
from bench.server import ROOT, bare_page, serving
from bench.websocket import Target, Viewer
from dashboard import catalogue as catalogues
from dashboard.accommodation.models import FIGURES
from dashboard.catalogue import Indicator
from dashboard.catalogue.commands import save
from dashboard.catalogue.stored import EntryKind
from dashboard.geography import queries as geography
from dashboard.observations.disclosure import protect
from dashboard.periods import Frequency, Period
from dashboard.settings import DATABASE_NAME, get_settings
from dashboard.store import Actor, Store

DISTRICT = "08315"
"""Breisgau-Hochschwarzwald: fifty Gemeinden, more than nearly all districts have."""
INDICATORS, QUARTERS, YEARS, OTHERS = 60, 40, 10, 100
FIELD = "Soziokulturelle Strukturen"
"""The field to which the measurement adds its own indicators: the fullest page there can be."""
SLOWER_THAN_BARE, OPENING_SLOWER, SLOWER_WITH_OTHERS = 3.0, 4.0, 1.2
PROTECTING = 0.3
"""Seconds a table of 45 places and 10 categories may take."""
CHANGES = 3


def measure(blocks: int) -> list[Line]:
    """All promises about the monitoring."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        small = _county(folder / "county")
        large = _with_others(small, folder / "large")
        command = dashboard("serve", "--host", "127.0.0.1", "--port")
        with ExitStack() as stack:
            bare = Target(stack.enter_context(serving(bare_page(), {})).host)
            page, crowded = (
                Target(stack.enter_context(serving(command, _environment(data))).host, "monitoring", cookies(data, 20))
                for data in (small, large)
            )
            return [*_pages(bare, page, crowded, (small, large), blocks), _protecting()]


def _pages(bare: Target, page: Target, crowded: Target, folders: tuple[Path, Path], blocks: int) -> list[Line]:
    full, many = (replace(target, query=f"feld={quote(FIELD)}") for target in (page, crowded))
    shorts = [one.short for one in _added()]
    opened = replace(full, query=f"{full.query}&zahl={quote(shorts[0])}")
    first = asyncio.run(_opening(full, shorts[1:21]))
    targets = [bare, full, many, opened]
    nothing, cards, beside, again = (median(times) for times in asyncio.run(alternating(targets, blocks)))
    bare_work, work, _, again_work = (median(times) for times in asyncio.run(alternating(targets, blocks, PAUSE)))
    fresh, fresh_beside = (
        median(asyncio.run(first_runs(target, lambda data=data: outdate(data), CHANGES)))  # type: ignore[misc]
        for target, data in zip((full, many), folders, strict=True)
    )
    against_work = f"bare {milliseconds(bare_work)}"
    size = f"{QUARTERS} quarters x {INDICATORS} indicators x 50 places"
    against = f"bare {milliseconds(nothing)}"
    return [
        Line(f"Monitoring, {size}", milliseconds(cards), against, cards / nothing, SLOWER_THAN_BARE),
        Line("  its work alone", milliseconds(work), against_work, work / bare_work, None),
        Line("  an indicator opened again", milliseconds(again), against, again / nothing, OPENING_SLOWER),
        Line("  its work alone", milliseconds(again_work), against_work, again_work / bare_work, None),
        Line("  an indicator opened for the first time", milliseconds(first), against, first / nothing, OPENING_SLOWER),
        Line(f"  beside {OTHERS} other districts", milliseconds(beside), "", beside / cards, SLOWER_WITH_OTHERS),
        Line("  after a change", milliseconds(fresh), "", None, None, "everything is read and drawn anew"),
        Line("  after a change, beside the others", milliseconds(fresh_beside), "", fresh_beside / fresh, None),
    ]


async def _opening(page: Target, shorts: Sequence[str]) -> float:
    """Median seconds of opening indicators that nobody has opened yet, by a viewer who has the page open."""
    times = []
    async with Viewer(page) as viewer:
        await viewer.run()
        for short in shorts:
            viewer.target = replace(page, query=f"{page.query}&zahl={quote(short)}")
            times.append(await viewer.run())
    return median(times)


def _protecting() -> Line:
    chance = np.random.default_rng(45)
    table = pd.DataFrame(
        [(f"p{place}", f"k{kind}", int(chance.poisson(4))) for place in range(45) for kind in range(10)],
        columns=["place", "kind", "count"],
    )
    taken = []
    for _ in range(5):
        started = perf_counter()
        protect(table, rows="place", columns="kind", value="count")
        taken.append(perf_counter() - started)
    return Line("protecting a 45 x 10 table, s", milliseconds(max(taken)), "", max(taken), PROTECTING)


def _county(folder: Path) -> Path:
    """A real district's places with invented figures; raises RuntimeError with what a command said."""
    for words in (["init", "--district", DISTRICT], ["user", "add", VIEWER_ACCOUNT, "--role", "viewer"]):
        extra = ["--circle", "internal"] if words[0] == "user" else []
        answer = subprocess.run(
            dashboard(*words, *extra), cwd=ROOT, env=_environment(folder), capture_output=True, text=True, check=False
        )
        if answer.returncode != 0:
            raise RuntimeError(answer.stderr.strip() or answer.stdout.strip())
    store = Store.open(f"sqlite:///{folder / DATABASE_NAME}")
    files = get_settings().catalogue_dir
    known = [one for one in catalogues.load(files).enabled() if _is_simple(one)]
    with store.unit_of_work(Actor.local()) as work:
        for one in _added()[: INDICATORS - len(known)]:
            save(work, files, EntryKind.INDICATOR, one.code, _content(one), seen=0, new=True)
    with store.reading() as session:
        areas = geography.places(session, DISTRICT)
    areas = areas[areas["level"] == "municipality"]["area"].tolist()
    for frequency, count in ((Frequency.QUARTER, QUARTERS), (Frequency.YEAR, YEARS)):
        chosen = [one.code for one in [*known, *_added()][:INDICATORS] if one.frequency is frequency]
        take_in(store, _table(areas, chosen, _periods(frequency, count)), f"{frequency.name}.csv")
    store.close()
    return folder


def _added() -> list[Indicator]:
    """The indicators that make sixty of those there are."""
    return [
        Indicator(
            code=f"messung_{number:02d}", title=f"Gemessene Anlaufstellen der Art {number:02d}",
            short=f"Messung {number:02d}", field="civic", unit="Orte", counts="things",
            levels=("municipality", "association", "district"), frequency=Frequency.QUARTER, source="Messung",
            definition="Für die Messung erfunden.", sum_over=("area",),
        )
        for number in range(1, INDICATORS + 1)
    ]  # fmt: skip


def _content(one: Indicator) -> dict[str, object]:
    return {
        "title": one.title, "short": one.short, "field": one.field, "unit": one.unit, "counts": one.counts,
        "levels": list(one.levels), "frequency": "quarter", "source": one.source, "definition": one.definition,
        "sum_over": list(one.sum_over),
    }  # fmt: skip


def _is_simple(one: Indicator) -> bool:
    """Whether any whole number may stand for it beside any other."""
    stands_alone = one.part_of is None and one.code not in FIGURES and one.maximum is None
    usual = one.frequency in (Frequency.QUARTER, Frequency.YEAR) and "municipality" in one.levels
    return one.reported and stands_alone and usual


def _periods(frequency: Frequency, count: int) -> list[Period]:
    found = [Period.of("2026-Q3" if frequency is Frequency.QUARTER else "2025")]
    while len(found) < count:
        found.append(found[-1].previous())
    return found


def _table(areas: Sequence[str], codes: Sequence[str], periods: Sequence[Period]) -> bytes:
    chance = np.random.default_rng(60)
    name = "quartal" if periods[0].frequency is Frequency.QUARTER else "jahr"
    index = [(period.code, area) for period in periods for area in areas]
    numbers = chance.integers(20, 400, (len(index), len(codes)))
    frame = pd.DataFrame(numbers, columns=list(codes))
    frame.insert(0, "ags", [area for _, area in index])
    frame.insert(0, name, [code for code, _ in index])
    return frame.to_csv(sep=";", index=False).encode()


def _with_others(folder: Path, copy: Path) -> Path:
    """The same with a hundred times its values of other districts beside it, under codes nobody has."""
    copy.mkdir()
    source = sqlite3.connect(folder / DATABASE_NAME)
    target = sqlite3.connect(copy / DATABASE_NAME, isolation_level=None)
    source.backup(target)
    source.close()
    names = [row[1] for row in target.execute("PRAGMA table_info(observation)") if row[1] != "id"]
    columns = ", ".join(names)
    target.execute("PRAGMA synchronous = OFF")
    target.execute("BEGIN IMMEDIATE")
    target.execute("CREATE TEMP TABLE own AS SELECT * FROM observation")
    for number in range(OTHERS):
        area = f"'98{number:03d}' || substr(area, 6)"
        values = ", ".join(area if name == "area" else name for name in names)
        target.execute(f"INSERT INTO observation ({columns}) SELECT {values} FROM own ORDER BY id")
    target.execute("COMMIT")
    target.execute("ANALYZE")
    target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    print("observations:", target.execute("SELECT count(*) FROM observation").fetchone()[0])
    target.close()
    return copy


def _environment(data: Path) -> dict[str, str]:
    return {"DASHBOARD_DATA_DIR": str(data), "DASHBOARD_DATABASE_URL": "", "PATH": "/usr/bin:/bin"}
