"""Entering and changing bodies and their members; a body that is called otherwise or ends keeps its history."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from dashboard.meetings import bodies, members, tracing
from dashboard.meetings.bodies import BodyInvalid
from dashboard.meetings.body_models import Body, BodyMember
from dashboard.meetings.body_queries import BodyEntry
from dashboard.meetings.forms import BodyForm, MemberForm
from dashboard.meetings.kinds import BodyKind
from dashboard.meetings.members import MemberInvalid
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import (
    actions,
    alliances_reads,
    alliances_sheet,
    history_of,
    meetings_reads,
    network_reads,
    quarters,
    reads,
)
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import FIRST, LAST, NEW
from dashboard.ui.meetings_reads import Opened
from dashboard.ui.visit import Here

OF = "sitzung:mitglieder-von"


def body(here: Here, opened: Opened | None) -> None:
    """One body or a new one."""
    known = {one.id: one for one in meetings_reads.bodies(here).entries}
    if opened is not None and not alliances_sheet.was_chosen("gremium"):
        st.session_state.update(alliances_sheet.choice_of("gremium", str(opened.meeting.form.body)))
    chosen = alliances_sheet.entry("Eintrag", "Neues Gremium", meetings_reads.body_names(here), "gremium")
    entry = known[int(chosen)] if chosen != NEW else None
    name = f"sitzung:gremium:{chosen}"
    form = entry.form if entry is not None else BodyForm("")
    sheet = alliances_sheet.opened(name, entry.life.version if entry else 0, form)
    functions = _functions(here)
    left, right = st.columns(2, gap="large")
    with left:
        sheet.line("name")
        sheet.choice("kind", {one.value: one.label for one in BodyKind})
        sheet.long("purpose")
        sheet.line("rhythm", placeholder="zum Beispiel einmal im Quartal")
        sheet.circle()
    with right:
        sheet.choice("area", network_reads.all_area_names(here), none="ganzer Landkreis")
        sheet.choice("alliance", alliances_reads.labels(alliances_reads.board(here)), none="keines")
        sheet.choice("chair", functions, none="offen")
        sheet.choice("office", functions, none="offen")
        with st.container(horizontal=True):
            sheet.day("since")
            sheet.day("until")
    sheet.save(
        "Gremium anlegen" if entry is None else "Gremium speichern", _save_body, name, entry.id if entry else None
    )
    if entry is not None:
        _renaming(entry)
        alliances_sheet.ending(name, Body, entry.id)
        traced = tracing.of_body(entry.id, meetings_reads.bodies(here).members.get(entry.id, ()))
        history_of.panel(here, f"gremium-{entry.id}", traced, partial(tracing.words, catalogue=reads.catalogue()))


def _save_body(name: str, number: int | None) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = BodyForm(
        value("name", ""), BodyKind(value("kind", BodyKind.STAFF)), value("purpose", ""), value("area"),
        value("alliance"), value("chair"), value("office"), value("rhythm", ""), value("since"), value("until"),
        Circle(value("circle", Circle.COORDINATION)),
    )  # fmt: skip

    def command(work: UnitOfWork) -> str:
        if number is not None:
            return bodies.change_body(work, number, wish, seen=seen)
        bodies.add_body(work, wish)
        return f"„{wish.name.strip()}“ ist eingetragen. Jetzt seine Mitglieder oder die erste Sitzung."

    alliances_sheet.attempt(name, command)


def _renaming(entry: BodyEntry) -> None:
    """A new name from a day on, and the end: apart from the form, for a corrected name is none of both."""
    key, today = f"sitzung:umbenennen:{entry.id}:{entry.life.version}", quarters.today()
    with st.popover("Umbenennen oder beenden", icon=":material/drive_file_rename_outline:"):
        st.text_input("Heißt künftig", key=f"{key}:name", max_chars=200, on_change="ignore")
        st.date_input(
            "Letzter Tag des bisherigen Namens oder des Gremiums", today, min_value=FIRST, max_value=LAST,
            format="DD.MM.YYYY", key=f"{key}:tag", on_change="ignore",
        )  # fmt: skip
        with st.container(horizontal=True):
            args = (entry.id, entry.life.version, key)
            st.button("Umbenennen", on_click=_rename, args=args, key=f"{key}:los")
            st.button("Beenden", on_click=_end, args=args, key=f"{key}:ende")
        st.caption("Sitzungen davor behalten den alten Namen. Ein Schreibfehler wird oben im Namen berichtigt.")


def _rename(body: int, seen: int, key: str) -> None:
    name, last = str(st.session_state.get(f"{key}:name") or ""), st.session_state.get(f"{key}:tag")
    actions.act(lambda work: bodies.rename_body(work, body, name, _day(last), seen=seen))


def _end(body: int, seen: int, key: str) -> None:
    last = st.session_state.get(f"{key}:tag")
    actions.act(lambda work: bodies.end_body(work, body, _day(last), seen=seen))


def _day(found: date | None) -> date:
    if found is None:
        raise BodyInvalid("Bitte den letzten Tag angeben.")
    return found


def member(here: Here, opened: Opened | None) -> None:
    """One seat of a body or a new one."""
    names = meetings_reads.body_names(here)
    if opened is not None and OF not in st.session_state:
        st.session_state[OF] = opened.meeting.form.body
    if st.session_state.get(OF) not in (None, *names):
        del st.session_state[OF]
    of = st.selectbox(
        "Mitglieder von", list(names), format_func=names.__getitem__, key=OF, filter_mode=None, persist_state="session"
    )  # fmt: skip
    seats = {one.id: one for one in meetings_reads.bodies(here).members.get(of, ())}
    titles = {
        key: ", ".join(filter(None, (one.organisation, one.function, one.form.role))) for key, one in seats.items()
    }
    chosen = alliances_sheet.entry("Eintrag", "Neues Mitglied", network_reads.distinct(titles), f"mitglied:{of}")
    entry = seats[int(chosen)] if chosen != NEW else None
    name = f"sitzung:mitglied:{of}:{chosen}"
    form = entry.form if entry is not None else MemberForm(of, 0)
    sheet = alliances_sheet.opened(
        name, entry.life.version if entry else 0, form, organisation=form.organisation or None
    )  # fmt: skip
    organisations = {one.id: one.name for one in network_reads.network(here).organisations}
    if entry is None and not organisations:
        st.caption("Mitglieder sind Organisationen: Tragen Sie sie zuerst unter „Netzwerk & Praxis“ ein.")
        return
    with st.container(horizontal=True):
        if entry is None:
            sheet.choice("organisation", organisations, none="Organisation wählen", follows=True)
        sheet.choice("function", _functions(here, sheet.value("organisation")), none="keine bestimmte")
    with st.container(horizontal=True):
        sheet.line("role", placeholder="zum Beispiel beratend")
        sheet.line("term", placeholder="zum Beispiel 2026–2031")
        sheet.day("since")
        sheet.day("until")
    number = entry.id if entry is not None else None
    sheet.save("Mitglied eintragen" if number is None else "Mitglied speichern", _save_member, name, of, number)
    if number is not None:
        alliances_sheet.ending(name, BodyMember, number)


def _save_member(name: str, body: int, number: int | None) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = MemberForm(
        body, value("organisation", 0), value("function"), value("role", ""), value("term", ""), value("since"),
        value("until"),
    )  # fmt: skip

    def command(work: UnitOfWork) -> str:
        if number is not None:
            return members.change_member(work, number, wish, seen=seen)
        if not wish.organisation:
            raise MemberInvalid("Bitte „Organisation“ angeben.")
        members.add_member(work, wish)
        return "Das Mitglied ist eingetragen."

    alliances_sheet.attempt(name, command)


def _functions(here: Here, organisation: int | None = None) -> Mapping[int, str]:
    """Functions by organisation and title; of one organisation by title alone."""
    found = network_reads.network(here).organisations
    if organisation is not None:
        return {own.id: own.title for one in found if one.id == organisation for own in one.functions}
    return {own.id: f"{one.name}, {own.title}" for one in found for own in one.functions}
