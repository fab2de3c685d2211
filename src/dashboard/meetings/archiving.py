"""Archiving with a reason and bringing back of bodies, seats, meetings and templates; items have their own order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboard.formats import day as german_day
from dashboard.meetings.bodies import BODY, refuse_namesake
from dashboard.meetings.body_models import Body, BodyMember
from dashboard.meetings.indexing import indexed
from dashboard.meetings.members import refuse_second_seat
from dashboard.meetings.models import AgendaTemplate, Meeting
from dashboard.meetings.rows import SUBJECT, allow
from dashboard.store import UnitOfWork, kept


@dataclass(frozen=True)
class Thing:
    """How a kind of row is called."""

    code: str
    word: str
    name: Callable[[Any], str]
    of_a_body: bool = False
    """Whether its body must be in use for it to be."""


THINGS: dict[type[kept.Kept], Thing] = {
    Body: Thing("body", BODY, lambda row: f" „{row.name}“"),
    BodyMember: Thing("member", "Die Mitgliedschaft", lambda row: f" „{row.role}“" if row.role else "", True),
    Meeting: Thing("meeting", "Die Sitzung", lambda row: f" vom {german_day(row.starts_at)}", True),
    AgendaTemplate: Thing("template", "Die Vorlage", lambda row: f" „{row.name}“"),
}


def archive(work: UnitOfWork, model: type[kept.Kept], key: int, why: str) -> str:
    """Take a row out of use with a reason; what belongs to it goes out of sight with it. A German sentence."""
    allow(work)
    thing = THINGS[model]
    row = kept.in_force(work, model, key, thing.word)
    called = f"{thing.word}{thing.name(row)}"
    reason = kept.put_away(work, row, why, f"{called} wird archiviert")
    work.record(SUBJECT, f"{thing.code}.archived", f"{thing.code}:{key}", None, {"why": reason})
    _searched(work, row)
    return f"{called} ist archiviert."


def restore(work: UnitOfWork, model: type[kept.Kept], key: int) -> str:
    """Bring an archived row back as it was. A German sentence; Conflict where it would now be there twice."""
    allow(work)
    thing = THINGS[model]
    row = kept.locked(work, model, key, thing.word)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    if thing.of_a_body:
        kept.in_force(work, Body, getattr(row, "body"), BODY)  # noqa: B009 - which model it is says THINGS
    if isinstance(row, Body):
        refuse_namesake(work, row)
    if isinstance(row, BodyMember):
        refuse_second_seat(work, row)
    kept.bring_back(work, row)
    work.record(SUBJECT, f"{thing.code}.restored", f"{thing.code}:{key}")
    _searched(work, row)
    return f"{thing.word}{thing.name(row)} ist wieder da."


def _searched(work: UnitOfWork, row: kept.Kept) -> None:
    if isinstance(row, Body | Meeting):
        indexed(work, row)
