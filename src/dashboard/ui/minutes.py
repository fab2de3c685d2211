"""Niederschrift: the page on which the minutes of a meeting are written, and the way to it."""

import streamlit as st

from dashboard.ui.visit import Here

PAGE = "minutes.py"
MEETING, ITEM = "sitzung", "punkt"
"""Names in the address: numbers of the meeting and of the item that is open."""


def link(here: Here, meeting: int, *, approved: bool = False) -> None:
    """The way to the minutes of a meeting, for those who may write them; nothing for others."""
    if here.may_edit:
        st.page_link(
            PAGE,
            label="Niederschrift ansehen und berichtigen" if approved else "Niederschrift schreiben",
            icon=":material/edit_document:",
            query_params={MEETING: str(meeting)},
        )
