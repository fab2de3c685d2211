"""What belongs to the history of an alliance, a goal, a measure and their parts, and its words."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from dashboard.alliances import rows
from dashboard.alliances.entries import GoalEntry, MeasureEntry, PartnerEntry
from dashboard.alliances.forms import (
    AllianceForm,
    GoalForm,
    MeasureForm,
    PartnerForm,
    RecommendationForm,
    ReviewForm,
    StepForm,
)
from dashboard.alliances.rows import title
from dashboard.catalogue import Catalogue
from dashboard.formats import day
from dashboard.store import kept
from dashboard.store.history import Traced


def of_alliance(key: int) -> tuple[Traced, ...]:
    """The alliance itself; partners, goals and measures have histories of their own."""
    return (Traced(f"alliance:{key}", AllianceForm),)


def of_partners(partners: Iterable[PartnerEntry]) -> tuple[Traced, ...]:
    """Partners by their names."""
    hidden = frozenset({"alliance", "organisation"})
    return tuple(Traced(f"partner:{one.id}", PartnerForm, f"„{one.name}“", hidden) for one in partners)


def of_recommendation(key: int) -> tuple[Traced, ...]:
    """A Handlungsempfehlung."""
    return (Traced(f"recommendation:{key}", RecommendationForm),)


def of_goal(entry: GoalEntry) -> tuple[Traced, ...]:
    """A goal with its steps and that notes were written to it."""
    steps = (
        Traced(f"step:{step.id}", StepForm, f"Schritt „{title(step.text)}“", frozenset({"goal"}))
        for step in entry.steps
    )
    return (Traced(f"goal:{entry.id}", GoalForm, hidden=frozenset({"alliance"})), *steps)


def of_measure(entry: MeasureEntry) -> tuple[Traced, ...]:
    """A measure with its reviews."""
    reviews = (
        Traced(f"review:{one.id}", ReviewForm, f"Bewertung vom {day(one.decided_on)}", frozenset({"measure"}))
        for one in entry.reviews
    )
    return (Traced(f"measure:{entry.id}", MeasureForm, hidden=frozenset({"alliance"})), *reviews)


def words(session: Session, catalogue: Catalogue) -> kept.Words:
    """Values in German words; indicators by their titles too."""
    named = rows.words(session)

    def said(name: str, value: Any) -> str:
        if name == "indicator" and value in catalogue.indicators:
            return catalogue.indicators[value].title
        return named(name, value)

    return said
