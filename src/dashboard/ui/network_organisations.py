"""Organisations: all in a table that can be narrowed, or one with its functions and where it sits."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.alliances.seats import Seat
from dashboard.formats import NOTHING, day, moment, number
from dashboard.network import rows
from dashboard.network.commands import FunctionForm, OrganisationForm
from dashboard.network.kinds import Kind
from dashboard.network.queries import FunctionEntry, OrganisationEntry
from dashboard.store.history import Traced
from dashboard.ui import alliances_marks, history_of, network_marks, network_reads, reads
from dashboard.ui.network_reads import ALL_FIELDS, Network
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

OPENED, KIND, FIELD, PLACE = "organisation", "netz_art", "netz_feld", "netz_ort"
HEADS = ("Organisation", "Art", "Handlungsfeld", "Ort", "Funktionen", "Sitzt in")
BEYOND, DISTRICT = "ganzer Landkreis und darüber hinaus", "kreisweit"
MOST = 200
"""Rows shown at once."""


def panel(here: Here) -> None:
    """The table, or the organisation chosen in it."""
    network = network_reads.network(here)
    if not network.organisations:
        st.info(
            "Es ist noch keine Organisation eingetragen."
            + (" Tragen Sie unten die erste ein." if here.may_edit else ""),
            icon=":material/diversity_3:",
        )
        return
    names = {one.id: one.name for one in network.organisations}
    chosen = network_reads.chosen(OPENED, "Organisation öffnen", names, "alle Organisationen", 480)
    for one in network.organisations:
        if one.id == chosen:
            _one(here, network, one)
            return
    _table(here, network)


def _table(here: Here, network: Network) -> None:
    everything = network.organisations
    kinds = Counter(one.kind for one in everything)
    fields, places = network_reads.field_names(), network_reads.area_names(here)
    with st.container(horizontal=True):
        kind = network_reads.chosen(KIND, "Art", {one.value: one.label for one in Kind if kinds[one]}, "alle Arten")
        field = network_reads.chosen(FIELD, "Handlungsfeld", fields, ALL_FIELDS)
        place = network_reads.chosen(PLACE, "Ort", places, "alle Orte")
    found = [
        one
        for one in everything
        if kind in (None, one.kind.value) and (field is None or one.field in ("", field)) and place in (None, one.area)
    ]
    counted = f"{number(len(found))} von {number(len(everything))} Organisationen"
    narrowed = any(one is not None for one in (kind, field, place))
    st.markdown(escaped(f"{counted}." if narrowed else f"{_many(len(everything))} – {_by_kind(kinds)}."))
    if not found:
        st.info("Keine Organisation passt zu dieser Auswahl.", icon=":material/filter_alt_off:")
        return
    shown = [
        (
            one.name, one.kind.label, fields.get(one.field, ALL_FIELDS), places.get(one.area or "", DISTRICT),
            ", ".join(function.title for function in one.functions) or NOTHING,
            ", ".join(dict.fromkeys(seat.where for seat in network.seats.get(one.id, ()))) or NOTHING,
        )
        for one in found[:MOST]
    ]  # fmt: skip
    st.html(alliances_marks.table("Organisationen", HEADS, shown))
    if len(found) > MOST:
        st.caption(f"Gezeigt werden die ersten {number(MOST)}; die Auswahl oben grenzt sie ein.")


def _one(here: Here, network: Network, one: OrganisationEntry) -> None:
    st.markdown(f"## {escaped(one.name)}")
    told = {
        "Art": one.kind.label,
        "Handlungsfeld": network_reads.field_names().get(one.field, ALL_FIELDS),
        "Ort": _place(here, one),
        "Zuletzt geändert": f"{moment(one.changed_at)} von {one.changed_by}" if here.internal else "",
    }
    st.html(network_marks.facts(told))
    traced = [Traced(f"organisation:{one.id}", OrganisationForm)]
    traced += [
        Traced(f"function:{function.id}", FunctionForm, f"Funktion „{function.title}“", frozenset({"organisation"}))
        for function in one.functions
    ]
    words = partial(rows.words, catalogue=reads.catalogue())
    history_of.panel(here, f"organisation-{one.id}", traced, words)
    _functions(one.functions)
    _seats(network.seats.get(one.id, ()))


def _functions(functions: Sequence[FunctionEntry]) -> None:
    st.markdown("### Funktionen und Postfächer")
    if not functions:
        st.markdown("Es ist keine Funktion eingetragen.")
        return
    heads = ("Funktion", "Postfach", "Ehrenamtlich", "Einwilligung vom")
    shown = [
        (
            one.title, one.mailbox or NOTHING, "ja" if one.volunteer else "nein",
            day(one.consent_on) if one.consent_on else NOTHING,
        )
        for one in functions
    ]  # fmt: skip
    st.html(alliances_marks.table("Funktionen und Postfächer", heads, shown))


def _seats(seats: Sequence[Seat]) -> None:
    st.markdown("### Wo sie mitarbeitet")
    if not seats:
        st.markdown("In keinem Bündnis und keinem Gremium, das dieser Kreis sieht.")
        return
    shown = [
        (
            seat.where, seat.kind, seat.part, day(seat.since) if seat.since else NOTHING,
            day(seat.until) if seat.until else NOTHING,
        )
        for seat in seats
    ]  # fmt: skip
    st.html(alliances_marks.table("Wo sie mitarbeitet", ("Name", "Was", "Rolle", "Seit", "Bis"), shown))


def _place(here: Here, one: OrganisationEntry) -> str:
    return BEYOND if one.area is None else network_reads.all_area_names(here).get(one.area, one.area)


def _many(count: int) -> str:
    return "1 Organisation" if count == 1 else f"{number(count)} Organisationen"


def _by_kind(kinds: Counter[Kind]) -> str:
    return ", ".join(f"{kind.label}: {number(kinds[kind])}" for kind in Kind if kinds[kind])
