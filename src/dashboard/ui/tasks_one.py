"""One task: what, who, until when, where it comes from and what came of it; for editors what can be done with it."""

import streamlit as st

from dashboard.alliances.rows import title
from dashboard.errors import NotFound
from dashboard.formats import day, moment
from dashboard.meetings import tasks, tracing_results
from dashboard.meetings.kinds import TaskState
from dashboard.meetings.reminders import reminder_of
from dashboard.meetings.task_calendar import task_event
from dashboard.meetings.task_forms import DoneForm
from dashboard.meetings.task_table import TaskEntry
from dashboard.store import Circle, UnitOfWork, kept
from dashboard.ui import (
    actions,
    alliances_reads,
    alliances_sheet,
    history_of,
    links,
    meetings_reads,
    network_marks,
    quarters,
    reads,
    tasks_form,
    tasks_marks,
    tasks_reads,
)
from dashboard.ui.alliances_marks import lines
from dashboard.ui.show import escaped
from dashboard.ui.tasks_reads import TASK
from dashboard.ui.visit import Here

LONGEST_HEADING = 200


def panel(here: Here, key: int) -> None:
    """The task, or why it is not there."""
    st.button("Alle Aufgaben", icon=":material/arrow_back:", on_click=tasks_reads.close, args=(TASK,), type="tertiary")
    try:
        one = tasks_reads.task(here, key)
    except NotFound as error:
        st.info(escaped(str(error)), icon=":material/info:")
        return
    _head(here, one)
    _ways(here, one)
    if one.outcome:
        st.markdown(f"### Was daraus wurde\n\n{lines(one.outcome)}")
    if here.may_edit:
        _actions(one)
        _pass_on(here, one)
        tasks_form.change(here, one)


def host(here: Here) -> str:
    """What the names of our calendar entries end with: the same in every copy of the file."""
    return f"{reads.district(here).area}.lagebild.invalid"


def _head(here: Here, one: TaskEntry) -> None:
    heading = one.form.text if len(one.form.text) <= LONGEST_HEADING else title(one.form.text)
    st.markdown(f"## {escaped(' '.join(heading.split()))}")
    if heading != one.form.text or "\n" in heading:
        st.markdown(lines(one.form.text))
    if one.life.archived_at is not None:
        said = f"Archiviert am {moment(one.life.archived_at)} von {one.life.archived_by}: {one.life.archived_why}"
        st.warning(escaped(said), icon=":material/archive:")
    told = {
        "Wer": one.responsible or tasks_marks.NOBODY,
        "Bis": day(one.form.due_on) if one.form.due_on else "nicht festgelegt",
        "Überfällig": tasks_marks.overdue(one).removesuffix(" überfällig"),
        "Stand": tasks_marks.state(one.state),
        "Erledigt am": day(one.done_on) if one.done_on else "",
        "Gremium": one.body,
        "Aus": tasks_marks.origin(one),
        "Für Maßnahme": one.measure,
        "Sichtbar für": one.form.circle.label if here.circle is not Circle.PUBLIC else "",
        "Zuletzt geändert": f"{moment(one.life.changed_at)} von {one.life.changed_by}" if here.internal else "",
    }
    st.html(network_marks.facts(told))
    if one.organisation_archived and not one.state.is_over:
        st.warning(
            escaped(f"„{one.organisation}“ ist archiviert: Die Aufgabe braucht eine andere Organisation."),
            icon=":material/person_off:",
        )


