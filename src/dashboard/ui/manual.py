"""The help page: the handbook by chapters, and every indicator of the catalogue in words."""

import streamlit as st

from dashboard.catalogue import Indicator
from dashboard.lookup.handbook import INTRODUCTION, chapters
from dashboard.ui import reads

CHAPTER = "kapitel"
LEVELS = {
    "municipality": "Gemeinde",
    "association": "Samtgemeinde",
    "district": "Landkreis",
    "state": "Land",
    "federation": "Bund",
}
FREQUENCIES = {
    "month": "monatlich",
    "quarter": "je Quartal",
    "half": "je Halbjahr",
    "year": "jährlich",
    "range": "je Zeitraum",
}


def handbook() -> None:
    """The handbook, chapter by chapter."""
    texts = chapters()
    chosen = st.selectbox("Kapitel", list(texts), key=CHAPTER, bind="query-params", filter_mode=None)
    if chosen in texts and chosen != INTRODUCTION:
        st.markdown(f"## {chosen}\n{texts[chosen]}")
    else:
        st.markdown(texts[INTRODUCTION])


def indicators() -> None:
    """Every indicator that is turned on, by field."""
    catalogue = reads.catalogue()
    codes = list(catalogue.fields)
    chosen = st.selectbox(
        "Feld",
        codes,
        format_func=lambda code: catalogue.fields[code].title,
        key="feld",
        bind="query-params",
        filter_mode=None,
    )
    field = chosen if chosen in catalogue.fields else codes[0]
    for indicator in catalogue.enabled(field):
        with st.container(border=True):
            _indicator(indicator, catalogue.formula(indicator.code))


def _indicator(indicator: Indicator, formula: str) -> None:
    st.header(indicator.title)
    st.markdown(indicator.definition)
    if formula:
        st.markdown(f"**Berechnung:** {formula}")
    if indicator.trap:
        st.markdown(f"**Vorsicht:** {indicator.trap}")
    if indicator.not_conclude:
        st.markdown(f"**Was man daraus nicht schließen darf:** {indicator.not_conclude}")
    levels = ", ".join(LEVELS[level] for level in indicator.levels)
    st.caption(
        f"Einheit: {indicator.unit} · Ebene: {levels} · {FREQUENCIES[indicator.frequency]} · "
        f"Quelle: {indicator.source} · Spaltenname: {indicator.code}"
    )
