"""Niederschrift: the page on which the minutes of a meeting are written, and the way to it."""

import streamlit as st

from dashboard.meetings.kinds import MeetingState
from dashboard.ui import (
    meetings_reads,
    minutes_agenda,
    minutes_approval,
    minutes_item,
    minutes_presence,
    minutes_read,
    minutes_reads,
    minutes_writer,
)
from dashboard.ui.meetings_reads import CHOSEN as MEETING
from dashboard.ui.minutes_reads import Desk
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

PAGE = "minutes.py"
NEWEST = 12
"""Meetings offered where the address names none."""


def link(here: Here, meeting: int, *, approved: bool = False) -> None:
    """The way to the minutes of a meeting, for those who may write them; nothing for others."""
    if here.may_edit:
        st.page_link(
            PAGE,
            label="Niederschrift ansehen und berichtigen" if approved else "Niederschrift schreiben",
            icon=":material/edit_document:",
            query_params={MEETING: str(meeting)},
        )


def panel(here: Here) -> None:
    """The minutes of the meeting that the address names: to write for the office, to read for everybody else."""
    minutes_agenda.arrive(here)
    meeting = minutes_agenda.named(MEETING)
    if meeting is None:
        _choose(here)
    elif not here.may_edit:
        minutes_read.panel(here, meeting)
    else:
        _write(here, minutes_reads.at(here, meeting))


def _write(here: Here, desk: Desk) -> None:
    meeting = desk.meeting
    if meeting.state is MeetingState.APPROVED or meeting.life.archived_at is not None:
        minutes_read.panel(here, meeting.id)
        if meeting.life.archived_at is None:
            minutes_approval.correct(here, desk)
        return
    _head(desk)
    minutes_writer.panel(meeting.id)
    if not desk.sheet.agenda:
        st.info(
            "Diese Sitzung hat noch keine Tagesordnung. Legen Sie sie auf der Seite „Sitzungen“ an; danach steht hier "
            "jeder Punkt mit einem Feld für die Niederschrift.",
            icon=":material/list_alt:",
        )
        minutes_presence.panel(here, desk)
        return
    minutes_presence.panel(here, desk)
    left, right = st.columns([1, 3], gap="medium")
    drafted = minutes_reads.drafted(here, meeting.id)
    with left:
        chosen = minutes_agenda.panel(desk, drafted)
    with right:
        minutes_item.panel(here, desk, chosen)
    minutes_approval.panel(here, desk)


def _head(desk: Desk) -> None:
    meeting = desk.meeting
    facts = [meeting.title, meeting.when, meeting.form.place, meeting.state_label]
    st.markdown(f"**{escaped(meeting.body)}** · {escaped(' · '.join(filter(None, facts)))}")


def _choose(here: Here) -> None:
    found = meetings_reads.meetings(here)[:NEWEST]
    if not found:
        st.info("Es ist noch keine Sitzung eingetragen.", icon=":material/event:")
        return
    st.markdown("Zu welcher Sitzung? Weitere stehen auf der Seite „Sitzungen“.")
    for one in found:
        label = f"{one.when} · {one.body} · {one.state_label}"
        st.page_link(PAGE, label=escaped(label), query_params={MEETING: str(one.id)})
