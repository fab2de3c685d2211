"""Release: the decision that a period's figures may leave the office, and its withdrawal."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from dashboard.accommodation.commands import release_reports, withdraw_reports
from dashboard.accommodation.confidentiality import frozen_periods, refresh
from dashboard.accommodation.models import Report
from dashboard.catalogue.catalogue import Catalogue
from dashboard.errors import Conflict
from dashboard.formats import number
from dashboard.observations.commands import lock_figures, release_values, withdraw_values
from dashboard.observations.models import Observation, Release
from dashboard.periods import Period
from dashboard.store import Circle, Role, UnitOfWork, now


@dataclass(frozen=True)
class Released:
    """What a release froze for the other circles."""

    release: int
    values: int
    reports: int
    """Places whose facilities were newly released."""
    sentence: str


def release(work: UnitOfWork, catalogue: Catalogue, period: Period, note: str = "") -> Released:
    """Let the other circles see the period's figures as they are now; corrections later need another release.

    A quarter takes along the yearly, half-yearly and monthly values that ended by its last day. Raises Conflict where
    there is nothing to release. A release that changes nothing is recorded all the same.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    lock_figures(work.session)
    something = _is_stated(work, period)
    entry = work.add(Release(period=period.code, who=work.actor.name, account=work.actor.account, at=now(), note=note))
    values = release_values(work.session, entry.id, period)
    reports = release_reports(work.session, entry.id, period)
    if not something and not values:
        raise Conflict(f"Für {period.label} liegen keine Werte vor, die freigegeben werden könnten.")
    refresh(work, catalogue, {period.code, *frozen_periods(work.session, [entry.id])})
    facts = {"period": period.code, "values": values, "reports": reports, "note": note}
    work.record("figures", "period.released", f"period:{period.code}", after=facts)
    places = f" und die Unterkünfte von {number(reports)} Orten" if reports else ""
    sentence = (
        f"{period.label} ist freigegeben: {number(values)} Werte{places} sind jetzt für die anderen Kreise sichtbar."
    )
    return Released(entry.id, values, reports, sentence)


def _is_stated(work: UnitOfWork, period: Period) -> bool:
    """Whether the period has anything of its own that is current or still released."""
    value = select(Observation.id).where(
        Observation.period == period.code, or_(Observation.current, Observation.release.is_not(None))
    )
    report = select(Report.id).where(Report.period == period.code, or_(Report.current, Report.release.is_not(None)))
    return any(work.session.scalar(statement.limit(1)) is not None for statement in (value, report))


def withdraw(work: UnitOfWork, catalogue: Catalogue, period: Period) -> str:
    """Take all releases of the period back: the other circles no longer see what they froze. A German sentence.

    The period's own values go too where a later quarter took them along. Raises Conflict where nothing was released.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    lock_figures(work.session)
    entries = list(
        work.session.scalars(select(Release).where(Release.period == period.code, Release.withdrawn_at.is_(None)))
    )
    numbers = [entry.id for entry in entries]
    gone = {period.code, *frozen_periods(work.session, numbers)}
    withdrawn = withdraw_values(work.session, numbers, period)
    if not entries and not withdrawn:
        raise Conflict(f"{period.label} ist nicht freigegeben.")
    withdraw_reports(work.session, numbers)
    refresh(work, catalogue, gone)
    for entry in entries:
        entry.withdrawn_at, entry.withdrawn_by = now(), work.actor.name
    work.record("figures", "period.withdrawn", f"period:{period.code}", numbers, None)
    return f"Die Freigabe von {period.label} ist zurückgenommen; andere Kreise sehen diese Werte nicht mehr."
