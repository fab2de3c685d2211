"""What the invented office expects from whom, and when its Koordinierungsstab sits, entered by the usual commands.

For 2026-Q3 Fabelsiek is late and Vorbildingen has not delivered; in every quarter the other tables are in time.
"""

from collections.abc import Iterable
from datetime import date

from dashboard.catalogue.catalogue import Catalogue
from dashboard.demo import suppliers, wide
from dashboard.demo.places import ASSOCIATION
from dashboard.demo.shelters import QUARTERS
from dashboard.intake.brought import FACILITIES
from dashboard.intake.calendar import Kind
from dashboard.intake.calendar_entries import set_date
from dashboard.intake.expectations import Expectation, expect_all
from dashboard.periods import Period
from dashboard.store import UnitOfWork

SITTINGS = {
    "2025-Q4": date(2026, 2, 25),
    "2026-Q1": date(2026, 5, 27),
    "2026-Q2": date(2026, 8, 26),
    "2026-Q3": date(2026, 11, 25),
}
"""Since the office began; entered on the day it began."""
FIRST = Period.of(QUARTERS[suppliers.HISTORY - 1])
FIELDS = {
    wide.JOBCENTER.name: ("labour",),
    wide.EDUCATION.name: ("education",),
    wide.VOLUNTEERS.name: ("civic",),
    wide.DEPARTMENT.name: ("housing", "safety", "base"),
}
"""The fields each sender of wide tables speaks for."""


def plan(work: UnitOfWork, catalogue: Catalogue) -> None:
    """Enter the sittings and everything that is expected."""
    for code, day in SITTINGS.items():
        set_date(work, Period.of(code), Kind.SITTING, day)
    expect_all(work, catalogue, (*_houses(), *_figures()))


def _houses() -> Iterable[Expectation]:
    for supplier in suppliers.SUPPLIERS:
        area = supplier.areas[0] if len(supplier.areas) == 1 else ASSOCIATION
        address = f"unterkunft@{_host(supplier.short)}.example"
        yield Expectation(supplier.name, FACILITIES, FIRST, area=area, contact=address)


def _figures() -> Iterable[Expectation]:
    for sender in wide.SENDERS:
        address = f"zahlen@{_host(sender.short)}.example"
        yield from (Expectation(sender.name, field, FIRST, contact=address) for field in FIELDS[sender.name])


def _host(name: str) -> str:
    return name.lower().replace("_", "-")
