"""Folders for a meeting: what is shown to the council, put together, frozen for the day, and corrected afterwards."""
