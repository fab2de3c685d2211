"""The patterns of hidden counts, as they were made at the release: all that a narrower circle's reads go by."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dashboard.observations.models import Suppression
from dashboard.store import UnitOfWork

Cell = tuple[str, str]
"""Area and canonical key of the breakdown."""


@dataclass(frozen=True)
class Pattern:
    """The table of one indicator and period that was protected, and what is hidden in it."""

    areas: frozenset[str]
    breakdowns: frozenset[str]
    hidden: frozenset[Cell]

    def hides(self, area: str, breakdown: str) -> bool:
        """Whether a count is hidden; what was no part of the table is."""
        return (area, breakdown) in self.hidden or area not in self.areas or breakdown not in self.breakdowns


Patterns = Mapping[tuple[str, str], Pattern]
"""By indicator and period."""


def patterns(session: Session, indicators: Collection[str]) -> dict[tuple[str, str], Pattern]:
    """The patterns of these indicators in all periods."""
    rows = session.scalars(select(Suppression).where(Suppression.indicator.in_(indicators)))
    return {
        (row.indicator, row.period): Pattern(
            frozenset(json.loads(row.areas)),
            frozenset(json.loads(row.breakdowns)),
            frozenset((area, breakdown) for area, breakdown in json.loads(row.hidden)),
        )
        for row in rows
    }


def put(work: UnitOfWork, found: Patterns, threshold: int) -> None:
    """Keep these patterns in the place of earlier ones."""
    for (indicator, period), pattern in found.items():
        work.session.merge(
            Suppression(
                indicator=indicator,
                period=period,
                areas=_text(sorted(pattern.areas)),
                breakdowns=_text(sorted(pattern.breakdowns)),
                hidden=_text(sorted(pattern.hidden)),
                threshold=threshold,
            )
        )
    work.session.flush()


def drop(work: UnitOfWork, indicators: Collection[str], periods: Collection[str]) -> None:
    """Forget the patterns of these indicators and periods: nothing of them is seen then."""
    for period in periods:
        gone = Suppression.period == period, Suppression.indicator.in_(indicators)
        work.session.execute(delete(Suppression).where(*gone))


def _text(cells: Iterable[object]) -> str:
    return json.dumps(list(cells), ensure_ascii=False, separators=(",", ":"))
