"""Figures of the dashboard in the minutes: frozen as they were, with the circle whose view it was."""

from typing import Any

from sqlalchemy import func, select

from dashboard.errors import NotFound
from dashboard.meetings.approved import open_item
from dashboard.meetings.models import ItemExhibit
from dashboard.meetings.rows import SUBJECT
from dashboard.store import Circle, Role, UnitOfWork, now, snapshots


def add_exhibit(work: UnitOfWork, item: int, kind: str, format: int, content: Any, circle: Circle) -> int:  # noqa: A002
    """Freeze ``content`` (what ``exhibits.freezing`` makes of an exhibit) under an item; returns the snapshot's id.

    ``circle`` is the circle whose view it is: others than it and narrower ones never see it.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    row, _ = open_item(work, item)
    snapshot = snapshots.freeze(work, kind, format, content, circle)
    last = work.session.scalar(select(func.max(ItemExhibit.position)).where(ItemExhibit.item == row.id)) or 0
    work.add(ItemExhibit(item=row.id, snapshot=snapshot, position=last + 1))
    work.record(SUBJECT, "exhibit.added", f"item:{row.id}", None, {"snapshot": snapshot, "circle": circle})
    return snapshot


def remove_exhibit(work: UnitOfWork, item: int, snapshot: int) -> str:
    """Take a figure out of an item; what was frozen stays. A German sentence."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    open_item(work, item)
    statement = select(ItemExhibit).where(ItemExhibit.item == item, ItemExhibit.snapshot == snapshot)
    row = work.session.scalars(statement.where(ItemExhibit.removed_at.is_(None))).first()
    if row is None:
        raise NotFound("Diese Darstellung steht nicht (mehr) unter dem Tagesordnungspunkt.")
    row.removed_at = now()
    work.record(SUBJECT, "exhibit.removed", f"item:{item}", {"snapshot": snapshot}, None)
    return "Die Darstellung steht nicht mehr in der Niederschrift."
