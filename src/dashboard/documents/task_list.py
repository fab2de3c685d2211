"""Tasks on paper: the table over all bodies, and the sheet of one organisation to send.

Who is late stands only in what was read for the office and is for the office.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from dashboard.documents.document import Block, Document, Note, Table, plain
from dashboard.documents.wording import SLUGS, beside, office
from dashboard.formats import day as german_day
from dashboard.formats import local_day, number
from dashboard.meetings.reminders import TaskSheet, sheet_for
from dashboard.meetings.task_table import Order, TaskEntry, TaskFilter, TaskPage, table
from dashboard.store import Actor, Circle, now

MOST = 2_000
"""Tasks that one document holds; of more it says how many."""


def of_tasks(
    session: Session, actor: Actor, wanted: TaskFilter, *, order: Order = Order.DUE,
    descending: bool = False, filtered: str = "",
) -> Document:  # fmt: skip
    """The tasks that fit, for the actor's circle; ``filtered`` says in German which ones they are."""
    page = table(session, actor, wanted, order=order, descending=descending, size=MOST)
    return document(page, circle=actor.circle, office=office(session), filtered=filtered)


def of_organisation(session: Session, actor: Actor, organisation: int) -> Document:
    """What one organisation has to do, for the actor's circle: narrow the actor to what the organisation may read."""
    return sheet(sheet_for(session, actor, organisation), circle=actor.circle, office=office(session))


def document(page: TaskPage, *, circle: Circle, office: str, filtered: str = "", today: date | None = None) -> Document:
    """The table of tasks that were read for ``circle``; ValueError where they were read for a wider one."""
    _refuse_wider(page.rows, circle)
    return Document(
        "Aufgaben", filtered or "aus allen Gremien", tuple(_table_blocks(page, circle)), office, circle.label,
        german_day(today or local_day(now())),
    )  # fmt: skip


def sheet(of: TaskSheet, *, circle: Circle, office: str) -> Document:
    """One organisation's open tasks, read for ``circle``; ValueError where they were read for a wider one."""
    _refuse_wider(of.tasks, circle)
    return Document(
        f"Aufgaben: {of.organisation}", "offen und in Arbeit", tuple(_sheet_blocks(of, circle)), office, circle.label,
        german_day(of.as_of),
    )  # fmt: skip


def file_name(circle: Circle, suffix: str, *, today: date | None = None, organisation: int | None = None) -> str:
    """„aufgaben-2026-11-26-intern.pdf“, of one organisation „aufgaben-7-2026-11-26-koordinierungsstab.pdf“."""
    day = (today or local_day(now())).isoformat()
    whose = "" if organisation is None else f"{organisation}-"
    return f"aufgaben-{whose}{day}-{SLUGS[circle]}{suffix}"


def _refuse_wider(tasks: Sequence[TaskEntry], circle: Circle) -> None:
    for one in tasks:
        late = one.days_late is not None and circle is not Circle.INTERNAL
        if late or not circle.may_see(one.form.circle):
            raise ValueError(f"task {one.id} was read for a wider circle than {circle}")


def _table_blocks(page: TaskPage, circle: Circle) -> Iterator[Block]:
    if not page.rows:
        yield plain("Es gibt keine Aufgabe, auf die das zutrifft.")
        return
    late = page.late if circle is Circle.INTERNAL else None
    told = f", davon {number(late)} überfällig" if late else ""
    yield plain(f"{_counted(page.total)}{told}.")
    yield Table(
        "", ("Was", "Wer", "Bis wann", "Stand", "Woher"),
        tuple((_what(one), one.responsible or "–", _due(one), _state(one), _origin(one)) for one in page.rows),
    )  # fmt: skip
    yield from _more(page.total - len(page.rows))


def _sheet_blocks(of: TaskSheet, circle: Circle) -> Iterator[Block]:
    if not of.tasks:
        yield plain("Bei Ihnen ist zurzeit keine Aufgabe offen. Vielen Dank!")
        return
    yield plain(
        "Diese Aufgaben sind bei Ihnen offen. Bitte teilen Sie uns mit, wie weit Sie damit sind oder ob Sie "
        "Unterstützung brauchen."
    )
    yield Table(
        "", ("Was", "Wer", "Bis wann", "Stand", "Woher"),
        tuple((_what(one), one.function or "–", _due(one), _state(one), _origin(one)) for one in of.tasks),
    )  # fmt: skip
    yield from _more(of.more)


def _counted(count: int) -> str:
    return "1 Aufgabe" if count == 1 else f"{number(count)} Aufgaben"


def _what(one: TaskEntry) -> str:
    for_measure = f"\nfür Maßnahme: {one.measure}" if one.measure else ""
    return beside(f"{one.form.text}{for_measure}", one.form.circle)


def _due(one: TaskEntry) -> str:
    due = "–" if one.form.due_on is None else german_day(one.form.due_on)
    if one.days_late is None:
        return due
    since = "1 Tag" if one.days_late == 1 else f"{number(one.days_late)} Tagen"
    return f"{due}\nüberfällig seit {since}"


def _state(one: TaskEntry) -> str:
    return "\n".join(filter(None, (one.state.label, one.outcome)))


def _origin(one: TaskEntry) -> str:
    day = "" if one.meeting_day is None else f"vom {german_day(one.meeting_day)}"
    item = f"TOP {one.item_number}" if one.item_number else ""
    resolution = f"Nr. {one.resolution_number}" if one.resolution_number else ""
    whence = " ".join(filter(None, (one.body, day)))
    return ", ".join(filter(None, (whence, item, resolution))) or "–"


def _more(count: int) -> Iterator[Block]:
    if count:
        yield Note(f"Weitere {_counted(count)} stehen nicht auf dieser Liste: Sie ist auf die ersten begrenzt.")
