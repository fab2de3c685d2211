"""The page of alliances: all of them at a glance, or one opened."""

from collections.abc import Sequence

import streamlit as st

from dashboard.ui import (
    alliances_edit,
    alliances_marks,
    alliances_measures,
    alliances_one,
    alliances_reads,
    alliances_recommendations,
    council_put,
    quarters,
)
from dashboard.ui.alliances_reads import Agreed
from dashboard.ui.kept import Kept
from dashboard.ui.links import ALLIANCE as CHOSEN
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

CARDS: Kept[tuple[str, str]] = Kept(32)


def panel(here: Here) -> None:
    """The overview, and the alliance chosen in it."""
    board = alliances_reads.board(here)
    agreed = _chosen(board) if board else None
    if agreed is not None:
        alliances_one.panel(here, agreed)
    elif board:
        _overview(here, board)
    else:
        _nothing(here)
    alliances_edit.panel(here, agreed, expanded=not board)


def _overview(here: Here, board: Sequence[Agreed]) -> None:
    def made() -> tuple[str, str]:
        cards = alliances_marks.cards(board, alliances_reads.to_review(here), quarters.today())
        return escaped(alliances_marks.overview_sentence(board)), cards

    sentence, cards = CARDS.get(alliances_reads.state(here), made)
    st.markdown(sentence)
    st.html(cards)
    if any(one.goals for one in board):
        council_put.offer_named(here, "goals")
    for label, icon, show in (
        ("Alle Maßnahmen im Zeitverlauf", ":material/view_timeline:", alliances_measures.over_all),
        ("Handlungsempfehlungen und ihre Ziele", ":material/assignment_turned_in:", alliances_recommendations.over_all),
    ):
        box = st.expander(label, icon=icon, key=f"buendnis-{show.__module__.rpartition('_')[2]}", on_change="rerun")
        if box.open:
            with box:
                show(here)


def _chosen(board: Sequence[Agreed]) -> Agreed | None:
    names = alliances_reads.labels(board)
    if st.session_state.get(CHOSEN) not in (None, *names):
        del st.session_state[CHOSEN]
    chosen = st.selectbox(
        "Bündnis öffnen", list(names), index=None, format_func=names.__getitem__, key=CHOSEN,
        placeholder="alle Bündnisse", bind="query-params", filter_mode=None, width=480,
        help="Zeigt Partner, Ziele und Maßnahmen eines Bündnisses statt der Übersicht. Die Adresse lässt sich "
        "weitergeben.",
    )  # fmt: skip
    return next((one for one in board if one.alliance.id == chosen), None)


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
