"""Alliances and the concept of a large county against a bare page: 400 goals, 2,000 measures, 60 x 45 blocks."""

import asyncio
import sqlite3
import subprocess
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from urllib.parse import quote

from bench.county import VIEWER_ACCOUNT, cookies, dashboard
from bench.imports import take_in
from bench.load import PAUSE, alternating, first_runs
from bench.monitoring import DISTRICT, _environment, _is_simple, _periods, _table
from bench.report import Line, milliseconds
from bench.server import ROOT, bare_page, serving
from bench.websocket import Target
from dashboard import catalogue as catalogues
from dashboard.alliances.concept_models import BlockState, BuildingBlock, Concept
from dashboard.alliances.kinds import GoalKind, MeasureState, Offer
from dashboard.alliances.models import Alliance, Goal, GoalArea, GoalStep, Measure, MeasureGoal
from dashboard.geography import queries as geography
from dashboard.periods import Frequency
from dashboard.settings import DATABASE_NAME, get_settings
from dashboard.store import Actor, Circle, Role, Store, UnitOfWork, kept, now

ALLIANCES, GOALS, MEASURES, BLOCKS, PLACES = 40, 10, 50, 60, 45
SLOWER_THAN_BARE = 4.0
CHANGES = 3
START = date(2025, 1, 1)
STATES = tuple(MeasureState)


def measure(blocks: int) -> list[Line]:
    """All promises about alliances and the concept."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        data = _county(Path(name) / "county")
        with ExitStack() as stack:
            bare = Target(stack.enter_context(serving(bare_page(), {})).host)
            command = dashboard("serve", "--host", "127.0.0.1", "--port")
            host = stack.enter_context(serving(command, _environment(data))).host
            return _pages(bare, Target(host, "buendnisse", cookies(data, 4)), data, blocks)


def _pages(bare: Target, page: Target, data: Path, blocks: int) -> list[Line]:
    opened = replace(page, query=f"buendnis={quote(_name(0))}")
    targets = [bare, page, opened, replace(page, path="konzept")]
    nothing, *runs = (median(times) for times in asyncio.run(alternating(targets, blocks)))
    bare_work, *works = (median(times) for times in asyncio.run(alternating(targets, blocks, PAUSE)))
    size = f"{ALLIANCES} alliances x {GOALS} goals x {MEASURES} measures"
    names = (f"Bündnisse & Ziele, {size}", "  one alliance opened", f"Konzept, {BLOCKS} blocks x {PLACES} places")
    lines = []
    for name, run, work in zip(names, runs, works, strict=True):
        lines += [
            Line(name, milliseconds(run), f"bare {milliseconds(nothing)}", run / nothing, SLOWER_THAN_BARE),
            Line("  its work alone", milliseconds(work), f"bare {milliseconds(bare_work)}", work / bare_work, None),
        ]
    fresh = median(asyncio.run(first_runs(page, lambda: _outdate(data), CHANGES)))
    return [*lines, Line("Bündnisse & Ziele after a change", milliseconds(fresh), "", None, None)]


def _outdate(folder: Path) -> None:
    """Raise the data version of the alliances, as every change of one does."""
    connection = sqlite3.connect(folder / DATABASE_NAME)
    connection.execute("UPDATE data_version SET number = number + 1 WHERE subject = 'alliances'")
    connection.commit()
    connection.close()


def _county(folder: Path) -> Path:
    """A real district's places with invented figures, alliances and a concept; RuntimeError with what was said."""
    viewer = ["user", "add", VIEWER_ACCOUNT, "--role", "viewer", "--circle", "internal"]
    for words in (["init", "--district", DISTRICT], viewer):
        answer = subprocess.run(
            dashboard(*words), cwd=ROOT, env=_environment(folder), capture_output=True, text=True, check=False
        )
        if answer.returncode != 0:
            raise RuntimeError(answer.stderr.strip() or answer.stdout.strip())
    store = Store.open(f"sqlite:///{folder / DATABASE_NAME}")
    enabled = catalogues.load(get_settings().catalogue_dir).enabled()
    codes = [one.code for one in enabled if _is_simple(one) and one.frequency is Frequency.QUARTER][:5]
    with store.reading() as session:
        places = geography.places(session, DISTRICT)
    areas = places[places["level"] == "municipality"]["area"].tolist()[:PLACES]
    take_in(store, _table(areas, codes, _periods(Frequency.QUARTER, 8)), "quartale.csv")
    with store.unit_of_work(Actor.local()) as work:
        work.require(Role.EDITOR)
        for number in range(ALLIANCES):
            _alliance(work, number, codes, areas)
        _concept(work, areas)
        work.record("alliances", "alliance.added", "alliance:0")
    store.close()
    return folder


def _name(number: int) -> str:
    return f"Bündnis {number:02d} für Ankommen und Arbeit"


def _alliance(work: UnitOfWork, number: int, codes: list[str], areas: list[str]) -> None:
    alliance = kept.enter(
        work,
        Alliance(name=_name(number), purpose="Gemessen wird. " * 20, programme="Messung", state="active",
                 circle=Circle.COORDINATION.value),
    )  # fmt: skip
    goals = [_goal(work, alliance.id, place, codes, areas) for place in range(GOALS)]
    for place in range(MEASURES):
        begins = START + timedelta(days=13 * place)
        row = kept.enter(
            work,
            Measure(
                alliance=alliance.id, text=f"Maßnahme {place} von Bündnis {number} mit einem längeren Namen",
                offer=tuple(Offer)[place % 7].value, begins=begins, ends=begins + timedelta(days=300),
                budget_planned=1_000_000, funding="", state=STATES[place % 4].value, places=20, participants=17,
                circle=Circle.COORDINATION.value,
            ),
        )  # fmt: skip
        work.session.add(MeasureGoal(measure=row.id, goal=goals[place % GOALS]))


def _goal(work: UnitOfWork, alliance: int, place: int, codes: list[str], areas: list[str]) -> int:
    by_figure = place % 2 == 0
    agreed = {
        "indicator": codes[place % len(codes)], "baseline_value": 200.0, "baseline_period": "2025-Q4",
        "target_value": 300.0,
    }  # fmt: skip
    row = kept.enter(
        work,
        Goal(
            alliance=alliance, text=f"Ziel {place}: mehr von dem, was gemessen wird", due_period="2027-Q4",
            kind=(GoalKind.INDICATOR if by_figure else GoalKind.STEPS).value, path="linear", points="[]", judgement="",
            circle=Circle.COORDINATION.value, **(agreed if by_figure else {}),
        ),
    )  # fmt: skip
    work.session.add(GoalArea(goal=row.id, area=areas[place % len(areas)] if by_figure else DISTRICT))
    for position in range(0 if by_figure else 4):
        kept.enter(work, GoalStep(goal=row.id, position=position, text="Ein Schritt", due_on=date(2027, 6, 30)))
    return row.id


def _concept(work: UnitOfWork, areas: list[str]) -> None:
    concept = kept.enter(work, Concept(title="Konzept", source="Messung", circle=Circle.COORDINATION.value))
    for number in range(BLOCKS):
        block = kept.enter(
            work,
            BuildingBlock(concept=concept.id, chapter=f"Kapitel {number // 10}", label=f"Baustein {number}",
                          text="Ein Satz des Konzepts. " * 10, position=number),
        )  # fmt: skip
        work.session.add_all(
            BlockState(block=block.id, area=area, state="decided", evidence="Beschluss", as_of=START, current=True,
                       who="Messung", at=now())
            for area in areas
        )  # fmt: skip
