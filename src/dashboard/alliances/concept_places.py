"""Which places a concept is followed in: those that act, in official order."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.geography import queries as geography
from dashboard.geography.kinds import CITIES, UNINCORPORATED, Level

ENDED = " (aufgelöst)"


@dataclass(frozen=True)
class Town:
    """A Gemeinde or an association of them."""

    area: str
    name: str


def places_of(session: Session) -> pd.DataFrame:
    """The own district's places, also ended ones, in official order; raises NotFound before it is set up."""
    return geography.places(session, geography.district(session).area, ended=True)


def possible(places: pd.DataFrame) -> tuple[Town, ...]:
    """The places of which something can be said: Gemeinden and Samtgemeinden; a kreisfreie Stadt is one place."""
    acting = places["level"].isin([Level.MUNICIPALITY, Level.ASSOCIATION]) | (
        (places["level"] == Level.DISTRICT) & places["kind"].isin(CITIES)
    )
    there = places[acting & (places["kind"] != UNINCORPORATED) & places["valid_until"].isna()]
    return tuple(Town(area, name) for area, name in zip(there["area"], there["name"], strict=True))


def columns(places: pd.DataFrame, stated: Collection[str]) -> tuple[Town, ...]:
    """The places that are shown; ``stated``: the areas of which something was said.

    What was said is always shown. Where nothing was, a Samtgemeinde stands for its members, as it does as a supplier;
    as soon as one member speaks for itself, all of them stand there, and the Samtgemeinde only with words of its own.
    """
    names = {town.area: town.name for town in possible(places)}
    above = {area: parent for area, parent in zip(places["area"], places["parent"], strict=True) if parent in names}
    speaking = {above[area] for area in stated if area in above}
    groups = set(above.values())
    found: list[Town] = []
    for area, name, until in zip(places["area"], places["name"], places["valid_until"], strict=True):
        if area in stated:
            found.append(Town(area, name if pd.isna(until) else name + ENDED))
        elif area in names:
            hidden = area in speaking if area in groups else area in above and above[area] not in speaking
            found += [] if hidden else [Town(area, name)]
    return tuple(found)
