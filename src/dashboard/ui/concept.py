"""The page of the concept: the matrix of blocks and places, one block, one place, or one of both."""

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from dashboard.alliances import concept_board
from dashboard.alliances.concept_board import Board
from dashboard.alliances.concept_places import Town
from dashboard.alliances.concept_queries import BlockEntry, ConceptEntry
from dashboard.formats import day
from dashboard.ui import concept_edit, concept_reads, concept_views, links
from dashboard.ui.concept_reads import BLOCK, CONCEPT, PLACE
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

ICON = ":material/checklist:"


def panel(here: Here) -> None:
    """A concept, seen as a whole or from one side."""
    known = concept_reads.concepts(here)
    if not known:
        _nothing(here)
        concept_edit.panel(here, None, None, None)
        return
    concept = _concept(known)
    board = concept_reads.board(here, concept)
    _head(concept)
    with st.container(horizontal=True):
        block, place = _block(board), _place(board)
    if block is not None and place is not None:
        concept_views.cell(here, board, block, place)
    elif block is not None:
        concept_views.block(here, board, block)
    elif place is not None:
        concept_views.place(here, board, place)
    else:
        _matrix(here, board, {CONCEPT: _titles(known)[concept.id]} if len(known) > 1 else {})
    concept_edit.panel(here, board, block, place)


def _matrix(here: Here, board: Board, chosen: Mapping[str, str]) -> None:
    if not board.blocks:
        st.info(
            "Dieses Konzept hat noch keine Bausteine."
            + (" Fügen Sie unten den Text als Zeilen ein." if here.may_edit else ""),
            icon=ICON,
        )
        return
    st.markdown(escaped(concept_board.overview_sentence(board)))
    drawn = concept_reads.drawn(here, board, {**chosen, **links.kept(here)})
    st.html(drawn.legend)
    st.html(drawn.matrix)
    st.caption("Ein Klick auf einen Baustein oder einen Ort öffnet ihn.")


def _concept(known: tuple[ConceptEntry, ...]) -> ConceptEntry:
    if len(known) == 1:
        return known[0]
    titles = _titles(known)
    _drop_foreign(CONCEPT, titles)
    chosen = st.selectbox(
        "Konzept", list(titles), format_func=titles.__getitem__, key=CONCEPT, bind="query-params", filter_mode=None,
        width=480,
    )  # fmt: skip
    return next(one for one in known if one.id == chosen)


def _block(board: Board) -> BlockEntry | None:
    labels = {one.id: one.form.label for one in board.blocks}
    _drop_foreign(BLOCK, labels)
    chosen = st.selectbox(
        "Baustein öffnen", list(labels), index=None, format_func=labels.__getitem__, key=BLOCK, bind="query-params",
        placeholder="alle Bausteine", width=480,
        help="Zeigt das Zitat, wer den Baustein schon hat, wer helfen kann und wer noch sucht.",
    )  # fmt: skip
    return next((one for one in board.blocks if one.id == chosen), None)


def _place(board: Board) -> Town | None:
    names = {one.area: one.name for one in board.places}
    _drop_foreign(PLACE, names)
    chosen = st.selectbox(
        "Ort öffnen", list(names), index=None, format_func=names.__getitem__, key=PLACE, bind="query-params",
        placeholder="alle Orte", width=320, help="Zeigt die Liste eines Ortes mit allen Bausteinen.",
    )  # fmt: skip
    return next((one for one in board.places if one.area == chosen), None)


def _head(concept: ConceptEntry) -> None:
    form = concept.form
    facts = [form.source, f"beschlossen am {day(form.adopted_on)}" if form.adopted_on else ""]
    st.markdown(f"## {escaped(form.title)}")
    told = " · ".join([*filter(None, facts), f"Sichtbar für: {form.circle.label}"])
    st.caption(escaped(told))


def _titles(known: tuple[ConceptEntry, ...]) -> dict[int, str]:
    titles = {one.id: one.form.title for one in known}
    often = Counter(titles.values())
    return {key: f"{title} (Nr. {key})" if often[title] > 1 else title for key, title in titles.items()}


def _drop_foreign(key: str, known: Mapping[int, str] | Mapping[str, str]) -> None:
    # Another concept or circle may not have what was chosen: the choice goes, it is not an error.
    if st.session_state.get(key) not in (None, *known):
        del st.session_state[key]


def _nothing(here: Here) -> None:
    if here.may_edit:
        st.info(
            "Es ist noch kein Konzept eingetragen. Tragen Sie es unten ein; danach fügen Sie seine Bausteine als "
            "Zeilen ein und sagen je Ort, wie weit sie sind.",
            icon=ICON,
        )
    elif here.internal:
        st.info("Es ist noch kein Konzept eingetragen.", icon=ICON)
    else:
        st.info("Für diesen Kreis ist noch kein Konzept eingetragen.", icon=ICON)
