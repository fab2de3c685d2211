"""Entering and changing alliances, partners and organisations; goals and measures have modules of their own."""

from collections.abc import Mapping

import streamlit as st

from dashboard.alliances import commands
from dashboard.alliances.checks import PartnerInvalid
from dashboard.alliances.forms import AllianceForm, PartnerForm
from dashboard.alliances.kinds import AllianceState
from dashboard.alliances.models import Alliance, Partner
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import (
    alliances_archive,
    alliances_goal_form,
    alliances_measure_form,
    alliances_reads,
    alliances_sheet,
    network_edit,
)
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_reads import Agreed
from dashboard.ui.alliances_sheet import NEW
from dashboard.ui.visit import Here

CHOSEN, WHAT = "buendnis", "buendnis:was"
WITHOUT = ("Bündnis", "Organisation", "Empfehlung", "Archiv")
WITHIN = ("Bündnis", "Partner", "Ziel", "Schritt", "Maßnahme", "Bewertung", "Organisation", "Empfehlung", "Archiv")


def panel(here: Here, agreed: Agreed | None, *, expanded: bool) -> None:
    """All forms behind one click, one at a time; for editors of the office."""
    if not here.may_edit:
        return
    box = st.expander(
        "Eintragen und ändern", icon=":material/edit:", key="buendnis:eintragen", on_change="rerun", expanded=expanded
    )
    if not box.open:
        return
    with box:
        options = WITHOUT if agreed is None else WITHIN
        if st.session_state.get(WHAT) not in options:
            st.session_state[WHAT] = options[0]
        what = st.segmented_control("Was", options, required=True, key=WHAT, persist_state="session")
        match what:
            case "Organisation":
                network_edit.organisation(here)
            case "Empfehlung":
                alliances_archive.recommendation(here)
            case "Archiv":
                alliances_archive.panel(here)
            case "Bündnis":
                _alliance(here, agreed)
            case _ if agreed is not None:
                _within(here, agreed, str(what))


def _within(here: Here, agreed: Agreed, what: str) -> None:
    match what:
        case "Partner":
            _partner(here, agreed)
        case "Ziel":
            alliances_goal_form.goal(here, agreed)
        case "Schritt":
            alliances_goal_form.step(agreed)
        case "Maßnahme":
            alliances_measure_form.measure(here, agreed)
        case "Bewertung":
            alliances_measure_form.review(here, agreed)


def organisation_names(here: Here) -> Mapping[int, str]:
    """Number and name of all organisations in use."""
    return {one.id: one.name for one in alliances_reads.organisations(here)}


def _alliance(here: Here, agreed: Agreed | None) -> None:
    known = {} if agreed is None else {agreed.alliance.id: f"„{agreed.alliance.form.name}“ ändern"}
    chosen = alliances_sheet.entry("Eintrag", "Neues Bündnis", known, "buendnis") if known else NEW
    alliance = agreed.alliance if agreed is not None and chosen != NEW else None
    name = f"buendnis:buendnis:{chosen}"
    form = alliance.form if alliance is not None else AllianceForm("")
    sheet = alliances_sheet.opened(name, alliance.life.version if alliance else 0, form)
    organisations = dict(organisation_names(here))
    if alliance is not None:
        named = ((form.lead, alliance.lead), (form.support, alliance.support))
        organisations |= {key: title for key, title in named if key is not None}
    if not organisations:
        st.caption("Federführung und Prozessbegleitung sind Organisationen: Tragen Sie diese unter „Organisation“ ein.")
    left, right = st.columns(2, gap="large")
    with left:
        sheet.line("name")
        sheet.long("purpose")
        sheet.line("programme")
        sheet.choice("state", {one.value: one.label for one in AllianceState})
        sheet.circle()
    with right:
        sheet.choice("lead", organisations, none="offen")
        sheet.day("next_meeting")
        sheet.choice("support", organisations, none="keine")
        sheet.day("support_from")
        sheet.day("support_until")
    number = alliance.id if alliance is not None else None
    sheet.save("Bündnis anlegen" if number is None else "Bündnis speichern", _save_alliance, name, number)
    if number is not None:
        alliances_sheet.ending(name, Alliance, number)


def _save_alliance(name: str, number: int | None) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = AllianceForm(
        value("name", ""), value("purpose", ""), value("programme", ""), value("lead"),
        AllianceState(value("state", AllianceState.ACTIVE)), value("support"), value("support_from"),
        value("support_until"), value("next_meeting"), Circle(value("circle", Circle.COORDINATION)),
    )  # fmt: skip
    made: list[int] = []

    def command(work: UnitOfWork) -> str:
        if number is not None:
            return commands.change_alliance(work, number, wish, seen=seen)
        made.append(commands.add_alliance(work, wish))
        return f"„{wish.name.strip()}“ ist eingetragen."

    if alliances_sheet.attempt(name, command):
        # Also after a change: the address knows the alliance by its name, which may be another now.
        st.session_state[CHOSEN] = made[0] if made else number


def _partner(here: Here, agreed: Agreed) -> None:
    partners = {one.id: one for one in alliances_reads.around(here, agreed.alliance.id).partners}
    titles = {key: f"{one.name}{f' ({one.form.role})' if one.form.role else ''}" for key, one in partners.items()}
    chosen = alliances_sheet.entry("Eintrag", "Neuer Partner", titles, f"partner:{agreed.alliance.id}")
    partner = partners[int(chosen)] if chosen != NEW else None
    name = f"buendnis:partner:{agreed.alliance.id}:{chosen}"
    form = partner.form if partner is not None else None
    values = form or PartnerForm(agreed.alliance.id, 0)
    sheet = alliances_sheet.opened(
        name, partner.life.version if partner else 0, values, organisation=form.organisation if form else None
    )
    organisations = organisation_names(here)
    if partner is None and not organisations:
        st.caption("Ein Partner ist eine Organisation: Tragen Sie sie zuerst unter „Organisation“ ein.")
        return
    with st.container(horizontal=True):
        if partner is None:
            sheet.choice("organisation", organisations, none="Organisation wählen")
        sheet.line("role")
        sheet.day("since")
        sheet.day("until")
    number = partner.id if partner is not None else None
    label = "Partner eintragen" if number is None else "Partner speichern"
    sheet.save(label, _save_partner, name, number, agreed.alliance.id)
    if number is not None:
        alliances_sheet.ending(name, Partner, number)


def _save_partner(name: str, number: int | None, alliance: int) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = PartnerForm(alliance, value("organisation", 0), value("role", ""), value("since"), value("until"))

    def command(work: UnitOfWork) -> str:
        if number is not None:
            return commands.change_partner(work, number, wish, seen=seen)
        if not wish.organisation:
            raise PartnerInvalid("Bitte „Organisation“ angeben.")
        commands.add_partner(work, wish)
        return "Der Partner ist eingetragen."

    alliances_sheet.attempt(name, command)
