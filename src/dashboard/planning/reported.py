"""What was reported or entered for days that a shortened period no longer has."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.formats import day as german_day
from dashboard.observations.models import Observation
from dashboard.planning.models import Intake

REPORTED = "aufnahme_ist"


def reported_after(session: Session, last: date, former: date) -> str:
    """A German sentence where something is known of days after ``last`` up to ``former``; empty otherwise."""
    if former <= last:
        return ""
    stated = select(Observation.period_end).where(
        Observation.current, Observation.indicator == REPORTED, Observation.value.is_not(None),
        Observation.period_end > last, Observation.period_end <= former,
    )  # fmt: skip
    entered = select(Intake.last).where(Intake.archived_at.is_(None), Intake.last > last, Intake.last <= former)
    known = [day for statement in (stated, entered) for day in session.scalars(statement)]
    if not known:
        return ""
    return (
        f"Achtung: Bis {german_day(max(known))} sind schon Aufnahmen gemeldet; was nach dem {german_day(last)} liegt, "
        "zählt in diesem Zeitraum nicht mehr."
    )
