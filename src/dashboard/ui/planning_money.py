"""What the places cost: per place and person, what came back, and what nobody lives in."""

import streamlit as st

from dashboard.council.reference import Reference
from dashboard.ui import council_put, empty, planning_ahead, planning_shown
from dashboard.ui.show import escaped, show
from dashboard.ui.visit import Here


def panel(here: Here) -> None:
    """The newest quarter that was reported, up to the one chosen."""
    found = planning_ahead.money(here)
    if found is None:
        empty.no_figures(here)
        return
    drawn = planning_shown.money(here, found)
    if drawn is not None:
        show(drawn)
        council_put.offer(here, Reference("planning-money"))
        if found.missing:
            st.warning(
                "\n".join(f"- {escaped(one)}" for one in found.missing), title="Was fehlt", icon=":material/warning:"
            )
        return
    st.info(escaped(" ".join(found.missing)), icon=":material/euro:")
    if here.may_edit:
        st.caption("Gemeldet werden die Kennzahlen „Kosten je Platz“ und „Erstattung“ unter „Daten einreichen“.")
