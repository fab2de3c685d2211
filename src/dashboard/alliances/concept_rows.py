"""Rows of a concept as forms, their values in German words, and the rule that a label stands once in a concept."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances.concept_forms import BlockForm, ConceptForm, StateForm
from dashboard.alliances.concept_models import BlockState, BuildingBlock, Concept
from dashboard.alliances.kinds import Stage
from dashboard.errors import Conflict
from dashboard.network.models import Function, Organisation, Practice
from dashboard.store import Circle, UnitOfWork, kept


def concept_form(row: Concept) -> ConceptForm:
    """What is entered about a concept now."""
    return ConceptForm(row.title, row.source, row.adopted_on, Circle(row.circle))


def block_form(row: BuildingBlock) -> BlockForm:
    """What is entered about a building block now."""
    return BlockForm(row.concept, row.chapter, row.label, row.text, row.position)


def state_form(row: BlockState) -> StateForm:
    """What a row says of a block in a place."""
    return StateForm(row.block, row.area, Stage(row.state), row.as_of, row.evidence, row.function, row.practice)


def refuse_twin(work: UnitOfWork, row: BuildingBlock) -> None:
    """Raise Conflict where another block in use bears the same label: matrix and address know blocks by it."""
    others = labels(work.session, row.concept, without=row.id)
    if row.label.casefold() in others:
        raise Conflict(
            f"Einen Baustein „{row.label}“ gibt es in diesem Konzept schon. Jeder Baustein braucht einen eigenen Namen."
        )


def labels(session: Session, concept: int, *, without: int | None = None) -> frozenset[str]:
    """The labels of a concept's blocks in use, case folded."""
    statement = select(BuildingBlock.id, BuildingBlock.label).where(
        BuildingBlock.concept == concept, BuildingBlock.archived_at.is_(None)
    )
    return frozenset(label.casefold() for key, label in session.execute(statement) if key != without)


def words(session: Session) -> kept.Words:
    """Field values in German words; contacts and practice examples by their names."""

    def said(name: str, value: Any) -> str:
        if name == "function" and value is not None:
            return function_title(session, value)
        if name == "practice" and value is not None:
            return session.scalar(select(Practice.title).where(Practice.id == value)) or "?"
        return kept.said(name, value)

    return said


def function_title(session: Session, key: int) -> str:
    """A function with its organisation."""
    statement = select(Function.title, Organisation.name).join(Organisation, Organisation.id == Function.organisation)
    found = session.execute(statement.where(Function.id == key)).one_or_none()
    return f"{found[0]}, {found[1]}" if found is not None else "?"
