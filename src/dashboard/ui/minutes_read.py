"""The minutes to read, for whoever may: the same document that PDF and DOCX are made of, on screen. Changes nothing."""

import streamlit as st

from dashboard.documents import minutes, screen
from dashboard.meetings.content import content
from dashboard.ui import meetings_downloads, meetings_reads, quarters, reads
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here, store

READ: Kept[str] = Kept(32)


def panel(here: Here, meeting: int) -> None:
    """The minutes with their files."""
    opened = meetings_reads.opened(here, meeting)
    with st.container(horizontal=True):
        meetings_downloads.documents(here, opened)
    body(here, meeting)


def body(here: Here, meeting: int) -> None:
    """The minutes alone; NotFound where this circle knows of no such meeting."""
    st.html(html(here, meeting))


def html(here: Here, meeting: int) -> str:
    """The minutes as this circle reads them."""
    catalogue = reads.catalogue()

    def make() -> str:
        with store().reading() as session:
            found = content(session, here.actor, meeting)
            beside = minutes.beside(session, catalogue, found)
        return screen.html(minutes.document(found, beside))

    return READ.get((*meetings_reads.state(here), catalogue.version, quarters.today(), meeting), make)
