"""The history of a place's facility figures: which upload said what of which house."""

import json

import pandas as pd
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from dashboard.accommodation.models import FIGURES, Occupancy, Report
from dashboard.observations.models import Release, Upload
from dashboard.observations.provenance import framed, statements
from dashboard.store import Actor, Circle


def facility_history(session: Session, actor: Actor, figure: str, area: str, period: str) -> pd.DataFrame:
    """All that uploads ever said of a figure of a place's facilities: ``observations.provenance.COLUMNS``.

    House by house, the newest statement first; for the internal circle only. Houses that are or ever were protected
    are in it only for the group named for them. ValueError for what is no figure of a facility.
    """
    if figure not in FIGURES:
        raise ValueError(f"{figure!r} is no figure of a facility")
    actor.require_circle(Circle.INTERNAL)
    release, earlier = aliased(Release), aliased(Release)
    shown = statements(Occupancy.name, getattr(Occupancy, figure), Occupancy.signs, Report, release, earlier)
    statement = (
        select(*shown)
        .join(Report, Report.id == Occupancy.report)
        .join(Upload, Upload.id == Report.upload)
        .outerjoin(release, release.id == Report.release)
        .outerjoin(earlier, earlier.id == Report.released_before)
        .where(Report.area == area, Report.period == period)
        .order_by(Occupancy.facility, Report.id.desc())
    )
    if not actor.sees_protected:
        statement = statement.where(Occupancy.facility.not_in(protected_facilities()))
    frame = framed(session, statement)
    frame["sign"] = [json.loads(text).get(figure, "") for text in frame["sign"]]
    return frame[frame["value"].notna() | frame["sign"].ne("")].reset_index(drop=True)


def where_reported(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """Areas and periods with any report of facilities, the newest period first; for the internal circle only."""
    actor.require_circle(Circle.INTERNAL)
    columns = (Report.area, Report.period, Report.period_end)
    statement = select(*columns).distinct().order_by(Report.period_end.desc(), Report.area)
    return [(row.area, row.period) for row in session.execute(statement)]


def protected_facilities() -> Select[int]:
    """Ids of the houses that any report calls protected."""
    return select(Occupancy.facility).where(Occupancy.protected)


def names_protected_houses(session: Session, upload: int) -> bool:
    """Whether an upload tells of a house that it or any other one calls protected."""
    statement = (
        select(Occupancy.id)
        .join(Report, Report.id == Occupancy.report)
        .where(Report.upload == upload, Occupancy.facility.in_(protected_facilities()))
    )
    return session.scalar(statement.limit(1)) is not None
