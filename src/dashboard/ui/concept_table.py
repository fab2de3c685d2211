"""Many states at once: a table of one block in all places, or of one place with all blocks, saved as a whole."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.alliances import concept_states
from dashboard.alliances.concept_board import OLD, Board
from dashboard.alliances.concept_forms import StateForm
from dashboard.alliances.concept_queries import State
from dashboard.alliances.concept_states import StateInvalid
from dashboard.alliances.kinds import Stage
from dashboard.exhibits.concept_marks import text
from dashboard.formats import NOTHING, day
from dashboard.store import UnitOfWork
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui import concept_reads, quarters, typed_table
from dashboard.ui.typed_table import Edits, Row
from dashboard.ui.visit import Here

STATE, STILL, EVIDENCE, CONTACT, PRACTICE, AS_OF = (
    "Stand", "gilt weiter", "Nachweis", "Kontakt", "Praxisbeispiel", "Stand vom",
)  # fmt: skip
FIELDS = {STATE: "state", EVIDENCE: "evidence", CONTACT: "function", PRACTICE: "practice"}


def row(board: Board, block: int, area: str, head: str) -> Row:
    """A cell of the matrix as the table begins with it; ``id`` is 0 where nothing was said."""
    state = board.states.get((block, area))
    inside = state.inside if state is not None else None
    if state is None or inside is None:
        said = {"id": 0, "state": None, "as_of": NOTHING, "evidence": "", "function": None, "practice": None}
    else:
        form = inside.form
        said = {
            "id": inside.id, "state": form.state.value, "as_of": _as_of(board, state), "evidence": form.evidence,
            "function": _text(form.function), "practice": _text(form.practice), "contact": state.contact,
            "title": state.practice,
        }  # fmt: skip
    return {"block": block, "area": area, "head": head, **said}


def panel(here: Here, board: Board, name: str, first: str, rows: Sequence[Row]) -> None:
    """The table under the draft ``name``; ``first`` is the head of its first column."""
    version = max((one["id"] for one in rows), default=0)
    begun = typed_table.opened(name, version, rows)
    drafts.trouble(name, version)
    st.caption(
        "Ändern Sie beliebig viele Zeilen und speichern Sie einmal. Wo sich nichts geändert hat, genügt ein Haken bei "
        "„gilt weiter“. Alle geänderten Zeilen erhalten den Stand vom unten gewählten Tag."
    )
    key, mounted = f"{drafts.prefix(name)}tabelle", f"{name}:bisher"
    if key not in st.session_state:
        # The browser begins anew, after another form or page: with what had been typed so far.
        st.session_state[mounted] = st.session_state.get(f"{name}:entwurf", {})
    choices = concept_reads.choices(here)
    fixed: list[str | int] = [first, AS_OF]
    st.data_editor(
        frame(begun, first, st.session_state[mounted]), key=key, hide_index=True, num_rows="fixed", height="content",
        placeholder=NOTHING,
        disabled=fixed, alt=f"Tabelle zum Ändern der Stände, {len(begun)} Zeilen",
        column_config={
            first: st.column_config.TextColumn(pinned=True, width="medium"),
            STATE: st.column_config.SelectboxColumn(
                options=[one.value for one in Stage], format_func=lambda one: text(Stage(str(one))), width=150
            ),
            STILL: st.column_config.CheckboxColumn(width=120),
            EVIDENCE: st.column_config.TextColumn(width="large", max_chars=100_000),
            CONTACT: _choice(choices.functions, begun, "function", "contact"),
            PRACTICE: _choice(choices.practices, begun, "practice", "title"),
            AS_OF: st.column_config.TextColumn(width="medium"),
        },
    )  # fmt: skip
    st.session_state[f"{name}:entwurf"] = typed_table.typed(name)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(
            "Stand vom", quarters.today(), min_value=concept_states.FIRST, max_value=quarters.today(),
            key=f"{drafts.prefix(name)}tag", format="DD.MM.YYYY", on_change="ignore", persist_state="session",
        )  # fmt: skip
        st.button("Alle Stände speichern", type="primary", on_click=_save, args=(name,), key=f"{name}:speichern")


def frame(rows: Sequence[Row], first: str, edits: Edits) -> pd.DataFrame:
    """The table as it is shown: what was said, and over it what has been typed."""
    shown = [
        {
            first: one["head"], STATE: one["state"], STILL: False, EVIDENCE: one["evidence"],
            CONTACT: one["function"], PRACTICE: one["practice"], AS_OF: one["as_of"],
        } | edits.get(number, {})
        for number, one in enumerate(rows)
    ]  # fmt: skip
    table = pd.DataFrame(shown, columns=[first, STATE, STILL, EVIDENCE, CONTACT, PRACTICE, AS_OF])
    return table.astype({STILL: "bool"} | dict.fromkeys((first, STATE, EVIDENCE, CONTACT, PRACTICE, AS_OF), "object"))


def wishes(rows: Sequence[Row], edits: Edits, as_of: date) -> list[StateForm]:
    """What the typed rows say; raises StateInvalid where one has no state. Rows nobody touched say nothing."""
    found = []
    for number, typed in sorted(edits.items()):
        one = rows[number]
        changed = {FIELDS[column]: value for column, value in typed.items() if column in FIELDS}
        same = all((one[name] or None) == (value or None) for name, value in changed.items())
        if same and not typed.get(STILL):
            continue
        said = {name: one[name] for name in FIELDS.values()} | changed
        if not said["state"]:
            raise StateInvalid(
                f"„{one['head']}“: Bitte einen Stand wählen. Ein Eintrag lässt sich nicht leeren, nur ändern."
            )
        found.append(
            StateForm(
                one["block"], one["area"], Stage(said["state"]), as_of, said["evidence"] or "",
                _number(said["function"]), _number(said["practice"]),
            )
        )  # fmt: skip
    return found


def _save(name: str) -> None:
    edits, seen = typed_table.typed(name), drafts.seen(name)
    rows: list[Row] = st.session_state[f"{name}:anfang"]["zeilen"]
    as_of = st.session_state.get(f"{drafts.prefix(name)}tag") or quarters.today()

    def command(work: UnitOfWork, _folder: object) -> str:
        return concept_states.set_states(work, wishes(rows, edits, as_of), seen=seen)

    if drafts.attempt(name, command):
        typed_table.forget(name)


def _choice(known: Mapping[int, str], rows: Sequence[Row], key: str, named: str) -> Any:
    """A column of functions or practice examples; what a row names stays, also where it has gone out of use."""
    options = {str(number): title for number, title in known.items()}
    options |= {
        one[key]: one.get(named) or one[key] for one in rows if one[key] is not None and one[key] not in options
    }
    return st.column_config.SelectboxColumn(
        options=list(options), format_func=lambda one: options.get(str(one), str(one)), width="medium"
    )


def _as_of(board: Board, state: State) -> str:
    return f"{day(state.as_of)}, {OLD}" if board.is_old(state) else day(state.as_of)


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> int | None:
    return int(text) if text else None
