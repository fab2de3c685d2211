"""Entering and changing organisations and their functions; examples and hurdles have a module of their own."""

from functools import partial

import streamlit as st

from dashboard.network import commands
from dashboard.network.commands import FunctionForm, FunctionInvalid, OrganisationForm
from dashboard.network.kinds import Kind
from dashboard.network.models import Function, Organisation
from dashboard.network.rows import words
from dashboard.store import UnitOfWork
from dashboard.store.history import Traced
from dashboard.ui import alliances_sheet, history_of, network_archive, network_forms, network_reads, reads
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import NEW
from dashboard.ui.visit import Here

BOX, WHAT = "netzwerk:eintragen", "netzwerk:was"
OPTIONS = ("Organisation", "Funktion", "Praxisbeispiel", "Hürde", "Archiv")


def panel(here: Here) -> None:
    """All forms of the network behind one click, one at a time; for editors of the office."""
    if not here.may_edit:
        return
    box = st.expander("Eintragen und ändern", icon=":material/edit:", key=BOX, on_change="rerun")
    if not box.open:
        return
    with box:
        if st.session_state.get(WHAT) not in OPTIONS:
            st.session_state[WHAT] = OPTIONS[0]
        what = st.segmented_control("Was", OPTIONS, required=True, key=WHAT, persist_state="session")
        match what:
            case "Funktion":
                _function(here)
            case "Praxisbeispiel":
                network_forms.practice(here)
            case "Hürde":
                network_forms.hurdle(here)
            case "Archiv":
                network_archive.panel(here)
            case _:
                organisation(here)


def organisation(here: Here) -> None:
    """One organisation or a new one."""
    known = {one.id: one for one in network_reads.network(here).organisations}
    titles = {key: one.name for key, one in known.items()}
    chosen = alliances_sheet.entry("Eintrag", "Neue Organisation", titles, "organisation")
    entry = known[int(chosen)] if chosen != NEW else None
    name = f"netzwerk:organisation:{chosen}"
    form = OrganisationForm("", Kind.OTHER)
    if entry is not None:
        form = OrganisationForm(entry.name, entry.kind, entry.field, entry.area)
    sheet = alliances_sheet.opened(name, entry.version if entry else 0, form, field=form.field or None)
    with st.container(horizontal=True):
        sheet.line("name")
        sheet.choice("kind", {one.value: one.label for one in Kind})
        sheet.choice("field", network_reads.field_names(), none="alle")
        sheet.choice("area", network_reads.all_area_names(here), none="ganzer Landkreis und darüber hinaus")
    number = entry.id if entry is not None else None
    sheet.save("Organisation anlegen" if number is None else "Organisation speichern", _save_organisation, name, number)
    if number is not None:
        alliances_sheet.ending(name, Organisation, number)
        traced, said = Traced(f"organisation:{number}", OrganisationForm), partial(words, catalogue=reads.catalogue())
        history_of.panel(here, f"organisation-{number}", [traced], said)


def _save_organisation(name: str, number: int | None) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = OrganisationForm(value("name", ""), Kind(value("kind", Kind.OTHER)), value("field", ""), value("area"))

    def command(work: UnitOfWork) -> str:
        catalogue = reads.catalogue()
        if number is not None:
            return commands.change_organisation(work, catalogue, number, wish, seen=seen)
        commands.add_organisation(work, catalogue, wish)
        return f"„{wish.name.strip()}“ ist eingetragen."

    alliances_sheet.attempt(name, command)


def _function(here: Here) -> None:
    organisations = network_reads.network(here).organisations
    if not organisations:
        st.caption("Eine Funktion gehört zu einer Organisation: Tragen Sie diese zuerst unter „Organisation“ ein.")
        return
    known = {one.id: (one, at) for at in organisations for one in at.functions}
    titles = {key: f"{one.title} – {at.name}" for key, (one, at) in known.items()}
    chosen = alliances_sheet.entry("Eintrag", "Neue Funktion", titles, "funktion")
    entry = known[int(chosen)][0] if chosen != NEW else None
    name = f"netzwerk:funktion:{chosen}"
    form = FunctionForm(0, "")
    if entry is not None:
        form = FunctionForm(entry.organisation, entry.title, entry.mailbox, entry.volunteer, entry.consent_on)
    sheet = alliances_sheet.opened(name, entry.version if entry else 0, form, organisation=form.organisation or None)
    st.caption(
        "Eingetragen werden Funktionen und gemeinsame Postfächer, keine Privatpersonen. Das Postfach Ehrenamtlicher "
        "braucht eine Einwilligung mit Datum."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sheet.choice("organisation", {one.id: one.name for one in organisations}, none="Organisation wählen")
        sheet.line("title")
        sheet.line("mailbox")
        sheet.tick("volunteer")
        sheet.day("consent_on")
    number = entry.id if entry is not None else None
    sheet.save("Funktion anlegen" if number is None else "Funktion speichern", _save_function, name, number)
    if number is not None:
        alliances_sheet.ending(name, Function, number)


def _save_function(name: str, number: int | None) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = FunctionForm(
        value("organisation", 0), value("title", ""), value("mailbox", ""), bool(value("volunteer")),
        value("consent_on"),
    )  # fmt: skip

    def command(work: UnitOfWork) -> str:
        if not wish.organisation:
            raise FunctionInvalid("Bitte „Organisation“ angeben.")
        if number is not None:
            return commands.change_function(work, number, wish, seen=seen)
        commands.add_function(work, wish)
        return f"„{wish.title.strip()}“ ist eingetragen."

    alliances_sheet.attempt(name, command)
