"""Entwürfe: what is typed and not saved yet, one's own and what a deputy can go on with."""

from dashboard.ui import actions, drafts
from dashboard.ui.visit import editor

here = editor()
actions.said()
drafts.panel(here)
