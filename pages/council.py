"""Präsentation: folders for a meeting, frozen, corrected, presented and as files."""

from dashboard.ui import actions, council
from dashboard.ui.visit import current

here = current()
actions.said()
council.panel(here)
