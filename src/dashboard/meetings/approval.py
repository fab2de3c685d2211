"""Approval freezes the minutes with who, when and a hash; what is wrong later is corrected by an addendum."""

from dataclasses import dataclass, field

from sqlalchemy import delete

from dashboard.alliances.indexing import narrowest
from dashboard.errors import UserError
from dashboard.formats import day as german_day
from dashboard.formats import join, local_day
from dashboard.meetings.approved import ITEM, MEETING, open_meeting
from dashboard.meetings.body_models import Body
from dashboard.meetings.circles import narrowed
from dashboard.meetings.gathering import FORMAT, KIND, gathered
from dashboard.meetings.indexing import indexed, sent_or_approved
from dashboard.meetings.kinds import MeetingState
from dashboard.meetings.minutes_text import cleaned
from dashboard.meetings.models import Addendum, AgendaItem, Meeting, Writing
from dashboard.meetings.rows import SUBJECT, hold
from dashboard.meetings.writing import typed_by
from dashboard.store import Circle, Role, UnitOfWork, kept, now, snapshots
from dashboard.store.models import Snapshot

HELD = (MeetingState.HELD, MeetingState.DRAFT_SENT, MeetingState.OBJECTIONS)


class ApprovalInvalid(UserError):
    """Minutes that cannot be approved yet; the sentence says why."""


class UnsavedDrafts(ApprovalInvalid):
    """Somebody has typed something that is not in the minutes yet; ``whose`` are pairs of name and item number."""

    def __init__(self, whose: list[tuple[str, str]]) -> None:
        self.whose = whose
        told = join([f"von {who} zu Punkt {number}" for who, number in whose])
        super().__init__(
            f"Es gibt noch nicht gespeicherte Entwürfe {told}. Bitte erst speichern oder verwerfen; sonst fehlen sie "
            "in der genehmigten Niederschrift."
        )


@dataclass(frozen=True)
class AddendumForm:
    """A correction; without ``item`` it is to the minutes as a whole."""

    text: str
    reason: str
    item: int | None = None
    circle: Circle = field(default=Circle.COORDINATION)


def approve(work: UnitOfWork, meeting: int, *, despite_drafts: bool = False) -> str:
    """Freeze agenda, texts, presence, resolutions, tasks and figures as they are. A German sentence.

    Raises MinutesApproved where they are already, UnsavedDrafts, and ApprovalInvalid before the meeting or while
    objections may be raised. ``despite_drafts``: the drafts stay with their writers, outside the minutes.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    row = open_meeting(work, meeting)
    state = MeetingState(row.state)
    if state not in HELD:
        raise ApprovalInvalid(
            f"Die Sitzung ist „{state.label}“; genehmigt wird die Niederschrift einer durchgeführten Sitzung."
        )
    if row.objections_until is not None and row.objections_until >= local_day(now()):
        raise ApprovalInvalid(
            f"Einwendungen sind noch bis zum {german_day(row.objections_until)} möglich; genehmigt wird danach."
        )
    waiting = [(who, number) for number, who, _ in typed_by(work.session, meeting)]
    if waiting and not despite_drafts:
        raise UnsavedDrafts(waiting)
    facts = gathered(work.session, row)
    if not facts["items"]:
        raise ApprovalInvalid("Die Sitzung hat keine Tagesordnung; es gibt noch nichts zu genehmigen.")
    row.approval = snapshots.freeze(work, KIND, FORMAT, facts, Circle.INTERNAL)
    row.state = MeetingState.APPROVED.value
    kept.stamp(work, row)
    work.session.execute(delete(Writing).where(Writing.meeting == meeting))
    frozen = work.session.get_one(Snapshot, row.approval)
    after = {"snapshot": frozen.id, "sha256": frozen.sha256}
    work.record(SUBJECT, "meeting.approved", f"meeting:{meeting}", {"state": state}, after)
    sent_or_approved(work, row, state)
    return f"Die Niederschrift ist genehmigt und eingefroren (Prüfsumme {frozen.sha256[:12]}…)."


def add_addendum(work: UnitOfWork, meeting: int, wish: AddendumForm) -> int:
    """Append a correction to approved minutes, with its reason; returns its id. It is never changed either.

    Raises ApprovalInvalid where the minutes are not approved: those are corrected in their text.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    row = kept.in_force(work, Meeting, meeting, MEETING)
    if row.approval is None:
        raise ApprovalInvalid("Die Niederschrift ist noch nicht genehmigt; berichtigen Sie bitte den Text selbst.")
    above = row.circle
    if wish.item is not None:
        item = kept.in_force(work, AgendaItem, wish.item, ITEM)
        if item.meeting != meeting:
            raise ApprovalInvalid("Dieser Tagesordnungspunkt gehört zu einer anderen Sitzung.")
        above = narrowest(above, item.circle)
    widest = narrowed(above, work.session.get_one(Body, row.body).circle)
    if not wish.circle.may_see(widest):
        raise ApprovalInvalid(
            f"Was berichtigt wird, ist nur für „{widest.label}“; der Nachtrag kann nicht für „{wish.circle.label}“ "
            "sichtbar sein."
        )
    text = kept.long_text(cleaned(wish.text), "Nachtrag", required=True)
    reason = kept.reason(cleaned(wish.reason), "Die genehmigte Niederschrift wird berichtigt")
    added = work.add(
        Addendum(
            meeting=meeting, item=wish.item, text=text, reason=reason, circle=wish.circle.value, who=work.actor.name,
            account=work.actor.account, at=now(),
        )
    )  # fmt: skip
    facts = {"addendum": added.id, "item": wish.item, "text": text, "reason": reason, "circle": wish.circle}
    work.record(SUBJECT, "meeting.corrected", f"meeting:{meeting}", None, facts)
    indexed(work, added)
    return added.id
