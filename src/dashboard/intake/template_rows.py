"""What is filled into templates: the facilities known last, and the values of the period before."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.accommodation.identity import BY_ID
from dashboard.accommodation.models import FIGURES, Facility, Occupancy, Report
from dashboard.observations.queries import values
from dashboard.periods import Period
from dashboard.store import Actor, Circle
from dashboard.tables import signs

COLUMNS = {
    "area": Report.area,
    "period": Report.period,
    "unterkunft": Occupancy.name,
    "unterkunft_id": Facility.key,
    "art": Occupancy.kind,
    "traeger": Occupancy.responsible,
    "betreiber": Occupancy.operator,
    "anrechnung": Occupancy.credited_area,
    "geschuetzt": Occupancy.protected,
    "breite": Occupancy.latitude,
    "laenge": Occupancy.longitude,
    "befristet_bis": Occupancy.lease_until,
    "barrierefrei": Occupancy.accessible,
    "zielgruppe": Occupancy.target_group,
    "signs": Occupancy.signs,
    **{name: getattr(Occupancy, name) for name in FIGURES},
}
"""Columns of the facilities layout and where they are kept."""


def last_houses(session: Session, actor: Actor, areas: Sequence[str], period: Period) -> pd.DataFrame:
    """The facilities of each place's last report that ended before ``period``, as the facilities layout names them.

    Columns: area, period, then those of ``COLUMNS``; None where nothing was stated, figures as number or official
    sign. For the internal circle only; protected houses for those allowed to see them.
    """
    actor.require_circle(Circle.INTERNAL)
    newest = (
        select(Report.area, func.max(Report.period_end).label("end"))
        .where(Report.current, Report.area.in_(areas), Report.period_end < period.first)
        .group_by(Report.area)
        .subquery()
    )
    statement = (
        select(*(column.label(name) for name, column in COLUMNS.items()))
        .join(Report, Report.id == Occupancy.report)
        .join(Facility, Facility.id == Occupancy.facility)
        .join(newest, (newest.c.area == Report.area) & (newest.c.end == Report.period_end))
        .where(Report.current)
        .order_by(Report.area, Occupancy.kind, Occupancy.name, Occupancy.id)
    )
    if not actor.sees_protected:
        statement = statement.where(Occupancy.protected.is_(False))
    rows = [house_of(row) for row in session.execute(statement).mappings()]
    order = {area: position for position, area in enumerate(areas)}
    rows.sort(key=lambda row: order[row["area"]])
    return pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "signs"], dtype=object)


def last_values(
    session: Session, indicators: Sequence[str], areas: Sequence[str], period: Period
) -> dict[tuple[str, str], str | int | float]:
    """(indicator, area) -> the current total of the period before, as number or with its official sign."""
    frame = values(
        session, Circle.INTERNAL, indicators=indicators, areas=areas, until=period.previous().last, totals_only=True
    )
    frame = frame[frame["period"] == period.previous().code]
    columns = (frame[name] for name in ("indicator", "area", "value", "sign"))
    found = {}
    for indicator, area, value, sign in zip(*columns, strict=True):
        cell = _figure(None if pd.isna(value) else float(value), str(sign))
        if cell is not None:
            found[indicator, area] = cell
    return found


def house_of(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row of ``COLUMNS`` as its cells: the supplier's own key, ja and nein, figures as number or official sign."""
    found = dict(row)
    stated = json.loads(found.pop("signs"))
    key = found["unterkunft_id"]
    found["unterkunft_id"] = key.removeprefix(BY_ID) if key.startswith(BY_ID) else None
    for name in ("geschuetzt", "barrierefrei"):
        found[name] = None if found[name] is None else "ja" if found[name] else "nein"
    for name in FIGURES:
        found[name] = _figure(found[name], stated.get(name, ""))
    return found


def _figure(value: float | None, sign: str) -> str | int | float | None:
    number = int(value) if value is not None and value == int(value) else value
    if not sign:
        return number
    return signs.spelled("" if number is None else str(number).replace(".", ","), sign)
