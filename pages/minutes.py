"""Niederschrift: what is said, agreed and asked for in a meeting, written down while it happens."""

from dashboard.ui.visit import current

current()
