"""Meetings against a bare page: 300 of them, and one of 40 items with 1 MB of minutes."""

import asyncio
import sqlite3
import subprocess
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from urllib.parse import quote

from bench.county import VIEWER_ACCOUNT, cookies, dashboard
from bench.load import PAUSE, alternating, first_runs
from bench.monitoring import DISTRICT, _environment
from bench.report import Line, milliseconds
from bench.server import ROOT, bare_page, serving
from bench.websocket import Target
from dashboard.meetings.body_models import Body
from dashboard.meetings.models import AgendaItem, Meeting
from dashboard.meetings.resolution_models import Resolution, Task
from dashboard.settings import DATABASE_NAME
from dashboard.store import Actor, Circle, Role, Store, UnitOfWork, kept

MEETINGS, BODIES, ITEMS, TEXT = 300, 12, 40, 25_000
SLOWER_THAN_BARE = 5.0
CHANGES = 3
BEGIN = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
OPENED = "25.11.2026 Arbeitsgruppe 0 (Nr. 1)"
CIRCLE = Circle.COORDINATION.value


def measure(blocks: int) -> list[Line]:
    """All promises about the page of meetings."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        data = _county(Path(name) / "county")
        with ExitStack() as stack:
            bare = Target(stack.enter_context(serving(bare_page(), {})).host)
            command = dashboard("serve", "--host", "127.0.0.1", "--port")
            host = stack.enter_context(serving(command, _environment(data))).host
            return _pages(bare, Target(host, "sitzungen", cookies(data, 3)), data, blocks)


def _pages(bare: Target, page: Target, data: Path, blocks: int) -> list[Line]:
    opened = replace(page, query=f"sitzung={quote(OPENED)}")
    targets = [bare, page, opened]
    nothing, *runs = (median(times) for times in asyncio.run(alternating(targets, blocks)))
    bare_work, *works = (median(times) for times in asyncio.run(alternating(targets, blocks, PAUSE)))
    names = (f"Sitzungen, {MEETINGS} of {BODIES} bodies", f"  one opened, {ITEMS} items, {ITEMS * TEXT:,} characters")
    lines = []
    for name, run, work in zip(names, runs, works, strict=True):
        lines += [
            Line(name, milliseconds(run), f"bare {milliseconds(nothing)}", run / nothing, SLOWER_THAN_BARE),
            Line("  its work alone", milliseconds(work), f"bare {milliseconds(bare_work)}", work / bare_work, None),
        ]
    fresh = median(asyncio.run(first_runs(opened, lambda: _outdate(data), CHANGES)))
    return [*lines, Line("  one opened after a change", milliseconds(fresh), "", None, None)]


def _outdate(folder: Path) -> None:
    """Raise the data version of the meetings, as every change of one does."""
    connection = sqlite3.connect(folder / DATABASE_NAME)
    connection.execute("UPDATE data_version SET number = number + 1 WHERE subject = 'meetings'")
    connection.commit()
    connection.close()


def _county(folder: Path) -> Path:
    """A real district's places with invented meetings; RuntimeError with what was said."""
    viewer = ["user", "add", VIEWER_ACCOUNT, "--role", "viewer", "--circle", "internal"]
    for words in (["init", "--district", DISTRICT], viewer):
        answer = subprocess.run(
            dashboard(*words), cwd=ROOT, env=_environment(folder), capture_output=True, text=True, check=False
        )
        if answer.returncode != 0:
            raise RuntimeError(answer.stderr.strip() or answer.stdout.strip())
    store = Store.open(f"sqlite:///{folder / DATABASE_NAME}")
    with store.unit_of_work(Actor.local()) as work:
        work.require(Role.EDITOR)
        bodies = [_body(work, number) for number in range(BODIES)]
        for number in range(MEETINGS):
            _meeting(work, number, bodies[number % BODIES], ITEMS if number == 0 else 8)
        work.record("meetings", "meeting.added", "meeting:0")
    store.close()
    return folder


def _body(work: UnitOfWork, number: int) -> int:
    facts = {"purpose": "", "rhythm": "", "circle": CIRCLE}
    return kept.enter(work, Body(name=f"Arbeitsgruppe {number}", kind="working_group", **facts)).id


def _meeting(work: UnitOfWork, number: int, body: int, items: int) -> None:
    row = kept.enter(
        work,
        Meeting(body=body, kind="sitting", title="", starts_at=BEGIN - timedelta(days=5 * number), place="Kreishaus",
                invitation="Herzliche Einladung. " * 20, state="held", circle=CIRCLE, uid=f"bench-{number}"),
    )  # fmt: skip
    text = "Ein Satz. " * (TEXT // 10) if number == 0 else ""
    for position in range(1, items + 1):
        item = AgendaItem(
            meeting=row.id, position=position, number=str(position), title=f"Punkt {position} der Messung",
            circle=CIRCLE, begins="09:30", presenter="Koordinierungsstelle", paper=f"{position}/2026",
            consultation="Kreisausschuss\nKreistag", links="", text=text,
            note="", state="treated",
        )  # fmt: skip
        kept.enter(work, item)
        if position % 4 == 0:
            facts = {"item": item.id, "outcome": "", "circle": CIRCLE}
            resolution = Resolution(
                number=f"{number}-{position}", kind="agreement", wording="Vereinbart wird, was gemessen ist. " * 5,
                result="", state="open", **facts,
            )  # fmt: skip
            kept.enter(work, resolution)
            kept.enter(work, Task(text="Messen und berichten", state="open", **facts))
