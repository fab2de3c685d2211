"""Rows as forms and views, and the words that the two texts of a conflict need: names instead of numbers."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.formats import join, number
from dashboard.geography.models import Place
from dashboard.periods import Period
from dashboard.planning.forms import CreditForm, FacilityForm, IntakeForm, PeriodForm, RuleForm
from dashboard.planning.kinds import Carrying, Counting, CreditKind, RuleKind, Stage
from dashboard.planning.models import Intake, PlannedFacility, QuotaCredit, QuotaPeriod, QuotaRule, QuotaTerm
from dashboard.planning.quota_views import Decided, PeriodView, TermView
from dashboard.store import Circle, Role, UnitOfWork, kept
from dashboard.store.models import DataVersion

SUBJECT = "planning"


def allow(work: UnitOfWork) -> None:
    """Let editors of the office write, one at a time: overlaps are looked for before writing."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    work.session.execute(select(DataVersion.number).where(DataVersion.subject == SUBJECT).with_for_update())


def terms_of(session: Session, period: int) -> tuple[TermView, ...]:
    """Every decision on a period, oldest first."""
    statement = select(QuotaTerm).where(QuotaTerm.quota_period == period).order_by(QuotaTerm.id)
    return tuple(term_view(row) for row in session.scalars(statement))


def term_view(row: QuotaTerm) -> TermView:
    """A decision as it is shown."""
    return TermView(row.last, row.persons, Decided(row.decided_by, row.decided_on, row.reason))


def period_view(row: QuotaPeriod, terms: Sequence[TermView]) -> PeriodView:
    """A period as it is shown."""
    return PeriodView(
        row.id, row.first, tuple(terms), row.previous, row.carried_over, Carrying(row.carrying),
        Counting(row.counting), Period.of(row.basis), row.note, row.published_at is not None, kept.life(row),
    )  # fmt: skip


def period_form(row: QuotaPeriod, terms: Sequence[TermView]) -> PeriodForm:
    """What is entered about a period now."""
    newest = terms[-1]
    return PeriodForm(
        row.first, newest.last, newest.persons, row.previous, row.carried_over, Carrying(row.carrying),
        Counting(row.counting), Period.of(row.basis), row.note, newest.decided.who, newest.decided.on,
        newest.decided.reason,
    )  # fmt: skip


def rule_form(row: QuotaRule) -> RuleForm:
    """What is entered about a rule now."""
    return RuleForm(
        row.quota_period, row.area, RuleKind(row.kind), row.amount, row.reason, row.decided_by, row.decided_on
    )


def credit_form(row: QuotaCredit) -> CreditForm:
    """What is entered about a credit now."""
    return CreditForm(
        row.quota_period, row.area, CreditKind(row.kind), row.persons, row.reason, row.decided_by, row.decided_on
    )


def intake_form(row: Intake) -> IntakeForm:
    """What is entered about an intake now."""
    return IntakeForm(row.area, row.first, row.last, row.persons, row.note)


def facility_form(row: PlannedFacility) -> FacilityForm:
    """What is entered about a planned facility now."""
    return FacilityForm(
        row.area, row.name, row.kind, row.places, row.opens, row.probability, Stage(row.stage), row.protected,
        row.note, Circle(row.circle),
    )  # fmt: skip


def words(session: Session) -> kept.Words:
    """Field values in German words; places and periods by their names."""

    def name_of(area: str) -> str:
        return session.scalar(select(Place.name).where(Place.area == area)) or area

    def said(name: str, value: Any) -> str:
        if name == "area" and value is not None:
            return name_of(value)
        if name == "area":
            return "nur der Landkreis"
        if name in ("previous", "quota_period") and value is not None:
            first = session.scalar(select(QuotaPeriod.first).where(QuotaPeriod.id == value))
            terms = terms_of(session, value)
            return Period.spanning(first, terms[-1].last).label if first and terms else str(value)
        if name == "places" and isinstance(value, dict):
            return join([f"{name_of(area)} {number(persons)}" for area, persons in value.items()])
        return kept.said(name, value)

    return said
