"""Reminders of tasks as text and as a ``mailto:`` link: the program never sends anything itself.

A reminder goes to the mailbox of a function, never to a person, and only the office writes one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from sqlalchemy.orm import Session

from dashboard.errors import NotFound
from dashboard.formats import day as german_day
from dashboard.formats import local_day, number
from dashboard.meetings.kinds import TaskState
from dashboard.meetings.task_table import TaskEntry, TaskFilter, table
from dashboard.network.models import Organisation
from dashboard.store import Actor, Circle, now

MOST_TASKS = 500
"""Open tasks of one organisation that a sheet holds."""
LONGEST_LINK = 1800
"""Characters of a link that every mail program takes (Windows cuts at 2,048)."""


@dataclass(frozen=True)
class TaskSheet:
    """What one organisation has to do, as this circle sees it, by due day; what is over is left out."""

    organisation: str
    as_of: date
    tasks: tuple[TaskEntry, ...]
    more: int
    """Tasks beyond the longest sheet."""


@dataclass(frozen=True)
class Reminder:
    """A letter about open tasks; ``mailto`` is empty where the functions have no mailbox."""

    subject: str
    text: str
    mailboxes: tuple[str, ...]
    mailto: str


def sheet_for(session: Session, actor: Actor, organisation: int, *, today: date | None = None) -> TaskSheet:
    """The open tasks of an organisation. NotFound where there is none."""
    row = session.get(Organisation, organisation)
    if row is None:
        raise NotFound(f"Die Organisation Nr. {organisation} gibt es nicht.")
    today = today or local_day(now())
    wanted = TaskFilter(organisation=organisation, states=(TaskState.OPEN, TaskState.IN_PROGRESS))
    page = table(session, actor, wanted, size=MOST_TASKS, today=today)
    return TaskSheet(row.name, today, page.rows, page.total - len(page.rows))


def reminder_to(session: Session, actor: Actor, organisation: int, *, today: date | None = None) -> Reminder:
    """A reminder of all open tasks of an organisation, for the office alone."""
    actor.require_circle(Circle.INTERNAL)
    sheet = sheet_for(session, actor, organisation, today=today)
    return _reminder(sheet.tasks, f"Offene Aufgaben, Stand {german_day(sheet.as_of)}", sheet.more)


def reminder_of(entry: TaskEntry) -> Reminder:
    """A reminder of one task; without a mailbox where the task was not read by the office."""
    return _reminder([entry], f"Aufgabe aus „{entry.body}“" if entry.body else "Ihre Aufgabe", 0)


def _reminder(tasks: Sequence[TaskEntry], subject: str, more: int) -> Reminder:
    mailboxes = tuple(dict.fromkeys(entry.mailbox for entry in tasks if entry.mailbox))
    text = _letter([_told(entry) for entry in tasks], more)
    return Reminder(subject, text, mailboxes, _link(mailboxes, subject, tasks, more))


def _letter(lines: Sequence[str], more: int) -> str:
    if not lines:
        return "Guten Tag,\n\nbei Ihnen ist zurzeit keine Aufgabe offen. Vielen Dank!"
    asked = "wir erinnern an diese Aufgabe:" if len(lines) + more == 1 else "wir erinnern an diese Aufgaben:"
    rest = [] if not more else [f"… und {number(more)} weitere; die vollständige Liste folgt als Anlage."]
    closing = "Bitte teilen Sie uns mit, wie weit Sie damit sind oder ob Sie Unterstützung brauchen. Vielen Dank!"
    return "\n\n".join(["Guten Tag,", asked, "\n".join([*lines, *rest]), closing])


def _told(entry: TaskEntry) -> str:
    parts = [f"- {' '.join(entry.form.text.split())}"]
    if entry.form.due_on is not None:
        late = "" if entry.days_late is None else f", seit {_days(entry.days_late)} überfällig"
        parts.append(f"fällig am {german_day(entry.form.due_on)}{late}")
    origin = " ".join(filter(None, (entry.body, f"vom {german_day(entry.meeting_day)}" if entry.meeting_day else "")))
    if origin:
        parts.append(f"aus: {origin}{f', Nr. {entry.resolution_number}' if entry.resolution_number else ''}")
    return "; ".join(parts)


def _days(count: int) -> str:
    return "1 Tag" if count == 1 else f"{number(count)} Tagen"


def _link(mailboxes: Sequence[str], subject: str, tasks: Sequence[TaskEntry], more: int) -> str:
    """With as many tasks as a link can hold, and the number of the others; empty without a mailbox."""
    if not mailboxes:
        return ""
    for shown in range(len(tasks), -1, -1):
        text = _letter([_told(entry) for entry in tasks[:shown]], more + len(tasks) - shown)
        if shown == 0:
            text = "Guten Tag,\n\nwir erinnern an Ihre offenen Aufgaben; die Liste folgt als Anlage. Vielen Dank!"
        to = ",".join(quote(mailbox, safe="@") for mailbox in mailboxes)
        body = quote(text.replace("\n", "\r\n"), safe="")
        link = f"mailto:{to}?subject={quote(subject, safe='')}&body={body}"
        if len(link) <= LONGEST_LINK or shown == 0:
            return link
    return ""
