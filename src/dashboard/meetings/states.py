"""How far it is with a meeting: which state may follow which, and going back with a reason.

Approved is set by the command that freezes the minutes, and by nothing else.
"""

from dataclasses import dataclass
from datetime import date

from dashboard.errors import Conflict, UserError
from dashboard.formats import day as german_day
from dashboard.formats import join, local_day, moment
from dashboard.meetings.approved import MEETING, refuse_approved
from dashboard.meetings.indexing import sent_or_approved
from dashboard.meetings.kinds import MeetingState
from dashboard.meetings.models import Meeting
from dashboard.meetings.rows import SUBJECT, allow
from dashboard.store import UnitOfWork, kept, now

FORWARD: dict[MeetingState, tuple[MeetingState, ...]] = {
    MeetingState.PLANNED: (MeetingState.INVITED, MeetingState.HELD),
    MeetingState.INVITED: (MeetingState.HELD,),
    MeetingState.HELD: (MeetingState.DRAFT_SENT, MeetingState.OBJECTIONS),
    MeetingState.DRAFT_SENT: (MeetingState.OBJECTIONS,),
    MeetingState.OBJECTIONS: (),
    MeetingState.APPROVED: (),
    MeetingState.CANCELLED: (),
}
"""What may follow without a reason."""
BACK: dict[MeetingState, tuple[MeetingState, ...]] = {
    MeetingState.PLANNED: (MeetingState.CANCELLED,),
    MeetingState.INVITED: (MeetingState.CANCELLED, MeetingState.PLANNED),
    MeetingState.HELD: (MeetingState.INVITED, MeetingState.PLANNED),
    MeetingState.DRAFT_SENT: (MeetingState.HELD,),
    MeetingState.OBJECTIONS: (MeetingState.DRAFT_SENT, MeetingState.HELD),
    MeetingState.APPROVED: (),
    MeetingState.CANCELLED: (MeetingState.PLANNED,),
}
"""What may follow with a reason: the way back, and the cancellation."""


class StateInvalid(UserError):
    """A state that cannot follow, or lacks its day; the sentence says what can."""


@dataclass(frozen=True)
class Step:
    """A state and what belongs to it: the day the draft was sent, the last day of objections, the reason."""

    state: MeetingState
    draft_sent_on: date | None = None
    objections_until: date | None = None
    why: str = ""


def needs_reason(before: MeetingState, after: MeetingState) -> bool:
    """Whether this step is one back, or a cancellation."""
    return after in BACK[before]


def choices(state: MeetingState) -> tuple[MeetingState, ...]:
    """The states that may follow, the usual ones first."""
    return FORWARD[state] + BACK[state]


def set_state(work: UnitOfWork, meeting: int, step: Step, *, seen: int) -> str:
    """Let a meeting be in another state; agenda, texts and presence stay as they are, also when it is cancelled.

    Raises StateInvalid, ReasonMissing, MinutesApproved, and Conflict where somebody changed the meeting meanwhile.
    """
    allow(work)
    row = kept.in_force(work, Meeting, meeting, MEETING)
    refuse_approved(work.session, row)
    before = MeetingState(row.state)
    facts = _facts(row)
    if row.version != seen:
        raise Conflict(
            f"{row.changed_by} hat die Sitzung am {moment(row.changed_at)} geändert, sie ist jetzt „{before.label}“; "
            f"Sie wollten „{step.state.label}“. Es wurde nichts gespeichert; bitte noch einmal ansehen."
        )
    if step.state is before and before not in (MeetingState.DRAFT_SENT, MeetingState.OBJECTIONS):
        return kept.NOTHING_CHANGED
    _check(row, before, step)
    why = _reason(before, step)
    _apply(row, before, step)
    if _facts(row) == facts:
        return kept.NOTHING_CHANGED
    row.sequence += int(step.state is not before)
    kept.stamp(work, row)
    after = _facts(row) | ({"why": why} if why else {})
    work.record(SUBJECT, "meeting.state_set", f"meeting:{row.id}", facts, after)
    sent_or_approved(work, row, before)
    return f"Die Sitzung am {moment(row.starts_at)} ist jetzt „{spoken(row)}“."


def spoken(row: Meeting) -> str:
    """„Einwendungen bis 12.03.2026“, „abgesagt“ …"""
    return label(MeetingState(row.state), row.objections_until)


def label(state: MeetingState, objections_until: date | None) -> str:
    """The state in words, with the last day of objections."""
    if state is MeetingState.OBJECTIONS and objections_until is not None:
        return f"{state.label} {german_day(objections_until)}"
    return state.label


def _check(row: Meeting, before: MeetingState, step: Step) -> None:
    if step.state is MeetingState.APPROVED:
        raise StateInvalid("Genehmigt wird die Niederschrift selbst: Dabei wird sie festgehalten, wie sie ist.")
    if step.state is not before and step.state not in choices(before):
        possible = join([f"„{one.label}“" for one in choices(before)])
        raise StateInvalid(f"Auf „{before.label}“ kann nicht „{step.state.label}“ folgen, sondern nur {possible}.")
    over = step.state in (MeetingState.HELD, MeetingState.DRAFT_SENT, MeetingState.OBJECTIONS)
    if over and row.starts_at > now():
        raise StateInvalid(f"Die Sitzung beginnt erst am {moment(row.starts_at)}; durchgeführt ist sie danach.")
    if step.state is MeetingState.DRAFT_SENT:
        _check_sent(row, _sent(row, step))
    if step.state is MeetingState.OBJECTIONS:
        _check_sent(row, _sent(row, step))
        if step.objections_until is None:
            raise StateInvalid("Bitte angeben, bis zu welchem Tag Einwendungen möglich sind.")
        if step.objections_until < _sent(row, step):
            raise StateInvalid(
                f"Bis zum {german_day(step.objections_until)} ist keine Einwendung möglich: Versandt wird der Entwurf "
                f"erst am {german_day(_sent(row, step))}."
            )


def _check_sent(row: Meeting, sent: date) -> None:
    if sent < local_day(row.starts_at):
        raise StateInvalid(
            f"Der Entwurf kann nicht am {german_day(sent)} versandt sein, vor der Sitzung am "
            f"{german_day(row.starts_at)}."
        )
    if sent > local_day(now()):
        raise StateInvalid(f"Der {german_day(sent)} liegt in der Zukunft; versandt ist, was versandt wurde.")


def _reason(before: MeetingState, step: Step) -> str:
    if not needs_reason(before, step.state):
        return ""
    if step.state is MeetingState.CANCELLED:
        return kept.reason(step.why, "Die Sitzung wird abgesagt")
    return kept.reason(step.why, f"Die Sitzung geht von „{before.label}“ zurück auf „{step.state.label}“")


def _apply(row: Meeting, before: MeetingState, step: Step) -> None:
    sent = row.draft_sent_on
    if step.state in (MeetingState.DRAFT_SENT, MeetingState.OBJECTIONS):
        sent = _sent(row, step)
    elif needs_reason(before, step.state) and step.state is not MeetingState.CANCELLED:
        sent = None
    row.state, row.draft_sent_on = step.state.value, sent
    row.objections_until = step.objections_until if step.state is MeetingState.OBJECTIONS else None


def _sent(row: Meeting, step: Step) -> date:
    return step.draft_sent_on or row.draft_sent_on or local_day(now())


def _facts(row: Meeting) -> dict[str, object]:
    return {"state": row.state, "draft_sent_on": row.draft_sent_on, "objections_until": row.objections_until}
