"""Writes of a meeting's agenda: items with their order and numbers. See ``bodies`` for what is the same for all.

Items in use stand at the positions 1 to n; each write that moves them holds the meeting first.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from dashboard.alliances.rows import title
from dashboard.errors import UserError
from dashboard.formats import number
from dashboard.meetings.approved import ITEM, open_item, open_meeting
from dashboard.meetings.body_models import Body
from dashboard.meetings.forms import ItemForm
from dashboard.meetings.indexing import indexed
from dashboard.meetings.kinds import ItemState
from dashboard.meetings.links import checked_links
from dashboard.meetings.minutes_text import cleaned
from dashboard.meetings.models import AgendaItem, Meeting
from dashboard.meetings.numbering import checked_number, numbers
from dashboard.meetings.pasted import items_of
from dashboard.meetings.rows import SUBJECT, allow, item_form, own_number
from dashboard.meetings.times import clock_of
from dashboard.store import Circle, UnitOfWork, kept, now

MOST_ITEMS = 1000


class ItemInvalid(UserError):
    """An item that makes no sense; the sentence says why."""


def add_item(work: UnitOfWork, wish: ItemForm, *, at: int | None = None) -> int:
    """Enter an item at a position, by default as the last one; the ones behind it move on."""
    allow(work)
    meeting = open_meeting(work, wish.meeting)
    (row,) = put_in(work, meeting, [checked_item(wish)], at=at)
    return row.id


def add_items(work: UnitOfWork, meeting: int, text: str) -> tuple[int, ...]:
    """Enter pasted lines as items, one title a line, behind what is there; see ``pasted`` for what a line can say."""
    allow(work)
    row = open_meeting(work, meeting)
    body = Circle(work.session.get_one(Body, row.body).circle)
    wishes = [checked_item(wish) for wish in items_of(text, meeting, Circle(row.circle), body)]
    if not wishes:
        raise ItemInvalid("In dem Text steht kein Punkt: Bitte je Zeile einen Titel einfügen.")
    return tuple(item.id for item in put_in(work, row, wishes))


def change_item(work: UnitOfWork, item: int, wish: ItemForm, *, seen: int) -> str:
    """Replace what is entered about an item; its meeting, position and the minutes' text stay."""
    allow(work)
    row, meeting = open_item(work, item)
    before = item_form(row)
    wish = checked_item(replace(wish, meeting=before.meeting))
    if not kept.differs(row, before, wish, seen=seen, what=f"den Punkt „{title(before.title)}“"):
        return kept.NOTHING_CHANGED
    _hold(row, wish)
    kept.assign_columns(row, wish)
    renumber(active_items(work, meeting.id))
    kept.stamp(work, row)
    work.record(SUBJECT, "item.changed", f"item:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return f"„{title(wish.title)}“ ist gespeichert."


def move_item(work: UnitOfWork, item: int, to: int) -> str:
    """Put an item at a position (from 1; beyond the last one: last); numbers follow."""
    allow(work)
    row, meeting = open_item(work, item)
    rows = active_items(work, meeting.id)
    before = rows.index(row)
    rows.insert(max(0, min(to, len(rows)) - 1), rows.pop(before))
    after = rows.index(row)
    if after == before:
        return kept.NOTHING_CHANGED
    _follow(work, rows)
    facts = {"position": after + 1, "number": row.number}
    work.record(SUBJECT, "item.moved", f"item:{row.id}", {"position": before + 1}, facts)
    return f"„{title(row.title)}“ ist jetzt Punkt {row.number}."


def mark_item(work: UnitOfWork, item: int, state: ItemState) -> str:
    """Say what became of an item in the meeting: behandelt, vertagt, abgesetzt, or open again."""
    allow(work)
    row, _ = open_item(work, item)
    if row.state == state.value:
        return kept.NOTHING_CHANGED
    before, row.state = row.state, state.value  # no new version: somebody may be writing the item's text just now
    work.session.flush()
    work.record(SUBJECT, "item.marked", f"item:{row.id}", {"state": before}, {"state": state})
    return f"Punkt {row.number} „{title(row.title)}“ ist {state.label}."


def archive_item(work: UnitOfWork, item: int, why: str) -> str:
    """Take an item off the agenda with a reason; the ones behind it move up."""
    allow(work)
    row, meeting = open_item(work, item)
    reason = kept.put_away(work, row, why, f"Der Punkt „{title(row.title)}“ wird archiviert")
    _follow(work, active_items(work, meeting.id))
    work.record(SUBJECT, "item.archived", f"item:{row.id}", None, {"why": reason})
    indexed(work, row)
    return f"Der Punkt „{title(row.title)}“ ist archiviert."


def restore_item(work: UnitOfWork, item: int) -> str:
    """Bring an archived item back, as the last one."""
    allow(work)
    row = kept.locked(work, AgendaItem, item, ITEM)
    meeting = open_meeting(work, row.meeting)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    rows = active_items(work, meeting.id)
    _refuse_too_many(len(rows), 1)
    kept.bring_back(work, row)
    _follow(work, [*rows, row])
    work.record(SUBJECT, "item.restored", f"item:{row.id}")
    indexed(work, row)
    return f"Der Punkt „{title(row.title)}“ ist wieder da, als Punkt {row.number}."


def put_in(
    work: UnitOfWork, meeting: Meeting, wishes: Sequence[ItemForm], *, at: int | None = None
) -> list[AgendaItem]:
    """Enter checked items of a meeting whose row is held already, behind the others or at a position."""
    if not wishes:
        return []
    rows = active_items(work, meeting.id)
    _refuse_too_many(len(rows), len(wishes))
    place = len(rows) if at is None else max(0, min(at, len(rows) + 1) - 1)
    new = []
    for wish in wishes:
        row = AgendaItem(position=0, text="", note="", state=ItemState.OPEN.value, **wish.columns)
        _hold(row, wish)
        new.append(row)
    rows[place:place] = new
    _stand(rows)
    for row in new:
        row.version, row.changed_at, row.changed_by = 1, now(), work.actor.name
    work.session.add_all(new)
    work.session.flush()
    for row in new:
        indexed(work, row)
    if len(new) == 1:
        work.record(SUBJECT, "item.added", f"item:{new[0].id}", None, wishes[0].facts)
    else:
        facts = {row.id: wish.facts for row, wish in zip(new, wishes, strict=True)}
        work.record(SUBJECT, "items.added", f"meeting:{meeting.id}", None, facts)
    return new


def active_items(work: UnitOfWork, meeting: int) -> list[AgendaItem]:
    """The items in use in their order."""
    statement = select(AgendaItem).where(AgendaItem.meeting == meeting, AgendaItem.archived_at.is_(None))
    return list(work.session.scalars(statement.order_by(AgendaItem.position, AgendaItem.id)))


def checked_item(wish: ItemForm) -> ItemForm:
    """The item as it is kept. Raises TextInvalid, TimeInvalid, NumberInvalid, LinkInvalid."""
    return replace(
        wish,
        title=kept.long_text(" ".join(cleaned(wish.title).split()), "Titel", required=True),
        number=checked_number(wish.number),
        begins=clock_of(wish.begins),
        presenter=kept.line(wish.presenter, "Vortrag"),
        # „Vorlage“ stands before it wherever it is shown.
        paper=kept.line(wish.paper, "Vorlage").removeprefix("Vorlage "),
        consultation=kept.long_text(cleaned(wish.consultation), "Beratungsfolge"),
        links=checked_links(wish.links),
    )


def renumber(rows: Sequence[AgendaItem]) -> None:
    """Let rows in their order bear their numbers; no new version, since nobody edits these numbers."""
    for row, shown in zip(rows, numbers([own_number(row.number) for row in rows]), strict=True):
        if row.number != shown:
            row.number = shown


def _hold(row: AgendaItem, wish: ItemForm) -> None:
    row.number, row.links = wish.number, "\n".join(wish.links)


def _follow(work: UnitOfWork, rows: Sequence[AgendaItem]) -> None:
    _stand(rows)
    work.session.flush()


def _stand(rows: Sequence[AgendaItem]) -> None:
    for position, row in enumerate(rows, 1):
        if row.position != position:
            row.position = position
    renumber(rows)


def _refuse_too_many(there: int, more: int) -> None:
    if there + more > MOST_ITEMS:
        raise ItemInvalid(
            f"Eine Tagesordnung hat höchstens {number(MOST_ITEMS)} Punkte; es stehen schon {number(there)} darauf, "
            f"{number(more)} sollten dazukommen. Es wurde nichts gespeichert."
        )
