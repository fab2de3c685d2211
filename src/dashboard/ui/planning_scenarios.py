"""Scenarios: what is assumed now under a name, to be put in again and compared; for the office."""

import streamlit as st

from dashboard.formats import day
from dashboard.planning import scenarios
from dashboard.planning.outlook_views import Assumptions
from dashboard.planning.scenarios import ScenarioView
from dashboard.store import UnitOfWork
from dashboard.ui import actions, planning_ahead, planning_assumptions, planning_shown
from dashboard.ui.show import escaped, show
from dashboard.ui.visit import Here

NAME, NOTE, COMPARED, OPEN = "szenario:name", "szenario:bemerkung", "szenario_vergleich", "szenario:laden"
ITSELF, NOW = "Ausblick", "Jetzige Annahmen"
MOST = 3
"""Scenarios beside the forecast itself and what is assumed now."""


def panel(here: Here, area: str, assumed: Assumptions) -> None:
    """The scenarios that are kept, and the way to a new one."""
    if not here.internal:
        return
    known = planning_ahead.kept_scenarios(here)
    st.markdown("### Szenarien")
    if not known and not here.may_edit:
        st.markdown("Es ist noch kein Szenario gespeichert.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if known:
            _load(known)
        if here.may_edit:
            _save(assumed)
            _change(here, known)
    if known:
        _compare(here, known, area, assumed)


def _load(known: tuple[ScenarioView, ...]) -> None:
    names = {one.id: one.name for one in known}
    if st.session_state.get(OPEN) not in (None, *names):
        del st.session_state[OPEN]
    st.selectbox(
        "Szenario laden", list(names), index=None, format_func=names.__getitem__, key=OPEN,
        placeholder="Szenario wählen", on_change=_put, args=(known,), filter_mode=None, width=360,
        help="Stellt die Annahmen oben so ein, wie sie gespeichert sind.",
    )  # fmt: skip


def _put(known: tuple[ScenarioView, ...]) -> None:
    chosen = next((one for one in known if one.id == st.session_state.get(OPEN)), None)
    if chosen is not None:
        planning_assumptions.put(chosen.assumptions, chosen.name)


def _save(assumed: Assumptions) -> None:
    box = st.popover("Als Szenario speichern", icon=":material/bookmark_add:", key="szenario:neu", on_change="rerun")
    if not box.open:
        return
    with box:
        if assumed == Assumptions():
            st.markdown("Es ist nichts geändert: Ein Szenario ohne Änderung ist der Ausblick selbst.")
            return
        st.text_input("Name", key=NAME, max_chars=200, placeholder="zum Beispiel: Soll ein Fünftel höher")
        st.text_input("Bemerkung", key=NOTE, max_chars=500, placeholder="wozu es gedacht ist")
        st.button("Szenario speichern", type="primary", on_click=_keep, args=(assumed,), key="szenario:speichern")


def _keep(assumed: Assumptions) -> None:
    state = st.session_state
    name = str(state.get(NAME) or "")
    note = str(state.get(NOTE) or "")

    def command(work: UnitOfWork) -> str:
        scenarios.save_scenario(work, name, assumed, note)
        return f"Das Szenario „{name.strip()}“ ist gespeichert."

    if actions.act(command):
        state[planning_assumptions.LOADED] = name.strip()
        for key in (NAME, NOTE):
            state[key] = ""


def _change(here: Here, known: tuple[ScenarioView, ...]) -> None:
    """Archive with a reason, and bring back."""
    gone = [
        one for one in planning_ahead.kept_scenarios(here, archived=True) if one.life.archived_at is not None
    ]  # fmt: skip
    if not known and not gone:
        return
    box = st.popover("Archiv", icon=":material/archive:", key="szenario:archiv", on_change="rerun")
    if not box.open:
        return
    with box:
        if known:
            names = {one.id: one.name for one in known}
            st.selectbox("Szenario", list(names), format_func=names.__getitem__, key="szenario:weg", filter_mode=None)
            st.text_input("Grund für das Archivieren", key="szenario:grund", max_chars=300)
            st.button("Archivieren", on_click=_archive, key="szenario:archivieren")
        for one in gone:
            assert one.life.archived_at is not None, "only what is archived is listed"
            said = f"„{one.name}“, archiviert am {day(one.life.archived_at)}: {one.life.archived_why}"
            st.markdown(escaped(said))
            st.button("Wieder einführen", on_click=_restore, args=(one.id,), key=f"szenario:wieder:{one.id}")


def _archive() -> None:
    key, why = int(st.session_state["szenario:weg"]), str(st.session_state.get("szenario:grund") or "")
    if actions.act(lambda work: scenarios.archive_scenario(work, key, why)):
        st.session_state["szenario:grund"] = ""


def _restore(key: int) -> None:
    actions.act(lambda work: scenarios.restore_scenario(work, key))


def _compare(here: Here, known: tuple[ScenarioView, ...], area: str, assumed: Assumptions) -> None:
    names = {one.id: one.name for one in known}
    held = st.session_state.get(COMPARED) or []
    if any(one not in names for one in held):
        st.session_state[COMPARED] = [one for one in held if one in names]
    chosen = st.multiselect(
        "Szenarien vergleichen", list(names), format_func=names.__getitem__, key=COMPARED, max_selections=MOST,
        placeholder="bis zu drei wählen", filter_mode=None, persist_state="session",
    )  # fmt: skip
    if not chosen:
        return
    wanted = {ITSELF: Assumptions()} | {one.name: one.assumptions for one in known if one.id in chosen}
    if assumed not in wanted.values():
        wanted |= {NOW: assumed}
    drawn = planning_shown.compared(here, area, wanted)
    if drawn is None:
        st.info("Für diesen Ort gibt es keine Vorausschau, die sich vergleichen ließe.", icon=":material/info:")
    else:
        show(drawn)
        for one in known:
            if one.id in chosen and one.note:
                st.caption(escaped(f"{one.name}: {one.note}"))
