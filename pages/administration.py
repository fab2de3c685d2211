"""Verwaltung: accounts, uploads and how long they are kept, the catalogue, what is hidden, design, the audit."""

import streamlit as st

from dashboard.ui import accounts, actions, catalogue, disclosure, paper_assets, protocol, purging, uploads
from dashboard.ui.visit import administrator

here = administrator()
actions.said()
people, files, figures, hidden, design, audit = st.tabs(
    ["Konten", "Dateien", "Kennzahlen", "Geheimhaltung", "Vorlage und Wappen", "Protokoll"],
    key="bereich",
    on_change="rerun",
)
if people.open:
    with people:
        accounts.panel(here)
if files.open:
    with files:
        uploads.history(here)
        purging.panel(here)
if figures.open:
    with figures:
        catalogue.panel(here)
if hidden.open:
    with hidden:
        disclosure.panel(here)
if design.open:
    with design:
        paper_assets.panel(here)
if audit.open:
    with audit:
        protocol.panel(here)
