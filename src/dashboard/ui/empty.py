"""What stands where there is nothing to show: why, and what to do now."""

import streamlit as st

from dashboard.ui.visit import Here


def no_figures(here: Here) -> None:
    """No figures in this circle."""
    if here.may_edit:
        st.info(
            "Es ist noch keine Tabelle mit Zahlen zur Unterbringung übernommen. Unter „Daten einreichen“ laden Sie die "
            "erste hoch.",
            icon=":material/upload_file:",
        )
        st.page_link("intake.py", label="Daten einreichen", icon=":material/upload_file:")
    elif here.internal:
        st.info("Es ist noch keine Tabelle mit Zahlen zur Unterbringung übernommen.", icon=":material/hourglass_empty:")
    else:
        st.info(
            "Für diesen Kreis ist noch kein Quartal freigegeben. Sobald die Kreisverwaltung eines freigibt, stehen die "
            "Zahlen hier.",
            icon=":material/hourglass_empty:",
        )
