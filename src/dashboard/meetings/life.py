"""A resolution's life: the item it comes from, its wording, its tasks, what it is about and what was decided on it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.meetings.content import content
from dashboard.meetings.minuted import AddendumEntry, MinutedItem, Minutes
from dashboard.meetings.resolution_queries import ResolutionEntry, Short, resolution, short
from dashboard.meetings.task_table import TaskEntry, TaskFilter, table
from dashboard.store import Actor

MOST_TASKS = 500


@dataclass(frozen=True)
class ResolutionLife:
    """All of it as one circle sees it. What was before and after in figures is told by the linked goals' indicators."""

    resolution: ResolutionEntry
    minutes: Minutes
    item: MinutedItem | None
    """The item as the minutes have it; None: it is not in the approved minutes."""
    tasks: tuple[TaskEntry, ...]
    answers: Short | None
    """The proposal it decides on, where it is a Beschluss and this circle sees that."""

    @property
    def answered_by(self) -> Short | None:
        """The Beschluss on it, where it is a proposal."""
        return self.resolution.answered_by

    @property
    def addenda(self) -> tuple[AddendumEntry, ...]:
        """What was corrected in its item."""
        return () if self.item is None else self.item.addenda


def life_of(session: Session, actor: Actor, catalogue: Catalogue, key: int) -> ResolutionLife:
    """The life of a resolution; NotFound where there is none for this circle."""
    entry = resolution(session, actor, catalogue, key)
    minutes = content(session, actor, entry.meeting)
    item = next((one for one in minutes.items if one.id == entry.form.item), None)
    tasks = table(session, actor, TaskFilter(resolution=key), size=MOST_TASKS).rows
    answers = None if entry.form.answers is None else short(session, actor, entry.form.answers)
    return ResolutionLife(entry, minutes, item, tasks, answers)
