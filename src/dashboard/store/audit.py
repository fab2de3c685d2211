"""Reading the audit: who did what, when. For administrators."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dashboard.store.actor import Actor, Circle, Role
from dashboard.store.models import Audit


@dataclass(frozen=True)
class Entry:
    """One recorded action; ``before`` and ``after`` are JSON text or None."""

    at: datetime
    who: str
    action: str
    object: str
    before: str | None
    after: str | None


def entries(session: Session, actor: Actor, *, words: str = "", limit: int = 200) -> list[Entry]:
    """The newest entries, those only whose person, action, object or facts contain ``words``; raises NotAllowed."""
    actor.require(Role.ADMIN)
    actor.require_circle(Circle.INTERNAL)
    statement = select(Audit).order_by(Audit.id.desc()).limit(limit)
    if words.strip():
        parts = [Audit.who, Audit.action, Audit.object, Audit.after]
        statement = statement.where(or_(*(part.icontains(words.strip(), autoescape=True) for part in parts)))
    return [Entry(row.at, row.who, row.action, row.object, row.before, row.after) for row in session.scalars(statement)]
