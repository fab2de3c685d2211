"""What a release would change, side by side: what the other circles see now, and what they would see."""

from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from dashboard.accommodation.comparison import compare_reports
from dashboard.accommodation.models import Report
from dashboard.catalogue.catalogue import Catalogue
from dashboard.intake.brought import FACILITIES
from dashboard.intake.changes import CHANGED, GONE, NEW, UNCHANGED
from dashboard.intake.table_states import indicators_of
from dashboard.observations.commands import within_reach
from dashboard.observations.models import Breakdown, Observation
from dashboard.periods import Period
from dashboard.store import Actor, Circle

COLUMNS = ["state", "subject", "indicator", "area", "period", "breakdown", "old", "old_sign", "value", "sign"]


def pending(session: Session, actor: Actor, catalogue: Catalogue, period: Period, table: str) -> pd.DataFrame:
    """Every value of a table that waits for a release of ``period``, corrections first: ``COLUMNS``.

    ``state``: new, changed, gone, or unchanged (a newer upload says the same). For the internal circle only.
    """
    actor.require_circle(Circle.INTERNAL)
    if table == FACILITIES:
        frame = compare_reports(session, actor, _pairs(session, period)).assign(breakdown="")
    else:
        frame = _values(session, period, indicators_of(catalogue, table))
    return sorted_by_state(frame)


def sorted_by_state(frame: pd.DataFrame) -> pd.DataFrame:
    """``COLUMNS`` of a frame that has ``known`` and ``stated`` instead of ``state``; changes first."""
    same = frame["value"].eq(frame["old"]) | (frame["value"].isna() & frame["old"].isna())
    same &= frame["sign"].eq(frame["old_sign"])
    known, stated = frame["known"].eq(True), frame["stated"].eq(True)
    states = np.select([~known, ~stated, same], [NEW, GONE, UNCHANGED], CHANGED)
    frame = frame.assign(state=pd.array(states, dtype="str"), subject=frame.get("subject", ""))
    order = frame["state"].map({CHANGED: 0, GONE: 1, NEW: 2, UNCHANGED: 3})
    return frame[COLUMNS].loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def _pairs(session: Session, period: Period) -> list[tuple[int | None, int | None]]:
    columns = (Report.id, Report.area, Report.current, Report.release)
    rows = list(session.execute(select(*columns).where(Report.period == period.code).order_by(Report.area)))
    new = {row.area: row.id for row in rows if row.current}
    old = {row.area: row.id for row in rows if row.release is not None}
    return [(old.get(area), new.get(area)) for area in {**old, **new} if old.get(area) != new.get(area)]


def _values(session: Session, period: Period, indicators: list[str]) -> pd.DataFrame:
    now, out = Observation, aliased(Observation)
    names = ("indicator", "area", "period", "breakdown")
    keys = and_(*(getattr(now, name) == getattr(out, name) for name in names))
    fresh = (
        select(now.indicator, now.area, now.period, Breakdown.key, out.value, out.sign, now.value, now.sign, out.id)
        .join(Breakdown, Breakdown.id == now.breakdown)
        .outerjoin(out, and_(keys, out.release.is_not(None)))
        .where(now.current, now.release.is_(None), within_reach(period), now.indicator.in_(indicators))
        .order_by(now.indicator, now.area, now.period_end, Breakdown.key)
    )
    ended = ~select(now.id).where(now.current, keys).exists()
    gone = (
        select(out.indicator, out.area, out.period, Breakdown.key, out.value, out.sign)
        .join(Breakdown, Breakdown.id == out.breakdown)
        .where(
            out.release.is_not(None),
            out.period == period.code,
            out.indicator.in_(indicators),
            or_(out.value.is_not(None), out.sign != ""),
            ended,
        )
        .order_by(out.indicator, out.area, Breakdown.key)
    )
    rows: list[tuple[Any, ...]] = [(*row, None, "", True, False) for row in session.execute(gone)]
    for *key, old, old_sign, value, sign, old_id in session.execute(fresh):
        known = old_id is not None and (old is not None or old_sign != "")
        stated = value is not None or sign != ""
        if known or stated:
            rows.append((*key, old, old_sign or "", value, sign, known, stated))
    columns = ["indicator", "area", "period", "breakdown", "old", "old_sign", "value", "sign", "known", "stated"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(
        old=pd.to_numeric(frame["old"]).astype(float), value=pd.to_numeric(frame["value"]).astype(float)
    )
