"""The page of presentations: all folders and the way to a new one, or one opened."""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from dashboard.council.queries import FolderEntry
from dashboard.formats import number
from dashboard.ui import alliances_marks, council_folder, council_new, council_reads, links, meetings_reads
from dashboard.ui.council_reads import CHOSEN
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

ICON = ":material/co_present:"
HEADS = ("Mappe", "Quartal", "Sitzung", "Stand", "Für wen", "Seiten")


def panel(here: Here) -> None:
    """The list, or the folder chosen in it."""
    known = council_reads.folders(here)
    opened = _chosen(here) if known else None
    if opened is not None:
        council_folder.panel(here, opened)
        return
    if known:
        _list(here, known)
    elif not here.may_edit:
        st.info("Für diesen Kreis ist noch keine Mappe eingefroren.", icon=ICON)
    council_new.panel(here)


def _chosen(here: Here) -> FolderEntry | None:
    names, state = council_reads.labels(here), st.session_state
    said = "" if CHOSEN in state else st.query_params.get(CHOSEN, "")
    if said and said not in names.values():
        # The title may have changed since the link was made: then the number in it still finds the folder.
        key = council_reads.number_in(said)
        if key is not None and key in names:
            st.query_params[CHOSEN] = names[key]
            st.rerun()
        st.info("Die Mappe dieses Links gibt es nicht mehr, oder nicht für diesen Kreis.", icon=":material/info:")
    if state.get(CHOSEN) not in (None, *names):
        del state[CHOSEN]
    chosen = st.selectbox(
        "Mappe öffnen", list(names), index=None, format_func=names.__getitem__, key=CHOSEN, placeholder="alle Mappen",
        bind="query-params", width=640, help="Die Adresse einer geöffneten Mappe lässt sich weitergeben.",
    )  # fmt: skip
    return council_reads.entry(here, chosen) if chosen is not None else None


def _list(here: Here, known: tuple[FolderEntry, ...]) -> None:
    going = sum(not one.is_frozen for one in known)
    said = f"{number(len(known))} {'Mappe' if len(known) == 1 else 'Mappen'}, davon {number(going)} in Arbeit."
    st.markdown(escaped(said))
    meetings = meetings_reads.labels(here)
    rows = [
        (
            one.form.title, one.form.period.label, _meeting(one, meetings), one.state, one.form.circle.label,
            number(one.items),
        )
        for one in known
    ]  # fmt: skip
    kept = links.kept(here)
    hrefs = [f"?{urlencode({**kept, CHOSEN: council_reads.labels(here)[one.id]})}" for one in known]
    st.html(alliances_marks.table("Mappen", HEADS, rows, HEADS[-1:], hrefs))


def _meeting(one: FolderEntry, meetings: Mapping[int, str]) -> str:
    return meetings.get(one.form.meeting, "") if one.form.meeting is not None else "–"
