"""Numbers of resolutions: counted per body and year of the meeting („2026-07“), given once, never again."""

import re
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.formats import local_day
from dashboard.meetings.models import AgendaItem, Meeting
from dashboard.meetings.resolution_models import Resolution

_NUMBER = re.compile(r"\d{4}-(\d+)")


def next_number(session: Session, body: int, at: datetime) -> str:
    """The number after the highest of the body in the year of ``at`` in Berlin, archived ones too.

    Whoever calls it holds the subject (``rows.hold``), so that nobody else is given the same.
    """
    year = local_day(at).year
    statement = (
        select(Resolution.number)
        .join(AgendaItem, AgendaItem.id == Resolution.item)
        .join(Meeting, Meeting.id == AgendaItem.meeting)
        .where(Meeting.body == body, Resolution.number.startswith(f"{year}-"))
    )
    given = [int(found[1]) for number in session.scalars(statement) if (found := _NUMBER.fullmatch(number))]
    return f"{year}-{max(given, default=0) + 1:02}"
