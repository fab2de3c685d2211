"""Layers of official files: GeoPackage, Shapefile and GeoJSON as one thing, attributes first and shapes on demand.

Nothing here can reach beyond the given file. GeoPackages are read as the SQLite databases they are and GeoJSON as the
JSON it is; only Shapefiles go through GDAL, after their first bytes were checked, so that no other driver (and none
that fetches) ever sees a file.
"""

import json
import sqlite3
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyogrio
import pyogrio.errors
import pyproj
import shapely

from dashboard.errors import SetupError
from dashboard.geography import projection
from dashboard.geography.shapes import Shapes

ATTRIBUTES = ("AGS", "ARS", "RS", "GEN", "NAME", "BEZ", "GF", "IBZ", "BEM", "DEBKG_ID", "OBJID", "SDV_ARS", "SDV_RS")
JSON_LIMIT = 200 << 20

_SHAPEFILE_MAGIC = bytes.fromhex("0000270a")
_ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


@dataclass(frozen=True)
class Layer:
    """One table of features."""

    name: str
    attributes: pd.DataFrame
    """Those of ``ATTRIBUTES`` that the layer has, as text ("" where empty), one row per feature."""
    crs: pyproj.CRS | None
    shapes: Callable[[np.ndarray[Any, Any]], Shapes]
    """The shapes of the rows at these positions (ascending)."""
    stated_source: str = ""
    """Source line that the file itself gives."""


def layers_of(path: Path) -> list[Layer]:
    """The layers of one file; raises SetupError where it is broken or no boundary file."""
    with path.open("rb") as file:
        head = file.read(16)
    with readable(path.name):
        if head.startswith(_SHAPEFILE_MAGIC):
            return [_shapefile(path)]
        if head == b"SQLite format 3\0":
            return _geopackage(path)
        if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
            return [_geojson(path)]
    raise SetupError(
        f"„{path.name}“ ist keine Grenzdatei: gelesen werden GeoPackage (.gpkg), gezippte Shapefiles (.zip) "
        "und GeoJSON."
    )


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Turn what readers raise at a damaged file into the SetupError that says so."""
    try:
        yield
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.FeatureError,
        shapely.errors.ShapelyError,
        sqlite3.Error,
        IndexError,
        KeyError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise SetupError(f"Die Grenzdatei „{name}“ ist beschädigt und kann nicht gelesen werden.") from error


def _shapefile(path: Path) -> Layer:
    def read(**options: Any) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # GDAL's hints; what matters is checked on the result
            return pyogrio.raw.read(path, **options)

    fields = [name for name in pyogrio.read_info(path)["fields"] if name.upper() in ATTRIBUTES]
    meta, _, _, columns = read(read_geometry=False, columns=fields)
    attributes = _texts({str(name).upper(): values for name, values in zip(meta["fields"], columns, strict=True)})

    def shapes(positions: np.ndarray[Any, Any]) -> Shapes:
        chosen = None if len(positions) == len(attributes) else positions
        return _from_wkb(read(columns=[], fids=chosen)[2])

    description = path.with_suffix(".prj")
    crs = projection.parsed(description.read_text(errors="replace")) if description.exists() else None
    return Layer(path.stem, attributes, crs, shapes)


def _geopackage(path: Path) -> list[Layer]:
    # immutable: no journal is looked for beside the file; trusted_schema off: its views may call no functions.
    with closing(_database(path)) as database:
        tables = database.execute(
            "SELECT g.table_name, g.column_name, s.organization, s.organization_coordsys_id, s.definition "
            "FROM gpkg_geometry_columns g LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
            "JOIN sqlite_master m ON m.name = g.table_name AND m.type = 'table' ORDER BY g.table_name"
        ).fetchall()
        return [_geopackage_layer(path, database, *table) for table in tables]


def _geopackage_layer(
    path: Path, database: sqlite3.Connection, table: str, column: str, organization: str, number: int, definition: str
) -> Layer:
    names = [row[1] for row in database.execute(f"PRAGMA table_info({_quoted(table)})")]
    wanted = [name for name in names if name.upper() in ATTRIBUTES]
    listed = ", ".join(map(_quoted, ["rowid", *wanted]))
    rows = database.execute(f"SELECT {listed} FROM {_quoted(table)} ORDER BY rowid").fetchall()  # noqa: S608
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [[] for _ in range(len(wanted) + 1)]
    ids = columns[0]

    def shapes(positions: np.ndarray[Any, Any]) -> Shapes:
        query = f"SELECT {_quoted(column)} FROM {_quoted(table)} WHERE rowid = ?"  # noqa: S608
        with closing(_database(path)) as again:
            blobs = [again.execute(query, (ids[position],)).fetchone()[0] for position in positions]
        return _from_wkb([_wkb(blob) for blob in blobs])

    attributes = _texts(dict(zip([name.upper() for name in wanted], columns[1:], strict=True)))
    crs = projection.parsed(f"EPSG:{number}" if str(organization).upper() == "EPSG" else str(definition))
    return Layer(table, attributes, crs, shapes)


def _database(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    database.execute("PRAGMA trusted_schema = OFF")
    return database


def _wkb(blob: bytes | None) -> bytes | None:
    """The WKB inside a GeoPackage geometry (GeoPackage 1.3, clause 2.1.3): magic, version, flags, SRS, envelope."""
    if blob is None:
        return None
    if blob[:2] != b"GP":
        raise ValueError("no GeoPackage geometry")
    return blob[8 + _ENVELOPE_BYTES[blob[3] >> 1 & 7] :]


def _geojson(path: Path) -> Layer:
    if path.stat().st_size > JSON_LIMIT:
        raise SetupError(f"Die GeoJSON-Datei „{path.name}“ ist größer als 200 MB; bitte als GeoPackage angeben.")
    content = json.loads(path.read_bytes())
    features = content["features"]
    properties = [dict(feature["properties"] or {}) for feature in features]
    names = sorted({name for row in properties for name in row if name.upper() in ATTRIBUTES})
    wanted: dict[str, Sequence[Any]] = {str(name).upper(): [row.get(name) for row in properties] for name in names}
    geometries = [feature["geometry"] for feature in features]

    def shapes(positions: np.ndarray[Any, Any]) -> Shapes:
        texts = [json.dumps(geometries[position]) if geometries[position] else None for position in positions]
        return np.array(shapely.from_geojson(np.array(texts, dtype=object)), dtype=object)

    source = content.get("source")
    stated = source.strip() if isinstance(source, str) and len(source) <= 200 else ""
    return Layer(path.stem, _texts(wanted, len(features)), _stated_crs(content.get("crs")), shapes, stated)


def _stated_crs(member: Any) -> pyproj.CRS | None:
    # RFC 7946 knows WGS84 only; files before it name another system in the member "crs".
    return projection.parsed(projection.WGS84 if member is None else str(member["properties"]["name"]))


def _from_wkb(values: Sequence[Any]) -> Shapes:
    return np.array(shapely.from_wkb(np.array(list(values), dtype=object)), dtype=object)


def _texts(columns: dict[str, Sequence[Any]], length: int | None = None) -> pd.DataFrame:
    kept = {name: [_text(value) for value in values] for name, values in columns.items() if name in ATTRIBUTES}
    return pd.DataFrame(kept, index=None if length is None else range(length), dtype="str")


def _text(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value).strip()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
