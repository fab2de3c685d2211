"""„Verlauf“ of an entry: who changed what when, old and new; read only while it is open, and only in the office."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.exhibits.html_renderer import CELL, HEAD
from dashboard.formats import moment, number
from dashboard.store import kept
from dashboard.store.history import MOST, Change, Difference, Traced, history
from dashboard.ui.visit import Here, store

LONGEST = 2_000
"""Characters of a text that are shown; the audit keeps all."""
HEADS = ("Wann", "Wer", "Was", "Angabe", "Vorher", "Nachher")


def panel(
    here: Here, key: str, traced: Sequence[Traced], words: Callable[[Session], kept.Words], label: str = "Verlauf"
) -> None:
    """A button that opens the history; ``key`` tells it from the others of the page. Nothing outside the office.

    ``words`` gives, for a session, the German words of a field's value, for instance ``rows.words``.
    """
    if not here.internal:
        return
    box = st.popover(label, icon=":material/history:", type="tertiary", key=f"verlauf-{key}", on_change="rerun")
    if box.open:
        with store().reading() as session:
            found = history(session, here.actor, traced, words(session))
        with box:
            st.html(table(found) if found else "<p>Dazu ist noch nichts aufgezeichnet.</p>")


def table(changes: Sequence[Change]) -> str:
    """The changes as a table, one line per field."""
    head = "".join(f'<th scope="col" style="{HEAD};text-align:left">{name}</th>' for name in HEADS)
    body = "".join(map(_change, changes))
    more = f"<p>Gezeigt sind die neuesten {number(MOST)} Änderungen.</p>" if len(changes) == MOST else ""
    return (
        '<div role="region" tabindex="0" aria-label="Verlauf" style="overflow-x:auto">'
        f'<table style="border-collapse:collapse;width:100%"><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
        f"</table></div>{more}"
    )


def _change(change: Change) -> str:
    lines: Sequence[Difference | None] = change.differences or (None,)
    span = f' rowspan="{len(lines)}"' if len(lines) > 1 else ""
    start = "".join(
        f'<td{span} style="{CELL};{style}">{escape(text)}</td>'
        for text, style in ((moment(change.at), "white-space:nowrap"), (change.who, ""), (change.what, ""))
    )
    return "".join(f"<tr>{start if place == 0 else ''}{_difference(line)}</tr>" for place, line in enumerate(lines))


def _difference(one: Difference | None) -> str:
    label, *texts = (one.label, one.old, one.new) if one is not None else ("", "", "")
    cells = "".join(
        f'<td style="{CELL};white-space:pre-line;overflow-wrap:anywhere">{escape(_cut(text))}</td>' for text in texts
    )
    return f'<td style="{CELL};white-space:nowrap">{escape(label)}</td>{cells}'


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… (gekürzt; {number(len(text))} Zeichen)"
