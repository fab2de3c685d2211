"""A box for long texts that sends while it is typed in and keeps an unsent copy in the browser: our one component.

It knows nothing of forms: whoever mounts it says what stands in it, and is called with what was typed.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

STYLE = Path(__file__).parent / "assets" / "draft.css"
LATEST_NUMBER = 2**53


@dataclass(frozen=True)
class Box:
    """What the box is told. ``value`` is taken by the browser only when it is new there or with a new ``turn``."""

    label: str
    value: str
    turn: str = ""
    known: int = 0
    """Number of the last text that was received."""
    kept: int = 0
    """Number of the last text that was also kept: the browser needs no copy of it any more."""
    at: str = ""
    """When that one was kept, as it is read; empty: there is nothing to keep."""
    trouble: str = ""
    """Why the last one was not kept."""
    place: str = ""
    """Where the browser keeps what it has not sent: a name unlike any other, with the account. Empty: nowhere."""
    placeholder: str = ""
    help: str = ""
    height: int | None = None
    focus: str = ""
    """The browser moves to the box when this is new there: whoever writes by keyboard goes on at once."""


@dataclass(frozen=True)
class Typed:
    """What somebody has typed, and the browser's number of it: later texts have higher ones."""

    text: str
    number: int


def mount(key: str, box: Box) -> None:
    """Show the box, best inside a fragment, which runs anew when a text came; ``typed`` tells it, also before this.

    There is no callback on purpose: while one looks into the session, Streamlit swallows a click that comes just then,
    and whoever types and saves at once would have saved nothing.
    """
    _component()(key=key, data=asdict(box), on_typed_change=_nothing)


def typed(key: str) -> Typed | None:
    """The last text of the box; None: nobody has typed yet. It comes from a browser, so it may be anything."""
    held = st.session_state.get(key)
    said = held.get("typed") if isinstance(held, Mapping) else None
    text, number = (said.get("text"), said.get("n")) if isinstance(said, Mapping) else (None, None)
    if not isinstance(text, str) or not isinstance(number, int | float) or not 0 < number < LATEST_NUMBER:
        return None
    return Typed(text, int(number))


def _nothing() -> None:
    """Streamlit asks for a callback, or the text would not be kept as the state of the box."""


@cache
def _component() -> Any:
    # Not at the import: Streamlit knows the files of components only when it is running.
    return st.components.v2.component("dashboard.draft", js="draft.js", css=STYLE.read_text(encoding="utf-8"))
