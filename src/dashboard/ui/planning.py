"""The page of quota and outlook: its parts, one shown at a time."""

import streamlit as st

from dashboard.store import Circle
from dashboard.ui import (
    planning_aid,
    planning_glance,
    planning_money,
    planning_outlook,
    planning_place,
    planning_quota,
)
from dashboard.ui.visit import Here

PART = "bereich_planung"
QUOTA, OUTLOOK = "Soll", "Ausblick"
PARTS = {
    "Auf einen Blick": planning_glance.panel,
    QUOTA: planning_quota.panel,
    OUTLOOK: planning_outlook.panel,
    "Verteilhilfe": planning_aid.panel,
    "Geld": planning_money.panel,
    "Gemeindeblatt": planning_place.panel,
}
INSIDE = ("Verteilhilfe",)
"""What there is in the office alone: who of the next people might go where."""


def panel(here: Here) -> None:
    """The part that is chosen."""
    names = [name for name in PARTS if here.circle is Circle.INTERNAL or name not in INSIDE]
    if st.session_state.get(PART) not in (None, *names):
        del st.session_state[PART]
    chosen = st.segmented_control(
        "Bereich", names, default=names[0], required=True, key=PART, bind="query-params", label_visibility="collapsed"
    )
    PARTS[chosen if chosen in names else names[0]](here)
