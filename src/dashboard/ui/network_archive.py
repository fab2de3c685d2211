"""What is out of use in the network, with day and reason, each to be brought back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from dashboard.formats import day, number
from dashboard.network import commands, guarded
from dashboard.network.hurdles import HurdleEntry
from dashboard.network.practice import PracticeEntry
from dashboard.network.queries import FunctionEntry, OrganisationEntry
from dashboard.store import UnitOfWork
from dashboard.ui import actions, network_reads
from dashboard.ui.network_reads import Archived
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

MOST = 50
"""Entries that are shown at once."""
Restore = Callable[[UnitOfWork, int], str]


@dataclass(frozen=True)
class Gone:
    """Something out of use, and how it comes back."""

    id: int
    word: str
    name: str
    at: datetime
    why: str
    restore: Restore


def panel(here: Here) -> None:
    """The newest first."""
    found = sorted(map(_gone, network_reads.network(here).archived), key=lambda one: one.at, reverse=True)
    if not found:
        st.caption("Es ist nichts archiviert.")
    for one in found[:MOST]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(escaped(f"{one.word} „{one.name}“, archiviert am {day(one.at)}: {one.why}"))
            key = f"netzwerk:wieder:{one.word}:{one.id}"
            st.button("Wieder einführen", on_click=_restore, args=(one.restore, one.id), key=key)
    if len(found) > MOST:
        st.caption(f"Gezeigt werden die neuesten {number(MOST)} von {number(len(found))}.")


def _gone(one: Archived) -> Gone:
    restore: Restore
    match one:
        case OrganisationEntry():
            word, name, restore = "Organisation", one.name, commands.restore_organisation
        case FunctionEntry():
            word, name, restore = "Funktion", one.title, commands.restore_function
        case PracticeEntry():
            word, name, restore = "Praxisbeispiel", one.form.title, _practice
        case HurdleEntry():
            word, name, restore = "Hürde", one.form.title, _hurdle
    end = one.life if isinstance(one, PracticeEntry | HurdleEntry) else one
    assert end.archived_at is not None, "only what is archived is asked for"
    return Gone(one.id, word, name, end.archived_at, end.archived_why or "", restore)


def _practice(work: UnitOfWork, number: int) -> str:
    return guarded.restore(work, guarded.PRACTICE, number)


def _hurdle(work: UnitOfWork, number: int) -> str:
    return guarded.restore(work, guarded.HURDLE, number)


def _restore(restore: Restore, number: int) -> None:
    actions.act(lambda work: restore(work, number))
