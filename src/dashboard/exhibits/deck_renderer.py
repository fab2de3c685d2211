"""Exhibits with a map -> deck.gl, drawn from our own boundaries alone: no tiles, no style, no address of anybody.

Streamlit must be given ``map_provider=None`` *without* a map style: pydeck then writes its placeholder, and only this
placeholder keeps the browser from asking a third party for tiles (an absent style would).
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pydeck
from pydeck.bindings.json_tools import default_serialize
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.exhibits import geometry, labels
from dashboard.exhibits.charts import AreaShape, FacilityPoint, PlaceMap
from dashboard.exhibits.colours import Palette, Theme, class_colours, palette, rgb
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.geometry import Extent
from dashboard.exhibits.labels import Label

SIZE = (900, 560)
"""Pixels the view is fitted to, width and height."""

PIXELS_PER_ROOT = 1.3
"""Radius of a circle is this times the root of its places: its area is proportional to them, 100 places have 13 px."""

UNKNOWN_RADIUS = 6.0
"""Radius of an accommodation whose places are not given."""

FONT = "'Source Sans', 'Helvetica Neue', Arial, sans-serif"

NAME_PLATE_OPACITY = 230
"""Of 255: enough for 4.5:1 whatever colour lies under a name."""

CONTROLLER = {"dragRotate": False, "touchRotate": False, "scrollZoom": False}
"""The wheel scrolls the page; double click, pinch and the keys + and - zoom."""

GERMANY = Extent(5.8, 47.2, 15.1, 55.1)


@dataclass(frozen=True)
class EncodedDeck:
    """A map as ready-made JSON; to be cached, and accepted by ``st.pydeck_chart`` in the place of a ``Deck``."""

    json: str
    unnamed: tuple[str, ...]
    """Places whose name had no room on the map: to be listed beside it."""
    _tooltip: dict[str, Any]
    layers: None = None

    def to_json(self) -> str:
        return self.json


def deck(exhibit: Exhibit, *, theme: Theme = "light", size: tuple[int, int] = SIZE) -> pydeck.Deck:
    """The exhibit's map; ValueError if its chart is none. Layers: areas, hatching, outlines, names, facilities."""
    return _deck(exhibit, theme, size)[0]


def encoded(exhibit: Exhibit, *, theme: Theme = "light", size: tuple[int, int] = SIZE) -> EncodedDeck:
    """The exhibit's map as compact JSON, made once."""
    built, unnamed = _deck(exhibit, theme, size)
    text = json.dumps(built, sort_keys=True, default=default_serialize, separators=(",", ":"), ensure_ascii=False)
    return EncodedDeck(text, unnamed, _tooltip(palette(theme)))


def _deck(exhibit: Exhibit, theme: Theme, size: tuple[int, int]) -> tuple[pydeck.Deck, tuple[str, ...]]:
    chart = exhibit.chart
    if not isinstance(chart, PlaceMap):
        raise ValueError(f"exhibit {exhibit.key!r} has no map")
    colours = palette(theme)
    shapes = {area.area: shape(area.geometry) for area in chart.areas}
    bounds = geometry.extent(shapes.values()) or GERMANY
    view = geometry.fitted(bounds, *size)
    circles = [
        labels.circle_box(view, point.longitude, point.latitude, radius(point.places))
        for point in chart.facilities or ()
    ]
    captions = labels.placed(chart.areas, shapes, circles, view)
    layers = [
        _areas(chart, colours, theme),
        _hatching(chart, shapes, bounds, colours),
        _outlines(chart, colours),
        *([_facilities(chart.facilities, colours)] if chart.facilities is not None else []),
        _names(captions, colours),
    ]
    built = pydeck.Deck(
        layers=layers,
        map_provider=None,
        initial_view_state=pydeck.ViewState(
            longitude=round(view.longitude, 5),
            latitude=round(view.latitude, 5),
            zoom=round(view.zoom, 3),
            min_zoom=round(view.zoom - 0.5, 3),
            max_zoom=round(view.zoom + 6, 3),
            pitch=0,
            bearing=0,
        ),
        views=[pydeck.View(type="MapView", id="map", controller=CONTROLLER)],
        tooltip=_tooltip(colours),
    )
    named = {label.area for label in captions}
    return built, tuple(area.name for area in chart.areas if area.area not in named)


def radius(places: float | None) -> float:
    """Radius in pixels of the circle of an accommodation; its area is proportional to its places."""
    return UNKNOWN_RADIUS if places is None else PIXELS_PER_ROOT * math.sqrt(max(places, 0))


def fill_of(area: AreaShape, chart: PlaceMap, theme: Theme) -> str:
    """Fill colour of an area: its class, or that of a missing or withheld value."""
    if area.class_index is not None:
        classes = chart.classes
        return class_colours(theme, len(classes.labels), diverging=classes.diverging)[area.class_index]
    return palette(theme).withheld if area.state == "withheld" else palette(theme).missing


