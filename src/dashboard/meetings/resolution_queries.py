"""Reads of resolutions: the register of a body, and what stands in the charts of the linked indicators.

A resolution is for its own circle, and for nobody who does not read its item. What it is linked to is named only to
whoever sees that too.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from dashboard.alliances import queries as alliances
from dashboard.alliances.rows import title
from dashboard.catalogue import Catalogue
from dashboard.errors import NotFound
from dashboard.formats import local_day
from dashboard.meetings.body_models import Body
from dashboard.meetings.circles import sees, sees_item
from dashboard.meetings.kinds import LinkKind, ResolutionKind, ResolutionState
from dashboard.meetings.models import AgendaItem, Meeting
from dashboard.meetings.names import names
from dashboard.meetings.resolution_forms import Link, ResolutionForm
from dashboard.meetings.resolution_links import Linked, links_of, titled
from dashboard.meetings.resolution_models import Resolution, ResolutionLink
from dashboard.meetings.resolution_rows import resolution_form
from dashboard.store import Actor, Circle, Role
from dashboard.store.kept import Life, life


@dataclass(frozen=True)
class Short:
    """Another resolution, named."""

    id: int
    number: str
    title: str
    body: str
    state: ResolutionState
    day: date
    kind: ResolutionKind


@dataclass(frozen=True)
class ResolutionEntry:
    """A resolution as this circle sees it; ``form.links`` are those in ``linked``."""

    id: int
    number: str
    form: ResolutionForm
    body: int
    body_name: str
    """The name it bore on the day."""
    meeting: int
    day: date
    starts_at: datetime
    item_number: str
    item_title: str
    addressee: str
    """Name of the organ; empty: none."""
    linked: tuple[Linked, ...]
    answered_by: Short | None
    """The Beschluss that decides on it, where this circle sees that."""
    life: Life
    """In public without anybody's name."""

    @property
    def title(self) -> str:
        """The beginning of the wording."""
        return title(self.form.wording)


@dataclass(frozen=True)
class Wanted:
    """Which resolutions; None: all."""

    ids: Collection[int] | None = None
    body: int | None = None
    meeting: int | None = None
    item: int | None = None
    year: int | None = None
    kind: ResolutionKind | None = None
    state: ResolutionState | None = None


@dataclass(frozen=True)
class ResolutionMark:
    """A resolution as a mark in a chart."""

    resolution: int
    day: date
    number: str
    title: str
    kind: ResolutionKind

    @property
    def label(self) -> str:
        """„2026-07 Patenschaften werden ausgebaut“."""
        return f"{self.number} {self.title}"

    @property
    def brief(self) -> str:
        """„2026-07 Verabredung“: what has room in a chart."""
        return f"{self.number} {self.kind.label}"


def resolutions(
    session: Session, actor: Actor, catalogue: Catalogue, wanted: Wanted = Wanted(), *, archived: bool = False
) -> tuple[ResolutionEntry, ...]:  # fmt: skip
    """The resolutions this circle sees, the newest meeting first, in it by number; archived ones for the office."""
    also = archived and actor.circle is Circle.INTERNAL
    statement = _where(_visible(select(Resolution, AgendaItem, Meeting), actor, archived=also), wanted)
    statement = statement.order_by(Meeting.starts_at.desc(), Meeting.id, Resolution.number, Resolution.id)
    rows = [row for row in session.execute(statement) if wanted.year in (None, local_day(row[2].starts_at).year)]
    links = links_of(session, [row.id for row, _, _ in rows])
    titles = titled(session, actor, catalogue, {link for some in links.values() for link in some})
    answers = _answers(session, actor, [row.id for row, _, _ in rows])
    borne = names(session)
    return tuple(
        _entry(actor, row, (item, meeting), borne, _linked(links.get(row.id, ()), titles), answers.get(row.id))
        for row, item, meeting in rows
    )


def resolution(session: Session, actor: Actor, catalogue: Catalogue, key: int) -> ResolutionEntry:
    """One resolution, also an archived one for the office; NotFound where there is none for this circle."""
    for entry in resolutions(session, actor, catalogue, Wanted(ids=[key]), archived=True):
        return entry
    raise NotFound(f"Die Verabredung oder den Beschluss Nr. {key} gibt es nicht, oder nicht für diesen Kreis.")


def short(session: Session, actor: Actor, key: int) -> Short | None:
    """A resolution, named; None where this circle does not see it."""
    return _shorts(session, actor, Resolution.id == key).get(key)


