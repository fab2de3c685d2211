"""The history of one figure: which upload said what, when, which holds, and which release let it out."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from dashboard.observations.models import Breakdown, Observation, Release, Upload
from dashboard.store import Actor, Circle

COLUMNS = [
    *("subject", "value", "sign", "upload", "at", "who", "supplier", "file_name", "state", "current"),
    *("release", "released_at", "released_by", "earlier", "earlier_at", "earlier_by", "earlier_withdrawn_at"),
]
"""``subject``: the breakdown or the facility; ``release``: the one that shows it to other circles now, ``earlier`` the
one that did before. Nothing: None."""


def statements(
    subject: Any, value: Any, sign: Any, model: Any, release: type[Release], earlier: type[Release]
) -> tuple[Any, ...]:
    """The columns behind ``COLUMNS``; ``model`` is what carries upload, current and release."""
    about = (Upload.id, Upload.at, Upload.who, Upload.supplier, Upload.file_name, Upload.state, model.current)
    out = (release.id, release.at, release.who, earlier.id, earlier.at, earlier.who, earlier.withdrawn_at)
    return subject, value, sign, *about, *out


def framed(session: Session, statement: Select[Any]) -> pd.DataFrame:
    """The rows of such a statement as ``COLUMNS``, numbers as float."""
    frame = pd.DataFrame([tuple(row) for row in session.execute(statement)], columns=COLUMNS, dtype=object)
    return frame.assign(value=pd.to_numeric(frame["value"]).astype(float))


def value_history(session: Session, actor: Actor, indicator: str, area: str, period: str) -> pd.DataFrame:
    """All that uploads ever said of one figure, breakdown by breakdown, the newest statement first: ``COLUMNS``.

    For the internal circle only. A row without value and sign: that upload ended the figure.
    """
    actor.require_circle(Circle.INTERNAL)
    release, earlier = aliased(Release), aliased(Release)
    shown = statements(Breakdown.key, Observation.value, Observation.sign, Observation, release, earlier)
    return framed(
        session,
        select(*shown)
        .join(Upload, Upload.id == Observation.upload)
        .join(Breakdown, Breakdown.id == Observation.breakdown)
        .outerjoin(release, release.id == Observation.release)
        .outerjoin(earlier, earlier.id == Observation.released_before)
        .where(Observation.indicator == indicator, Observation.area == area, Observation.period == period)
        .order_by(Breakdown.key, Observation.id.desc()),
    )


def indicators_with_history(session: Session, actor: Actor) -> list[str]:
    """Codes of the indicators of which uploads state or stated anything; for the internal circle only."""
    actor.require_circle(Circle.INTERNAL)
    return sorted(session.scalars(select(Observation.indicator).distinct()))


def where_stated(session: Session, actor: Actor, indicator: str) -> list[tuple[str, str]]:
    """Areas and periods of which an indicator was ever stated, the newest period first; for the internal circle."""
    actor.require_circle(Circle.INTERNAL)
    columns = (Observation.area, Observation.period, Observation.period_end)
    statement = select(*columns).where(Observation.indicator == indicator).distinct()
    rows = session.execute(statement.order_by(Observation.period_end.desc(), Observation.area))
    return [(row.area, row.period) for row in rows]


def stated(model: Any) -> ColumnElement[bool]:
    """Whether a row states anything; one that does not says that its key has ended."""
    return or_(model.value.is_not(None), model.sign != "")


def same_key(one: Any, other: Any) -> ColumnElement[bool]:
    """Whether two observations are about the same key."""
    names: Sequence[str] = ("indicator", "area", "period", "breakdown")
    return and_(*(getattr(one, name) == getattr(other, name) for name in names))
