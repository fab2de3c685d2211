"""Writes of resolutions. Editors of the office write; everything is in the audit.

The wording stays as it is when the minutes are approved; state, outcome and links go on.
"""

from dataclasses import replace

from dashboard.alliances.indexing import narrowest
from dashboard.alliances.rows import title
from dashboard.catalogue import Catalogue
from dashboard.errors import UserError
from dashboard.formats import join
from dashboard.meetings.answers import answer_to, check_answer, follow
from dashboard.meetings.approved import open_item, refuse_approved
from dashboard.meetings.body_models import Body
from dashboard.meetings.circles import narrowed
from dashboard.meetings.indexing import indexed
from dashboard.meetings.kinds import BodyKind, ResolutionKind, ResolutionState
from dashboard.meetings.minutes_text import cleaned
from dashboard.meetings.models import AgendaItem, Meeting
from dashboard.meetings.resolution_forms import STATES, ResolutionForm, kinds_of
from dashboard.meetings.resolution_links import checked, links_of, set_links
from dashboard.meetings.resolution_models import Resolution
from dashboard.meetings.resolution_numbers import next_number
from dashboard.meetings.resolution_rows import resolution_form, words
from dashboard.meetings.rows import SUBJECT, hold
from dashboard.store import Circle, Role, UnitOfWork, kept

RESOLUTION = "Die Verabredung oder der Beschluss"


class ResolutionInvalid(UserError):
    """A resolution that makes no sense; the sentence says why."""


def add_resolution(work: UnitOfWork, catalogue: Catalogue, wish: ResolutionForm) -> int:
    """Enter what was resolved under an item; it gets the next number of its body and year. Returns its id.

    Raises ResolutionInvalid, NotFound for a link that is not there, MinutesApproved.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    item, meeting = open_item(work, wish.item)
    body = work.session.get_one(Body, meeting.body)
    wish = _checked(work, catalogue, wish, None, (item, meeting, body))
    number = next_number(work.session, body.id, meeting.starts_at)
    row = kept.enter(work, Resolution(number=number, **wish.columns))
    set_links(work, row.id, wish.links)
    work.record(SUBJECT, "resolution.added", f"resolution:{row.id}", None, {"number": number, **wish.facts})
    follow(work, None, row)
    indexed(work, row)
    return row.id


def change_resolution(
    work: UnitOfWork, catalogue: Catalogue, resolution: int, wish: ResolutionForm, *, seen: int
) -> str:
    """Replace what is entered about a resolution; item and number stay. A German sentence."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    row = kept.in_force(work, Resolution, resolution, RESOLUTION)
    item = work.session.get_one(AgendaItem, row.item)
    meeting = work.session.get_one(Meeting, item.meeting, with_for_update=True)
    body = work.session.get_one(Body, meeting.body)
    before = resolution_form(row, links_of(work.session, [row.id]).get(row.id, ()))
    wish = _checked(work, catalogue, replace(wish, item=before.item), before, (item, meeting, body))
    if any(wish.facts[name] != before.facts[name] for name in wish.MINUTED):
        refuse_approved(work.session, meeting)
    _refuse_answered(work, row, before, wish)
    what = f"„{row.number} {title(before.wording)}“"
    if not kept.differs(row, before, wish, seen=seen, what=what, words=words(work.session, work.actor, catalogue)):
        return kept.NOTHING_CHANGED
    set_links(work, row.id, wish.links)
    kept.assign(work, row, wish)
    work.record(SUBJECT, "resolution.changed", f"resolution:{row.id}", before.facts, wish.facts)
    follow(work, before.answers, row)
    indexed(work, row)
    return f"„{row.number}“ ist gespeichert."


def archive_resolution(work: UnitOfWork, resolution: int, why: str) -> str:
    """Take a resolution out of use with a reason; its number is not given again. A proposal it answered is open again.

    Raises ReasonMissing, MinutesApproved.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    row = kept.in_force(work, Resolution, resolution, RESOLUTION)
    open_item(work, row.item)
    reason = kept.put_away(work, row, why, f"„{row.number}“ wird archiviert")
    work.record(SUBJECT, "resolution.archived", f"resolution:{row.id}", None, {"why": reason})
    follow(work, row.answers, row)
    indexed(work, row)
    return f"„{row.number}“ ist archiviert."


def restore_resolution(work: UnitOfWork, resolution: int) -> str:
    """Bring an archived resolution back as it was. A German sentence."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    row = kept.locked(work, Resolution, resolution, RESOLUTION)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    open_item(work, row.item)
    if row.answers is not None:
        check_answer(work, row, row.answers, work.session.get_one(Body, _body_of(work, row)))
    kept.bring_back(work, row)
    work.record(SUBJECT, "resolution.restored", f"resolution:{row.id}")
    follow(work, None, row)
    indexed(work, row)
    return f"„{row.number}“ ist wieder da."


