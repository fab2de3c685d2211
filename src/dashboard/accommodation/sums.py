"""Sums over facilities, made by the database: per place and period, and per kind."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping

import pandas as pd
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from dashboard.accommodation.models import FIGURES, Occupancy, Report
from dashboard.observations.aggregation import PROTECTED
from dashboard.store import Circle

Key = tuple[str, str, str]


def report_exists_for(circle: Circle) -> ColumnElement[bool]:
    """The condition that makes a place's report exist for ``circle``: current inside, released outside."""
    if circle is Circle.INTERNAL:
        return Report.current.is_(True)
    return Report.release.is_not(None)


def place_sums(session: Session, circle: Circle, *, by_kind: bool = False) -> pd.DataFrame:
    """Sums of all facilities per place, period and protection (and kind).

    Columns: area, period, period_end, upload, protected, [kind,] facilities (rows of the supplier's files), parts
    (rows here), then per figure ``<figure>`` (sum) and ``<figure>_stated`` (how many of the parts state it).
    """
    keys = [Report.area, Report.period, Report.period_end, Report.upload]
    groups = [Occupancy.protected, *([Occupancy.kind] if by_kind else [])]
    sums = [
        column
        for name in FIGURES
        for column in (func.sum(getattr(Occupancy, name)), func.count(getattr(Occupancy, name)))
    ]
    statement = (
        select(*keys, *groups, func.coalesce(func.sum(Occupancy.rows), 0), func.count(Occupancy.id), *sums)
        .outerjoin(Occupancy, Occupancy.report == Report.id)
        .where(report_exists_for(circle))
        .group_by(*keys, *groups)
        .order_by(Report.period_end, Report.area)
    )
    names = ["area", "period", "period_end", "upload", "protected", *(["kind"] if by_kind else [])]
    names += ["facilities", "parts", *(part for name in FIGURES for part in (name, f"{name}_stated"))]
    frame = pd.DataFrame.from_records([tuple(row) for row in session.execute(statement)], columns=names)
    frame["protected"] = frame["protected"].eq(True)
    numbers = [name for name in names if name in FIGURES]
    frame[numbers] = frame[numbers].apply(pd.to_numeric).astype(float)
    return frame


def place_signs(session: Session, circle: Circle) -> Mapping[Key, Counter[str]]:
    """The official signs in the reports: (area or ``PROTECTED``, period, figure) -> how many facilities have which."""
    statement = (
        select(Report.area, Report.period, Occupancy.protected, Occupancy.signs)
        .join(Occupancy, Occupancy.report == Report.id)
        .where(report_exists_for(circle), Occupancy.signs != "{}")
    )
    found: dict[Key, Counter[str]] = defaultdict(Counter)
    for area, period, protected, text in session.execute(statement):
        for figure, sign in json.loads(text).items():
            found[PROTECTED if protected else area, period, figure].update(sign.split())
    return found
