"""Überblick: what is the case this quarter, in the five fields and in every place, and what needs attention."""

from dashboard.ui import empty, filters, overviewed, reads, shown
from dashboard.ui.show import show
from dashboard.ui.visit import current

here = current()
period = filters.period(here)
if period is None:
    empty.no_figures(here)
else:
    housed = reads.has_accommodation(here)
    if housed:
        show(shown.key_figures(here, period))
    show(overviewed.fields(here, period))
    overviewed.listed(here, overviewed.attention(here, period))
    overviewed.listed(here, overviewed.changes(here, period))
    if housed:
        show(shown.places(here, period))
    if housed and here.internal:
        show(shown.deliveries(here, period))
