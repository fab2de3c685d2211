"""What the simulated browser of these tests lacks: it does not run our own text box, so Streamlit's stands in."""

import pytest
import streamlit as st

from dashboard.ui import draft_box
from dashboard.ui.draft_box import Box


def stand_in(key: str, box: Box) -> None:
    """A text area that tells what is typed in the words of the component, each text with a higher number."""
    state = st.session_state

    def came() -> None:
        state[key] = {"typed": {"text": state[f"{key}:ersatz"], "n": box.known + 1}}

    state[f"{key}:ersatz"] = box.value
    st.text_area(box.label, key=f"{key}:ersatz", on_change=came, placeholder=box.placeholder, help=box.help or None)
    for said in (box.at and f"Entwurf gesichert um {box.at}", box.trouble):
        if said:
            st.caption(said)


@pytest.fixture(autouse=True)
def _text_boxes_can_be_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_box, "mount", stand_in)
