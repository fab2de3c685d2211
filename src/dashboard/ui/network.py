"""The page of the network: its parts side by side, one shown at a time."""

import streamlit as st

from dashboard.store import Circle
from dashboard.ui import (
    network_edit,
    network_figures,
    network_gaps,
    network_hurdles,
    network_organisations,
    network_practice,
)
from dashboard.ui.visit import Here

PART = "bereich_netz"
PARTS = {
    "Organisationen": network_organisations.panel,
    "Lücken": network_gaps.panel,
    "Praxisbeispiele": network_practice.panel,
    "Hürden": network_hurdles.panel,
    "Ehrenamtstopf & Arbeitsgelegenheiten": network_figures.panel,
}
PUBLIC = ("Praxisbeispiele", "Hürden")
"""What there is outside office and Koordinierungsstab."""


def panel(here: Here) -> None:
    """The part that is chosen, and the forms below it."""
    names = PUBLIC if here.circle is Circle.PUBLIC else tuple(PARTS)
    if st.session_state.get(PART) not in (None, *names):
        del st.session_state[PART]
    chosen = st.segmented_control(
        "Bereich", names, default=names[0], required=True, key=PART, bind="query-params", label_visibility="collapsed"
    )
    PARTS[chosen if chosen in names else names[0]](here)
    network_edit.panel(here)
