"""Reads of values. The circle decides here which rows exist: current ones inside, released ones outside."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from dashboard.observations.models import IN_FORCE, Breakdown, Observation, Release, Upload
from dashboard.store import Circle

CHUNK = 500
VALUE_COLUMNS = ["indicator", "area", "period", "period_end", "breakdown", "value", "sign", "upload"]


def in_force_for(circle: Circle) -> ColumnElement[bool]:
    """The condition that makes an observation exist for ``circle``."""
    # A row without value and sign says that the key has ended: see commands.
    stated = or_(Observation.value.is_not(None), Observation.sign != "")
    chosen = Observation.current if circle is Circle.INTERNAL else Observation.release.is_not(None)
    return and_(chosen, stated)


def current_rows(session: Session, indicators: Sequence[str], periods: Sequence[str]) -> pd.DataFrame:
    """Current rows of these indicators and periods: id, indicator, area, period, breakdown, value, sign, upload."""
    columns = [
        Observation.id,
        Observation.indicator,
        Observation.area,
        Observation.period,
        Observation.breakdown,
        Observation.value,
        Observation.sign,
        Observation.upload,
    ]
    statement = select(*columns).where(
        Observation.current, Observation.indicator.in_(indicators), Observation.period.in_(periods)
    )
    return _frame(session, statement, [column.key for column in columns])


def values(
    session: Session,
    circle: Circle,
    *,
    indicators: Sequence[str],
    areas: Sequence[str] | None = None,
    until: date | None = None,
    totals_only: bool = False,
) -> pd.DataFrame:
    """Values as this circle has them, before any withholding.

    Columns: ``VALUE_COLUMNS`` (breakdown is the canonical key, "" the total); ordered by indicator, area, end of the
    period, breakdown. ``areas`` None: all.
    """
    rows = value_rows(session, circle, indicators=indicators, areas=areas, until=until, totals_only=totals_only)
    return _framed(rows, VALUE_COLUMNS)


def value_rows(
    session: Session,
    circle: Circle,
    *,
    indicators: Sequence[str],
    areas: Sequence[str] | None = None,
    until: date | None = None,
    totals_only: bool = False,
) -> list[Any]:
    """The same as plain rows, with None for „no value“: for who reads them once and wants no frame."""
    statement = (
        select(
            Observation.indicator,
            Observation.area,
            Observation.period,
            Observation.period_end,
            Breakdown.key,
            Observation.value,
            Observation.sign,
            Observation.upload,
        )
        .join(Breakdown, Breakdown.id == Observation.breakdown)
        .where(in_force_for(circle), Observation.indicator.in_(indicators))
        .order_by(Observation.indicator, Observation.area, Observation.period_end, Breakdown.key)
    )
    if until is not None:
        statement = statement.where(Observation.period_end <= until)
    if totals_only:
        statement = statement.where(Observation.breakdown == 0)
    if areas is None:
        return _rows(session, statement)
    chunks = (areas[start : start + CHUNK] for start in range(0, len(areas), CHUNK))
    return [row for chunk in chunks for row in _rows(session, statement.where(Observation.area.in_(chunk)))]


def periods(session: Session, circle: Circle) -> list[tuple[str, date]]:
    """All periods with an observation this circle has, with their last day, newest first."""
    statement = (
        select(Observation.period, Observation.period_end)
        .where(in_force_for(circle))
        .distinct()
        .order_by(Observation.period_end.desc(), Observation.period)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def uploads(session: Session) -> pd.DataFrame:
    """All uploads, newest first, without their bytes."""
    names = [
        "id",
        "at",
        "who",
        "file_name",
        "size",
        "layout",
        "profile",
        "supplier",
        "period",
        "state",
        "counts",
        "sha256",
        "removed_at",
        "removed_by",
        "removed_why",
    ]
    statement = select(*(getattr(Upload, name) for name in names)).order_by(Upload.id.desc())
    return _frame(session, statement, names)


def breakdown_members(session: Session, keys: Sequence[str]) -> dict[str, dict[str, str]]:
    """The members of breakdowns by their canonical keys."""
    found: dict[str, dict[str, str]] = {}
    for start in range(0, len(keys), CHUNK):
        statement = select(Breakdown.key, Breakdown.members).where(Breakdown.key.in_(keys[start : start + CHUNK]))
        found |= {key: json.loads(members) for key, members in session.execute(statement)}
    return found


def sources(session: Session, uploads: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Per upload its supplier and the note that must stand beside its totals."""
    statement = select(Upload.id, Upload.supplier, Upload.note).where(Upload.id.in_([int(u) for u in uploads]))
    return {number: (supplier, note) for number, supplier, note in session.execute(statement)}


def upload_in_force(session: Session, sha256: str, mapping: str) -> Upload | None:
    """The upload in force with exactly these bytes and decisions, if there is one."""
    return session.scalar(
        select(Upload)
        .where(Upload.sha256 == sha256, Upload.state == IN_FORCE, Upload.mapping == mapping)
        .order_by(Upload.id.desc())
        .limit(1)
    )


def releases(session: Session) -> pd.DataFrame:
    """All releases, newest first: id, period, who, at, note, withdrawn_at, withdrawn_by."""
    names = ["id", "period", "who", "at", "note", "withdrawn_at", "withdrawn_by"]
    statement = select(*(getattr(Release, name) for name in names)).order_by(Release.id.desc())
    return _frame(session, statement, names)


def unreleased_counts(session: Session) -> dict[str, int]:
    """Per period how many current values are not released as they are."""
    statement = (
        select(Observation.period, func.count())
        .where(Observation.current, Observation.release.is_(None))
        .group_by(Observation.period)
    )
    return dict(session.execute(statement).all())


def _frame(session: Session, statement: object, names: list[str]) -> pd.DataFrame:
    return _framed(_rows(session, statement), names)


def _rows(session: Session, statement: object) -> list[Any]:
    # Past the ORM, which would look at every row once more: there may be hundreds of thousands.
    session.flush()
    return list(session.connection().execute(statement).all())  # type: ignore[call-overload]


def _framed(rows: Sequence[Any], names: list[str]) -> pd.DataFrame:
    if rows:
        frame = pd.DataFrame({name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)})
    else:
        # An empty list would be read as numbers, and texts could not be joined to it.
        frame = pd.DataFrame(columns=names, dtype=object)
    if "value" in frame:
        frame["value"] = pd.to_numeric(frame["value"]).astype(float)
    return frame
