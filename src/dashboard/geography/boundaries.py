"""Boundaries as they are read, bundled or from a file: the shapes of the lowest level, and the names above it."""

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import shapely

from dashboard.errors import SetupError
from dashboard.geography import places
from dashboard.geography.kinds import Level
from dashboard.settings import get_settings

BUNDLED_FILE = "gemeinden_2016.geojson.gz"
BUNDLED_AS_OF = date(2016, 1, 1)
BUNDLED_SOURCE = "© GeoBasis-DE / BKG 2016 (Daten verändert)"

FIRST_LINE = '{"type":"FeatureCollection","features":['
LAST_LINE = "]}"
_LINE_START = '{"type":"Feature","id":"'
_GEOMETRY = ',"geometry":'

AREA_COLUMNS = ["area", "ars", "name", "kind", "shape"]
UPPER_COLUMNS = ["area", "name", "kind"]


@dataclass(frozen=True)
class Boundaries:
    """The areas of one region (a district, or all of Germany) from one source, in WGS84."""

    areas: pd.DataFrame
    """``AREA_COLUMNS``: canonical area, ARS ("" where unknown), name without its kind, kind, shapely polygon."""
    upper: pd.DataFrame
    """``UPPER_COLUMNS``: associations, districts and states of the region with their names."""
    edition: str
    as_of: date | None
    """Territorial state; None where the source does not say."""
    source: str
    """The line to be shown under every map."""
    remarks: tuple[str, ...] = ()
    """German sentences: what was repaired."""
    borrowed: tuple[str, ...] = ()
    """German sentences: which names come from elsewhere; of interest where no directory gives them."""

    def places(self) -> pd.DataFrame:
        """The places that these boundaries name."""
        return places.build(self.areas.drop(columns="shape"), self.upper)


def bundled(region: str) -> Boundaries:
    """The bundled boundaries of a district or of all of Germany (``DE``).

    Raises SetupError where the district did not exist in 2016.
    """
    lines = _lines(region)
    records = _records([json.loads(line.partition(_GEOMETRY)[0] + "}") for line in lines])
    geometries = pd.Series([line.partition(_GEOMETRY)[2][:-1] for line in lines], dtype="str")
    drawn = geometries != "null"
    if not drawn.any():
        raise SetupError(
            f"Für den Kreisschlüssel {region} gibt es in den mitgelieferten Grenzen (Stand 2016) keine Flächen. "
            "Bitte den Schlüssel prüfen oder mit --boundaries eine amtliche Datei angeben."
        )
    outlines = shapely.from_geojson(geometries[drawn].to_numpy(dtype=object))
    areas = records[drawn].assign(shape=outlines).reset_index(drop=True)
    upper = records.loc[~drawn, UPPER_COLUMNS]
    return Boundaries(areas, upper, BUNDLED_AS_OF.isoformat(), BUNDLED_AS_OF, BUNDLED_SOURCE)


def bundled_places() -> pd.DataFrame:
    """All places of Germany as the bundled file names them (state of 2016): about 13,000 rows, no shapes.

    Shared by all callers and never to be changed.
    """
    return _names()[0]


def bundled_boxes() -> Mapping[str, tuple[float, ...]]:
    """West, south, east and north of every state and district of 2016, in degrees."""
    return _names()[1]


@cache
def bundled_cities() -> frozenset[str]:
    """The 5-digit codes of the kreisfreie Städte of 2016."""
    return places.cities_of(bundled_places())


@cache
def _names() -> tuple[pd.DataFrame, Mapping[str, tuple[float, ...]]]:
    features = [json.loads(line.partition(_GEOMETRY)[0] + "}") for line in _lines()]
    records = _records(features)
    drawn = np.array([len(feature["id"]) == 8 for feature in features])
    boxes = {feature["id"]: tuple(feature["bbox"]) for feature in features if "bbox" in feature}
    return places.build(records[drawn], records.loc[~drawn, UPPER_COLUMNS]), boxes


def _records(features: list[dict[str, Any]]) -> pd.DataFrame:
    rows = [feature["properties"] for feature in features]
    frame = pd.DataFrame(rows, columns=["AGS", "ARS", "GEN", "BEZ"], dtype="str")
    frame.columns = pd.Index(["area", "ars", "name", "kind"])
    districts = frame[frame["area"].str.len() == 5].assign(level=str(Level.DISTRICT))
    return as_cities(frame, places.cities_of(districts))


def as_cities(areas: pd.DataFrame, cities: frozenset[str]) -> pd.DataFrame:
    """The same areas, the Gemeinde of a kreisfreie Stadt under the city's one code."""
    codes = [places.canonical_area(code, cities) for code in areas["area"]]
    return areas.assign(area=pd.array(codes, dtype="str"))


def _lines(region: str = places.GERMANY) -> list[str]:
    """The features of a region and its state, one a line."""
    path = get_settings().geography_dir / BUNDLED_FILE
    wanted: tuple[str, ...] = (_LINE_START,)
    if region != places.GERMANY:
        wanted = (_LINE_START + region, f'{_LINE_START}{region[:2]}"')
    try:
        text = gzip.decompress(path.read_bytes()).decode()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise SetupError(f"Die mitgelieferten Grenzen können nicht gelesen werden: {path}.") from error
    return [line.removesuffix(",") for line in text.split("\n") if line.startswith(wanted)]
