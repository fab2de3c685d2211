"""Entering and changing meetings, one form at a time; bodies, agenda and presence have modules of their own."""

from collections.abc import Sequence
from datetime import date, time

import streamlit as st

from dashboard.meetings import deadlines, meetings
from dashboard.meetings.deadlines import DeadlineKind
from dashboard.meetings.forms import MeetingForm
from dashboard.meetings.kinds import MeetingKind, MeetingState
from dashboard.meetings.meetings import MeetingInvalid
from dashboard.meetings.models import Meeting
from dashboard.meetings.times import clock_of
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import (
    actions,
    alliances_sheet,
    meetings_agenda,
    meetings_archive,
    meetings_bodies,
    meetings_presence,
    meetings_reads,
    meetings_templates,
)
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import NEW
from dashboard.ui.meetings_reads import CHOSEN, Opened
from dashboard.ui.visit import Here, store

BOX, WHAT = "sitzung:eintragen", "sitzung:was"
MEETING, BODY, MEMBERS, TEMPLATES, DAYS, ARCHIVE = (
    "Sitzung", "Gremium", "Mitglieder", "Vorlagen", "Fristen", "Archiv",
)  # fmt: skip
AGENDA, ITEM, PRESENCE = "Tagesordnung", "Punkt", "Anwesenheit"
WITHOUT = (MEETING, BODY, MEMBERS, TEMPLATES, DAYS, ARCHIVE)
WITHIN = (AGENDA, ITEM, PRESENCE, *WITHOUT)
FROZEN = "Die Niederschrift ist genehmigt; hier ändert sich nichts mehr. Berichtigungen stehen als Nachtrag dabei."


def panel(here: Here, opened: Opened | None) -> None:
    """All forms behind one click; for editors of the office."""
    if not here.may_edit:
        return
    nothing = not meetings_reads.meetings(here)
    box = st.expander(
        "Eintragen und ändern", icon=":material/edit:", key=BOX, on_change="rerun", expanded=nothing
    )  # fmt: skip
    if not box.open:
        return
    with box:
        options = _options(here, opened)
        if st.session_state.get(WHAT) not in options:
            st.session_state[WHAT] = options[0]
        what = str(st.segmented_control("Was", options, required=True, key=WHAT, persist_state="session"))
        if what == MEETING:
            _meeting(here, opened)
        elif opened is not None and what in (AGENDA, ITEM, PRESENCE):
            _within(here, opened, what)
        else:
            _without(here, opened, what)


def _options(here: Here, opened: Opened | None) -> Sequence[str]:
    if opened is not None:
        return WITHIN
    if not meetings_reads.bodies(here).entries:
        return (BODY, ARCHIVE)
    return WITHOUT


def _within(here: Here, opened: Opened, what: str) -> None:
    if opened.meeting.state is MeetingState.APPROVED:
        st.caption(FROZEN)
    elif what == AGENDA:
        meetings_agenda.whole(here, opened)
    elif what == ITEM:
        meetings_agenda.item(opened)
    else:
        meetings_presence.panel(here, opened)


def _without(here: Here, opened: Opened | None, what: str) -> None:
    match what:
        case "Gremium":
            meetings_bodies.body(here, opened)
        case "Mitglieder":
            meetings_bodies.member(here, opened)
        case "Vorlagen":
            meetings_templates.template(here)
        case "Fristen":
            _days()
        case _:
            meetings_archive.panel(here, opened)


