"""The unit of work: one session, one transaction, one actor, and never a write without a record."""

import json
from typing import Any, TypeVar

from sqlalchemy import event, update
from sqlalchemy.orm import ORMExecuteState, Session

from dashboard.store.actor import Actor, Circle, Role
from dashboard.store.base import now
from dashboard.store.models import Audit, DataVersion

UNRECORDED = {"unrecorded": True}
"""Execution options of a statement that needs no record: drafts, which are nobody else's business."""

SUBJECTS = ("figures", "alliances", "meetings", "network", "settings", "council", "planning")
"""What has a data version of its own."""

T = TypeVar("T")


class UnitOfWork:
    """What a command is given: it reads and writes through ``session`` and says so with ``record``."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor
        self._wrote = False
        self._recorded = False
        self._asked = False
        event.listen(session, "after_flush", self._note_flush)
        event.listen(session, "do_orm_execute", self._note_statement)

    def require(self, role: Role, circle: Circle | None = None) -> None:
        """Raise NotAllowed unless the actor has this role (and may see this circle)."""
        self._asked = True
        self.actor.require(role)
        if circle is not None:
            self.actor.require_circle(circle)

    def add(self, thing: T) -> T:
        """Add a row and give it its id."""
        self.session.add(thing)
        self.session.flush()
        return thing

    def record(self, subject: str, action: str, object_: str, before: Any = None, after: Any = None) -> None:
        """Write who did what to the audit and raise the data version of ``subject``.

        ``before`` and ``after`` are JSON-able facts, never secrets and never personal data of clients.
        """
        if subject not in SUBJECTS:
            raise ValueError(f"unknown subject {subject!r}")
        self.session.add(
            Audit(
                at=now(),
                who=self.actor.name,
                account=self.actor.account,
                subject=subject,
                action=action,
                object=object_,
                before=_text(before),
                after=_text(after),
            )
        )
        self.session.execute(
            update(DataVersion).where(DataVersion.subject == subject).values(number=DataVersion.number + 1)
        )
        self._recorded = True

    def check(self) -> None:
        """Called before the commit: a write nobody recorded is a bug, and what asked for no role is for admins only."""
        self.session.flush()
        if self._wrote and not self._recorded:
            raise AssertionError("a unit of work wrote something without a record")
        if self._recorded and not self._asked:
            self.require(Role.ADMIN, Circle.INTERNAL)

    def _note_flush(self, *_: Any) -> None:
        self._wrote = True

    def _note_statement(self, state: ORMExecuteState) -> None:
        if not state.is_select and not state.execution_options.get("unrecorded"):
            self._wrote = True


def _text(fact: Any) -> str | None:
    return None if fact is None else json.dumps(fact, ensure_ascii=False, default=str)
