"""Daten einreichen: what is expected and when, templates, handing a file in, releasing a quarter, what came so far."""

import streamlit as st

from dashboard.ui import actions, calendar, deliveries, expected, filters, releases, templates, uploading, uploads
from dashboard.ui.visit import editor

here = editor()
actions.said()
hand_in, due, days, forms, release, history = st.tabs(
    ["Tabelle einreichen", "Lieferungen", "Kalender", "Vorlagen", "Quartal freigeben", "Bisherige Dateien"],
    key=uploads.PART,
    on_change="rerun",
    bind="query-params",
)
if hand_in.open:
    with hand_in:
        uploading.panel(here)
if due.open:
    with due:
        deliveries.panel(here)
        expected.panel(here)
if days.open:
    with days:
        calendar.panel(here)
if forms.open:
    with forms:
        templates.panel(here)
if release.open:
    with release:
        releases.panel(here, filters.period(here))
if history.open:
    with history:
        uploads.history(here)
