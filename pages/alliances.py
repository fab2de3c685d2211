"""Bündnisse & Ziele: what was agreed, where it stands, what is done for it and whether that fitted."""

from dashboard.ui import actions, alliances, exchanging
from dashboard.ui.visit import current

here = current()
actions.said()
alliances.panel(here)
exchanging.panel(here, ("buendnisse", "partner", "ziele", "massnahmen", "empfehlungen"))
