"""Verwaltung: accounts, uploads and how long they are kept, the audit."""

import streamlit as st

from dashboard.ui import accounts, actions, protocol, purging, uploads
from dashboard.ui.visit import administrator

here = administrator()
actions.said()
people, files, audit = st.tabs(["Konten", "Dateien", "Protokoll"], key="bereich", on_change="rerun")
if people.open:
    with people:
        accounts.panel(here)
if files.open:
    with files:
        uploads.history(here)
        purging.panel(here)
if audit.open:
    with audit:
        protocol.panel(here)
