"""Who took a practice example over: as a measure of an alliance, or as evidence of a concept's building block."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances import concept_queries, measures, queries
from dashboard.alliances.forms import MeasureForm
from dashboard.alliances.kinds import MeasureState
from dashboard.alliances.models import Alliance
from dashboard.alliances.rows import title
from dashboard.errors import NotFound
from dashboard.geography.models import Place
from dashboard.network import practice
from dashboard.store import Actor, Circle, UnitOfWork


@dataclass(frozen=True)
class Adoption:
    """One place where a practice example was taken over."""

    kind: str
    """German word: „Maßnahme“ or „Baustein“."""
    what: str
    where: str
    """Name of the alliance or of the place."""
    state: str


def adoptions(session: Session, actor: Actor) -> Mapping[int, tuple[Adoption, ...]]:
    """Adoptions by practice example, as this actor's circle sees them; states of blocks not in public."""
    found: dict[int, list[Adoption]] = defaultdict(list)
    names = {entry.id: entry.form.name for entry in queries.alliances(session, actor)}
    for measure in queries.measures(session, actor):
        form = measure.form
        if form.practice is not None:
            found[form.practice].append(
                Adoption("Maßnahme", title(form.text), names[form.alliance], form.state.label)
            )  # fmt: skip
    places = {row.area: row.name for row in session.execute(select(Place.area, Place.name))}
    for concept in concept_queries.concepts(session, actor):
        labels = {block.id: block.form.label for block in concept_queries.blocks(session, actor, concept.id)}
        for (block, area), state in concept_queries.states(session, actor, concept.id).items():
            if state.inside is not None and state.inside.form.practice is not None:
                found[state.inside.form.practice].append(
                    Adoption("Baustein", labels[block], places.get(area, area), state.stage.label)
                )  # fmt: skip
    return {key: tuple(entries) for key, entries in found.items()}


def adopt(work: UnitOfWork, example: int, alliance: int) -> int:
    """Take a practice example over as a planned measure of an alliance; returns the measure's id.

    It is seen by the narrower circle of the two: nothing becomes known by being taken over.
    """
    entry = practice.practice(work.session, work.actor, example)
    row = work.session.get(Alliance, alliance)
    if row is None:
        raise NotFound(f"Das Bündnis Nr. {alliance} gibt es nicht.")
    circles = (entry.form.circle, Circle(row.circle))
    circle = min(circles, key=list(Circle).index)
    wish = MeasureForm(alliance, entry.form.title, state=MeasureState.PLANNED, circle=circle)
    return measures.add_measure(work, replace(wish, practice=example))
