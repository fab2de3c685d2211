"""One meeting: when and where, what was agreed or is planned, who was there, its files, and the next step."""

from functools import partial

import streamlit as st

from dashboard.formats import NOTHING, day, number
from dashboard.meetings import tracing
from dashboard.meetings.kinds import MeetingState
from dashboard.store import Circle
from dashboard.ui import (
    alliances_marks,
    history_of,
    meetings_downloads,
    meetings_marks,
    meetings_reads,
    meetings_step,
    minutes,
    minutes_read,
    network_marks,
    network_reads,
    quarters,
    reads,
)
from dashboard.ui.alliances_marks import lines
from dashboard.ui.kept import Kept
from dashboard.ui.meetings_marks import counted
from dashboard.ui.meetings_reads import Opened
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

BEFORE = (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.CANCELLED)
AGENDAS: Kept[str] = Kept(32)
NOBODY = "ohne Handlungsfeld"


def panel(here: Here, opened: Opened) -> None:
    """What the person wants first: before the meeting the agenda, afterwards what was agreed."""
    _head(here, opened)
    if opened.meeting.state in BEFORE:
        _invitation(opened)
        _agenda(here, opened)
        _agreed(opened)
    else:
        _agreed(opened)
        _agenda(here, opened)
        _read(here, opened)
    _present(opened)
    if opened.meeting.state not in BEFORE:
        _invitation(opened)
    there = () if not here.internal else opened.present.entries
    words = partial(tracing.words, catalogue=reads.catalogue())
    history_of.panel(here, f"sitzung-{opened.meeting.id}", tracing.of_meeting(opened.sheet, there), words)


def sentence(opened: Opened) -> str:
    """The meeting in one sentence."""
    of = opened.meeting
    items = counted(of.items, "Punkt", "Punkte")
    if of.state is MeetingState.CANCELLED:
        return f"Diese Sitzung ist abgesagt; auf der Tagesordnung standen {items}."
    if of.state in BEFORE:
        return f"{of.state_label.capitalize()} für den {of.when}; auf der Tagesordnung: {items}."
    heads = f" {counted(opened.present.total, 'Person war', 'Personen waren')} da." if opened.present.total else ""
    found = (
        f"{counted(of.resolutions, 'Ergebnis', 'Ergebnisse')}, {counted(of.tasks_open, 'Aufgabe', 'Aufgaben')} offen"
    )
    approved = f" Genehmigt am {day(of.approved_at)}." if of.approved_at else " Die Niederschrift ist noch ein Entwurf."
    return f"{items}, {found}.{heads}{approved}"


def _head(here: Here, opened: Opened) -> None:
    of = opened.meeting
    name = ": ".join(filter(None, (f"{of.body} am {day(of.form.day)}", meetings_marks.named(of))))
    st.markdown(f"## {escaped(name)}\n\n{escaped(sentence(opened))}")
    facts = {
        "Wann": of.when,
        "Ort": of.form.place,
        "Art": of.form.kind.label,
        "Stand": meetings_marks.state(of),
        "Entwurf versandt am": day(of.draft_sent_on) if of.draft_sent_on else "",
        "Genehmigt am": day(of.approved_at) if of.approved_at else "",
        "Sichtbar für": of.form.circle.label if here.circle is not Circle.PUBLIC else "",
    }
    st.html(network_marks.facts(facts))
    if here.internal:
        before = meetings_reads.days_before(here, (of,)).get(of.id, ())
        for hint in meetings_marks.due(of, before, quarters.today()) if of.form.day >= quarters.today() else ():
            st.markdown(f":material/schedule: {escaped(hint)}")
    meetings_step.panel(here, opened)
    with st.container(horizontal=True, vertical_alignment="center"):
        if of.state is not MeetingState.CANCELLED:
            minutes.link(here, of.id, approved=of.state is MeetingState.APPROVED)
        meetings_downloads.calendar(here, of.id)
        meetings_downloads.documents(here, opened)


def _invitation(opened: Opened) -> None:
    if opened.meeting.form.invitation:
        st.markdown("### Einladung")
        st.markdown(lines(opened.meeting.form.invitation))


def _agenda(here: Here, opened: Opened) -> None:
    st.markdown("### Tagesordnung")
    if not opened.sheet.agenda:
        more = " Tragen Sie sie unten ein, am schnellsten als Liste." if here.may_edit else ""
        st.markdown(f"Es gibt noch keine Tagesordnung.{more}")
        return
    of = opened.meeting
    made = partial(meetings_marks.agenda, opened.sheet.agenda, of.form.circle)
    st.html(AGENDAS.get((*meetings_reads.state(here), of.id), made))


def _agreed(opened: Opened) -> None:
    found, tasks = opened.resolutions, opened.tasks
    if not found and not tasks:
        if opened.meeting.state not in BEFORE:
            st.markdown("### Was vereinbart wurde")
            st.markdown("Zu dieser Sitzung ist nichts festgehalten, das dieser Kreis sieht.")
        return
    st.markdown("### Was vereinbart wurde")
    if found:
        st.html(meetings_marks.resolutions(found))
    if tasks:
        st.markdown("### Aufgaben")
        st.html(meetings_marks.tasks(tasks))
    if opened.more_tasks:
        st.caption(f"Dazu {number(opened.more_tasks)} weitere Aufgaben.")


def _present(opened: Opened) -> None:
    present = opened.present
    if not present.total and not present.entries:
        return
    st.markdown("### Anwesenheit")
    guests = f", davon {counted(present.guests, 'Gast', 'Gäste')}" if present.guests else ""
    st.markdown(escaped(f"{counted(present.total, 'Person', 'Personen')}{guests}."))
    names = network_reads.field_names()
    if present.entries:
        rows = [
            (
                one.name or "Teilnehmende", one.form.presence.label,
                number(one.form.count) if one.form.count else NOTHING, names.get(one.field, NOTHING),
            )
            for one in present.entries
        ]  # fmt: skip
        heads = ("Wer", "Anwesenheit", "Personen", "Handlungsfeld")
        st.html(alliances_marks.table("Anwesenheit", heads, rows, ("Personen",)))
    if len(present.by_field) > 1 or (present.by_field and present.by_field[0][0]):
        rows_by_field = [(names.get(code, code or NOBODY), number(count)) for code, count in present.by_field]
        st.html(
            alliances_marks.table(
                "Personen je Handlungsfeld", ("Handlungsfeld", "Personen"), rows_by_field, ("Personen",)
            )
        )


def _read(here: Here, opened: Opened) -> None:
    """The minutes' texts, which may be long: read when somebody opens them."""
    approved = opened.meeting.state is MeetingState.APPROVED
    label = "Niederschrift lesen" if approved else "Niederschrift lesen (Entwurf, noch nicht genehmigt)"
    box = st.expander(label, icon=":material/article:", key="sitzung:lesen", on_change="rerun")
    if not box.open:
        return
    with box:
        minutes_read.body(here, opened.meeting.id)