def _ways(here: Here, one: TaskEntry) -> None:
    """To the resolution, the meeting and the measure it comes from, and to its history."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if one.form.resolution is not None and one.resolution_number:
            st.page_link(
                tasks_reads.PAGE, label=escaped(f"Verabredet unter Nr. {one.resolution_number}"),
                icon=":material/gavel:", query_params=tasks_reads.to_resolution(one.form.resolution),
            )  # fmt: skip
        address = {} if one.meeting is None else meetings_reads.address(here, one.meeting)
        if address and one.meeting_day is not None:
            st.page_link(
                "meetings.py", label=escaped(f"Sitzung vom {day(one.meeting_day)}"), icon=":material/groups:",
                query_params=address,
            )  # fmt: skip
        measure = next((two for two in alliances_reads.measures(here) if two.id == one.form.measure), None)
        names = alliances_reads.labels(alliances_reads.board(here)) if measure is not None else {}
        if measure is not None and measure.form.alliance in names:
            name = names[measure.form.alliance]
            st.page_link(
                "alliances.py", label=escaped(f"Maßnahme im Bündnis „{name}“"), icon=":material/handshake:",
                query_params={links.ALLIANCE: name},
            )  # fmt: skip
        history_of.panel(here, f"aufgabe-{one.id}", tracing_results.of_task(one.id), tracing_results.words_of_task)


def _actions(one: TaskEntry) -> None:
    """What can be done now, the most frequent first."""
    if one.life.archived_at is not None:
        st.button("Wieder einführen", icon=":material/unarchive:", on_click=_act, args=("restore", one.id))
        return
    if one.state.is_over:
        st.button("Wieder öffnen", icon=":material/undo:", on_click=_act, args=("reopen", one.id))
        return
    name = f"aufgaben:ergebnis:{one.id}"
    with st.container(border=True):
        st.markdown("### Erledigt?")
        sheet = alliances_sheet.opened(name, one.life.version, DoneForm(quarters.today(), one.outcome))
        sheet.long("outcome", placeholder="Was herausgekommen ist, in ein, zwei Sätzen (freiwillig)", height=80)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            sheet.day("on")
            sheet.save("Erledigt", _done, name, one.id)
            if one.state is TaskState.OPEN:
                st.button("In Arbeit", icon=":material/play_arrow:", on_click=_act, args=("begin", one.id))


def _act(what: str, key: int) -> None:
    commands = {"begin": tasks.begin, "reopen": tasks.reopen, "restore": tasks.restore_task}
    actions.act(lambda work: commands[what](work, key))


def _done(name: str, key: int) -> None:
    value = alliances_sheet.typed(name)

    def command(work: UnitOfWork) -> str:
        sentence = tasks.done(work, key, value("on"), value("outcome", ""))
        # Also where nothing changed: what was typed is what holds.
        return sentence if sentence != kept.NOTHING_CHANGED else "Das steht dort schon so."

    alliances_sheet.attempt(name, command)


def _pass_on(here: Here, one: TaskEntry) -> None:
    """The reminder and the calendar entry of this one task; nothing is sent by itself."""
    if one.state.is_over or one.life.archived_at is not None:
        return
    box = st.expander(
        "Erinnern und in den Kalender", icon=":material/mail:", key="aufgaben:weitergeben", on_change="rerun"
    )
    if not box.open:
        return
    letter = reminder_of(one)
    with box:
        to = ", ".join(letter.mailboxes) or "keine Adresse: Die Aufgabe nennt keine Funktion mit Postfach."
        st.markdown(f"**An:** {escaped(to)}  \n**Betreff:** {escaped(letter.subject)}")
        st.code(letter.text, language=None, wrap_lines=True)
        with st.container(horizontal=True):
            if letter.mailto:
                st.link_button("Als E-Mail-Entwurf öffnen", letter.mailto, icon=":material/mail:")
            if one.form.due_on is not None:
                at = host(here)
                st.download_button(
                    "Frist als Kalendereintrag", lambda: task_event(one, at), file_name=f"aufgabe-{one.id}.ics",
                    mime="text/calendar", icon=":material/event:", on_click="ignore", key=f"aufgabe-ics-{one.id}",
                )  # fmt: skip
        st.caption(
            "Das Programm verschickt nichts: Sie kopieren den Text oder öffnen ihn als Entwurf im E-Mail-Programm."
        )
