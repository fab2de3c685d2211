"""Who was there, as one table: the members of the body stand in it already, a click says that they are there."""

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from dashboard.formats import NOTHING
from dashboard.meetings import attendance
from dashboard.meetings.attendance import Line
from dashboard.meetings.forms import ParticipationForm
from dashboard.meetings.kinds import Presence
from dashboard.meetings.presence import ParticipationInvalid
from dashboard.store import UnitOfWork
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui import meetings_reads, network_reads, reads, typed_table
from dashboard.ui.meetings_reads import Opened
from dashboard.ui.typed_table import Edits, Row
from dashboard.ui.visit import Here

WHO, GUEST, PRESENCE, COUNT, FIELD = "Organisation", "Gäste", "Anwesenheit", "Personen", "Handlungsfeld"
FIELDS = {GUEST: "guest", PRESENCE: "presence", COUNT: "count", FIELD: "field"}
LABELS = {one.value: one.label for one in Presence}
EMPTY_LINES = 3
MORE = "sitzung:anwesenheit:weitere"


def panel(here: Here, opened: Opened) -> None:
    """The table, with lines for guests and head counts below the organisations."""
    name = f"sitzung:anwesenheit:{opened.meeting.id}"
    found = rows(here, opened)
    begun = typed_table.opened(name, _version(found), found)
    drafts.trouble(name, _version(found))
    st.caption(
        "Ohne „Anwesenheit“ steht eine Zeile nicht in der Liste. Personen werden gezählt und nicht genannt: bei "
        "„Gäste“ bitte Funktion oder Gruppe. Für Konferenzen genügen Zeilen mit Handlungsfeld und Zahl."
    )
    _tools(here, name, begun)
    key, mounted = f"{drafts.prefix(name)}tabelle", f"{name}:bisher"
    if key not in st.session_state:
        # The browser begins anew, after another form or page: with what had been typed so far.
        st.session_state[mounted] = st.session_state.get(f"{name}:entwurf", {})
    fields = network_reads.field_names()
    st.data_editor(
        frame(begun, st.session_state[mounted]), key=key, hide_index=True, num_rows="fixed", height="content",
        placeholder=NOTHING, disabled=[WHO], alt=f"Tabelle zum Eintragen der Anwesenheit, {len(begun)} Zeilen",
        column_config={
            WHO: st.column_config.TextColumn(pinned=True, width="large"),
            GUEST: st.column_config.TextColumn("Gäste (Funktion oder Gruppe)", width="medium", max_chars=200),
            PRESENCE: st.column_config.SelectboxColumn(
                options=list(LABELS), format_func=lambda one: LABELS.get(str(one), str(one)), width="small"
            ),
            COUNT: st.column_config.NumberColumn(min_value=0, step=1, format="%d", width="small"),
            FIELD: st.column_config.SelectboxColumn(
                options=list(fields), format_func=lambda one: fields.get(str(one), str(one)), width="medium"
            ),
        },
    )  # fmt: skip
    st.session_state[f"{name}:entwurf"] = typed_table.typed(name)
    st.button(
        "Anwesenheit speichern", type="primary", on_click=_save, args=(name, opened.meeting.id), key=f"{name}:los"
    )  # fmt: skip


def rows(here: Here, opened: Opened) -> list[Row]:
    """What is entered, then the members of that day of whom nothing is said, then empty lines for guests."""
    entered = [
        {
            "id": one.id, "version": one.version, "organisation": one.form.organisation,
            "who": one.name if one.form.organisation is not None else "", "guest": one.form.guest,
            "presence": one.form.presence.value, "count": one.form.count, "field": one.form.field or None,
        }
        for one in opened.present.entries
    ]  # fmt: skip
    there, day = {one["organisation"] for one in entered}, opened.meeting.form.day
    seats = meetings_reads.bodies(here).members.get(opened.meeting.form.body, ())
    members = {
        one.form.organisation: one.organisation
        for one in seats
        if (one.form.since is None or one.form.since <= day) and (one.form.until is None or one.form.until >= day)
    }
    missing = [_line(key, name) for key, name in members.items() if key not in there]
    return [*entered, *missing, *(_line() for _ in range(EMPTY_LINES))]


def frame(lines: Sequence[Row], edits: Edits) -> pd.DataFrame:
    """The table as it is shown: what is entered, and over it what has been typed."""
    shown = [
        {WHO: one["who"], **{head: one[name] for head, name in FIELDS.items()}} | edits.get(at, {})
        for at, one in enumerate(lines)
    ]
    table = pd.DataFrame(shown, columns=[WHO, *FIELDS])
    return table.astype({COUNT: "Int64"} | dict.fromkeys((WHO, GUEST, PRESENCE, FIELD), "object"))


