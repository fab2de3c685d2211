"""Who gets a share of the quota: Gemeinden outside any association, and associations for their members."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.history import inhabitants
from dashboard.observations.aggregation import Territory
from dashboard.periods import Period
from dashboard.store import Circle


@dataclass(frozen=True)
class Unit:
    """A place with a share of its own; ``parts``: the places whose figures together are its own."""

    area: str
    name: str
    parts: tuple[str, ...]
    inhabitants: int | None


def units(session: Session, places: pd.DataFrame, district: str, basis: Period) -> tuple[Unit, ...]:
    """The units of a district in official order with their inhabitants of ``basis``, as the office has them.

    ``places``: frame of the district's places in official order. Gemeindefreie Gebiete only where people live there.
    """
    territory = Territory.of(places, district)
    known = _inhabitants(session, territory, basis)
    found: dict[str, Unit] = {}
    for area in territory.municipalities:
        if area == district or (area in territory.never_missed and not known.get(area)):
            continue
        own = territory.association_of.get(area, area)
        if own in found:
            continue
        parts = tuple(territory.members(own)) if own != area else (area,)
        needed = tuple(part for part in parts if part not in territory.never_missed or known.get(part))
        found[own] = Unit(own, territory.names[own], needed, known.get(own))
    order = {area: number for number, area in enumerate(places["area"])}
    return tuple(sorted(found.values(), key=lambda one: order[one.area]))


def unit_areas(places: pd.DataFrame, district: str) -> Mapping[str, str]:
    """Every place of the lowest level, and every association, to the unit it belongs to; an entry goes there."""
    territory = Territory.of(places, district)
    own = {area: territory.association_of.get(area, area) for area in territory.municipalities if area != district}
    return own | {area: area for area in own.values()}


def _inhabitants(session: Session, territory: Territory, basis: Period) -> dict[str, int]:
    frame = inhabitants(session, Circle.INTERNAL, territory)
    frame = frame[frame["period"] == basis.code]
    return {area: round(value) for area, value in zip(frame["area"], frame["value"], strict=True)}
