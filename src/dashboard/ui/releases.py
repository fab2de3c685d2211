"""Releasing a quarter: what would become visible, what is missing, and the decision."""

import streamlit as st

from dashboard.formats import join, moment, number
from dashboard.intake import release
from dashboard.intake.release_state import ReleaseState
from dashboard.periods import Period
from dashboard.ui import reads
from dashboard.ui.actions import act
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here


def panel(here: Here, period: Period | None) -> None:
    """The state of the quarter chosen in the sidebar, and releasing or withdrawing it."""
    st.header("Freigabe")
    if period is None:
        st.caption("Sobald Zahlen übernommen sind, geben Sie hier das Quartal für die anderen Kreise frei.")
        return
    state = reads.release_state(here, period)
    if state.at is not None:
        st.markdown(f"**{period.label}** ist freigegeben, zuletzt am {moment(state.at)} von {escaped(state.who)}.")
    else:
        st.markdown(f"**{period.label}** ist noch nicht freigegeben: Andere Kreise sehen diese Zahlen nicht.")
    if state.waiting:
        st.markdown(f"Neu oder berichtigt und noch nicht freigegeben: {_waiting(state)}.")
    missing = reads.missing(here, period)
    if missing:
        st.warning(f"Für {period.label} fehlen noch Angaben von: {join(missing)}.", icon=":material/warning:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Vermerk (freiwillig)", key="freigabe_vermerk", max_chars=300)
        st.button(
            f"{period.label} freigeben",
            type="primary",
            icon=":material/publish:",
            disabled=not state.waiting,
            on_click=_release,
            args=(period.code,),
            key="freigeben",
        )
        if state.released:
            st.button(
                "Freigabe zurücknehmen",
                icon=":material/unpublished:",
                on_click=_withdraw,
                args=(period.code,),
                key="freigabe_zurueck",
            )


def _waiting(state: ReleaseState) -> str:
    parts = [f"{number(state.values)} Werte"] if state.values else []
    parts += [f"die Unterkünfte von {number(state.reports)} Orten"] if state.reports else []
    return join(parts)


def _release(code: str) -> None:
    note = str(st.session_state.get("freigabe_vermerk") or "")
    if act(lambda work: release.release(work, Period.of(code), note).sentence):
        st.session_state["freigabe_vermerk"] = ""


def _withdraw(code: str) -> None:
    act(lambda work: release.withdraw(work, Period.of(code)))
