"""Reading places and boundaries."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely import Geometry
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dashboard.errors import NotFound
from dashboard.geography import shapes
from dashboard.geography.kinds import CITIES
from dashboard.geography.models import Boundary, Place
from dashboard.geography.places import GERMANY, PLACE_COLUMNS
from dashboard.store import get_setting

DISTRICT_SETTING = "district"
_FEW_REGIONS = 30
"""Up to so many districts are asked for by name, more by reading all places."""
_COLUMNS = [*PLACE_COLUMNS, "valid_from", "valid_until", "origin", "as_of"]


@dataclass(frozen=True)
class District:
    """The region this installation is for; usually a district, ``DE`` where all of Germany was registered alone."""

    area: str
    name: str
    short_name: str
    kind: str

    @property
    def is_city(self) -> bool:
        """A kreisfreie Stadt: one Gemeinde, so there is nothing to compare inside it."""
        return self.kind in CITIES


@dataclass(frozen=True)
class Drawn:
    """What can be drawn of the places asked for."""

    features: tuple[dict[str, Any], ...]
    """GeoJSON features in the order asked for; properties: area, name, level, kind, lon and lat (a point inside)."""
    missing: tuple[str, ...]
    """Names of the places without any boundary."""
    incomplete: Mapping[str, tuple[str, ...]]
    """Places drawn as the union of their members although these members have no boundary: area -> names."""
    sources: tuple[str, ...]
    """The source lines to be shown under the map."""


def own_district(session: Session) -> str | None:
    """The area code of the own district; None before ``dashboard init``."""
    area = get_setting(session, DISTRICT_SETTING)
    return None if area is None else str(area)


def district(session: Session) -> District:
    """The own district; raises NotFound before ``dashboard init``."""
    columns = (Place.area, Place.name, Place.short_name, Place.kind)
    place = session.execute(select(*columns).where(Place.area == own_district(session))).one_or_none()
    if place is None:
        raise NotFound(
            "Es ist noch kein Landkreis eingerichtet. Die IT richtet ihn einmal ein, zum Beispiel mit "
            "„dashboard init --district 03157“."
        )
    return District(*place)


def places(session: Session, region: str | None = None, *, ended: bool = False) -> pd.DataFrame:
    """The places of a region, itself included, in official order; without ``region`` all that are registered.

    Columns ``PLACE_COLUMNS`` (text; ``parent`` "" for the federation) and valid_from, valid_until, origin, as_of.
    Places that have ended only with ``ended``.
    """
    statement = select(*(getattr(Place, name) for name in _COLUMNS))
    if region is not None and region != GERMANY:
        statement = statement.where(Place.area.startswith(region))
    if not ended:
        statement = statement.where(Place.valid_until.is_(None))
    rows = session.execute(statement.order_by(Place.sort_key, Place.area)).all()
    frame = pd.DataFrame([tuple(row) for row in rows], columns=_COLUMNS)
    texts = frame[PLACE_COLUMNS].astype("str").assign(parent=frame["parent"].astype("str").fillna(""))
    dates = frame[["valid_from", "valid_until", "as_of"]].astype("object")
    return texts.assign(
        valid_from=dates["valid_from"],
        valid_until=dates["valid_until"],
        origin=frame["origin"].astype("str"),
        as_of=dates["as_of"],
    )


def members(named: pd.DataFrame, area: str) -> list[str]:
    """The areas of the lowest level inside a place, by the parents in a frame of places; itself if it has none."""
    return _lowest(area, _children(zip(named["area"], named["parent"], strict=True)))


def drawn_areas(session: Session) -> frozenset[str]:
    """The areas that have a boundary of their own in force."""
    return frozenset(session.scalars(select(Boundary.area).where(Boundary.current)))


def features(session: Session, areas: Iterable[str]) -> Drawn:
    """The outlines of these places; where one has none of its own (an association), the union of its members."""
    wanted = list(dict.fromkeys(areas))
    named = _around(session, wanted)
    children = _children((area, place["parent"] or "") for area, place in named.items() if not place["valid_until"])
    needed = {area: _lowest(area, children) for area in wanted}
    stored = _stored(session, {*wanted, *(member for some in needed.values() for member in some)})
    found: list[dict[str, Any]] = []
    missing: list[str] = []
    incomplete: dict[str, tuple[str, ...]] = {}
    for area in wanted:
        parts = [area] if area in stored else [member for member in needed[area] if member in stored]
        if area not in named or not parts:
            missing.append(named[area]["name"] if area in named else area)
            continue
        if area not in stored and len(parts) < len(needed[area]):
            incomplete[area] = tuple(named[part]["name"] for part in needed[area] if part not in stored)
        found.append(_feature(named[area], [stored[part][0] for part in parts]))
    sources = dict.fromkeys(source for _, source in stored.values())
    return Drawn(tuple(found), tuple(missing), incomplete, tuple(sources))


def outline(session: Session, area: str) -> Geometry | None:
    """The shape of a place in WGS84, or of what of it has a boundary; None where nothing has."""
    drawn = features(session, [area]).features
    return shapely.from_geojson(json.dumps(drawn[0]["geometry"])) if drawn else None


def points_inside(
    shape: Geometry, longitude: Sequence[float], latitude: Sequence[float], margin: float = 0.005
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which points (degrees) lie in a shape, or within ``margin`` degrees of it: stored outlines are simplified."""
    wide = shapely.buffer(shape, margin)
    shapely.prepare(wide)
    return np.asarray(shapely.contains_xy(wide, np.asarray(longitude, float), np.asarray(latitude, float)))


def _around(session: Session, areas: Sequence[str]) -> dict[str, Mapping[Any, Any]]:
    """The places asked for and all below them, also ended ones, in official order, by area."""
    columns = (Place.area, Place.name, Place.level, Place.kind, Place.parent, Place.valid_until)
    statement = select(*columns).order_by(Place.sort_key, Place.area)
    regions = {area[:5] for area in areas}
    if GERMANY not in regions and len(regions) <= _FEW_REGIONS:
        statement = statement.where(or_(*(Place.area.startswith(region) for region in sorted(regions))))
    return {row["area"]: row for row in session.execute(statement).mappings()}


def _children(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {}
    for area, parent in pairs:
        children.setdefault(parent, []).append(area)
    return children


def _lowest(area: str, children: Mapping[str, Sequence[str]]) -> list[str]:
    if area not in children:
        return [area]
    return [low for child in children[area] for low in _lowest(child, children)]


def _stored(session: Session, areas: set[str]) -> dict[str, tuple[str, str]]:
    """Geometry text and source of the boundaries in force, by area."""
    statement = select(Boundary.area, Boundary.geometry, Boundary.source).where(Boundary.current)
    if len(areas) <= 500:
        statement = statement.where(Boundary.area.in_(areas))
    rows = session.execute(statement.order_by(Boundary.area))
    return {area: (geometry, source) for area, geometry, source in rows if area in areas}


def _feature(place: Mapping[Any, Any], geometries: Sequence[str]) -> dict[str, Any]:
    outlines = shapely.from_geojson(np.array(geometries, dtype=object))
    shape = outlines[0] if len(outlines) == 1 else shapes.union(list(outlines))
    inside = shapely.point_on_surface(shape)
    text = geometries[0] if len(geometries) == 1 else shapely.to_geojson(shape)
    properties = {name: str(place[name]) for name in ("area", "name", "level", "kind")}
    return {
        "type": "Feature",
        "id": properties["area"],
        "properties": {**properties, "lon": round(float(inside.x), 5), "lat": round(float(inside.y), 5)},
        "geometry": json.loads(text),
    }
