"""What holds, to download as a table that can be handed in again. The file is made only when somebody asks for it."""

from functools import partial

import streamlit as st

from dashboard.errors import UserError
from dashboard.formats import number
from dashboard.intake.export import WRITERS, Export, export
from dashboard.periods import Period
from dashboard.ui import evidence, reads
from dashboard.ui.kept import Kept
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store

TABLE, PERIOD = "auszug_tabelle", "auszug_zeitraum"
MADE: Kept[Export] = Kept(8)
"""Tables that were asked for, by data version, circle and choice."""
KINDS = {
    "xlsx": ("Als Excel-Datei", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("Als CSV-Datei", "text/csv"),
}


def panel(here: Here) -> None:
    """Choose table and period, download."""
    box = st.expander("Geltende Werte herunterladen", icon=":material/table_view:", key="auszug", on_change="rerun")
    if box.open:
        with box:
            _panel(here)


def _panel(here: Here) -> None:
    st.markdown(
        "Was heute gilt, als eine Tabelle. Sie lässt sich berichtigen und wieder einreichen. Sie enthält interne "
        "Angaben: Geben Sie sie nur weiter, wenn der Empfänger sie sehen darf."
    )
    titles = {**reads.tables(here), "long": "alle Kennzahlen"}
    table = str(st.selectbox("Tabelle", list(titles), format_func=titles.__getitem__, key=TABLE, filter_mode=None))
    periods = [period.code for period in evidence.periods(here)]
    if st.session_state.get(PERIOD) not in (None, *periods):
        del st.session_state[PERIOD]
    code = st.selectbox(
        "Zeitraum", periods, index=None, placeholder="alle Zeiträume", key=PERIOD,
        format_func=lambda one: Period.of(one).label,
    )  # fmt: skip
    try:
        found = _export(here, table, Period.of(code) if code else None)
    except UserError:
        when = f" für {Period.of(code).label}" if code else ""
        st.info(f"In „{titles[table]}“ liegt{when} nichts vor.", icon=":material/info:")
        return
    rows = len(found.frame)
    st.markdown(f"**{titles[table]}**: {number(rows)} {'Zeile' if rows == 1 else 'Zeilen'}.")
    for remark in found.remarks:
        st.caption(escaped(remark))
    with st.container(horizontal=True):
        for kind, (label, mime) in KINDS.items():
            period = code.replace("/", "_") if code else "alle"
            st.download_button(
                label,
                partial(WRITERS[kind], found),
                file_name=f"Werte_{table}_{period}.{kind}",
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"auszug-{kind}",
            )


def _export(here: Here, table: str, period: Period | None) -> Export:
    versions = (here.version("figures"), here.version("settings"))
    key = (reads.url(), *versions, here.circle, here.actor.role, here.actor.sees_protected, table, period)
    return MADE.get(key, lambda: _made(here, table, period))


def _made(here: Here, table: str, period: Period | None) -> Export:
    with store().reading() as session:
        return export(session, here.actor, reads.catalogue(), table, period)
