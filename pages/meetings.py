"""Sitzungen: what comes next and until when, what was agreed, and how far the minutes are; and minutes from before."""

from dashboard.ui import actions, former_minutes, meetings
from dashboard.ui.visit import current

here = current()
actions.said()
meetings.panel(here)
former_minutes.panel(here)
