"""The minutes of a meeting gathered from the tables as JSON-able facts: what is frozen by the approval.

Everything is in it, each part with the widest circle that reads it; ``content`` leaves out what a circle must not see,
by the same rule for what is frozen and what is not.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances.indexing import narrowest
from dashboard.formats import local_day
from dashboard.meetings.body_models import Body
from dashboard.meetings.circles import narrowed
from dashboard.meetings.models import AgendaItem, ItemExhibit, Meeting, Participation
from dashboard.meetings.names import names
from dashboard.meetings.resolution_models import Resolution, Task
from dashboard.network.models import Function, Organisation
from dashboard.store.models import Snapshot

KIND, FORMAT = "minutes", 1
"""What the frozen minutes are called in the store, and the version of their shape."""
Facts = dict[str, Any]


def gathered(session: Session, meeting: Meeting) -> Facts:
    """The minutes as they stand in the tables now, for no circle in particular."""
    body = session.get_one(Body, meeting.body)
    statement = select(AgendaItem).where(AgendaItem.meeting == meeting.id, AgendaItem.archived_at.is_(None))
    items = session.scalars(statement.order_by(AgendaItem.position, AgendaItem.id)).all()
    circles = {one.id: narrowed(narrowest(one.circle, meeting.circle), body.circle) for one in items}
    exhibits = _exhibits(session, circles, body.circle)
    resolutions = _resolutions(session, circles, body.circle)
    tasks = _tasks(session, circles, body.circle)
    return {
        "meeting": meeting.id,
        "body": names(session).on(body.id, local_day(meeting.starts_at)),
        "body_kind": body.kind,
        "kind": meeting.kind,
        "title": meeting.title,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": None if meeting.ends_at is None else meeting.ends_at.isoformat(),
        "place": meeting.place,
        "draft_sent_on": _day(meeting.draft_sent_on),
        "objections_until": _day(meeting.objections_until),
        "circle": narrowed(meeting.circle, body.circle).value,
        "presence": _presence(session, meeting.id),
        "items": [
            {
                **{name: getattr(one, name) for name in _OF_ITEM},
                "circle": circles[one.id].value,
                "links": one.links.splitlines(),
                "exhibits": exhibits[one.id],
                "resolutions": resolutions[one.id],
                "tasks": tasks[one.id],
            }
            for one in items
        ],
    }


_OF_ITEM = ("id", "number", "title", "begins", "presenter", "paper", "consultation", "text", "state")


def _presence(session: Session, meeting: int) -> list[Facts]:
    statement = (
        select(Participation, Organisation.name, Organisation.field)
        .outerjoin(Organisation, Organisation.id == Participation.organisation)
        .where(Participation.meeting == meeting, Participation.archived_at.is_(None))
        .order_by(Organisation.name_folded.is_(None), Organisation.name_folded, Participation.id)
    )
    return [
        {"name": name or row.guest, "field": row.field or field or "", "presence": row.presence, "count": row.count}
        for row, name, field in session.execute(statement)
    ]


def _exhibits(session: Session, items: dict[int, Any], body: str) -> dict[int, list[Facts]]:
    statement = (
        select(ItemExhibit, Snapshot.circle)
        .join(Snapshot, Snapshot.id == ItemExhibit.snapshot)
        .where(ItemExhibit.item.in_(items), ItemExhibit.removed_at.is_(None))
        .order_by(ItemExhibit.position, ItemExhibit.id)
    )
    found: dict[int, list[Facts]] = defaultdict(list)
    for row, circle in session.execute(statement):
        # The circle whose view was frozen is the widest that may see its figures.
        seen = narrowed(narrowest(circle, items[row.item]), body)
        found[row.item].append({"snapshot": row.snapshot, "circle": seen.value})
    return found


def _resolutions(session: Session, items: dict[int, Any], body: str) -> dict[int, list[Facts]]:
    bodies = names(session).current
    found: dict[int, list[Facts]] = defaultdict(list)
    for row in _of_items(session, Resolution, items, Resolution.number):
        found[row.item].append(
            {
                "id": row.id, "number": row.number, "kind": row.kind, "wording": row.wording, "result": row.result,
                "addressee": "" if row.addressee is None else bodies[row.addressee], "state": row.state,
                "circle": narrowed(narrowest(row.circle, items[row.item]), body).value,
            }
        )  # fmt: skip
    return found


def _tasks(session: Session, items: dict[int, Any], body: str) -> dict[int, list[Facts]]:
    organisations = {row.id: row.name for row in session.execute(select(Organisation.id, Organisation.name))}
    functions = {row.id: row.title for row in session.execute(select(Function.id, Function.title))}
    resolved = {one.id: one for one in _of_items(session, Resolution, items, Resolution.number, archived=True)}
    found: dict[int, list[Facts]] = defaultdict(list)
    for row in _of_items(session, Task, items, Task.id):
        above = resolved.get(row.resolution)
        if above is not None and above.archived_at is not None:
            continue
        circles = [row.circle, items[row.item], *([] if above is None else [above.circle])]
        found[row.item].append(
            {
                "id": row.id, "text": row.text, "due_on": _day(row.due_on), "state": row.state,
                "organisation": organisations.get(row.organisation, ""), "function": functions.get(row.function, ""),
                "resolution": "" if above is None else above.number,
                "circle": narrowed(narrowest(*circles), body).value,
            }
        )  # fmt: skip
    return found


def _of_items(session: Session, model: Any, items: Iterable[int], order: Any, *, archived: bool = False) -> list[Any]:
    statement = select(model).where(model.item.in_(list(items))).order_by(order, model.id)
    return list(session.scalars(statement if archived else statement.where(model.archived_at.is_(None))))


def _day(value: Any) -> str | None:
    return None if value is None else value.isoformat()
