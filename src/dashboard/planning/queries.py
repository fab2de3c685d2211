"""Reads of planning: quota periods for who may see them, and what was decided and entered for them."""

from datetime import date
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dashboard.errors import NotFound
from dashboard.observations.disclosure import SETTING, THRESHOLD, is_small
from dashboard.planning.entries import CreditEntry, FacilityEntry, IntakeEntry, OfficialEntry, RuleEntry
from dashboard.planning.models import (
    Intake,
    PlannedFacility,
    QuotaCredit,
    QuotaOfficial,
    QuotaPeriod,
    QuotaRule,
    QuotaTerm,
)
from dashboard.planning.quota_views import Decided, PeriodView, TermView
from dashboard.planning.rows import (
    credit_form,
    facility_form,
    intake_form,
    period_view,
    rule_form,
    term_view,
)
from dashboard.store import Circle, get_setting, kept

T = TypeVar("T", bound=kept.Kept)


def periods(session: Session, circle: Circle, *, archived: bool = False) -> tuple[PeriodView, ...]:
    """All quota periods, oldest first, with ``archived`` also those; other circles see the published ones only."""
    statement = select(QuotaPeriod).order_by(QuotaPeriod.first)
    if circle is not Circle.INTERNAL:
        statement = statement.where(QuotaPeriod.published_at.is_not(None), QuotaPeriod.archived_at.is_(None))
    elif not archived:
        statement = statement.where(QuotaPeriod.archived_at.is_(None))
    terms: dict[int, list[TermView]] = {}
    for term in session.scalars(select(QuotaTerm).order_by(QuotaTerm.id)):
        terms.setdefault(term.quota_period, []).append(term_view(term))
    return tuple(period_view(row, terms[row.id]) for row in session.scalars(statement))


def period(session: Session, circle: Circle, id: int) -> PeriodView:  # noqa: A002 - what it is
    """One quota period, for the office also an archived one; NotFound where this circle has none of this number."""
    for view in periods(session, circle, archived=True):
        if view.id == id:
            return view
    raise NotFound(f"Den Verteilzeitraum Nr. {id} gibt es nicht, oder er ist für diesen Kreis nicht veröffentlicht.")


def covering(session: Session, circle: Circle, day: date) -> PeriodView | None:
    """The quota period this day lies in, by the newest decisions."""
    return next((view for view in periods(session, circle) if view.first <= day <= view.last), None)


def rules(session: Session, circle: Circle, period: int, *, archived: bool = False) -> tuple[RuleEntry, ...]:
    """The rules of a period by area; nothing of a period this circle does not have."""
    statement = select(QuotaRule).where(QuotaRule.quota_period == period).order_by(QuotaRule.area, QuotaRule.id)
    rows = session.scalars(_chosen(statement, QuotaRule, circle, archived=archived))
    shown = _is_seen(session, circle, period)
    return tuple(RuleEntry(row.id, rule_form(row), kept.life(row)) for row in rows if shown)


def credits(session: Session, circle: Circle, period: int, *, archived: bool = False) -> tuple[CreditEntry, ...]:  # noqa: A001
    """The credits of a period by area, those of the district alone first.

    Other circles see none of them where one is a small count of persons, as in ``quota``.
    """
    statement = select(QuotaCredit).where(QuotaCredit.quota_period == period).order_by(QuotaCredit.id)
    rows = session.scalars(_chosen(statement, QuotaCredit, circle, archived=archived)).all()
    shown = _is_seen(session, circle, period)
    if circle is not Circle.INTERNAL:
        threshold = int(get_setting(session, SETTING, THRESHOLD))
        shown = shown and not any(is_small(row.persons, threshold) for row in rows)
    found = [CreditEntry(row.id, credit_form(row), kept.life(row)) for row in rows if shown]
    return tuple(sorted(found, key=lambda one: (one.form.area or "", one.id)))


def officials(session: Session, circle: Circle, period: int) -> tuple[OfficialEntry, ...]:
    """Every decision on official values of a period, oldest first."""
    if not _is_seen(session, circle, period):
        return ()
    statement = select(QuotaOfficial).where(QuotaOfficial.quota_period == period).order_by(QuotaOfficial.id)
    return tuple(
        OfficialEntry(
            row.id,
            row.area,
            row.persons,
            Decided(row.decided_by, row.decided_on, row.reason),
            row.at,
            row.who if circle is Circle.INTERNAL else "",
        )
        for row in session.scalars(statement)
    )


def intake(
    session: Session, circle: Circle, first: date, last: date, *, archived: bool = False
) -> tuple[IntakeEntry, ...]:
    """What was entered as taken in on days from ``first`` to ``last``, by days and area; for the office only."""
    if circle is not Circle.INTERNAL:
        return ()
    statement = select(Intake).where(Intake.first <= last, Intake.last >= first)
    statement = statement.order_by(Intake.first, Intake.last, Intake.area)
    rows = session.scalars(_chosen(statement, Intake, circle, archived=archived))
    return tuple(IntakeEntry(row.id, intake_form(row), kept.life(row)) for row in rows)


def planned(
    session: Session, circle: Circle, *, sees_protected: bool = False, archived: bool = False
) -> tuple[FacilityEntry, ...]:
    """Planned facilities by area and opening, as this circle may see them; protected ones only for their group."""
    statement = select(PlannedFacility).order_by(PlannedFacility.area, PlannedFacility.id)
    rows = session.scalars(_chosen(statement, PlannedFacility, circle, archived=archived))
    found = [FacilityEntry(row.id, facility_form(row), kept.life(row)) for row in rows]
    group = sees_protected and circle is Circle.INTERNAL
    seen = [one for one in found if circle.may_see(one.form.circle) and (group or not one.form.protected)]
    return tuple(sorted(seen, key=lambda one: (one.form.area, one.form.opens or date.max, one.id)))


def _chosen(statement: Select[T], model: type[T], circle: Circle, *, archived: bool) -> Select[T]:
    if archived and circle is Circle.INTERNAL:
        return statement
    return statement.where(model.archived_at.is_(None))


def _is_seen(session: Session, circle: Circle, period: int) -> bool:
    return any(view.id == period for view in periods(session, circle, archived=True))
