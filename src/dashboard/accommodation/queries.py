"""Reads of accommodation. Single facilities exist for the internal circle only; protected ones for a group only."""

import json
from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.accommodation.figures import figures
from dashboard.accommodation.history import history
from dashboard.accommodation.models import FIGURES, Facility, Occupancy, Report
from dashboard.accommodation.sums import place_sums, report_exists_for
from dashboard.periods import Period
from dashboard.store import Actor, Circle

__all__ = ["facilities", "figures", "history", "kinds", "latest", "report_periods", "reported"]

FEWEST_FACILITIES = 3
"""Outside the internal circle a split by kind is withheld where a kind has fewer facilities in the place."""


def facilities(session: Session, actor: Actor, *, areas: Sequence[str], until: date | None = None) -> pd.DataFrame:
    """Single facilities with their figures per quarter, for the internal circle only; raises NotAllowed elsewhere.

    Columns: facility (id), area, period, period_end, name, kind, rows, responsible, operator, protected, latitude,
    longitude, lease_until, accessible, target_group, remark and the nine figures, each with ``_sign``. Protected houses
    are in it only for the group named for them.
    """
    actor.require_circle(Circle.INTERNAL)
    columns = [
        Occupancy.facility,
        Report.area,
        Report.period,
        Report.period_end,
        Occupancy.name,
        Occupancy.kind,
        Occupancy.rows,
        Occupancy.responsible,
        Occupancy.operator,
        Occupancy.protected,
        Occupancy.latitude,
        Occupancy.longitude,
        Occupancy.lease_until,
        Occupancy.accessible,
        Occupancy.target_group,
        Occupancy.remark,
        Occupancy.signs,
        *(getattr(Occupancy, name) for name in FIGURES),
    ]
    statement = (
        select(*columns)
        .join(Report, Report.id == Occupancy.report)
        .join(Facility, Facility.id == Occupancy.facility)
        .where(Report.current, Report.area.in_(areas))
        .order_by(Report.period_end, Report.area, Occupancy.kind, Occupancy.name)
    )
    if not actor.sees_protected:
        statement = statement.where(Occupancy.protected.is_(False))
    if until is not None:
        statement = statement.where(Report.period_end <= until)
    names = [column.key for column in columns]
    frame = pd.DataFrame.from_records([tuple(row) for row in session.execute(statement)], columns=names)
    frame[list(FIGURES)] = frame[list(FIGURES)].apply(pd.to_numeric).astype(float)
    signs = [json.loads(text) for text in frame.pop("signs")]
    for name in FIGURES:
        frame[f"{name}_sign"] = pd.Series([found.get(name, "") for found in signs], dtype="str")
    return frame


def latest(frame: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Of a frame of facilities the rows of each place's last report up to ``period``."""
    before = frame[[end <= period.last for end in frame["period_end"]]] if len(frame) else frame
    newest = before.groupby("area")["period_end"].transform("max")
    return before[before["period_end"] == newest].reset_index(drop=True)


def kinds(session: Session, circle: Circle, *, areas: Sequence[str] | None = None) -> pd.DataFrame:
    """Figures by kind of accommodation: area, period, period_end, kind, upload, facilities, the nine figures, single.

    ``single``: some kind has fewer than three facilities in the place, so that its figures would be a facility's.
    Outside the internal circle such a place is not split by kind. Counts of persons are not yet withheld here.
    """
    sums = place_sums(session, circle, by_kind=True)
    sums = sums[~sums["protected"] & sums["kind"].notna()]
    if areas is not None:
        sums = sums[sums["area"].isin(areas)]
    for name in FIGURES:
        sums[name] = sums[name].where(sums[f"{name}_stated"] == sums["parts"])
    frame = sums[["area", "period", "period_end", "kind", "upload", "facilities", *FIGURES]].reset_index(drop=True)
    key = frame["area"] + "|" + frame["period"]
    thin = set(key[frame["facilities"] < FEWEST_FACILITIES])
    return frame.assign(single=key.isin(thin))


def report_periods(session: Session, circle: Circle) -> list[tuple[str, date]]:
    """Quarters for which this circle has a report of facilities, newest first."""
    statement = (
        select(Report.period, Report.period_end)
        .where(report_exists_for(circle))
        .distinct()
        .order_by(Report.period_end.desc())
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def reported(session: Session, actor: Actor, period: str) -> dict[str, int]:
    """Which places have a current report for the period: area -> upload. For the internal circle only."""
    actor.require_circle(Circle.INTERNAL)
    statement = select(Report.area, Report.upload).where(Report.current, Report.period == period)
    return dict(session.execute(statement).all())
