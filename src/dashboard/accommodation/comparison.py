"""Reports of the same place and quarter held side by side: facility by facility, figure by figure.

Who does not belong to the group named for protected houses gets their sums over the district, without name and place.
"""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.accommodation.models import FIGURES, Occupancy, Report
from dashboard.accommodation.provenance import protected_facilities
from dashboard.observations.aggregation import PROTECTED
from dashboard.observations.queries import CHUNK
from dashboard.store import Actor, Circle

COLUMNS = ["subject", "indicator", "area", "period", "old", "old_sign", "value", "sign", "known", "stated"]
"""``known`` and ``stated``: whether the old and the new report say anything of the figure."""
PROTECTED_SUBJECT = "Geschützte Unterkünfte"
Figure = tuple[float | None, str]


def compare_reports(session: Session, actor: Actor, pairs: Sequence[tuple[int | None, int | None]]) -> pd.DataFrame:
    """Pairs of report ids (old, new; None: there is none) as ``COLUMNS``; for the internal circle only.

    ``area`` of protected houses is ``aggregation.PROTECTED`` for those who may not see them.
    """
    actor.require_circle(Circle.INTERNAL)
    olds = {old for old, _ in pairs if old is not None}
    news = {new for _, new in pairs if new is not None}
    rows = _occupancies(session, sorted(olds | news))
    hidden = set() if actor.sees_protected else set(session.scalars(protected_facilities()))
    sides: tuple[dict[Any, Figure], dict[Any, Figure]] = ({}, {})
    for row in rows:
        is_hidden = row["facility"] in hidden
        area = PROTECTED if is_hidden else row["area"]
        key = (area, row["period"], 0 if is_hidden else row["facility"])
        subject = PROTECTED_SUBJECT if is_hidden else row["name"]
        for side, among in zip(sides, (olds, news), strict=True):
            if row["report"] in among:
                _add(side, (*key, subject), row)
    return _table(*sides)


def _add(side: dict[Any, Figure], key: tuple[Any, ...], row: dict[str, Any]) -> None:
    signs = json.loads(row["signs"])
    for name in FIGURES:
        if row[name] is None and name not in signs:
            continue
        before = side.get((*key, name))
        if before is None:
            side[(*key, name)] = (row[name], signs.get(name, ""))
        elif row[name] is not None:
            side[(*key, name)] = ((before[0] or 0) + row[name], before[1])


def _table(old: dict[Any, Figure], new: dict[Any, Figure]) -> pd.DataFrame:
    """Facilities keep one row per figure even where their name changed: the newer name stands."""
    names = {key[:3]: key[3] for side in (old, new) for key in side}
    before = {(*key[:3], key[4]): figure for key, figure in old.items()}
    after = {(*key[:3], key[4]): figure for key, figure in new.items()}
    rows = []
    for key in sorted({*before, *after}, key=lambda k: (k[1], k[0], str(names[k[:3]]), k[2], FIGURES.index(k[3]))):
        was, is_ = before.get(key, (None, "")), after.get(key, (None, ""))
        area, period, _, indicator = key
        rows.append((names[key[:3]], indicator, area, period, *was, *is_, key in before, key in after))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    for name in ("old", "value"):
        frame[name] = pd.to_numeric(frame[name].fillna(np.nan)).astype(float)
    return frame


def _occupancies(session: Session, reports: Sequence[int]) -> list[dict[str, Any]]:
    columns = [
        Occupancy.report, Occupancy.facility, Report.area, Report.period, Occupancy.name,
        Occupancy.signs, *(getattr(Occupancy, name) for name in FIGURES),
    ]  # fmt: skip
    names = [column.key for column in columns]
    found: list[dict[str, Any]] = []
    for start in range(0, len(reports), CHUNK):
        statement = (
            select(*columns)
            .join(Report, Report.id == Occupancy.report)
            .where(Report.id.in_(reports[start : start + CHUNK]))
            .order_by(Report.id, Occupancy.id)
        )
        found += [dict(zip(names, row, strict=True)) for row in session.execute(statement)]
    return found
