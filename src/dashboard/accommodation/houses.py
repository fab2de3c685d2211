"""What one read knows of the houses: each of the three expensive frames once, and only where somebody asks for it."""

import math
from functools import cached_property
from typing import NamedTuple

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.figures import shown, unprotected
from dashboard.accommodation.history import history_of
from dashboard.accommodation.queries import kinds
from dashboard.geography.places import within
from dashboard.observations.aggregation import PROTECTED, Territory
from dashboard.store import Circle


class Figure(NamedTuple):
    """One figure of a place or of the district; ``value`` NaN where there is none."""

    area: str
    period: str
    value: float
    sign: str
    uploads: tuple[int, ...]
    derived: bool
    missing: tuple[str, ...]


class Houses:
    """The figures of accommodation of one district as one circle has them, within one session.

    To be made anew for every session and never kept beyond it or past a write in it: values of one moment under the
    patterns of another one could show what is hidden. The frames are shared by all indicators, not to be changed.
    """

    def __init__(self, session: Session, circle: Circle, places: pd.DataFrame, district: str) -> None:
        """``places``: frame of the district's places in official order."""
        self.session, self.circle = session, circle
        self.places, self.district = places, district
        self.territory = Territory.of(places, district)
        self._parts = {district: self.territory} if all(self._inside(district)) else {}

    @classmethod
    def of(
        cls, session: Session, circle: Circle, places: pd.DataFrame, district: str, known: "Houses | None" = None
    ) -> "Houses":
        """``known``, or new ones where there is none; raises ValueError if it belongs to another circle or read."""
        if known is None:
            return cls(session, circle, places, district)
        same = known.session is session and known.places is places
        if not same or known.circle is not circle or known.district != district:
            raise ValueError("houses of another circle, session or district were handed in")
        return known

    def part(self, whole: str) -> Territory:
        """The places of a district or state within this one; of the district itself those that bear its number."""
        if whole not in self._parts:
            self._parts[whole] = Territory.of(self.places[self._inside(whole)], whole)
        return self._parts[whole]

    def _inside(self, whole: str) -> list[bool]:
        return [within(place, whole) for place in self.places["area"]]

    @cached_property
    def unprotected(self) -> pd.DataFrame:
        """``figures.unprotected``: for the protection, and for what is withheld afterwards."""
        return unprotected(self.session, self.circle, self.territory)

    @cached_property
    def figures(self) -> dict[str, list[Figure]]:
        """What is stated there, by indicator, without the protected houses' own lines."""
        found: dict[str, list[Figure]] = {}
        columns = (self.unprotected[name] for name in ("indicator", *Figure._fields))
        for code, area, *rest in zip(*columns, strict=True):
            one = Figure(area, *rest)
            if area != PROTECTED and (one.sign != "" or not math.isnan(one.value)):
                found.setdefault(code, []).append(one)
        return found

    @cached_property
    def kinds(self) -> pd.DataFrame:
        """``queries.kinds`` of all places, those outside the district included."""
        return kinds(self.session, self.circle)

    @cached_property
    def history(self) -> pd.DataFrame:
        """``history.history``, after withholding."""
        figures = shown(self.session, self.circle, self.unprotected)
        return history_of(figures, self.session, self.circle, self.places, self.territory)
