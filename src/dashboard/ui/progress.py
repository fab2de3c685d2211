"""What a large file is at, while a process of its own works on it and this thread only waits."""

from time import monotonic
from typing import Any

import streamlit as st

from dashboard.formats import number
from dashboard.intake.background import Background

EVERY = 0.4
"""Seconds between two looks; a click that comes meanwhile is seen then."""


def show_until_done(work: Background[Any]) -> None:
    """Say the step and the seconds since the beginning until the work has ended."""
    started = monotonic()
    with st.status("Einen Augenblick bitte …") as status:
        while not work.wait(EVERY):
            status.update(label=f"{work.step} … ({number(monotonic() - started)} Sekunden)")
        status.update(label="Fertig.", state="complete")
