"""Who is writing: said to everybody on the page every half minute, and how another goes on in their place."""

import streamlit as st

from dashboard.errors import UserError
from dashboard.formats import clock, join
from dashboard.meetings import writing
from dashboard.store import UnitOfWork
from dashboard.ui import actions
from dashboard.ui.show import escaped
from dashboard.ui.visit import acting, store

EVERY = 30
"""Seconds between two signs of life; somebody unheard of for 90 has left."""

TAKEN = "niederschrift:uebernommen"


@st.fragment(run_every=EVERY)
def panel(meeting: int) -> None:
    """Say that the person here writes, unless somebody else does. Only on the page for writing, never by reading."""
    if st.session_state.pop(TAKEN, False):
        st.rerun()  # a click here runs only this part again; the agenda shows whose drafts there are
    try:
        actor = acting()
        now = writing.claim(store(), actor, meeting)
    except UserError:
        return  # the session is gone: the frame asks to sign in again
    if now.account == actor.account:
        st.caption(f"Sie schreiben seit {clock(now.since)} Uhr. Alles Getippte wird laufend als Entwurf gesichert.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(f"{escaped(now.sentence)} Was Sie hier tippen, bleibt Ihr eigener Entwurf.", icon=":material/group:")
        st.button(
            "Schreiben übernehmen", on_click=_take_over, args=(meeting,), key="niederschrift:uebernehmen",
            help="Alle sehen dann, dass Sie schreiben. Nicht gespeicherte Entwürfe werden Ihnen an ihrem Punkt "
            "angeboten; sie gehen nicht verloren.",
        )  # fmt: skip


def _take_over(meeting: int) -> None:
    def command(work: UnitOfWork) -> str:
        left = writing.take_over(work, meeting)
        if not left:
            return "Sie schreiben jetzt. Es liegt kein Entwurf einer anderen Person vor."
        whose = join(list(dict.fromkeys(f"„{one.who}“" for one in left)))
        return (
            f"Sie schreiben jetzt. Entwürfe von {whose} stehen bei den Punkten mit dem Zeichen ✐; dort lassen sie sich "
            "ansehen und übernehmen."
        )

    st.session_state[TAKEN] = actions.act(command)
