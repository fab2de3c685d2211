"""Geometry for drawing a map without tiles: its extent, the zoom that fits it, label points, hatching."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import shapely
from shapely import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

WORLD = 512
"""Pixels of the whole world at zoom 0 (Web Mercator, as deck.gl counts)."""

STROKES_ACROSS = 70
"""Hatching lines across the extent of the whole map."""


@dataclass(frozen=True)
class Extent:
    """Bounds in degrees, WGS84."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True)
class View:
    """Where a map looks: the middle in degrees and the zoom of Web Mercator."""

    longitude: float
    latitude: float
    zoom: float


def extent(geometries: Iterable[BaseGeometry]) -> Extent | None:
    """Bounds of geometries; None without any."""
    corners = [geometry.bounds for geometry in geometries]
    if not corners:
        return None
    west, south, east, north = zip(*corners, strict=True)
    return Extent(min(west), min(south), max(east), max(north))


def fitted(bounds: Extent, width: int, height: int, padding: int = 24) -> View:
    """The view that shows ``bounds`` in ``width`` x ``height`` pixels with ``padding`` around it."""
    left, right = _east(bounds.west), _east(bounds.east)
    bottom, top = _north(bounds.south), _north(bounds.north)
    across = max(right - left, 1e-9) * WORLD
    along = max(top - bottom, 1e-9) * WORLD
    scale = min(max(width - 2 * padding, 1) / across, max(height - 2 * padding, 1) / along)
    return View((bounds.west + bounds.east) / 2, _latitude((top + bottom) / 2), math.log2(scale))


def projected(view: View, longitude: float, latitude: float) -> tuple[float, float]:
    """Pixels from the middle of a view, to the right and down."""
    scale = WORLD * 2**view.zoom
    right = (_east(longitude) - _east(view.longitude)) * scale
    down = (_north(view.latitude) - _north(latitude)) * scale
    return right, down


def unprojected(view: View, right: float, down: float) -> tuple[float, float]:
    """Longitude and latitude of a pixel counted from the middle of a view."""
    scale = WORLD * 2**view.zoom
    longitude = view.longitude + right / scale * 360
    return longitude, _latitude(_north(view.latitude) - down / scale)


def label_point(geometry: BaseGeometry) -> tuple[float, float]:
    """A point well inside the largest part of an area, for its name."""
    parts = getattr(geometry, "geoms", None)
    largest = max(parts, key=lambda part: part.area) if parts is not None else geometry
    centre = largest.centroid
    point = centre if largest.contains(centre) else largest.representative_point()
    return round(point.x, 5), round(point.y, 5)


def hatching(area: BaseGeometry, bounds: Extent) -> list[list[list[float]]]:
    """Slanted lines over an area, aligned with those of its neighbours: coordinates of a MultiLineString."""
    step = (bounds.east - bounds.west + bounds.north - bounds.south) / STROKES_ACROSS
    west, south, east, north = area.bounds
    first = math.floor((west + south) / step)
    last = math.ceil((east + north) / step)
    slants = [
        LineString([(number * step - south, south), (number * step - north, north)])
        for number in range(first, last + 1)
    ]
    cut = shapely.intersection(MultiLineString(slants), area)
    lines = [part for part in getattr(cut, "geoms", [cut]) if isinstance(part, LineString) and not part.is_empty]
    return [[[round(x, 5), round(y, 5)] for x, y in line.coords] for line in lines]


def _east(longitude: float) -> float:
    return (longitude + 180) / 360


def _north(latitude: float) -> float:
    """Height above the equator in worlds."""
    sine = math.sin(math.radians(max(min(latitude, 85.05), -85.05)))
    return math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def _latitude(north: float) -> float:
    return math.degrees(math.atan(math.sinh(2 * math.pi * north)))
