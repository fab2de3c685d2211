"""The invented outline of Landkreis Musterland: nine Gemeinden without gaps between neighbours.

It lies in the open sea of the German Bight, north-west of Helgoland, where no Gemeinde is: so no line of it can be
taken for a real border and no shelter for one on a real street. Every border runs between two named corners in a
plane measured in kilometres and is bent by repeated halving; two neighbours share the very same points.
"""

import math
from functools import cache
from typing import Any

from dashboard.demo import chance
from dashboard.demo.places import MUNICIPALITIES

ORIGIN = (6.62, 54.52)
"""Longitude and latitude of the plane's corner, degrees (WGS84)."""
KILOMETRES_PER_DEGREE = (64.5, 111.3)
"""Of longitude and of latitude at 54.6 degrees north; rounded, which an invented county may be."""
SHORTEST = 0.5
"""Borders are halved until their parts are shorter than this, kilometres."""
BEND = 0.16
"""Largest sideways shift of a halving point, as a share of the length that is halved."""
SOURCE = "Beispieldaten: frei erfundene Grenzen, Landkreis Musterland"
FILE_NAME = "Beispieldaten_Grenzen_Musterland.geojson"

Point = tuple[float, float]

CORNERS: dict[str, Point] = {
    # outer line, counter-clockwise from the west
    "west-south": (-1.2, 8.2),
    "south-west": (3.6, 3.4),
    "south-1": (9.0, 0.4),
    "south": (13.4, -2.8),
    "south-2": (19.9, -0.2),
    "south-east": (26.6, 0.4),
    "east-south": (27.0, 7.2),
    "east": (25.4, 12.3),
    "east-north": (27.2, 17.3),
    "north-east": (26.0, 24.3),
    "north-2": (18.4, 24.2),
    "north": (13.9, 22.6),
    "north-1": (9.2, 26.2),
    "north-west": (2.2, 24.6),
    "west-north": (0.9, 16.9),
    "west": (-2.9, 13.4),
    # inner corners: the northern and the southern row meet the middle one
    "a": (6.4, 15.4),
    "b": (9.3, 18.1),
    "c": (15.6, 16.9),
    "d": (18.9, 16.2),
    "e": (5.9, 8.9),
    "f": (10.6, 6.2),
    "g": (16.2, 8.6),
    "h": (19.4, 7.1),
}

RINGS: dict[str, tuple[str, ...]] = {
    "99001001": ("e", "f", "g", "c", "b", "a"),
    "99001002": ("west-north", "a", "b", "north-1", "north-west"),
    "99001003": ("north-1", "b", "c", "d", "north-2", "north"),
    "99001004": ("west-south", "e", "a", "west-north", "west"),
    "99001005": ("west-south", "south-west", "south-1", "f", "e"),
    "99001006": ("south-1", "south", "south-2", "h", "g", "f"),
    "99001007": ("g", "h", "east-south", "east", "east-north", "d", "c"),
    "99001008": ("d", "east-north", "north-east", "north-2"),
    "99001009": ("south-2", "south-east", "east-south", "h"),
}
"""Corners of each Gemeinde, counter-clockwise; the centre is the Kreisstadt, the east the Samtgemeinde."""

CENTRES: dict[str, Point] = {
    "99001001": (11.0, 12.2),
    "99001002": (5.4, 20.6),
    "99001003": (13.5, 19.8),
    "99001004": (2.4, 12.4),
    "99001005": (6.3, 4.4),
    "99001006": (14.8, 3.2),
    "99001007": (21.2, 11.6),
    "99001008": (22.5, 20.3),
    "99001009": (23.2, 4.6),
}
"""Where the invented main village stands, kilometres in the plane."""
REACH: dict[str, float] = {
    "99001001": 3.1,
    "99001002": 3.0,
    "99001003": 1.9,
    "99001004": 1.9,
    "99001005": 1.9,
    "99001006": 2.2,
    "99001007": 3.0,
    "99001008": 1.6,
    "99001009": 1.5,
}
"""How far from there houses may stand, kilometres."""
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def boundaries() -> dict[str, Any]:
    """All Gemeinden as a GeoJSON FeatureCollection (WGS84) with the properties official files use."""
    return {
        "type": "FeatureCollection",
        "name": "Beispieldaten_Landkreis_Musterland",
        "source": SOURCE,
        "features": [
            {
                "type": "Feature",
                "properties": {
                    "AGS": place.area,
                    "ARS": place.regional_key,
                    "GEN": place.name,
                    "BEZ": place.kind,
                    "GF": 4,
                },
                "geometry": {"type": "Polygon", "coordinates": [outline(place.area)]},
            }
            for place in MUNICIPALITIES
        ],
    }


def outline(area: str) -> list[list[float]]:
    """The closed ring of a Gemeinde: [longitude, latitude] pairs, counter-clockwise."""
    corners = RINGS[area]
    ring = [
        point
        for start, end in zip(corners, corners[1:] + corners[:1], strict=True)
        for point in _border(start, end)[:-1]
    ]
    return [list(_degrees(point)) for point in [*ring, ring[0]]]


def position(area: str, number: int, count: int) -> Point:
    """Longitude and latitude of the ``number``-th of ``count`` invented houses in the Gemeinde.

    They are spread evenly from the main village outwards, each turned by the golden angle (as seeds in a sunflower).
    """
    across, up = CENTRES[area]
    distance = REACH[area] * math.sqrt((number + 0.4) / count) * (1 + chance.sway(0.12, "distance", area, number))
    angle = GOLDEN_ANGLE * number + 2 * math.pi * chance.share("angle", area)
    return _degrees((across + distance * math.cos(angle), up + distance * math.sin(angle)))


@cache
def _border(start: str, end: str) -> tuple[Point, ...]:
    """All points from one corner to another; the way back is the same points backwards."""
    if start > end:
        return _border(end, start)[::-1]
    return (*_bent(CORNERS[start], CORNERS[end], f"{start}:{end}"), CORNERS[end])


def _bent(start: Point, end: Point, key: str) -> list[Point]:
    """The points from ``start`` (included) to ``end`` (left out), halved and shifted until short."""
    across, up = end[0] - start[0], end[1] - start[1]
    if across * across + up * up < SHORTEST * SHORTEST:
        return [start]
    shift = chance.sway(BEND, "border", key)
    middle = ((start[0] + end[0]) / 2 - up * shift, (start[1] + end[1]) / 2 + across * shift)
    return [*_bent(start, middle, key + "l"), *_bent(middle, end, key + "r")]


def _degrees(point: Point) -> Point:
    return (
        round(ORIGIN[0] + point[0] / KILOMETRES_PER_DEGREE[0], 5),
        round(ORIGIN[1] + point[1] / KILOMETRES_PER_DEGREE[1], 5),
    )
