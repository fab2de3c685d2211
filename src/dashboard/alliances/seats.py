"""Where organisations sit: their part in each alliance. Bodies of meetings give seats of the same shape."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances import queries
from dashboard.alliances.entries import AllianceEntry
from dashboard.alliances.models import Partner
from dashboard.alliances.rows import partner_form
from dashboard.store import Actor


@dataclass(frozen=True)
class Seat:
    """One part of an organisation somewhere; ``until`` is the last day."""

    organisation: int
    kind: str
    """German word for what it sits in: „Bündnis“, „Gremium“."""
    where: str
    part: str
    since: date | None = None
    until: date | None = None


def seats(session: Session, actor: Actor) -> tuple[Seat, ...]:
    """The parts of all organisations in the alliances this actor's circle sees, by name of the alliance."""
    known = {entry.id: entry for entry in queries.alliances(session, actor)}
    found = [seat for entry in known.values() for seat in _leading(entry)]
    statement = select(Partner).where(Partner.archived_at.is_(None), Partner.alliance.in_(list(known)))
    for row in session.scalars(statement.order_by(Partner.since, Partner.id)):
        form = partner_form(row)
        name, role = known[form.alliance].form.name, form.role or "Partner"
        found.append(Seat(form.organisation, "Bündnis", name, role, form.since, form.until))
    return tuple(sorted(found, key=lambda seat: seat.where))


def _leading(entry: AllianceEntry) -> Iterator[Seat]:
    form = entry.form
    if form.lead is not None:
        yield Seat(form.lead, "Bündnis", form.name, "Federführung")
    if form.support is not None:
        yield Seat(form.support, "Bündnis", form.name, "Prozessbegleitung", form.support_from, form.support_until)
