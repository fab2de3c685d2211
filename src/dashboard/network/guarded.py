"""What is kept for one circle and the wider ones: who sees which rows, and how such a row ends and comes back."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_

from dashboard.network.indexing import indexed
from dashboard.network.models import Hurdle, Practice
from dashboard.network.rows import SUBJECT, allow
from dashboard.store import Actor, Circle, UnitOfWork, kept


@dataclass(frozen=True)
class Thing:
    """How a kind of row is called."""

    model: type[Practice] | type[Hurdle]
    code: str
    word: str


PRACTICE = Thing(Practice, "practice", "Das Praxisbeispiel")
HURDLE = Thing(Hurdle, "hurdle", "Die Hürde")


def seen(actor: Actor, thing: Thing, archived: bool) -> ColumnElement[bool]:
    """True for the rows that this actor's circle sees; archived ones only for the office, and only where asked for."""
    model = thing.model
    visible = model.circle.in_([one.value for one in Circle if actor.circle.may_see(one)])
    return visible if archived and actor.circle is Circle.INTERNAL else and_(visible, model.archived_at.is_(None))


def life(row: kept.Kept, actor: Actor) -> kept.Life:
    """What is known of the row beside its content; in public without anybody's name."""
    known = kept.life(row)
    if actor.circle is Circle.PUBLIC:
        return kept.Life(known.version, known.changed_at, "", None, None, None)
    return known


def archive(work: UnitOfWork, thing: Thing, key: int, why: str) -> str:
    """Take a row out of use with a reason; what names it goes on naming it. A German sentence."""
    allow(work)
    row = kept.in_force(work, thing.model, key, thing.word)
    called = f"{thing.word} „{row.title}“"
    reason = kept.put_away(work, row, why, f"{called} wird archiviert")
    work.record(SUBJECT, f"{thing.code}.archived", f"{thing.code}:{key}", None, {"why": reason})
    indexed(work, row)
    return f"{called} ist archiviert."


def restore(work: UnitOfWork, thing: Thing, key: int) -> str:
    """Bring an archived row back as it was. A German sentence."""
    allow(work)
    row = kept.locked(work, thing.model, key, thing.word)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    kept.bring_back(work, row)
    work.record(SUBJECT, f"{thing.code}.restored", f"{thing.code}:{key}")
    indexed(work, row)
    return f"{thing.word} „{row.title}“ ist wieder da."
