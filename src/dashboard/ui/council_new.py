"""A new folder from a ready set: the set is chosen, the quarter of the sidebar stands there already, one more click."""

import streamlit as st

from dashboard.council import ready
from dashboard.council.commands import add_folder
from dashboard.council.forms import FolderForm
from dashboard.periods import Period
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import actions, alliances_reads, filters, meetings_reads, reads
from dashboard.ui.alliances_sheet import CIRCLES
from dashboard.ui.council_reads import CHOSEN
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

SET, QUARTER, FOR, MEETING, ALLIANCE = (f"mappe:neu:{one}" for one in ("art", "quartal", "kreis", "sitzung", "ziel"))
EMPTY = "leer"


def panel(here: Here) -> None:
    """Choose and begin; for editors of the office."""
    if not here.may_edit:
        return
    st.markdown("## Neue Mappe")
    codes = reads.quarters(here)
    if not codes:
        st.info("Es liegen noch keine Zahlen vor; eine Mappe braucht ein Quartal.", icon=":material/info:")
        return
    sets = {name: one.title for name, one in ready.ready_sets().items()} | {EMPTY: "Leere Mappe"}
    name = str(
        st.segmented_control(
            "Fertige Mappe", list(sets), format_func=sets.__getitem__, key=SET, required=True, default=next(iter(sets)),
            persist_state="session",
        )
    )  # fmt: skip
    alliance = None
    with st.container(horizontal=True):
        chosen = filters.period(here)
        assert chosen is not None, "there are quarters"
        if st.session_state.get(QUARTER) not in codes or st.session_state.get(f"{QUARTER}:von") != chosen.code:
            st.session_state[QUARTER] = st.session_state[f"{QUARTER}:von"] = chosen.code
        st.selectbox(
            "Quartal", codes, format_func=lambda one: Period.of(one).label, key=QUARTER, filter_mode=None, width=200,
            help="Alle Zahlen der Mappe reichen bis zum Ende dieses Quartals. Vorgewählt ist das der Seitenleiste.",
        )  # fmt: skip
        meetings = meetings_reads.labels(here)
        st.selectbox(
            "Sitzung", list(meetings), index=None, format_func=meetings.__getitem__, key=MEETING, width=360,
            placeholder="keine", on_change="ignore",
        )  # fmt: skip
        st.selectbox(
            "Gezeigt für", [Circle.PUBLIC.value, Circle.COORDINATION.value, Circle.INTERNAL.value],
            format_func=CIRCLES.__getitem__, key=FOR, filter_mode=None, width=260, on_change="ignore",
        )  # fmt: skip
        if name == ready.ALLIANCE:
            names = alliances_reads.labels(alliances_reads.board(here))
            alliance = st.selectbox("Bündnis", list(names), format_func=names.__getitem__, key=ALLIANCE, width=360)
    st.caption(
        escaped(
            "„Öffentlichkeit“ heißt: In der Mappe stehen nur freigegebene Zahlen mit Geheimhaltung, ganz gleich, wer "
            "sie öffnet oder vorführt."
        )
    )
    st.button("Mappe anlegen", type="primary", icon=":material/add:", on_click=_begin, args=(name, alliance))


def _begin(name: str, alliance: int | None) -> None:
    state, catalogue = st.session_state, reads.catalogue()
    period, circle, meeting = Period.of(str(state[QUARTER])), Circle(state[FOR]), state.get(MEETING)
    made: list[int] = []

    def command(work: UnitOfWork) -> str:
        if name == EMPTY:
            form = FolderForm(f"Neue Mappe, {period.label}", period, meeting, circle=circle)
            made.append(add_folder(work, form))
        else:
            made.append(
                ready.add_ready(work, catalogue, name, period, circle=circle, alliance=alliance, meeting=meeting)
            )
        return "Die Mappe ist angelegt. Hier ordnen und ergänzen Sie sie."

    if actions.act(command):
        state[CHOSEN] = made[0]
