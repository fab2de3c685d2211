"""The forecast of a large county, 45 places x 12 months x 200 draws, and „Soll & Ausblick“ with its sliders."""

import asyncio
import subprocess
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import pandas as pd
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.county import VIEWER_ACCOUNT, cookies, dashboard
from bench.imports import take_in
from bench.load import PAUSE, alternating
from bench.monitoring import DISTRICT, _environment, _periods
from bench.report import Line, milliseconds
from bench.server import ROOT, bare_page, serving
from bench.websocket import RunError, Target, Viewer
from dashboard.geography import queries as geography
from dashboard.periods import Frequency
from dashboard.planning import period_commands
from dashboard.planning.draws import DRAWS
from dashboard.planning.flows import FIGURES, Flows
from dashboard.planning.forecast import forecast
from dashboard.planning.forms import PeriodForm
from dashboard.planning.inputs import Inputs
from dashboard.planning.leases import Lease
from dashboard.planning.needs import Need
from dashboard.planning.outlook import MONTHS
from dashboard.planning.outlook_views import Assumptions
from dashboard.planning.planned import Planned
from dashboard.settings import DATABASE_NAME
from dashboard.store import Actor, Circle, Store

PLACES, QUARTERS = 45, 20
SECONDS, SLIDER_SECONDS = 0.3, 0.5
SLOWER_THAN_BARE = 3.0
SLIDER = "Soll"
"""How the label of the slider begins that is moved."""


def measure(rounds: int, blocks: int) -> list[Line]:
    """All promises about the forecast and its page."""
    lines = _forecasts(max(rounds, 5))
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        data = _county(Path(name) / "county")
        with ExitStack() as stack:
            bare = Target(stack.enter_context(serving(bare_page(), {})).host)
            command = dashboard("serve", "--host", "127.0.0.1", "--port")
            host = stack.enter_context(serving(command, _environment(data))).host
            page = Target(host, "ausblick", cookies(data, 4), "bereich_planung=Ausblick")
            return [*lines, *_page(bare, page, blocks), _slider(page)]


def _forecasts(rounds: int) -> list[Line]:
    size = f"{PLACES} places x {MONTHS} months x {DRAWS} draws"
    fresh, turned = [], []
    for turn in range(rounds):
        known = large_inputs()
        fresh.append(_seconds(known, Assumptions()))
        turned.append(_seconds(known, Assumptions(quota_factor=1.0 + (turn + 1) / 100)))
    return [
        _promised(f"forecast, {size}, with the errors of {QUARTERS} quarters", fresh, SECONDS),
        _promised("  another assumption", turned, SECONDS),
    ]


def _seconds(known: Inputs, assumed: Assumptions) -> float:
    started = perf_counter()
    forecast(known, assumed)
    return perf_counter() - started


def _promised(what: str, times: list[float], limit: float) -> Line:
    return Line(what, milliseconds(median(times)), milliseconds(limit), median(times) / limit, 1.0)


def large_inputs() -> Inputs:
    """Invented figures of a county with 45 places, a quota, leases and plans for each."""
    chance = np.random.default_rng(45)
    areas = ("99001", *(f"99001{number:03d}" for number in range(1, PLACES + 1)))
    quarters = tuple(reversed(_periods(Frequency.QUARTER, QUARTERS)))
    shape = (len(areas), QUARTERS)
    belegt = np.maximum(0, chance.integers(40, 400, (len(areas), 1)) + chance.integers(-9, 10, shape).cumsum(axis=1))
    arrays = {name: chance.integers(5, 30, shape).astype(float) for name in FIGURES}
    arrays |= {"belegt": belegt.astype(float), "plaetze": belegt + 50.0}
    flows = Flows(areas, tuple(f"Ort {area}" for area in areas), quarters, arrays, {}, frozenset(areas))
    need = (Need(date(2026, 4, 1), date(2027, 3, 31), 60, 30, date(2026, 9, 30), 30),)
    needs = dict.fromkeys(areas, need)
    leases = tuple(Lease(key, area, "Haus", 10, date(2026, 12, 31)) for key, area in enumerate(areas[1:]))
    plans = tuple(Planned(key, area, "Neubau", 20, date(2027, 2, 1), 60) for key, area in enumerate(areas[1:]))
    return Inputs(Circle.INTERNAL, date(2026, 10, 10), flows, leases, (), plans, (), needs,
                  dict.fromkeys(quarters[:-1], needs))  # fmt: skip


