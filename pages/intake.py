"""Daten einreichen: a file is read, checked, shown and taken over; a quarter is released."""

import streamlit as st

from dashboard.ui import actions, filters, releases, uploading, uploads
from dashboard.ui.visit import editor

here = editor()
actions.said()
hand_in, release, history = st.tabs(
    ["Tabelle einreichen", "Quartal freigeben", "Bisherige Dateien"], key="schritt", on_change="rerun"
)
if hand_in.open:
    with hand_in:
        uploading.panel(here)
if release.open:
    with release:
        releases.panel(here, filters.period(here))
if history.open:
    with history:
        uploads.history(here)
