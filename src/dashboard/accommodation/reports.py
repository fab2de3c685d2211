"""Reads of what is currently reported, as taking over needs it: whole periods, without regard to circles.

Only commands and checks for editors read here; whatever is shown goes through ``queries``.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.accommodation.models import FIGURES, Occupancy, Report

DETAILS = (
    "name",
    "kind",
    "rows",
    "responsible",
    "operator",
    "credited_area",
    "protected",
    "latitude",
    "longitude",
    "lease_until",
    "accessible",
    "target_group",
    "remark",
    "signs",
)
"""Columns of an occupancy besides its facility and its figures."""
COLUMNS = ("area", "period", "upload", "facility", *DETAILS, *FIGURES)


def current_reports(session: Session, periods: Sequence[str]) -> pd.DataFrame:
    """The current reports of these periods: id, area, period, upload."""
    columns = (Report.id, Report.area, Report.period, Report.upload)
    rows = session.execute(select(*columns).where(Report.current, Report.period.in_(periods)))
    return pd.DataFrame.from_records([tuple(row) for row in rows], columns=[column.key for column in columns])


def current_occupancies(session: Session, periods: Sequence[str]) -> pd.DataFrame:
    """The facilities in these reports: area, period, upload, facility, the ``DETAILS`` and the nine figures (float)."""
    frame = pd.DataFrame.from_records(current_records(session, periods), columns=list(COLUMNS))
    frame[list(FIGURES)] = frame[list(FIGURES)].apply(pd.to_numeric).astype(float)
    return frame


def current_records(session: Session, periods: Sequence[str]) -> list[dict[str, Any]]:
    """The same, one record per facility, None where a figure is not stated."""
    columns = [Report.area, Report.period, Report.upload, Occupancy.facility]
    columns += [getattr(Occupancy, name) for name in (*DETAILS, *FIGURES)]
    statement = (
        select(*columns)
        .join(Report, Report.id == Occupancy.report)
        .where(Report.current, Report.period.in_(periods))
        .order_by(Report.period_end, Report.area, Occupancy.id)
    )
    return [dict(zip(COLUMNS, row, strict=True)) for row in session.execute(statement)]
