"""Coordinate systems: what a file says of its own, and the way from there to WGS84."""

import re
from typing import Any

import numpy as np
import pyproj
import shapely
from pyproj.exceptions import CRSError, ProjError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]  # missing from its __all__
from pyproj.transformer import AreaOfInterest

from dashboard.errors import SetupError
from dashboard.geography.shapes import Shapes

WGS84 = "OGC:CRS84"
GERMANY_BOX = (5.5, 47.0, 15.6, 55.3)
"""West, south, east, north in degrees: the land of Germany with Helgoland and Sylt."""

_EPSG = re.compile(r"(?:.*\bEPSG(?:/[\d.]*/|:[\d.]*:|:))(\d{4,6})", re.IGNORECASE)
_WKT = re.compile(r"\s*(?:PROJ|GEOG|GEODETIC|BOUND|COMPOUND|COMPD)[A-Z]*\[", re.IGNORECASE)


def parsed(definition: str) -> pyproj.CRS | None:
    """The coordinate system that a name or a WKT text means; None where it means none.

    Nothing else is given to PROJ, whose own strings may name files and addresses.
    """
    try:
        if _WKT.match(definition):
            return _known(pyproj.CRS.from_wkt(definition))
        if re.search(r"\bCRS:?84\b", definition):
            return pyproj.CRS(WGS84)
        number = _EPSG.fullmatch(definition.strip())
        return pyproj.CRS.from_epsg(int(number[1])) if number else None
    except CRSError:
        return None


def to_wgs84(shapes: Shapes, crs: pyproj.CRS | None, name: str) -> Shapes:
    """The shapes in degrees, longitude first; raises SetupError where file and coordinate system do not fit.

    ``name`` is the file's, for the message.
    """
    if crs is None:
        raise SetupError(
            f"„{name}“ sagt nicht, in welchem Koordinatensystem die Grenzen stehen "
            "(bei einem Shapefile gehört die Datei .prj mit in das ZIP). Ohne diese Angabe werden sie nicht gezeichnet."
        )
    if crs.is_geographic and _beyond_degrees(shapes):
        x, y = (round(float(number)) for number in shapely.get_coordinates(shapes)[0])
        raise SetupError(
            f"„{name}“ gibt Grad an ({crs.name}), enthält aber Koordinaten wie {x} / {y}. "
            "Wahrscheinlich fehlt die Angabe des Koordinatensystems; bitte die Datei mit Koordinatensystem ausgeben."
        )
    moved = _moved(shapes, crs, name)
    if not np.isfinite(shapely.get_coordinates(moved)).all():
        raise _impossible(name, crs)
    return moved


def impossible_place(name: str, crs: pyproj.CRS | None, where: str) -> SetupError:
    """The refusal for shapes that do not lie where their keys say."""
    system = crs.name if crs is not None else "unbekannt"
    return SetupError(
        f"Die Flächen in „{name}“ liegen nicht in {where}. Die Angabe des Koordinatensystems ({system}) "
        "passt nicht zu den Koordinaten, oder Länge und Breite sind vertauscht."
    )


def _moved(shapes: Shapes, crs: pyproj.CRS, name: str) -> Shapes:
    set_network_enabled(False)
    try:
        transformer = pyproj.Transformer.from_crs(
            crs, WGS84, always_xy=True, area_of_interest=AreaOfInterest(*GERMANY_BOX), allow_ballpark=False
        )
    except ProjError as error:
        raise SetupError(
            f"Das Koordinatensystem von „{name}“ ({crs.name}) lässt sich nicht in WGS84 umrechnen. "
            "Bitte die Grenzen in ETRS89/UTM (EPSG:25832) oder WGS84 (EPSG:4326) ausgeben."
        ) from error

    def move(coordinates: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return np.column_stack(transformer.transform(coordinates[:, 0], coordinates[:, 1]))

    return np.array(shapely.transform(shapes, move), dtype=object)


def _known(crs: pyproj.CRS) -> pyproj.CRS:
    # A .prj in ESRI's spelling names no datum that PROJ could convert; its EPSG twin does.
    authority = crs.to_authority(min_confidence=60)
    return pyproj.CRS.from_authority(*authority) if authority else crs


def _beyond_degrees(shapes: Shapes) -> bool:
    west, south, east, north = shapely.total_bounds(shapes)
    return bool(west < -180 or east > 180 or south < -90 or north > 90)


def _impossible(name: str, crs: pyproj.CRS) -> SetupError:
    return impossible_place(name, crs, "Deutschland")
