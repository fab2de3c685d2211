"""The decision that turns a disabled indicator on: who decided it when and why, and taking it back."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.catalogue import EntryKind, commands
from dashboard.catalogue.stored import Decision, Stored
from dashboard.catalogue.texts import Texts
from dashboard.formats import day as written
from dashboard.formats import join, moment
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.catalogue_words import KEYS, SHOWINGS
from dashboard.ui.show import escaped

DECISION = EntryKind.DECISION


def panel(known: Texts, code: str, content: Mapping[str, Any]) -> None:
    """Why it is off, what would hold if it were on, and the decision."""
    own = known.stored.get((DECISION, code))
    name = f"katalog:entscheidung:{code}"
    with st.container(border=True):
        st.subheader("Entscheidung")
        _restrictions(content)
        if own is not None and not own.archived:
            _decided(name, own, code)
        else:
            _undecided(name, known, code, content)


def _restrictions(content: Mapping[str, Any]) -> None:
    if reason := str(content.get("disable_reason") or ""):
        st.markdown(escaped(" ".join(reason.split())))
    restrictions = content.get("restrictions") or {}
    if never := restrictions.get("never"):
        st.markdown(
            escaped(
                "Auch eingeschaltet nur für Landkreis und Jahr, und nie als "
                f"{join([SHOWINGS.get(str(one), str(one)) for one in never])}."
            )
        )
    if note := str(restrictions.get("note") or ""):
        st.markdown(escaped(f"Steht immer in der Abbildung: {' '.join(note.split())}"))


def _decided(name: str, own: Stored, code: str) -> None:
    decision = Decision.model_validate(own.table)
    when = f" am {moment(own.at)}" if own.at else ""
    st.success(
        escaped(
            f"Eingeschaltet: {decision.body}, {written(decision.day)}. Begründung: {decision.reason} "
            f"Eingetragen von {own.who}{when}."
        ),
        icon=":material/gavel:",
    )
    prefix = drafts.opened(name, own.version, {"grund": ""})
    drafts.trouble(name, own.version)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Grund für die Rücknahme", key=f"{prefix}grund", max_chars=300, on_change="ignore", persist_state="session"
        )
        st.button(
            "Entscheidung zurücknehmen und abschalten", icon=":material/block:", on_click=_withdraw, args=(name, code),
            key=f"{name}:aus",
        )  # fmt: skip


def _undecided(name: str, known: Texts, code: str, content: Mapping[str, Any]) -> None:
    body = str((content.get("restrictions") or {}).get("decision") or "")
    beginning, version = {"day": None, "body": body, "reason": ""}, known.version(DECISION, code)
    prefix = drafts.opened(name, version, beginning)
    drafts.trouble(name, version)
    with st.container(horizontal=True):
        st.date_input(
            KEYS["day"], None, key=f"{prefix}day", format="DD.MM.YYYY", width=220, on_change="ignore",
            persist_state="session",
        )  # fmt: skip
        st.text_input(
            KEYS["body"], key=f"{prefix}body", max_chars=200, disabled=bool(body), on_change="ignore",
            persist_state="session",
        )  # fmt: skip
    st.text_area(
        KEYS["reason"], key=f"{prefix}reason", max_chars=2000, on_change="ignore", persist_state="session",
        help="Warum das Gremium die Zahl zeigen will, mit dem Punkt der Niederschrift.",
    )  # fmt: skip
    st.button(
        "Entscheidung eintragen und einschalten", icon=":material/gavel:", on_click=_decide, args=(name, code),
        key=f"{name}:an",
    )  # fmt: skip


def _decide(name: str, code: str) -> None:
    state, prefix, seen = st.session_state, drafts.prefix(name), drafts.seen(name)
    day, body, reason = (state.get(f"{prefix}{key}") for key in ("day", "body", "reason"))
    drafts.attempt(
        name,
        lambda work, folder: commands.decide(
            work, folder, code, day=day, body=str(body or ""), reason=str(reason or ""), seen=seen
        ),
        code,
    )


def _withdraw(name: str, code: str) -> None:
    reason, seen = str(st.session_state.get(f"{drafts.prefix(name)}grund") or ""), drafts.seen(name)
    drafts.attempt(name, lambda work, folder: commands.withdraw(work, folder, code, reason, seen=seen), code)
