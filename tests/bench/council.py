"""The council's papers: a report of forty pages to PDF, DOCX and the page for the homepage, four seconds for each."""

from statistics import median
from time import perf_counter

import pandas as pd

from bench.documents import pages
from bench.report import Line, milliseconds
from dashboard.documents.files import PUBLISHED
from dashboard.documents.report import Part, Report, Section, document
from dashboard.exhibits import Column, Exhibit, Kind
from dashboard.exhibits.charts import Bars, Lines
from dashboard.periods import Period
from dashboard.store import Circle

FIELDS, EACH = 6, 6
"""Sections, and exhibits in each: forty pages."""
SECONDS = 4.0
NOTE = "Bestand am Stichtag: Quartale dürfen nicht addiert werden. Unbegleitete Minderjährige sind nicht enthalten."


def long_report() -> Report:
    """Forty pages: six fields with six exhibits each, lines and bars by turns."""
    sections = tuple(
        Section(f"Feld {field}", tuple(Part("", "", _exhibit(field, number)) for number in range(EACH)))
        for field in range(FIELDS)
    )
    return Report(
        "Quartalsbericht", "3. Quartal 2026", "Landkreis Messung, Koordinierungsstab", Circle.PUBLIC, "26.11.2026",
        "Mappe 2026-07", "Mehr Plätze", "", sections, 5,
    )  # fmt: skip


def measure(rounds: int) -> list[Line]:
    """The promise for each kind of file."""
    made = long_report()
    lines = []
    for suffix, write in PUBLISHED.items():
        times, data = [], b""
        for _ in range(rounds):
            started = perf_counter()
            data = write(document(made))
            times.append(perf_counter() - started)
        size = f"{pages(data)} pages" if suffix == ".pdf" else f"{len(data) // 1024} KiB"
        what = f"report, {FIELDS * EACH} exhibits, to {suffix} ({size})"
        lines.append(Line(what, milliseconds(median(times)), f"{SECONDS:.0f} s", median(times) / SECONDS, 1.0))
    return lines


def _exhibit(field: int, number: int) -> Exhibit:
    quarters = [f"{2024 + step // 4}-Q{step % 4 + 1}" for step in range(12)]
    places = [f"Gemeinde {step}" for step in range(12)]
    lined = number % 2 == 0
    names = [Period.of(code).label for code in quarters] if lined else places
    data = pd.DataFrame(
        {"period": quarters, "name": names, "value": [100.0 + 7 * step for step in range(12)], "value_sign": ""}
    )
    return Exhibit(
        f"k{field}{number}", f"Kennzahl {field}.{number}", "Im 3. Quartal 2026 beträgt die Kennzahl 177 Personen.",
        Lines("period", ("value",), "Personen") if lined else Bars("name", ("value",), "Personen", horizontal=True),
        data, (Column("name", "Quartal" if lined else "Ort"), Column("value", "Wert", Kind.NUMBER, unit="Personen")),
        "Meldungen der Gemeinden", "30.09.2026", (NOTE, NOTE.upper()), "Eine Linie oder Balken.",
    )  # fmt: skip
