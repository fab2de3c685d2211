"""Work on polygons: repairing, dissolving, simplifying without gaps, writing as GeoJSON."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely import Geometry

from dashboard.errors import SetupError

Shapes = np.ndarray[Any, np.dtype[Any]]
"""One-dimensional array of shapely geometries."""

POLYGON, MULTIPOLYGON, COLLECTION = 3, 6, 7


def repaired(shapes: Shapes) -> tuple[Shapes, int]:
    """Valid two-dimensional polygons, and how many had to be repaired."""
    flat = shapely.force_2d(shapes)
    broken = ~shapely.is_valid(flat)
    flat[broken] = [_polygonal(shape) for shape in shapely.make_valid(flat[broken])]
    return flat, int(broken.sum())


def dissolved(shapes: Shapes, keys: Sequence[str]) -> dict[str, Geometry]:
    """One shape per key: the union of all shapes that bear it, in order of first appearance."""
    parts: dict[str, list[Geometry]] = {}
    for key, shape in zip(keys, shapes, strict=True):
        parts.setdefault(key, []).append(shape)
    return {key: some[0] if len(some) == 1 else union(some) for key, some in parts.items()}


def union(shapes: Sequence[Geometry]) -> Geometry:
    """The union of polygons as a polygon or multipolygon."""
    return _polygonal(shapely.union_all(np.array(shapes, dtype=object)))


def simplified(shapes: Shapes, tolerance: float, grid: float) -> Shapes:
    """Fewer points, no gaps between neighbours; coordinates on a grid.

    ``tolerance`` and ``grid`` are in the unit of the coordinates (degrees). A shape that the simplification would
    make vanish keeps its points.
    """
    simple = shapely.set_precision(shapely.coverage_simplify(shapes, tolerance), grid)
    lost = shapely.is_empty(simple)
    simple[lost] = shapes[lost]
    return np.array([_polygonal(shape) for shape in simple], dtype=object)


def to_geojson(shapes: Shapes, digits: int) -> list[str]:
    """GeoJSON geometries as compact text with ``digits`` decimals."""
    rounded = shapely.transform(shapes, lambda coordinates: np.round(coordinates, digits))
    return [str(text) for text in shapely.to_geojson(rounded)]


def within(bounds: Sequence[float], box: Sequence[float], margin: float) -> bool:
    """Whether the middle of ``bounds`` lies in ``box`` widened by ``margin`` (all west, south, east, north)."""
    x, y = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    return bool(box[0] - margin <= x <= box[2] + margin and box[1] - margin <= y <= box[3] + margin)


def require_polygons(shapes: Shapes, where: str) -> None:
    """Raise SetupError unless all shapes are polygons."""
    kinds = set(shapely.get_type_id(shapes).tolist())
    if not kinds <= {POLYGON, MULTIPOLYGON}:
        raise SetupError(f"{where} enthält Punkte oder Linien statt Flächen und kann nicht als Grenze dienen.")


def _polygonal(shape: Geometry) -> Geometry:
    if shapely.get_type_id(shape) in (POLYGON, MULTIPOLYGON):
        return shape
    # A repair may leave stray lines and points beside the area; only the area is a boundary.
    parts = [part for part in shapely.get_parts(shape) if shapely.get_dimensions(part) == 2]
    return shapely.union_all(np.array(parts, dtype=object)) if parts else shapely.from_wkt("POLYGON EMPTY")
