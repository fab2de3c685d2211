"""What is entered, as a table out and in: download, change in a spreadsheet, look at what it does, take over."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.errors import UserError
from dashboard.exchange.export import Export, export
from dashboard.exchange.kinds import Kind, kind_of
from dashboard.exchange.reading import grid_of
from dashboard.exchange.taking import Outcome, look, take_over
from dashboard.formats import number
from dashboard.store import UnitOfWork
from dashboard.tables import Grid
from dashboard.ui import actions, reads
from dashboard.ui.exporting import KINDS as FILES
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store

MOST_SHOWN = 50
ROUND = "tabelle:runde"
"""Counts the tables taken over in this tab: a new round is a new, empty upload box."""
LABELS = {"xlsx": "Als Excel-Datei", "csv": "Als CSV-Datei"}


def panel(here: Here, tables: Sequence[str]) -> None:
    """One of the ``tables``, behind one click; for editors of the office."""
    if not here.may_edit:
        return
    box = st.expander(
        "Als Tabelle herunterladen und einlesen", icon=":material/table_view:", key=f"tabelle:{tables[0]}",
        on_change="rerun",
    )  # fmt: skip
    if box.open:
        with box:
            _panel(here, [kind_of(name) for name in tables])


def _panel(here: Here, kinds: Sequence[Kind]) -> None:
    titles = {kind.code: kind.title for kind in kinds}
    chosen = st.selectbox(
        "Tabelle", list(titles), format_func=titles.__getitem__, key=f"tabelle:wahl:{kinds[0].code}", filter_mode=None,
        width=480,
    )  # fmt: skip
    kind = kind_of(str(chosen))
    st.markdown(
        "Die Tabelle enthält alle Eintragungen, auch interne. Ändern Sie Zellen, oder fügen Sie Zeilen an: Eine Zeile "
        "ohne „Nr.“ ist ein neuer Eintrag. Was Sie weglassen, bleibt, wie es ist; gelöscht wird nichts."
    )
    with st.container(horizontal=True):
        for file, (_, mime) in FILES.items():
            st.download_button(
                LABELS[file], partial(_written, here, kind, file), file_name=f"{kind.title}.{file}", mime=mime,
                icon=":material/download:", on_click="ignore", key=f"tabelle:{kind.code}:{file}",
            )  # fmt: skip
    _reading(here, kind)


def _written(here: Here, kind: Kind, file: str) -> bytes:
    with store().reading() as session:
        made: Export = export(session, here.actor, reads.catalogue(), kind)
    return made.xlsx() if file == "xlsx" else made.csv()


def _reading(here: Here, kind: Kind) -> None:
    file = st.file_uploader(
        "Geänderte Tabelle (XLSX, XLS, ODS oder CSV) – sie wird erst angesehen",
        key=f"tabelle:datei:{kind.code}:{st.session_state.get(ROUND, 0)}", accept_multiple_files=False,
    )  # fmt: skip
    if file is None:
        return
    try:
        grid = grid_of(file.getvalue(), file.name)
        found = look(store(), here.actor, reads.catalogue(), kind, grid)
    except UserError as error:
        st.error(escaped(str(error)), icon=":material/error:")
        return
    st.markdown(escaped(found.sentence))
    _changes(found)
    if found.findings:
        _list("error", "Es wird nichts übernommen, solange etwas nicht stimmt:", [one.text for one in found.findings])
        return
    sure = True
    if found.questions:
        _list("warning", "Bitte prüfen:", [one.text for one in found.questions])
        sure = st.checkbox("Ja, so ist es vereinbart", key=f"tabelle:bestaetigt:{kind.code}")
    if found.new or found.changed or found.questions:
        st.button(
            "Tabelle übernehmen", type="primary", icon=":material/check:", disabled=not sure, on_click=_take_over,
            args=(kind, grid, sure and bool(found.questions)), key=f"tabelle:uebernehmen:{kind.code}",
        )  # fmt: skip
    else:
        st.info("Die Tabelle ändert nichts.", icon=":material/done_all:")


def _changes(found: Outcome) -> None:
    told = [
        f"Zeile {change.line}, {one.label}: {one.before} → {one.after}"
        for change in found.changed
        for one in change.differences
    ]
    told += [f"Zeile {change.line}: neuer Eintrag" for change in found.new]
    if told:
        shown = [f"- {escaped(_short(one))}" for one in told[:MOST_SHOWN]]
        rest = len(told) - MOST_SHOWN
        st.markdown("\n".join(shown) + (f"\n\nund {number(rest)} weitere Änderungen." if rest > 0 else ""))


def _list(kind: str, head: str, told: Sequence[str]) -> None:
    lines = "\n".join(f"- {escaped(one)}" for one in told[:MOST_SHOWN])
    rest = len(told) - MOST_SHOWN
    text = f"{head}\n\n{lines}" + (f"\n\nund {number(rest)} weitere." if rest > 0 else "")
    (st.error if kind == "error" else st.warning)(text, icon=f":material/{kind}:")


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 300 else f"{one_line[:299]}…"


def _take_over(kind: Kind, grid: Grid, confirmed: bool) -> None:
    catalogue = reads.catalogue()

    def command(work: UnitOfWork) -> str:
        return f"Übernommen. {take_over(work, catalogue, kind, grid, confirmed=confirmed).sentence}"

    if actions.act(command):
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
