"""The places of any indicator as areas of a map, in one period."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard import formats
from dashboard.exhibits import classes, wording
from dashboard.exhibits import monitoring_notes as beside
from dashboard.exhibits.areas import inside, outlines, state_of, without_rows
from dashboard.exhibits.charts import AreaShape, PlaceMap
from dashboard.exhibits.exhibit import Column, Exhibit
from dashboard.exhibits.monitoring_places import at_once, newest, silent_note, statements
from dashboard.exhibits.monitoring_series import VALUE, Observed
from dashboard.exhibits.monitoring_words import labels
from dashboard.exhibits.readings import ASSOCIATION, Reading
from dashboard.periods import Period

MAP = "Karte"
PERIODS_IN_HOVER = 4
ABSOLUTE = "Absolute Zahlen: Große Orte haben meist schon wegen ihrer Größe höhere Werte."


def place_map(seen: Observed, features: Sequence[Mapping[str, Any]], until: Period, *, boundary_source: str) -> Exhibit:
    """Places coloured by their value in the newest period up to ``until`` that has any.

    ``features`` are GeoJSON features with ``area``, ``name``, ``level`` and ``kind`` in their properties, associations
    as the union of their members. Classes come from the whole history, so a colour means the same in every period.
    """
    period = newest(seen, until)
    title = f"{seen.measure.title} auf der Karte, {(period or until).label}"
    if not seen.indicator.allows("map"):
        return beside.refused(seen, "map", title, beside.ruled_out(seen, MAP))
    if seen.refusal:
        return beside.refused(seen, "map", title, seen.refusal)
    shapes = {feature["properties"]["area"]: shape(feature["geometry"]) for feature in features}
    geometries = {feature["properties"]["area"]: feature["geometry"] for feature in features}
    found = _standing(at_once(seen, period), shapes)
    silent = without_rows(seen.history.areas, [item.place for item in found], features, shapes)
    readings = [*found, *(Reading(place) for place in silent)]
    scale = classes.sequential(seen.history.all_values(VALUE), decimals=seen.measure.decimals)
    chart = PlaceMap(
        metric=seen.indicator.code,
        unit=seen.measure.unit,
        classes=scale,
        areas=tuple(
            _area(seen, item, scale, geometries[item.place.area], period)
            for item in readings
            if item.place.area in geometries
        ),
        outlines=outlines(features, [item.place for item in readings], shapes),
        facilities=None,
        boundary_source=boundary_source,
        shows_withheld=seen.history.ever_withheld(VALUE),
    )
    shown = {item.place: [item] for item in readings}
    message = beside.said(seen.indicator, *statements(seen, readings, period))
    undrawn = [item.place.title for item in readings if item.place.area not in geometries]
    absolute = not seen.per_thousand and seen.indicator.kind == "value" and seen.indicator.counts != "none"
    return Exhibit(
        key=f"monitoring-map-{seen.indicator.code}",
        title=title,
        sentence=message,
        chart=chart,
        data=pd.DataFrame(
            {
                "area": [item.place.area for item in readings],
                "name": labels([item.place for item in readings]),
                "value": [item.value for item in readings],
                "value_sign": [item.sign for item in readings],
            }
        ),
        columns=(Column("name", "Ort"), seen.measure.column("value", seen.indicator.short)),
        source=beside.source(seen, shown),
        as_of=beside.as_of(seen, shown),
        notes=(
            *silent_note(readings, period),
            *([f"Ohne Grenze und deshalb nicht auf der Karte: {formats.join(undrawn)}."] if undrawn else []),
            *([ABSOLUTE] if absolute else []),
            *beside.notes(seen, shown, [period] if period else []),
            f"Grenzen: {boundary_source}",
        ),
        alt=f"Karte der Orte: {message}",
    )


def _standing(readings: Sequence[Reading], shapes: Mapping[str, BaseGeometry]) -> list[Reading]:
    """Without overlaps: an association with a value stands for its members, else they do for it."""
    left_out: set[str] = set()
    for whole in (item for item in readings if item.place.level == ASSOCIATION and item.place.area in shapes):
        members = [
            item.place.area
            for item in readings
            if item.place.level != ASSOCIATION
            and item.place.area in shapes
            and inside(shapes[item.place.area], [shapes[whole.place.area]])
        ]
        left_out |= {whole.place.area} if whole.absent and members else set(members)
    return [item for item in readings if item.place.area not in left_out]


def _area(
    seen: Observed, item: Reading, scale: classes.Classes, geometry: Mapping[str, Any], period: Period | None
) -> AreaShape:
    measure, place = seen.measure, item.place
    text = measure.text(item)
    value = measure.at_least(item) if item.known else text
    axis = seen.axis([place], period)[-PERIODS_IN_HOVER:] if place.area in seen.history.areas else []
    course = ", ".join(f"{step.short} {measure.text(seen.at(place, step))}" for step in axis)
    details = (
        place.title,
        f"{measure.title}: {value}",
        *([f"Verlauf: {course}"] if len(axis) > 1 and seen.indicator.allows("trend") else []),
    )
    index = scale.index_of(item.value) if item.known else None
    short = "gemeindefrei" if place.unincorporated and item.absent else text
    caption = (wording.abbreviated(place.name), short)
    return AreaShape(place.area, place.title, geometry, state_of(item), index, text, caption, details)
