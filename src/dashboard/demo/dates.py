"""Telling the fictional past: what is written while the county is made bears the day it would have happened on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

from sqlalchemy import func, select, update

from dashboard.observations.models import Release, Upload
from dashboard.store import UnitOfWork
from dashboard.store.models import Audit

MORNING = time(8, 30, tzinfo=UTC)


@contextmanager
def on(work: UnitOfWork, day: date) -> Iterator[None]:
    """Let uploads, releases and audit entries that are made inside bear this day instead of today."""
    newest = {model: work.session.scalar(select(func.max(model.id))) or 0 for model in (Audit, Release, Upload)}
    yield
    work.session.flush()
    for model, last in newest.items():
        work.session.execute(update(model).where(model.id > last).values(at=datetime.combine(day, MORNING)))
