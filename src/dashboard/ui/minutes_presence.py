"""Who is there, one click away from the text."""

import streamlit as st

from dashboard.ui import meetings_presence, meetings_reads
from dashboard.ui.meetings_marks import counted
from dashboard.ui.minutes_reads import Desk
from dashboard.ui.visit import Here


def panel(here: Here, desk: Desk) -> None:
    """The forms of presence, read and shown when somebody opens them."""
    opened = meetings_reads.opened(here, desk.meeting.id)
    total = opened.present.total
    label = f"Anwesenheit: {counted(total, 'Person', 'Personen')}" if total else "Anwesenheit eintragen"
    box = st.expander(label, icon=":material/how_to_reg:", key="niederschrift:anwesenheit", on_change="rerun")
    if box.open:
        with box:
            meetings_presence.panel(here, opened)