def _meeting(here: Here, opened: Opened | None) -> None:
    known = {} if opened is None else {opened.meeting.id: f"{meetings_reads.label(opened.meeting)} ändern"}
    scope = f"sitzung:{opened.meeting.id if opened else ''}"
    if opened is not None and not alliances_sheet.was_chosen(scope):
        st.session_state.update(alliances_sheet.choice_of(scope, str(opened.meeting.id)))
    chosen = alliances_sheet.entry("Eintrag", "Neue Sitzung", known, scope) if known else NEW
    entry = opened.meeting if opened is not None and chosen != NEW else None
    if entry is not None and entry.state is MeetingState.APPROVED:
        st.caption(FROZEN)
        return
    name = f"sitzung:sitzung:{chosen}"
    form = entry.form if entry is not None else MeetingForm(0, date.min, time())
    sheet = alliances_sheet.opened(
        name, entry.life.version if entry else 0, form,
        body=form.body or (opened.meeting.form.body if opened else None), day=form.day if entry else None,
        begins=f"{form.begins:%H:%M}" if entry else "", ends=f"{form.ends:%H:%M}" if form.ends else "",
    )  # fmt: skip
    left, right = st.columns(2, gap="large")
    with left:
        if entry is None:
            sheet.choice("body", meetings_reads.body_names(here), none="Gremium wählen")
        with st.container(horizontal=True):
            sheet.day("day")
            sheet.line("begins", placeholder="14:00", width=110)
            sheet.line("ends", placeholder="offen", width=110)
        sheet.line("place")
        sheet.circle()
    with right:
        with st.container(horizontal=True):
            sheet.choice("kind", {one.value: one.label for one in MeetingKind})
            sheet.line("title", placeholder="sonst steht hier die Art")
        sheet.long("invitation")
        sheet.day("ends_on")
    number = entry.id if entry is not None else None
    sheet.save("Sitzung anlegen" if number is None else "Sitzung speichern", _save, name, number)
    if number is not None:
        alliances_sheet.ending(name, Meeting, number)


def _save(name: str, number: int | None) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    made: list[int] = []

    def command(work: UnitOfWork) -> str:
        body, day, begins = value("body"), value("day"), _clock(value("begins", ""))
        missing = {"Gremium": body, "Tag": day, "Beginn": begins}
        if any(found is None for found in missing.values()):
            raise MeetingInvalid(f"Bitte „{next(label for label, found in missing.items() if found is None)}“ angeben.")
        wish = MeetingForm(
            int(body), day, begins or time(), _clock(value("ends", "")), value("ends_on"),
            MeetingKind(value("kind", MeetingKind.SITTING)), value("title", ""), value("place", ""),
            value("invitation", ""), Circle(value("circle", Circle.COORDINATION)),
        )  # fmt: skip
        if number is not None:
            return meetings.change_meeting(work, number, wish, seen=seen)
        made.append(meetings.add_meeting(work, wish))
        return " ".join(["Die Sitzung ist eingetragen. Jetzt die Tagesordnung.", *meetings.notices(wish)])

    if alliances_sheet.attempt(name, command):
        # Also after a change: the address knows the meeting by day and body, which may be others now.
        st.session_state[CHOSEN] = made[0] if made else number
        if made:
            st.session_state[WHAT], st.session_state[BOX] = AGENDA, True


def _clock(text: str) -> time | None:
    found = clock_of(text)
    return time.fromisoformat(found) if found else None


def _days() -> None:
    """The county's numbers of days before a meeting."""
    with store().reading() as session:
        days = deadlines.rules(session)
    st.caption("So viele Tage vor der Sitzung; am Wochenende oder an einem Feiertag gilt der Werktag davor.")
    with st.container(horizontal=True):
        for kind in DeadlineKind:
            st.number_input(
                kind.label, 0, deadlines.LONGEST, days[kind], key=f"sitzung:frist:{kind.value}:{days[kind]}",
                on_change="ignore", width=220,
                help="Nur für den Koordinierungsstab, dem die Zahlen vorliegen." if kind.of_figures else None,
            )  # fmt: skip
    keys = {kind: f"sitzung:frist:{kind.value}:{days[kind]}" for kind in DeadlineKind}
    st.button("Fristen speichern", type="primary", on_click=_save_days, args=(keys,), key="sitzung:fristen")


def _save_days(keys: dict[DeadlineKind, str]) -> None:
    wish = {kind: int(st.session_state[key]) for kind, key in keys.items()}
    actions.act(lambda work: deadlines.set_rules(work, wish))
