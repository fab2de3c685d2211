"""What stands on the page of quota and outlook where there is nothing to show: why, and what to do now."""

import streamlit as st

from dashboard.planning.outlook_views import Outlook
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

ICON = ":material/event_upcoming:"


def no_period(here: Here) -> None:
    """No quota period in this circle."""
    if here.may_edit:
        st.info(
            "Es ist noch kein Verteilzeitraum eingetragen. Tragen Sie unter „Soll“ den ersten ein: von wann bis wann, "
            "wie viele Personen, und wer das wann festgesetzt hat.",
            icon=ICON,
        )
    elif here.internal:
        st.info("Es ist noch kein Verteilzeitraum eingetragen.", icon=ICON)
    else:
        st.info(
            "Für diesen Kreis ist noch kein Verteilzeitraum veröffentlicht. Sobald die Kreisverwaltung einen "
            "veröffentlicht, steht das Soll hier.",
            icon=ICON,
        )


def no_outlook(one: Outlook) -> None:
    """Nothing can be said of a place or the district: why."""
    st.info(escaped(one.why), icon=":material/hourglass_empty:")
