"""A map -> SVG: the same areas, hatching, names and circles as on the screen, for paper and pages without scripts.

Every area is a group that bears its code (``data-area``) and its title, so that a page can make it a button and a
screen reader names it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.exhibits import geometry, labels
from dashboard.exhibits.charts import AreaShape, FacilityPoint, PlaceMap
from dashboard.exhibits.colours import Palette, Theme, palette
from dashboard.exhibits.deck_renderer import GERMANY, fill_of, radius
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.geometry import View
from dashboard.exhibits.labels import Label
from dashboard.exhibits.svg import FONT, legend, n

SIZE = (700, 500)
LEGEND_GAP = 12
UNKNOWN = ("missing", "sign")
"""States of areas that are hatched."""


@dataclass(frozen=True)
class Drawn:
    """A drawing, its size in its own units, and the names for which it had no room."""

    svg: str
    width: float
    height: float
    unnamed: tuple[str, ...]


def map_svg(
    exhibit: Exhibit, *, theme: Theme = "light", size: tuple[int, int] = SIZE, with_legend: bool = True
) -> Drawn:
    """The map with its legend below; ValueError if the exhibit has none."""
    chart = exhibit.chart
    if not isinstance(chart, PlaceMap):
        raise ValueError(f"exhibit {exhibit.key!r} has no map")
    colours = palette(theme)
    shapes = {area.area: shape(area.geometry) for area in chart.areas}
    bounds = geometry.extent(shapes.values()) or GERMANY
    view = geometry.fitted(bounds, *size)
    circles = [
        labels.circle_box(view, one.longitude, one.latitude, radius(one.places)) for one in chart.facilities or ()
    ]
    captions = labels.placed(chart.areas, shapes, circles, view)
    parts = [
        *(_area(area, shapes[area.area], chart, view, theme) for area in chart.areas),
        *(_hatching(shapes[area.area], bounds, view, colours) for area in chart.areas if area.state in UNKNOWN),
        *(_outline(member.geometry, view, colours) for member in chart.outlines),
        *(_facility(one, view, colours) for one in chart.facilities or ()),
        *(_name(label, view, colours) for label in captions),
    ]  # fmt: skip
    width, height = size
    middle = f'<g transform="translate({n(width / 2)} {n(height / 2)})">{"".join(parts)}</g>'
    below, more = _legend(exhibit, theme, width, height) if with_legend else ("", 0.0)
    text = escape(exhibit.alt)
    named = {label.area for label in captions}
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{text}" '
        f'viewBox="0 0 {width} {n(height + more)}" width="{width}" '
        f'height="{n(height + more)}" font-family="{FONT}" font-size="{labels.TEXT_SIZE}">'
        f"<title>{text}</title>{middle}{below}</svg>"
    )
    return Drawn(svg, width, height + more, tuple(area.name for area in chart.areas if area.area not in named))


def _area(area: AreaShape, form: BaseGeometry, chart: PlaceMap, view: View, theme: Theme) -> str:
    colours = palette(theme)
    title = escape("; ".join((area.name, area.label)))
    return (
        f'<g data-area="{escape(area.area)}"><title>{title}</title><path d="{_path(form.__geo_interface__, view)}" '
        f'fill="{fill_of(area, chart, theme)}" stroke="{colours.border}" stroke-width="1" fill-rule="evenodd"/></g>'
    )


def _hatching(form: BaseGeometry, bounds: geometry.Extent, view: View, colours: Palette) -> str:
    lines = "".join(_line(stroke, view) for stroke in geometry.hatching(form, bounds))
    return f'<path d="{lines}" fill="none" stroke="{colours.hatch}" stroke-width="1"/>' if lines else ""


def _outline(form: Mapping[str, Any], view: View, colours: Palette) -> str:
    return f'<path d="{_path(form, view)}" fill="none" stroke="{colours.border}" stroke-width="1"/>'


def _facility(point: FacilityPoint, view: View, colours: Palette) -> str:
    x, y = geometry.projected(view, point.longitude, point.latitude)
    title = escape("; ".join((point.name or point.kind, *point.details)))
    return (
        f'<g data-facility="{escape(point.name)}"><title>{title}</title><circle cx="{n(x)}" cy="{n(y)}" '
        f'r="{n(radius(point.places))}" fill="{colours.facility}" stroke="{colours.facility_text}" stroke-width="1.5"/>'
        f'<text x="{n(x)}" y="{n(y + 4)}" text-anchor="middle" font-weight="700" font-size="12" '
        f'fill="{colours.facility_text}">{escape(point.letter)}</text></g>'
    )


def _name(label: Label, view: View, colours: Palette) -> str:
    x, y = geometry.projected(view, label.longitude, label.latitude)
    lines = label.text.split("\n")
    top = y - labels.LINE * (len(lines) - 1) / 2 + labels.TEXT_SIZE / 3
    spans = "".join(
        f'<tspan x="{n(x)}" y="{n(top + labels.LINE * number)}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    half = max(len(line) for line in lines) * labels.CHARACTER / 2 + labels.MARGIN
    tall = len(lines) * labels.LINE + labels.MARGIN
    # A plate in the colour of the page keeps the name readable over every area.
    return (
        f'<rect x="{n(x - half)}" y="{n(y - tall / 2)}" width="{n(2 * half)}" height="{n(tall)}" rx="3" '
        f'fill="{colours.page}" fill-opacity="0.85"/>'
        f'<text text-anchor="middle" font-weight="700" fill="{colours.text}">{spans}</text>'
    )


def _legend(exhibit: Exhibit, theme: Theme, width: int, height: int) -> tuple[str, float]:
    drawn = legend(exhibit, theme=theme, width=width)
    tall = float(drawn.split('height="', 1)[1].split('"', 1)[0])
    placed = drawn.replace("<svg ", f'<svg x="0" y="{n(height + LEGEND_GAP)}" ', 1)
    return placed, tall + LEGEND_GAP


def _path(form: Mapping[str, Any], view: View) -> str:
    return "".join(f"{_line(ring, view)}Z" for ring in rings_of(form))


def rings_of(form: Mapping[str, Any]) -> Iterator[Iterable[Any]]:
    match form["type"]:
        case "Polygon":
            yield from form["coordinates"]
        case "MultiPolygon":
            for polygon in form["coordinates"]:
                yield from polygon
        case "GeometryCollection":
            for part in form["geometries"]:
                yield from rings_of(part)


def _line(points: Iterable[Any], view: View) -> str:
    """A path through points, without those that fall together at this size."""
    found: list[str] = []
    last = ""
    for longitude, latitude, *_ in points:
        x, y = geometry.projected(view, longitude, latitude)
        place = f"{n(x)} {n(y)}"
        if place != last:
            found.append(place)
            last = place
    return f"M{'L'.join(found)}"