def marks(session: Session, circle: Circle, indicator: str) -> tuple[ResolutionMark, ...]:
    """Resolutions about an indicator, by day: linked to it, to a goal that is measured by it, or to a measure for one.

    Only through goals and measures that this circle sees too; withdrawn ones are left out.
    """
    actor = Actor("", Role.VIEWER, circle)
    goals = {one.id for one in alliances.goals(session, actor) if one.form.indicator == indicator}
    measures = {one.id for one in alliances.measures(session, actor) if goals & set(one.form.goals)}
    about = [
        *(Link(LinkKind.GOAL, str(key)) for key in goals),
        *(Link(LinkKind.MEASURE, str(key)) for key in measures),
        Link(LinkKind.INDICATOR, indicator),
    ]
    keys: set[int] = set()
    for kind in {link.kind for link in about}:
        wanted = [link.object_id for link in about if link.kind is kind]
        statement = select(ResolutionLink.resolution).where(
            ResolutionLink.kind == kind.value, ResolutionLink.object_id.in_(wanted)
        )
        keys.update(session.scalars(statement))
    found = _shorts(session, actor, Resolution.id.in_(keys)).values()
    kept = [one for one in found if one.state is not ResolutionState.WITHDRAWN]
    return tuple(
        ResolutionMark(one.id, one.day, one.number, one.title, one.kind)
        for one in sorted(kept, key=lambda one: (one.day, one.number, one.id))
    )


def linked_to(session: Session, actor: Actor, kind: LinkKind) -> dict[str, tuple[Short, ...]]:
    """By object id the resolutions about things of a kind, the newest first; withdrawn ones are left out."""
    about = select(ResolutionLink.resolution).where(ResolutionLink.kind == kind.value)
    shorts = _shorts(session, actor, Resolution.id.in_(about))
    found: dict[str, list[Short]] = defaultdict(list)
    for row in session.scalars(select(ResolutionLink).where(ResolutionLink.kind == kind.value)):
        one = shorts.get(row.resolution)
        if one is not None and one.state is not ResolutionState.WITHDRAWN:
            found[row.object_id].append(one)
    return {
        key: tuple(sorted(some, key=lambda one: (one.day, one.number, one.id), reverse=True))
        for key, some in found.items()
    }


def _visible(statement: Any, actor: Actor, *, archived: bool = False) -> Any:
    statement = (
        statement.join(AgendaItem, AgendaItem.id == Resolution.item)
        .join(Meeting, Meeting.id == AgendaItem.meeting)
        .join(Body, Body.id == Meeting.body)
        .where(sees_resolution(actor))
    )
    if archived:
        return statement
    return statement.where(*(model.archived_at.is_(None) for model in (Resolution, AgendaItem, Meeting, Body)))


def sees_resolution(actor: Actor) -> Any:
    """Whether the actor's circle sees a resolution; over it, ``AgendaItem``, ``Meeting`` and ``Body``."""
    of_body = (Resolution.circle == Circle.PUBLIC.value) | sees(actor, Body.circle)
    return and_(sees(actor, Resolution.circle), of_body, sees_item(actor))


def _where(statement: Select[Any], wanted: Wanted) -> Select[Any]:
    equal = (
        (Meeting.body, wanted.body), (Meeting.id, wanted.meeting), (AgendaItem.id, wanted.item),
        (Resolution.kind, wanted.kind and wanted.kind.value), (Resolution.state, wanted.state and wanted.state.value),
    )  # fmt: skip
    statement = statement.where(*(column == value for column, value in equal if value is not None))
    return statement if wanted.ids is None else statement.where(Resolution.id.in_(wanted.ids))


def _answers(session: Session, actor: Actor, proposals: Collection[int]) -> dict[int, Short]:
    found = _shorts(session, actor, Resolution.answers.in_(proposals))
    statement = select(Resolution.id, Resolution.answers).where(Resolution.id.in_(found))
    return {row.answers: found[row.id] for row in session.execute(statement)}


def _shorts(session: Session, actor: Actor, condition: Any) -> dict[int, Short]:
    statement = _visible(select(Resolution, Meeting.starts_at, Meeting.body), actor).where(condition)
    borne = names(session)
    found = {}
    for row, starts_at, body in session.execute(statement):
        day = local_day(starts_at)
        state = ResolutionState(row.state)
        found[row.id] = Short(
            row.id, row.number, title(row.wording), borne.on(body, day), state, day, ResolutionKind(row.kind)
        )
    return found


def _linked(links: tuple[Link, ...], titles: dict[Link, str]) -> tuple[Linked, ...]:
    return tuple(Linked(link, titles[link]) for link in links if link in titles)


def _entry(
    actor: Actor, row: Resolution, under: tuple[AgendaItem, Meeting], borne: Any, linked: tuple[Linked, ...],
    answered_by: Short | None,
) -> ResolutionEntry:  # fmt: skip
    item, meeting = under
    day = local_day(meeting.starts_at)
    known = life(row)
    if actor.circle is Circle.PUBLIC:
        known = Life(known.version, known.changed_at, "", None, None, None)
    return ResolutionEntry(
        row.id, row.number, replace(resolution_form(row, tuple(one.link for one in linked))), meeting.body,
        borne.on(meeting.body, day), meeting.id, day, meeting.starts_at, item.number, item.title,
        "" if row.addressee is None else borne.current[row.addressee], linked, answered_by, known,
    )  # fmt: skip
