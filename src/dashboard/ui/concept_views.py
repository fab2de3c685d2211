"""One side of a concept: a block in all places, a place with all blocks, or one block in one place with its history."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.alliances import concept_board
from dashboard.alliances.concept_board import HAVE, LOOKING, OLD, Board
from dashboard.alliances.concept_places import Town
from dashboard.alliances.concept_queries import BlockEntry, State
from dashboard.alliances.kinds import Stage
from dashboard.exhibits.concept_marks import text
from dashboard.formats import NOTHING, day, join, moment
from dashboard.meetings.kinds import LinkKind
from dashboard.store import Circle
from dashboard.ui import alliances_marks, concept_reads, resolved
from dashboard.ui.alliances_one import lines
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

LONGEST = 280
"""Characters of evidence in a table; all of it stands where block and place are chosen."""
QUOTED = "margin:0;padding:0.25rem 0 0.25rem 1rem;border-left:3px solid currentColor;white-space:pre-wrap"
UNKNOWN = "keine Angabe"


def block(here: Here, board: Board, one: BlockEntry) -> None:
    """Who has it already, who can help, and who still looks."""
    _quoted(one)
    st.markdown(escaped(concept_board.block_sentence(board, one)))
    resolved.panel(here, LinkKind.BLOCK, one.id)
    found = [(place.name, state) for place, state in board.of_block(one.id)]
    having = [(name, state) for name, state in found if state is not None and state.stage in HAVE]
    looking = [(name, state) for name, state in found if state is not None and state.stage in LOOKING]
    st.markdown("### Wer hat es schon, wer kann helfen?")
    if having:
        _table(here, board, "Orte, die den Baustein haben", "Ort", having)
    else:
        st.markdown("Noch kein Ort hat den Baustein umgesetzt oder ist dabei.")
    st.markdown("### Wer sucht noch?")
    if looking:
        _table(here, board, "Orte, die noch suchen", "Ort", looking)
    else:
        st.markdown("Kein Ort sucht noch.")
    for words, names in (
        ("Nicht vorgesehen", [name for name, state in found if state and state.stage is Stage.NOT_PLANNED]),
        ("Ohne Angabe", [name for name, state in found if state is None]),
    ):
        if names:
            st.markdown(escaped(f"{words}: {join(names)}."))


def place(here: Here, board: Board, one: Town) -> None:
    """A place's own list."""
    st.markdown(escaped(concept_board.place_sentence(board, one)))
    rows = [(entry.form.label, state) for entry, state in board.of_place(one.area)]
    chapters = [entry.form.chapter for entry, _ in board.of_place(one.area)]
    _table(here, board, f"{one.name}: alle Bausteine", "Baustein", rows, chapters)


def cell(here: Here, board: Board, one: BlockEntry, place: Town) -> None:
    """One block in one place, all that is known of it, and what was said before."""
    _quoted(one)
    resolved.panel(here, LinkKind.BLOCK, one.id)
    st.markdown(f"### {escaped(f'{one.form.label} in {place.name}')}")
    state = board.states.get((one.id, place.area))
    if state is None:
        st.markdown("Dazu ist noch nichts eingetragen.")
        return
    st.markdown(escaped(f"{text(state.stage)}, Stand vom {_as_of(board, state)}."))
    facts = {"Kontakt": state.contact, "Praxisbeispiel": state.practice}
    for name, told in facts.items():
        if told:
            st.markdown(f"{name}: {escaped(told)}")
    if state.evidence:
        st.markdown(f"Nachweis:  \n{lines(state.evidence)}")
    _history(concept_reads.history(here, one.id, place.area))


def _history(states: Sequence[State]) -> None:
    if not states:
        return
    st.markdown("### Verlauf")
    rows = []
    for now, before in zip(states, [*states[1:], None], strict=True):
        if now.inside is None:
            continue
        rows.append(
            (
                moment(now.inside.at), now.inside.who, text(before.stage) if before is not None else UNKNOWN,
                text(now.stage), day(now.as_of), short(now.evidence) or NOTHING, now.contact or NOTHING,
                now.practice or NOTHING,
            )
        )  # fmt: skip
    heads = ("Eingetragen", "Von wem", "Vorher", "Danach", "Stand vom", "Nachweis", "Kontakt", "Praxisbeispiel")
    st.html(alliances_marks.table("Verlauf, das Neueste zuerst", heads, rows))


def short(evidence: str) -> str:
    """The beginning of an evidence."""
    words = " ".join(evidence.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _table(
    here: Here,
    board: Board,
    label: str,
    head: str,
    rows: Sequence[tuple[str, State | None]],
    chapters: Sequence[str] = (),
) -> None:
    heads = [head, *(["Kapitel"] if chapters else []), "Stand", "Stand vom"]
    inside = here.circle is not Circle.PUBLIC
    heads += ["Nachweis", "Kontakt", "Praxisbeispiel"] if inside else ["Praxisbeispiel"]
    told = []
    for number, (name, state) in enumerate(rows):
        cells = [name, *([chapters[number]] if chapters else [])]
        cells += [text(state.stage), _as_of(board, state)] if state is not None else [UNKNOWN, NOTHING]
        if inside:
            cells += [short(state.evidence) or NOTHING, state.contact or NOTHING] if state else [NOTHING, NOTHING]
        told.append([*cells, (state.practice if state else "") or NOTHING])
    st.html(alliances_marks.table(label, heads, told))


def _as_of(board: Board, state: State) -> str:
    return f"{day(state.as_of)}, {OLD}" if board.is_old(state) else day(state.as_of)


def _quoted(one: BlockEntry) -> None:
    form = one.form
    st.markdown(f"### {escaped(form.label)}")
    st.caption(escaped(form.chapter))
    st.html(f'<blockquote style="{QUOTED}">{escape(form.text)}</blockquote>')
