"""Archiving with a reason and bringing back, the same for everything of the alliances that people edit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from dashboard.alliances.checks import at_the_same_time
from dashboard.alliances.concept_models import BuildingBlock, Concept
from dashboard.alliances.concept_rows import refuse_twin
from dashboard.alliances.indexing import indexed
from dashboard.alliances.models import Alliance, Goal, GoalStep, Measure, MeasureReview, Partner, Recommendation
from dashboard.alliances.rows import SUBJECT, hold, partner_form, title
from dashboard.errors import Conflict
from dashboard.formats import day as german_day
from dashboard.network.models import Organisation
from dashboard.store import Circle, Role, UnitOfWork, kept


@dataclass(frozen=True)
class Thing:
    """How a kind of row is called, and on which other one it depends."""

    code: str
    word: str
    name: Callable[[Any], str]
    parent: tuple[type[kept.Kept], str] | None = None
    """Model and column of what must be in force for it to be."""


THINGS: dict[type[kept.Kept], Thing] = {
    Alliance: Thing("alliance", "Das Bündnis", lambda row: row.name),
    Partner: Thing("partner", "Die Partnerschaft", lambda row: row.role or str(row.id), (Alliance, "alliance")),
    Recommendation: Thing("recommendation", "Die Empfehlung", lambda row: title(row.text)),
    Goal: Thing("goal", "Das Ziel", lambda row: title(row.text), (Alliance, "alliance")),
    GoalStep: Thing("step", "Der Schritt", lambda row: title(row.text), (Goal, "goal")),
    Measure: Thing("measure", "Die Maßnahme", lambda row: title(row.text), (Alliance, "alliance")),
    MeasureReview: Thing("review", "Die Bewertung", lambda row: title(row.reason), (Measure, "measure")),
    Concept: Thing("concept", "Das Konzept", lambda row: row.title),
    BuildingBlock: Thing("block", "Der Baustein", lambda row: row.label, (Concept, "concept")),
}


def archive(work: UnitOfWork, model: type[kept.Kept], key: int, why: str) -> str:
    """Take a row out of use with a reason; what belongs to it goes out of sight with it. A German sentence."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    thing = THINGS[model]
    row = kept.in_force(work, model, key, thing.word)
    called = f"{thing.word} „{thing.name(row)}“"
    reason = kept.put_away(work, row, why, f"{called} wird archiviert")
    work.record(SUBJECT, f"{thing.code}.archived", f"{thing.code}:{key}", None, {"why": reason})
    indexed(work, row)
    return f"{called} ist archiviert."


def restore(work: UnitOfWork, model: type[kept.Kept], key: int) -> str:
    """Bring an archived row back as it was. A German sentence; Conflict where it would now be there twice."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    thing = THINGS[model]
    row = kept.locked(work, model, key, thing.word)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    if thing.parent is not None:
        above, column = thing.parent
        kept.in_force(work, above, getattr(row, column), THINGS[above].word)
    if isinstance(row, Partner):
        refuse_overlap(work, row)
    if isinstance(row, BuildingBlock):
        refuse_twin(work, row)
    kept.bring_back(work, row)
    work.record(SUBJECT, f"{thing.code}.restored", f"{thing.code}:{key}")
    indexed(work, row)
    return f"{thing.word} „{thing.name(row)}“ ist wieder da."


def refuse_overlap(work: UnitOfWork, row: Partner) -> None:
    """Raise Conflict where the same organisation is a partner of the same alliance on one of these days already."""
    statement = select(Partner).where(
        Partner.alliance == row.alliance, Partner.organisation == row.organisation, Partner.archived_at.is_(None)
    )
    for other in work.session.scalars(statement):
        if other.id == row.id or not at_the_same_time(partner_form(row), partner_form(other)):
            continue
        name = work.session.scalar(select(Organisation.name).where(Organisation.id == row.organisation))
        since = f"seit {german_day(other.since)}" if other.since else "von Anfang an"
        until = f" bis {german_day(other.until)}" if other.until else ""
        role = f" („{other.role}“)" if other.role else ""
        raise Conflict(f"„{name}“ ist in diesem Bündnis schon Partner{role}, {since}{until}.")
