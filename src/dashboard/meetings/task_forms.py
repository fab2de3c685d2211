"""What people enter about tasks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from dashboard.alliances.forms import CIRCLE
from dashboard.alliances.models import Measure
from dashboard.alliances.rows import title
from dashboard.meetings.body_models import Body
from dashboard.meetings.models import AgendaItem
from dashboard.meetings.resolution_models import Resolution, Task
from dashboard.network.models import Function, Organisation
from dashboard.store import Circle, kept


@dataclass(frozen=True)
class TaskForm(kept.Form):
    """A task. It comes from a resolution, else from an item, else from a body alone, or from nowhere.

    ``function`` is one of the organisation's. State, day and outcome are set by ``tasks.done`` and its like.
    """

    LABELS: ClassVar[Mapping[str, str]] = {
        "text": "Aufgabe", "organisation": "Organisation", "function": "Funktion", "due_on": "Fällig am",
        "resolution": "Aus Beschluss oder Verabredung", "item": "Aus Tagesordnungspunkt", "body": "Gremium",
        "measure": "Für Maßnahme", **CIRCLE,
    }  # fmt: skip

    text: str
    organisation: int | None = None
    function: int | None = None
    due_on: date | None = None
    resolution: int | None = None
    item: int | None = None
    body: int | None = None
    measure: int | None = None
    circle: Circle = Circle.COORDINATION


@dataclass(frozen=True)
class DoneForm(kept.Form):
    """What is said when a task is done."""

    LABELS: ClassVar[Mapping[str, str]] = {"on": "Erledigt am", "outcome": "Was daraus wurde"}

    on: date | None = None
    outcome: str = ""


def task_form(row: Task) -> TaskForm:
    """What is entered about a task now."""
    return TaskForm(
        row.text, row.organisation, row.function, row.due_on, row.resolution, row.item, row.body, row.measure,
        Circle(row.circle),
    )  # fmt: skip


def words(session: Session) -> kept.Words:
    """Field values in German words; what has a name by its name."""
    named: dict[str, tuple[Any, Any]] = {
        "organisation": (Organisation, lambda row: row.name), "function": (Function, lambda row: row.title),
        "resolution": (Resolution, lambda row: f"{row.number} {title(row.wording)}"),
        "item": (AgendaItem, lambda row: f"{row.number} {title(row.title)}"), "body": (Body, lambda row: row.name),
        "measure": (Measure, lambda row: title(row.text)),
    }  # fmt: skip

    def said(name: str, value: Any) -> str:
        if name in named and value is not None:
            model, call = named[name]
            return str(call(session.get_one(model, value)))
        return kept.said(name, value)

    return said
