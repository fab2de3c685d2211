"""The minutes as one thing, for screen, DOCX and PDF alike: frozen where they are approved, else a draft.

What a circle must not see is left out here, when it is read: of such an item stay number and „nicht öffentlich“, and
of minutes that are not for it yet all but their text stays, with its figures and corrections (``circles.written``).
Reading changes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances.indexing import narrowest
from dashboard.errors import NotAllowed, NotFound, UserError
from dashboard.meetings.body_models import Body
from dashboard.meetings.circles import narrowed, sees_meeting, written
from dashboard.meetings.gathering import FORMAT, Facts, gathered
from dashboard.meetings.kinds import BodyKind, ItemState, MeetingKind, MeetingState, Presence, ResolutionKind, TaskState
from dashboard.meetings.minuted import (
    AddendumEntry,
    Approval,
    Attendance,
    MinutedItem,
    MinutedResolution,
    MinutedTask,
    Minutes,
)
from dashboard.meetings.models import Addendum, Meeting
from dashboard.meetings.queries import NOT_PUBLIC
from dashboard.store import Actor, Circle, snapshots


class FormatUnknown(UserError):
    """Minutes were frozen by a newer program."""


def content(session: Session, actor: Actor, meeting: int, *, early: bool = False) -> Minutes:
    """The minutes of a meeting as the actor's circle reads them.

    ``early``: with their text also before this circle may read it, for the paper that the office prepares. Raises
    NotFound where this circle knows of no such meeting, NotAllowed where somebody else wants it early, SnapshotDamaged
    and FormatUnknown for frozen ones.
    """
    if early and not actor.of_the_office:
        raise NotAllowed("Eine Niederschrift liest vor der Zeit nur die Kreisverwaltung.")
    statement = select(Meeting, Body.circle).join(Body, Body.id == Meeting.body).where(Meeting.id == meeting)
    statement = statement.where(sees_meeting(actor))
    if actor.circle is not Circle.INTERNAL:
        statement = statement.where(Meeting.archived_at.is_(None), Body.archived_at.is_(None))
    found = session.execute(statement).one_or_none()
    if found is None:
        raise NotFound(f"Die Sitzung Nr. {meeting} gibt es nicht, oder nicht für diesen Kreis.")
    row, body = found
    approval, facts = None, None
    if row.approval is not None:
        frozen = snapshots.read(session, row.approval)
        if frozen.format != FORMAT:
            raise FormatUnknown(
                f"Diese Niederschrift wurde von einem neueren Programm eingefroren (Format {frozen.format}), "
                f"bekannt ist Format {FORMAT}. Bitte das Programm aktualisieren."
            )
        who = "" if actor.circle is Circle.PUBLIC else frozen.who
        approval, facts = Approval(who, frozen.at, frozen.sha256), frozen.content
    addenda = list(session.scalars(select(Addendum).where(Addendum.meeting == meeting).order_by(Addendum.id)))
    state, facts = MeetingState(row.state), facts or gathered(session, row)
    pending = "" if early else _pending(actor.circle, state)
    if pending:
        facts, addenda = _without_text(facts), []
    return _read(actor.circle, body, facts, approval, state, pending, addenda)


def _pending(circle: Circle, state: MeetingState) -> str:
    if circle.may_see(written(Circle.PUBLIC, state)):
        return ""
    if state is MeetingState.CANCELLED:
        return "Die Sitzung ist abgesagt; eine Niederschrift ist dazu nicht zu lesen."
    if circle is Circle.PUBLIC:
        return "Die Niederschrift wird veröffentlicht, sobald sie genehmigt ist."
    return "Die Niederschrift ist für den Koordinierungsstab ab dem Versand des Entwurfs zu lesen."


def _without_text(facts: Facts) -> Facts:
    return facts | {"items": [one | {"text": "", "exhibits": []} for one in facts["items"]]}


def _read(
    circle: Circle, body: str, facts: Facts, approval: Approval | None, state: MeetingState, pending: str,
    addenda: Sequence[Addendum],
) -> Minutes:  # fmt: skip
    presence = [Attendance(one["name"], one["field"], Presence(one["presence"]), one["count"])
                for one in facts["presence"]]  # fmt: skip
    there = [one for one in presence if one.presence.is_there]
    return Minutes(
        facts["meeting"], facts["body"], BodyKind(facts["body_kind"]), MeetingKind(facts["kind"]), facts["title"],
        datetime.fromisoformat(facts["starts_at"]),
        None if facts["ends_at"] is None else datetime.fromisoformat(facts["ends_at"]), facts["place"], state,
        approval is None, _day(facts["draft_sent_on"]), _day(facts["objections_until"]), approval, circle,
        () if circle is Circle.PUBLIC else tuple(presence), sum(one.count for one in there), _by_field(there),
        tuple(_item(circle, body, one, addenda) for one in facts["items"]),
        _addenda(circle, body, Circle(facts["circle"]), [one for one in addenda if one.item is None]),
        pending,
    )  # fmt: skip


def _item(circle: Circle, body: str, facts: Facts, addenda: Sequence[Addendum]) -> MinutedItem:
    if not _sees(circle, body, facts):
        return MinutedItem(facts["number"], NOT_PUBLIC, True)
    resolutions = [
        MinutedResolution(one["id"], one["number"], ResolutionKind(one["kind"]), one["wording"], one["result"],
                          one["addressee"], _in_force(body, one))
        for one in facts["resolutions"] if _sees(circle, body, one)
    ]  # fmt: skip
    tasks = [
        MinutedTask(one["id"], one["text"], _responsible(circle, one), _day(one["due_on"]), one["resolution"],
                    _in_force(body, one), TaskState(one["state"]))
        for one in facts["tasks"] if _sees(circle, body, one)
    ]  # fmt: skip
    seen = _in_force(body, facts)
    return MinutedItem(
        facts["number"], facts["title"], False, facts["id"], seen, facts["begins"], facts["presenter"],
        facts["paper"], facts["consultation"], tuple(facts["links"]), facts["text"], ItemState(facts["state"]),
        tuple(one["snapshot"] for one in facts["exhibits"] if _sees(circle, body, one)), tuple(resolutions),
        tuple(tasks), _addenda(circle, body, seen, [one for one in addenda if one.item == facts["id"]]),
    )  # fmt: skip


def _in_force(body: str, facts: Facts) -> Circle:
    """The circle of a part: the body's own may have become narrower since it was frozen."""
    return narrowed(facts["circle"], body)


def _sees(circle: Circle, body: str, facts: Facts) -> bool:
    return circle.may_see(_in_force(body, facts))


def _addenda(circle: Circle, body: str, above: Circle, rows: Iterable[Addendum]) -> tuple[AddendumEntry, ...]:
    found = [(row, narrowed(narrowest(row.circle, above), body)) for row in rows]
    public = circle is Circle.PUBLIC
    return tuple(
        AddendumEntry(row.id, row.text, row.reason, "" if public else row.who, row.at, seen)
        for row, seen in found
        if circle.may_see(seen)
    )


def _responsible(circle: Circle, facts: Facts) -> str:
    """In public without the function."""
    parts = [facts["organisation"], "" if circle is Circle.PUBLIC else facts["function"]]
    return ", ".join(filter(None, parts))


def _by_field(there: Iterable[Attendance]) -> tuple[tuple[str, int], ...]:
    heads: Counter[str] = Counter()
    for one in there:
        heads[one.field] += one.count
    return tuple(sorted(((field, count) for field, count in heads.items() if count), key=_last_without))


def _last_without(one: tuple[str, int]) -> tuple[bool, str]:
    return (one[0] == "", one[0])


def _day(text: Any) -> date | None:
    return None if text is None else date.fromisoformat(text)
