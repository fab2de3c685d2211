"""Which template somebody needs: for whom, which table, for when."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from dashboard.catalogue.catalogue import Catalogue
from dashboard.geography import queries as geography
from dashboard.intake import templates
from dashboard.intake.brought import FACILITIES, brought
from dashboard.intake.expectations import expectations, same_supplier
from dashboard.intake.templates import Shape, Template
from dashboard.periods import Period
from dashboard.store import Actor

EVERYTHING = "everything"
"""All figures a supplier sends, in one table."""
LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


@dataclass(frozen=True)
class Choice:
    """What was chosen on the page."""

    period: Period
    table: str = FACILITIES
    """``facilities``, the code of a field, or ``everything``."""
    supplier: str = ""
    """Empty: for everybody."""
    figures: bool = False
    """With the figures of the period before, to be overwritten."""
    shape: Shape = "wide"


def template_of(session: Session, actor: Actor, catalogue: Catalogue, choice: Choice) -> Template:
    """The template for a choice: a supplier's has the places and figures that it sent for the period before.

    For editors of the internal circle; raises NotAllowed elsewhere and NotFound where the table has no such figures.
    """
    areas, indicators = _sent(session, actor, catalogue, choice) if choice.supplier else (None, frozenset())
    if choice.table == FACILITIES:
        found = templates.facilities(session, actor, catalogue, choice.period, areas=areas, figures=choice.figures)
    else:
        asked = indicators or {
            one.code for one in templates.fillable(catalogue, choice.period) if choice.table in (EVERYTHING, one.field)
        }
        found = templates.values(
            session, actor, catalogue, choice.period, asked, areas=areas, figures=choice.figures, shape=choice.shape
        )  # fmt: skip
    return replace(found, key=f"{found.key}_{_for_file(choice.supplier)}") if choice.supplier else found


def _sent(
    session: Session, actor: Actor, catalogue: Catalogue, choice: Choice
) -> tuple[list[str] | None, Collection[str]]:
    """Places and indicators of what the supplier sent last, or the place expected of it; None and nothing: unknown."""
    supplier = same_supplier(choice.supplier)
    own = [
        row
        for row in brought(session, catalogue, [choice.period.previous()])
        if same_supplier(row.supplier) == supplier
        and (row.table == choice.table or (choice.table == EVERYTHING and row.table != FACILITIES))
    ]
    areas = {area for row in own for area in row.areas}
    if not areas:
        named = geography.places(session, geography.district(session).area)
        for one in expectations(session, actor):
            if same_supplier(one.supplier) == supplier and one.table == choice.table and one.area:
                areas |= {one.area, *geography.members(named, one.area)}
    indicators = {indicator for row in own for indicator, _ in row.keys if indicator}
    return sorted(areas) or None, indicators


def _for_file(name: str) -> str:
    """A name that every file system takes."""
    return "_".join(re.findall(r"[A-Za-z0-9]+", name.translate(LETTERS)))[:60]
