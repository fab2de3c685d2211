"""Writes of accommodation: what a file says of a place and quarter replaces all that was said of it before.

The counterparts of ``observations.commands``, with the report of a place and period in the place of the single value.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Table, func, select, tuple_, update
from sqlalchemy.orm import Session, aliased

from dashboard.accommodation.identity import NEW, identify
from dashboard.accommodation.models import FIGURES, Facility, Occupancy, Report
from dashboard.accommodation.reports import DETAILS, current_reports
from dashboard.observations.models import IN_FORCE, Upload
from dashboard.periods import Period
from dashboard.store import UnitOfWork
from dashboard.store.bulk import insert_rows, update_where_id

KEY_COLUMNS = (Report.area, Report.period)
LET_GO: dict[str, Any] = {"released_before": Report.release, "release": None}
"""What becomes of a report that is no longer released: which release it was stays known."""


def supersede_reports(
    work: UnitOfWork, upload: Upload, rows: pd.DataFrame, ended: Collection[tuple[str, str]] = ()
) -> int:
    """Write the facilities of a new upload; its report of each place and period it names becomes the current one.

    ``rows``: area, period, key (see ``identity``), the ``DETAILS`` of an occupancy and the nine figures (NaN = none);
    (area, period, key) unique. ``ended``: further places and periods all of whose facilities end with this upload.
    Returns the number of facilities written.
    """
    session = work.session
    pairs = [*dict.fromkeys(zip(rows["area"], rows["period"], strict=True)), *ended]
    before = current_reports(session, sorted({period for _, period in pairs}))
    gone = [
        number
        for number, area, period in zip(before["id"], before["area"], before["period"], strict=True)
        if (area, period) in set(pairs)
    ]
    update_where_id(session, _table(Report), gone, current=False)
    reports = {
        (area, period): Report(
            area=area, period=period, period_end=Period.of(period).last, upload=upload.id, current=True, release=None
        )
        for area, period in pairs
    }
    session.add_all(reports.values())
    session.flush()
    columns: dict[str, Sequence[object]] = {
        "report": [reports[pair].id for pair in zip(rows["area"], rows["period"], strict=True)],
        "facility": _facilities(session, rows),
    }
    columns |= {name: _plain(rows[name]) for name in DETAILS}
    columns |= {name: _whole(rows[name]) for name in FIGURES}
    return insert_rows(session, _table(Occupancy), columns, {})


def recompute_current_reports(session: Session, upload_id: int) -> None:
    """For every place and period of this upload let the report of the newest upload in force be the current one."""
    keys = select(*KEY_COLUMNS).where(Report.upload == upload_id)
    session.execute(update(Report).where(Report.current, tuple_(*KEY_COLUMNS).in_(keys)).values(current=False))
    newest = (
        select(func.max(Report.id))
        .join(Upload, Upload.id == Report.upload)
        .where(Upload.state == IN_FORCE, tuple_(*KEY_COLUMNS).in_(keys))
        .group_by(*KEY_COLUMNS)
    )
    session.execute(update(Report).where(Report.id.in_(newest)).values(current=True))


def release_reports(session: Session, release_id: int, period: Period) -> int:
    """Freeze the current reports of ``period`` for the other circles; returns how many were newly frozen.

    A released report whose place no longer has a current one goes: that is what this release decides.
    """
    fresh = list(
        session.scalars(select(Report.id).where(Report.period == period.code, Report.current, Report.release.is_(None)))
    )
    other = aliased(Report)
    kept = select(other.area).where(other.period == period.code, other.current, other.release.is_not(None))
    session.execute(
        update(Report)
        .where(Report.period == period.code, Report.release.is_not(None), Report.area.not_in(kept))
        .values(LET_GO)
    )
    update_where_id(session, _table(Report), fresh, release=release_id)
    return len(fresh)


def withdraw_reports(session: Session, release_ids: Sequence[int]) -> None:
    """Take back what these releases froze."""
    session.execute(update(Report).where(Report.release.in_(release_ids)).values(LET_GO))


def _facilities(session: Session, rows: pd.DataFrame) -> list[int]:
    """Ids of the facilities of these rows, made where they are new; a key that took over a name becomes theirs."""
    found = identify(session, rows)
    made: dict[tuple[str, str], Facility] = {}
    for area, key, number in zip(rows["area"], rows["key"], found, strict=True):
        if number == NEW and (area, key) not in made:
            made[area, key] = Facility(area=area, key=key)
        elif number != NEW and key.startswith("id:"):
            session.execute(update(Facility).where(Facility.id == int(number), Facility.key != key).values(key=key))
    session.add_all(made.values())
    session.flush()
    return [
        int(number) if number != NEW else made[area, key].id
        for area, key, number in zip(rows["area"], rows["key"], found, strict=True)
    ]


def _whole(figures: "pd.Series[float]") -> list[int | None]:
    numbers = figures.to_numpy(dtype=float)
    return [None if np.isnan(number) else round(number) for number in numbers]


def _plain(column: "pd.Series[Any]") -> list[Any]:
    """Values as both databases take them in bulk: no NaN, no numpy types, dates as ISO text."""
    values = column.astype(object).where(column.notna(), None).tolist()
    return [value.isoformat() if isinstance(value, date) else value for value in values]


def _table(model: type) -> Table:
    table = model.__table__  # type: ignore[attr-defined]
    assert isinstance(table, Table)
    return table
