"""The council's slides: a deck of thirty against three seconds, and the memory of a process that makes nothing else.

Lines, bars and maps of 45 places by turns, one slide each.
"""

import math
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import pandas as pd

from bench.report import Line, milliseconds
from dashboard.documents.slides import Deck, ExhibitSlide, deck
from dashboard.exhibits import Column, Exhibit, Kind
from dashboard.exhibits.charts import AreaShape, Bars, Lines, PlaceMap
from dashboard.exhibits.classes import Classes
from dashboard.store import Circle
from peak_memory import peak_megabytes

EXHIBITS = 29
"""With the title thirty slides."""
SECONDS, MEGABYTES = 3.0, 300.0
PLACES, CORNERS = 45, 120
QUARTERS = tuple(f"{2021 + step // 4}-Q{step % 4 + 1}" for step in range(24))


def thirty_slides() -> Deck:
    """A title and 29 exhibits."""
    slides = tuple(ExhibitSlide(_exhibit(number)) for number in range(EXHIBITS))
    office = "Landkreis Messung, Koordinierungsstab"
    return Deck("Quartalsbericht", "3. Quartal 2026", office, Circle.PUBLIC, "26.11.2026", "2026-07", slides)


def measure(rounds: int) -> list[Line]:
    """The promise for time and for memory."""
    made, times, data = thirty_slides(), [], b""
    for _ in range(rounds):
        started = perf_counter()
        data = deck(made)
        times.append(perf_counter() - started)
    seconds = median(times)
    command = [sys.executable, "-m", "bench.deck"]
    peak = float(subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, check=True).stdout)
    what = f"deck of {EXHIBITS + 1} slides ({len(data) // 1024} KiB)"
    return [
        Line(what, milliseconds(seconds), f"{SECONDS:.0f} s", seconds / SECONDS, 1.0),
        Line(f"{what}, peak memory", f"{peak:.0f} MB", f"{MEGABYTES:.0f} MB", peak / MEGABYTES, 1.0),
    ]


def _exhibit(number: int) -> Exhibit:
    data = pd.DataFrame(
        {
            "period": QUARTERS,
            "name": [f"Gemeinde {step}" for step in range(len(QUARTERS))],
            "value": [100.0 + 7 * step for step in range(len(QUARTERS))],
            "places": [180.0 + 5 * step for step in range(len(QUARTERS))],
        }
    )
    charts = (
        Lines("period", ("value", "places"), "Personen"),
        Bars("name", ("value",), "Personen", without=tuple(data["name"][10:])),
        _map(),
    )
    columns = (
        Column("period", "Quartal"), Column("name", "Ort"), Column("value", "Belegt", Kind.NUMBER),
        Column("places", "Plätze", Kind.NUMBER),
    )  # fmt: skip
    return Exhibit(
        f"k{number}", f"Kennzahl {number}", "Im 3. Quartal 2026 beträgt die Kennzahl 261 Personen.",
        charts[number % len(charts)], data, columns, "Meldungen der Gemeinden", "30.09.2026", (), "Eine Darstellung.",
    )  # fmt: skip


def _map() -> PlaceMap:
    classes = Classes((50.0,), ("unter 50", "50 und mehr"))
    areas = tuple(
        AreaShape(f"{place:08}", f"Ort {place}", _round(place), "value", place % 2, "60", (f"Ort {place}", "60"), ())
        for place in range(PLACES)
    )
    return PlaceMap("belegt", "Personen", classes, areas, (), None, "© GeoBasis-DE / BKG 2016")


def _round(place: int) -> dict[str, object]:
    """A place with as many corners as a real one."""
    x, y = 10 + place % 9 / 10, 52 + place // 9 / 15
    turns = [math.tau * corner / CORNERS for corner in range(CORNERS + 1)]
    ring = [[x + 0.05 * math.cos(turn), y + 0.03 * math.sin(turn)] for turn in turns]
    return {"type": "Polygon", "coordinates": [ring]}


if __name__ == "__main__":
    deck(thirty_slides())
    print(peak_megabytes())
