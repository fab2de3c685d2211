"""Entering and changing concepts, building blocks and states; for editors of the office, one form at a time."""

from collections.abc import Sequence

import streamlit as st

from dashboard.alliances import concept_commands, concept_queries
from dashboard.alliances.archiving import restore
from dashboard.alliances.concept_board import Board
from dashboard.alliances.concept_forms import BlockForm, ConceptForm, PasteForm
from dashboard.alliances.concept_models import BuildingBlock, Concept
from dashboard.alliances.concept_places import Town
from dashboard.alliances.concept_queries import BlockEntry
from dashboard.formats import day
from dashboard.store import Circle, UnitOfWork, kept
from dashboard.ui import actions, alliances_sheet, concept_cell, concept_reads, concept_table
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import NEW
from dashboard.ui.concept_reads import BLOCK, CONCEPT
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store

WHAT = "konzept:was"
ARCHIVE, BLOCK_FORM, CONCEPT_FORM, PASTE = "Archiv", "Baustein", "Konzept", "Bausteine einfügen"
STATE, IN_PLACES, OF_BLOCKS = "Stand", "Stände je Ort", "Stände je Baustein"
HINT = "Integration vor Ort / Anlaufstelle / „Jede Gemeinde benennt eine feste Anlaufstelle.“"


def panel(here: Here, board: Board | None, block: BlockEntry | None, place: Town | None) -> None:
    """All forms behind one click."""
    if not here.may_edit:
        return
    box = st.expander(
        "Eintragen und ändern", icon=":material/edit:", key="konzept:eintragen", on_change="rerun",
        expanded=board is None or not board.blocks,
    )  # fmt: skip
    if not box.open:
        return
    with box:
        options = _options(board, block, place)
        if st.session_state.get(WHAT) not in options:
            st.session_state[WHAT] = options[0]
        what = st.segmented_control("Was", options, required=True, key=WHAT, persist_state="session")
        _form(here, board, block, place, str(what))


def _options(board: Board | None, block: BlockEntry | None, place: Town | None) -> Sequence[str]:
    if board is None:
        return (CONCEPT_FORM, ARCHIVE)
    rest = (BLOCK_FORM, PASTE, CONCEPT_FORM, ARCHIVE)
    if block is not None and place is not None:
        return (STATE, *rest)
    if block is not None:
        return (IN_PLACES, *rest)
    if place is not None:
        return (OF_BLOCKS, *rest)
    return (PASTE, BLOCK_FORM, CONCEPT_FORM, ARCHIVE)


def _form(here: Here, board: Board | None, block: BlockEntry | None, place: Town | None, what: str) -> None:
    if what == ARCHIVE:
        _archive(here)
    elif what == CONCEPT_FORM or board is None:
        _concept(board)
    elif what == PASTE:
        _paste(board)
    elif what == BLOCK_FORM:
        _block(board, block)
    elif block is not None and place is not None:
        concept_cell.form(here, board, block, place)
    elif block is not None:
        towns = {one.area: one for one in (*board.places, *concept_reads.choices(here).towns)}
        rows = [concept_table.row(board, block.id, one.area, one.name) for one in towns.values()]
        concept_table.panel(here, board, f"konzept:baustein-tabelle:{block.id}", "Ort", rows)
    elif place is not None:
        rows = [concept_table.row(board, one.id, place.area, one.form.label) for one in board.blocks]
        concept_table.panel(here, board, f"konzept:ort-tabelle:{board.concept.id}:{place.area}", "Baustein", rows)


def _concept(board: Board | None) -> None:
    known = {} if board is None else {board.concept.id: f"„{board.concept.form.title}“ ändern"}
    chosen = alliances_sheet.entry("Eintrag", "Neues Konzept", known, "konzept") if known else NEW
    entry = board.concept if board is not None and chosen != NEW else None
    name = f"konzept:konzept:{chosen}"
    form = entry.form if entry is not None else ConceptForm("")
    sheet = alliances_sheet.opened(name, entry.life.version if entry else 0, form)
    with st.container(horizontal=True):
        sheet.line("title")
        sheet.line("source", placeholder="zum Beispiel Integrationskonzept 2025, Vorlage 112/2025")
        sheet.day("adopted_on")
        sheet.circle()
    number = entry.id if entry is not None else None
    sheet.save("Konzept anlegen" if number is None else "Konzept speichern", _save_concept, name, number)
    if number is not None:
        alliances_sheet.ending(name, Concept, number)


