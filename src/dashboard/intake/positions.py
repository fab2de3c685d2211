"""Positions of facilities: degrees that have to lie in the district, so that nothing is ever drawn in a wrong place."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.geography.queries import points_inside
from dashboard.intake.context import Context
from dashboard.intake.decisions import NUMBERS
from dashboard.intake.mapping import Column, Mapped
from dashboard.tables.numbers import Convention, read_numbers

GERMANY = (47.2, 55.1, 5.8, 15.1)
"""South, north, west, east: where the district has no boundary, at least this much is asked of a point."""
EXAMPLES = {"breite": "52,3203", "laenge": "10,2336"}
Bools = npt.NDArray[np.bool_]


def read_positions(
    mapped: Mapped, context: Context, wanted: "pd.Series[bool]"
) -> tuple["pd.Series[float]", "pd.Series[float]"]:
    """Latitude and longitude of every row in degrees (NaN = not drawn), with a finding for every point left out."""
    columns = [mapped.named(name) for name in EXAMPLES]
    nothing = pd.Series(np.nan, index=mapped.table.cells.index, dtype=float)
    present = [column for column in columns if column is not None]
    if not present:
        return nothing, nothing
    found = {column.name: _degrees(mapped, column, context, wanted) for column in present}
    latitude, longitude = found.get("breite", nothing), found.get("laenge", nothing)
    incomplete = wanted & (latitude.notna() ^ longitude.notna())
    complete = latitude.notna() & longitude.notna()
    inside = _inside(latitude, longitude, complete, context)
    swapped = _inside(longitude, latitude, complete, context) & ~inside
    outside = complete.to_numpy(dtype=bool) & ~inside & ~swapped
    column = present[0]
    for code, rows in (
        ("position-swapped", swapped),
        ("position-outside", outside),
        ("position-incomplete", incomplete.to_numpy(dtype=bool)),
    ):
        _say(code, rows, mapped, column, (latitude, longitude), context)
    drawn = pd.Series(inside, index=nothing.index)
    return latitude.where(drawn), longitude.where(drawn)


def _degrees(mapped: Mapped, column: Column, context: Context, wanted: "pd.Series[bool]") -> "pd.Series[float]":
    """Decimal degrees with comma or point; a column that fits both conventions can only mean the point."""
    texts = mapped.cells(column).where(wanted, "")
    read = read_numbers(texts, whole=None, convention=context.answers.to(NUMBERS, column.header))
    if read.ambiguous:
        read = read_numbers(texts, whole=None, convention=Convention.ENGLISH)
    impossible = read.invalid | (read.value.abs() > (90 if column.name == "breite" else 180))
    where = impossible.to_numpy(dtype=bool)
    facts = {"title": column.title, "example": EXAMPLES[column.name]}
    for line, text in zip(mapped.table.lines[where], texts[where], strict=True):
        said = {**facts, "value": f"„{text}“"}
        context.findings.add("position-invalid", row=int(line), column=column.header, value=text, facts=said)
    return read.value.mask(impossible)


def _inside(
    latitude: "pd.Series[float]", longitude: "pd.Series[float]", complete: "pd.Series[bool]", context: Context
) -> Bools:
    """Which complete points lie in the district, or in Germany where it has no boundary."""
    inside = np.zeros(len(latitude), dtype=np.bool_)
    where = complete.to_numpy(dtype=bool)
    if not where.any():
        return inside
    north, east = latitude.to_numpy()[where], longitude.to_numpy()[where]
    outline = context.territory.outline
    if outline is not None:
        inside[where] = points_inside(outline, east.tolist(), north.tolist())
    else:
        south, top, west, right = GERMANY
        inside[where] = (south <= north) & (north <= top) & (west <= east) & (east <= right)
    return inside


def _say(
    code: str,
    rows: Bools,
    mapped: Mapped,
    column: Column,
    points: tuple["pd.Series[float]", "pd.Series[float]"],
    context: Context,
) -> None:
    texts = mapped.cells(column)
    for position in rows.nonzero()[0]:
        latitude, longitude = (_spelled(point.iloc[position]) for point in points)
        facts = {"latitude": latitude, "longitude": longitude, "district": context.territory.district.name}
        line = int(mapped.table.lines[position])
        context.findings.add(code, row=line, column=column.header, value=texts.iloc[position], facts=facts)


def _spelled(degrees: float) -> str:
    return "–" if np.isnan(degrees) else f"{degrees:.4f}".replace(".", ",")
