"""Niederschrift: what is said, agreed and asked for in a meeting, written down while it happens."""

from dashboard.ui import actions, minutes
from dashboard.ui.visit import current

actions.said()
minutes.panel(current())
