"""Überblick: what is the case this quarter, in the district and in every place."""

from dashboard.ui import empty, filters, shown
from dashboard.ui.show import show
from dashboard.ui.visit import current

here = current()
period = filters.period(here)
if period is None:
    empty.no_figures(here)
else:
    show(shown.key_figures(here, period))
    show(shown.places(here, period))
    if here.internal:
        show(shown.deliveries(here, period))
