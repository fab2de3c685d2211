"""Writes of concepts and their building blocks. Editors of the office write; everything is in the audit.

``add_…`` return the new id or ids, everything else a German sentence. ``seen`` is the version the person had on screen;
where it moved on, EditConflict has both texts and nothing is written. Ending and bringing back are in ``archiving``.
"""

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.alliances import concept_text
from dashboard.alliances.concept_forms import BlockForm, ConceptForm
from dashboard.alliances.concept_models import BuildingBlock, Concept
from dashboard.alliances.concept_rows import block_form, concept_form, labels, refuse_twin
from dashboard.alliances.indexing import indexed
from dashboard.alliances.rows import SUBJECT, hold
from dashboard.store import Circle, Role, UnitOfWork, kept

CONCEPT, BLOCK = "Das Konzept", "Der Baustein"


def add_concept(work: UnitOfWork, wish: ConceptForm) -> int:
    """Enter a concept. Raises TextInvalid."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    wish = _checked(wish)
    row = kept.enter(work, Concept(**wish.columns))
    work.record(SUBJECT, "concept.added", f"concept:{row.id}", None, wish.facts)
    indexed(work, row)
    return row.id


def change_concept(work: UnitOfWork, concept: int, wish: ConceptForm, *, seen: int) -> str:
    """Replace what is entered about a concept."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    row = kept.in_force(work, Concept, concept, CONCEPT)
    before, wish = concept_form(row), _checked(wish)
    if not kept.differs(row, before, wish, seen=seen, what=f"das Konzept „{before.title}“"):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "concept.changed", f"concept:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return f"„{wish.title}“ ist gespeichert."


def add_block(work: UnitOfWork, wish: BlockForm) -> int:
    """Enter one building block. Raises TextInvalid, and Conflict where its label is there already."""
    return _enter(work, wish.concept, [concept_text.checked(wish)])[0]


def add_blocks(work: UnitOfWork, concept: int, text: str) -> list[int]:
    """Enter all building blocks of a pasted text, or none; raises BlocksInvalid with every line and its reason."""
    hold(work)
    return _enter(work, concept, concept_text.read(text, concept, labels(work.session, concept)))


def change_block(work: UnitOfWork, block: int, wish: BlockForm, *, seen: int) -> str:
    """Replace chapter, label, quotation and place in the order; the concept stays."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    row = kept.in_force(work, BuildingBlock, block, BLOCK)
    before = block_form(row)
    wish = replace(concept_text.checked(wish), concept=before.concept)
    if wish.position is None:
        wish = replace(wish, position=before.position)
    if not kept.differs(row, before, wish, seen=seen, what=f"den Baustein „{before.label}“"):
        return kept.NOTHING_CHANGED
    with work.session.no_autoflush:
        kept.assign_columns(row, wish)
        refuse_twin(work, row)
    kept.stamp(work, row)
    work.record(SUBJECT, "block.changed", f"block:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return f"„{wish.label}“ ist gespeichert."


def _enter(work: UnitOfWork, concept: int, wishes: list[BlockForm]) -> list[int]:
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    kept.in_force(work, Concept, concept, CONCEPT)
    last, keys = _last(work.session, concept), []
    for number, wish in enumerate(wishes, last + 1):
        wish = wish if wish.position is not None else replace(wish, position=number)
        row = BuildingBlock(**wish.columns)
        refuse_twin(work, row)
        kept.enter(work, row)
        work.record(SUBJECT, "block.added", f"block:{row.id}", None, wish.facts)
        indexed(work, row)
        keys.append(row.id)
    return keys


def _last(session: Session, concept: int) -> int:
    statement = select(func.max(BuildingBlock.position)).where(BuildingBlock.concept == concept)
    return session.scalar(statement) or 0


def _checked(wish: ConceptForm) -> ConceptForm:
    label = wish.LABELS
    title = kept.line(wish.title, label["title"], required=True)
    return replace(wish, title=title, source=kept.line(wish.source, label["source"]))
