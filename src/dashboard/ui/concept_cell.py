"""The form of one cell: how far a block is in a place, with evidence, contact and the example that was taken over."""

from dataclasses import replace

import streamlit as st

from dashboard.alliances import concept_states
from dashboard.alliances.concept_board import Board
from dashboard.alliances.concept_forms import StateForm
from dashboard.alliances.concept_places import Town
from dashboard.alliances.concept_queries import BlockEntry
from dashboard.alliances.kinds import Stage
from dashboard.exhibits.concept_marks import text
from dashboard.store import UnitOfWork
from dashboard.ui import alliances_sheet, concept_reads, quarters
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.visit import Here


def form(here: Here, board: Board, block: BlockEntry, place: Town) -> None:
    """What is said of the cell; it begins with what holds, of today."""
    state = board.states.get((block.id, place.area))
    inside = state.inside if state is not None else None
    known = concept_reads.choices(here)
    functions, practices = dict(known.functions), dict(known.practices)
    begun = StateForm(block.id, place.area, Stage.NOT_BEGUN, quarters.today())
    if state is not None and inside is not None:
        begun = replace(inside.form, as_of=quarters.today())
        if begun.function is not None:
            functions.setdefault(begun.function, state.contact)
        if begun.practice is not None:
            practices.setdefault(begun.practice, state.practice)
    name = f"konzept:stand:{block.id}:{place.area}"
    sheet = alliances_sheet.opened(name, inside.id if inside is not None else 0, begun)
    with st.container(horizontal=True):
        sheet.choice("state", {one.value: text(one) for one in Stage})
        sheet.day("as_of")
        sheet.choice("function", functions, none="niemand")
        sheet.choice("practice", practices, none="keines")
    sheet.long("evidence", placeholder="Woran man es sieht: Beschluss, Angebot, Adresse, seit wann")
    if not functions:
        st.caption("Ein Kontakt ist eine Funktion bei einer Organisation; sie wird im Netzwerk eingetragen.")
    sheet.save("Stand speichern", _save, name, block.id, place.area)


def _save(name: str, block: int, area: str) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = StateForm(
        block, area, Stage(value("state", Stage.NOT_BEGUN)), value("as_of", quarters.today()), value("evidence", ""),
        value("function"), value("practice"),
    )  # fmt: skip

    def command(work: UnitOfWork) -> str:
        return concept_states.set_states(work, [wish], seen=seen)

    alliances_sheet.attempt(name, command)
