"""Telling the fictional past: what is written while the county is made bears the day it would have happened on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

from sqlalchemy import event, func, inspect, select, update
from sqlalchemy.orm import Session

from dashboard.alliances.concept_models import BlockState
from dashboard.alliances.models import GoalNote
from dashboard.council.models import Folder
from dashboard.meetings.models import Addendum
from dashboard.observations.models import Release, Upload
from dashboard.planning.models import QuotaOfficial, QuotaPeriod, QuotaTerm
from dashboard.store import UnitOfWork
from dashboard.store.kept import Kept
from dashboard.store.models import Audit, Snapshot

MORNING = time(8, 30, tzinfo=UTC)


@contextmanager
def on(work: UnitOfWork, day: date) -> Iterator[None]:
    """Let uploads, releases, audit entries, edited and frozen texts made inside bear this day instead of today."""
    moment = datetime.combine(day, MORNING)
    newest = {model: work.session.scalar(select(func.max(model.id))) or 0 for model in (Audit, Release, Upload)}

    def stamp(session: Session, *_: object) -> None:
        for row in (*session.new, *(row for row in session.dirty if session.is_modified(row))):
            if isinstance(row, Kept):
                row.changed_at = moment
                row.archived_at = moment if row.archived_at is not None else None
                if isinstance(row, QuotaPeriod) and inspect(row).attrs.published_at.history.added not in ((), [None]):
                    row.published_at = moment
                if isinstance(row, Folder) and row.frozen_at is not None:
                    row.frozen_at = moment
            elif isinstance(row, BlockState | GoalNote | Addendum | Snapshot | QuotaTerm | QuotaOfficial):
                row.at = moment

    event.listen(work.session, "before_flush", stamp)
    try:
        yield
        work.session.flush()
    finally:
        event.remove(work.session, "before_flush", stamp)
    for model, last in newest.items():
        work.session.execute(update(model).where(model.id > last).values(at=moment))
