"""Approval and tasks put straight into the tables, for tests of agendas and of the list of meetings."""

from datetime import UTC, datetime

from minutes_room import ERIKA

from dashboard.meetings.kinds import MeetingState, TaskState
from dashboard.meetings.models import Meeting
from dashboard.meetings.resolution_models import Task
from dashboard.store import UnitOfWork, kept
from dashboard.store.models import Snapshot


def approve(work: UnitOfWork, of: int) -> None:
    """Let minutes be approved on 20.04.2026."""
    at = datetime(2026, 4, 20, 10, 0, tzinfo=UTC)
    frozen = work.add(
        Snapshot(kind="minutes", format=1, content="{}", sha256="", circle="internal", who="Erika", account=None, at=at)
    )
    row = work.session.get_one(Meeting, of)
    row.approval, row.state = frozen.id, MeetingState.APPROVED.value
    work.require(ERIKA.role)
    work.record("meetings", "test", "test")


def put_task(work: UnitOfWork, of: int, item: int) -> None:
    """One open and one done task of an item."""
    facts = {"outcome": "", "circle": "coordination", "body": of, "item": item}
    for state in (TaskState.OPEN, TaskState.DONE):
        kept.enter(work, Task(text="Räume suchen", state=state.value, **facts))
    work.require(ERIKA.role)
    work.record("meetings", "test", "test")
