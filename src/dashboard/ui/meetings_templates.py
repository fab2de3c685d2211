"""Agendas to begin with: put into a meeting, kept from one, and changed as lines."""

import re

import streamlit as st

from dashboard.errors import UserError
from dashboard.meetings import templates
from dashboard.meetings.forms import TemplateForm, TemplateItem
from dashboard.meetings.models import AgendaTemplate
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import actions, alliances_sheet, meetings_reads, network_reads
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import NEW
from dashboard.ui.meetings_reads import Opened
from dashboard.ui.visit import Here

CHOSEN, NAME = "sitzung:vorlage", "sitzung:vorlage:name"
PARTS = re.compile(r"\s*\|\s*")
WORDS = {Circle.PUBLIC: "öffentlich", Circle.COORDINATION: "nichtöffentlich", Circle.INTERNAL: "intern"}
HINT = "Begrüßung | 5 | Vorsitz | öffentlich\nZahlen des Quartals | 30 | Koordinierungsstelle"


class LineInvalid(UserError):
    """A line of a template that says something nobody understands."""


def apply(here: Here, meeting: int) -> None:
    """Choose a template and put its items behind those of the meeting."""
    known = network_reads.distinct({one.id: one.form.name for one in meetings_reads.saved_templates(here)})
    if not known:
        return
    if st.session_state.get(CHOSEN) not in (None, *known):
        del st.session_state[CHOSEN]
    st.selectbox(
        "Vorlage", list(known), format_func=known.__getitem__, key=CHOSEN, filter_mode=None, on_change="ignore",
        width=300,
    )  # fmt: skip
    st.button("Vorlage anwenden", icon=":material/playlist_add:", on_click=_apply, args=(meeting,), key=f"{CHOSEN}:los")


def keep(opened: Opened) -> None:
    """Keep the items of a meeting as a template."""
    items = [entry.item.form for entry in opened.sheet.agenda if entry.item is not None]
    if not items:
        return
    wish = tuple(TemplateItem(one.title, one.circle, presenter=one.presenter) for one in items)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Diese Tagesordnung als Vorlage", key=NAME, max_chars=200, on_change="ignore",
            placeholder="Name der Vorlage", width=300,
        )  # fmt: skip
        st.button("Als Vorlage speichern", icon=":material/save:", on_click=_keep, args=(wish,), key=f"{NAME}:los")


def template(here: Here) -> None:
    """One template or a new one, an item a line."""
    known = {one.id: one for one in meetings_reads.saved_templates(here)}
    titles = network_reads.distinct({key: one.form.name for key, one in known.items()})
    chosen = alliances_sheet.entry("Eintrag", "Neue Vorlage", titles, "sitzungsvorlage")
    entry = known[int(chosen)] if chosen != NEW else None
    name = f"sitzung:vorlage:{chosen}"
    form = entry.form if entry is not None else TemplateForm("")
    sheet = alliances_sheet.opened(name, entry.life.version if entry else 0, form, items=text_of(form.items))
    sheet.line("name")
    sheet.long("items", "Punkte, je Zeile: Titel | Minuten | Vortrag | für wen", placeholder=HINT)
    st.caption("Nur der Titel ist nötig. „für wen“ ist öffentlich, nichtöffentlich oder intern.")
    number = entry.id if entry is not None else None
    sheet.save("Vorlage anlegen" if number is None else "Vorlage speichern", _save, name, number)
    if number is not None:
        alliances_sheet.ending(name, AgendaTemplate, number)


def text_of(items: tuple[TemplateItem, ...]) -> str:
    """Items as lines that ``items_of`` reads back."""
    lines = []
    for one in items:
        parts = [one.title, str(one.minutes) if one.minutes else "", one.presenter, WORDS[one.circle]]
        lines.append(" | ".join(parts))
    return "\n".join(lines)


def items_of(text: str) -> tuple[TemplateItem, ...]:
    """The items of a text, one a line; raises LineInvalid."""
    return tuple(_item(line) for line in text.splitlines() if line.strip())


def _item(line: str) -> TemplateItem:
    title, *rest = PARTS.split(line.strip())
    if len(rest) > 3:
        # What a title itself had of these signs stays in it.
        cut = len(rest) - 3
        title, rest = " | ".join([title, *rest[:cut]]), rest[cut:]
    minutes, presenter, whom = [*rest, "", "", ""][:3]
    circles = {word: circle for circle, word in WORDS.items()}
    if minutes and not minutes.isdecimal():
        raise LineInvalid(f"„{line.strip()}“: „{minutes}“ ist keine Zahl von Minuten.")
    if whom and whom.casefold() not in circles:
        raise LineInvalid(f"„{line.strip()}“: „{whom}“ ist nicht öffentlich, nichtöffentlich oder intern.")
    circle = circles.get(whom.casefold(), Circle.COORDINATION)
    return TemplateItem(title, circle, int(minutes[:6] or 0), presenter)


def _apply(meeting: int) -> None:
    key = int(st.session_state[CHOSEN])
    actions.act(lambda work: templates.apply_template(work, meeting, key))


def _keep(items: tuple[TemplateItem, ...]) -> None:
    name = str(st.session_state.get(NAME) or "")

    def command(work: UnitOfWork) -> str:
        templates.add_template(work, TemplateForm(name, items))
        return f"Die Vorlage „{name.strip()}“ ist gespeichert."

    if actions.act(command):
        st.session_state[NAME] = ""


def _save(name: str, number: int | None) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)

    def command(work: UnitOfWork) -> str:
        wish = TemplateForm(value("name", ""), items_of(value("items", "")))
        if number is not None:
            return templates.change_template(work, number, wish, seen=seen)
        templates.add_template(work, wish)
        return f"Die Vorlage „{wish.name.strip()}“ ist gespeichert."

    alliances_sheet.attempt(name, command)
