"""The page of tasks and of what was resolved: two registers over all bodies, one shown at a time."""

import streamlit as st

from dashboard.ui import resolutions_list, resolutions_one, tasks_form, tasks_one, tasks_sheet, tasks_table
from dashboard.ui.tasks_reads import RESOLUTION, TASK, asked_for, close
from dashboard.ui.visit import Here

PART = "bereich_aufgaben"
TASKS, REGISTER = "Aufgaben", "Verabredungen & Beschlüsse"
WISH = "aufgaben:oeffnen"
"""What another page wants opened here: name and number, as the address would have them."""


def panel(here: Here) -> None:
    """The part that is chosen, or the task or resolution that the address names."""
    wish = st.session_state.pop(WISH, None)
    if wish is not None:
        close()
        st.query_params[wish[0]] = wish[1]
    task, resolution = asked_for(TASK), asked_for(RESOLUTION)
    if resolution is not None or task is not None:
        # Bound to the address, but what is open there says more than what was chosen before.
        st.session_state[PART] = REGISTER if resolution is not None else TASKS
    chosen = st.segmented_control(
        "Bereich", (TASKS, REGISTER), default=TASKS, required=True, key=PART, bind="query-params", on_change=close,
        label_visibility="collapsed",
    )  # fmt: skip
    if resolution is not None:
        resolutions_one.panel(here, resolution)
    elif task is not None:
        tasks_one.panel(here, task)
    elif chosen == REGISTER:
        resolutions_list.panel(here)
    else:
        organisation = tasks_table.panel(here)
        tasks_sheet.panel(here, organisation)
        tasks_form.new(here)
