"""What a form says of drafts: that one's own stands in it, and what a colleague has typed at the same place."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

import streamlit as st

from dashboard.errors import NotFound
from dashboard.formats import moment, number
from dashboard.store import UnitOfWork
from dashboard.store import drafts as kept
from dashboard.store.drafts import Typed
from dashboard.ui import actions, drafting
from dashboard.ui.show import escaped
from dashboard.ui.visit import current, store


def notes(name: str, labels: Mapping[str, str]) -> None:
    """Both, above the fields of the form."""
    when = drafting.restored(name)
    if when:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/edit_note: Hier steht Ihr Entwurf vom {when}.", width="content")
            st.button("Verwerfen", on_click=drafting.throw_away, args=(name,), key=f"{name}:verwerfen")
    with store().reading() as session:
        others = kept.of_others(session, current().actor, *drafting.thing(name))
    for account, found in by_account(others).items():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f":material/group: {escaped(found[0].who)} hat hier einen Entwurf vom {moment(found[0].at)} "
                f"({number(length(found))} Zeichen).",
                width="content",
            )
            view(f"{name}:entwurf:{account}", found, labels)
            st.button(
                "Übernehmen", on_click=_take_over, args=(name, account), key=f"{name}:uebernehmen:{account}",
                help="Der Entwurf wird Ihrer und steht dann hier in den Feldern; im Protokoll steht, dass Sie ihn "
                "übernommen haben.",
            )  # fmt: skip


def by_account(found: Sequence[Typed]) -> dict[int, list[Typed]]:
    """Drafts by who has typed them, each the newest first."""
    ordered = sorted(found, key=lambda one: one.account)
    return {account: list(part) for account, part in groupby(ordered, key=lambda one: one.account)}


def texts(found: Sequence[Typed]) -> list[Typed]:
    """Without the other fields that are kept beside them."""
    return [one for one in found if one.key.field != drafting.REST]


def length(found: Sequence[Typed]) -> int:
    """Characters of the texts."""
    return sum(len(one.text) for one in texts(found))


def view(key: str, found: Sequence[Typed], labels: Mapping[str, str]) -> None:
    """The texts as they were typed, behind a click."""
    box = st.popover("Ansehen", key=key, on_change="rerun")
    if not box.open:
        return
    with box:
        for one in texts(found):
            label = labels.get(one.key.field, "")
            st.html(
                f"<p><strong>{escape(label)}</strong></p>"
                f'<div style="white-space: pre-wrap; overflow-wrap: anywhere">{escape(one.text)}</div>'
            )


def _take_over(name: str, account: int) -> None:
    taken: list[Typed] = []

    def command(work: UnitOfWork) -> str:
        found = kept.of_others(work.session, work.actor, *drafting.thing(name))
        theirs = [one for one in found if one.account == account]
        if not theirs:
            raise NotFound("Diesen Entwurf gibt es nicht mehr: Er wurde inzwischen gespeichert oder verworfen.")
        taken.extend(kept.take_over(work, one.id) for one in theirs)
        return f"Der Entwurf von „{theirs[0].who}“ ist jetzt Ihrer und steht in den Feldern."

    drafting.collect(name)
    if actions.act(command):
        drafting.fill(name, taken)
