"""Areas of a map: what each stands for, which are drawn without having a row, borders inside associations."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from shapely.geometry.base import BaseGeometry

from dashboard.exhibits.charts import AreaState, Outline
from dashboard.exhibits.readings import ASSOCIATION, DISTRICT, Area, Reading


def state_of(item: Reading) -> AreaState:
    """How an area is drawn: with its class, as withheld, by a sign that stands for a value, or as missing."""
    if item.withheld:
        return "withheld"
    if item.known:
        return "value"
    return "sign" if item.sign else "missing"


def without_rows(
    known: Collection[str],
    units: Sequence[Area],
    features: Sequence[Mapping[str, Any]],
    shapes: Mapping[str, BaseGeometry],
) -> tuple[Area, ...]:
    """Places that can be drawn but have no row at all; not associations, nor members of one that is drawn."""
    drawn = [shapes[unit.area] for unit in units if unit.area in shapes]
    found = []
    for feature in features:
        area, name, level, kind = (str(feature["properties"][key]) for key in ("area", "name", "level", "kind"))
        listed = area in known or level in (ASSOCIATION, DISTRICT)
        if not listed and not inside(shapes[area], drawn):
            found.append(Area(area, name, level, kind, ""))
    return tuple(found)


def outlines(
    features: Sequence[Mapping[str, Any]], units: Sequence[Area], shapes: Mapping[str, BaseGeometry]
) -> tuple[Outline, ...]:
    """Borders of the members inside each association that is drawn as a whole."""
    wholes = [shapes[unit.area] for unit in units if unit.level == ASSOCIATION and unit.area in shapes]
    drawn = {unit.area for unit in units}
    parts = [(feature["properties"], feature["geometry"]) for feature in features]
    return tuple(
        Outline(str(named["area"]), str(named["name"]), outline)
        for named, outline in parts
        if wholes and named["area"] not in drawn and inside(shapes[named["area"]], wholes)
    )


def inside(part: BaseGeometry, wholes: Sequence[BaseGeometry]) -> bool:
    point = part.representative_point()
    return any(whole.contains(point) for whole in wholes)
