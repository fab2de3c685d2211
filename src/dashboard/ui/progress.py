"""How far long work is, while a process of its own does it and this thread only waits."""

from time import monotonic
from typing import Any

import streamlit as st

from dashboard.formats import number
from dashboard.store.background import Background

EVERY = 0.4
"""Seconds between two looks; a click that comes meanwhile is seen then."""


def show_until_done(work: Background[Any]) -> None:
    """Say the step and the seconds since the beginning until the work has ended."""
    started = monotonic()
    with st.status("Einen Augenblick bitte …") as status:
        while not work.wait(EVERY):
            status.update(label=f"{work.at.text} … ({number(monotonic() - started)} Sekunden)")
        status.update(label="Fertig.", state="complete")


def bar_until_done(work: Background[Any]) -> None:
    """A bar with the step beside it, until the work has ended; then it is gone."""
    bar = st.progress(0.0, f"{work.at.text} …")
    while not work.wait(EVERY / 2):
        bar.progress(work.at.share or 0.0, f"{work.at.text} …")
    bar.empty()
