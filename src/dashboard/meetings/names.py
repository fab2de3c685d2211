"""The name a body bore on a day: bodies are renamed, and what they did before goes on bearing the old name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.meetings.body_models import Body, BodyName


@dataclass(frozen=True)
class FormerName:
    name: str
    until: date
    """The last day of this name."""


def name_on(current: str, former: Iterable[FormerName], day: date) -> str:
    """The name on a day: the former one that ended first on or after it, the current one where all ended before."""
    borne = [one for one in former if one.until >= day]
    return min(borne, key=lambda one: one.until).name if borne else current


@dataclass(frozen=True)
class Names:
    """Names of all bodies over time."""

    current: Mapping[int, str]
    former: Mapping[int, tuple[FormerName, ...]]
    """The oldest first."""

    def on(self, body: int, day: date) -> str:
        """The name a body bore on a day."""
        return name_on(self.current[body], self.former.get(body, ()), day)


def names(session: Session) -> Names:
    """The names of all bodies, also archived ones."""
    former: dict[int, list[FormerName]] = defaultdict(list)
    for row in session.scalars(select(BodyName).order_by(BodyName.until, BodyName.id)):
        former[row.body].append(FormerName(row.name, row.until))
    current = {row.id: row.name for row in session.execute(select(Body.id, Body.name))}
    return Names(current, {body: tuple(rows) for body, rows in former.items()})