def _page(bare: Target, page: Target, blocks: int) -> list[Line]:
    targets = [bare, page, replace(page, query="bereich_planung=Soll")]
    nothing, *runs = (median(times) for times in asyncio.run(alternating(targets, blocks)))
    bare_work, *works = (median(times) for times in asyncio.run(alternating(targets, blocks, PAUSE)))
    names = (f"Soll & Ausblick, Ausblick of {PLACES} places", "Soll & Ausblick, Soll")
    lines = []
    for name, run, work in zip(names, runs, works, strict=True):
        lines += [
            Line(name, milliseconds(run), f"bare {milliseconds(nothing)}", run / nothing, SLOWER_THAN_BARE),
            Line("  its work alone", milliseconds(work), f"bare {milliseconds(bare_work)}", work / bare_work, None),
        ]
    return lines


@dataclass
class Slider(Viewer):
    """A viewer who moves a slider of the page: each run has another value."""

    value: float | None = None
    key: str = field(default="", init=False)

    def _request(self) -> BackMsg:
        message = super()._request()
        if self.key and self.value is not None:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self.key
            state.double_array_value.data.append(self.value)
        return message

    async def _next(self) -> ForwardMsg:
        message = await super()._next()
        slider = message.delta.new_element.slider
        if slider.label.startswith(SLIDER):
            self.key = slider.id
        return message


def _slider(page: Target) -> Line:
    what = "  a slider moved"
    try:
        times = asyncio.run(_moved(page))
    except RunError as error:
        return Line(what, "", milliseconds(SLIDER_SECONDS), None, 1.0, str(error))
    return _promised(what, times, SLIDER_SECONDS)


async def _moved(page: Target) -> list[float]:
    async with Slider(page) as viewer:
        await viewer.run()
        if not viewer.key:
            raise RunError(f"no slider „{SLIDER}…“ on the page")
        times = []
        for value in (5.0, 10.0, 15.0, 20.0, 25.0):
            viewer.value = value
            await asyncio.sleep(PAUSE)
            times.append(await viewer.run())
        return times


def _county(folder: Path) -> Path:
    """A real district's places with invented figures and a quota; RuntimeError with what was said."""
    viewer = ["user", "add", VIEWER_ACCOUNT, "--role", "viewer", "--circle", "internal"]
    for words in (["init", "--district", DISTRICT], viewer):
        answer = subprocess.run(
            dashboard(*words), cwd=ROOT, env=_environment(folder), capture_output=True, text=True, check=False
        )
        if answer.returncode != 0:
            raise RuntimeError(answer.stderr.strip() or answer.stdout.strip())
    store = Store.open(f"sqlite:///{folder / DATABASE_NAME}")
    with store.reading() as session:
        places = geography.places(session, DISTRICT)
    areas = places[places["level"] == "municipality"]["area"].tolist()
    take_in(store, _figures(areas), "quartale.csv")
    take_in(store, _inhabitants(areas), "jahre.csv")
    wish = PeriodForm(
        date(2026, 10, 1), date(2027, 3, 31), 900, decided_by="Messung", decided_on=date(2026, 9, 1), reason="Messung"
    )
    with store.unit_of_work(Actor.local()) as work:
        period_commands.add_period(work, wish)
    store.close()
    return folder


def _figures(areas: list[str]) -> bytes:
    chance = np.random.default_rng(46)
    rows = []
    for area in areas:
        belegt = int(chance.integers(60, 300))
        for period in reversed(_periods(Frequency.QUARTER, QUARTERS)):
            came, left = (int(number) for number in chance.integers(5, 20, 2))
            belegt = max(0, belegt + came - left)
            rows.append((period.code, area, belegt + 40, belegt, came, left))
    return _csv(rows, "quartal", "plaetze", "belegt", "zugaenge", "abgaenge")


def _inhabitants(areas: list[str]) -> bytes:
    return _csv([("2022", area, 3000 + 17 * number) for number, area in enumerate(areas)], "jahr", "einwohner")


def _csv(rows: list[tuple[object, ...]], period: str, *figures: str) -> bytes:
    return pd.DataFrame(rows, columns=[period, "ags", *figures]).to_csv(sep=";", index=False).encode()
