"""The life of an entry: back to the file's version, retired with a reason, taken up again, and its history."""

import pandas as pd
import streamlit as st

from dashboard.catalogue import EntryKind, commands, queries
from dashboard.catalogue.queries import Change
from dashboard.catalogue.texts import State, Texts
from dashboard.formats import moment
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.catalogue_words import KEYS, value
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store

SHOWN = 100


def endings(known: Texts, kind: EntryKind, code: str, form: str) -> None:
    """What can be done with an entry beside changing it; ``form`` is the draft of its change."""
    state, version = known.state(kind, code), known.version(kind, code)
    name = f"katalog:ende:{kind.value}:{code}"
    prefix = drafts.opened(name, version, {"grund": ""})
    drafts.trouble(name, version)
    own, of_file = known.stored.get((kind, code)), known.of_file(kind, code)
    if state is State.RETIRED:
        why = own.why if own is not None else ""
        st.info(escaped(f"Zurückgezogen: {why}"), icon=":material/archive:")
        st.button("Wieder einführen", on_click=_reinstate, args=(name, kind, code), key=f"{name}:wieder")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Grund für das Zurückziehen", key=f"{prefix}grund", max_chars=300, on_change="ignore",
            persist_state="session",
        )  # fmt: skip
        st.button(
            "Zurückziehen", icon=":material/archive:", on_click=_retire, args=(name, kind, code), key=f"{name}:weg"
        )
    if own is not None and own.content and of_file is not None:
        st.button("Zurück zur Fassung der Datei", on_click=_back, args=(name, kind, code, form), key=f"{name}:datei")


def history(here: Here, code: str | None = None) -> None:
    """Who changed what and when, the newest first; of one entry or of all."""
    with store().reading() as session:
        changes = queries.history(session, here.actor, drafts.folder(), code)
    if not changes:
        st.caption("Bisher gilt, was in den Dateien steht.")
        return
    rows = [row for change in changes[:SHOWN] for row in _rows(change)]
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, alt=f"{len(changes)} Änderungen am Katalog, die neueste zuerst",
        key=f"katalog:verlauf:{code or 'alle'}",
    )  # fmt: skip
    if len(changes) > SHOWN:
        st.caption(f"Die neuesten {SHOWN} von {len(changes)} Änderungen.")


def _rows(change: Change) -> list[dict[str, str]]:
    """One row per statement that changed, or one for the whole."""
    head = {
        "Wann": moment(change.at),
        "Wer": change.who,
        "Was": change.kind.label,
        "Eintrag": change.code,
        "Fassung": str(change.version),
    }
    if change.archived != change.was_archived:
        if change.kind is EntryKind.DECISION:
            state = {True: "zurückgenommen", False: "eingetragen"}[change.archived]
        else:
            state = {True: "zurückgezogen", False: "wieder eingeführt"}[change.archived]
        return [{**head, "Angabe": "Stand", "Vorher": "", "Nachher": f"{state} {change.why}".strip()}]
    before = change.before or {}
    keys = [key for key in dict.fromkeys([*before, *change.after]) if before.get(key) != change.after.get(key)]
    return [
        {
            **head,
            "Angabe": KEYS.get(key, key),
            "Vorher": value(key, before.get(key)),
            "Nachher": value(key, change.after.get(key)),
        }
        for key in keys
    ] or [{**head, "Angabe": "Stand", "Vorher": "", "Nachher": "wie in der Datei"}]


def _retire(name: str, kind: EntryKind, code: str) -> None:
    reason, seen = str(st.session_state.get(f"{drafts.prefix(name)}grund") or ""), drafts.seen(name)
    drafts.attempt(name, lambda work, folder: commands.retire(work, folder, kind, code, reason, seen=seen), code)


def _reinstate(name: str, kind: EntryKind, code: str) -> None:
    seen = drafts.seen(name)
    drafts.attempt(name, lambda work, folder: commands.reinstate(work, folder, kind, code, seen=seen), code)


def _back(name: str, kind: EntryKind, code: str, form: str) -> None:
    seen = drafts.seen(name)
    if drafts.attempt(name, lambda work, folder: commands.back_to_file(work, folder, kind, code, seen=seen), code):
        drafts.given_up(form)
