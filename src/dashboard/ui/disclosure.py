"""The threshold below which counts of persons are hidden outside the office, for administrators."""

import streamlit as st

from dashboard.accommodation.confidentiality import set_threshold, threshold_of
from dashboard.observations.disclosure import HIGHEST, LOWEST
from dashboard.ui import reads
from dashboard.ui.actions import act
from dashboard.ui.visit import Here, store

THRESHOLD = "schwelle"


def panel(_here: Here) -> None:
    """What is hidden, from where on, and the form to change that."""
    st.header("Geheimhaltung")
    st.markdown(
        "Außerhalb der Kreisverwaltung werden kleine Personenzahlen durch „•“ ersetzt, und so viele weitere Zahlen "
        "daneben, dass sich keine davon ausrechnen lässt: Wer alles kennt, was gezeigt wird, dem bleiben für jede "
        "kleine Zahl mindestens drei mögliche Werte. Welche Zahlen das sind, wird bei jeder Freigabe für die ganze "
        "Tabelle festgelegt und gilt dann für Karten, Diagramme, Tabellen und Dateien gleich."
    )
    with store().reading() as session:
        decided = threshold_of(session)
    with st.form("geheimhaltung"):
        st.number_input(
            "Verborgen werden Personenzahlen unter", min_value=LOWEST, max_value=HIGHEST, step=1, value=decided,
            key=THRESHOLD, width=320,
            help="Üblich ist 5. Die Bundesagentur für Arbeit verlangt mindestens 3; darunter geht es nicht.",
        )  # fmt: skip
        st.form_submit_button("Schwelle speichern", on_click=_keep)
    st.caption("Eine neue Schwelle gilt sofort, auch für alles, was schon freigegeben ist.")


def _keep() -> None:
    catalogue, number = reads.catalogue(), int(st.session_state[THRESHOLD])
    act(lambda work: set_threshold(work, catalogue, number))
