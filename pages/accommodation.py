"""Unterbringung: the map of places and facilities, one place's sheet, the course over the quarters."""

from dashboard.ui import council_put, empty, filters, places, reads, shown
from dashboard.ui.show import show
from dashboard.ui.visit import current

here = current()
period = filters.period(here)
if period is None or not reads.has_accommodation(here):
    empty.no_figures(here)
else:
    metric = filters.metric_and_quarter(here, shown.metrics())
    show(shown.place_map(here, period, metric))
    council_put.offer_map(here, metric)
    places.sheet(here, period)
    show(shown.trend(here, period, places.district(here)))
    council_put.offer_trend(here)
    show(shown.table_of_places(here, period))
    council_put.offer_table(here)
