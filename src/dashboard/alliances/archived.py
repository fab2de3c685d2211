"""Everything of the alliances that is archived, the newest first: to be looked through and brought back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances.models import Alliance, Goal, GoalStep, Measure, MeasureReview, Partner, Recommendation
from dashboard.alliances.rows import title
from dashboard.formats import day
from dashboard.network.models import Organisation
from dashboard.store import Actor, Circle
from dashboard.store.kept import Kept


@dataclass(frozen=True)
class Archived:
    """Something out of use; ``model`` says which table it is in."""

    model: type[Kept]
    id: int
    words: str
    """„Ziel „Mehr Patenschaften“ (Ankommen)“."""
    at: datetime
    by: str
    why: str


_Source = tuple[type[Any], str, Any, Any, Any]
SOURCES: tuple[_Source, ...] = (
    (Alliance, "Bündnis", Alliance.name, None, None),
    (Goal, "Ziel", Goal.text, Alliance.name, Goal.alliance == Alliance.id),
    (GoalStep, "Schritt", GoalStep.text, Goal.text, GoalStep.goal == Goal.id),
    (Measure, "Maßnahme", Measure.text, Alliance.name, Measure.alliance == Alliance.id),
    (MeasureReview, "Bewertung", MeasureReview.reason, Measure.text, MeasureReview.measure == Measure.id),
    (Partner, "Partner", Organisation.name, Alliance.name, Partner.alliance == Alliance.id),
    (Recommendation, "Empfehlung", Recommendation.text, None, None),
    (Organisation, "Organisation", Organisation.name, None, None),
)
"""Table, word, name, name of what it belongs to, and how to find that."""


def archived(session: Session, actor: Actor) -> tuple[Archived, ...]:
    """All that is archived, organisations too; raises NotAllowed outside the office."""
    actor.require_circle(Circle.INTERNAL)
    found = [one for source in SOURCES for one in _of(session, *source)]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _of(session: Session, model: type[Any], word: str, name: Any, above: Any, joined: Any) -> list[Archived]:
    statement: Any = select(model, name, *([above] if above is not None else [])).where(model.archived_at.is_not(None))
    if joined is not None:
        statement = statement.join(above.class_, joined)
    if model is Partner:
        statement = statement.join(Organisation, Organisation.id == Partner.organisation)
    found = []
    for row, called, *within in session.execute(statement.select_from(model)):
        belongs = f" ({title(within[0])})" if within else ""
        when = f" vom {day(row.decided_on)}" if isinstance(row, MeasureReview) else ""
        words = f"{word}{when} „{title(called)}“{belongs}"
        found.append(Archived(model, row.id, words, row.archived_at, row.archived_by or "", row.archived_why or ""))
    return found
