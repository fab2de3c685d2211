"""What a facilities file would change: figure by figure, and which facilities end with it.

Facilities are a few hundred, so they are compared one by one; frames are for values, of which there are many.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.accommodation.identity import identify
from dashboard.accommodation.models import Report
from dashboard.accommodation.reports import DETAILS, current_records
from dashboard.intake.changes import CHANGED, GONE, MISSING, NEW, TABLE_COLUMNS, UNCHANGED, Changes
from dashboard.intake.content import figures_of, records
from dashboard.observations.models import IN_FORCE, Upload

PROTECTED_NAME = "Geschützte Unterkunft"
"""Stands for the name of a protected house wherever a person may read who is not of the named group."""
COMPARED = [name for name in DETAILS if name not in ("rows", "signs")]
Record = Mapping[str, Any]
NOTHING = (None, "")


@dataclass(frozen=True)
class Held:
    """A file's facilities held against what is current, by (facility, area, period)."""

    here: Mapping[tuple[int, str, str], Record]
    """Those of the file; facilities that are new have numbers below zero."""
    there: Mapping[tuple[int, str, str], Record]
    """Those that are current in the same periods, in all places."""

    @property
    def gone(self) -> list[Record]:
        """Facilities of the file's places and periods that end with it."""
        named = {key[1:] for key in self.here}
        return [row for key, row in self.there.items() if key not in self.here and key[1:] in named]

    @property
    def changed_details(self) -> int:
        """How many facilities stay, but with another name, kind, operator, position and so on."""
        both = [(row, self.there[key]) for key, row in self.here.items() if key in self.there]
        return sum(any(_plain(new[name]) != _plain(old[name]) for name in COMPARED) for new, old in both)


def hold(session: Session, facilities: pd.DataFrame) -> Held:
    """Hold the facilities of a file (``FACILITY_COLUMNS``) against the current reports of their periods."""
    numbers = identify(session, facilities).tolist()
    there = current_records(session, facilities["period"].unique().tolist())
    here: dict[tuple[int, str, str], Record] = {
        (number or -position - 1, row["area"], row["period"]): row
        for position, (number, row) in enumerate(zip(numbers, records(facilities), strict=True))
    }
    return Held(here, {(row["facility"], row["area"], row["period"]): row for row in there})


def compare_facilities(session: Session, held: Held, supplier: str) -> Changes:
    """What the file changes, figure by figure; what the same supplier sent last for other places is missing."""
    rows: list[tuple[Any, ...]] = []
    for key, new in held.here.items():
        before = figures_of(held.there[key]) if key in held.there else {}
        for name, stated in figures_of(new).items():
            old = before.get(name, NOTHING)
            state = NEW if name not in before else UNCHANGED if old == stated else CHANGED
            rows.append((state, shown_name(new), name, new["area"], new["period"], "", *old, *stated, new["line"]))
    last = _last_reports(session, sorted({key[2] for key in held.here}), supplier)
    named = {key[1:] for key in held.here}
    elsewhere = [
        row for key, row in held.there.items() if key[1:] not in named and last.get(row["period"]) == row["upload"]
    ]
    rows += [*_ended(held.gone, GONE), *_ended(elsewhere, MISSING)]
    table = pd.DataFrame(rows, columns=TABLE_COLUMNS)
    table[["old", "value"]] = table[["old", "value"]].astype(float)
    return Changes.of(table) if rows else Changes()


def shown_name(facility: Record) -> str:
    """The name that every editor may read."""
    return PROTECTED_NAME if facility["protected"] else str(facility["name"])


def missing_places(session: Session, facilities: pd.DataFrame, supplier: str) -> list[tuple[str, str]]:
    """Places and periods of the same supplier's last file for these periods that this file does not name."""
    periods = facilities["period"].unique().tolist()
    last = _last_reports(session, periods, supplier)
    named = set(zip(facilities["area"], facilities["period"], strict=True))
    statement = select(Report.area, Report.period, Report.upload).where(Report.current, Report.period.in_(periods))
    return [
        (area, period)
        for area, period, upload in session.execute(statement)
        if last.get(period) == upload and (area, period) not in named
    ]


def _ended(facilities: Iterable[Record], state: str) -> Iterable[tuple[Any, ...]]:
    for old in facilities:
        for name, stated in figures_of(old).items():
            yield state, shown_name(old), name, old["area"], old["period"], "", *stated, np.nan, "", 0


def _plain(value: Any) -> Any:
    """None for everything that stands for nothing."""
    return None if value is None or value != value else value


def _last_reports(session: Session, periods: list[str], supplier: str) -> dict[str, int]:
    """Per period the supplier's newest facilities file in force."""
    statement = (
        select(Report.period, func.max(Upload.id))
        .join(Upload, Upload.id == Report.upload)
        .where(Upload.supplier == supplier, Upload.state == IN_FORCE, Report.period.in_(periods))
        .group_by(Report.period)
    )
    return {row[0]: row[1] for row in session.execute(statement)}
