"""Bündnisse & Ziele: what was agreed, where it stands, what is done for it and whether that fitted."""

from dashboard.ui import actions, alliances
from dashboard.ui.visit import current

actions.said()
alliances.panel(current())
