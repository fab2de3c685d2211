"""What is expected from whom: entering, changing and ending an expectation."""

from dataclasses import replace

import streamlit as st

from dashboard.intake import expectations
from dashboard.intake.expectations import Expectation
from dashboard.periods import Frequency, Period
from dashboard.ui import quarters, reads
from dashboard.ui.actions import act
from dashboard.ui.visit import Here

CHOSEN, ROUND = "lieferung", "lieferung_runde"
FREQUENCIES = {Frequency.QUARTER: "jedes Quartal", Frequency.HALF: "jedes Halbjahr", Frequency.YEAR: "jedes Jahr"}
FIELDS = ("lieferant", "tabelle", "ort", "rhythmus", "beginn", "ende", "aufschub", "adresse", "notiz")
FURTHEST = 12
"""Periods ahead that are offered as the last one."""


def panel(here: Here) -> None:
    """One entry, new or chosen, in a form; it is stored when the person says so."""
    opened = st.expander("Was erwartet wird", icon=":material/checklist:", key="erwartet", on_change="rerun")
    if not opened.open:
        return
    with opened:
        known = {one.id: one for one in reads.expected(here)}
        titles = reads.tables(here)
        if st.session_state.get(CHOSEN) not in (None, *known):
            del st.session_state[CHOSEN]
        chosen = st.selectbox(
            "Bestehende Lieferung ändern",
            list(known),
            index=None,
            format_func=lambda number: _label(known[number], titles),
            key=CHOSEN,
            placeholder="oder unten eine neue anlegen",
        )
        period = Period.of(str(st.session_state[quarters.WORKED_ON]))
        entry = known.get(chosen) if chosen is not None else None
        _form(here, entry or Expectation("", next(iter(titles)), period), titles)


def _form(here: Here, entry: Expectation, titles: dict[str, str]) -> None:
    places = dict(zip(*(reads.places(here)[name] for name in ("area", "name")), strict=True))
    suppliers = sorted({*reads.uploads(here)["supplier"], *(one.supplier for one in reads.expected(here))} - {""})
    prefix = f"{entry.id}-{entry.version}-{st.session_state.get(ROUND, 0)}:"
    keys = {field: f"{prefix}{field}" for field in FIELDS}
    with st.form(f"{prefix}form", border=False):
        st.selectbox(
            "Von wem", suppliers, index=suppliers.index(entry.supplier) if entry.supplier in suppliers else None,
            key=keys["lieferant"], accept_new_options=True, placeholder="wählen oder neu eintippen",
            help="So, wie der Lieferant beim Einreichen heißt: Daran wird erkannt, ob seine Tabelle da ist.",
        )  # fmt: skip
        st.selectbox(
            "Welche Tabelle", list(titles), index=list(titles).index(entry.table), format_func=titles.__getitem__,
            key=keys["tabelle"], filter_mode=None,
        )  # fmt: skip
        st.selectbox(
            "Für welchen Ort (freiwillig)", list(places), index=list(places).index(entry.area) if entry.area else None,
            format_func=places.__getitem__, key=keys["ort"], placeholder="für alles, was dieser Lieferant schickt",
            help="Ist ein Ort gewählt, gilt die Tabelle als da, sobald sie für diesen Ort vorliegt, gleich von wem.",
        )  # fmt: skip
        _times(entry, keys)
        st.text_input(
            "E-Mail-Adresse (freiwillig)", entry.contact, key=keys["adresse"], max_chars=200,
            help="Ein Funktionspostfach, keine private Adresse. Sie steht dann in der Erinnerung.",
        )  # fmt: skip
        st.text_input("Notiz (freiwillig)", entry.note, key=keys["notiz"], max_chars=500)
        st.form_submit_button(
            "Änderung speichern" if entry.id else "Ab jetzt erwarten", type="primary", icon=":material/check:",
            on_click=_save, args=(entry, keys),
        )  # fmt: skip
    if entry.id:
        st.button(
            "Nicht mehr erwarten", icon=":material/event_busy:", on_click=_stop, args=(entry.id,), key=f"{prefix}ende!"
        )


def _times(entry: Expectation, keys: dict[str, str]) -> None:
    """How often, from when to when, and how much later than the others."""
    frequencies = list(FREQUENCIES)
    st.selectbox(
        "Wie oft", frequencies, index=frequencies.index(entry.first.frequency), format_func=FREQUENCIES.__getitem__,
        key=keys["rhythmus"], filter_mode=None,
    )  # fmt: skip
    starts = _around(entry.first)
    st.selectbox(
        "Zum ersten Mal für", starts, index=starts.index(_quarter(entry.first)), format_func=_period_label,
        key=keys["beginn"], filter_mode=None,
    )  # fmt: skip
    ends = _around(entry.last or entry.first)
    st.selectbox(
        "Zum letzten Mal für (freiwillig)", ends, index=ends.index(_quarter(entry.last)) if entry.last else None,
        format_func=_period_label, key=keys["ende"], placeholder="bis auf Weiteres",
    )  # fmt: skip
    st.number_input(
        "Tage Aufschub nach der allgemeinen Frist", 0, expectations.LONGEST_GRACE, entry.grace, key=keys["aufschub"]
    )


def _around(period: Period) -> list[str]:
    """Codes of the quarters from two years before to three years after."""
    found = [Period.of(_quarter(period))]
    for _ in range(8):
        found.insert(0, found[0].previous())
    for _ in range(FURTHEST):
        found.append(found[-1].next())
    return [one.code for one in found]


def _quarter(period: Period) -> str:
    return Period.containing(period.last, Frequency.QUARTER).code


def _period_label(code: str) -> str:
    return Period.of(code).label


def _label(one: Expectation, titles: dict[str, str]) -> str:
    return f"{one.supplier}: {titles.get(one.table, one.table)}, {FREQUENCIES[one.first.frequency]}"


def _save(entry: Expectation, keys: dict[str, str]) -> None:
    state = st.session_state
    values = {field: state.get(key) for field, key in keys.items()}
    frequency = Frequency(str(values["rhythmus"]))
    wish = replace(
        entry,
        supplier=str(values["lieferant"] or ""),
        table=str(values["tabelle"]),
        area=values["ort"] or None,
        first=Period.containing(Period.of(str(values["beginn"])).last, frequency),
        last=Period.containing(Period.of(str(values["ende"])).last, frequency) if values["ende"] else None,
        grace=int(values["aufschub"] or 0),
        contact=str(values["adresse"] or ""),
        note=str(values["notiz"] or ""),
    )
    command = expectations.change if entry.id else expectations.expect
    if act(lambda work: command(work, reads.catalogue(), wish)):
        state[ROUND] = int(state.get(ROUND, 0)) + 1


def _stop(delivery: int) -> None:
    act(lambda work: expectations.stop(work, delivery))
