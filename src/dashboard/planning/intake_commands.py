"""Writes of what the office counts for itself as taken in: weeks or months of a place, many at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from dashboard.errors import Conflict
from dashboard.formats import day as german_day
from dashboard.formats import number
from dashboard.geography.articles import accusative
from dashboard.planning.checks import QuotaInvalid, check_size, check_units, name_of, others
from dashboard.planning.forms import IntakeForm
from dashboard.planning.models import Intake
from dashboard.planning.quota_views import PeriodView
from dashboard.planning.rows import SUBJECT, allow, intake_form, words
from dashboard.store import UnitOfWork, kept

INTAKE = "Die Aufnahme"
LONGEST = 31
"""Days: a month."""


def enter_intake(work: UnitOfWork, wishes: Sequence[IntakeForm]) -> str:
    """Enter many rows, all or none. Raises QuotaInvalid, PlaceInvalid, and Conflict where days are counted already."""
    allow(work)
    if not wishes:
        return kept.NOTHING_CHANGED
    check_units(work.session, [wish.area for wish in wishes])
    periods = tuple(others(work.session))
    for wish in wishes:
        wish = _checked(wish, periods)
        _refuse_twice(work, wish, None)
        row = _archived(work, wish)
        before = None if row is None else intake_form(row).facts
        if row is None:
            row = kept.enter(work, Intake(**wish.columns))
        else:
            kept.assign_columns(row, wish)
            kept.bring_back(work, row)
        work.record(SUBJECT, "intake.entered", f"quota_intake:{row.id}", before, wish.facts)
    count = "Eine Aufnahme ist" if len(wishes) == 1 else f"{number(len(wishes))} Aufnahmen sind"
    return f"{count} eingetragen, zusammen {number(sum(wish.persons for wish in wishes))} Personen."


def change_intake(work: UnitOfWork, intake: int, wish: IntakeForm, *, seen: int) -> str:
    """Put a count right; place and days may change with it."""
    allow(work)
    row = kept.in_force(work, Intake, intake, INTAKE)
    check_units(work.session, [wish.area])
    before, wish = intake_form(row), _checked(wish, tuple(others(work.session)))
    _refuse_twice(work, wish, intake)
    twin = _archived(work, wish)
    if twin is not None:
        raise Conflict(f"{_named(work, wish)} ist schon eingetragen und archiviert. Bitte dort wiederherstellen.")
    if not kept.differs(row, before, wish, seen=seen, what=f"die Aufnahme {_named(work, before)}",
                        words=words(work.session)):  # fmt: skip
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "intake.changed", f"quota_intake:{intake}", before.facts, wish.facts)
    return f"{_named(work, wish)}: {number(wish.persons)} Personen sind gespeichert."


def archive_intake(work: UnitOfWork, intake: int, why: str) -> str:
    """Take a count out of use."""
    allow(work)
    row = kept.in_force(work, Intake, intake, INTAKE)
    called = f"Die Aufnahme {_named(work, intake_form(row))}"
    reason = kept.put_away(work, row, why, f"{called} wird archiviert")
    work.record(SUBJECT, "intake.archived", f"quota_intake:{intake}", None, {"why": reason})
    return f"{called} ist archiviert."


def restore_intake(work: UnitOfWork, intake: int) -> str:
    """Bring an archived count back; Conflict where its days are counted otherwise by now."""
    allow(work)
    row = kept.locked(work, Intake, intake, INTAKE)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    form = intake_form(row)
    _refuse_twice(work, form, intake)
    kept.bring_back(work, row)
    work.record(SUBJECT, "intake.restored", f"quota_intake:{intake}")
    return f"Die Aufnahme {_named(work, form)} ist wieder da."


def _checked(wish: IntakeForm, periods: Sequence[PeriodView]) -> IntakeForm:
    check_size(wish.persons, "Personen")
    if wish.last < wish.first:
        raise QuotaInvalid(
            f"Die Aufnahme endet ({german_day(wish.last)}), bevor sie beginnt ({german_day(wish.first)})."
        )
    if (wish.last - wish.first).days >= LONGEST:
        raise QuotaInvalid(
            f"Aufnahmen werden je Woche oder Monat eingetragen; {_days(wish.first, wish.last)} ist länger als ein "
            "Monat."
        )
    for period in periods:
        for border in (period.first, period.last):
            crossed = wish.first < border <= wish.last if border == period.first else wish.first <= border < wish.last
            if crossed:
                raise QuotaInvalid(
                    f"{_days(wish.first, wish.last)} reicht über die Grenze des Verteilzeitraums "
                    f"{period.period.label} ({german_day(border)}). Bitte davor und danach getrennt eintragen."
                )
    return replace(wish, note=kept.long_text(wish.note, "Bemerkung"))


def _refuse_twice(work: UnitOfWork, wish: IntakeForm, but: int | None) -> None:
    statement = select(Intake).where(
        Intake.area == wish.area, Intake.archived_at.is_(None), Intake.first <= wish.last, Intake.last >= wish.first
    )
    for other in work.session.scalars(statement):
        if other.id != but:
            raise Conflict(
                f"Für {accusative(name_of(work.session, wish.area))} sind {_days(other.first, other.last)} schon "
                f"{number(other.persons)} Personen eingetragen; {_days(wish.first, wish.last)} würde Tage doppelt "
                "zählen. Bitte den vorhandenen Eintrag ändern."
            )


def _archived(work: UnitOfWork, wish: IntakeForm) -> Intake | None:
    return work.session.scalar(
        select(Intake).where(
            Intake.area == wish.area, Intake.first == wish.first, Intake.last == wish.last,
            Intake.archived_at.is_not(None),
        )
    )  # fmt: skip


def _days(first: date, last: date) -> str:
    return f"{german_day(first)} bis {german_day(last)}"


def _named(work: UnitOfWork, form: IntakeForm) -> str:
    return f"{name_of(work.session, form.area)}, {_days(form.first, form.last)}"
