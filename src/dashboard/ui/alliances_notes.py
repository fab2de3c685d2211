"""What was written to a goal, the newest first, and a sheet to write more: a note stays as it was written."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.alliances import goals as commands
from dashboard.alliances.entries import NoteEntry
from dashboard.alliances.forms import NoteForm
from dashboard.formats import moment, number
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import alliances_sheet
from dashboard.ui.visit import Here

FIRST = 2
"""Notes that are open; the older ones are one click away."""
LONGEST = 500
PALE = "margin:0;font-size:0.875rem"
WORDS = "margin:0;white-space:pre-line;overflow-wrap:anywhere"


def panel(here: Here, goal: int, alliance: int, notes: Sequence[NoteEntry]) -> None:
    """The notes of a goal, and for editors the sheet."""
    if notes:
        st.html(listed(notes))
    if not here.may_edit:
        return
    box = st.expander("Notiz schreiben", icon=":material/edit_note:", key=f"notiz-{goal}", on_change="rerun")
    if box.open:
        with box:
            _sheet(goal, alliance)


def listed(notes: Sequence[NoteEntry]) -> str:
    """Notes with who, when and for whom; long ones and older ones folded."""
    first, rest = notes[:FIRST], notes[FIRST:]
    shown = "".join(map(_note, first))
    if rest:
        word = "1 ältere Notiz" if len(rest) == 1 else f"{number(len(rest))} ältere Notizen"
        shown += f'<details><summary style="cursor:pointer">{word}</summary>{"".join(map(_note, rest))}</details>'
    return f'<section aria-label="Notizen"><p style="margin:0;font-weight:600">Notizen</p>{shown}</section>'


def _note(note: NoteEntry) -> str:
    head = f"{moment(note.at)} · {note.who} · sichtbar für: {note.circle.label}"
    body = f'<p style="{WORDS}">{escape(note.text)}</p>'
    if len(note.text) > LONGEST:
        start = escape(note.text[:LONGEST].rstrip())
        body = (
            f'<details><summary style="cursor:pointer">{start}… (ganze Notiz, {number(len(note.text))} Zeichen)'
            f"</summary>{body}</details>"
        )
    return f'<div style="margin:0.35rem 0"><p style="{PALE}">{escape(head)}</p>{body}</div>'


def _sheet(goal: int, alliance: int) -> None:
    name = f"buendnis:notiz:{alliance}:{goal}"
    sheet = alliances_sheet.opened(name, 0, NoteForm(""))
    sheet.long("text")
    sheet.circle()
    sheet.save("Notiz eintragen", _save, name, goal)


def _save(name: str, goal: int) -> None:
    value = alliances_sheet.typed(name)
    text, circle = value("text", ""), Circle(value("circle", Circle.INTERNAL))

    def command(work: UnitOfWork) -> str:
        commands.add_note(work, goal, text, circle=circle)
        return "Die Notiz ist eingetragen."

    alliances_sheet.attempt(name, command)
