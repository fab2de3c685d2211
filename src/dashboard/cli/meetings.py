"""``meetings``: all meetings of all bodies, as the office has them."""

from typing import Any

from dashboard.cli import context
from dashboard.meetings import queries
from dashboard.meetings.queries import MeetingEntry


def meetings(as_json: context.JsonOption = False) -> None:
    """Alle Sitzungen mit Stand, Punkten, Beschlüssen und offenen Aufgaben."""
    with context.refusals(as_json=as_json), context.opened() as store:
        with store.reading() as session:
            found = queries.meetings(session, context.OPERATOR)
        if as_json:
            context.answer([_facts(entry) for entry in found])
            return
        if not found:
            print("Es ist noch keine Sitzung eingetragen.")
        for entry in found:
            print(f"{entry.id}  {entry.when}  {entry.body}: {entry.title} ({entry.state_label})")
            print(f"    Punkte {entry.items}, Beschlüsse {entry.resolutions}, offene Aufgaben {entry.tasks_open}")


def _facts(entry: MeetingEntry) -> dict[str, Any]:
    """The object of the contract."""
    return {
        "id": entry.id,
        "body": entry.body,
        "title": entry.title,
        "date": entry.form.day.isoformat(),
        "state": entry.state.label,
        "items": entry.items,
        "resolutions": entry.resolutions,
        "tasks_open": entry.tasks_open,
    }
