"""A meeting as an iCalendar file (RFC 5545), whose update and cancellation change the same event.

METHOD is PUBLISH, and CANCEL once the meeting is cancelled: that is how RFC 5546 (4.1.2 and 4.1.3) changes and cancels
an event that people took over without being asked for an answer, and what Outlook and Thunderbird do. REQUEST would ask
for attendees, whom the program does not know, and Outlook would offer to answer to nobody. A cancelled event also says
STATUS:CANCELLED, for programs that read the file without looking at the method. The event is known by its UID; SEQUENCE
counts the changes of time, place, title and state, and DTSTAMP moves with every change.
"""

from collections.abc import Iterator

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from dashboard.meetings.kinds import MeetingState
from dashboard.meetings.queries import AgendaEntry, MeetingSheet
from dashboard.meetings.times import HERE

PRODUCT = "-//Lagebild Migration und Teilhabe//Sitzungen//DE"
NO_MAIL = "invalid:nomail"
"""What stands for an organiser without an address, whom RFC 5546 demands."""
BERLIN = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
"""The European rule since 1996, without an end, which a list of days would have."""


def calendar_file(sheet: MeetingSheet, *, mailbox: str = "") -> bytes:
    """The file of a meeting as ``queries.meeting`` gave it to a circle: nothing else goes in.

    ``mailbox``: address of the Geschäftsführung, where the circle may have it.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if sheet.meeting.state is MeetingState.CANCELLED else "PUBLISH")
    calendar.add_component(Timezone.from_ical(BERLIN))
    calendar.add_component(_event(sheet, mailbox))
    return bytes(calendar.to_ical())


def file_name(sheet: MeetingSheet) -> str:
    """„sitzung-2026-03-17-12.ics“: day and number, the same for every version."""
    return f"sitzung-{sheet.meeting.form.day.isoformat()}-{sheet.meeting.id}.ics"


def _event(sheet: MeetingSheet, mailbox: str) -> Event:
    meeting = sheet.meeting
    cancelled = meeting.state is MeetingState.CANCELLED
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.life.changed_at.replace(microsecond=0))
    event.add("last-modified", meeting.life.changed_at.replace(microsecond=0))
    event.add("dtstart", meeting.starts_at.astimezone(HERE))
    if meeting.ends_at is not None:
        event.add("dtend", meeting.ends_at.astimezone(HERE))
    event.add("summary", f"{'Abgesagt: ' if cancelled else ''}{meeting.body}: {meeting.title}")
    event.add("status", "CANCELLED" if cancelled else _status(meeting.state))
    if meeting.form.place:
        event.add("location", meeting.form.place)
    event.add("description", "\n".join(_description(sheet)))
    organizer = vCalAddress(f"mailto:{mailbox}" if mailbox else NO_MAIL)
    organizer.params["CN"] = vText(meeting.body)
    event.add("organizer", organizer)
    event.add("class", "PUBLIC" if meeting.form.circle.value == "public" else "PRIVATE")
    return event


def _status(state: MeetingState) -> str:
    """Planned is not yet certain; whoever was invited can count on it."""
    return "TENTATIVE" if state is MeetingState.PLANNED else "CONFIRMED"


def _description(sheet: MeetingSheet) -> Iterator[str]:
    if sheet.meeting.form.invitation:
        yield sheet.meeting.form.invitation
        yield ""
    if sheet.agenda:
        yield "Tagesordnung:"
        yield from map(_line, sheet.agenda)


def _line(entry: AgendaEntry) -> str:
    begins = f" ({entry.item.form.begins} Uhr)" if entry.item is not None and entry.item.form.begins else ""
    return f"{entry.number} {entry.title}{begins}"
