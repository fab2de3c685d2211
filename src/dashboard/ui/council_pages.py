"""The pages of a folder in their order, one of them opened: its exhibit as the folder's circle sees it, its texts."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from dashboard.council import commands
from dashboard.council.content import Page
from dashboard.council.forms import ItemForm
from dashboard.council.kinds import ItemKind
from dashboard.council.queries import FolderEntry
from dashboard.documents import markdown, screen
from dashboard.store import UnitOfWork
from dashboard.ui import actions, alliances_sheet, council_reads, reads
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.show import escaped, show, show_map
from dashboard.ui.visit import Here

MARKS = {ItemKind.SECTION: "Abschnitt: ", ItemKind.TEXT: "Text: ", ItemKind.EXHIBIT: ""}


def chosen_key(folder: int) -> str:
    """Key of the open page."""
    return f"mappe:seite-offen:{folder}"


def panel(here: Here, one: FolderEntry, pages: Sequence[Page]) -> None:
    """All pages on the left, the open one on the right."""
    left, right = st.columns([2, 5], gap="large")
    with left:
        page = _chosen(one, pages)
    with right:
        _opened(here, one, pages, page)


def _chosen(one: FolderEntry, pages: Sequence[Page]) -> Page:
    names = {
        str(page.key): f"{place}. {MARKS[page.kind]}{page.title}" for place, page in enumerate(pages, 1)
    }  # fmt: skip
    key, state = chosen_key(one.id), st.session_state
    # The browser remembers the choice by its label, which changes with order and headline; this remembers the page.
    held = str(state.get(f"{key}:merk", ""))
    state[key] = held if held in names else next(iter(names))
    chosen = st.radio(
        "Seiten", list(names), format_func=lambda name: escaped(names[name]), key=key, on_change=_open, args=(key,)
    )
    return next(page for page in pages if str(page.key) == chosen)


def _open(key: str) -> None:
    st.session_state[f"{key}:merk"] = st.session_state[key]


def _opened(here: Here, one: FolderEntry, pages: Sequence[Page], page: Page) -> None:
    place = list(pages).index(page) + 1
    st.caption(f"Seite {place} von {len(pages)}")
    if here.may_edit and not one.is_frozen:
        _tools(page, place, len(pages))
    if page.headline and (page.kind is not ItemKind.EXHIBIT or _own(here, one, page)):
        st.markdown(f"### {escaped(page.headline)}")
    found = council_reads.shown_page(here, one, page)
    if isinstance(found, str):
        if found:
            st.info(escaped(found), icon=":material/info:")
    elif found.deck is not None:
        st.markdown(f"### {escaped(found.exhibit.title)}")
        show_map(found)
    else:
        show(found)
    if page.text:
        st.html(screen.blocks(markdown.blocks(page.text)))
    if here.may_edit and not one.is_frozen:
        _form(here, one, page)
    elif page.notes:
        st.markdown(f"**Notizen zum Vortrag (nur intern)**\n\n{escaped(page.notes)}")


def _own(here: Here, one: FolderEntry, page: Page) -> bool:
    """Whether somebody has written a headline of its own."""
    if one.is_frozen:
        return True
    entry = next(item for item in council_reads.items(here, one.id) if item.id == page.key)
    return bool(entry.form.headline)


def _tools(page: Page, place: int, last: int) -> None:
    tools: Mapping[str, tuple[str, bool, Callable[[UnitOfWork], str]]] = {
        "Nach oben": (":material/arrow_upward:", place == 1, partial(commands.move, item=page.key, by=-1)),
        "Nach unten": (":material/arrow_downward:", place == last, partial(commands.move, item=page.key, by=1)),
        "Aus der Mappe nehmen": (":material/remove_circle:", False, partial(commands.remove_item, item=page.key)),
    }
    with st.container(horizontal=True):
        for label, (icon, off, command) in tools.items():
            st.button(label, icon=icon, disabled=off, on_click=_act, args=(command,), key=f"mappe:{label}:{page.key}")


def _act(command: Callable[[UnitOfWork], str]) -> None:
    actions.act(command)


def _form(here: Here, one: FolderEntry, page: Page) -> None:
    entry = next(item for item in council_reads.items(here, one.id) if item.id == page.key)
    name = f"mappe:seite:{one.id}:{page.key}"
    form = entry.form
    with st.container(border=True):
        sheet = alliances_sheet.opened(name, entry.life.version, form)
        sheet.line("headline", placeholder=page.title if form.kind is ItemKind.EXHIBIT else None)
        sheet.long("text", height=120)
        sheet.long("notes", "Notizen zum Vortrag (nur intern)", height=100,
                   placeholder="Stehen auf keiner Folie und gehen nur in Dateien des internen Kreises.")  # fmt: skip
        sheet.save("Seite speichern", _save, name, page.key, form)


def _save(name: str, item: int, before: ItemForm) -> None:
    value, seen, catalogue = alliances_sheet.typed(name), drafts.seen(name), reads.catalogue()
    wish = ItemForm(before.kind, value("headline", ""), value("text", ""), value("notes", ""), before.reference)
    alliances_sheet.attempt(name, lambda work: commands.change_item(work, catalogue, item, wish, seen=seen))
