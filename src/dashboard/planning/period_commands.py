"""Writes of quota periods: begun, decided anew, published, archived. Editors of the office write; all is in the audit.

``add_…`` return the new id, everything else a German sentence. ``seen`` is the version of the period that the person
had on screen; where it moved on, EditConflict has both texts and nothing is written.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from dashboard.errors import Conflict
from dashboard.formats import day as german_day
from dashboard.formats import join, number
from dashboard.geography.articles import accusative
from dashboard.observations.disclosure import SETTING, THRESHOLD, is_small
from dashboard.periods import Period
from dashboard.planning.checks import (
    QuotaInvalid,
    check_persons,
    check_previous,
    check_size,
    check_span,
    checked_decision,
    name_of,
    refuse_overlap,
)
from dashboard.planning.forms import PeriodForm, TermForm
from dashboard.planning.models import QuotaCredit, QuotaPeriod, QuotaTerm
from dashboard.planning.reported import reported_after
from dashboard.planning.rows import SUBJECT, allow, period_form, terms_of, words
from dashboard.store import UnitOfWork, get_setting, kept, now

PERIOD = "Der Verteilzeitraum"


def add_period(work: UnitOfWork, wish: PeriodForm) -> int:
    """Begin a quota period with its first decision; returns its id. Raises QuotaInvalid, and Conflict with both names.

    A period that was archived with the same first day is restored and changed, not entered twice.
    """
    allow(work)
    wish = _checked(work, wish, None)
    check_persons(wish.persons, PeriodForm.LABELS["persons"])
    wish = replace(wish, **checked_decision(wish.decided_by, wish.decided_on, wish.reason))  # type: ignore[arg-type]
    row = kept.enter(work, QuotaPeriod(**wish.columns))
    _add_term(work, row.id, TermForm(wish.last, wish.persons, wish.decided_by, wish.decided_on, wish.reason))
    work.record(SUBJECT, "period.added", f"quota_period:{row.id}", None, wish.facts)
    return row.id


def change_period(work: UnitOfWork, period: int, wish: PeriodForm, *, seen: int) -> str:
    """Replace what is entered about a period; last day, persons and who decided them stay (``decide_term``)."""
    allow(work)
    row, before = _held(work, period)
    decided = {name: before.facts[name] for name in ("last", "persons", "decided_by", "decided_on", "reason")}
    wish = _checked(work, replace(wish, **decided), period)
    if not kept.differs(row, before, wish, seen=seen, what=_called(before), words=words(work.session)):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "period.changed", f"quota_period:{period}", before.facts, wish.facts)
    return f"{_name(wish)} ist gespeichert."


def decide_term(work: UnitOfWork, period: int, wish: TermForm, *, seen: int) -> str:
    """Let a newer decision hold: until when and how many. The sentence warns where more has been reported already."""
    allow(work)
    row, before = _held(work, period)
    wish = replace(wish, **checked_decision(wish.decided_by, wish.decided_on, wish.reason))  # type: ignore[arg-type]
    check_persons(wish.persons, TermForm.LABELS["persons"])
    span = check_span(row.first, wish.last)
    refuse_overlap(work.session, row.first, wish.last, but=period)
    _refuse_later_than_follower(work, period, span)
    held = TermForm(before.last, before.persons, before.decided_by, before.decided_on, before.reason)
    if not kept.differs(row, held, wish, seen=seen, what=_called(before), words=words(work.session)):
        return kept.NOTHING_CHANGED
    _add_term(work, period, wish)
    kept.stamp(work, row)
    work.record(SUBJECT, "term.decided", f"quota_period:{period}", held.facts, wish.facts)
    said = f"Für {span.label} gilt jetzt ein Soll von {number(wish.persons)} ohne Übertrag."
    later = reported_after(work.session, wish.last, before.last)
    return f"{said} {later}" if later else said


def publish_period(work: UnitOfWork, period: int) -> str:
    """Let the other circles see the period with its decisions; figures still go by their own release."""
    allow(work)
    row, form = _held(work, period)
    if row.published_at is not None:
        return kept.NOTHING_CHANGED
    row.published_at, row.published_by = now(), work.actor.name
    kept.stamp(work, row)
    work.record(SUBJECT, "period.published", f"quota_period:{period}")
    said = (
        f"{_name(form)} ist mit Festsetzungen, Begründungen und Bemerkung für die anderen Kreise veröffentlicht. "
        "Aufnahmen sehen sie erst, wenn die Kennzahl freigegeben ist."
    )
    return f"{said} {_small_credits(work, period)}".rstrip()


def withdraw_period(work: UnitOfWork, period: int) -> str:
    """Take the publication back."""
    allow(work)
    row, form = _held(work, period)
    if row.published_at is None:
        raise Conflict(f"{_name(form)} ist nicht veröffentlicht.")
    before, row.published_at, row.published_by = row.published_at, None, None
    kept.stamp(work, row)
    work.record(SUBJECT, "period.withdrawn", f"quota_period:{period}", before, None)
    return f"Die Veröffentlichung von {_name(form)} ist zurückgenommen; andere Kreise sehen den Zeitraum nicht mehr."


def archive_period(work: UnitOfWork, period: int, why: str) -> str:
    """Take a period out of use with all that was decided for it; refused while its rest is carried over."""
    allow(work)
    row, form = _held(work, period)
    follower = _follower(work, period)
    if follower is not None:
        raise Conflict(
            f"{_name(form)} kann nicht archiviert werden: Der Rest wird in den Zeitraum ab "
            f"{german_day(follower.first)} übertragen. Bitte dort zuerst einen anderen Übertrag wählen."
        )
    reason = kept.put_away(work, row, why, f"{_name(form)} wird archiviert")
    work.record(SUBJECT, "period.archived", f"quota_period:{period}", None, {"why": reason})
    return f"{_name(form)} ist archiviert."


def restore_period(work: UnitOfWork, period: int) -> str:
    """Bring an archived period back as it was; Conflict where its days belong to another one by now."""
    allow(work)
    row = kept.locked(work, QuotaPeriod, period, PERIOD)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    form = period_form(row, terms_of(work.session, period))
    refuse_overlap(work.session, form.first, form.last, but=period)
    check_previous(work.session, form.previous, form.first, but=period)
    kept.bring_back(work, row)
    work.record(SUBJECT, "period.restored", f"quota_period:{period}")
    return f"{_name(form)} ist wieder da."


def _small_credits(work: UnitOfWork, period: int) -> str:
    """What others do not see because a credit is a small count of persons."""
    threshold = int(get_setting(work.session, SETTING, THRESHOLD))
    credited = select(QuotaCredit).where(QuotaCredit.quota_period == period, QuotaCredit.archived_at.is_(None))
    small = [row for row in work.session.scalars(credited) if is_small(row.persons, threshold)]
    if not small:
        return ""
    places = dict.fromkeys(
        "den Landkreis" if row.area is None else accusative(name_of(work.session, row.area)) for row in small
    )
    return (
        f"Für {join(list(places))} sind weniger als {number(threshold)} Personen angerechnet. Damit sich diese Zahl "
        "nicht errechnen lässt, sehen die anderen Kreise in diesem Zeitraum keine Anrechnung und nicht, wie viele noch "
        "aufzunehmen sind."
    )


def _checked(work: UnitOfWork, wish: PeriodForm, period: int | None) -> PeriodForm:
    span = check_span(wish.first, wish.last)
    twin = work.session.scalar(select(QuotaPeriod).where(QuotaPeriod.first == wish.first))
    if twin is not None and twin.id != period and twin.archived_at is not None:
        raise Conflict(
            f"Einen Verteilzeitraum ab {german_day(wish.first)} gibt es schon, archiviert am "
            f"{german_day(twin.archived_at)} ({twin.archived_why}). Stellen Sie ihn wieder her."
        )
    refuse_overlap(work.session, wish.first, wish.last, but=period)
    check_previous(work.session, wish.previous, wish.first, but=period)
    if period is not None:
        _refuse_later_than_follower(work, period, span)
    if wish.carried_over is not None:
        check_size(wish.carried_over, PeriodForm.LABELS["carried_over"])
    return replace(wish, note=kept.long_text(wish.note, "Bemerkung"))


def _refuse_later_than_follower(work: UnitOfWork, period: int, span: Period) -> None:
    follower = _follower(work, period)
    if follower is not None and follower.first <= span.last:
        raise QuotaInvalid(
            f"{span.label} endet nach dem Beginn des Zeitraums, in den der Rest übertragen wird "
            f"({german_day(follower.first)})."
        )


def _follower(work: UnitOfWork, period: int) -> QuotaPeriod | None:
    statement = select(QuotaPeriod).where(QuotaPeriod.previous == period, QuotaPeriod.archived_at.is_(None))
    return work.session.scalar(statement)


def _held(work: UnitOfWork, period: int) -> tuple[QuotaPeriod, PeriodForm]:
    row = kept.in_force(work, QuotaPeriod, period, PERIOD)
    return row, period_form(row, terms_of(work.session, period))


def _add_term(work: UnitOfWork, period: int, wish: TermForm) -> None:
    term: dict[str, Any] = wish.columns
    work.add(QuotaTerm(quota_period=period, at=now(), who=work.actor.name, **term))


def _name(form: PeriodForm) -> str:
    return f"Der Verteilzeitraum {Period.spanning(form.first, form.last).label}"


def _called(form: PeriodForm) -> str:
    return f"den Verteilzeitraum {Period.spanning(form.first, form.last).label}"
