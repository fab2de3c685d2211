"""From an indicator to the goals measured at it."""

import streamlit as st

from dashboard.alliances.rows import title
from dashboard.formats import number
from dashboard.ui import alliances_marks, alliances_reads
from dashboard.ui.alliances_reads import labels
from dashboard.ui.links import ALLIANCE
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

MOST = 5
"""Links; more goals are counted."""


def panel(here: Here, code: str) -> None:
    """The goals measured at an indicator, the next due first, each with its state and a link to its alliance."""
    goals = alliances_reads.goals_at(here, code)
    if not goals:
        return
    names = labels(alliances_reads.board(here))
    rest = f" Gezeigt werden die {number(MOST)} nächsten." if len(goals) > MOST else ""
    st.markdown(escaped(f"An dieser Kennzahl gemessen: {alliances_marks.counted(goals)}.{rest}"))
    with st.container(horizontal=True, key=f"ziele-an-{code}"):
        for goal in goals[:MOST]:
            form = goal.followed.goal.form
            words = f"{title(form.text)} ({goal.state.label}) – {names[form.alliance]}"
            st.page_link(
                "alliances.py", label=escaped(words), icon=":material/flag:",
                query_params={ALLIANCE: names[form.alliance]},
            )  # fmt: skip
