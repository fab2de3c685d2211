"""Bodies, meetings, agendas, minutes, resolutions and tasks: what was talked about, agreed, and what became of it."""
