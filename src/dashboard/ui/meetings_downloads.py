"""Files of a meeting, made only when somebody asks for them: the calendar entry, the invitation and the minutes."""

import streamlit as st

from dashboard.documents import agenda, files, minutes
from dashboard.documents.wording import SLUGS
from dashboard.meetings import queries
from dashboard.meetings.calendar_file import calendar_file
from dashboard.meetings.kinds import MeetingState
from dashboard.ui import meetings_reads, reads
from dashboard.ui.meetings_reads import Opened
from dashboard.ui.visit import Here, store

WRITTEN = (MeetingState.HELD, MeetingState.DRAFT_SENT, MeetingState.OBJECTIONS, MeetingState.APPROVED)
NAMES = {".pdf": "PDF", ".docx": "DOCX"}


def calendar(here: Here, key: int) -> None:
    """The calendar entry of a meeting; an update and a cancellation change the same entry."""
    one = next(one for one in meetings_reads.meetings(here) if one.id == key)
    off = one.state is MeetingState.CANCELLED
    label = "Im Kalender absagen" if off else "In den Kalender"

    def made() -> bytes:
        with store().reading() as session:
            return calendar_file(queries.meeting(session, here.actor, key), mailbox=meetings_reads.mailbox(here, one))

    st.download_button(
        label, made, file_name=f"sitzung-{one.form.day.isoformat()}-{key}.ics", mime="text/calendar",
        icon=":material/event:", on_click="ignore", key=f"ics-{key}",
        help="Eine Kalenderdatei: Wer den Termin schon übernommen hat, bekommt mit ihr die Änderung oder die Absage.",
    )  # fmt: skip


def documents(here: Here, opened: Opened) -> None:
    """Invitation and, once the meeting was held, minutes, as this circle reads them."""
    for suffix in NAMES:
        _document(here, opened, "Einladung", suffix, agenda.file_name(opened.sheet, here.circle, suffix))
    if opened.meeting.state not in WRITTEN:
        return
    draft = opened.meeting.state is not MeetingState.APPROVED
    day = opened.meeting.form.day.isoformat()
    for suffix in NAMES:
        name = f"{'entwurf-' if draft else ''}niederschrift-{day}-{opened.meeting.id}-{SLUGS[here.circle]}{suffix}"
        _document(here, opened, "Entwurf der Niederschrift" if draft else "Niederschrift", suffix, name)


def _document(here: Here, opened: Opened, what: str, suffix: str, name: str) -> None:
    key = opened.meeting.id

    def made() -> bytes:
        with store().reading() as session:
            if what == "Einladung":
                document = agenda.of_meeting(session, here.actor, key)
            else:
                # Whoever of the office looks as a narrower circle prepares its paper.
                early = here.actor.of_the_office
                document = minutes.of_meeting(session, here.actor, reads.catalogue(), key, early=early)
        return files.written(document, suffix)

    st.download_button(
        f"{what} als {NAMES[suffix]}", made, file_name=name, mime=files.MEDIA_TYPES[suffix],
        icon=":material/download:", on_click="ignore", key=f"{what}{suffix}-{key}",
    )  # fmt: skip
