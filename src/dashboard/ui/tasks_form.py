"""Entering a task, also one without a meeting, and changing, dropping or archiving one; for editors."""

import streamlit as st

from dashboard.alliances.rows import title
from dashboard.meetings import tasks
from dashboard.meetings.task_forms import TaskForm
from dashboard.meetings.task_table import TaskEntry
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import alliances_reads, alliances_sheet, meetings_reads, network_reads
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import NEW, Sheet
from dashboard.ui.visit import Here

NEW_BOX, CHANGE_BOX = "aufgaben:neu", "aufgaben:aendern"
PREFIX = "aufgaben:aufgabe"


def new(here: Here) -> None:
    """A new task, of a body or of none."""
    if not here.may_edit:
        return
    box = st.expander("Neue Aufgabe ohne Sitzung", icon=":material/add_task:", key=NEW_BOX, on_change="rerun")
    if not box.open:
        return
    with box:
        st.caption(
            "Was in einer Sitzung vereinbart wurde, tragen Sie in deren Niederschrift ein: Dann steht es auch dort. "
            "Hier entsteht, was dazwischen anfällt."
        )
        name = f"{PREFIX}:{NEW}"
        sheet = alliances_sheet.opened(name, 0, TaskForm(""))
        _fields(here, sheet, None)
        sheet.save("Aufgabe eintragen", _save, name, None, TaskForm(""))


def change(here: Here, one: TaskEntry) -> None:
    """Change what is entered; drop or archive it with a reason."""
    if one.life.archived_at is not None:
        return
    box = st.expander(
        "Ändern, entfallen lassen, archivieren", icon=":material/edit:", key=CHANGE_BOX, on_change="rerun"
    )
    if not box.open:
        return
    with box:
        name = f"{PREFIX}:{one.id}"
        sheet = alliances_sheet.opened(name, one.life.version, one.form)
        _fields(here, sheet, one)
        sheet.save("Aufgabe speichern", _save, name, one.id, one.form)
        st.markdown("#### Entfallen oder archivieren")
        st.caption(
            "Entfällt eine Aufgabe, bleibt sie mit dem Grund stehen. Archiviert wird nur, was nie eine Aufgabe war, "
            "etwa ein Versehen."
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                "Grund", key=f"{name}:grund", max_chars=300, on_change="ignore", persist_state="session", width=480
            )
            if not one.state.is_over:
                st.button("Entfällt", icon=":material/block:", on_click=_end, args=(name, one.id, "drop"))
            st.button("Archivieren", icon=":material/archive:", on_click=_end, args=(name, one.id, "archive"))


def _fields(here: Here, sheet: Sheet, one: TaskEntry | None) -> None:
    sheet.long("text", height=100)
    organisations = {entry.id: entry for entry in network_reads.network(here).organisations}
    names = network_reads.distinct({key: entry.name for key, entry in organisations.items()})
    bodies, measures = meetings_reads.body_names(here), {
        entry.id: title(entry.form.text) for entry in alliances_reads.measures(here)
    }  # fmt: skip
    functions = {two.id: two.title for entry in organisations.values() for two in entry.functions}
    if one is not None:
        for choice, key, name in (
            (names, one.form.organisation, one.organisation), (functions, one.form.function, one.function),
            (bodies, one.form.body, one.body),
        ):  # fmt: skip
            if key is not None and name:
                choice.setdefault(key, name)
    with st.container(horizontal=True):
        sheet.choice("organisation", names, none="noch niemand", follows=True)
        chosen = organisations.get(sheet.value("organisation") or 0)
        own = {two.id: two.title for two in chosen.functions} if chosen is not None else {}
        held = sheet.value("function")
        if (
            held is not None
            and held not in own
            and (one is None or chosen is None or chosen.id != one.form.organisation)
        ):
            st.session_state[f"{sheet.prefix}function"] = None  # it belongs to the organisation chosen before
        elif held is not None:
            own.setdefault(held, functions.get(held, f"Funktion Nr. {held}"))
        sheet.choice("function", own, none="keine")
        sheet.day("due_on")
    with st.container(horizontal=True):
        if one is None or one.form.item is None:
            sheet.choice("body", bodies, none="keines")
        sheet.choice("measure", measures, none="keine")
        sheet.circle()


def _save(name: str, key: int | None, before: TaskForm) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    body = before.body if before.item is not None else value("body")
    wish = TaskForm(
        value("text", ""), value("organisation"), value("function"), value("due_on"), before.resolution, before.item,
        body, value("measure"), Circle(value("circle", Circle.COORDINATION)),
    )  # fmt: skip

    def command(work: UnitOfWork) -> str:
        if key is not None:
            return tasks.change_task(work, key, wish, seen=seen)
        tasks.add_task(work, wish)
        return f"„{title(wish.text)}“ ist eingetragen."

    alliances_sheet.attempt(name, command)


def _end(name: str, key: int, what: str) -> None:
    why = str(st.session_state.get(f"{name}:grund") or "")
    end = tasks.drop if what == "drop" else tasks.archive_task
    if alliances_sheet.attempt(name, lambda work: end(work, key, why)):
        st.session_state[f"{name}:grund"] = ""
