"""Where a link inside the program leads: what the address of a page says beside quarter and circle, which stay."""

from collections.abc import Mapping

import streamlit as st

from dashboard.periods import Period
from dashboard.ui import filters, reads
from dashboard.ui.visit import CIRCLE, Here

FIELD, FIGURE, PLACES, ALLIANCE = "feld", "zahl", "orte", "buendnis"
"""Names in the address of the monitoring and of the alliances."""


def to_indicator(here: Here, code: str, area: str = "") -> dict[str, str]:
    """An indicator in the monitoring, with a place beside the district."""
    catalogue = reads.catalogue()
    entry = catalogue.indicators[code]
    address = {FIELD: catalogue.fields[entry.field].title, FIGURE: entry.short}
    own = reads.district(here).area
    if area and area != own:
        names = dict(zip(reads.places(here)["area"], reads.places(here)["name"], strict=True))
        address[PLACES] = names.get(area, "")
    return address


def kept(here: Here) -> Mapping[str, str]:
    """What a link inside a table says beside its target: it opens the page anew, and must not widen the circle."""
    kept = {} if here.circle is here.visit.circle else {CIRCLE: here.circle.label}
    quarter = st.session_state.get(filters.QUARTER)
    if quarter in reads.quarters(here)[1:]:
        kept[filters.QUARTER] = Period.of(str(quarter)).label
    return kept
