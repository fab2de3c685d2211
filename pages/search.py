"""Suche: everything people wrote, the catalogue, the handbook and the names of files, from one field."""

from dashboard.ui import searching
from dashboard.ui.visit import current

searching.panel(current())
