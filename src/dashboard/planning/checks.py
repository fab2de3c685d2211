"""What a decision or a count must fulfil before it is kept; every refusal is a German sentence."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.errors import Conflict, UserError
from dashboard.formats import day as german_day
from dashboard.formats import local_day, number
from dashboard.geography import queries as geography
from dashboard.geography.articles import dative
from dashboard.geography.models import Place
from dashboard.periods import Period
from dashboard.planning.models import QuotaPeriod
from dashboard.planning.quota_views import PeriodView, TermView
from dashboard.planning.rows import period_view, terms_of
from dashboard.planning.units import unit_areas
from dashboard.store import kept, now

MOST_PERSONS = 1_000_000


class QuotaInvalid(UserError):
    """A quota that makes no sense; the sentence has the numbers and says what to do."""


class PlaceInvalid(UserError):
    """A place that is none, no longer, or has no share of its own."""


def checked_decision(decided_by: str, decided_on: date, reason: str) -> dict[str, object]:
    """Who, when and why as they are kept; raises QuotaInvalid, TextInvalid, ReasonMissing."""
    if decided_on > local_day(now()):
        raise QuotaInvalid(f"Der {german_day(decided_on)} liegt in der Zukunft; eingetragen wird Entschiedenes.")
    if decided_on == date.min:
        raise QuotaInvalid("Bitte „Entschieden am“ angeben.")
    return {
        "decided_by": kept.line(decided_by, "Entschieden von", required=True),
        "decided_on": decided_on,
        "reason": kept.reason(reason, "eine Entscheidung über das Soll"),
    }


def check_persons(persons: int, label: str) -> None:
    """Raise QuotaInvalid for fewer than none or for more than any district has."""
    if persons < 0:
        raise QuotaInvalid(f"„{label}“ kann nicht unter null liegen; angegeben sind {number(persons)}.")
    check_size(persons, label)


def check_size(persons: int, label: str) -> None:
    """Raise QuotaInvalid for more than any district has."""
    if abs(persons) > MOST_PERSONS:
        raise QuotaInvalid(
            f"„{label}“ ist mit {number(persons)} größer als möglich (höchstens {number(MOST_PERSONS)})."
        )


def check_unit(session: Session, area: str) -> None:
    """Raise PlaceInvalid unless the place exists and has a share of its own."""
    check_units(session, [area])


def check_units(session: Session, areas: Iterable[str]) -> None:
    """The same of many; the first one that is none is told."""
    district = geography.district(session).area
    owners = unit_areas(geography.places(session, district), district)
    for area in areas:
        _check_owner(session, district, area, owners.get(area))


def _check_owner(session: Session, district: str, area: str, owner: str | None) -> None:
    if owner == area:
        return
    if owner is not None:
        raise PlaceInvalid(
            f"{name_of(session, area)} hat kein eigenes Soll: Es gehört zu {dative(name_of(session, owner))}. Bitte "
            "dort eintragen."
        )
    place = session.get(Place, area)
    if place is not None and place.valid_until is not None and place.area.startswith(district):
        raise PlaceInvalid(
            f"{place.name} gibt es seit dem {german_day(place.valid_until)} nicht mehr. Bitte den Ort wählen, der an "
            "seine Stelle getreten ist."
        )
    raise PlaceInvalid(f"„{area}“ ist kein Ort des Landkreises, der ein Soll haben kann.")


def name_of(session: Session, area: str) -> str:
    """The place's name; its key where it is not known."""
    return session.scalar(select(Place.name).where(Place.area == area)) or area


def check_span(first: date, last: date) -> Period:
    """The period from ``first`` to ``last``; raises QuotaInvalid unless it consists of whole months."""
    if last < first:
        raise QuotaInvalid(f"Der Zeitraum endet ({german_day(last)}), bevor er beginnt ({german_day(first)}).")
    month = Period.of(f"{first.year}-{first.month:02d}"), Period.of(f"{last.year}-{last.month:02d}")
    if first != month[0].first or last != month[1].last:
        raise QuotaInvalid(
            f"Ein Verteilzeitraum besteht aus ganzen Monaten: Er beginnt am Ersten und endet am Letzten eines Monats. "
            f"Angegeben ist {german_day(first)} bis {german_day(last)}."
        )
    return Period.spanning(first, last)


def refuse_overlap(session: Session, first: date, last: date, *, but: int | None = None) -> None:
    """Raise Conflict naming both periods where another one has one of these days."""
    for other in others(session, but):
        if first <= other.last and other.first <= last:
            raise Conflict(
                f"{Period.spanning(first, last).label} überschneidet sich mit dem Verteilzeitraum "
                f"{other.period.label} ({german_day(other.first)} bis {german_day(other.last)}). Bitte einen der "
                "beiden Zeiträume kürzen."
            )


def check_previous(session: Session, previous: int | None, first: date, *, but: int | None = None) -> None:
    """Raise QuotaInvalid unless ``previous`` is in use, ends before ``first`` and is carried over only once."""
    if previous is None:
        return
    found = next((view for view in others(session, but) if view.id == previous), None)
    if found is None:
        raise QuotaInvalid(f"Den Verteilzeitraum Nr. {previous} gibt es nicht, oder er ist archiviert.")
    if found.last >= first:
        raise QuotaInvalid(
            f"Aus {found.period.label} kann nichts in einen Zeitraum übertragen werden, der am {german_day(first)} "
            "beginnt: Er endet erst später."
        )
    follower = session.scalar(select(QuotaPeriod).where(QuotaPeriod.previous == previous))
    if follower is not None and follower.id != but:
        named = period_view(follower, terms_of(session, follower.id)).period.label
        gone = ", archiviert" if follower.archived_at is not None else ""
        raise Conflict(
            f"Der Rest aus {found.period.label} ist schon in den Zeitraum {named} (Nr. {follower.id}{gone}) "
            "übertragen; zweimal darf er nicht zählen."
        )


def others(session: Session, but: int | None = None) -> Iterable[PeriodView]:
    """The quota periods in use, oldest first, without this one."""
    statement = select(QuotaPeriod).where(QuotaPeriod.archived_at.is_(None)).order_by(QuotaPeriod.first)
    for row in session.scalars(statement):
        if row.id != but:
            terms: tuple[TermView, ...] = terms_of(session, row.id)
            yield period_view(row, terms)
