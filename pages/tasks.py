"""Aufgaben: who does what until when, over all bodies, and what was agreed and decided with all that came of it."""

from dashboard.ui import actions, tasks
from dashboard.ui.visit import current

actions.said()
tasks.panel(current())
