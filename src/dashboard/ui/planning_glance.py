"""The first question first: how long the district's places last, and what each place still has to take in."""

import streamlit as st

from dashboard.council.reference import Reference
from dashboard.formats import number
from dashboard.ui import (
    council_put,
    empty,
    planning_ahead,
    planning_empty,
    planning_outlook,
    planning_reads,
    planning_shown,
)
from dashboard.ui.show import escaped, show
from dashboard.ui.visit import Here


def panel(here: Here) -> None:
    """The district's outlook, and one row per place."""
    forecast = planning_ahead.forecast(here)
    if forecast is None:
        empty.no_figures(here)
    else:
        planning_outlook.date_of(here, forecast, forecast.district.area)
        drawn = planning_shown.free(here, forecast.district, forecast)
        if drawn is None:
            planning_empty.no_outlook(forecast.district)
        else:
            show(drawn)
            council_put.offer(here, Reference("outlook"))
    view = planning_reads.current(here)
    if view is None:
        planning_empty.no_period(here)
        return
    quota = planning_reads.quota(here, view)
    show(planning_shown.glance(here, quota, forecast))
    council_put.offer(here, Reference("quota"))
    if quota.findings:
        many = len(quota.findings)
        said = "Ein Hinweis zum Soll steht" if many == 1 else f"{number(many)} Hinweise zum Soll stehen"
        st.caption(escaped(f"{said} unter „Hinweise zu diesen Zahlen“ und im Teil „Soll“."))
