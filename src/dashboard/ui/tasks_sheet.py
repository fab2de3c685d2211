"""„Blatt je Organisation“: what one organisation has to do, to be sent by the office, which sends it itself."""

from collections.abc import Callable

import streamlit as st

from dashboard.documents import files, task_list
from dashboard.meetings.reminders import sheet_for
from dashboard.meetings.task_calendar import task_events
from dashboard.meetings.task_table import TaskFilter
from dashboard.store import Circle
from dashboard.ui import network_reads, tasks_one, tasks_reads
from dashboard.ui.show import escaped
from dashboard.ui.tasks_reads import Sorted
from dashboard.ui.tasks_table import GOING, NAMES
from dashboard.ui.visit import Here, store

BOX, FOR = "aufgaben:blatt", "aufgaben:blatt:fassung"
FOR_WHOM = (Circle.COORDINATION, Circle.PUBLIC, Circle.INTERNAL)
"""A partner of the Koordinierungsstab is who most sheets go to."""


def panel(here: Here, organisation: int | None) -> None:
    """The sheet of the organisation that is chosen above; for the office."""
    if not here.internal:
        return
    box = st.expander("Blatt je Organisation zum Versenden", icon=":material/mail:", key=BOX, on_change="rerun")
    if not box.open:
        return
    with box:
        if organisation is None:
            st.markdown(
                "Wählen Sie oben eine Organisation: Dann stehen hier Text, E-Mail-Entwurf, Termine und Dateien."
            )
            return
        name = next((one.name for one in network_reads.network(here).organisations if one.id == organisation), "")
        _letter(here, organisation, name)
        _paper(here, organisation)


def _letter(here: Here, organisation: int, name: str) -> None:
    letter = tasks_reads.reminder(here, organisation)
    to = ", ".join(letter.mailboxes) or "keine Adresse: Die Aufgaben nennen keine Funktion mit Postfach."
    st.markdown(f"### {escaped(name)}\n\n**An:** {escaped(to)}  \n**Betreff:** {escaped(letter.subject)}")
    st.code(letter.text, language=None, wrap_lines=True)
    open_ = tasks_reads.table(here, Sorted(TaskFilter(organisation=organisation, states=GOING)))
    with st.container(horizontal=True):
        if letter.mailto:
            st.link_button("Als E-Mail-Entwurf öffnen", letter.mailto, icon=":material/mail:")
        if any(one.form.due_on is not None for one in open_.rows):
            at = tasks_one.host(here)

            def made() -> bytes:
                with store().reading() as session:
                    return task_events(sheet_for(session, here.actor, organisation).tasks, at)

            st.download_button(
                "Fristen als Kalendereinträge", made, file_name=f"aufgaben-{organisation}.ics", mime="text/calendar",
                icon=":material/event:", on_click="ignore", key=f"aufgaben-ics-{organisation}",
            )  # fmt: skip
    st.caption(
        "Der Text nennt auch, was intern ist und wie lange es überfällig ist: Er geht nur an diese Organisation. Das "
        "Programm verschickt nichts."
    )


def _paper(here: Here, organisation: int) -> None:
    labels = {one.value: one.label for one in FOR_WHOM}
    chosen = st.radio(
        "Als Datei in der Fassung für", list(labels), format_func=labels.__getitem__, key=FOR, horizontal=True,
        persist_state="session",
    )  # fmt: skip
    actor = here.actor.narrowed(Circle(chosen))

    def made(suffix: str) -> Callable[[], bytes]:
        def write() -> bytes:
            with store().reading() as session:
                return files.written(task_list.of_organisation(session, actor, organisation), suffix)

        return write

    with st.container(horizontal=True):
        for suffix, name in NAMES.items():
            st.download_button(
                f"Blatt als {name}", made(suffix),
                file_name=task_list.file_name(actor.circle, suffix, organisation=organisation),
                mime=files.MEDIA_TYPES[suffix], icon=":material/download:", on_click="ignore",
                key=f"aufgaben-blatt{suffix}-{actor.circle.value}",
            )  # fmt: skip
