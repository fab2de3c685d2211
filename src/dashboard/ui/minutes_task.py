"""Who does what until when: the tasks of an item, and a form of few fields for the next one."""

from collections.abc import Sequence

import streamlit as st

from dashboard.alliances.rows import title
from dashboard.formats import day
from dashboard.meetings.resolution_queries import ResolutionEntry
from dashboard.meetings.task_forms import TaskForm
from dashboard.meetings.task_table import TaskEntry
from dashboard.meetings.tasks import add_task, archive_task, change_task
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import alliances_reads, alliances_sheet, minutes_agenda
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_marks import lines
from dashboard.ui.alliances_sheet import NEW, Sheet
from dashboard.ui.minutes_reads import Agreed, Desk
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

BOX = "aufgabe"
FORM = "niederschrift:aufgabe"


def panel(here: Here, desk: Desk, item: int, circle: Circle, found: Agreed) -> None:
    """The tasks of the item, and the form."""
    st.subheader("Aufgaben", anchor=False)
    for one in found.tasks:
        st.markdown(_told(one))
    _form(here, desk, item, circle, found)


def _told(one: TaskEntry) -> str:
    due = f"bis {day(one.form.due_on)}" if one.form.due_on is not None else "ohne Termin"
    beside = " · ".join(filter(None, [one.responsible or "noch niemand", due, one.resolution_number, one.state.label]))
    return f"{lines(one.form.text)}  \n{escaped(beside)}"


def _form(here: Here, desk: Desk, item: int, circle: Circle, found: Agreed) -> None:
    known, chosen = {one.id: one for one in found.tasks}, NEW
    if known:
        titles = {key: title(one.form.text) for key, one in known.items()}
        chosen = alliances_sheet.entry("Eintragen oder ändern", "Neu", titles, f"aufgabe:{item}")
    entry = known[int(chosen)] if chosen != NEW else None
    form = entry.form if entry is not None else TaskForm("", item=item, body=desk.meeting.form.body, circle=circle)
    name = f"{FORM}:{item}:{chosen}"
    sheet = alliances_sheet.opened(name, entry.life.version if entry else 0, form)
    sheet.long("text", height=72, focus=minutes_agenda.focus_of(BOX))
    with st.container(horizontal=True):
        _who(here, sheet, entry)
        sheet.day("due_on")
    _more(here, sheet, found.resolutions, entry)
    number = entry.id if entry is not None else None
    st.button(
        "Aufgabe festhalten" if number is None else "Aufgabe ändern", on_click=_save, args=(name, number, item),
        shortcut="Alt+A", key=f"{name}:speichern",
    )  # fmt: skip
    if number is not None:
        _ending(name, number)


def _who(here: Here, sheet: Sheet, entry: TaskEntry | None) -> None:
    organisations = {one.id: one for one in alliances_reads.organisations(here)}
    names = {key: one.name for key, one in organisations.items()}
    if entry is not None and entry.form.organisation is not None:
        names.setdefault(entry.form.organisation, entry.organisation)
    sheet.choice("organisation", names, none="offen", follows=True)
    chosen = organisations.get(sheet.value("organisation"))
    functions = {one.id: one.title for one in chosen.functions} if chosen is not None else {}
    if st.session_state.get(f"{sheet.prefix}function") not in (None, *functions):
        st.session_state[f"{sheet.prefix}function"] = None  # of the organisation chosen before
    if functions:
        sheet.choice("function", functions, none="offen")


def _more(here: Here, sheet: Sheet, resolutions: Sequence[ResolutionEntry], entry: TaskEntry | None) -> None:
    box = st.expander("Aus Verabredung, für Maßnahme, sichtbar für", key=f"{sheet.name}:mehr", on_change="rerun")
    if not box.open:
        return
    with box:
        from_ = {one.id: f"{one.number} {one.title}" for one in resolutions}
        sheet.choice("resolution", from_, none="keine")
        measures = {one.id: title(one.form.text) for one in alliances_reads.measures(here)}
        if entry is not None and entry.form.measure is not None:
            measures.setdefault(entry.form.measure, entry.measure)
        sheet.choice("measure", measures, none="keine")
        sheet.circle()


def _save(name: str, number: int | None, item: int) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = TaskForm(
        text=value("text", ""),
        organisation=value("organisation"),
        function=value("function"),
        due_on=value("due_on"),
        resolution=value("resolution"),
        item=item,
        body=value("body"),
        measure=value("measure"),
        circle=Circle(value("circle", Circle.COORDINATION)),
    )

    def command(work: UnitOfWork) -> str:
        if number is not None:
            return change_task(work, number, wish, seen=seen)
        add_task(work, wish)
        return f"Die Aufgabe „{title(wish.text)}“ ist eingetragen."

    if alliances_sheet.attempt(name, command):
        minutes_agenda.focus(BOX)


def _ending(name: str, number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Grund für das Archivieren", key=f"{name}:grund", max_chars=300, on_change="ignore")
        st.button("Archivieren", on_click=_archive, args=(name, number), key=f"{name}:weg")


def _archive(name: str, number: int) -> None:
    why = str(st.session_state.get(f"{name}:grund") or "")
    alliances_sheet.attempt(name, lambda work: archive_task(work, number, why))
