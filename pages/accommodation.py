"""Unterbringung: the map of places and facilities, one place's sheet, the quarters behind and the months ahead."""

from dashboard.ui import accommodation, council_put, empty, filters, places, reads, shown
from dashboard.ui.show import show
from dashboard.ui.visit import current

here = current()
period = filters.period(here)
if period is None or not reads.has_accommodation(here):
    empty.no_figures(here)
else:
    metric = filters.metric_and_quarter(here, accommodation.metrics(here))
    show(accommodation.place_map(here, period, metric))
    council_put.offer_map(here, metric)
    places.sheet(here, period)
    show(shown.trend(here, period, places.district(here)))
    council_put.offer_trend(here)
    accommodation.ahead(here)
    show(shown.table_of_places(here, period))
    council_put.offer_table(here)
