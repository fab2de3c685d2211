"""Sitzungen: what comes next and until when, what was agreed, and how far the minutes are."""

from dashboard.ui import actions, meetings
from dashboard.ui.visit import current

actions.said()
meetings.panel(current())
