"""Who sees a meeting and an item of it, as conditions of a query.

What a body does in public is public; everything else of it is for nobody beyond the body's own circle, whatever circle
a meeting or an item was given. Queries that use these conditions join ``Body`` (and ``Meeting``).
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_

from dashboard.alliances.indexing import narrowest
from dashboard.meetings.body_models import Body
from dashboard.meetings.kinds import MeetingState
from dashboard.meetings.models import AgendaItem, Meeting
from dashboard.store import Actor, Circle


def narrowed(circle: str, body: str) -> Circle:
    """The circle in force of something of a body whose own circle is ``body``."""
    return Circle.PUBLIC if circle == Circle.PUBLIC else narrowest(circle, body)


def written(circle: Circle, state: MeetingState) -> Circle:
    """The circle in force of what minutes say, where it is meant for ``circle``: half-written ones are the office's.

    The coordination circle reads them from the sending of the draft on, the public once they are approved.
    """
    if state is MeetingState.APPROVED:
        return circle
    sent = state in (MeetingState.DRAFT_SENT, MeetingState.OBJECTIONS)
    return narrowest(circle, Circle.COORDINATION if sent else Circle.INTERNAL)


def sees(actor: Actor, circle: Any) -> ColumnElement[bool]:
    """Whether the actor's circle sees what a column of circles says."""
    seen: ColumnElement[bool] = circle.in_([one.value for one in Circle if actor.circle.may_see(one)])
    return seen


def sees_own(actor: Actor, circle: Any) -> ColumnElement[bool]:
    """The same for a column of something of a body; over ``Body``."""
    return and_(sees(actor, circle), or_(circle == Circle.PUBLIC.value, sees(actor, Body.circle)))


def sees_meeting(actor: Actor) -> ColumnElement[bool]:
    """Whether the actor's circle knows of the meeting; over ``Meeting`` and ``Body``."""
    return sees_own(actor, Meeting.circle)


def sees_item(actor: Actor) -> ColumnElement[bool]:
    """Whether the actor's circle reads the item; over ``AgendaItem``, ``Meeting`` and ``Body``."""
    return and_(sees_meeting(actor), sees_own(actor, AgendaItem.circle))


def sees_body(actor: Actor) -> ColumnElement[bool]:
    """Whether the actor's circle knows that there is the body: its own circle says so, or it meets in public."""
    meeting = exists().where(
        Meeting.body == Body.id, Meeting.archived_at.is_(None), Meeting.circle == Circle.PUBLIC.value
    )
    return or_(sees(actor, Body.circle), meeting)
