"""Reads of bodies and their members. Members are for whom the body's own circle is; in public only name and kind."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import false, select
from sqlalchemy.orm import Session

from dashboard.alliances import queries as alliances
from dashboard.errors import NotFound
from dashboard.formats import local_day
from dashboard.meetings.body_models import Body, BodyMember
from dashboard.meetings.circles import sees, sees_body
from dashboard.meetings.forms import BodyForm, MemberForm
from dashboard.meetings.names import FormerName, Names, names
from dashboard.meetings.rows import body_form, member_form
from dashboard.network.models import Function, Organisation
from dashboard.store import Actor, Circle, now
from dashboard.store.kept import Life, life


@dataclass(frozen=True)
class BodyEntry:
    id: int
    name: str
    """On the day that was asked for."""
    form: BodyForm
    """Outside the body's own circle without purpose, alliance, chair, office and rhythm."""
    former: tuple[FormerName, ...]
    """Names it bore before, the oldest first."""
    chair: str
    """„Organisation, function“; empty: none, or not for this circle."""
    office: str
    life: Life


@dataclass(frozen=True)
class MemberEntry:
    id: int
    form: MemberForm
    organisation: str
    function: str
    """Title; empty: none."""
    life: Life


@dataclass(frozen=True)
class Seat:
    """Where an organisation sits."""

    body: int
    name: str
    function: str
    role: str
    term: str
    since: date | None
    until: date | None


def bodies(session: Session, actor: Actor, *, day: date | None = None, archived: bool = False) -> tuple[BodyEntry, ...]:
    """The bodies this circle knows of, by their name on ``day`` (default today); ended ones too."""
    statement = select(Body).where(sees_body(actor))
    if not (archived and actor.circle is Circle.INTERNAL):
        statement = statement.where(Body.archived_at.is_(None))
    known, on = names(session), day or local_day(now())
    of_alliances = {one.id for one in alliances.alliances(session, actor, archived=True)}
    titles = _titles(session)
    found = [_entry(row, actor, known, on, of_alliances, titles) for row in session.scalars(statement)]
    return tuple(sorted(found, key=lambda entry: (entry.name.casefold(), entry.id)))


def body(session: Session, actor: Actor, key: int, *, day: date | None = None) -> BodyEntry:
    """One body, also an archived one for the office; NotFound where there is none for this circle."""
    for entry in bodies(session, actor, day=day, archived=True):
        if entry.id == key:
            return entry
    raise NotFound(f"Das Gremium Nr. {key} gibt es nicht, oder nicht für diesen Kreis.")


def members(
    session: Session, actor: Actor, body: int, *, day: date | None = None, archived: bool = False
) -> tuple[MemberEntry, ...]:
    """The members of a body by organisation, past ones too, or those of a day; none outside the body's own circle."""
    statement = _seats(actor).where(BodyMember.body == body)
    if not (archived and actor.circle is Circle.INTERNAL):
        statement = statement.where(BodyMember.archived_at.is_(None))
    if day is not None:
        statement = statement.where(
            BodyMember.since.is_(None) | (BodyMember.since <= day),
            BodyMember.until.is_(None) | (BodyMember.until >= day),
        )
    rows = session.execute(statement.order_by(Organisation.name_folded, BodyMember.since, BodyMember.id))
    return tuple(
        MemberEntry(row.id, member_form(row), organisation, function or "", life(row))
        for row, organisation, function, _ in rows
    )


def where_sits(session: Session, actor: Actor, organisation: int) -> tuple[Seat, ...]:
    """The seats of an organisation that this circle sees, by body, past ones too; bodies by today's name."""
    return seats(session, actor, organisation).get(organisation, ())


def seats(session: Session, actor: Actor, organisation: int | None = None) -> dict[int, tuple[Seat, ...]]:
    """The same of all organisations, by organisation."""
    statement = _seats(actor).where(BodyMember.archived_at.is_(None), Body.archived_at.is_(None))
    if organisation is not None:
        statement = statement.where(BodyMember.organisation == organisation)
    known, today = names(session), local_day(now())
    found: dict[int, list[Seat]] = defaultdict(list)
    for row, _, function, ends in session.execute(statement.order_by(BodyMember.since, BodyMember.id)):
        name, until = known.on(row.body, today), _earlier(row.until, ends)
        found[row.organisation].append(Seat(row.body, name, function or "", row.role, row.term, row.since, until))
    return {key: tuple(sorted(own, key=lambda seat: seat.name.casefold())) for key, own in found.items()}


def _seats(actor: Actor) -> Any:
    statement = select(BodyMember, Organisation.name, Function.title, Body.until)
    statement = statement.join(Body, Body.id == BodyMember.body)
    statement = statement.join(Organisation, Organisation.id == BodyMember.organisation)
    statement = statement.join(Function, Function.id == BodyMember.function, isouter=True)
    if actor.circle is Circle.PUBLIC:  # who belongs to a body is no secret between its members, but theirs to tell
        return statement.where(false())
    return statement.where(sees(actor, Body.circle))


def _entry(
    row: Body, actor: Actor, known: Names, day: date, of_alliances: set[int], titles: dict[int, str]
) -> BodyEntry:
    form = body_form(row)
    if not actor.circle.may_see(form.circle):
        form = replace(form, purpose="", alliance=None, chair=None, office=None, rhythm="")
    if form.alliance not in of_alliances:
        form = replace(form, alliance=None)
    if actor.circle is Circle.PUBLIC:
        form = replace(form, chair=None, office=None)
    chair, office = (titles.get(key, "") if key is not None else "" for key in (form.chair, form.office))
    return BodyEntry(row.id, known.on(row.id, day), form, known.former.get(row.id, ()), chair, office, life(row))


def _titles(session: Session) -> dict[int, str]:
    statement = select(Function.id, Function.title, Organisation.name)
    rows = session.execute(statement.join(Organisation, Organisation.id == Function.organisation))
    return {row.id: f"{row.name}, {row.title}" for row in rows}


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)
