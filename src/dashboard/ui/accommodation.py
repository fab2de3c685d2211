"""What the page of accommodation shows of quota and outlook: a metric of the map, and the months ahead below it."""

import streamlit as st

from dashboard.council.reference import Reference
from dashboard.exhibits import planning_map
from dashboard.exhibits.metrics import OWED
from dashboard.periods import Period
from dashboard.planning.quota_views import PeriodView
from dashboard.ui import council_put, planning_ahead, planning_reads, planning_shown, reads, shown
from dashboard.ui.kept import Kept
from dashboard.ui.show import escaped, show
from dashboard.ui.shown import Shown
from dashboard.ui.visit import Here

MAPS: Kept[Shown] = Kept(32)


def metrics(here: Here) -> dict[str, str]:
    """The metrics of the map: code -> title; what is still owed only where this circle has a quota period."""
    owed = planning_reads.current(here) is not None
    return {code: title for code, title in shown.metrics().items() if owed or code != OWED.key}


def place_map(here: Here, period: Period, metric: str) -> Shown:
    """The map of a metric; what is still owed is that of today's quota period, whatever quarter is chosen."""
    view = planning_reads.current(here) if metric == OWED.key else None
    return shown.place_map(here, period, metric) if view is None else _owed(here, view)


def ahead(here: Here) -> None:
    """How long the district's places last, or why that cannot be said."""
    forecast = planning_ahead.forecast(here)
    if forecast is None:
        return
    drawn = planning_shown.free(here, forecast.district, forecast)
    if drawn is None:
        st.info(escaped(forecast.district.why), icon=":material/hourglass_empty:")
    else:
        show(drawn)
        council_put.offer(here, Reference("outlook"))
    st.page_link(
        "planning.py", label="Annahmen ändern und Orte ansehen: Soll & Ausblick", icon=":material/trending_up:"
    )


def _owed(here: Here, view: PeriodView) -> Shown:
    def make() -> Shown:
        drawn = reads.features(here)
        source = " · ".join(drawn.sources) or "keine Grenzen eingetragen"
        found = planning_reads.quota(here, view)
        return shown.ready(planning_map.owed_map(found, drawn.features, boundary_source=source))

    return MAPS.get((*planning_reads.state(here), shown.theme(), view.id), make)
