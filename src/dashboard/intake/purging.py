"""Purging: an upload goes for good, because something slipped through that must not be kept.

Bytes, values, facilities and all that was remembered from the file go, released or not. What stays is that there was
an upload: its hash, who brought it and when, who purged it, when and why. Names of files may be names of persons, so
the file's name goes too, also from the audit: the one thing that is ever taken out of it.
"""

import json

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from dashboard.accommodation import confidentiality
from dashboard.accommodation.commands import recompute_current_reports
from dashboard.accommodation.models import Facility, Occupancy, Report
from dashboard.catalogue.catalogue import Catalogue
from dashboard.errors import Conflict, NotFound, UserError
from dashboard.formats import number
from dashboard.intake.models import Answer
from dashboard.observations.commands import lock_figures, recompute_current
from dashboard.observations.models import PURGED, TOTAL, Breakdown, Observation, Upload
from dashboard.store import Circle, Role, UnitOfWork, now
from dashboard.store.models import Audit

NO_NAME = "(gelöschte Datei)"
"""Stands in the place of the file's name."""


class ReasonMissing(UserError):
    """An upload is purged only with a reason."""


def purge(work: UnitOfWork, catalogue: Catalogue, upload: int, reason: str) -> str:
    """Purge an upload for good; for administrators of the internal circle. Returns a German sentence.

    For its keys the newest remaining upload in force holds again. What was released of it is gone for the other
    circles too, until the period is released anew. Raises ReasonMissing, NotFound, Conflict where it is purged already.
    """
    work.require(Role.ADMIN, Circle.INTERNAL)
    if not reason.strip():
        raise ReasonMissing("Bitte den Grund angeben, aus dem die Datei endgültig gelöscht wird.")
    lock_figures(work.session)
    row = work.session.get(Upload, upload)
    if row is None:
        raise NotFound(f"Einen Upload mit der Nummer {upload} gibt es nicht.")
    if row.state == PURGED:
        raise Conflict(f"Upload {upload} ist bereits endgültig gelöscht.")
    if work.session.get_bind().dialect.name == "sqlite":
        # Otherwise deleted rows stay readable in the free pages of the file.
        work.session.connection().exec_driver_sql("PRAGMA secure_delete = ON")
    before, row.state = row.state, PURGED
    work.session.flush()
    recompute_current(work.session, upload)
    recompute_current_reports(work.session, upload)
    released = _released(work.session, upload)
    periods = _released_periods(work.session, upload)
    values = _delete_values(work.session, upload)
    _delete_facilities(work.session, upload)
    confidentiality.refresh(work, catalogue, periods)  # what is left must not give away what was hidden beside it
    _forget_answers(work.session, row)
    _empty(work, row, reason.strip())
    _forget_file_name(work.session, upload)
    facts = {"state": PURGED, "sha256": row.sha256, "values": values, "reason": reason.strip()}
    work.record("figures", "upload.purged", f"upload:{upload}", before, facts)
    sentence = f"Upload {upload} ist endgültig gelöscht; es gelten wieder die Werte davor."
    if released:
        sentence += (
            f" {number(released)} freigegebene {'Angabe ist' if released == 1 else 'Angaben sind'} damit auch für "
            "andere Kreise weg, bis der Zeitraum neu freigegeben wird."
        )
    return sentence


def _released(session: Session, upload: int) -> int:
    counts = (
        session.scalar(
            select(func.count()).select_from(table).where(table.upload == upload, table.release.is_not(None))
        )
        for table in (Observation, Report)
    )
    return sum(count or 0 for count in counts)


def _released_periods(session: Session, upload: int) -> set[str]:
    return {
        period
        for table in (Observation, Report)
        for period in session.scalars(select(table.period).where(table.upload == upload, table.release.is_not(None)))
    }


def _delete_values(session: Session, upload: int) -> int:
    """Delete the observations, and the breakdowns that nothing else is about: their members are words of the file."""
    used = select(Observation.breakdown).where(Observation.upload == upload, Observation.breakdown != TOTAL)
    breakdowns = list(session.scalars(used.distinct()))
    count = session.scalar(select(func.count()).where(Observation.upload == upload)) or 0
    session.execute(delete(Observation).where(Observation.upload == upload))
    for start in range(0, len(breakdowns), 500):
        part = breakdowns[start : start + 500]
        kept = set(session.scalars(select(Observation.breakdown).where(Observation.breakdown.in_(part)).distinct()))
        session.execute(delete(Breakdown).where(Breakdown.id.in_(set(part) - kept)))
    return count


def _delete_facilities(session: Session, upload: int) -> None:
    """Delete the reports with their occupancy, and houses that no other report tells of: their key is their name."""
    reports = select(Report.id).where(Report.upload == upload)
    houses = list(session.scalars(select(Occupancy.facility).where(Occupancy.report.in_(reports)).distinct()))
    session.execute(delete(Occupancy).where(Occupancy.report.in_(reports)))
    session.execute(delete(Report).where(Report.upload == upload))
    for start in range(0, len(houses), 500):
        part = houses[start : start + 500]
        kept = set(session.scalars(select(Occupancy.facility).where(Occupancy.facility.in_(part)).distinct()))
        session.execute(delete(Facility).where(Facility.id.in_(set(part) - kept)))


def _forget_answers(session: Session, row: Upload) -> None:
    """Delete the supplier's remembered answers that were given for this file: questions hold words of it."""
    used = list(json.loads(row.mapping).get("answers", {}))
    for start in range(0, len(used), 500):
        part = used[start : start + 500]
        session.execute(delete(Answer).where(Answer.supplier == row.supplier, Answer.question.in_(part)))


def _empty(work: UnitOfWork, row: Upload, reason: str) -> None:
    row.content, row.mapping, row.note, row.file_name = None, "{}", "", NO_NAME
    row.removed_at, row.removed_by, row.removed_why = now(), work.actor.name, reason
    work.session.flush()


def _forget_file_name(session: Session, upload: int) -> None:
    for entry in session.scalars(select(Audit).where(Audit.object == f"upload:{upload}", Audit.after.is_not(None))):
        facts = json.loads(entry.after or "null")
        if isinstance(facts, dict) and "file" in facts:
            entry.after = json.dumps({**facts, "file": NO_NAME}, ensure_ascii=False)
    session.flush()
