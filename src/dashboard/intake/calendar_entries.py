"""Writes of the quarter's calendar: the sitting, a step set by hand, the county's numbers of days."""

from dataclasses import asdict, fields
from datetime import date, timedelta

from sqlalchemy import select

from dashboard.errors import Conflict, NotFound
from dashboard.formats import day as written
from dashboard.intake.calendar import RULES_SETTING, DateInvalid, Kind, Rules, require_quarter
from dashboard.intake.models import CalendarDate
from dashboard.periods import Period
from dashboard.store import Circle, Role, UnitOfWork, now, set_setting
from dashboard.store.models import DataVersion

LONGEST = 400
"""Days after a quarter within which its sitting lies: beyond, the year is a slip of the pen."""


def set_date(
    work: UnitOfWork, period: Period, kind: Kind, day: date, *, seen: int | None = None, note: str = ""
) -> str:
    """Enter the day of the sitting, or set another step by hand for this quarter. Returns a German sentence.

    The entry before is kept, out of force. ``seen``: the version the person had on screen (0: none yet); raises
    Conflict where somebody entered another day since, DateInvalid for a day that cannot be.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    require_quarter(period)
    _refuse_impossible(period, kind, day)
    before = _in_force(work, period, kind)
    if before is not None and before.day == day and before.note == note:
        return f"{kind.label} für {period.label} war schon am {written(day)}."
    version = before.version if before is not None else 0
    if seen is not None and seen != version:
        stands = f"den {written(before.day)}" if before is not None else "keinen Tag mehr"
        raise Conflict(
            f"{kind.label} für {period.label}: Inzwischen wurde {stands} eingetragen, Sie wollten den {written(day)}. "
            "Bitte vergleichen und noch einmal speichern."
        )
    _put_aside(work, before, "ersetzt")
    work.add(CalendarDate(period=period.code, kind=kind.value, day=day, note=note, version=version + 1))
    facts = {"day": str(day), "note": note}
    work.record("settings", "calendar.date_set", f"calendar:{period.code}:{kind.value}", _facts(before), facts)
    return f"{kind.label} für {period.label}: {written(day)}."


def clear_date(work: UnitOfWork, period: Period, kind: Kind) -> str:
    """Take an entered day out of force; a step is counted from the sitting again. Returns a German sentence."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    before = _in_force(work, period, kind)
    if before is None:
        raise NotFound(f"Für {period.label} ist kein Tag eingetragen: {kind.label}.")
    _put_aside(work, before, "gelöscht")
    work.record("settings", "calendar.date_cleared", f"calendar:{period.code}:{kind.value}", _facts(before), None)
    again = "" if kind is Kind.SITTING else " Der Tag wird wieder von der Sitzung aus gerechnet."
    return f"{kind.label} für {period.label}: Der {written(before.day)} gilt nicht mehr.{again}"


def set_rules(work: UnitOfWork, rules: Rules) -> str:
    """Decide how many days before the sitting each step is, for all quarters. Returns a German sentence."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    numbers = {field.name: rules.days(Kind(field.name)) for field in fields(rules)}
    if any(not 0 <= days <= LONGEST for days in numbers.values()):
        raise DateInvalid(f"Zwischen 0 und {LONGEST} Tagen vor der Sitzung sind möglich.")
    if not rules.deadline >= rules.release >= rules.papers:
        raise DateInvalid(
            "Erst kommen die Lieferungen, dann die Freigabe, dann die Unterlagen: So müssen auch die Tage stehen, die "
            "Frist mit den meisten."
        )
    set_setting(work, RULES_SETTING, asdict(rules))
    return (
        f"Vor der Sitzung: Frist {rules.deadline}, Erinnerung {rules.reminder}, Freigabe {rules.release}, "
        f"Unterlagen {rules.papers} Tage. Das gilt ab sofort für alle Quartale, deren Tage gerechnet sind."
    )


def _refuse_impossible(period: Period, kind: Kind, day: date) -> None:
    if day <= period.last:
        end = written(period.last)
        raise DateInvalid(f"{kind.label}: Der {written(day)} liegt nicht nach dem {period.label}, das am {end} endet.")
    if day > period.last + timedelta(days=LONGEST):
        raise DateInvalid(
            f"{kind.label}: Der {written(day)} liegt mehr als ein Jahr nach dem {period.label}. Stimmt das Jahr?"
        )


def _in_force(work: UnitOfWork, period: Period, kind: Kind) -> CalendarDate | None:
    """The entry in force; whoever asks holds the settings until the end, so that two do not enter a day at once."""
    work.session.execute(select(DataVersion.number).where(DataVersion.subject == "settings").with_for_update())
    return work.session.scalar(
        select(CalendarDate).where(
            CalendarDate.period == period.code, CalendarDate.kind == kind.value, CalendarDate.archived_at.is_(None)
        )
    )


def _put_aside(work: UnitOfWork, entry: CalendarDate | None, why: str) -> None:
    if entry is not None:
        entry.archived_at, entry.archived_by, entry.archived_why = now(), work.actor.name, why
        work.session.flush()


def _facts(entry: CalendarDate | None) -> dict[str, str] | None:
    return None if entry is None else {"day": str(entry.day), "note": entry.note}
