"""„In die Mappe“ beside an exhibit: choose a folder that is in the works, one click more, and it lies in there."""

import streamlit as st

from dashboard.council.builders import title_of
from dashboard.council.commands import put_in
from dashboard.council.reference import Reference
from dashboard.store import UnitOfWork
from dashboard.ui import actions, council_reads, reads
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

SAID = "mappe:hinein:gesagt:"


def offer(here: Here, reference: Reference) -> None:
    """The way into a folder, for editors of the office; nothing for others."""
    if not here.may_edit:
        return
    key = f"mappe:hinein:{reference.text}"
    _said(reference)
    box = st.popover("In die Mappe", icon=":material/co_present:", key=key, on_change="rerun")
    if not box.open:
        return
    with box:
        folders = {one.id: one for one in council_reads.folders(here) if not one.is_frozen}
        if not folders:
            st.markdown("Es ist keine Mappe in Arbeit. Legen Sie zuerst unter „Präsentation“ eine an.")
            st.page_link("council.py", label="Zur Präsentation", icon=":material/co_present:")
            return
        names = council_reads.labels(here)
        chosen = st.selectbox(
            "Mappe", list(folders), format_func=names.__getitem__, key=f"{key}:welche", filter_mode=None
        )
        folder = folders[int(chosen)]
        st.caption(
            escaped(
                f"Dort erscheint „{title_of(reference, reads.catalogue())}“, wie „{folder.form.circle.label}“ es "
                f"sieht, bis zum {folder.form.period.label}."
            )
        )
        st.button(
            "Hineinlegen", type="primary", on_click=_put, args=(folder.id, names[folder.id], reference),
            key=f"{key}:los",
        )  # fmt: skip


def offer_named(here: Here, builder: str) -> None:
    """The same for an exhibit that needs nothing but its name."""
    offer(here, Reference(builder))


def offer_map(here: Here, metric: str) -> None:
    """The same for the map of accommodation."""
    offer(here, Reference("accommodation-map", metric=metric))


def offer_trend(here: Here, area: str = "") -> None:
    """The same for accommodation over the quarters, of the district or a place."""
    offer(here, Reference("accommodation-trend", area=area))


def offer_table(here: Here) -> None:
    """The same for accommodation by place."""
    offer(here, Reference("accommodation-table"))


def _put(folder: int, name: str, reference: Reference) -> None:
    catalogue = reads.catalogue()

    def command(work: UnitOfWork) -> str:
        put_in(work, catalogue, folder, reference)
        return f"Die Darstellung liegt jetzt am Ende von „{name}“."

    actions.act(command)
    # Said beside the button: the top of the page may be far away.
    st.session_state[f"{SAID}{reference.text}"] = st.session_state.pop(actions.MESSAGE)


def _said(reference: Reference) -> None:
    message = st.session_state.pop(f"{SAID}{reference.text}", None)
    if message is not None:
        well, sentence = message
        if well:
            st.success(escaped(sentence), icon=":material/check_circle:")
        else:
            st.error(escaped(sentence), icon=":material/error:")
