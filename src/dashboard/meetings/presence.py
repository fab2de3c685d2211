"""Who was there: organisations, guests by function or group, and heads by field. Persons are counted, never named."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.errors import Conflict, NotFound, UserError
from dashboard.formats import number
from dashboard.meetings.approved import open_meeting
from dashboard.meetings.body_models import Body
from dashboard.meetings.circles import sees_meeting
from dashboard.meetings.forms import ParticipationForm
from dashboard.meetings.kinds import Presence
from dashboard.meetings.models import Meeting, Participation
from dashboard.meetings.rows import SUBJECT, allow, participation_form, words
from dashboard.network.models import Organisation
from dashboard.network.rows import check_field
from dashboard.store import Actor, Circle, UnitOfWork, kept

PARTICIPATION = "Die Teilnahme"
MOST_PERSONS = 100_000


class ParticipationInvalid(UserError):
    """A participation that makes no sense; the sentence says why."""


@dataclass(frozen=True)
class ParticipationEntry:
    id: int
    form: ParticipationForm
    name: str
    """Organisation, guests, or empty for a head count of a field."""
    field: str
    """Code of the field it counts for: its own, else that of the organisation; empty: none."""
    version: int


@dataclass(frozen=True)
class Present:
    """Presence at a meeting. In public there are no ``entries``: who sits with whom is not told, only how many."""

    entries: tuple[ParticipationEntry, ...]
    total: int
    """Persons who were there, guests included."""
    guests: int
    by_field: tuple[tuple[str, int], ...]
    """Code and persons, in the catalogue's order; the code is empty for those of no field, which come last."""


def add_participation(work: UnitOfWork, catalogue: Catalogue, wish: ParticipationForm) -> int:
    """Enter who was there. Raises ParticipationInvalid, and Conflict where the same is entered already."""
    allow(work)
    open_meeting(work, wish.meeting)
    wish = _checked(catalogue, wish)
    if wish.organisation is not None:
        kept.in_force(work, Organisation, wish.organisation, "Die Organisation")
    row = Participation(**wish.columns)
    _refuse_twice(work, row)
    kept.enter(work, row)
    work.record(SUBJECT, "participation.added", f"participation:{row.id}", None, wish.facts)
    return row.id


def change_participation(
    work: UnitOfWork, catalogue: Catalogue, participation: int, wish: ParticipationForm, *, seen: int
) -> str:
    """Replace presence, field and count; meeting and organisation stay."""
    allow(work)
    row = _open(work, participation)
    before = participation_form(row)
    wish = _checked(catalogue, replace(wish, meeting=before.meeting, organisation=before.organisation))
    said = words(work.session, catalogue)
    if not kept.differs(row, before, wish, seen=seen, what="die Teilnahme", words=said):
        return kept.NOTHING_CHANGED
    with work.session.no_autoflush:
        kept.assign_columns(row, wish)
        _refuse_twice(work, row)
    kept.stamp(work, row)
    work.record(SUBJECT, "participation.changed", f"participation:{row.id}", before.facts, wish.facts)
    return "Die Teilnahme ist gespeichert."


def remove_participation(work: UnitOfWork, participation: int, why: str = "aus der Liste genommen") -> str:
    """Take somebody off the list; the entry stays in the history."""
    allow(work)
    row = _open(work, participation)
    reason = kept.put_away(work, row, why, "Die Teilnahme wird entfernt")
    work.record(SUBJECT, "participation.removed", f"participation:{row.id}", None, {"why": reason})
    return "Die Teilnahme ist aus der Liste genommen."


def present(session: Session, actor: Actor, catalogue: Catalogue, meeting: int) -> Present:
    """Presence at a meeting with its totals; NotFound where this circle does not know of the meeting."""
    known = select(Meeting.id).join(Body, Body.id == Meeting.body).where(Meeting.id == meeting, sees_meeting(actor))
    if actor.circle is not Circle.INTERNAL:
        known = known.where(Meeting.archived_at.is_(None), Body.archived_at.is_(None))
    if session.scalar(known) is None:
        raise NotFound(f"Die Sitzung Nr. {meeting} gibt es nicht, oder nicht für diesen Kreis.")
    statement = (
        select(Participation, Organisation.name, Organisation.field)
        .join(Organisation, Organisation.id == Participation.organisation, isouter=True)
        .where(Participation.meeting == meeting, Participation.archived_at.is_(None))
        .order_by(Organisation.name_folded.is_(None), Organisation.name_folded, Participation.id)
    )
    entries = tuple(
        ParticipationEntry(row.id, participation_form(row), name or row.guest, row.field or field or "", row.version)
        for row, name, field in session.execute(statement)
    )
    heads: Counter[str] = Counter()
    for entry in entries:
        heads[entry.field] += entry.form.count
    order = [*catalogue.fields, *sorted(heads.keys() - catalogue.fields.keys() - {""}), ""]
    return Present(
        entries if actor.circle is not Circle.PUBLIC else (),
        heads.total(),
        sum(entry.form.count for entry in entries if entry.form.presence is Presence.GUEST),
        tuple((code, heads[code]) for code in order if heads[code]),
    )


def _open(work: UnitOfWork, key: int) -> Participation:
    row = work.session.get(Participation, key)
    if row is None:
        raise NotFound(f"{PARTICIPATION} Nr. {key} gibt es nicht.")
    open_meeting(work, row.meeting)
    return kept.in_force(work, Participation, key, PARTICIPATION)


def _checked(catalogue: Catalogue, wish: ParticipationForm) -> ParticipationForm:
    wish = replace(wish, guest=kept.line(wish.guest, "Gäste"))
    check_field(catalogue, wish.field, ParticipationInvalid)
    if wish.organisation is not None and wish.guest:
        raise ParticipationInvalid("Bitte entweder eine Organisation oder Gäste angeben; für beides zwei Einträge.")
    if wish.organisation is None and not wish.guest and not wish.field:
        raise ParticipationInvalid(
            "Bitte eine Organisation, Gäste (Funktion oder Gruppe, kein Name) oder ein Handlungsfeld angeben."
        )
    if not wish.presence.is_there:
        return replace(wish, count=0)
    if not 1 <= wish.count <= MOST_PERSONS:
        raise ParticipationInvalid(
            f"„{wish.presence.label}“ sind 1 bis {number(MOST_PERSONS)} Personen, nicht {number(wish.count)}."
        )
    return wish


def _refuse_twice(work: UnitOfWork, row: Participation) -> None:
    same: Any = select(Participation).where(
        Participation.meeting == row.meeting, Participation.archived_at.is_(None),
        Participation.organisation.is_not_distinct_from(row.organisation), Participation.guest == row.guest,
        Participation.field == row.field, Participation.presence == row.presence,
    )  # fmt: skip
    for other in work.session.scalars(same):
        if other.id != row.id:
            raise Conflict(
                f"Das steht schon in der Liste ({Presence(other.presence).label}, {number(other.count)}); bitte dort "
                "die Zahl ändern."
            )