def wishes(meeting: int, lines: Sequence[Row], edits: Edits) -> list[Line]:
    """What the typed lines say; raises ParticipationInvalid for one whose presence is missing."""
    found = []
    for at, typed in sorted(edits.items()):
        one = lines[at]
        said = {name: one[name] for name in FIELDS.values()}
        said |= {FIELDS[head]: value for head, value in typed.items() if head in FIELDS}
        if all((one[name] or None) == (said[name] or None) for name in FIELDS.values()):
            continue
        if not said["presence"]:
            if one["id"]:
                found.append(Line(one["id"], one["version"], None))
                continue
            if not said["guest"] and not said["count"] and not said["field"]:
                continue
            named = one["who"] or said["guest"] or f"Zeile {at + 1}"
            raise ParticipationInvalid(f"„{named}“: Bitte die Anwesenheit wählen.")
        presence = Presence(said["presence"])
        count = said["count"] if said["count"] is not None else int(presence.is_there)
        form = ParticipationForm(
            meeting, one["organisation"], said["guest"] or "", said["field"] or "", presence, int(count)
        )
        found.append(Line(one["id"], one["version"], form))
    return found


def _tools(here: Here, name: str, begun: list[Row]) -> None:
    known = {one["organisation"] for one in begun}
    others = {one.id: one.name for one in network_reads.network(here).organisations if one.id not in known}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button("Alle Übrigen anwesend", icon=":material/done_all:", on_click=_all, args=(name,), key=f"{name}:alle")
        st.button("Weitere Zeilen für Gäste", icon=":material/add:", on_click=_guests, args=(name,), key=f"{name}:mehr")
        if others:
            if st.session_state.get(MORE) not in (None, *others):
                del st.session_state[MORE]
            st.selectbox(
                "Weitere Organisation", list(others), index=None, format_func=others.__getitem__, key=MORE, width=320,
                placeholder="hinzufügen", on_change=_organisation, args=(name, others),
            )  # fmt: skip


def _all(name: str) -> None:
    edits = typed_table.typed(name)
    for at, one in enumerate(_lines(name)):
        if one["organisation"] is not None and not edits.get(at, {}).get(PRESENCE, one["presence"]):
            edits[at] = {COUNT: 1, **edits.get(at, {}), PRESENCE: Presence.PRESENT.value}
    _anew(name, edits)


def _guests(name: str) -> None:
    edits = typed_table.typed(name)
    _lines(name).extend(_line() for _ in range(EMPTY_LINES))
    _anew(name, edits)


def _organisation(name: str, others: dict[int, str]) -> None:
    key, edits = st.session_state.get(MORE), typed_table.typed(name)
    if key is None:
        return
    lines = _lines(name)
    edits[len(lines)] = {PRESENCE: Presence.PRESENT.value, COUNT: 1}
    lines.append(_line(key, others[key]))
    st.session_state[MORE] = None
    _anew(name, edits)


def _anew(name: str, edits: Edits) -> None:
    """Let the table begin anew with what is typed so far: only so do other lines come into it."""
    st.session_state.pop(f"{drafts.prefix(name)}tabelle", None)
    st.session_state[f"{name}:nummer"] = st.session_state.get(f"{name}:nummer", 0) + 1
    st.session_state[f"{name}:entwurf"] = edits
    st.session_state[f"{name}:bisher"] = edits


def _save(name: str, meeting: int) -> None:
    edits, lines = typed_table.typed(name), list(_lines(name))

    def command(work: UnitOfWork, _folder: object) -> str:
        return attendance.save_list(work, reads.catalogue(), wishes(meeting, lines, edits))

    if drafts.attempt(name, command):
        typed_table.forget(name)


def _lines(name: str) -> list[Row]:
    lines: list[Row] = st.session_state[f"{name}:anfang"]["zeilen"]
    return lines


def _line(organisation: int | None = None, who: str = "") -> Row:
    line: dict[str, Any] = {
        "id": 0, "version": 0, "organisation": organisation, "who": who, "guest": "", "presence": None, "count": None,
        "field": None,
    }  # fmt: skip
    return line


def _version(lines: Sequence[Row]) -> int:
    """Another number whenever a line that is entered is another one."""
    return crc32(repr([(one["id"], one["version"]) for one in lines if one["id"]]).encode())
