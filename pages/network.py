"""Netzwerk & Praxis: who works on it and where nobody does, what worked elsewhere, what blocks, and the small fund."""

from dashboard.ui import actions, exchanging, network
from dashboard.ui.visit import current

here = current()
actions.said()
network.panel(here)
exchanging.panel(here, ("organisationen",))
