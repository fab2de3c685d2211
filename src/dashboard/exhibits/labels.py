"""Where the names of a map go: inside their area, beside circles and other names, or nowhere.

Decided in the pixels of the view the map opens with. A name without room is not written over another one; whoever
draws the map lists it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.exhibits import geometry
from dashboard.exhibits.charts import AreaShape
from dashboard.exhibits.geometry import View

TEXT_SIZE = 13
CHARACTER = 0.56 * TEXT_SIZE
"""Pixels of a character of bold text, on average."""
LINE = 1.25 * TEXT_SIZE
MARGIN = 3.0

STEPS = (0, -18, 18, -36, 36, -54, 54, -72, 72)
"""Pixels to the side, and up or down, that a name may move from the middle of its area."""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels from the middle of the view."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True)
class Label:
    """A name (and value) to be written around a point in degrees."""

    area: str
    text: str
    longitude: float
    latitude: float


def placed(
    areas: Sequence[AreaShape], shapes: Mapping[str, BaseGeometry], circles: Iterable[Box], view: View
) -> tuple[Label, ...]:
    """Labels that fit, large areas with a value first: with their value, else the name alone, else over the circles.

    ``circles`` are what names should leave free if they can; over another name none is ever written.
    """
    drawn, names = list(circles), list[Box]()
    found: list[Label] = []
    for area in sorted(areas, key=lambda area: (area.state == "missing", -shapes[area.area].area)):
        points = _points(shapes[area.area], view)
        name, value = area.caption
        full = f"{name}\n{value}"
        # without a value the second line says why the area is grey, so it is never left out
        silent = area.state == "missing"
        forms = (full,) if silent else (full, name)
        # a place without a value never covers an accommodation
        obstacles = (drawn + names,) if silent else (drawn + names, names)
        for text, taken in ((text, taken) for taken in obstacles for text in forms):
            if fit := _fit(text, points, taken, view):
                box, (longitude, latitude) = fit
                names.append(box)
                found.append(Label(area.area, text, round(longitude, 5), round(latitude, 5)))
                break
    return tuple(found)


def circle_box(view: View, longitude: float, latitude: float, radius: float) -> Box:
    """The square around a circle of ``radius`` pixels."""
    right, down = geometry.projected(view, longitude, latitude)
    return Box(right - radius, down - radius, right + radius, down + radius)


def _points(area: BaseGeometry, view: View) -> list[tuple[float, float]]:
    """Points inside the area, from its middle outwards, in degrees."""
    longitude, latitude = geometry.label_point(area)
    right, down = geometry.projected(view, longitude, latitude)
    offsets = sorted(product(STEPS, STEPS), key=lambda step: (abs(step[0]) + abs(step[1]), step))
    points = [geometry.unprojected(view, right + dx, down + dy) for dx, dy in offsets]
    inside = shapely.contains_xy(area, [x for x, _ in points], [y for _, y in points])
    return [point for point, within in zip(points, inside.tolist(), strict=True) if within]


def _fit(
    text: str, points: Sequence[tuple[float, float]], taken: Sequence[Box], view: View
) -> tuple[Box, tuple[float, float]] | None:
    lines = text.split("\n")
    half_width = max(len(line) for line in lines) * CHARACTER / 2 + MARGIN
    half_height = len(lines) * LINE / 2 + MARGIN
    for point in points:
        right, down = geometry.projected(view, *point)
        box = Box(right - half_width, down - half_height, right + half_width, down + half_height)
        if not any(box.meets(other) for other in taken):
            return box, point
    return None
