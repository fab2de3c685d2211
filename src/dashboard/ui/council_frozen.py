"""Freezing a folder for its meeting, and what has been corrected since, old and new side by side."""

import streamlit as st

from dashboard.council import freezing
from dashboard.council.queries import FolderEntry
from dashboard.formats import day, local_day
from dashboard.ui import actions, alliances_marks, council_reads, reads
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

HEADS = ("Zeile", "Spalte", "Damals", "Heute")
MOST = 200


def freeze(here: Here, one: FolderEntry) -> None:
    """What it means, and the button."""
    st.markdown(
        "Beim Einfrieren bekommt die Mappe die nächste laufende Nummer des Jahres, zum Beispiel „Mappe 2026-07“. Sie "
        "steht mit dem Tag auf jeder Folie und jeder Seite. Zahlen, Texte und Geheimhaltung bleiben von da an, wie sie "
        "sind, auch wenn später etwas berichtigt wird; hier steht dann, was sich geändert hat. Zurück geht es nicht: "
        "Wer weiterarbeiten will, kopiert die Mappe."
    )
    st.markdown(escaped(f"Sehen darf sie danach: {one.form.circle.label}."))
    st.button(
        "Jetzt einfrieren", icon=":material/ac_unit:", type="primary", on_click=_freeze, args=(one.id,),
        key=f"mappe:frieren:{one.id}",
    )  # fmt: skip


def _freeze(folder: int) -> None:
    catalogue = reads.catalogue()
    actions.act(lambda work: freezing.freeze(work, catalogue, folder))


def corrections(here: Here, one: FolderEntry) -> None:
    """Every exhibit that would be different today."""
    with st.spinner("Die Mappe wird mit den heutigen Zahlen verglichen …"):
        found = council_reads.corrections(here, one.id)
    since = f"Seit dem {day(local_day(one.frozen_at))}" if one.frozen_at is not None else "Seither"
    if not found:
        st.success(f"{since} hat sich an den Zahlen dieser Mappe nichts geändert.", icon=":material/check_circle:")
        return
    many = "einer Seite" if len(found) == 1 else f"{len(found)} Seiten"
    st.markdown(escaped(f"{since} hat sich auf {many} etwas geändert. Die Mappe selbst bleibt, wie sie war."))
    for correction in found:
        st.markdown(f"#### Seite {correction.page}: {escaped(correction.title)}")
        if correction.old or correction.new:
            left, right = st.columns(2)
            left.markdown(f"**Damals:** {escaped(correction.old)}")
            right.markdown(f"**Heute:** {escaped(correction.new)}")
        if correction.cells:
            rows = [(one.row, one.column, one.old, one.new) for one in correction.cells[:MOST]]
            st.html(alliances_marks.table(f"Änderungen auf Seite {correction.page}", HEADS, rows, HEADS[2:]))
        if len(correction.cells) > MOST:
            st.caption(f"Gezeigt sind die ersten {MOST} von {len(correction.cells)} Werten.")
