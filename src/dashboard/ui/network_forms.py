"""Entering and changing practice examples and hurdles."""

import streamlit as st

from dashboard.network import hurdles
from dashboard.network import practice as practices
from dashboard.network.hurdles import HurdleForm
from dashboard.network.kinds import HurdleState
from dashboard.network.models import Hurdle, Practice
from dashboard.network.practice import PracticeForm
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import alliances_sheet, network_reads, reads
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import NEW
from dashboard.ui.visit import Here

FIGURE = "zum Beispiel: 7 von 12 Praktika wurden Ausbildungen, Stand 30.09.2026"


def practice(here: Here) -> None:
    """One practice example or a new one."""
    network = network_reads.network(here)
    known = {one.id: one for one in network.practices}
    chosen = alliances_sheet.entry("Eintrag", "Neues Praxisbeispiel", network_reads.titles(here), "praxis")
    entry = known[int(chosen)] if chosen != NEW else None
    name = f"netzwerk:praxis:{chosen}"
    form = entry.form if entry is not None else PracticeForm("")
    sheet = alliances_sheet.opened(name, entry.life.version if entry else 0, form, field=form.field or None)
    organisations = {one.id: one.name for one in network.organisations}
    functions = {one.id: f"{one.title} – {at.name}" for at in network.organisations for one in at.functions}
    if entry is not None and form.organisation is not None:
        organisations.setdefault(form.organisation, entry.organisation)
    if entry is not None and form.function is not None and entry.ask is not None:
        functions.setdefault(form.function, f"{entry.ask.title} – {entry.ask.organisation}")
    indicators = {one.code: one.title for one in reads.catalogue().enabled()}
    left, right = st.columns(2, gap="large")
    with left:
        sheet.line("title")
        sheet.long("text")
        sheet.long("result")
        sheet.line("figure", placeholder=FIGURE)
        sheet.choice("indicator", indicators, none="keine")
        sheet.circle()
    with right:
        sheet.long("learned")
        sheet.long("needed")
        sheet.choice("field", network_reads.field_names(), none="alle")
        sheet.choice("area", network_reads.all_area_names(here), none=network_reads.PLACELESS)
        sheet.choice("organisation", organisations, none="offen")
        sheet.choice("function", functions, none="niemand genannt")
    st.caption(
        "In der Öffentlichkeit stehen von „Wen fragen“ nur Funktion und Organisation, nie das Postfach; Funktionen "
        "Ehrenamtlicher stehen dort nicht."
    )
    number = entry.id if entry is not None else None
    label = "Praxisbeispiel anlegen" if number is None else "Praxisbeispiel speichern"
    sheet.save(label, _save_practice, name, number)
    if number is not None:
        alliances_sheet.ending(name, Practice, number)


def _save_practice(name: str, number: int | None) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = PracticeForm(
        title=value("title", ""),
        text=value("text", ""),
        field=value("field", ""),
        area=value("area"),
        organisation=value("organisation"),
        result=value("result", ""),
        figure=value("figure", ""),
        indicator=value("indicator"),
        learned=value("learned", ""),
        needed=value("needed", ""),
        function=value("function"),
        circle=Circle(value("circle", Circle.COORDINATION)),
    )

    def command(work: UnitOfWork) -> str:
        catalogue = reads.catalogue()
        if number is not None:
            return practices.change_practice(work, catalogue, number, wish, seen=seen)
        practices.add_practice(work, catalogue, wish)
        return f"„{wish.title.strip()}“ ist eingetragen."

    alliances_sheet.attempt(name, command)


def hurdle(here: Here) -> None:
    """One hurdle or a new one."""
    known = {one.id: one for one in network_reads.network(here).hurdles}
    titles = network_reads.distinct({key: one.form.title for key, one in known.items()})
    chosen = alliances_sheet.entry("Eintrag", "Neue Hürde", titles, "huerde")
    entry = known[int(chosen)] if chosen != NEW else None
    name = f"netzwerk:huerde:{chosen}"
    form = entry.form if entry is not None else HurdleForm("")
    sheet = alliances_sheet.opened(name, entry.life.version if entry else 0, form, field=form.field or None)
    left, right = st.columns(2, gap="large")
    with left:
        sheet.line("title")
        sheet.long("text")
        sheet.line("rule", placeholder="Gesetz, Erlass oder Gewohnheit")
        sheet.line("changer", placeholder="Stelle, die sie ändern könnte")
        sheet.circle()
    with right:
        sheet.choice("state", {one.value: one.label for one in HurdleState})
        sheet.long("outcome")
        sheet.choice("field", network_reads.field_names(), none="alle")
        sheet.choice("area", network_reads.all_area_names(here), none=network_reads.PLACELESS)
        sheet.day("since")
    number = entry.id if entry is not None else None
    sheet.save("Hürde anlegen" if number is None else "Hürde speichern", _save_hurdle, name, number)
    if number is not None:
        alliances_sheet.ending(name, Hurdle, number)


def _save_hurdle(name: str, number: int | None) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = HurdleForm(
        value("title", ""), value("text", ""), value("rule", ""), value("changer", ""), value("field", ""),
        value("area"), value("since"), HurdleState(value("state", HurdleState.OPEN)), value("outcome", ""),
        Circle(value("circle", Circle.COORDINATION)),
    )  # fmt: skip

    def command(work: UnitOfWork) -> str:
        catalogue = reads.catalogue()
        if number is not None:
            return hurdles.change_hurdle(work, catalogue, number, wish, seen=seen)
        hurdles.add_hurdle(work, catalogue, wish)
        return f"„{wish.title.strip()}“ ist eingetragen."

    alliances_sheet.attempt(name, command)
