"""Boundaries from an official file: VG250, VG25, VG5000 or one made like them, in any common format and system."""

import re
import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from dashboard.errors import SetupError
from dashboard.geography import projection, shapes, unpacking
from dashboard.geography.boundaries import (
    AREA_COLUMNS,
    UPPER_COLUMNS,
    Boundaries,
    as_cities,
    bundled_boxes,
    bundled_cities,
    bundled_places,
)
from dashboard.geography.kinds import CITY, NO_ASSOCIATION_KINDS
from dashboard.geography.layers import Layer, layers_of, readable
from dashboard.geography.places import within

LAND_FACTORS = frozenset({"4", "9"})
"""Geofaktor (GF) of areas to be drawn: 4 land with structure; 9 an area as a whole, as in VG5000."""
CITY_KEY = "60"
"""Attribute IBZ of a kreisfreie Stadt in the Gemeinde layer."""
TOLERANCE = 0.0003
"""Degrees; some 20 to 30 metres, the accuracy of VG250 and less than a pixel on the map of a district."""
GRID = 1e-5
MARGIN = 0.3
"""Degrees by which a district may have grown since 2016 and still be where it was."""

Mask = np.ndarray[Any, np.dtype[np.bool_]]


def read(path: Path, region: str) -> Boundaries:
    """The boundaries of a district (5 digits) or of all of Germany (``DE``) from a file.

    GeoPackage, zipped Shapefile or GeoJSON. Raises SetupError with the reason where the file is broken, says no or a
    wrong coordinate system, or has no areas for the region.
    """
    unpacking.check_size(path)
    with tempfile.TemporaryDirectory(prefix="grenzen-") as folder:
        with path.open("rb") as file:
            zipped = file.read(4) == b"PK\x03\x04"
        parts = unpacking.unpack(path, Path(folder)) if zipped else [path]
        layers = _layers(parts, path.name)
        return _boundaries(layers, _state(parts), path.name, region)


def _layers(parts: Sequence[Path], name: str) -> list[Layer]:
    sources = [part for part in parts if part.suffix.lower() in (".shp", ".gpkg", ".geojson", ".json")] or parts[:1]
    if not sources:
        raise SetupError(f"Im ZIP „{name}“ ist keine Grenzdatei: gesucht werden .shp, .gpkg oder .geojson.")
    return [layer for part in sources for layer in layers_of(part)]


def _state(parts: Sequence[Path]) -> date | None:
    """The territorial state that the Bundesamt puts beside its products (``aktualitaet.txt``)."""
    for part in parts:
        if part.name.lower() == unpacking.STATE_FILE:
            found = re.search(r"\b(\d{2}\.\d{2}\.\d{4})\b", part.read_text(encoding="utf-8", errors="replace"))
            if found:
                return datetime.strptime(found[1], "%d.%m.%Y").date()
    return None


def _boundaries(layers: Sequence[Layer], as_of: date | None, name: str, region: str) -> Boundaries:
    layer = _municipality_layer(layers, name)
    keys = _keys(layer.attributes)
    rows = _wanted(layer, keys, name, region)
    with readable(name):
        outlines = layer.shapes(np.flatnonzero(rows))
    attributes, keys = layer.attributes[rows].reset_index(drop=True), keys[rows].reset_index(drop=True)
    areas, repairs = _areas(outlines, attributes, keys, layer, name)
    _check_location(areas, layer, name)
    upper, borrowed = _upper(layers, areas)
    edition = as_of.isoformat() if as_of else name
    return Boundaries(areas, upper, edition, as_of, _source(layer, as_of, name), _repair_remark(repairs), borrowed)


def _municipality_layer(layers: Sequence[Layer], name: str) -> Layer:
    """The layer with the most Gemeinde keys; official products also bring districts, states, lines and points."""
    counts = [(_keys(layer.attributes).replace("", pd.NA).nunique(), "GEM" in layer.name.upper()) for layer in layers]
    if not layers or max(counts)[0] == 0:
        listed = ", ".join(f"„{layer.name}“" for layer in layers) or "keine"
        raise SetupError(
            f"In „{name}“ gibt es keine Ebene mit Gemeindeschlüsseln (Spalte AGS mit 8 oder ARS mit 12 Stellen). "
            f"Gefundene Ebenen: {listed}."
        )
    return layers[counts.index(max(counts))]


