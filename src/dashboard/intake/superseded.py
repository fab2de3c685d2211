"""What an upload superseded when it came: how many values of which older upload, and each one old and new.

Worked out from the rows and the audit: for every key the newest older row whose upload was in force at that moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from dashboard.accommodation.comparison import compare_reports
from dashboard.accommodation.models import Report
from dashboard.errors import NotFound
from dashboard.intake.pending import sorted_by_state
from dashboard.observations.models import Breakdown, Observation, Upload
from dashboard.observations.provenance import same_key, stated
from dashboard.observations.queries import CHUNK
from dashboard.store import Actor, Circle, Role
from dashboard.store.models import Audit

LIMIT = 500
"""Most values that are listed one by one."""
OUT, IN = ("upload.taken_back", "upload.purged"), "upload.restored"


@dataclass(frozen=True)
class Superseded:
    """What one older upload lost to a newer one."""

    upload: int
    file_name: str
    values: int
    """Values without facilities."""
    reports: int
    """Places and quarters whose facilities the newer upload states anew."""


def superseded(session: Session, actor: Actor, upload: int) -> tuple[Superseded, ...]:
    """Per older upload what ``upload`` superseded, the newest first; for editors of the internal circle only."""
    _require(session, actor, upload)
    out = _out_of_force(session, upload)
    values = _values_by_upload(session, upload, out)
    reports: dict[int, int] = {}
    for _, old, _ in _report_pairs(session, upload, out):
        if old is not None:
            reports[old] = reports.get(old, 0) + 1
    numbers = sorted({*values, *reports}, reverse=True)
    names = dict(session.execute(select(Upload.id, Upload.file_name).where(Upload.id.in_(numbers))).all())
    return tuple(Superseded(number, names[number], values.get(number, 0), reports.get(number, 0)) for number in numbers)


def old_and_new(session: Session, actor: Actor, upload: int) -> pd.DataFrame:
    """Values that ``upload`` changed or ended, old and new: ``pending.COLUMNS``; ``LIMIT`` and those of facilities.

    For editors of the internal circle only; protected houses as sums for whoever may not see them.
    """
    _require(session, actor, upload)
    out = _out_of_force(session, upload)
    pairs = [(before, now) for before, _, now in _report_pairs(session, upload, out) if before is not None]
    houses = compare_reports(session, actor, pairs).assign(breakdown="")
    frames = [frame for frame in (_changed_values(session, upload, out), houses) if len(frame)]
    both = sorted_by_state(pd.concat(frames, ignore_index=True) if frames else houses)
    return both[both["state"].ne("unchanged")].reset_index(drop=True)


def _require(session: Session, actor: Actor, upload: int) -> None:
    actor.require(Role.EDITOR)
    actor.require_circle(Circle.INTERNAL)
    if session.get(Upload, upload) is None:
        raise NotFound(f"Einen Upload mit der Nummer {upload} gibt es nicht.")


def _out_of_force(session: Session, upload: int) -> list[int]:
    """Older uploads that were taken back when this one came; the audit keeps the order of things."""
    came = session.scalar(
        select(func.max(Audit.id)).where(Audit.object == f"upload:{upload}", Audit.action == "upload.taken_over")
    )
    if came is None:
        return []
    statement = select(Audit.object, Audit.action).where(Audit.action.in_([*OUT, IN]), Audit.id < came)
    last = dict(session.execute(statement.order_by(Audit.id)).all())
    return sorted(int(name.removeprefix("upload:")) for name, action in last.items() if action in OUT)


def _previous(upload: int, out: Sequence[int]) -> tuple[Any, Any, Any]:
    """The rows of this upload, what held before each, and the condition that joins them."""
    new, old, other = aliased(Observation), aliased(Observation), aliased(Observation)
    last = (
        select(func.max(other.id))
        .where(same_key(other, new), other.id < new.id, other.upload != upload, other.upload.not_in(out))
        .correlate(new)
        .scalar_subquery()
    )
    return new, old, (new.upload == upload) & (old.id == last) & stated(old)


def _values_by_upload(session: Session, upload: int, out: Sequence[int]) -> dict[int, int]:
    new, old, condition = _previous(upload, out)
    statement = select(old.upload, func.count()).select_from(new).join(old, condition).group_by(old.upload)
    return dict(session.execute(statement).all())


def _changed_values(session: Session, upload: int, out: Sequence[int]) -> pd.DataFrame:
    new, old, condition = _previous(upload, out)
    differs = new.value.is_distinct_from(old.value) | (new.sign != old.sign)
    statement = (
        select(new.indicator, new.area, new.period, Breakdown.key, old.value, old.sign, new.value, new.sign)
        .select_from(new)
        .join(old, condition)
        .join(Breakdown, Breakdown.id == new.breakdown)
        .where(differs)
        .order_by(new.indicator, new.area, new.period_end, Breakdown.key)
        .limit(LIMIT)
    )
    columns = ["indicator", "area", "period", "breakdown", "old", "old_sign", "value", "sign"]
    frame = pd.DataFrame([tuple(row) for row in session.execute(statement)], columns=columns)
    for name in ("old", "value"):
        frame[name] = pd.to_numeric(frame[name]).astype(float)
    return frame.assign(subject="", known=True, stated=frame["value"].notna() | frame["sign"].ne(""))


def _report_pairs(session: Session, upload: int, out: Sequence[int]) -> list[tuple[int | None, int | None, int]]:
    """Per report of this upload: the report that held before and its upload (None: there was none), and itself."""
    own = list(session.execute(select(Report.id, Report.area, Report.period).where(Report.upload == upload)))
    areas = sorted({row.area for row in own})
    before: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for start in range(0, len(areas), CHUNK):
        statement = select(Report.id, Report.area, Report.period, Report.upload).where(
            Report.area.in_(areas[start : start + CHUNK]),
            Report.period.in_({row.period for row in own}),
            Report.upload != upload,
            Report.upload.not_in(out),
        )
        for number, area, period, other in session.execute(statement.order_by(Report.id)):
            before.setdefault((area, period), []).append((number, other))
    pairs: list[tuple[int | None, int | None, int]] = []
    for number, area, period in own:
        older = [found for found in before.get((area, period), []) if found[0] < number]
        pairs.append((*(older[-1] if older else (None, None)), number))
    return pairs
