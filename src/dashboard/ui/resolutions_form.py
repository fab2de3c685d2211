"""How a resolution goes on: state, outcome, what it answers and is linked to; the wording belongs to the minutes."""

from dataclasses import replace

import streamlit as st

from dashboard.meetings.kinds import LinkKind, ResolutionKind, ResolutionState
from dashboard.meetings.resolution_forms import STATES, Link
from dashboard.meetings.resolution_links import links_of
from dashboard.meetings.resolution_queries import ResolutionEntry, Wanted, resolution
from dashboard.meetings.resolutions import change_resolution
from dashboard.store import UnitOfWork
from dashboard.ui import alliances_sheet, minutes_reads, reads, tasks_reads
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.visit import Here

BOX, PREFIX = "beschluss:weiter", "aufgaben:beschluss"


def panel(here: Here, one: ResolutionEntry) -> None:
    """The form, for editors."""
    if not here.may_edit or one.life.archived_at is not None:
        return
    box = st.expander("Stand und Ergebnis festhalten", icon=":material/edit:", key=BOX, on_change="rerun")
    if not box.open:
        return
    name, form = f"{PREFIX}:{one.id}", one.form
    with box:
        sheet = alliances_sheet.opened(name, one.life.version, form, links=[str(link) for link in form.links])
        if one.answered_by is None:
            with st.container(horizontal=True):
                sheet.choice("state", {state.value: state.label for state in STATES[form.kind]})
                if form.kind is ResolutionKind.DECISION:
                    sheet.choice("answers", _proposals(here, one), none="keinen Vorschlag")
        else:
            st.caption("Der Stand dieses Vorschlags folgt dem Beschluss, der über ihn entscheidet.")
        sheet.long("outcome", placeholder="Was daraus geworden ist, und woran man es sieht")
        known = {**minutes_reads.linkable(here), **{str(two.link): _named(two.link, two.title) for two in one.linked}}
        sheet.several("links", known, none="Ziel, Maßnahme, Baustein, Hürde, Praxisbeispiel, Kennzahl")
        sheet.save("Speichern", _save, name, one.id)
        st.caption("Den Wortlaut ändert die Niederschrift; ist sie genehmigt, bleibt er, wie er beschlossen wurde.")


def _proposals(here: Here, one: ResolutionEntry) -> dict[int, str]:
    """Proposals to this organ that nobody has decided on yet."""
    found = tasks_reads.register(here, Wanted(kind=ResolutionKind.PROPOSAL))
    return {
        two.id: f"{two.number} {two.title} ({two.body_name})"
        for two in found
        if two.form.addressee == one.body and (two.id == one.form.answers or two.form.state is ResolutionState.PROPOSED)
    }


def _named(link: Link, title: str) -> str:
    return f"{link.kind.label}: {title}"


def _save(name: str, key: int) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    shown = {_link(text) for text in st.session_state.get(f"{name}:anfang", {}).get("links", ())}
    chosen, state = {_link(text) for text in value("links", ())}, value("state")

    def command(work: UnitOfWork) -> str:
        catalogue = reads.catalogue()
        held = resolution(work.session, work.actor, catalogue, key).form
        # What was linked and has gone out of use is not in the form: it stays.
        unseen = set(links_of(work.session, [key]).get(key, ())) - shown
        wish = replace(
            held, state=ResolutionState(state) if state else held.state, outcome=value("outcome", ""),
            answers=value("answers") if held.kind is ResolutionKind.DECISION else held.answers,
            links=tuple(sorted(chosen | unseen)),
        )  # fmt: skip
        return change_resolution(work, catalogue, key, wish, seen=seen)

    alliances_sheet.attempt(name, command)


def _link(text: str) -> Link:
    kind, _, key = text.partition(":")
    return Link(LinkKind(kind), key)
