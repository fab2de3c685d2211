"""Breaks in the administration: days from which values mean something else."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.catalogue import EntryKind, commands
from dashboard.catalogue.form import BREAK_KEYS, code_of, values_of, with_values
from dashboard.catalogue.texts import State, Texts
from dashboard.store import UnitOfWork
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui import catalogue_indicators, catalogue_life, reads
from dashboard.ui.catalogue_words import KEYS
from dashboard.ui.visit import Here

CHOSEN, NEW, ALL = "katalog:bruch", "+", "all"
BREAK = EntryKind.BREAK


def panel(here: Here) -> None:
    """One break or a new one."""
    known = drafts.texts(here)
    chosen = st.selectbox(
        "Bruch", [NEW, *known.codes(BREAK)], index=None, format_func=lambda code: _label(known, code), key=CHOSEN,
        placeholder="Bruch wählen oder neu anlegen", persist_state="session",
    )  # fmt: skip
    if chosen is None:
        st.caption("An einem Bruch beginnt ein Wert, etwas anderes zu bedeuten. Linien werden dort unterbrochen.")
        return
    code = None if chosen == NEW else str(chosen)
    if code is None or known.state(BREAK, code) is not State.RETIRED:
        _form(here, known, code)
    if code is not None:
        catalogue_life.endings(known, BREAK, code, _draft(code))
        st.subheader("Verlauf")
        catalogue_life.history(here, code)


def _form(here: Here, known: Texts, code: str | None) -> None:
    content = (known.content(BREAK, code) if code is not None else None) or {}
    version = known.version(BREAK, code) if code is not None else 0
    name = _draft(code)
    values = values_of(content, BREAK_KEYS)
    everything = values["indicators"] == ALL
    values |= {"indicators": [] if everything else values["indicators"] or [], "alle": everything}
    prefix = drafts.opened(name, version, values)
    indicators = catalogue_indicators.titles(known)
    places = {**dict.fromkeys(values["areas"], ""), **_places(here)}
    with st.container(border=True):
        drafts.trouble(name, version)
        _text(prefix, "title")
        st.date_input(
            KEYS["since"], None, key=f"{prefix}since", format="DD.MM.YYYY", on_change="ignore",
            persist_state="session", width=300,
        )  # fmt: skip
        st.text_area(
            KEYS["explanation"], key=f"{prefix}explanation", max_chars=4000, on_change="ignore",
            persist_state="session",
        )  # fmt: skip
        st.checkbox("Betrifft alle Kennzahlen", key=f"{prefix}alle", on_change="ignore", persist_state="session")
        st.multiselect(
            "Sonst nur diese Kennzahlen", list(indicators), format_func=lambda one: indicators.get(one, str(one)),
            key=f"{prefix}indicators", placeholder="keine", on_change="ignore", persist_state="session",
        )  # fmt: skip
        st.multiselect(
            "Nur in diesen Gebieten (leer: überall)", list(places), key=f"{prefix}areas", on_change="ignore",
            format_func=lambda area: f"{places.get(area, '')} ({area})".strip(), placeholder="überall",
            persist_state="session",
        )  # fmt: skip
        with st.container(horizontal=True):
            _text(prefix, "before", "zum Beispiel Basis Zensus 2011")
            _text(prefix, "after", "zum Beispiel Basis Zensus 2022")
        label = "Bruch anlegen" if code is None else "Änderungen speichern"
        st.button(label, type="primary", on_click=_save, args=(name, code, dict(content)), key=f"{name}:speichern")


def _draft(code: str | None) -> str:
    return f"katalog:bruch:{code or NEW}"


def _save(name: str, code: str | None, content: Mapping[str, Any]) -> None:
    state, prefix, seen = st.session_state, drafts.prefix(name), drafts.seen(name)
    values = {key: state[f"{prefix}{key}"] for key in BREAK_KEYS if f"{prefix}{key}" in state}
    if state.get(f"{prefix}alle"):
        values["indicators"] = ALL
    table = with_values(content, values)
    wanted = code or code_of(str(table.get("title", "")))

    def command(work: UnitOfWork, folder: Path) -> str:
        return commands.save(work, folder, BREAK, wanted, table, seen=seen, new=code is None)

    if drafts.attempt(name, command, wanted) and code is None:
        state[CHOSEN] = wanted


def _text(prefix: str, key: str, placeholder: str | None = None) -> None:
    st.text_input(
        KEYS[key], key=f"{prefix}{key}", max_chars=200, placeholder=placeholder, on_change="ignore",
        persist_state="session",
    )  # fmt: skip


def _places(here: Here) -> dict[str, str]:
    named = reads.places(here)
    return dict(zip(named["area"], named["name"], strict=True))


def _label(known: Texts, code: str) -> str:
    if code == NEW:
        return "Neuer Bruch"
    title, state = str((known.content(BREAK, code) or {}).get("title", code)), known.state(BREAK, code)
    return title if state is State.FILE else f"{title} ({state.value})"
