"""Hilfe: the handbook and what every figure means."""

import streamlit as st

from dashboard.ui import manual

handbook, figures = st.tabs(["Handbuch", "Kennzahlen"], key="hilfe", on_change="rerun")
if handbook.open:
    with handbook:
        manual.handbook()
if figures.open:
    with figures:
        manual.indicators()
