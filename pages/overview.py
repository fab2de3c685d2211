"""Überblick: what is the case this quarter, in the five fields and in every place, and what needs attention."""

from dashboard.ui import council_put, empty, filters, overviewed, reads, shown
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
        council_put.offer_named(here, "accommodation-figures")
    show(overviewed.fields(here, period))
    council_put.offer_named(here, "fields")
    overviewed.listed(here, overviewed.attention(here, period))
    council_put.offer_named(here, "attention")
    overviewed.listed(here, overviewed.changes(here, period))
    council_put.offer_named(here, "changes")
    if housed:
        show(shown.places(here, period))
        council_put.offer_named(here, "accommodation-places")
    if housed and here.internal:
        show(shown.deliveries(here, period))
