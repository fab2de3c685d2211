"""The legend of a map on a slide: one group of shapes beside the map, with the legend in words as its description."""

from collections.abc import Iterator
from typing import Any

from dashboard.exhibits import pptx_parts as parts
from dashboard.exhibits.charts import PlaceMap
from dashboard.exhibits.classes import MISSING_LABEL, WITHHELD_LABEL
from dashboard.exhibits.colours import Palette, class_colours, palette
from dashboard.exhibits.deck_renderer import radius
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.pptx_parts import Box, points
from dashboard.exhibits.pptx_shapes import HATCHED, group, patterned, preset, solid
from dashboard.exhibits.svg import EXAMPLE_PLACES, kinds_of, legend_text

SWATCH = points(18)
BESIDE, GAP = points(8), points(8)


def drawn(shapes: Any, exhibit: Exhibit, chart: PlaceMap, box: Box, pixel: int, colours: Palette) -> None:
    """The group at the top of ``box``; ``pixel`` is the map's own, so that its circles are true to size."""
    group(
        shapes, "Legende", legend_text(exhibit), box.cut(height(chart, box.width)), _members(chart, box, pixel, colours)
    )


def height(chart: PlaceMap, width: int) -> int:
    """How high the legend is in this width."""
    texts = [text for *_, text in _entries(chart, 1, palette("light"))]
    return sum(max(SWATCH, parts.height_of(text, width - SWATCH - BESIDE)) + GAP for text in texts)


def _members(chart: PlaceMap, box: Box, pixel: int, colours: Palette) -> Iterator[str]:
    y = box.top
    width = box.width - SWATCH - BESIDE
    for form, fill, half, letter, text in _entries(chart, pixel, colours):
        height = max(SWATCH, parts.height_of(text, width))
        middle = (box.left + SWATCH // 2, y + height // 2)
        mark = Box(middle[0] - half, middle[1] - half, 2 * half, 2 * half)
        edge = solid(colours.border if form == "rect" else colours.facility_text)
        yield preset(f"Zeichen: {text}", form, mark, fill, edge, text=letter, ink=colours.facility_text, bold=True)
        beside = Box(box.left + SWATCH + BESIDE, y, width, height)
        yield preset(f"Legende: {text}", "rect", beside, text=text, ink=colours.text, align="l", wrap=True)
        y += height + GAP


def _entries(chart: PlaceMap, pixel: int, colours: Palette) -> Iterator[tuple[str, str, int, str, str]]:
    """Form, fill, half its size, letter in it and text of each entry."""
    half = SWATCH // 2
    classes = chart.classes
    fills = class_colours("light", len(classes.labels), diverging=classes.diverging)
    for fill, text in zip(fills, classes.labels, strict=True):
        yield "rect", solid(fill), half, "", text
    yield "rect", patterned(HATCHED, colours.hatch, colours.missing), half, "", MISSING_LABEL
    if chart.shows_withheld:
        yield "rect", solid(colours.withheld), half, "", WITHHELD_LABEL
    kinds = kinds_of(chart.facilities or ())
    for letter, kind in kinds:
        yield "ellipse", solid(colours.facility), half, letter, kind
    for places in EXAMPLE_PLACES if kinds else ():
        yield "ellipse", solid(colours.facility), round(radius(places) * pixel), "", f"{places} Plätze"
