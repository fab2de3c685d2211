"""The distribution aid: which place might take how many of the next people. A proposal; somebody decides."""

import pandas as pd
import streamlit as st

from dashboard.formats import NOTHING
from dashboard.planning.proposal import MOST, ByHand, ProposalRefused, propose
from dashboard.planning.quota_views import Quota
from dashboard.ui import planning_empty, planning_reads, planning_shown
from dashboard.ui.show import escaped, show
from dashboard.ui.visit import Here

PERSONS, TABLE = "verteilen:personen", "verteilen:ausnahmen"
PLACE, FIXED, LEFT_OUT, REASON = "Ort", "Fest", "Auslassen", "Grund"


def panel(here: Here) -> None:
    """How many people, the exceptions set by hand, and the proposal."""
    view = planning_reads.choose_period(here)
    if view is None:
        planning_empty.no_period(here)
        return
    quota = planning_reads.quota(here, view)
    st.info(
        "Das ist eine Rechenhilfe. Das Programm weist niemanden zu und speichert nichts: Es entscheidet ein Mensch, "
        "der die Menschen und die Unterkünfte kennt.",
        icon=":material/front_hand:",
    )
    persons = st.number_input(
        "Wie viele Personen kommen als Nächstes?", min_value=1, max_value=MOST, value=10, step=1, key=PERSONS,
        persist_state="session", width=320,
    )  # fmt: skip
    by_hand = _exceptions(quota)
    usable = planning_reads.usable_places(here, tuple(row.area for row in quota.places))
    try:
        found = propose(int(persons), quota, usable, by_hand)
    except ProposalRefused as error:
        st.error(escaped(str(error)), icon=":material/error:")
        return
    show(planning_shown.proposal(here, quota, found))


def _exceptions(quota: Quota) -> list[ByHand]:
    """What is set by hand, kept in the session only."""
    box = st.expander(
        "Ausnahmen von Hand: Familienzimmer, schutzbedürftige Gruppen", icon=":material/edit:", key="verteilen:box"
    )
    with box:
        st.caption(
            "Eine feste Zahl bleibt stehen, ein ausgelassener Ort bekommt niemanden. Jede Ausnahme hat einen Grund."
        )
        frame = pd.DataFrame(
            [{PLACE: row.name, FIXED: None, LEFT_OUT: False, REASON: ""} for row in quota.places]
        ).astype({FIXED: "Int64", LEFT_OUT: "bool", REASON: "object"})
        typed = st.data_editor(
            frame, key=f"{TABLE}:{quota.of.id}", hide_index=True, num_rows="fixed", height="content",
            disabled=[PLACE], placeholder=NOTHING, alt=f"Ausnahmen je Ort, {len(quota.places)} Zeilen",
            column_config={
                PLACE: st.column_config.TextColumn(pinned=True, width="medium"),
                FIXED: st.column_config.NumberColumn("Feste Zahl", format="%d", min_value=0, step=1, width="small"),
                LEFT_OUT: st.column_config.CheckboxColumn(width="small"),
                REASON: st.column_config.TextColumn(width="large", max_chars=300),
            },
        )  # fmt: skip
    found = []
    for row, (_, one) in zip(quota.places, typed.iterrows(), strict=True):
        fixed = None if pd.isna(one[FIXED]) else int(one[FIXED])
        if one[LEFT_OUT] or fixed is not None:
            found.append(ByHand(row.area, None if one[LEFT_OUT] else fixed, str(one[REASON] or "")))
    return found
