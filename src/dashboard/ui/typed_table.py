"""A table typed into as a whole: what was typed survives other forms and pages until it is saved or given up."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.ui import catalogue_drafts as drafts

Row = dict[str, Any]
"""A row as plain text and numbers."""
Edits = dict[int, dict[str, Any]]
"""Number of a row to what was typed into its columns."""


def opened(name: str, version: int, rows: Sequence[Row]) -> list[Row]:
    """The rows the draft was begun with; one in which nobody has typed follows what holds."""
    state = st.session_state
    begun: Mapping[str, list[Row]] | None = state.get(f"{name}:anfang")
    if begun is None:
        forget(name)
    elif drafts.seen(name) != version and not typed(name):
        drafts.given_up(name)
        begun = None
    if begun is None:
        state[f"{name}:nummer"] = state.get(f"{name}:nummer", 0) + 1
        begun = {"zeilen": list(rows)}
        state[f"{name}:fassung"], state[f"{name}:anfang"] = version, begun
    return begun["zeilen"]


def typed(name: str) -> Edits:
    """All that was typed into the table ``name`` since it was begun."""
    state = st.session_state
    edits: Edits = {int(number): dict(values) for number, values in state.get(f"{name}:bisher", {}).items()}
    now = state.get(f"{drafts.prefix(name)}tabelle") or {}
    for number, values in now.get("edited_rows", {}).items():
        edits[int(number)] = edits.get(int(number), {}) | values
    return edits


def mounted(name: str) -> Edits:
    """What the table ``name`` begins with over its rows, where the browser makes it anew after another form or page."""
    state = st.session_state
    if f"{drafts.prefix(name)}tabelle" not in state:
        state[f"{name}:bisher"] = state.get(f"{name}:entwurf", {})
    found: Edits = state.get(f"{name}:bisher", {})
    return found


def keep(name: str) -> None:
    """Remember what is typed, for when the table is made anew; to be called after it is shown."""
    st.session_state[f"{name}:entwurf"] = typed(name)


def forget(name: str) -> None:
    """Let go of what was typed."""
    for part in ("bisher", "entwurf"):
        st.session_state.pop(f"{name}:{part}", None)