def _keys(attributes: pd.DataFrame) -> pd.Series:
    """The 8-digit key per row, from AGS or else from the ARS; "" where neither is one of a Gemeinde."""
    keys = pd.Series("", index=attributes.index, dtype="str")
    for column, digits in (("AGS", 8), ("ARS", 12), ("RS", 12)):
        if column in attributes:
            padded = attributes[column].where(attributes[column].str.fullmatch(rf"\d{{{digits - 1},{digits}}}"), "")
            padded = padded.str.zfill(digits).where(padded != "", "")
            found = padded if digits == 8 else padded.str[:5] + padded.str[9:]
            keys = keys.where(keys != "", found)
    return keys


def _wanted(layer: Layer, keys: pd.Series, name: str, region: str) -> Mask:
    inside = np.array([key != "" and within(key, region) for key in keys])
    if not inside.any():
        districts = sorted({key[:5] for key in keys if key})
        some = ", ".join(districts[:5]) + (" …" if len(districts) > 5 else "")
        raise SetupError(
            f"In „{name}“ gibt es keine Flächen für den Kreis {region}. Enthalten sind {len(districts)} Kreise: {some}."
        )
    if "GF" not in layer.attributes:
        return inside
    land = inside & layer.attributes["GF"].isin(LAND_FACTORS).to_numpy()
    if not land.any():
        raise SetupError(
            f"In „{name}“ sind für {region} nur Wasserflächen enthalten (Spalte GF ohne die Werte 4 und 9)."
        )
    return land


def _areas(
    outlines: shapes.Shapes, attributes: pd.DataFrame, keys: pd.Series, layer: Layer, name: str
) -> tuple[pd.DataFrame, int]:
    """One row per key with its shape in WGS84, and the number of shapes that were repaired."""
    for key, outline in zip(keys, outlines, strict=True):
        if outline is None or shapely.is_empty(outline):
            raise SetupError(f"In „{name}“ hat {key} keine Fläche; die Datei ist unvollständig.")
    shapes.require_polygons(outlines, f"Die Ebene „{layer.name}“ in „{name}“")
    mended, repairs = shapes.repaired(outlines)
    merged = shapes.dissolved(projection.to_wgs84(mended, layer.crs, name), list(keys))
    simple = shapes.simplified(np.array(list(merged.values()), dtype=object), TOLERANCE, GRID)
    ars = _column(attributes, "ARS", "RS")
    first = pd.DataFrame(
        {
            "area": keys,
            "ars": ars.str.zfill(12).where(ars.str.fullmatch(r"\d{11,12}"), ""),
            "name": _column(attributes, "GEN", "NAME").where(lambda names: names != "", keys),
            "kind": _column(attributes, "BEZ").where(lambda kinds: kinds != "", "Gemeinde"),
            "city": (_column(attributes, "IBZ") == CITY_KEY) | (_column(attributes, "BEM") == "kreisfrei"),
        }
    ).drop_duplicates("area", ignore_index=True)
    cities = bundled_cities() | set(first.loc[first["city"], "area"].str[:5])
    first["shape"] = simple
    return as_cities(first, frozenset(cities))[AREA_COLUMNS], repairs


def _column(attributes: pd.DataFrame, *names: str) -> pd.Series:
    for name in names:
        if name in attributes:
            return attributes[name]
    return pd.Series("", index=attributes.index, dtype="str")


