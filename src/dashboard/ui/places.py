"""The sheet of one place on the accommodation page."""

import streamlit as st

from dashboard.periods import Period
from dashboard.ui import council_put, filters, reads, shown
from dashboard.ui.show import show
from dashboard.ui.visit import Here


def district(here: Here) -> str:
    """The area of the own district."""
    return reads.district(here).area


def sheet(here: Here, period: Period) -> None:
    """Choose a place, or click on it in the map: its history and, in the internal circle, its facilities."""
    options = reads.reporting(here)
    if not options:
        return
    area = filters.place(options)
    if area is None:
        return
    with st.container(border=True):
        show(shown.place_course(here, period, area))
        council_put.offer_trend(here, area)
        facilities = shown.place_facilities(here, period, area)
        if facilities is not None:
            show(facilities)
