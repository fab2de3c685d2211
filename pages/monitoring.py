"""Monitoring: the five fields, their indicators, and one of them over time, by place, on the map and broken down."""

from dashboard.ui import empty, filters, monitoring
from dashboard.ui.visit import current

here = current()
period = filters.period(here)
if period is None:
    empty.no_figures(here)
else:
    monitoring.panel(here, period)