def _save_concept(name: str, number: int | None) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    circle = Circle(value("circle", Circle.COORDINATION))
    wish = ConceptForm(value("title", ""), value("source", ""), value("adopted_on"), circle)
    made: list[int] = []

    def command(work: UnitOfWork) -> str:
        if number is not None:
            return concept_commands.change_concept(work, number, wish, seen=seen)
        made.append(concept_commands.add_concept(work, wish))
        return f"„{wish.title.strip()}“ ist eingetragen. Fügen Sie jetzt seine Bausteine ein."

    if alliances_sheet.attempt(name, command):
        # Also after a change: the address knows the concept by its title, which may be another now.
        st.session_state[CONCEPT] = made[0] if made else number
        if made:
            st.session_state[WHAT] = PASTE


def _paste(board: Board) -> None:
    name = f"konzept:einfuegen:{board.concept.id}"
    sheet = alliances_sheet.opened(name, 0, PasteForm())
    st.caption(
        "Ein Baustein je Zeile. Am einfachsten kopieren Sie drei Spalten aus einer Tabelle hierher: Kapitel, Baustein "
        "(kurzer Name), Zitat. Getippte Zeilen trennen Sie mit „ / “ oder „|“. Ein leeres Kapitel heißt: wie darüber."
    )
    sheet.long("text", placeholder=HINT)
    sheet.save("Bausteine eintragen", _save_paste, name, board.concept.id)


def _save_paste(name: str, concept: int) -> None:
    text = str(alliances_sheet.typed(name)("text", ""))

    def command(work: UnitOfWork) -> str:
        made = len(concept_commands.add_blocks(work, concept, text))
        return "1 Baustein ist eingetragen." if made == 1 else f"{made} Bausteine sind eingetragen."

    alliances_sheet.attempt(name, command)


def _block(board: Board, block: BlockEntry | None) -> None:
    known = {one.id: one.form.label for one in board.blocks}
    if block is not None:
        known = {block.id: f"„{block.form.label}“ ändern"}
    scope = f"baustein:{board.concept.id}:{block.id if block is not None else ''}"
    chosen = alliances_sheet.entry("Eintrag", "Neuer Baustein", known, scope)
    entry = next((one for one in board.blocks if str(one.id) == chosen), None)
    name = f"konzept:baustein:{board.concept.id}:{chosen}"
    last = board.blocks[-1].form.chapter if board.blocks else ""
    form = entry.form if entry is not None else BlockForm(board.concept.id, last, "", "")
    sheet = alliances_sheet.opened(name, entry.life.version if entry else 0, form)
    with st.container(horizontal=True):
        sheet.line("chapter")
        sheet.line("label", help="Kurzer Name für die Tabelle, jeder nur einmal.")
        sheet.number("position", label="Reihenfolge (leer: am Ende)")
    sheet.long("text")
    number = entry.id if entry is not None else None
    label = "Baustein anlegen" if number is None else "Baustein speichern"
    sheet.save(label, _save_block, name, number, board.concept.id)
    if number is not None:
        alliances_sheet.ending(name, BuildingBlock, number)


def _save_block(name: str, number: int | None, concept: int) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    position = value("position")
    wish = BlockForm(
        concept, value("chapter", ""), value("label", ""), value("text", ""),
        int(position) if position is not None else None,
    )  # fmt: skip
    opened = st.session_state.get(BLOCK)

    def command(work: UnitOfWork) -> str:
        if number is not None:
            return concept_commands.change_block(work, number, wish, seen=seen)
        concept_commands.add_block(work, wish)
        return f"„{wish.label.strip()}“ ist eingetragen."

    if alliances_sheet.attempt(name, command) and opened is not None:
        # The address knows the block by its label, which may be another now.
        st.session_state[BLOCK] = opened


def _archive(here: Here) -> None:
    with store().reading() as session:
        concepts = concept_queries.concepts(session, here.actor, archived=True)
        blocks = concept_queries.blocks(session, here.actor, archived=True)
    titles = {one.id: one.form.title for one in concepts}
    found: list[tuple[str, type[kept.Kept], int, kept.Life]] = [
        *[(f"Konzept „{one.form.title}“", Concept, one.id, one.life) for one in concepts],
        *[
            (f"Baustein „{one.form.label}“ ({titles[one.form.concept]})", BuildingBlock, one.id, one.life)
            for one in blocks
        ],
    ]
    gone = [one for one in found if one[3].archived_at is not None]
    if not gone:
        st.caption("Es ist nichts archiviert.")
    for words, model, number, life in gone:
        assert life.archived_at is not None
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(escaped(f"{words}, archiviert am {day(life.archived_at)}: {life.archived_why}"))
            st.button(
                "Wieder einführen", on_click=_restore, args=(model, number),
                key=f"konzept:wieder:{model.__name__}:{number}",
            )  # fmt: skip


def _restore(model: type[kept.Kept], number: int) -> None:
    actions.act(lambda work: restore(work, model, number))
