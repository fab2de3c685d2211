"""How far a period's release is: what is out, what waits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.accommodation.models import Report
from dashboard.observations.models import Observation, Release
from dashboard.periods import Period
from dashboard.store import Actor, Circle


@dataclass(frozen=True)
class ReleaseState:
    """The last release in force (None: none) and how many values and reports of places wait for one."""

    at: datetime | None
    who: str
    values: int
    reports: int

    @property
    def released(self) -> bool:
        """Whether other circles see anything of the period."""
        return self.at is not None

    @property
    def waiting(self) -> bool:
        """Whether a release would change what other circles see."""
        return bool(self.values or self.reports)


def release_state(session: Session, actor: Actor, period: Period) -> ReleaseState:
    """The state of a period's own values; for the internal circle only, raises NotAllowed elsewhere."""
    actor.require_circle(Circle.INTERNAL)
    last = session.execute(
        select(Release.at, Release.who)
        .where(Release.period == period.code, Release.withdrawn_at.is_(None))
        .order_by(Release.id.desc())
        .limit(1)
    ).first()
    values, reports = (
        session.scalar(
            select(func.count())
            .select_from(table)
            .where(table.period == period.code, table.current, table.release.is_(None))
        )
        for table in (Observation, Report)
    )
    return ReleaseState(last.at if last else None, last.who if last else "", values or 0, reports or 0)
