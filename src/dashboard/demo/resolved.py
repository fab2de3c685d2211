"""What the fictional meetings resolved and who does it, with what came of both, by the usual commands."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from dashboard.alliances import queries as alliances
from dashboard.catalogue.catalogue import Catalogue
from dashboard.demo.agreements import Deed
from dashboard.demo.bodies import Offices
from dashboard.demo.sittings import After, Agreed, Item, Job, Sitting
from dashboard.exhibits import freezing, measures_timeline
from dashboard.meetings import tasks
from dashboard.meetings.item_exhibits import add_exhibit
from dashboard.meetings.kinds import LinkKind, ResolutionKind, ResolutionState
from dashboard.meetings.resolution_forms import Link, ResolutionForm
from dashboard.meetings.resolution_links import choices, links_of
from dashboard.meetings.resolution_models import Resolution
from dashboard.meetings.resolution_rows import resolution_form
from dashboard.meetings.resolutions import add_resolution, change_resolution
from dashboard.meetings.task_forms import TaskForm
from dashboard.store import Actor, Circle, Role, UnitOfWork

PUBLIC = Actor("Öffentlichkeit", Role.VIEWER, Circle.PUBLIC)
"""Whose view is frozen in the minutes."""
ItemOf = Callable[[], int]
"""The item's id, once its meeting is entered."""


class Register:
    """Resolutions and tasks by the keys of the stories; ``bodies`` and ``offices`` are filled while it is told."""

    def __init__(self, catalogue: Catalogue, bodies: dict[str, int]) -> None:
        self.catalogue, self.bodies = catalogue, bodies
        self.offices = Offices({}, {})
        self.resolutions: dict[str, int] = {}
        self.tasks: dict[str, int] = {}

    def of(self, item: ItemOf, told: Item, one: Sitting) -> Iterator[tuple[date, Deed]]:
        """What happens on which day with what is resolved under an item."""
        circle = Circle(told.circle or one.circle)
        if told.exhibit:
            yield one.day, partial(self._freeze, item, one.day)
        for agreed in told.resolution:
            yield one.day, partial(self._resolve, item, agreed, circle)
            for after in agreed.later:
                yield after.day, partial(self._follow, agreed, after)
        for job in told.task:
            yield one.day, partial(self._give, item, job, circle)
            yield from self._course(job)

    def _resolve(self, item: ItemOf, agreed: Agreed, circle: Circle, work: UnitOfWork) -> None:
        wish = ResolutionForm(
            item(), agreed.wording, ResolutionKind(agreed.kind), agreed.result,
            self.bodies[agreed.addressee] if agreed.addressee else None,
            self.resolutions[agreed.answers] if agreed.answers else None,
            ResolutionState(agreed.state) if agreed.state else None,
            circle=Circle(agreed.circle) if agreed.circle else circle,
            links=tuple(self._link(work, told) for told in agreed.links),
        )  # fmt: skip
        self.resolutions[agreed.key or agreed.wording] = add_resolution(work, self.catalogue, wish)

    def _follow(self, agreed: Agreed, after: After, work: UnitOfWork) -> None:
        row = work.session.get_one(Resolution, self.resolutions[agreed.key or agreed.wording])
        before = resolution_form(row, links_of(work.session, [row.id]).get(row.id, ()))
        wish = replace(before, state=ResolutionState(after.state), outcome=after.outcome)
        change_resolution(work, self.catalogue, row.id, wish, seen=row.version)

    def _give(self, item: ItemOf, job: Job, circle: Circle, work: UnitOfWork) -> None:
        organisation, function = self.offices.both(job.who)
        mine = Circle(job.circle) if job.circle else circle
        wish = TaskForm(
            job.text, organisation, function, job.due, self.resolutions[job.of] if job.of else None, item(),
            measure=int(self._found(work, LinkKind.MEASURE, job.measure)) if job.measure else None,
            circle=Circle.COORDINATION if mine is Circle.PUBLIC and not job.circle else mine,
        )  # fmt: skip
        self.tasks[job.text] = tasks.add_task(work, wish)

    def _course(self, job: Job) -> Iterator[tuple[date, Deed]]:
        if job.begun is not None:
            yield job.begun, lambda work: tasks.begin(work, self.tasks[job.text])
        if job.done is not None:
            yield job.done, lambda work: tasks.done(work, self.tasks[job.text], job.done, job.outcome)
        if job.dropped is not None:
            yield job.dropped, lambda work: tasks.drop(work, self.tasks[job.text], job.outcome)

    def _freeze(self, item: ItemOf, day: date, work: UnitOfWork) -> None:
        names = {one.id: one.form.name for one in alliances.alliances(work.session, PUBLIC)}
        exhibit = measures_timeline.of_all(alliances.measures(work.session, PUBLIC), names, day)
        assert exhibit is not None
        add_exhibit(work, item(), freezing.KIND, freezing.FORMAT, freezing.frozen(exhibit), PUBLIC.circle)

    def _link(self, work: UnitOfWork, told: str) -> Link:
        kind, _, words = told.partition(":")
        return Link(LinkKind(kind), self._found(work, LinkKind(kind), words))

    def _found(self, work: UnitOfWork, kind: LinkKind, words: str) -> str:
        """Number of the one whose title contains the words; an indicator's code is its own. ValueError for none."""
        if kind is LinkKind.INDICATOR:
            return words
        known = choices(work.session, work.actor, self.catalogue, kind)
        (found,) = (key for key, title in known.items() if words in title)
        return found
