"""Which agreements and open tasks out of the meetings concern a place: by what they are linked to, or by its name."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dashboard.alliances import queries as alliances
from dashboard.catalogue import Catalogue
from dashboard.meetings.body_queries import bodies
from dashboard.meetings.kinds import LinkKind, ResolutionState, TaskState
from dashboard.meetings.resolution_forms import Link
from dashboard.meetings.resolution_queries import ResolutionEntry, resolutions
from dashboard.meetings.task_table import TaskEntry, TaskFilter, table
from dashboard.network import hurdles, practice
from dashboard.network import queries as network
from dashboard.store import Actor, Circle

GOING = (TaskState.OPEN, TaskState.IN_PROGRESS)
OVER = (ResolutionState.DONE, ResolutionState.REJECTED, ResolutionState.WITHDRAWN)
MOST = 2_000
"""Open tasks that are looked through."""


@dataclass(frozen=True)
class Concern:
    """Agreements that are not over, the newest first, and open tasks, the next due first."""

    resolutions: tuple[ResolutionEntry, ...]
    tasks: tuple[TaskEntry, ...]


class Concerns:
    """All that one circle may read of meetings, read once and asked for each place."""

    def __init__(self, session: Session, reader: Actor, catalogue: Catalogue, today: date) -> None:
        """``today``: nothing of later meetings; what is late is seen from it."""
        self.resolutions = [
            one for one in resolutions(session, reader, catalogue) if one.form.state not in OVER and one.day <= today
        ]
        self.tasks = table(session, reader, TaskFilter(states=GOING), size=MOST, today=today).rows
        self.bodies = {one.id: one.form.area for one in bodies(session, reader) if one.form.area}
        self.links = dict(_linked(session, reader))
        self.organisations = {one.id: one.area for one in _organisations(session, reader) if one.area is not None}

    def of(self, areas: Collection[str], names: Collection[str]) -> Concern:
        """What concerns a place that is these ``areas`` (itself and its members) and bears these ``names``."""
        named = re.compile("|".join(rf"(?<!Landkreis )\b{re.escape(name)}\b" for name in names))
        found = [one for one in self.resolutions if self._is_about(one, areas) or named.search(one.form.wording)]
        keys = {one.id for one in found}
        tasks = [
            one
            for one in self.tasks
            if one.form.resolution in keys
            or self.bodies.get(one.form.body or 0) in areas
            or self.organisations.get(one.form.organisation or 0) in areas
            or self._areas(LinkKind.MEASURE, one.form.measure) & set(areas)
            or named.search(one.form.text)
        ]
        return Concern(tuple(found), tuple(tasks))

    def _is_about(self, one: ResolutionEntry, areas: Collection[str]) -> bool:
        linked = {area for each in one.linked for area in self.links.get(each.link, ())}
        return self.bodies.get(one.body) in areas or bool(linked & set(areas))

    def _areas(self, kind: LinkKind, key: int | None) -> set[str]:
        return set(self.links.get(Link(kind, str(key)), ()))


def _linked(session: Session, reader: Actor) -> Iterator[tuple[Link, tuple[str, ...]]]:
    """The places of goals, measures, hurdles and practice examples."""
    goals: Mapping[int, tuple[str, ...]] = {one.id: one.form.areas for one in alliances.goals(session, reader)}
    for key, areas in goals.items():
        yield Link(LinkKind.GOAL, str(key)), areas
    for measure in alliances.measures(session, reader):
        yield (
            Link(LinkKind.MEASURE, str(measure.id)),
            tuple(a for key in measure.form.goals for a in goals.get(key, ())),
        )
    for hurdle in hurdles.hurdles(session, reader):
        yield Link(LinkKind.HURDLE, str(hurdle.id)), tuple(filter(None, [hurdle.form.area]))
    for example in practice.practices(session, reader):
        yield Link(LinkKind.PRACTICE, str(example.id)), tuple(filter(None, [example.form.area]))


def _organisations(session: Session, reader: Actor) -> tuple[network.OrganisationEntry, ...]:
    """Organisations with their places; the public has no directory of them."""
    return () if reader.circle is Circle.PUBLIC else network.organisations(session, reader)