def _checked(
    work: UnitOfWork, catalogue: Catalogue, wish: ResolutionForm, before: ResolutionForm | None,
    under: tuple[AgendaItem, Meeting, Body],
) -> ResolutionForm:  # fmt: skip
    item, meeting, body = under
    wish = replace(
        wish,
        wording=kept.long_text(cleaned(wish.wording), "Wortlaut", required=True),
        result=kept.line(wish.result, "Abstimmungsergebnis"),
        outcome=kept.long_text(cleaned(wish.outcome), "Was daraus wurde"),
        state=wish.state or (before.state if before is not None and before.kind is wish.kind else STATES[wish.kind][0]),
        links=checked(work, catalogue, wish.links, () if before is None else before.links),
    )
    _check_kind(wish, body)
    _check_addressee(work, wish, before)
    widest = narrowed(narrowest(item.circle, meeting.circle), body.circle)
    if not wish.circle.may_see(widest):
        raise ResolutionInvalid(
            f"Der Tagesordnungspunkt ist nur für „{widest.label}“; was dort beschlossen wird, kann nicht für "
            f"„{wish.circle.label}“ sichtbar sein."
        )
    if wish.answers is not None:
        if wish.kind is not ResolutionKind.DECISION:
            raise ResolutionInvalid("Nur ein Beschluss entscheidet über einen Vorschlag.")
        if before is None or before.answers != wish.answers:
            check_answer(work, None, wish.answers, body)
    _check_state(work, wish, before)
    return wish


def _check_kind(wish: ResolutionForm, body: Body) -> None:
    allowed = kinds_of(BodyKind(body.kind))
    if wish.kind not in allowed:
        possible = join([one.label for one in allowed])
        why = (
            "entscheidet durch Beschluss"
            if BodyKind(body.kind).is_organ
            else "ist kein Organ und fasst keinen Beschluss"
        )
        if wish.kind is not ResolutionKind.DECISION and not BodyKind(body.kind).is_organ:
            why = "kennt diese Art nicht"
        raise ResolutionInvalid(f"„{body.name}“ {why}; möglich sind: {possible}.")
    if wish.result and wish.kind is not ResolutionKind.DECISION:
        raise ResolutionInvalid("Ein Abstimmungsergebnis hat nur ein Beschluss; bitte in den Wortlaut schreiben.")


def _check_addressee(work: UnitOfWork, wish: ResolutionForm, before: ResolutionForm | None) -> None:
    if wish.kind is not ResolutionKind.PROPOSAL:
        if wish.addressee is not None:
            raise ResolutionInvalid("Nur ein Vorschlag geht an ein Organ.")
        return
    if wish.addressee is None:
        raise ResolutionInvalid("Bitte angeben, an welches Organ der Vorschlag geht.")
    if before is None or before.addressee != wish.addressee:
        organ = kept.in_force(work, Body, wish.addressee, "Das Gremium")
        if not BodyKind(organ.kind).is_organ:
            raise ResolutionInvalid(f"„{organ.name}“ ist kein Organ; ein Vorschlag geht an Ausschuss oder Kreistag.")


def _check_state(work: UnitOfWork, wish: ResolutionForm, before: ResolutionForm | None) -> None:
    assert wish.state is not None
    if wish.state not in STATES[wish.kind]:
        possible = join([one.label for one in STATES[wish.kind]])
        raise ResolutionInvalid(
            f"„{wish.state.label}“ gibt es bei „{wish.kind.label}“ nicht; möglich sind: {possible}."
        )
    moved = before is None or before.state is not wish.state
    settled = wish.state in (ResolutionState.DECIDED, ResolutionState.REJECTED)
    if wish.kind is ResolutionKind.PROPOSAL and moved and settled and not wish.outcome:
        raise ResolutionInvalid(
            f"„{wish.state.label}“ wird ein Vorschlag durch den Beschluss, der über ihn entscheidet. Steht dieser "
            "nicht hier, schreiben Sie bitte unter „Was daraus wurde“, wer wann wie entschieden hat."
        )


def _refuse_answered(work: UnitOfWork, row: Resolution, before: ResolutionForm, wish: ResolutionForm) -> None:
    """A proposal that was decided on stands where the Beschluss says, and stays the proposal it was."""
    if all(getattr(wish, name) == getattr(before, name) for name in ("kind", "addressee", "state")):
        return
    answer = answer_to(work.session, row.id)
    if answer is not None:
        raise ResolutionInvalid(
            f"Über den Vorschlag „{row.number}“ entscheidet der Beschluss „{answer.number}“: Art, Empfänger und Stand "
            "folgen ihm. Ändern Sie bitte den Beschluss."
        )


def _body_of(work: UnitOfWork, row: Resolution) -> int:
    item = work.session.get_one(AgendaItem, row.item)
    return work.session.get_one(Meeting, item.meeting).body
