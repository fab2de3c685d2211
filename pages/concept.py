"""Konzept x Gemeinde: which building block of a concept is how far in which place, and who can help."""

from dashboard.ui import actions, concept, exchanging
from dashboard.ui.visit import current

here = current()
actions.said()
concept.panel(here)
exchanging.panel(here, ("bausteine",))
