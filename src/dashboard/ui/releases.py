"""Releasing a period table by table: how far each is, what is missing, what would change, and the decision."""

import pandas as pd
import streamlit as st

from dashboard.formats import join, moment, number
from dashboard.intake import release, table_releases
from dashboard.intake.changes import UNCHANGED
from dashboard.intake.table_states import Mark, Stage, TableState, waiting_text
from dashboard.periods import Period
from dashboard.ui import comparisons, evidence, reads
from dashboard.ui.actions import act
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

NOTE = "freigabe_vermerk"
LISTED = 8
"""Most concerns that are listed before the whole period is released."""


def panel(here: Here, period: Period | None) -> None:
    """The state of a period, at first the one chosen in the sidebar, and the decisions about it."""
    st.header("Freigabe")
    chosen = _period(here, period)
    if chosen is None:
        st.caption("Sobald Zahlen übernommen sind, geben Sie sie hier für die anderen Kreise frei.")
        return
    states = evidence.table_states(here, chosen)
    st.markdown(escaped(_summary(chosen, states)))
    present = [state for state in states if state.stage is not Stage.EMPTY]
    if present:
        st.table(_overview(present), hide_index=True, border="horizontal", alt=_summary(chosen, states))
    _whole(here, chosen, states)
    if present:
        _one_table(here, chosen, present)


def _period(here: Here, period: Period | None) -> Period | None:
    found = evidence.periods(here)
    if not found:
        return None
    codes = [one.code for one in found]
    start = codes.index(period.code) if period is not None and period.code in codes else 0
    chosen = st.selectbox(
        "Zeitraum", codes, index=start, format_func=lambda code: Period.of(code).label, filter_mode=None,
        key=f"freigabe_zeitraum_{period.code if period else ''}",
    )  # fmt: skip
    return Period.of(str(chosen) if chosen in codes else codes[start])


def _summary(period: Period, states: tuple[TableState, ...]) -> str:
    present = [state for state in states if state.stage is not Stage.EMPTY]
    if not present:
        return f"Für {period.label} ist noch nichts gemeldet."
    out = [state for state in present if state.stage is Stage.RELEASED]
    if len(out) == len(present):
        return f"{period.label} ist freigegeben. Alles, was gemeldet ist, sehen auch die anderen Kreise."
    corrected = sum(state.is_correction for state in present)
    parts = [f"{number(len(out))} von {number(len(present))} Tabellen freigegeben"]
    if checked := sum(state.stage is Stage.CHECKED for state in present):
        parts.append(f"{number(checked)} geprüft")
    if working := sum(state.stage is Stage.IN_PROGRESS for state in present):
        parts.append(f"{number(working)} in Arbeit")
    end = " Berichtigte Werte sehen die anderen Kreise erst nach einer neuen Freigabe." if corrected else ""
    return f"{period.label}: {join(parts)}.{end}"


def _overview(states: list[TableState]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Tabelle": [state.title for state in states],
            "Stand": [state.label for state in states],
            "Wartet auf Freigabe": [waiting_text(state) or "nichts" for state in states],
            "Geprüft": [_checked(state) for state in states],
            "Freigegeben": [_mark(state.released) for state in states],
        }
    ).map(escaped)


def _checked(state: TableState) -> str:
    if state.checked is None or not state.changed_by:
        return _mark(state.checked)
    listed = join([f"Nr. {upload}" for upload in state.changed_by])
    return f"{_mark(state.checked)}; seitdem geändert (Datei {listed})"


def _mark(mark: Mark | None) -> str:
    if mark is None:
        return "noch nicht"
    return f"{moment(mark.at)}, {mark.who}{f' ({mark.note})' if mark.note else ''}"


def _whole(here: Here, period: Period, states: tuple[TableState, ...]) -> None:
    waiting = [state for state in states if state.can_release]
    sentences = [
        f"- **{escaped(state.title)}**: {escaped(concern.sentence)}"
        for state in waiting
        for concern in evidence.concerns(here, period, state.table)
    ]
    if sentences:
        more = len(sentences) - LISTED
        rest = f"\n- … und {number(more)} weitere; sie stehen unten bei ihrer Tabelle." if more > 0 else ""
        listed = "\n".join(sentences[:LISTED])
        st.warning(f"Vor der Freigabe ansehen:\n\n{listed}{rest}", icon=":material/warning:")
    elif waiting:
        st.success("Es fehlt nichts, und nichts ist auffällig.", icon=":material/check_circle:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Vermerk (freiwillig)", key=NOTE, max_chars=300)
        st.button(
            f"{period.label} freigeben", type="primary", icon=":material/publish:", disabled=not waiting,
            on_click=_release, args=(period.code,), key="freigeben",
        )  # fmt: skip
        if any(state.out for state in states):
            st.button(
                "Freigabe zurücknehmen", icon=":material/unpublished:", on_click=_withdraw, args=(period.code,),
                key="freigabe_zurueck",
            )  # fmt: skip


