"""The map of what each place still owes of its quota."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
from shapely.geometry import shape

from dashboard.exhibits import planning_quota, wording
from dashboard.exhibits.areas import outlines, state_of, without_rows
from dashboard.exhibits.charts import AreaShape, PlaceMap
from dashboard.exhibits.classes import Classes, sequential
from dashboard.exhibits.exhibit import Column, Exhibit, Kind, sign_notes
from dashboard.exhibits.metrics import OWED
from dashboard.exhibits.readings import NAN, Area, Reading
from dashboard.formats import join, number
from dashboard.planning.quota_views import Quota, QuotaRow

FULFILLED = "nichts mehr"
MOST_BREAKS = 3


def owed_map(quota: Quota, features: Sequence[Mapping[str, Any]], *, boundary_source: str) -> Exhibit:
    """Places coloured by what they still owe; ``features`` as for ``accommodation_map.map_of``."""
    drawn = {str(feature["properties"]["area"]): feature for feature in features}
    shapes = {area: shape(feature["geometry"]) for area, feature in drawn.items()}
    readings = [_reading(row, drawn.get(row.area)) for row in quota.places]
    units = [item.place for item in readings]
    readings += [Reading(place) for place in without_rows({one.area for one in units}, units, features, shapes)]
    scale = _classes([item.value for item in readings])
    rows = {row.area: row for row in quota.places}
    areas = [
        _shape(item, rows.get(item.place.area), scale, drawn[item.place.area]["geometry"])
        for item in readings
        if item.place.area in drawn
    ]
    chart = PlaceMap(
        metric=OWED.key, unit=OWED.unit, classes=scale, areas=tuple(areas),
        outlines=outlines(features, [item.place for item in readings], shapes), facilities=None,
        boundary_source=boundary_source, shows_withheld=any(item.withheld for item in readings),
    )  # fmt: skip
    data = pd.DataFrame(
        {
            "area": [row.area for row in quota.rows()],
            "name": [row.name for row in quota.rows()],
            "target": pd.Series([row.target for row in quota.rows()], dtype=float),
            "target_sign": [planning_quota.sign_of(row, "target") for row in quota.rows()],
            "value": pd.Series([row.open for row in quota.rows()], dtype=float),
            "value_sign": [planning_quota.sign_of(row, "open") for row in quota.rows()],
        }
    )
    data = pd.concat([data.iloc[1:], data.iloc[:1]], ignore_index=True)
    absent = [item.place.name for item in readings if item.place.area not in drawn]
    said = planning_quota.sentence(quota)
    return Exhibit(
        key=f"accommodation-map-{OWED.key}",
        title=f"{OWED.title}, {quota.of.period.label}",
        sentence=said,
        chart=chart,
        data=data,
        columns=(Column("name", "Ort"), Column("target", "Soll", Kind.NUMBER), OWED_COLUMN),
        source=planning_quota.SOURCE,
        as_of=planning_quota.as_of(quota),
        notes=(
            *([f"Ohne Grenze und deshalb nicht auf der Karte: {join(absent)}."] if absent else []),
            *([planning_quota.NEGATIVE] if (data["value"] < 0).any() else []),
            planning_quota.TRAP, *quota.findings,
            *sign_notes([*data["value_sign"], *data["target_sign"]]), f"Grenzen: {boundary_source}",
        ),
        alt=f"Karte der Orte, {OWED.title}: {said}",
    )  # fmt: skip


OWED_COLUMN = Column("value", OWED.short, Kind.NUMBER)


def _reading(row: QuotaRow, feature: Mapping[str, Any] | None) -> Reading:
    known = feature["properties"] if feature is not None else {}
    place = Area(row.area, row.name, str(known.get("level", "")), str(known.get("kind", "")), "")
    if row.open is None:
        return Reading(place, NAN, planning_quota.sign_of(row, "open"))
    return Reading(place, float(row.open))


def _classes(values: Sequence[float]) -> Classes:
    """One class for whoever owes nothing more, the others by what is owed."""
    owing = [value for value in values if value > 0]
    found = [1.0, *(one for one in sequential(owing).breaks if one > 1)][: MOST_BREAKS + 1]
    texts = [number(one) for one in found]
    between = [f"{low} bis unter {high}" for low, high in pairwise(texts)]
    return Classes(tuple(found), (FULFILLED, *between, f"{texts[-1]} und mehr"))


def _shape(item: Reading, row: QuotaRow | None, scale: Classes, geometry: Mapping[str, Any]) -> AreaShape:
    place, text = item.place, OWED.text(item)
    details = [place.title, f"{OWED.title}: {text}"]
    if row is not None:
        parts = (("Soll", row.target, "target"), ("Angerechnet", row.credited, "credited"),
                 ("Aufgenommen", row.actual, "actual"))  # fmt: skip
        for label, value, figure in parts:
            told = number(value) if value is not None else planning_quota.sign_of(row, figure) or "keine Angabe"
            details.append(f"{label}: {told}")
    index = scale.index_of(item.value) if item.known else None
    caption = (wording.abbreviated(place.name), "gemeindefrei" if place.unincorporated and item.absent else text)
    return AreaShape(place.area, place.title, geometry, state_of(item), index, text, caption, tuple(details))
