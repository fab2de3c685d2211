"""One more page: an exhibit chosen by what it shows, a text, or the beginning of a section; and what was taken out."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.council import commands
from dashboard.council.builders import BUILDERS
from dashboard.council.forms import ItemForm
from dashboard.council.kinds import ItemKind
from dashboard.council.queries import FolderEntry
from dashboard.council.reference import Reference
from dashboard.store import UnitOfWork
from dashboard.ui import actions, alliances_reads, council_pages, council_reads, reads, shown
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

KEY = "mappe:dazu"
BUILDER, FIELD, INDICATOR, METRIC, DIMENSION, AREA, ALLIANCE = (
    f"{KEY}:{one}" for one in ("art", "feld", "kennzahl", "karte", "gliederung", "ort", "buendnis")
)


def panel(here: Here, one: FolderEntry) -> None:
    """Behind one click."""
    box = st.expander("Seite hinzufügen", icon=":material/add:", key=f"{KEY}:{one.id}", on_change="rerun")
    if not box.open:
        return
    with box:
        _exhibit(here, one)
        st.caption(
            "Oder von der Stelle aus, an der Sie sie sehen: „In die Mappe“ steht unter den Darstellungen auf "
            "Überblick, Monitoring, Unterbringung, Bündnisse & Ziele, Soll & Ausblick und Netzwerk & Praxis."
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Überschrift für Textseite oder Abschnitt", key=f"{KEY}:titel", on_change="ignore", width=420)
            for kind, label in ((ItemKind.TEXT, "Textseite dazu"), (ItemKind.SECTION, "Abschnitt dazu")):
                st.button(label, on_click=_add_text, args=(one.id, kind), key=f"{KEY}:{kind.value}")
        _taken_out(here, one)


def _exhibit(here: Here, one: FolderEntry) -> None:
    kinds = council_reads.kinds()
    with st.container(horizontal=True):
        builder = str(_select("Darstellung", BUILDER, kinds, 320))
        wanted = BUILDERS[builder].needs | BUILDERS[builder].reads
        facts: dict[str, object] = {"builder": builder}
        if "field" in wanted or "indicator" in wanted:
            fields = {code: field.title for code, field in reads.catalogue().fields.items()}
            field = str(_select("Feld", FIELD, fields, 260))
            if "field" in wanted:
                facts["field"] = field
            else:
                names = {entry.code: entry.title for entry in reads.catalogue().enabled(field)}
                facts["indicator"] = _select("Kennzahl", INDICATOR, names, 360)
        if "metric" in wanted:
            facts["metric"] = _select("Karte", METRIC, shown.metrics(), 260)
        if "dimension" in wanted:
            names = {entry.name: entry.title for entry in reads.catalogue().vocabulary.dimensions}
            facts["dimension"] = _select("Gliederung", DIMENSION, names, 220)
        if "area" in wanted or "areas" in wanted:
            place = _select("Ort", AREA, _places(here), 260, none="der Landkreis")
            if place:
                facts["area" if "area" in wanted else "areas"] = place if "area" in wanted else [place]
        if "alliance" in wanted:
            alliances = alliances_reads.labels(alliances_reads.board(here))
            facts["alliance"] = _select("Bündnis", ALLIANCE, alliances, 320, none="alle")
    reference = Reference.of({name: value for name, value in facts.items() if value is not None})
    found = council_reads.made(here, one.form.circle, one.form.period.code, reference)
    if isinstance(found, str):
        st.info(escaped(found), icon=":material/info:")
    else:
        st.markdown(f"**{escaped(found.exhibit.title)}**  \n{escaped(found.exhibit.sentence)}")
    st.button(
        "In die Mappe", type="primary", icon=":material/add:", on_click=_add, args=(one.id, reference),
        key=f"{KEY}:darstellung",
    )  # fmt: skip


def _select(label: str, key: str, names: Mapping[Any, str], width: int, none: str | None = None) -> Any:
    options = dict(names)
    if st.session_state.get(key) not in (None, *options):
        del st.session_state[key]
    return st.selectbox(
        label, list(options), index=0 if none is None else None, format_func=options.__getitem__, key=key,
        placeholder=none, filter_mode=None, width=width,
    )  # fmt: skip


def _places(here: Here) -> dict[str, str]:
    named, own = reads.places(here), reads.district(here).area
    return {area: name for area, name in zip(named["area"], named["name"], strict=True) if area != own}


def _taken_out(here: Here, one: FolderEntry) -> None:
    gone = [item for item in council_reads.items(here, one.id, removed=True) if item.life.archived_at is not None]
    if not gone:
        return
    pages = {item.id: item.form.headline or item.form.kind.label for item in gone}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = _select("Herausgenommene Seite", f"{KEY}:weg", pages, 420)
        st.button(
            "Wieder hineinlegen", icon=":material/undo:", key=f"{KEY}:zurueck", on_click=_restore, args=(one.id, chosen)
        )


def _restore(folder: int, item: int) -> None:
    if actions.act(lambda work: commands.restore_item(work, item)):
        _show(folder, item)


def _add(folder: int, reference: Reference) -> None:
    catalogue, made = reads.catalogue(), list[int]()

    def command(work: UnitOfWork) -> str:
        made.append(commands.put_in(work, catalogue, folder, reference))
        return "Die Darstellung liegt am Ende der Mappe."

    if actions.act(command):
        _show(folder, made[0])


def _add_text(folder: int, kind: ItemKind) -> None:
    catalogue, made = reads.catalogue(), list[int]()
    headline = str(st.session_state.get(f"{KEY}:titel") or "")

    def command(work: UnitOfWork) -> str:
        made.append(commands.add_item(work, catalogue, folder, ItemForm(kind, headline)))
        return "Die Seite liegt am Ende der Mappe; ihren Text schreiben Sie rechts."

    if actions.act(command):
        _show(folder, made[0])
        st.session_state[f"{KEY}:titel"] = ""


def _show(folder: int, item: int) -> None:
    st.session_state[f"{council_pages.chosen_key(folder)}:merk"] = str(item)