def _one_table(here: Here, period: Period, states: list[TableState]) -> None:
    st.header("Eine Tabelle ansehen, prüfen und freigeben")
    by_code = {state.table: state for state in states}
    first = next((position for position, state in enumerate(states) if state.can_release), 0)
    chosen = st.selectbox(
        "Tabelle", list(by_code), index=first, filter_mode=None, key=f"freigabe_tabelle_{period.code}",
        format_func=lambda code: by_code[code].title if code in by_code else code,
    )  # fmt: skip
    state = by_code.get(str(chosen), states[first])
    st.markdown(f"Stand: **{escaped(state.label)}**")
    for concern in evidence.concerns(here, period, state.table):
        st.markdown(f":material/warning: {escaped(concern.sentence)}")
    if state.can_release:
        _side_by_side(here, period, state)
    _decisions(period, state)


def _side_by_side(here: Here, period: Period, state: TableState) -> None:
    key = f"freigabe_vergleich_{period.code}_{state.table}"
    box = st.expander(
        "Was die anderen Kreise jetzt sehen und was sie sehen würden", icon=":material/compare_arrows:", key=key,
        on_change="rerun", expanded=state.is_correction,
    )  # fmt: skip
    if not box.open:
        return
    frame = evidence.pending(here, period, state.table)
    frame = frame[frame["state"] != UNCHANGED]
    with box:
        if frame.empty:
            st.caption("Neuere Dateien melden dieselben Werte noch einmal; es ändert sich keine Zahl.")
            return
        if len(frame) > comparisons.SHOWN:
            st.caption(f"Die ersten {comparisons.SHOWN} von {number(len(frame))} Zeilen.")
        rows = comparisons.side_by_side(here, frame, "Freigegeben", "Gilt intern")
        st.dataframe(rows, hide_index=True, alt=f"{number(len(frame))} Werte, freigegeben und intern nebeneinander")


def _decisions(period: Period, state: TableState) -> None:
    where = (period.code, state.table)
    with st.container(horizontal=True):
        if state.stage is Stage.IN_PROGRESS and state.uploads:
            st.button(
                "Als geprüft vermerken", icon=":material/fact_check:", on_click=_check,
                args=(*where, state.uploads), key="pruefen",
            )  # fmt: skip
        if state.stage is Stage.CHECKED:
            st.button(
                "Prüfvermerk zurücknehmen", icon=":material/undo:", on_click=_uncheck, args=where, key="pruefen_zurueck"
            )
        if state.can_release:
            st.button(
                "Nur diese Tabelle freigeben", icon=":material/publish:", on_click=_release_table, args=where,
                key="tabelle_freigeben",
            )  # fmt: skip
        if state.out:
            st.button(
                "Freigabe dieser Tabelle zurücknehmen", icon=":material/unpublished:", on_click=_withdraw_table,
                args=where, key="tabelle_zurueck",
            )  # fmt: skip


def _note() -> str:
    return str(st.session_state.get(NOTE) or "")


def _release(code: str) -> None:
    catalogue, note = reads.catalogue(), _note()
    if act(lambda work: release.release(work, catalogue, Period.of(code), note).sentence):
        st.session_state[NOTE] = ""


def _withdraw(code: str) -> None:
    catalogue = reads.catalogue()
    act(lambda work: release.withdraw(work, catalogue, Period.of(code)))


def _check(code: str, table: str, seen: tuple[int, ...]) -> None:
    catalogue, note = reads.catalogue(), _note()
    if act(lambda work: table_releases.check_table(work, catalogue, Period.of(code), table, seen, note)):
        st.session_state[NOTE] = ""


def _uncheck(code: str, table: str) -> None:
    catalogue = reads.catalogue()
    act(lambda work: table_releases.uncheck_table(work, catalogue, Period.of(code), table))


def _release_table(code: str, table: str) -> None:
    catalogue, note = reads.catalogue(), _note()
    if act(lambda work: table_releases.release_table(work, catalogue, Period.of(code), table, note)):
        st.session_state[NOTE] = ""


def _withdraw_table(code: str, table: str) -> None:
    catalogue = reads.catalogue()
    act(lambda work: table_releases.withdraw_table(work, catalogue, Period.of(code), table))
