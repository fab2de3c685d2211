"""A map on a slide: each place a native shape with its name and value, legend and accommodations as shapes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.exhibits import geometry, labels, pptx_legend
from dashboard.exhibits import pptx_parts as parts
from dashboard.exhibits.charts import AreaShape, FacilityPoint, PlaceMap
from dashboard.exhibits.colours import Palette
from dashboard.exhibits.deck_renderer import GERMANY, fill_of, radius
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.geometry import View
from dashboard.exhibits.labels import Label
from dashboard.exhibits.map_svg import UNKNOWN, rings_of
from dashboard.exhibits.pptx_parts import SIZE, Box, points
from dashboard.exhibits.pptx_shapes import HATCHED, Ring, freeform, group, patterned, preset, solid
from dashboard.formats import join

PIXEL = round(SIZE / labels.TEXT_SIZE * parts.POINT)
"""EMU of a pixel in which names are placed, so that their letters come out in the smallest size of a slide."""
LEGEND = 0.26
"""Share of the width that the legend takes."""
GAP = points(10)
FINEST = points(0.5)
"""Corners of a border that lie closer together are one."""


@dataclass(frozen=True)
class _Sheet:
    """A map's view in the middle of its box."""

    view: View
    box: Box
    shapes: Mapping[str, BaseGeometry]
    captions: tuple[Label, ...]

    def point(self, longitude: float, latitude: float) -> tuple[int, int]:
        """Where something stands on the slide."""
        right, down = geometry.projected(self.view, longitude, latitude)
        return (
            round(self.box.left + self.box.width / 2 + right * PIXEL),
            round(self.box.top + self.box.height / 2 + down * PIXEL),
        )


def drawings(exhibit: Exhibit, chart: PlaceMap, colours: Palette) -> list[Any]:
    """One drawing."""
    return [partial(_draw, exhibit, chart, colours)]


def _draw(exhibit: Exhibit, chart: PlaceMap, colours: Palette, shapes: Any, box: Box) -> None:
    beside = round(box.width * LEGEND)
    whole = Box(box.left, box.top, box.width - beside - GAP, box.height)
    right = Box(box.right - beside, box.top, beside, box.height)
    sheet = _sheet(chart, whole)
    said = _said(exhibit, chart, sheet)
    free = right.below(pptx_legend.height(chart, beside) + GAP)
    foot = free if parts.height_of(said, beside) <= free.height else None
    if foot is None:  # what stands below the map takes room, and then its names are placed anew
        sheet = _sheet(chart, whole.cut(whole.height - parts.height_of(said, whole.width) - GAP))
        said = _said(exhibit, chart, sheet)
        foot = whole.below(sheet.box.height + GAP)
    group(shapes, f"Karte: {exhibit.title}", exhibit.alt, sheet.box, _members(chart, sheet, colours))
    pptx_legend.drawn(shapes, exhibit, chart, right, PIXEL, colours)
    if said:
        parts.text_box(shapes, foot, said, name="Hinweis zur Karte", colour=colours.text, anchor=parts.BOTTOM)


def _sheet(chart: PlaceMap, box: Box) -> _Sheet:
    forms = {area.area: shape(area.geometry) for area in chart.areas}
    size = (box.width // PIXEL, box.height // PIXEL)
    view = geometry.fitted(geometry.extent(forms.values()) or GERMANY, *size, padding=4)
    circles = [
        labels.circle_box(view, one.longitude, one.latitude, radius(one.places)) for one in chart.facilities or ()
    ]
    return _Sheet(view, box, forms, labels.placed(chart.areas, forms, circles, view))


def _said(exhibit: Exhibit, chart: PlaceMap, sheet: _Sheet) -> str:
    """Whose borders they are, and which places have no name on the map."""
    named = {label.area for label in sheet.captions}
    unnamed = [area.name for area in chart.areas if area.area not in named]
    source = "" if chart.boundary_source in exhibit.source else f"Grenzen: {chart.boundary_source}."
    return " ".join(filter(None, (f"Ohne Beschriftung: {join(unnamed)}." if unnamed else "", source)))


def _members(chart: PlaceMap, sheet: _Sheet, colours: Palette) -> Iterator[str]:
    for area in chart.areas:
        rings = _rings(area.geometry, sheet)
        if rings:
            yield freeform(f"{area.name}: {area.label}", rings, _fill(area, chart, colours), solid(colours.border))
    for outline in chart.outlines:
        rings = _rings(outline.geometry, sheet)
        if rings:
            yield freeform(outline.name, rings, "", solid(colours.border))
    for point in chart.facilities or ():
        yield _facility(point, sheet, colours)
    names = {area.area: area.name for area in chart.areas}
    for label in sheet.captions:
        yield _caption(label, names[label.area], sheet, colours)


def _fill(area: AreaShape, chart: PlaceMap, colours: Palette) -> str:
    if area.state in UNKNOWN:
        return patterned(HATCHED, colours.hatch, colours.missing)
    return solid(fill_of(area, chart, "light"))


def _rings(form: Mapping[str, Any], sheet: _Sheet) -> list[Ring]:
    """Rings in EMU, without corners that fall together and without rings that are no area then."""
    found: list[Ring] = []
    for ring in rings_of(form):
        kept: list[tuple[int, int]] = []
        for longitude, latitude, *_ in ring:
            x, y = sheet.point(longitude, latitude)
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINEST:
                kept.append((x, y))
        if len(kept) > 2:
            found.append(kept)
    return found


def _facility(point: FacilityPoint, sheet: _Sheet, colours: Palette) -> str:
    x, y = sheet.point(point.longitude, point.latitude)
    half = round(radius(point.places) * PIXEL)
    name = point.name or point.kind
    return preset(
        name, "ellipse", Box(x - half, y - half, 2 * half, 2 * half), solid(colours.facility),
        solid(colours.facility_text), text=point.letter, ink=colours.facility_text, bold=True, width=1.5,
        alt="; ".join((name, *point.details)),
    )  # fmt: skip


def _caption(label: Label, name: str, sheet: _Sheet, colours: Palette) -> str:
    x, y = sheet.point(label.longitude, label.latitude)
    lines = label.text.split("\n")
    half = round((max(map(len, lines)) * labels.CHARACTER / 2 + labels.MARGIN) * PIXEL)
    tall = round((len(lines) * labels.LINE / 2 + labels.MARGIN / 2) * PIXEL)
    # A plate in the colour of the page keeps the name readable over every area.
    return preset(
        f"Beschriftung: {name}", "rect", Box(x - half, y - tall, 2 * half, 2 * tall), solid(colours.page, 0.85),
        text=label.text, ink=colours.text, bold=True,
    )  # fmt: skip