def _check_location(areas: pd.DataFrame, layer: Layer, name: str) -> None:
    """Raise SetupError unless the areas of each district lie about where that district (or its state) lay in 2016."""
    bounds = pd.DataFrame(shapely.bounds(areas["shape"].to_numpy()), columns=["w", "s", "e", "n"])
    boxes = bundled_boxes()
    for district, part in bounds.groupby(areas["area"].str[:5]):
        box = boxes.get(str(district)) or boxes.get(str(district)[:2]) or projection.GERMANY_BOX
        middle = (part["w"].min(), part["s"].min(), part["e"].max(), part["n"].max())
        if not shapes.within(middle, box, MARGIN):
            where = f"Deutschland, wo der Kreis {district} ist"
            raise projection.impossible_place(name, layer.crs, where)


def _upper(layers: Sequence[Layer], areas: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Names above the Gemeinden: from the file's other layers, what they lack from the bundled state of 2016."""
    stated = pd.concat([_named(layer) for layer in layers]).drop_duplicates("area")
    bundled = bundled_places()[["area", "short_name", "kind"]].set_axis(UPPER_COLUMNS, axis="columns")
    missing = bundled[~bundled["area"].isin(stated["area"])]
    districts, associations = set(areas["area"].str[:5]), set(areas["ars"].str[:9])
    needed = districts | associations | {key[:2] for key in districts}
    stated, missing = stated[stated["area"].isin(needed)], missing[missing["area"].isin(needed)]
    remarks = []
    if any(len(area) == 9 for area in missing["area"]):
        remarks.append(
            "Die Namen der Samtgemeinden und anderen Verbände stehen nicht in der Grenzdatei; "
            "sie stammen aus den mitgelieferten Grenzen (Stand 2016), bis ein Gemeindeverzeichnis angegeben wird."
        )
    cities = areas.loc[areas["area"].str.len() == 5, ["area", "name"]].assign(kind=CITY)
    names = pd.concat([stated, missing, cities], ignore_index=True).drop_duplicates("area")
    # Keys like 13000 are no districts: waters and the like are counted directly under a state.
    real = {key for key in districts if not key.endswith("000")} | {key[:2] for key in districts}
    unnamed = sorted(real - set(names["area"]))
    if unnamed:
        remarks.append(
            f"Der Name von {', '.join(unnamed)} steht weder in der Grenzdatei noch in den mitgelieferten Grenzen; "
            "das Gemeindeverzeichnis trägt ihn nach."
        )
    kinds = ["Land" if len(key) == 2 else "Kreis" for key in unnamed]
    rows = [(key, f"{kind} {key}", kind) for key, kind in zip(unnamed, kinds, strict=True)]
    added = pd.DataFrame(rows, columns=UPPER_COLUMNS, dtype="str")
    return pd.concat([names, added], ignore_index=True), tuple(remarks)


def _named(layer: Layer) -> pd.DataFrame:
    """Associations, districts and states that a layer names, by the length of their keys."""
    keys = _column(layer.attributes, "ARS", "RS", "AGS")
    named = pd.DataFrame(
        {
            "area": keys,
            "name": _column(layer.attributes, "GEN", "NAME"),
            "kind": _column(layer.attributes, "BEZ"),
        }
    )
    fits = keys.str.fullmatch(r"\d{2}|\d{5}|\d{9}") & (named["name"] != "") & ~named["kind"].isin(NO_ASSOCIATION_KINDS)
    land = layer.attributes["GF"].isin(LAND_FACTORS) if "GF" in layer.attributes else True
    return named[fits & land]


def _repair_remark(repairs: int) -> tuple[str, ...]:
    if not repairs:
        return ()
    return (
        "1 ungültige Fläche wurde repariert." if repairs == 1 else f"{repairs} ungültige Flächen wurden repariert.",
    )


def _source(layer: Layer, as_of: date | None, name: str) -> str:
    if layer.stated_source:
        return layer.stated_source
    official = {"DEBKG_ID", "SDV_ARS", "SDV_RS"} & set(layer.attributes.columns)
    if official:
        year = f" {as_of.year}" if as_of else ""
        return f"© GeoBasis-DE / BKG{year} (Daten verändert)"
    return f"Grenzen: Datei „{name}“"
