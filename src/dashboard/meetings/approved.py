"""Approved minutes are what was agreed on: nothing in them changes any more, corrections are appended."""

from sqlalchemy.orm import Session

from dashboard.errors import NotFound, UserError
from dashboard.formats import day
from dashboard.meetings.models import AgendaItem, Meeting
from dashboard.meetings.rows import hold
from dashboard.store import UnitOfWork, kept
from dashboard.store.models import Snapshot

MEETING, ITEM = "Die Sitzung", "Der Tagesordnungspunkt"


class MinutesApproved(UserError):
    """Something was to be changed in approved minutes; the sentence says since when and what to do."""


def refuse_approved(session: Session, meeting: Meeting) -> None:
    """Raise MinutesApproved where the minutes of a meeting are approved.

    For everything that stands in the minutes: items, texts, presence, wording. States of tasks and resolutions go on.
    """
    if meeting.approval is None:
        return
    frozen = session.get_one(Snapshot, meeting.approval)
    raise MinutesApproved(
        f"Die Niederschrift dieser Sitzung ist seit dem {day(frozen.at)} genehmigt (durch {frozen.who}) und wird nicht "
        "mehr geändert; es wurde nichts gespeichert. Eine Berichtigung fügen Sie als Nachtrag an: Er zeigt beide "
        "Fassungen."
    )


def open_meeting(work: UnitOfWork, key: int) -> Meeting:
    """A meeting in use whose minutes may still change, held until the end of the transaction.

    The subject is held first, as in every write of meetings, so that two writers never wait for each other.
    """
    hold(work)
    row = kept.in_force(work, Meeting, key, MEETING)
    refuse_approved(work.session, row)
    return row


def open_item(work: UnitOfWork, key: int) -> tuple[AgendaItem, Meeting]:
    """An item in use and its meeting, whose minutes may still change; both held.

    The meeting is held first, so that nobody approves between the look and the write.
    """
    item = work.session.get(AgendaItem, key)
    if item is not None:
        meeting = open_meeting(work, item.meeting)
        work.session.refresh(item, with_for_update=True)
        return kept.in_force(work, AgendaItem, key, ITEM), meeting
    raise NotFound(f"{ITEM} Nr. {key} gibt es nicht.")
