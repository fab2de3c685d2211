"""How far a quarter's deliveries are: worked out from the uploads in force, never typed in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.catalogue.catalogue import Catalogue
from dashboard.formats import day as written
from dashboard.formats import local_day, number
from dashboard.geography import queries as geography
from dashboard.intake.brought import Brought, Key, brought, table_titles
from dashboard.intake.calendar import Kind, QuarterCalendar, calendar, require_quarter, working_day
from dashboard.intake.expectations import Expectation, expectations, same_supplier
from dashboard.periods import Period
from dashboard.store import Actor


class Status(StrEnum):
    """How far one expected table is."""

    NOT_DUE = "not_due"
    MISSING = "missing"
    RECEIVED = "received"
    LATE = "late"
    CORRECTED = "corrected"

    @property
    def label(self) -> str:
        """German word, as it stands in the matrix."""
        return {
            "not_due": "noch nicht fällig",
            "missing": "fehlt",
            "received": "eingegangen",
            "late": "verspätet",
            "corrected": "berichtigt",
        }[self.value]


@dataclass(frozen=True)
class Delivery:
    """One expected table of one period and what came of it."""

    expectation: Expectation
    period: Period
    due: date | None
    """Last day in time; None where the quarter has no sitting yet."""
    status: Status
    came: Brought | None = None
    """The first upload in force with it."""
    corrected_by: Brought | None = None
    """The newest upload in force that states something of it again."""

    @property
    def is_late(self) -> bool:
        """Whether the first upload came after the deadline, corrected since or not."""
        return self.came is not None and self.due is not None and local_day(self.came.at) > self.due

    @property
    def word(self) -> str:
        """The status in German; without a sitting there is no deadline, and nothing is due."""
        return "erwartet" if self.status is Status.NOT_DUE and self.due is None else self.status.label

    @property
    def detail(self) -> str:
        """The day that matters: when it came, or until when it is expected."""
        if self.came is None:
            return "ohne Termin" if self.due is None else f"Frist {written(self.due)}"
        came = written((self.corrected_by or self.came).at)
        return f"{came}, zuerst verspätet" if self.status is Status.CORRECTED and self.is_late else came

    @property
    def text(self) -> str:
        """Word and detail in one, as they stand in a table."""
        return f"{self.word} ({self.detail})" if self.came is None else f"{self.word} {self.detail}"


@dataclass(frozen=True)
class Quarter:
    """All deliveries of a quarter with its calendar."""

    calendar: QuarterCalendar
    deliveries: tuple[Delivery, ...]
    titles: dict[str, str]
    """Table -> German title, those expected only, in the order on screen."""

    def of(self, *statuses: Status) -> tuple[Delivery, ...]:
        """The deliveries with one of these statuses."""
        return tuple(one for one in self.deliveries if one.status in statuses)

    @property
    def suppliers_missing(self) -> tuple[str, ...]:
        """Who is overdue, each once."""
        return tuple(dict.fromkeys(one.expectation.supplier for one in self.of(Status.MISSING)))

    @property
    def sentence(self) -> str:
        """How it stands, in one German sentence."""
        period, total = self.calendar.period, len(self.deliveries)
        if not total:
            return f"Für das {period.label} wird noch von niemandem etwas erwartet."
        here = total - len(self.of(Status.MISSING, Status.NOT_DUE))
        parts = [
            f"Für das {period.label} {'ist' if here == 1 else 'sind'} {number(here)} von {number(total)} Lieferungen da"
        ]
        if late := sum(one.is_late for one in self.deliveries):
            parts.append(f"{number(late)} davon {'kam' if late == 1 else 'kamen'} verspätet")
        if missing := len(self.of(Status.MISSING)):
            parts.append(f"{number(missing)} {'ist' if missing == 1 else 'sind'} überfällig")
        elif waiting := len(self.of(Status.NOT_DUE)):
            parts.append(f"{number(waiting)} {'steht' if waiting == 1 else 'stehen'} noch aus")
        return ", ".join(parts) + "."


def quarter(session: Session, actor: Actor, catalogue: Catalogue, period: Period, today: date) -> Quarter:
    """The deliveries of a quarter as of ``today``; for the internal circle only, raises NotAllowed elsewhere."""
    require_quarter(period)
    days = calendar(session, actor, period)
    expected = [(one, due) for one in expectations(session, actor) if (due := one.period_in(period)) is not None]
    came = brought(session, catalogue, sorted({due for _, due in expected}))
    places = geography.places(session, geography.district(session).area) if expected else pd.DataFrame()
    found = []
    for one, about in expected:
        areas = frozenset({one.area, *geography.members(places, one.area)}) if one.area else frozenset()
        fitting = [row for row in came if _fits(row, one, about, areas)]
        found.append(_delivery(one, about, _due(days.day(Kind.DEADLINE), one.grace), fitting, areas, today))
    titles = table_titles(catalogue)
    used = {one.expectation.table for one in found}
    return Quarter(days, tuple(found), {code: title for code, title in titles.items() if code in used})


def matrix(quarter: Quarter, spell: Callable[[Delivery], str] = lambda one: one.text) -> pd.DataFrame:
    """One row per supplier, one column per table (German titles): what came when, or until when it is expected.

    The index has the name „Lieferant“; where nothing is expected the cell is empty. ``spell`` writes one delivery.
    """
    cells: dict[str, dict[str, str]] = {}
    for one in quarter.deliveries:
        row = cells.setdefault(one.expectation.supplier, dict.fromkeys(quarter.titles, ""))
        text = spell(one) if one.period == quarter.calendar.period else f"{one.period.label}: {spell(one)}"
        before = row[one.expectation.table]
        row[one.expectation.table] = f"{before}; {text}" if before else text
    rows = [list(row.values()) for row in cells.values()]
    return pd.DataFrame(rows, index=pd.Index(list(cells), name="Lieferant"), columns=list(quarter.titles.values()))


def _fits(row: Brought, one: Expectation, period: Period, areas: frozenset[str]) -> bool:
    if (row.table, row.period) != (one.table, period.code):
        return False
    return bool(row.areas & areas) if areas else same_supplier(row.supplier) == same_supplier(one.supplier)


def _due(deadline: date | None, grace: int) -> date | None:
    return working_day(deadline + timedelta(days=grace)) if deadline is not None and grace else deadline


def _delivery(
    one: Expectation, period: Period, due: date | None, came: Sequence[Brought], areas: frozenset[str], today: date
) -> Delivery:
    """The status from the fitting uploads, the oldest first."""
    if not came:
        overdue = due is not None and today > due
        return Delivery(one, period, due, Status.MISSING if overdue else Status.NOT_DUE)
    found = Delivery(one, period, due, Status.RECEIVED, came[0], _correction(came, areas))
    if found.corrected_by is not None:
        return replace(found, status=Status.CORRECTED)
    return replace(found, status=Status.LATE) if found.is_late else found


def _correction(came: Sequence[Brought], areas: frozenset[str]) -> Brought | None:
    """The newest upload that states again what an older one had: another part of the same table corrects nothing."""
    known: set[Key] = set()
    newest = None
    for row in came:
        own = _about(row.keys, areas)
        if known & own:
            newest = row
        known |= own
    return newest


def _about(keys: Iterable[Key], areas: frozenset[str]) -> set[Key]:
    return {key for key in keys if not areas or key[1] in areas}
