"""Small frames for the tests of exhibits, in the shape that accommodation.queries delivers."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.periods import Period

FIGURES = (
    *("plaetze", "gesperrt", "nutzbar_frei", "belegt", "zugaenge", "abgaenge"),
    *("davon_asylblg", "davon_sgb", "davon_selbstzahler", "einwohner", "auslastung", "belegt_je_1000"),
)
NAN = math.nan

PEINE = {"area": "03157", "name": "Landkreis Peine", "level": "district", "kind": "Landkreis", "parent": None}


def town(
    area: str, name: str, *, parent: str = "03157", kind: str = "Gemeinde", level: str = "municipality"
) -> dict[str, Any]:
    """A place as the frame names it."""
    return {"area": area, "name": name, "level": level, "kind": kind, "parent": parent}


VECHELDE = town("03157006", "Vechelde")
LENGEDE = town("03157005", "Lengede")
ILSEDE = town("03157009", "Ilsede")
WENDEBURG = town("03157008", "Wendeburg")
TOWNS = (LENGEDE, VECHELDE, WENDEBURG, ILSEDE)


def history(
    places: Sequence[Mapping[str, Any]],
    rows: Mapping[tuple[str, str], Mapping[str, Any]],
    *,
    periods: Sequence[str] = (),
) -> pd.DataFrame:
    """A frame with a row per place and period; ``rows`` maps (area, period) to cells.

    A cell is a number, a sign, or (number, sign); besides the figures: missing, facilities, einwohner_period.
    """
    codes = sorted({period for _, period in rows} | set(periods))
    return pd.DataFrame(
        [
            {**place, "period": code, "period_end": Period.of(code).last, **cells(rows.get((place["area"], code), {}))}
            for place in places
            for code in codes
        ]
    )


def cells(given: Mapping[str, Any]) -> dict[str, Any]:
    """All figures of a row with their signs."""
    row: dict[str, Any] = {
        "missing": given.get("missing", ()),
        "facilities": given.get("facilities", NAN),
        "einwohner_period": given.get("einwohner_period", ""),
        "partial": given.get("partial", ()),
    }
    for figure in FIGURES:
        cell = given.get(figure, NAN)
        value, sign = cell if isinstance(cell, tuple) else (NAN, cell) if isinstance(cell, str) else (float(cell), "")
        row |= {figure: value, f"{figure}_sign": sign}
    return row


def used(belegt: float, plaetze: float, **more: Any) -> dict[str, Any]:
    """A complete row: people, places, and the share of places that is used."""
    return {"belegt": belegt, "plaetze": plaetze, "auslastung": belegt / plaetze, **more}


def hidden(**more: Any) -> dict[str, Any]:
    """A row whose people are withheld, with all that follows from them."""
    return {"belegt": "•", "auslastung": "•", "belegt_je_1000": "•", "nutzbar_frei": "•", **more}


def square(place: Mapping[str, Any], column: int, *, width: int = 1) -> dict[str, Any]:
    """A GeoJSON feature of a tenth of a degree, ``width`` times as wide."""
    west, east = 10.0 + column / 10, 10.0 + (column + width) / 10
    ring = [[west, 52.0], [east, 52.0], [east, 52.1], [west, 52.1], [west, 52.0]]
    properties = {name: place[name] for name in ("area", "name", "level", "kind")}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def squares(places: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A square for each municipality, side by side; an association is the rectangle of its members, who follow it."""
    found, column = [], 0
    for place in places:
        if place["level"] == "association":
            members = sum(other["parent"] == place["area"] for other in places)
            found.append(square(place, column, width=max(members, 1)))
            column += not members
        elif place["level"] == "municipality":
            found.append(square(place, column))
            column += 1
    return found


def facilities(*rows: Mapping[str, Any]) -> pd.DataFrame:
    """A frame of facilities; what a row leaves out is not given."""
    empty: dict[str, Any] = {
        "kind": "Gemeinschaftsunterkunft",
        "latitude": 52.05,
        "longitude": 10.15,
        "operator": "",
        "lease_until": None,
        **dict.fromkeys(("plaetze", "gesperrt", "nutzbar_frei", "belegt"), NAN),
    }
    return pd.DataFrame([{"facility": number, **empty, **row} for number, row in enumerate(rows)])
