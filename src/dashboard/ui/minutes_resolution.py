"""What was agreed or decided under an item: the list, and a form of few fields for the next one."""

from collections.abc import Sequence

import streamlit as st

from dashboard.alliances.rows import title
from dashboard.meetings.kinds import LinkKind, ResolutionKind, ResolutionState
from dashboard.meetings.resolution_forms import Link, ResolutionForm, kinds_of
from dashboard.meetings.resolution_models import Resolution
from dashboard.meetings.resolution_queries import ResolutionEntry
from dashboard.meetings.resolutions import add_resolution, archive_resolution, change_resolution
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import alliances_sheet, minutes_agenda, minutes_reads, reads
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_marks import lines
from dashboard.ui.alliances_sheet import NEW, Sheet
from dashboard.ui.minutes_reads import Agreed, Desk
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

BOX = "verabredung"
FORM = "niederschrift:verabredung"


def panel(here: Here, desk: Desk, item: int, circle: Circle, found: Agreed) -> None:
    """The resolutions of the item, and the form."""
    st.subheader("Verabredungen und Beschlüsse", anchor=False)
    for one in found.resolutions:
        st.markdown(_told(one))
    _form(here, desk, item, circle, found.resolutions)


def _told(one: ResolutionEntry) -> str:
    beside = ", ".join(filter(None, [f"an {one.addressee}" if one.addressee else "", one.form.result]))
    head = f"{one.form.kind.label} {one.number}{f' ({beside})' if beside else ''}"
    linked = "".join(f"  \n{escaped(f'→ {link.link.kind.label}: {link.title}')}" for link in one.linked)
    return f"**{escaped(head)}**  \n{lines(one.form.wording)}{linked}"


def _form(here: Here, desk: Desk, item: int, circle: Circle, found: Sequence[ResolutionEntry]) -> None:
    known, chosen = {one.id: one for one in found}, NEW
    if known:
        titles = {key: f"{one.number} {one.title}" for key, one in known.items()}
        chosen = alliances_sheet.entry("Eintragen oder ändern", "Neu", titles, f"verabredung:{item}")
    entry = known[int(chosen)] if chosen != NEW else None
    kinds = kinds_of(desk.body_kind)
    form = entry.form if entry is not None else ResolutionForm(item, "", kinds[0], circle=circle)
    name = f"{FORM}:{item}:{chosen}"
    sheet = alliances_sheet.opened(
        name, entry.life.version if entry else 0, form, links=[str(link) for link in form.links]
    )
    sheet.long("wording", height=72, focus=minutes_agenda.focus_of(BOX))
    with st.container(horizontal=True):
        sheet.choice("kind", {one.value: one.label for one in kinds}, follows=True)
        if sheet.value("kind") == ResolutionKind.DECISION:
            sheet.line("result", placeholder="einstimmig, 12 Ja, 3 Nein …")
        if sheet.value("kind") == ResolutionKind.PROPOSAL:
            sheet.choice("addressee", minutes_reads.organs(here), none="Organ wählen")
    _more(here, sheet)
    number = entry.id if entry is not None else None
    st.button(
        "Verabredung festhalten" if number is None else "Verabredung ändern", on_click=_save, args=(name, number, item),
        shortcut="Alt+V", key=f"{name}:speichern",
    )  # fmt: skip
    if number is not None:
        _ending(name, number)


def _more(here: Here, sheet: Sheet) -> None:
    box = st.expander("Verknüpfen, sichtbar für", key=f"{sheet.name}:mehr", on_change="rerun")
    if box.open:
        with box:
            sheet.several("links", minutes_reads.linkable(here), none="Ziel, Maßnahme, Baustein, Hürde, Kennzahl …")
            sheet.circle()


def _save(name: str, number: int | None, item: int) -> None:
    value, seen, before = alliances_sheet.typed(name), drafts.seen(name), st.session_state.get(f"{name}:anfang", {})
    kind = ResolutionKind(value("kind", ResolutionKind.AGREEMENT))
    state = before.get("state")
    wish = ResolutionForm(
        item=item,
        wording=value("wording", ""),
        kind=kind,
        result=value("result", "") if kind is ResolutionKind.DECISION else "",
        addressee=value("addressee") if kind is ResolutionKind.PROPOSAL else None,
        answers=before.get("answers") if kind is ResolutionKind.DECISION else None,
        state=ResolutionState(state) if state and before.get("kind") == kind.value else None,
        outcome=before.get("outcome", ""),
        circle=Circle(value("circle", Circle.COORDINATION)),
        links=tuple(_link(text) for text in value("links", ())),
    )
    catalogue = reads.catalogue()

    def command(work: UnitOfWork) -> str:
        if number is not None:
            return change_resolution(work, catalogue, number, wish, seen=seen)
        row = work.session.get_one(Resolution, add_resolution(work, catalogue, wish))
        return f"{kind.label} {row.number} „{title(row.wording)}“ ist eingetragen."

    if alliances_sheet.attempt(name, command):
        minutes_agenda.focus(BOX)


def _link(text: str) -> Link:
    kind, _, key = text.partition(":")
    return Link(LinkKind(kind), key)


def _ending(name: str, number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Grund für das Archivieren", key=f"{name}:grund", max_chars=300, on_change="ignore")
        st.button("Archivieren", on_click=_archive, args=(name, number), key=f"{name}:weg")


def _archive(name: str, number: int) -> None:
    why = str(st.session_state.get(f"{name}:grund") or "")
    alliances_sheet.attempt(name, lambda work: archive_resolution(work, number, why))
