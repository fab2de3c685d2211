"""Soll & Ausblick: how many each place is to take in and still owes, how long the places last, one place's sheet."""

from dashboard.ui import actions, planning
from dashboard.ui.visit import current

actions.said()
planning.panel(current())
