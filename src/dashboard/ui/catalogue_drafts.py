"""What is being typed about an entry: kept over errors, tabs and pages until it is saved or given up."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.catalogue import queries
from dashboard.catalogue.texts import Texts
from dashboard.errors import UserError
from dashboard.settings import get_settings
from dashboard.store import Actor, UnitOfWork
from dashboard.ui import actions, reads
from dashboard.ui.catalogue_words import sentences
from dashboard.ui.kept import Kept
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, acting, store

TEXTS: Kept[Texts] = Kept(4)
Command = Callable[[UnitOfWork, Path], str]


def folder() -> Path:
    """Folder of the catalogue's files."""
    return get_settings().catalogue_dir


def texts(here: Here) -> Texts:
    """The tables behind the catalogue; for administrators. Not to be changed."""
    return TEXTS.get((reads.url(), here.version("settings"), folder()), lambda: _texts(here.actor))


def opened(name: str, version: int, values: Mapping[str, Any]) -> str:
    """Prefix of the fields' keys of the draft ``name``: begun with ``values`` of ``version``, or as it was left.

    A draft in which nobody has typed yet follows the entry.
    """
    state = st.session_state
    begun = state.get(f"{name}:anfang")
    if begun is not None and seen(name) != version and not touched(name):
        given_up(name)
        begun = None
    if begun is None:
        state[f"{name}:nummer"] = state.get(f"{name}:nummer", 0) + 1
        state[f"{name}:fassung"], state[f"{name}:anfang"] = version, dict(values)
    for key, value in values.items():
        state.setdefault(f"{prefix(name)}{key}", value)
    return prefix(name)


def prefix(name: str) -> str:
    """What the keys of this draft begin with."""
    return f"{name}:{st.session_state.get(f'{name}:nummer', 0)}:"


def seen(name: str) -> int:
    """The version of the entry that the draft was begun with."""
    return int(st.session_state.get(f"{name}:fassung", 0))


def given_up(name: str) -> None:
    """Let go of a draft: the next run begins anew with what holds."""
    start = prefix(name)
    for key in [key for key in st.session_state if str(key).startswith(start)]:
        del st.session_state[key]
    for part in ("fassung", "anfang", "fehler"):
        st.session_state.pop(f"{name}:{part}", None)


def attempt(name: str, command: Command, code: str = "") -> bool:
    """Run a command as the person here. What is refused stands beside the form, with all that was typed."""
    where = folder()
    try:
        with store().unit_of_work(acting()) as work:
            sentence = command(work, where)
    except UserError as error:
        st.session_state[f"{name}:fehler"] = sentences(error, code)
        return False
    given_up(name)
    actions.tell(lambda: sentence)
    return True


def trouble(name: str, version: int, give_up: Callable[[str], None] = given_up) -> None:
    """Say beside the form why the last attempt was refused, and what to do where somebody else was faster."""
    found = st.session_state.get(f"{name}:fehler") or []
    if found:
        first, *rest = found
        text = escaped(first).replace("\n", "  \n") if not rest else "\n".join(f"- {escaped(one)}" for one in found)
        st.error(text, icon=":material/error:")
    if seen(name) != version:
        st.warning("Dieser Eintrag wurde inzwischen geändert. Ihre Eingaben stehen noch hier.", icon=":material/group:")
        with st.container(horizontal=True):
            st.button("Eingaben verwerfen und neu laden", on_click=give_up, args=(name,), key=f"{name}:laden")
            st.button("Trotzdem meine Fassung behalten", on_click=_keep, args=(name, version), key=f"{name}:behalten")


def touched(name: str) -> bool:
    """Whether anything in the form is not as it was begun."""
    state, begun = st.session_state, st.session_state.get(f"{name}:anfang", {})
    return any(state.get(f"{prefix(name)}{key}", value) != value for key, value in begun.items())


def _keep(name: str, version: int) -> None:
    st.session_state[f"{name}:fassung"] = version
    st.session_state[f"{name}:fehler"] = []


def _texts(actor: Actor) -> Texts:
    with store().reading() as session:
        return queries.texts(session, actor, folder())
