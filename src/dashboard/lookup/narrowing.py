"""A search narrowed to a body, a field of observation or a period, by what the circle sees of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, or_, select
from sqlalchemy.orm import Session

from dashboard.alliances import queries as alliances
from dashboard.catalogue import Catalogue
from dashboard.council.models import Folder, FolderItem, FolderQuestion
from dashboard.formats import local_day
from dashboard.meetings.body_models import Body
from dashboard.meetings.kinds import LinkKind
from dashboard.meetings.models import AgendaItem, ArchivedMinutes, Meeting
from dashboard.meetings.resolution_models import Resolution, ResolutionLink, Task
from dashboard.meetings.resolution_queries import sees_resolution
from dashboard.meetings.times import moment_of
from dashboard.network import hurdles, practice
from dashboard.periods import Frequency, Period
from dashboard.store import Actor
from dashboard.store.models import SearchText

OF_ITEMS = ("item", "minutes")
"""Kinds whose object is an agenda item: what the minutes say of it is kept apart while fewer may read it."""
_TEXT = SearchText.__table__.c
_About = Mapping[LinkKind, frozenset[str]]
_NAMED = {
    "goal": LinkKind.GOAL, "measure": LinkKind.MEASURE, "hurdle": LinkKind.HURDLE, "practice": LinkKind.PRACTICE,
}  # fmt: skip


@dataclass(frozen=True)
class Narrowed:
    """What is looked for; None: all. ``field``: code of the catalogue.

    Of a field is what is measured by its indicators, hurdles and examples entered for it, and resolutions about one of
    these, with their items and tasks. What has no date is of no period.
    """

    body: int | None = None
    field: str | None = None
    period: Period | None = None

    @property
    def dated_only(self) -> bool:
        """Whether only the period narrows, so that everything with a date is asked for."""
        return self.body is None and self.field is None

    def has(self, at: datetime | None) -> bool:
        """Whether a moment is in the period."""
        return self.period is None or (at is not None and self.period.first <= local_day(at) <= self.period.last)


def conditions(session: Session, actor: Actor, catalogue: Catalogue, wanted: Narrowed) -> Iterator[ColumnElement[bool]]:
    """Conditions over the kept texts."""
    if wanted.body is not None:
        yield _of_body(wanted.body)
    if wanted.field is not None:
        yield _of_field(session, actor, catalogue, wanted.field)
    if wanted.period is not None:
        yield _TEXT.at >= moment_of(wanted.period.first, time.min)
        yield _TEXT.at < moment_of(wanted.period.last + timedelta(days=1), time.min)


def periods(session: Session, actor: Actor) -> list[Period]:
    """Years and quarters, the newest first, from the oldest to the newest text this circle finds."""
    seen = _TEXT.circle.in_([one.value for one in actor.circle.choices])
    # Texts are kept in the order of their dates: neither end needs a look at the others.
    first, last = (
        session.scalar(select(_TEXT.at).where(seen).order_by(order).limit(1))
        for order in (_TEXT.position, _TEXT.position.desc())
    )
    if first is None or last is None:
        return []
    found = []
    oldest, year = local_day(first), Period.containing(local_day(last), Frequency.YEAR)
    while year.last >= oldest:
        found.append(year)
        quarter = Period.containing(year.last, Frequency.QUARTER)
        while quarter.last >= year.first:
            if quarter.last >= oldest and quarter.first <= local_day(last):
                found.append(quarter)
            quarter = quarter.previous()
        year = year.previous()
    return found


def _of_body(body: int) -> ColumnElement[bool]:
    items = select(AgendaItem.id).join(Meeting, Meeting.id == AgendaItem.meeting).where(Meeting.body == body)
    tasks = select(Task.id).where(or_(Task.item.in_(items), and_(Task.item.is_(None), Task.body == body)))
    meetings = select(Meeting.id).where(Meeting.body == body)
    folders = select(Folder.id).where(Folder.meeting.in_(meetings))
    return or_(
        _among("meeting", meetings),
        *(_among(code, items) for code in OF_ITEMS),
        _among("resolution", select(Resolution.id).where(Resolution.item.in_(items))),
        _among("task", tasks),
        _among("archived_minutes", select(ArchivedMinutes.id).where(ArchivedMinutes.body == body)),
        _among("folder", folders),
        _among("folder_page", select(FolderItem.id).where(FolderItem.folder.in_(folders))),
        _among("folder_question", select(FolderQuestion.id).where(FolderQuestion.folder.in_(folders))),
    )


def _of_field(session: Session, actor: Actor, catalogue: Catalogue, field: str) -> ColumnElement[bool]:
    about = _about(session, actor, catalogue, field)
    links = (
        and_(ResolutionLink.kind == kind.value, ResolutionLink.object_id.in_(keys)) for kind, keys in about.items()
    )
    linked = (
        select(Resolution.id)
        .join(AgendaItem, AgendaItem.id == Resolution.item)
        .join(Meeting, Meeting.id == AgendaItem.meeting)
        .join(Body, Body.id == Meeting.body)
        .join(ResolutionLink, ResolutionLink.resolution == Resolution.id)
        .where(Resolution.archived_at.is_(None), sees_resolution(actor), or_(*links))
    )
    measures = [int(key) for key in about[LinkKind.MEASURE]]
    return or_(
        _among("resolution", linked),
        *(_among(code, select(Resolution.item).where(Resolution.id.in_(linked))) for code in OF_ITEMS),
        _among("task", select(Task.id).where(or_(Task.resolution.in_(linked), Task.measure.in_(measures)))),
        *(and_(_TEXT.kind == code, _TEXT.object_id.in_(about[kind])) for code, kind in _NAMED.items()),
    )


def _about(session: Session, actor: Actor, catalogue: Catalogue, field: str) -> _About:
    """What of a field this circle sees and a resolution can be about."""
    indicators = frozenset(one.code for one in catalogue.enabled() if one.field == field)
    goals = {one.id for one in alliances.goals(session, actor) if one.form.indicator in indicators}
    measures = [one.id for one in alliances.measures(session, actor) if goals & set(one.form.goals)]
    return {
        LinkKind.INDICATOR: indicators,
        LinkKind.GOAL: frozenset(map(str, goals)),
        LinkKind.MEASURE: frozenset(map(str, measures)),
        LinkKind.HURDLE: frozenset(str(one.id) for one in hurdles.hurdles(session, actor) if one.form.field == field),
        LinkKind.PRACTICE: frozenset(
            str(one.id) for one in practice.practices(session, actor) if one.form.field == field
        ),
    }


def _among(kind: str, keys: Any) -> ColumnElement[bool]:
    """Texts of a kind whose object is among ``keys``."""
    found = keys.subquery()
    return and_(_TEXT.kind == kind, _TEXT.object_id.in_(select(cast(found.c[0], String))))
