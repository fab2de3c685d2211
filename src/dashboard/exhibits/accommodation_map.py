"""The map of accommodation: areas by a metric, facilities where the circle has them, and what must be said beside."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from shapely.geometry import shape

from dashboard import formats
from dashboard.exhibits import classes, facilities, map_sentences, wording
from dashboard.exhibits.areas import outlines, state_of, without_rows
from dashboard.exhibits.charts import AreaShape, PlaceMap
from dashboard.exhibits.exhibit import WITHHELD, Column, Exhibit, Kind, sign_notes
from dashboard.exhibits.history import History, opened
from dashboard.exhibits.metrics import CHANGE, FULL_AT, METRICS, OWED, Metric, metric_of, stand
from dashboard.exhibits.readings import NAN, Area, Change, Reading
from dashboard.periods import Period

SOURCE = "Meldungen der Gemeinden und Samtgemeinden"

QUARTERS_IN_HOVER = 4
FACILITIES_IN_HOVER = 8


def map_of(
    history: pd.DataFrame | History,
    features: Sequence[Mapping[str, Any]],
    facilities_frame: pd.DataFrame | None,
    *,
    metric: str,
    period: Period,
    boundary_source: str,
    traps: tuple[str, ...] = (),
    source: str = SOURCE,
) -> Exhibit:
    """Places coloured by ``metric`` at ``period``, each with its last value up to then.

    ``features`` are GeoJSON features with ``area``, ``name``, ``level`` and ``kind`` in their properties, associations
    as the union of their members; places that can be drawn but have no row are shown as missing. ``facilities_frame``
    is None where the circle may not see single facilities. NotFound for an unknown metric; what is still owed is drawn
    by ``planning_map.owed_map``.
    """
    chosen = metric_of(metric)
    if chosen is OWED:
        raise ValueError("what is owed comes from a quota and not from a history")
    base = METRICS["belegt"].figure if chosen is CHANGE else chosen.figure
    shapes = {feature["properties"]["area"]: shape(feature["geometry"]) for feature in features}
    geometries = {feature["properties"]["area"]: feature["geometry"] for feature in features}
    known = opened(history, period)
    units = known.reporting(base, period)
    silent = without_rows(known.areas, units, features, shapes)
    figures = known.including(silent)
    units = (*units, *silent)
    readings = [reading(figures, chosen, unit, period) for unit in units]
    shown = facilities.read(facilities_frame) if facilities_frame is not None else None
    scale = classes_of(figures, chosen)
    areas = [
        _shape(figures, chosen, scale, item, geometries[item.place.area], shown, period)
        for item in readings
        if item.place.area in geometries
    ]
    chart = PlaceMap(
        metric=chosen.key,
        unit=chosen.unit,
        classes=scale,
        areas=tuple(areas),
        outlines=outlines(features, units, shapes),
        facilities=facilities.points(shown) if shown is not None else None,
        boundary_source=boundary_source,
        shows_withheld=figures.ever_withheld(base),
    )
    message = map_sentences.message(figures, chosen, readings, period)
    data = _data(figures, chosen, readings, period)
    notes = (
        *map_sentences.notes(figures, chosen, readings, period),
        *_not_drawn(readings, geometries, shown),
        *sign_notes(data["value_sign"].tolist()),
        *traps,
        f"Grenzen: {boundary_source}",
    )
    return Exhibit(
        key=f"accommodation-map-{chosen.key}",
        title=f"{chosen.title}, {period.label}",
        sentence=message,
        chart=chart,
        data=data,
        columns=_columns(chosen),
        source=source,
        as_of=map_sentences.as_of(readings),
        notes=notes,
        alt=f"Karte der Orte, {chosen.title}: {message}",
    )


def reading(figures: History, metric: Metric, place: Area, period: Period) -> Reading:
    """The last value of a metric; a change is read like a value, with the sign of what withholds it."""
    if metric is not CHANGE:
        return figures.last(place.area, metric.figure, period)
    base = METRICS["belegt"].figure
    now, change = figures.last(place.area, base, period), figures.change(place.area, base, period)
    if change.why_not == "withheld":
        return Reading(place, NAN, WITHHELD, now.period, now.missing)
    return Reading(place, change.value, "", now.period, now.missing) if change.known else Reading(place)


def classes_of(figures: History, metric: Metric) -> classes.Classes:
    """Classes of a metric from its whole history, the same in every quarter."""
    if metric is CHANGE:
        return classes.around_zero(figures.all_changes(METRICS["belegt"].figure))
    if metric.kind is Kind.PERCENT:
        return classes.fixed(FULL_AT, percent=True)
    return classes.sequential(figures.all_values(metric.figure), decimals=metric.decimals)


def _shape(
    figures: History,
    metric: Metric,
    scale: classes.Classes,
    item: Reading,
    geometry: Mapping[str, Any],
    shown: tuple[facilities.Facility, ...] | None,
    period: Period,
) -> AreaShape:
    place = item.place
    own = [facility.line for facility in shown or () if facility.area == place.area]
    further = len(own) - FACILITIES_IN_HOVER
    details = [
        place.title,
        f"{metric.title}: {metric.text(item)}{stand(item, period)}",
        *_others(figures, metric, place, period),
        *_course(figures, metric, place, period),
        *own[:FACILITIES_IN_HOVER],
        *([f"und {further} weitere Unterkünfte" if further > 1 else "und 1 weitere Unterkunft"] if further > 0 else []),
    ]
    index = scale.index_of(item.value) if item.known else None
    text = metric.text(item)
    caption = (wording.abbreviated(place.name), "gemeindefrei" if place.unincorporated and item.absent else text)
    return AreaShape(place.area, place.title, geometry, state_of(item), index, text, caption, tuple(details))


def _others(figures: History, metric: Metric, place: Area, period: Period) -> list[str]:
    others = [other for other in METRICS.values() if other is not metric]
    items = [(other, figures.last(place.area, other.figure, period)) for other in others]
    return [f"{other.short}: {other.text(item)}{stand(item, period)}" for other, item in items if not item.absent]


def _course(figures: History, metric: Metric, place: Area, period: Period) -> list[str]:
    shown = METRICS["belegt"] if metric is CHANGE else metric
    axis = figures.periods(period, place.area)[-QUARTERS_IN_HOVER:]
    values = [f"{step.short} {shown.text(figures.at(place.area, shown.figure, step))}" for step in axis]
    return [f"Verlauf ({shown.short}): {', '.join(values)}"] if len(values) > 1 else []


def _data(figures: History, metric: Metric, readings: Sequence[Reading], period: Period) -> pd.DataFrame:
    district = figures.district
    rows = list(readings)
    if district is not None and all(item.place != district for item in rows):
        rows.append(reading(figures, metric, district, period))
    changes = [
        Change() if metric is CHANGE else figures.change(item.place.area, metric.figure, period) for item in rows
    ]
    return pd.DataFrame(
        {
            "area": [item.place.area for item in rows],
            "name": [item.place.title for item in rows],
            "value": [item.value for item in rows],
            "value_sign": [item.sign for item in rows],
            "change": [metric.shown_change(change.value) for change in changes],
            "change_sign": [WITHHELD if change.why_not == "withheld" else "" for change in changes],
            "stand": [item.period.label if item.period else "" for item in rows],
        }
    )


def _columns(metric: Metric) -> tuple[Column, ...]:
    points = "Prozentpunkte" if metric.kind is Kind.PERCENT else ""
    change = () if metric is CHANGE else (Column("change", "Veränderung", Kind.SIGNED, metric.decimals, points),)
    value = Column("value", metric.title, metric.kind, metric.decimals)
    return (Column("name", "Ort"), value, *change, Column("stand", "Stand"))


def _not_drawn(
    readings: Sequence[Reading],
    geometries: Mapping[str, Any],
    shown: tuple[facilities.Facility, ...] | None,
) -> list[str]:
    notes = []
    if absent := [item.place.title for item in readings if item.place.area not in geometries]:
        notes.append(f"Ohne Grenze und deshalb nicht auf der Karte: {formats.join(absent)}.")
    unplaced = [f for f in shown or () if not f.placed and f.kind != facilities.FLAT]
    if unplaced:
        named = formats.join([facility.name for facility in unplaced])
        notes.append(f"Ohne Lage und deshalb nicht als Kreis auf der Karte: {named}.")
    return notes
