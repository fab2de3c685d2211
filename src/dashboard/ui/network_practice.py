"""Practice examples: all as cards, or one with what was learned, whom to ask, and who took it over."""

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from dashboard.alliances import adoptions
from dashboard.alliances.adoptions import Adoption
from dashboard.alliances.rows import title
from dashboard.formats import moment, number
from dashboard.meetings.kinds import LinkKind
from dashboard.network import rows
from dashboard.network.practice import PracticeEntry, PracticeForm
from dashboard.store import UnitOfWork
from dashboard.store.history import Traced
from dashboard.ui import (
    actions,
    alliances_marks,
    alliances_reads,
    history_of,
    links,
    network_marks,
    network_reads,
    reads,
    resolved,
)
from dashboard.ui.network_reads import ALL_FIELDS, PLACELESS
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

OPENED, FIELD, PLACE, INTO = "praxis", "praxis_feld", "praxis_ort", "praxis:buendnis"
MOST = 100
"""Cards shown at once."""


def panel(here: Here) -> None:
    """The cards, or the example chosen."""
    found = network_reads.network(here).practices
    if not found:
        st.info(
            "Es ist noch kein Praxisbeispiel eingetragen."
            + (" Tragen Sie unten das erste ein: Was hat wo geholfen, und was brauchen andere dafür?"
               if here.may_edit else ""),
            icon=":material/lightbulb:",
        )  # fmt: skip
        return
    names = network_reads.titles(here)
    chosen = network_reads.chosen(OPENED, "Praxisbeispiel öffnen", names, "alle Praxisbeispiele", 480)
    for one in found:
        if one.id == chosen:
            _one(here, one)
            return
    _cards(here, found)


def _cards(here: Here, everything: Sequence[PracticeEntry]) -> None:
    fields, places = network_reads.field_names(), network_reads.all_area_names(here)
    used = {one.form.field for one in everything}, {one.form.area for one in everything}
    with st.container(horizontal=True):
        field = network_reads.chosen(
            FIELD, "Handlungsfeld", {code: name for code, name in fields.items() if code in used[0]}, ALL_FIELDS
        )
        place = network_reads.chosen(
            PLACE, "Ort", {area: name for area, name in places.items() if area in used[1]}, "alle Orte"
        )
    found = [
        one for one in everything if (field is None or one.form.field in ("", field)) and place in (None, one.form.area)
    ]
    many = "1 Praxisbeispiel" if len(everything) == 1 else f"{number(len(everything))} Praxisbeispiele"
    said = many if len(found) == len(everything) else f"{number(len(found))} von {many}"
    st.markdown(escaped(f"{said}. Eines davon lässt sich oben öffnen."))
    taken = network_reads.network(here).adoptions
    cards = [_card(one, fields, len(taken.get(one.id, ()))) for one in found[:MOST]]
    st.html(f'<div style="{alliances_marks.GRID}">{"".join(cards)}</div>')
    if len(found) > MOST:
        st.caption(f"Gezeigt werden die ersten {number(MOST)}; die Auswahl oben grenzt sie ein.")


def _card(one: PracticeEntry, fields: dict[str, str], taken: int) -> str:
    form = one.form
    figure = f'<p style="margin:0.5rem 0 0 0;font-weight:600">{escape(form.figure)}</p>' if form.figure else ""
    told = f'<p style="margin:0.5rem 0 0 0;overflow-wrap:anywhere">{escape(title(form.result or form.text))}</p>'
    times = "einmal" if taken == 1 else f"{number(taken)}-mal"
    again = f'<p style="{alliances_marks.PALE};margin-top:0.5rem">↻ {times} übernommen</p>' if taken else ""
    return (
        f'<section style="{alliances_marks.CARD}"><h2 style="{alliances_marks.HEADING}">{escape(form.title)}</h2>'
        f'<p style="{alliances_marks.PALE}">{escape(one.place or PLACELESS)} · '
        f"{escape(fields.get(form.field, ALL_FIELDS))}</p>{figure}{told}{again}</section>"
    )


def _one(here: Here, one: PracticeEntry) -> None:
    form = one.form
    st.markdown(f"## {escaped(form.title)}")
    ask = ""
    if one.ask is not None:
        ask = f"{one.ask.title}, {one.ask.organisation}{f' ({one.ask.mailbox})' if one.ask.mailbox else ''}"
    told = {
        "Wo": one.place or PLACELESS,
        "Handlungsfeld": network_reads.field_names().get(form.field, ALL_FIELDS),
        "Organisation": one.organisation,
        "Ergebnis als Zahl": form.figure,
        "Wen fragen": ask,
        "Sichtbar für": form.circle.label,
        "Zuletzt geändert": f"{moment(one.life.changed_at)} von {one.life.changed_by}" if here.internal else "",
    }
    st.html(network_marks.facts(told))
    words = partial(rows.words, catalogue=reads.catalogue())
    history_of.panel(here, f"praxis-{one.id}", [Traced(f"practice:{one.id}", PracticeForm)], words)
    parts = {"text": form.text, "result": form.result, "learned": form.learned, "needed": form.needed}
    for key, text in parts.items():
        if text:
            st.markdown(f"### {escaped(form.LABELS[key])}\n\n{alliances_marks.lines(text)}")
    _indicator(here, one)
    resolved.panel(here, LinkKind.PRACTICE, one.id)
    _taken(network_reads.network(here).adoptions.get(one.id, ()))
    _take_over(here, one)


def _indicator(here: Here, one: PracticeEntry) -> None:
    catalogue = reads.catalogue()
    entry = catalogue.indicators.get(one.form.indicator or "")
    if entry is not None and entry.enabled:
        st.page_link(
            "monitoring.py", label=escaped(f"Im Monitoring: {entry.title}"), icon=":material/monitoring:",
            query_params=links.to_indicator(here, entry.code, one.form.area or ""),
        )  # fmt: skip


def _taken(found: Sequence[Adoption]) -> None:
    st.markdown("### Übernommen von")
    if not found:
        st.markdown("Noch niemand hat dieses Beispiel übernommen.")
        return
    shown = [(one.where, one.kind, one.what, one.state) for one in found]
    st.html(alliances_marks.table("Übernommen von", ("Wo", "Als", "Was", "Stand"), shown))


def _take_over(here: Here, one: PracticeEntry) -> None:
    """For editors: as a measure of an alliance in one click, or as evidence on the page of the concept."""
    if not here.may_edit:
        return
    board = alliances_reads.board(here)
    st.markdown("### Übernehmen")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if board:
            st.selectbox(
                "Bündnis", list(names := alliances_reads.labels(board)), format_func=names.__getitem__, key=INTO,
                filter_mode=None, width=400, on_change="ignore",
            )  # fmt: skip
            st.button(
                "Als Maßnahme übernehmen", icon=":material/add_task:", on_click=_adopt, args=(one.id,),
                key=f"praxis:uebernehmen:{one.id}",
            )  # fmt: skip
        st.page_link(
            "concept.py", label="Als Nachweis eines Bausteins übernehmen", icon=":material/checklist:", width="content"
        )
    st.caption("Die Maßnahme steht danach als „geplant“ im Bündnis und nennt dieses Beispiel; dort ergänzen Sie sie.")


def _adopt(example: int) -> None:
    alliance = int(st.session_state[INTO])

    def command(work: UnitOfWork) -> str:
        adoptions.adopt(work, example, alliance)
        return "Das Praxisbeispiel ist als Maßnahme übernommen. Sie steht im Bündnis und nennt das Beispiel."

    actions.act(command)
