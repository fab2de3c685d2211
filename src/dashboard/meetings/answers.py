"""A proposal is followed until the Beschluss that answers it: that sets it to beschlossen or abgelehnt."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.errors import Conflict, UserError
from dashboard.meetings.body_models import Body
from dashboard.meetings.indexing import indexed
from dashboard.meetings.kinds import ResolutionKind, ResolutionState
from dashboard.meetings.resolution_models import Resolution
from dashboard.meetings.rows import SUBJECT
from dashboard.store import UnitOfWork, kept

PROPOSAL = "Der Vorschlag"


class AnswerInvalid(UserError):
    """A Beschluss cannot answer this; the sentence says why."""


def answer_to(session: Session, proposal: int) -> Resolution | None:
    """The Beschluss in use that decides on a proposal."""
    statement = select(Resolution).where(Resolution.answers == proposal, Resolution.archived_at.is_(None))
    return session.scalars(statement.order_by(Resolution.id)).first()


def check_answer(work: UnitOfWork, answer: Resolution | None, proposal: int, body: Body) -> None:
    """Raise AnswerInvalid where ``body`` cannot decide on it, and Conflict where it has been decided on already."""
    row = kept.in_force(work, Resolution, proposal, PROPOSAL)
    if row.kind != ResolutionKind.PROPOSAL:
        raise AnswerInvalid(f"„{row.number}“ ist kein Vorschlag; ein Beschluss entscheidet nur über Vorschläge.")
    if row.addressee != body.id:
        organ = work.session.get_one(Body, row.addressee)
        raise AnswerInvalid(f"Der Vorschlag „{row.number}“ geht an „{organ.name}“, nicht an „{body.name}“.")
    present = answer_to(work.session, proposal)
    if present is not None and (answer is None or present.id != answer.id):
        raise Conflict(f"Über den Vorschlag „{row.number}“ entscheidet schon der Beschluss „{present.number}“.")


def follow(work: UnitOfWork, before: int | None, decision: Resolution) -> None:
    """Let the proposals that a decision answers now, and answered before, stand where it says."""
    for key in {before, decision.answers} - {None}:
        proposal = kept.locked(work, Resolution, int(key or 0), PROPOSAL)
        state = _state(answer_to(work.session, proposal.id))
        if proposal.state == state:
            continue
        was = proposal.state
        proposal.state = state.value
        kept.stamp(work, proposal)
        facts = {"state": state, "by": decision.number}
        work.record(SUBJECT, "resolution.answered", f"resolution:{proposal.id}", {"state": was}, facts)
        indexed(work, proposal)


def _state(answer: Resolution | None) -> ResolutionState:
    if answer is None:
        return ResolutionState.PROPOSED
    rejected = answer.state == ResolutionState.REJECTED
    return ResolutionState.REJECTED if rejected else ResolutionState.DECIDED
