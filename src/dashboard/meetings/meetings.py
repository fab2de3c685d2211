"""Writes of meetings: when, where and of which body. See ``bodies`` for what is the same for all."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from dashboard.alliances.checks import is_reversed
from dashboard.errors import UserError
from dashboard.formats import day as german_day
from dashboard.formats import local_day, moment
from dashboard.meetings.approved import open_meeting
from dashboard.meetings.bodies import BODY
from dashboard.meetings.body_models import Body
from dashboard.meetings.forms import MeetingForm
from dashboard.meetings.indexing import indexed
from dashboard.meetings.kinds import MeetingState
from dashboard.meetings.minutes_text import cleaned
from dashboard.meetings.models import Meeting
from dashboard.meetings.rows import SUBJECT, allow, meeting_form, words
from dashboard.meetings.times import moment_of, twice
from dashboard.store import UnitOfWork, kept, now

IN_THE_CALENDAR = ("title", "starts_at", "ends_at", "place", "kind")
"""Columns whose change calendars must learn of."""


class MeetingInvalid(UserError):
    """A meeting that makes no sense; the sentence says why."""


def add_meeting(work: UnitOfWork, wish: MeetingForm) -> int:
    """Enter a meeting, also one of the past. Raises MeetingInvalid, and TimeInvalid for a time that is none."""
    allow(work)
    wish = _checked(wish)
    body = kept.in_force(work, Body, wish.body, BODY)
    starts_at, ends_at = _moments(wish)
    _check_body(body, wish)
    row = Meeting(
        **wish.columns, starts_at=starts_at, ends_at=ends_at, state=MeetingState.PLANNED.value, uid=str(uuid4()),
        sequence=0,
    )  # fmt: skip
    kept.enter(work, row)
    work.record(SUBJECT, "meeting.added", f"meeting:{row.id}", None, wish.facts)
    indexed(work, row)
    return row.id


def change_meeting(work: UnitOfWork, meeting: int, wish: MeetingForm, *, seen: int) -> str:
    """Replace what is entered about a meeting; the body stays. What calendars show raises the event's sequence."""
    allow(work)
    row = open_meeting(work, meeting)
    before = meeting_form(row)
    wish = _checked(replace(wish, body=before.body))
    starts_at, ends_at = _moments(wish)
    if wish.day != before.day:
        _check_body(work.session.get_one(Body, row.body), wish)
    what = f"die Sitzung vom {german_day(before.day)}"
    if not kept.differs(row, before, wish, seen=seen, what=what, words=words(work.session)):
        return kept.NOTHING_CHANGED
    shown = _shown(row)
    row.starts_at, row.ends_at = starts_at, ends_at
    kept.assign_columns(row, wish)
    if _shown(row) != shown:
        row.sequence += 1
    kept.stamp(work, row)
    work.record(SUBJECT, "meeting.changed", f"meeting:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return " ".join([f"Die Sitzung am {moment(starts_at)} ist gespeichert.", *notices(wish)])


def notices(wish: MeetingForm) -> tuple[str, ...]:
    """German sentences about what is unusual in a meeting but allowed: in the past, an hour that is there twice."""
    found = [twice(wish.day, wish.begins)]
    if wish.ends is not None:
        found.append(twice(wish.ends_on or wish.day, wish.ends))
    if wish.day < local_day(now()):
        found.append(f"Der {german_day(wish.day)} liegt in der Vergangenheit: Die Sitzung wird nachgetragen.")
    return tuple(dict.fromkeys(filter(None, found)))


def _checked(wish: MeetingForm) -> MeetingForm:
    return replace(
        wish,
        title=kept.line(cleaned(wish.title), "Titel"),
        place=kept.line(cleaned(wish.place), "Ort"),
        invitation=kept.long_text(cleaned(wish.invitation), "Einladung"),
        ends_on=None if wish.ends_on == wish.day else wish.ends_on,
    )


def _moments(wish: MeetingForm) -> tuple[datetime, datetime | None]:
    """Begin and end in UTC; raises MeetingInvalid where it ends before it begins."""
    begin = moment_of(wish.day, wish.begins)
    if wish.ends is None:
        if wish.ends_on is not None:
            raise MeetingInvalid(f"Für den letzten Tag ({german_day(wish.ends_on)}) fehlt die Uhrzeit des Endes.")
        return begin, None
    end = moment_of(wish.ends_on or wish.day, wish.ends)
    if end <= begin:
        raise MeetingInvalid(
            f"Die Sitzung endet ({moment(end)}), bevor sie begonnen hat ({moment(begin)}). Geht sie über Mitternacht, "
            "bitte auch den letzten Tag angeben."
        )
    return begin, end


def _check_body(body: Body, wish: MeetingForm) -> None:
    if is_reversed(wish.day, body.until):
        assert body.until is not None
        raise MeetingInvalid(
            f"„{body.name}“ gab es bis zum {german_day(body.until)}; am {german_day(wish.day)} tagt es nicht mehr."
        )
    if is_reversed(body.since, wish.day):
        assert body.since is not None
        raise MeetingInvalid(
            f"„{body.name}“ gibt es erst seit dem {german_day(body.since)}; am {german_day(wish.day)} hat es nicht "
            "getagt. Stimmt der Tag, ändern Sie den Beginn des Gremiums."
        )


def _shown(row: Meeting) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in IN_THE_CALENDAR)
