"""„Verabredet oder beschlossen in …“: from a goal, measure, block, hurdle, example or indicator to its resolutions."""

from collections.abc import Sequence

import streamlit as st

from dashboard.formats import day, number
from dashboard.meetings.kinds import LinkKind
from dashboard.meetings.resolution_queries import Short
from dashboard.ui import tasks_marks, tasks_reads
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

MOST = 5
"""Links; more are counted."""
WHOLE = '<style>[class*="st-key-vereinbart-"] [data-testid="stPageLink-NavLink"] p {white-space: normal}</style>'
"""Streamlit cuts the words of a link at the edge of the page; these are read to their end."""


def panel(here: Here, kind: LinkKind, key: int | str) -> None:
    """A small list with links, the newest first; nothing where nothing was resolved about it."""
    links(tasks_reads.linked_to(here, kind).get(str(key), ()), f"{kind.value}-{key}")


def of_indicator(here: Here, code: str) -> None:
    """The same for an indicator, with what was resolved about its goals and their measures."""
    about = {one.resolution for one in tasks_reads.marks(here, code)}
    known = {
        one.id: one
        for kind in (LinkKind.INDICATOR, LinkKind.GOAL, LinkKind.MEASURE)
        for some in tasks_reads.linked_to(here, kind).values()
        for one in some
        if one.id in about
    }
    newest = sorted(known.values(), key=lambda one: (one.day, one.number, one.id), reverse=True)
    links(newest, f"{LinkKind.INDICATOR.value}-{code}")


def links(found: Sequence[Short], key: str) -> None:
    """Links to resolutions; ``key`` tells the list from the others of the page."""
    if not found:
        return
    more = f" Gezeigt sind die {number(MOST)} neuesten." if len(found) > MOST else ""
    with st.container(gap=None, key=f"vereinbart-{key}"):
        st.markdown(f"Verabredet oder beschlossen in:{more}")
        for one in found[:MOST]:
            link(one)
        st.html(WHOLE)


def link(one: Short) -> None:
    """To one resolution, named."""
    st.page_link(
        tasks_reads.PAGE, label=escaped(label(one)), icon=":material/gavel:",
        query_params=tasks_reads.to_resolution(one.id),
    )  # fmt: skip


def label(one: Short) -> str:
    """„Verabredung 2026-07 vom 17.03.2026, Koordinierungsstab: Patenschaften … (○ offen)“."""
    where = f"{one.kind.label} {one.number} vom {day(one.day)}, {one.body}"
    return f"{where}: {one.title} ({tasks_marks.standing(one.state)})"
