"""The page of meetings: all of them with the next one first, or one opened."""

import streamlit as st

from dashboard.ui import meetings_edit, meetings_list, meetings_one, meetings_reads
from dashboard.ui.meetings_reads import CHOSEN, Opened
from dashboard.ui.visit import Here

ICON = ":material/groups:"


def panel(here: Here) -> None:
    """The overview, or the meeting chosen in it; and the forms."""
    opened = _chosen(here) if meetings_reads.meetings(here) else None
    if opened is not None:
        meetings_one.panel(here, opened)
    elif meetings_reads.meetings(here):
        meetings_list.panel(here)
    else:
        _nothing(here)
    meetings_edit.panel(here, opened)


def _chosen(here: Here) -> Opened | None:
    names, state = meetings_reads.labels(here), st.session_state
    said = "" if CHOSEN in state else st.query_params.get(CHOSEN, "")
    if said and said not in names.values():
        # The day or the name may have changed since the link was made: then the number in it still finds the meeting.
        key = meetings_reads.number_in(said)
        if key is not None and key in names:
            st.query_params[CHOSEN] = names[key]
            st.rerun()
        st.info("Die Sitzung dieses Links gibt es nicht mehr, oder nicht für diesen Kreis.", icon=":material/info:")
    if state.get(CHOSEN) not in (None, *names):
        del state[CHOSEN]
    chosen = st.selectbox(
        "Sitzung öffnen", list(names), index=None, format_func=names.__getitem__, key=CHOSEN,
        placeholder="alle Sitzungen", bind="query-params", width=640,
        help="Zeigt Tagesordnung, Ergebnisse und Anwesenheit einer Sitzung. Die Adresse lässt sich weitergeben.",
    )  # fmt: skip
    return meetings_reads.opened(here, chosen) if chosen is not None else None


def _nothing(here: Here) -> None:
    if not here.internal:
        st.info("Für diesen Kreis ist noch keine Sitzung eingetragen.", icon=ICON)
    elif not here.may_edit:
        st.info("Es ist noch keine Sitzung eingetragen.", icon=ICON)
    elif meetings_reads.bodies(here).entries:
        st.info("Es ist noch keine Sitzung eingetragen. Tragen Sie unten die erste ein.", icon=ICON)
    else:
        st.info(
            "Es ist noch kein Gremium eingetragen. Tragen Sie unten zuerst eines ein, zum Beispiel den "
            "Koordinierungsstab; danach seine Sitzungen.",
            icon=ICON,
        )
