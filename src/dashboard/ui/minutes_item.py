"""The open item: its text, saved by shortcut, and beside it what was agreed and who does it."""

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from dashboard.errors import UserError
from dashboard.formats import clock, moment
from dashboard.meetings import agenda, desk, minutes
from dashboard.meetings.desk import OpenItem
from dashboard.meetings.kinds import ItemState
from dashboard.meetings.minutes import LABEL
from dashboard.meetings.queries import ItemDetails
from dashboard.meetings.writing import DRAFT, TEXT
from dashboard.store import UnitOfWork, now
from dashboard.store import drafts as kept
from dashboard.ui import (
    actions,
    drafting,
    drafting_notes,
    minutes_agenda,
    minutes_exhibits,
    minutes_reads,
    minutes_resolution,
    minutes_task,
)
from dashboard.ui import catalogue_drafts as forms
from dashboard.ui.minutes_reads import Desk
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, acting, store

SAVED = "niederschrift:gespeichert"
PLAIN = "white-space:pre-wrap;overflow-wrap:anywhere"


def panel(here: Here, desk: Desk, item: ItemDetails) -> None:
    """Text first, then the buttons, then agreements and tasks: the order of the Tab key."""
    opened = minutes_reads.open_item(here, item.id)
    _head(desk, item, opened)
    _text(desk, item, opened)
    found = minutes_reads.agreed(here, item.id)
    left, right = st.columns(2, gap="medium")
    with left:
        minutes_resolution.panel(here, desk, item.id, opened.circle, found)
    with right:
        minutes_task.panel(here, desk, item.id, opened.circle, found)
    minutes_exhibits.panel(here, item.id, opened)


def _head(desk: Desk, item: ItemDetails, opened: OpenItem) -> None:
    form, (before, after) = item.form, minutes_agenda.beside(desk, item.id)
    number = minutes_agenda.number_of(desk, item.id)
    facts = [
        f"Sichtbar für {opened.circle.label}", f"{form.begins} Uhr" if form.begins else "",
        f"Vortrag: {form.presenter}" if form.presenter else "", f"Vorlage {form.paper}" if form.paper else "",
    ]  # fmt: skip
    st.header(f"{escaped(number)} {escaped(form.title)}", anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(escaped(" · ".join(filter(None, facts))), width="stretch")
        key = f"niederschrift:stand:{item.id}"
        st.session_state[key] = item.state.value
        st.selectbox(
            "Stand des Punktes", [one.value for one in ItemState], format_func=lambda one: ItemState(one).label,
            key=key, on_change=_mark, args=(item.id, key), filter_mode=None, width=140, label_visibility="collapsed",
        )  # fmt: skip
        for label, icon, to, shortcut in (
            ("Voriger", ":material/arrow_upward:", before, "Alt+Up"),
            ("Nächster", ":material/arrow_downward:", after, "Alt+Down"),
        ):
            st.button(
                label, icon=icon, disabled=to is None, on_click=minutes_agenda.go, args=(to,), shortcut=shortcut,
                key=f"niederschrift:{shortcut}",
            )  # fmt: skip


def _text(desk: Desk, item: ItemDetails, opened: OpenItem) -> None:
    name = f"{DRAFT}:{item.id}"
    forms.opened(name, opened.version, {TEXT: opened.text})
    drafting.restore(name)
    for trouble in st.session_state.get(f"{name}:fehler") or []:
        st.error(escaped(trouble), icon=":material/error:")
    if forms.seen(name) != opened.version:
        _conflict(name, item.id, opened)
    drafting_notes.notes(name, {TEXT: LABEL})
    drafting.long(name, TEXT, LABEL, height=180, focus=minutes_agenda.focus_of("text"))
    _, after = minutes_agenda.beside(desk, item.id)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Speichern" if after is None else "Speichern und weiter", type="primary", on_click=save,
            args=(item.id, after), shortcut="Ctrl+Enter", key="niederschrift:weiter",
        )  # fmt: skip
        st.button(
            "Nur speichern", on_click=save, args=(item.id, None), shortcut="Ctrl+S", key="niederschrift:speichern"
        )
        said = st.session_state.pop(SAVED, "")
        if not said and opened.text:
            said = f"Zuletzt gespeichert am {moment(opened.changed_at)} von {opened.changed_by}."
        st.caption(escaped(said or "Noch nichts gespeichert."))


def save(item: int, then: int | None) -> None:
    """Save what is typed as the item's text, in one transaction, and open another item; the box keeps its cursor."""
    name, versions = f"{DRAFT}:{item}", [0]
    drafting.collect(name)
    text = str(st.session_state.get(f"{forms.prefix(name)}{TEXT}") or "")
    seen = forms.seen(name)

    def command(work: UnitOfWork) -> str:
        sentence = minutes.save_text(work, item, text, seen=seen)
        drafting.done(work, name)
        versions.append(desk.version_of(work.session, item))
        return sentence

    try:
        with store().unit_of_work(acting()) as work:
            sentence = command(work)
    except UserError as error:
        # Both texts of a conflict stand beside each other; the sentence need not repeat them.
        st.session_state[f"{name}:fehler"] = [str(error).split("\n", 1)[0]]
        return
    drafting.settled(name, versions[-1])
    st.session_state[SAVED] = f"{sentence} ({clock(now())} Uhr)"
    if then is not None:
        minutes_agenda.go(then)


def _conflict(name: str, item: int, opened: OpenItem) -> None:
    mine = str(st.session_state.get(f"{forms.prefix(name)}{TEXT}") or "")
    st.warning(
        f"{escaped(opened.changed_by)} hat diesen Punkt am {moment(opened.changed_at)} gespeichert, während Sie "
        "schrieben. Nichts ist überschrieben: Bitte wählen Sie, welche Fassung bleibt.",
        icon=":material/group:",
    )
    sides: tuple[tuple[str, str, str, Callable[..., None], tuple[Any, ...]], ...] = (
        ("Gespeicherte Fassung", opened.text, "Gespeicherte Fassung behalten", drafting.throw_away, (name,)),
        ("Ihre Fassung", mine, "Meine Fassung behalten", _keep_mine, (name, item, opened.version)),
    )
    for column, (head, text, label, action, args) in zip(st.columns(2, gap="medium"), sides, strict=True):
        with column:
            st.html(f'<p><strong>{head}</strong></p><div style="{PLAIN}">{escape(text) or "(leer)"}</div>')
            st.button(label, on_click=action, args=args, key=f"{name}:{head}")
    st.button(
        "Beide hintereinander in das Feld setzen", on_click=_join, args=(name, item, opened.text, opened.version),
        key=f"{name}:beide",
    )  # fmt: skip


def _keep_mine(name: str, item: int, version: int) -> None:
    st.session_state[f"{name}:fassung"] = version
    save(item, None)


def _join(name: str, item: int, theirs: str, version: int) -> None:
    drafting.collect(name)
    state, prefix = st.session_state, forms.prefix(name)
    both = f"{theirs}\n\n{state.get(f'{prefix}{TEXT}') or ''}"
    try:
        kept.put(store(), acting(), kept.Key(DRAFT, str(item), TEXT), both, version)
    except UserError as error:
        state[f"{name}:fehler"] = [str(error)]
        return
    state[f"{prefix}{TEXT}"], state[f"{name}:fassung"], state[f"{name}:fehler"] = both, version, []
    state[f"{prefix}runde"] = state.get(f"{prefix}runde", 0) + 1
    minutes_agenda.focus("text")


def _mark(item: int, key: str) -> None:
    state = ItemState(st.session_state[key])
    actions.act(lambda work: agenda.mark_item(work, item, state))
