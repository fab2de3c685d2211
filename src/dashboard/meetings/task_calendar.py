"""A task as an entry of a calendar: on its due day, all day long, with a reminder a week before (RFC 5545).

As VEVENT, which every calendar takes; programs that keep tasks take the VTODO. A changed task updates its entry, since
it keeps its UID and counts its versions; a task that is over cancels it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from icalendar import Alarm, Calendar, Event, Todo

from dashboard.errors import UserError
from dashboard.meetings.kinds import TaskState
from dashboard.meetings.task_table import TaskEntry

PRODUCT = "-//Lagebild Migration und Teilhabe//Aufgaben//DE"
BEFORE = timedelta(days=7)
_STATUS = {
    TaskState.OPEN: "NEEDS-ACTION", TaskState.IN_PROGRESS: "IN-PROCESS", TaskState.DONE: "COMPLETED",
    TaskState.DROPPED: "CANCELLED",
}  # fmt: skip


class TaskUndated(UserError):
    """A task without a due day has no place in a calendar."""


def uid_of(task: int, host: str) -> str:
    """The entry's name in calendars; ``host`` names the office."""
    return f"aufgabe-{task}@{host}"


def task_event(entry: TaskEntry, host: str) -> bytes:
    """An iCalendar file with the due day as an all-day event. Raises TaskUndated."""
    return _file([_event(entry, host)], "CANCEL" if entry.state.is_over else "PUBLISH")


def task_events(entries: Iterable[TaskEntry], host: str) -> bytes:
    """One file with the due days of all entries that have one and are not over. Raises TaskUndated without any."""
    dated = [one for one in entries if one.form.due_on is not None and not one.state.is_over]
    if not dated:
        raise TaskUndated("Keine dieser Aufgaben hat einen Tag, an dem sie fällig ist.")
    return _file([_event(one, host) for one in dated], "PUBLISH")


def task_todo(entry: TaskEntry, host: str) -> bytes:
    """An iCalendar file with the task itself. Raises TaskUndated."""
    todo = Todo()
    todo.add("due", _common(todo, entry, host))
    todo.add("status", _STATUS[entry.state])
    todo.add_component(_alarm())
    return _file([todo], "PUBLISH")


def _event(entry: TaskEntry, host: str) -> Event:
    event = Event()
    due = _common(event, entry, host)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if entry.state.is_over else "CONFIRMED")
    if not entry.state.is_over:
        event.add_component(_alarm())
    return event


def _common(part: Event | Todo, entry: TaskEntry, host: str) -> date:
    if entry.form.due_on is None:
        raise TaskUndated("Diese Aufgabe hat keinen Tag, an dem sie fällig ist; sie kann in keinen Kalender.")
    part.add("uid", uid_of(entry.id, host))
    part.add("sequence", entry.life.version - 1)
    part.add("dtstamp", entry.life.changed_at)
    part.add("last-modified", entry.life.changed_at)
    part.add("summary", f"Frist: {' '.join(entry.form.text.split())}")
    part.add("description", "\n".join(filter(None, (entry.form.text, entry.responsible, entry.body))))
    return entry.form.due_on


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Frist in einer Woche")
    alarm.add("trigger", -BEFORE)
    return alarm


def _file(parts: Sequence[Event | Todo], method: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for part in parts:
        calendar.add_component(part)
    return bytes(calendar.to_ical())
