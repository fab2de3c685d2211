"""Reads of the network, for the office and the Koordinierungsstab; in public only names inside public alliances."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.network.kinds import Kind
from dashboard.network.models import Function, Organisation
from dashboard.store import Actor, Circle


@dataclass(frozen=True)
class FunctionEntry:
    """A function as it is shown."""

    id: int
    organisation: int
    title: str
    mailbox: str
    volunteer: bool
    consent_on: date | None
    version: int
    archived_at: datetime | None
    archived_why: str | None


@dataclass(frozen=True)
class OrganisationEntry:
    """An organisation as it is shown, with the functions that are in use."""

    id: int
    name: str
    kind: Kind
    field: str
    area: str | None
    functions: tuple[FunctionEntry, ...]
    version: int
    changed_at: datetime
    changed_by: str
    archived_at: datetime | None
    archived_why: str | None


def organisations(session: Session, actor: Actor, *, archived: bool = False) -> tuple[OrganisationEntry, ...]:
    """All organisations by name, with ``archived`` also those; raises NotAllowed for the public."""
    actor.require_circle(Circle.COORDINATION)
    statement = select(Organisation).order_by(Organisation.name_folded)
    if not archived:
        statement = statement.where(Organisation.archived_at.is_(None))
    own: dict[int, list[FunctionEntry]] = defaultdict(list)
    for function in functions(session, actor):
        own[function.organisation].append(function)
    return tuple(
        OrganisationEntry(
            row.id, row.name, Kind(row.kind), row.field, row.area, tuple(own[row.id]), row.version, row.changed_at,
            row.changed_by, row.archived_at, row.archived_why,
        )
        for row in session.scalars(statement)
    )  # fmt: skip


def functions(session: Session, actor: Actor, *, archived: bool = False) -> tuple[FunctionEntry, ...]:
    """All functions by title, with ``archived`` also those; raises NotAllowed for the public."""
    actor.require_circle(Circle.COORDINATION)
    statement = select(Function).order_by(Function.title, Function.id)
    if not archived:
        statement = statement.where(Function.archived_at.is_(None))
    return tuple(
        FunctionEntry(
            row.id, row.organisation, row.title, row.mailbox, row.volunteer, row.consent_on, row.version,
            row.archived_at, row.archived_why,
        )
        for row in session.scalars(statement)
    )  # fmt: skip
