"""The page of alliances: all of them at a glance, or one opened."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dashboard.ui import alliances_edit, alliances_marks, alliances_one, alliances_reads
from dashboard.ui.alliances_reads import Agreed
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

CHOSEN = "buendnis"


def panel(here: Here) -> None:
    """The overview, and the alliance chosen in it."""
    board = alliances_reads.board(here)
    agreed = _chosen(board) if board else None
    if agreed is not None:
        alliances_one.panel(here, agreed)
    elif board:
        st.markdown(escaped(alliances_marks.overview_sentence(board)))
        st.html(alliances_marks.cards(board))
    else:
        _nothing(here)
    alliances_edit.panel(here, agreed, expanded=not board)


def _chosen(board: Sequence[Agreed]) -> Agreed | None:
    names = labels(board)
    if st.session_state.get(CHOSEN) not in (None, *names):
        del st.session_state[CHOSEN]
    chosen = st.selectbox(
        "Bündnis öffnen", list(names), index=None, format_func=names.__getitem__, key=CHOSEN,
        placeholder="alle Bündnisse", bind="query-params", filter_mode=None, width=480,
        help="Zeigt Partner, Ziele und Maßnahmen eines Bündnisses statt der Übersicht. Die Adresse lässt sich "
        "weitergeben.",
    )  # fmt: skip
    return next((one for one in board if one.alliance.id == chosen), None)


def labels(board: Sequence[Agreed]) -> dict[int, str]:
    """Names of the alliances, told apart where two bear the same: the address knows only these."""
    names = {one.alliance.id: one.alliance.form.name for one in board}
    often = Counter(names.values())
    return {key: f"{name} (Nr. {key})" if often[name] > 1 else name for key, name in names.items()}


def _nothing(here: Here) -> None:
    if here.may_edit:
        st.info(
            "Es ist noch kein Bündnis eingetragen. Tragen Sie unten das erste ein; danach kommen Partner, Ziele und "
            "Maßnahmen dazu.",
            icon=":material/handshake:",
        )
    elif here.internal:
        st.info("Es ist noch kein Bündnis eingetragen.", icon=":material/handshake:")
    else:
        st.info("Für diesen Kreis ist noch kein Bündnis eingetragen.", icon=":material/handshake:")
