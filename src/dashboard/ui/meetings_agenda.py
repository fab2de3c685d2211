"""Entering the agenda: pasted as lines, from the last meeting or a template, and item by item with its place."""

import streamlit as st

from dashboard.alliances.rows import title
from dashboard.formats import number as german
from dashboard.meetings import agenda, carrying
from dashboard.meetings.forms import ItemForm, PasteForm
from dashboard.meetings.models import AgendaItem
from dashboard.meetings.queries import AgendaEntry
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import actions, alliances_sheet, meetings_templates
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import NEW
from dashboard.ui.meetings_reads import Opened
from dashboard.ui.visit import Here

HINT = "Begrüßung\nZahlen des Quartals\nintern: Belegung der Unterkunft am Markt\nVerschiedenes"


def whole(here: Here, opened: Opened) -> None:
    """Many items at once."""
    key = opened.meeting.id
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            "Aus der letzten Sitzung", icon=":material/redo:", on_click=_carry, args=(key,), key="sitzung:uebernehmen",
            help="Was vertagt wurde, kommt mit, dazu ein Punkt für die offenen Aufgaben; jedes nur einmal.",
        )  # fmt: skip
        meetings_templates.apply(here, key)
    name = f"sitzung:einfuegen:{key}"
    sheet = alliances_sheet.opened(name, 0, PasteForm())
    sheet.long("text", placeholder=HINT)
    st.caption(
        "Kopierte Listen gehen so, wie sie sind; Nummern und Aufzählungszeichen fallen weg. „öffentlich:“, "
        "„nichtöffentlich:“ oder „intern:“ vor einem Titel sagt, wer den Punkt liest; sonst gilt, was für die Sitzung "
        "gilt."
    )
    sheet.save("Punkte eintragen", _paste, name, key)
    meetings_templates.keep(opened)


def item(opened: Opened) -> None:
    """One item or a new one, and its place."""
    entries = {entry.item.id: entry for entry in opened.sheet.agenda if entry.item is not None}
    titles = {key: f"{entry.number} {title(entry.title)}" for key, entry in entries.items()}
    chosen = alliances_sheet.entry("Eintrag", "Neuer Punkt", titles, f"punkt:{opened.meeting.id}")
    entry = entries[int(chosen)] if chosen != NEW else None
    held = entry.item if entry is not None else None
    name = f"sitzung:punkt:{opened.meeting.id}:{chosen}"
    form = held.form if held is not None else ItemForm(opened.meeting.id, "", opened.meeting.form.circle)
    sheet = alliances_sheet.opened(name, held.life.version if held else 0, form, links="\n".join(form.links))
    left, right = st.columns(2, gap="large")
    with left:
        sheet.line("title")
        with st.container(horizontal=True):
            sheet.line("begins", placeholder="09:30", width=110)
            sheet.line("number", placeholder="zählt selbst", width=140)
            sheet.circle()
        sheet.line("presenter", placeholder="Funktion oder Organisation")
    with right:
        sheet.line("paper", placeholder="Nummer, zum Beispiel 112/2026")
        sheet.long("consultation", placeholder="Ein Gremium je Zeile")
        sheet.long("links", placeholder="Eine https-Adresse je Zeile")
    key = held.id if held is not None else None
    sheet.save("Punkt anlegen" if key is None else "Punkt speichern", _save, name, opened.meeting.id, key)
    if entry is not None and key is not None:
        _place(opened, entry, key)
        alliances_sheet.ending(name, AgendaItem, key)


def _place(opened: Opened, entry: AgendaEntry, key: int) -> None:
    place, last = opened.sheet.agenda.index(entry) + 1, len(opened.sheet.agenda)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            "Nach oben", icon=":material/arrow_upward:", disabled=place == 1, on_click=_move, args=(key, place - 1),
            key=f"sitzung:hoch:{key}",
        )  # fmt: skip
        st.button(
            "Nach unten", icon=":material/arrow_downward:", disabled=place == last, on_click=_move,
            args=(key, place + 1), key=f"sitzung:runter:{key}",
        )  # fmt: skip
        field = f"sitzung:stelle:{key}:{place}"
        st.number_input(f"An Stelle (1 bis {german(last)})", 1, last, place, key=field, on_change="ignore", width=160)
        st.button("Verschieben", on_click=_move_to, args=(key, field), key=f"sitzung:verschieben:{key}")


def _save(name: str, meeting: int, number: int | None) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = ItemForm(
        meeting, value("title", ""), Circle(value("circle", Circle.COORDINATION)), value("number", ""),
        value("begins", ""), value("presenter", ""), value("paper", ""), value("consultation", ""),
        tuple(line.strip() for line in value("links", "").splitlines() if line.strip()),
    )  # fmt: skip

    def command(work: UnitOfWork) -> str:
        if number is not None:
            return agenda.change_item(work, number, wish, seen=seen)
        agenda.add_item(work, wish)
        return f"„{title(wish.title)}“ steht auf der Tagesordnung."

    alliances_sheet.attempt(name, command)


def _paste(name: str, meeting: int) -> None:
    text = str(alliances_sheet.typed(name)("text", ""))

    def command(work: UnitOfWork) -> str:
        made = len(agenda.add_items(work, meeting, text))
        return "1 Punkt ist eingetragen." if made == 1 else f"{german(made)} Punkte sind eingetragen."

    alliances_sheet.attempt(name, command)


def _carry(meeting: int) -> None:
    actions.act(lambda work: carrying.from_last_meeting(work, meeting))


def _move(key: int, to: int) -> None:
    actions.act(lambda work: agenda.move_item(work, key, to))


def _move_to(key: int, field: str) -> None:
    _move(key, int(st.session_state[field]))
