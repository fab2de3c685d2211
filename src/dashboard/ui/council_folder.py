"""One folder: what it is and for whom, presenting, its pages, files, freezing, corrections, questions, a copy."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.council.queries import FolderEntry
from dashboard.formats import moment
from dashboard.store import Circle
from dashboard.ui import (
    council_add,
    council_downloads,
    council_edit,
    council_frozen,
    council_pages,
    council_questions,
    council_reads,
    meetings_reads,
)
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

FOR = {
    Circle.PUBLIC: "Öffentlich: Die Mappe zeigt nur freigegebene Zahlen mit Geheimhaltung, ganz gleich, wer sie öffnet "
    "oder vorführt.",
    Circle.COORDINATION: "Für den Koordinierungsstab: freigegebene Zahlen mit Geheimhaltung, dazu was nur er sehen "
    "darf. Nicht für den Kreistag in öffentlicher Sitzung.",
    Circle.INTERNAL: "Nur für die Kreisverwaltung: Die Mappe zeigt auch, was nicht freigegeben ist. Sie darf nicht "
    "öffentlich vorgeführt werden.",
}


def panel(here: Here, one: FolderEntry) -> None:
    """The whole folder."""
    _head(here, one)
    pages = council_reads.pages(here, one)
    if pages:
        council_pages.panel(here, one, pages)
    else:
        st.info("In dieser Mappe ist noch nichts.", icon=":material/co_present:")
    editing = here.may_edit and not one.is_frozen
    if editing:
        council_add.panel(here, one)
    for key, (label, icon, body) in _parts(here, one, editing).items():
        box = st.expander(label, icon=icon, key=f"mappe:{key}:{one.id}", on_change="rerun")
        if box.open:
            with box:
                body(here, one)


def _parts(
    here: Here, one: FolderEntry, editing: bool
) -> Mapping[str, tuple[str, str, Callable[[Here, FolderEntry], None]]]:
    parts: dict[str, tuple[str, str, Callable[[Here, FolderEntry], None]]] = {
        "dateien": ("Als Datei herunterladen", ":material/download:", council_downloads.panel)
    }
    if one.is_frozen:
        parts["berichtigt"] = ("Was hat sich seither geändert?", ":material/compare:", council_frozen.corrections)
    parts["fragen"] = ("Fragen und Antworten", ":material/contact_support:", council_questions.panel)
    if here.may_edit:
        if editing:
            parts["angaben"] = ("Titel, Kernaussage, Sitzung und Kreis", ":material/edit:", council_edit.panel)
            parts["einfrieren"] = ("Für die Sitzung einfrieren", ":material/ac_unit:", council_frozen.freeze)
        parts["kopie"] = ("Für das nächste Quartal kopieren", ":material/content_copy:", council_edit.copy)
    return parts


def _head(here: Here, one: FolderEntry) -> None:
    form = one.form
    meeting = meetings_reads.labels(here).get(form.meeting, "") if form.meeting is not None else ""
    facts = [form.period.label, f"Sitzung {meeting}" if meeting else "", one.state]
    st.markdown(f"## {escaped(form.title)}\n\n{escaped(' · '.join(filter(None, facts)))}")
    if form.headline:
        st.markdown(f"**{escaped(form.headline)}**")
    icon = {Circle.PUBLIC: ":material/public:", Circle.INTERNAL: ":material/lock:"}.get(
        form.circle, ":material/groups:"
    )
    st.markdown(f"{icon} {escaped(FOR[form.circle])}")
    if one.frozen_at is not None:
        by = f" von {one.frozen_by}" if one.frozen_by else ""
        st.caption(escaped(f"Eingefroren am {moment(one.frozen_at)}{by}: Zahlen und Texte bleiben, wie sie waren."))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.link_button(
            "Vorführen", f"/praesentieren/{one.id}", icon=":material/slideshow:", type="primary",
            help="Öffnet alle Seiten in einem eigenen Fenster ohne Menüs. Danach geht es auch ohne Netz weiter.",
        )  # fmt: skip
        st.caption("Beim ersten Mal dauert es einige Sekunden. Esc zeigt dort die Übersicht und alle Tasten.")
