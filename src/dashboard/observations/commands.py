"""Writes of values: superseding, taking back, releasing. One statement per step, old rows off before new ones on.

A key that a file ends („the file is complete“) gets a row without value and without sign. Such a row is superseded,
taken back and released like any other, and no reader ever sees it.
"""

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Table, and_, func, not_, or_, select, text, true, tuple_, update
from sqlalchemy.orm import Session, aliased

from dashboard.observations.models import IN_FORCE, Breakdown, Observation, Upload
from dashboard.observations.queries import current_rows
from dashboard.periods import Frequency, Period
from dashboard.store import UnitOfWork
from dashboard.store.bulk import ids_by_key, insert_rows, update_where_id
from dashboard.store.models import DataVersion

KEY = ["indicator", "area", "period", "breakdown"]
MANY_ROWS = 5000
"""Rows from which on PostgreSQL is told at once that a table has grown."""
KEY_COLUMNS = (Observation.indicator, Observation.area, Observation.period, Observation.breakdown)
LET_GO: dict[str, Any] = {"released_before": Observation.release, "release": None}
"""What becomes of a row that is no longer released: which release it was stays known."""


def lock_figures(session: Session) -> None:
    """Let the writers of figures follow one another, so that the newest upload is also the last one written.

    SQLite has one writer anyway; on PostgreSQL the row of the data version is locked until the end.
    """
    session.execute(select(DataVersion.number).where(DataVersion.subject == "figures").with_for_update())


def breakdown_ids(work: UnitOfWork, members_by_key: Mapping[str, Mapping[str, str]]) -> dict[str, int]:
    """Ids of these breakdowns (canonical key -> members), created where they are new."""
    table = _table(Breakdown)
    known = ids_by_key(work.session, table, "key", list(members_by_key))
    new = [key for key in members_by_key if key not in known]
    if new:
        texts = [json.dumps(dict(members_by_key[key]), ensure_ascii=False, sort_keys=True) for key in new]
        insert_rows(work.session, table, {"key": new, "members": texts}, {})
        known |= ids_by_key(work.session, table, "key", new)
    return known


def supersede(work: UnitOfWork, upload: Upload, values: pd.DataFrame, before: pd.DataFrame | None = None) -> int:
    """Write the values of a new upload; each becomes the current one of its key.

    ``values``: indicator, area, period, breakdown (id), value (NaN = none), sign; keys are unique. ``before``: the
    ``current_rows`` of these indicators and periods, where they have just been read. Returns the number of rows.
    """
    session = work.session
    codes = values["period"].unique().tolist()
    if before is None:
        before = current_rows(session, values["indicator"].unique().tolist(), codes)
    if len(before):
        superseded = before.merge(values[KEY], on=KEY)["id"].tolist()
        update_where_id(session, _table(Observation), superseded, current=False)
    numbers = values["value"].to_numpy(dtype=float)
    plain = [None if math.isnan(number) else number for number in numbers.tolist()]
    columns: dict[str, Sequence[object]] = {name: values[name].tolist() for name in [*KEY, "sign"]}
    ends = {code: Period.of(code).last.isoformat() for code in codes}
    columns["period_end"] = [ends[str(code)] for code in columns["period"]]
    constants = {"upload": upload.id, "current": True}
    count = insert_rows(session, _table(Observation), {**columns, "value": plain}, constants)
    if count >= MANY_ROWS and session.get_bind().dialect.name == "postgresql":
        # Without fresh statistics the planner takes the table for small, and loops over it once for every key.
        session.execute(text("ANALYZE observation"))
    return count


def recompute_current(session: Session, upload_id: int) -> None:
    """For every key of this upload let the row of the newest upload in force be the current one."""
    keys = select(*KEY_COLUMNS).where(Observation.upload == upload_id)
    session.execute(
        update(Observation).where(Observation.current, tuple_(*KEY_COLUMNS).in_(keys)).values(current=False)
    )
    newest = (
        select(func.max(Observation.id))
        .join(Upload, Upload.id == Observation.upload)
        .where(Upload.state == IN_FORCE, tuple_(*KEY_COLUMNS).in_(keys))
        .group_by(*KEY_COLUMNS)
    )
    session.execute(update(Observation).where(Observation.id.in_(newest)).values(current=True))


def release_values(session: Session, release_id: int, period: Period, indicators: Sequence[str] | None = None) -> int:
    """Freeze the current values of ``period`` for the other circles; returns how many were newly frozen.

    ``indicators``: only those of one table. A quarter takes along what has another frequency, ended by its last day
    and is not yet released. A released value whose key no longer has a current one goes: that is what this release
    decides.
    """
    other = aliased(Observation)
    gone = ~(
        select(other.id)
        .where(
            other.current,
            other.indicator == Observation.indicator,
            other.area == Observation.area,
            other.period == Observation.period,
            other.breakdown == Observation.breakdown,
        )
        .exists()
    )
    chosen = _among(indicators)
    session.execute(
        update(Observation)
        .where(Observation.period == period.code, Observation.release.is_not(None), gone, chosen)
        .values(LET_GO)
    )
    reach = and_(within_reach(period), chosen)
    fresh = list(
        session.scalars(select(Observation.id).where(Observation.current, Observation.release.is_(None), reach))
    )
    for start in range(0, len(fresh), 5000):
        part = fresh[start : start + 5000]
        keys = select(*KEY_COLUMNS).where(Observation.id.in_(part))
        session.execute(
            update(Observation).where(Observation.release.is_not(None), tuple_(*KEY_COLUMNS).in_(keys)).values(LET_GO)
        )
    update_where_id(session, _table(Observation), fresh, release=release_id)
    return len(fresh)


def within_reach(period: Period) -> ColumnElement[bool]:
    """The condition under which a release of ``period`` reaches an observation: its own, and what a quarter takes."""
    own = Observation.period == period.code
    if period.frequency is not Frequency.QUARTER:
        return own
    return or_(own, and_(Observation.period_end <= period.last, not_(Observation.period.like("____-Q_"))))


def withdraw_values(
    session: Session, release_ids: Sequence[int], period: Period, indicators: Sequence[str] | None = None
) -> int:
    """Take back what these releases froze, and the period's values whatever release froze them; returns how many.

    ``indicators``: only those of one table.
    """
    frozen = and_(Observation.period == period.code, Observation.release.is_not(None))
    reach = and_(or_(Observation.release.in_(release_ids), frozen), _among(indicators))
    numbers = list(session.scalars(select(Observation.id).where(reach)))
    update_where_id(session, _table(Observation), numbers, **LET_GO)
    return len(numbers)


def _among(indicators: Sequence[str] | None) -> ColumnElement[bool]:
    return true() if indicators is None else Observation.indicator.in_(indicators)


def _table(model: type) -> Table:
    table = model.__table__  # type: ignore[attr-defined]
    assert isinstance(table, Table)
    return table
