"""Decisions about one table of a period: checked, released, and both taken back.

``release.release`` lets out the whole period; what it does here happens for one table only.
"""

import json

from sqlalchemy import select

from dashboard.accommodation.commands import release_reports, withdraw_reports
from dashboard.accommodation.confidentiality import frozen_periods, refresh
from dashboard.catalogue.catalogue import Catalogue
from dashboard.errors import Conflict, NotFound
from dashboard.formats import number
from dashboard.intake.brought import FACILITIES, table_titles
from dashboard.intake.models import PeriodCheck
from dashboard.intake.table_states import TableState, indicators_of, table_states, uploads_in
from dashboard.observations.commands import lock_figures, release_values, withdraw_values
from dashboard.observations.models import Release
from dashboard.periods import Period
from dashboard.store import Circle, Role, UnitOfWork, now


def check_table(
    work: UnitOfWork, catalogue: Catalogue, period: Period, table: str, seen: tuple[int, ...] | None = None,
    note: str = "",
) -> str:  # fmt: skip
    """Record that a person has looked through a table of a period. Returns a German sentence.

    ``seen``: the uploads whose values the person looked at; raises Conflict where others hold by now, or none.
    """
    title = _start(work, catalogue, table)
    uploads = uploads_in(work.session, catalogue, period, table)
    if not uploads:
        raise Conflict(f"„{title}“, {period.label}: Es liegen keine Werte vor, die geprüft werden könnten.")
    if seen is not None and tuple(seen) != uploads:
        raise Conflict(
            f"„{title}“, {period.label}: Inzwischen gelten andere Werte als die, die Sie gesehen haben. Bitte noch "
            "einmal ansehen."
        )
    _end_checks(work, period, table)
    row = PeriodCheck(
        period=period.code, table=table, uploads=json.dumps(uploads), who=work.actor.name, account=work.actor.account,
        at=now(), note=note,
    )  # fmt: skip
    work.add(row)
    facts = {"period": period.code, "table": table, "uploads": uploads, "note": note}
    work.record("figures", "period.checked", f"period:{period.code}", after=facts)
    return f"„{title}“, {period.label}, ist als geprüft vermerkt."


def uncheck_table(work: UnitOfWork, catalogue: Catalogue, period: Period, table: str) -> str:
    """Take the check of a table back. Returns a German sentence; raises Conflict where there is none."""
    title = _start(work, catalogue, table)
    if not _end_checks(work, period, table):
        raise Conflict(f"„{title}“, {period.label}, ist nicht als geprüft vermerkt.")
    work.record("figures", "period.check-withdrawn", f"period:{period.code}", {"table": table}, None)
    return f"„{title}“, {period.label}, ist wieder in Arbeit."


def release_table(work: UnitOfWork, catalogue: Catalogue, period: Period, table: str, note: str = "") -> str:
    """Let the other circles see one table of a period as it is now. Returns a German sentence.

    A quarter takes along the table's yearly, half-yearly and monthly values that ended by its last day. Raises
    Conflict where that would change nothing.
    """
    title = _start(work, catalogue, table)
    if not _state(work, catalogue, period, table).can_release:
        raise Conflict(f"„{title}“, {period.label}: Es gibt nichts Neues, das freigegeben werden könnte.")
    entry = Release(
        period=period.code, table=table, who=work.actor.name, account=work.actor.account, at=now(), note=note
    )
    work.add(entry)
    if table == FACILITIES:
        count = release_reports(work.session, entry.id, period)
        what = f"die Unterkünfte von {number(count)} {'Ort' if count == 1 else 'Orten'}"
    else:
        count = release_values(work.session, entry.id, period, indicators_of(catalogue, table))
        what = f"{number(count)} {'Wert' if count == 1 else 'Werte'}"
    refresh(work, catalogue, {period.code, *frozen_periods(work.session, [entry.id])})
    facts = {"period": period.code, "table": table, "count": count, "note": note}
    work.record("figures", "period.released", f"period:{period.code}", after=facts)
    if not count:
        return f"„{title}“, {period.label}, ist freigegeben: Was nicht mehr gilt, sehen andere Kreise nicht mehr."
    verb = "ist" if what.startswith("1 ") else "sind"
    return f"„{title}“, {period.label}, ist freigegeben: {what} {verb} jetzt für die anderen Kreise sichtbar."


def withdraw_table(work: UnitOfWork, catalogue: Catalogue, period: Period, table: str) -> str:
    """Take the release of one table back, whatever release let it out. Returns a German sentence.

    Raises Conflict where nothing of it is released.
    """
    title = _start(work, catalogue, table)
    if not _state(work, catalogue, period, table).out:
        raise Conflict(f"„{title}“, {period.label}, ist nicht freigegeben.")
    in_force = select(Release).where(Release.period == period.code, Release.withdrawn_at.is_(None))
    entries = list(work.session.scalars(in_force))
    numbers = [entry.id for entry in entries]
    gone = {period.code, *frozen_periods(work.session, numbers)}
    if table == FACILITIES:
        withdraw_reports(work.session, numbers)
    else:
        withdraw_values(work.session, numbers, period, indicators_of(catalogue, table))
    for entry in entries:
        if entry.table == table:
            entry.withdrawn_at, entry.withdrawn_by = now(), work.actor.name
    refresh(work, catalogue, gone)
    work.record("figures", "period.withdrawn", f"period:{period.code}", {"table": table, "releases": numbers}, None)
    return (
        f"Die Freigabe von „{title}“, {period.label}, ist zurückgenommen; andere Kreise sehen diese Werte nicht mehr."
    )


def _start(work: UnitOfWork, catalogue: Catalogue, table: str) -> str:
    """Check who asks, let writers of figures follow one another; the table's German title."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    titles = table_titles(catalogue)
    if table not in titles:
        raise NotFound(f"Eine Tabelle „{table}“ gibt es nicht.")
    lock_figures(work.session)
    return titles[table]


def _state(work: UnitOfWork, catalogue: Catalogue, period: Period, table: str) -> TableState:
    states = table_states(work.session, work.actor, catalogue, period)
    return next(state for state in states if state.table == table)


def _end_checks(work: UnitOfWork, period: Period, table: str) -> int:
    rows = list(
        work.session.scalars(
            select(PeriodCheck).where(
                PeriodCheck.period == period.code, PeriodCheck.table == table, PeriodCheck.withdrawn_at.is_(None)
            )
        )
    )
    for row in rows:
        row.withdrawn_at, row.withdrawn_by = now(), work.actor.name
    return len(rows)
