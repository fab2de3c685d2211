"""The page of drafts: what one has typed and not saved, and what colleagues have, with the way to each form."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.formats import moment, number
from dashboard.store import drafts as kept
from dashboard.store.drafts import Typed
from dashboard.ui import drafting, drafting_notes, drafting_ways
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, acting, store

BEGINNING = 160
"""Characters of a text that tell which one it is."""


def waiting(here: Here) -> bool:
    """Whether there is anything on this page for the person here."""
    if not here.may_edit:
        return False
    with store().reading() as session:
        return kept.waiting(session)


def panel(here: Here) -> None:
    """One's own drafts, and those of others."""
    with store().reading() as session:
        own, others = kept.own(session, here.actor), kept.of_others(session, here.actor)
    st.header("Meine Entwürfe")
    if not own:
        st.markdown("Sie haben nichts getippt, das noch nicht gespeichert ist.")
    for found in _by_thing(own):
        _one(found, mine=True)
    if others:
        st.header("Entwürfe anderer")
        st.markdown(
            "Wenn jemand fehlt, öffnen Sie die Stelle: Dort lässt sich der Entwurf übernehmen. Solange Sie das nicht "
            "tun, ändert sich für die andere Person nichts."
        )
        for found in _by_thing(others):
            _one(found, mine=False)


def _by_thing(drafts: Sequence[Typed]) -> list[list[Typed]]:
    """Drafts of one person about one thing together; the order of the newest."""
    together: dict[tuple[int, str, str], list[Typed]] = {}
    for one in drafts:
        together.setdefault((one.account, one.key.kind, one.key.object_id), []).append(one)
    return list(together.values())


def _one(found: Sequence[Typed], *, mine: bool) -> None:
    newest, key = found[0], f"entwurf:{found[0].id}"
    way = drafting_ways.way(newest.key.kind, newest.key.object_id)
    with st.container(border=True):
        facts = [way.title, moment(newest.at), f"{number(drafting_notes.length(found))} Zeichen"]
        who = "" if mine else f"{escaped(newest.who)} · "
        st.markdown(f"{who}**{escaped(facts[0])}** · {facts[1]} · {facts[2]}")
        st.markdown(escaped(_beginning(found)))
        with st.container(horizontal=True):
            if way.page and st.button(
                "Weiterschreiben" if mine else "Stelle öffnen",
                on_click=_prepare,
                args=(way.state,),
                key=f"{key}:weiter",
            ):
                st.switch_page(way.page)
            drafting_notes.view(f"{key}:ansehen", found, {})
            if mine:
                st.button("Verwerfen", on_click=_discard, args=(newest,), key=f"{key}:weg")


def _beginning(found: Sequence[Typed]) -> str:
    words = " ".join(" ".join(one.text for one in drafting_notes.texts(found)).split())
    return f"„{words[:BEGINNING].rstrip()}{'…' if len(words) > BEGINNING else ''}“" if words else "ohne Text"


def _prepare(state: Mapping[str, object]) -> None:
    st.session_state.update(state)


def _discard(one: Typed) -> None:
    kept.discard_all(store(), acting(), one.key.kind, one.key.object_id)
    drafting.forget(one.key.kind, one.key.object_id)