def _areas(chart: PlaceMap, colours: Palette, theme: Theme) -> pydeck.Layer:
    features = [
        {
            "type": "Feature",
            "geometry": area.geometry,
            "properties": {
                "area": area.area,
                "name": area.name,
                "value": area.label,
                "fill": [*rgb(fill_of(area, chart, theme)), 255],
                "tooltip": "\n".join(area.details),
            },
        }
        for area in chart.areas
    ]
    return pydeck.Layer(
        "GeoJsonLayer",
        features,
        id="areas",
        pickable=True,
        auto_highlight=True,
        highlight_color=[*rgb(colours.text), 60],
        stroked=True,
        filled=True,
        get_fill_color="properties.fill",
        get_line_color=[*rgb(colours.page), 255],
        line_width_units='"pixels"',
        get_line_width=1.5,
    )


def _hatching(chart: PlaceMap, shapes: dict[str, BaseGeometry], bounds: Extent, colours: Palette) -> pydeck.Layer:
    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {
                "type": "MultiLineString",
                "coordinates": geometry.hatching(shapes[area.area], bounds),
            },
        }
        for area in chart.areas
        if area.state in ("missing", "sign")
    ]
    return _lines("hatching", features, colours.hatch, 1)


def _outlines(chart: PlaceMap, colours: Palette) -> pydeck.Layer:
    geometries = [area.geometry for area in chart.areas] + [member.geometry for member in chart.outlines]
    borders = [{"type": "Feature", "properties": {}, "geometry": item} for item in geometries]
    return _lines("outlines", borders, colours.border, 1)


def _lines(layer: str, features: list[dict[str, Any]], colour: str, width: float) -> pydeck.Layer:
    return pydeck.Layer(
        "GeoJsonLayer",
        features,
        id=layer,
        pickable=False,
        stroked=True,
        filled=False,
        get_line_color=[*rgb(colour), 255],
        line_width_units='"pixels"',
        get_line_width=width,
    )


def _names(captions: Sequence[Label], colours: Palette) -> pydeck.Layer:
    features = [_point(label.longitude, label.latitude, {"text": label.text}) for label in captions]
    return _points(
        "place-names",
        "text",
        features,
        pickable=False,
        get_text_color=[*rgb(colours.text), 255],
        get_text_size=labels.TEXT_SIZE,
        text_background=True,
        get_text_background_color=[*rgb(colours.page), NAME_PLATE_OPACITY],
        text_background_padding=[4, 2, 4, 2],
    )


def _facilities(points: Sequence[FacilityPoint], colours: Palette) -> pydeck.Layer:
    features = [
        _point(
            point.longitude,
            point.latitude,
            {
                "name": point.name,
                "area": point.area,
                "text": point.letter,
                "radius": round(radius(point.places), 2),
                "tooltip": "\n".join(point.details),
            },
        )
        for point in points
    ]
    return _points(
        "facilities",
        "circle+text",
        features,
        pickable=True,
        auto_highlight=True,
        highlight_color=[*rgb(colours.series[1]), 120],
        get_point_radius="properties.radius",
        point_radius_units='"pixels"',
        stroked=True,
        filled=True,
        get_fill_color=[*rgb(colours.facility), 235],
        get_line_color=[*rgb(colours.facility_text), 255],
        line_width_units='"pixels"',
        get_line_width=1.5,
        get_text_color=[*rgb(colours.facility_text), 255],
        get_text_size=labels.TEXT_SIZE - 1,
    )


def _points(layer: str, kind: str, features: list[dict[str, Any]], **more: Any) -> pydeck.Layer:
    """Points with text. Not a TextLayer of its own: Streamlit would fade its text as soon as an area is chosen."""
    built = pydeck.Layer(
        "GeoJsonLayer",
        features,
        id=layer,
        point_type=f'"{kind}"',
        get_text="properties.text",
        text_font_weight=700,
        text_line_height=1.2,
        **more,
    )
    # deck.gl draws no umlaut and no "•" unless it is told the characters. Set here, because pydeck takes every text
    # that is passed above for a piece of code.
    characters = {character for feature in features for character in feature["properties"]["text"]}
    built.text_character_set = "".join(sorted({" "} | characters - {"\n"}))
    built.text_font_family = FONT
    return built


def _point(longitude: float, latitude: float, properties: dict[str, Any]) -> dict[str, Any]:
    position = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": position, "properties": properties}


def _tooltip(colours: Palette) -> dict[str, Any]:
    """Plain text, never HTML: what stands in a file is shown as it is, whatever characters it has."""
    return {
        "text": "{tooltip}",
        "style": {
            "backgroundColor": colours.panel,
            "color": colours.text,
            "border": f"1px solid {colours.axis}",
            "borderRadius": "4px",
            "fontSize": "14px",
            # pinned to the corner: beside the pointer it would be cut off at the edge of the map
            "transform": "none",
            "top": "8px",
            "left": "8px",
            "maxWidth": "18rem",
            "whiteSpace": "pre-line",
            "padding": "8px 10px",
        },
    }
