"""Small SVG figures for pages and documents: sparklines and the legend of a map, readable by screen readers."""

import math
from collections.abc import Collection, Sequence
from html import escape

from dashboard.exhibits.charts import FacilityPoint, PlaceMap
from dashboard.exhibits.classes import MISSING_LABEL, WITHHELD_LABEL
from dashboard.exhibits.colours import Theme, class_colours, palette
from dashboard.exhibits.deck_renderer import radius
from dashboard.exhibits.exhibit import Exhibit

FONT = "'Source Sans', 'Helvetica Neue', Arial, sans-serif"

ROW = 24
SWATCH = 16
LETTER_WIDTH = 7.6
"""Pixels of a character of the legend, on average."""
EXAMPLE_PLACES = (20, 50)
"""Circles in the legend, true to size: larger ones do not fit its rows."""


def sparkline(
    values: Sequence[float | None],
    *,
    alt: str,
    lacking: Sequence[tuple[str, ...]] = (),
    breaks: Collection[int] = (),
    theme: Theme = "light",
    width: int = 140,
    height: int = 36,
) -> str:
    """A small line over equally long periods; None is a gap. The last value is a filled dot.

    If the newest period has no value, the newest one that has is an open dot at its own place. ``lacking`` names per
    value the places its sum lacks: such a value is an open dot at the end, and no line joins sums that lack different
    places. ``breaks`` are places of values to which no line leads. ``alt`` is the German description; ValueError if it
    is empty.
    """
    if not alt.strip():
        raise ValueError("a sparkline needs a description")
    colours = palette(theme)
    points = _scaled([None if v is None or math.isnan(v) else float(v) for v in values], width, height)
    parts = []
    for run in _runs(points, lacking, breaks):
        if len(run) > 1:
            path = " ".join(f"{n(x)},{n(y)}" for x, y in run)
            parts.append(
                f'<polyline points="{path}" fill="none" stroke="{colours.series[0]}" stroke-width="2" '
                'stroke-linejoin="round" stroke-linecap="round"/>'
            )
        else:
            parts.append(f'<circle cx="{n(run[0][0])}" cy="{n(run[0][1])}" r="1.5" fill="{colours.series[0]}"/>')
    known = [point for point in points if point is not None]
    if known:
        x, y = known[-1]
        fill = colours.series[1] if points[-1] is not None and not any(lacking[-1:]) else "none"
        parts.append(
            f'<circle class="last" cx="{n(x)}" cy="{n(y)}" r="3.5" fill="{fill}" '
            f'stroke="{colours.series[1]}" stroke-width="1.5"/>'
        )
    else:
        middle = n(height / 2)
        parts.append(
            f'<line x1="4" y1="{middle}" x2="{width - 4}" y2="{middle}" stroke="{colours.axis}" '
            'stroke-width="1.5" stroke-dasharray="2 4"/>'
        )
    return _figure(parts, alt, width, height)


def legend(exhibit: Exhibit, *, theme: Theme = "light", width: int = 900) -> str:
    """The legend of a map in rows of ``width`` pixels; ValueError if the exhibit has none."""
    chart = exhibit.chart
    if not isinstance(chart, PlaceMap):
        raise ValueError(f"exhibit {exhibit.key!r} has no map")
    entries = [*_class_entries(chart, theme), *_facility_entries(chart.facilities or (), theme)]
    parts, x, y = [], 0.0, 0.0
    for mark, mark_width, label in entries:
        needed = mark_width + 8 + len(label) * LETTER_WIDTH + 20
        if x and x + needed > width:
            x, y = 0.0, y + ROW
        parts.append(
            f'<g transform="translate({n(x)} {n(y)})">{mark}'
            f'<text x="{n(mark_width + 8)}" y="17" fill="{palette(theme).text}">{escape(label)}</text></g>'
        )
        x += needed
    return _figure(parts, legend_text(exhibit), width, int(y + ROW))


def legend_text(exhibit: Exhibit) -> str:
    """The legend in words, from the lowest class to the highest."""
    chart = exhibit.chart
    if not isinstance(chart, PlaceMap):
        raise ValueError(f"exhibit {exhibit.key!r} has no map")
    labels = [*chart.classes.labels, MISSING_LABEL, *([WITHHELD_LABEL] if chart.shows_withheld else [])]
    kinds = [f"{letter}: {kind}" for letter, kind in kinds_of(chart.facilities or ())]
    circles = ["die Fläche der Kreise wächst mit den Plätzen"] if kinds else []
    return f"Legende: {'; '.join([*labels, *kinds, *circles])}"


def _class_entries(chart: PlaceMap, theme: Theme) -> list[tuple[str, float, str]]:
    colours, classes = palette(theme), chart.classes
    fills = class_colours(theme, len(classes.labels), diverging=classes.diverging)
    entries = [
        (_swatch(fill, colours.border), float(SWATCH), text) for fill, text in zip(fills, classes.labels, strict=True)
    ]
    hatched = "".join(
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colours.hatch}" stroke-width="1.2"/>'
        for x1, y1, x2, y2 in ((0, 10, 6, 4), (0, 20, 16, 4), (8, 20, 16, 12))
    )
    entries.append((_swatch(colours.missing, colours.border) + hatched, float(SWATCH), MISSING_LABEL))
    if chart.shows_withheld:
        entries.append((_swatch(colours.withheld, colours.border), float(SWATCH), WITHHELD_LABEL))
    return entries


def _facility_entries(points: Sequence[FacilityPoint], theme: Theme) -> list[tuple[str, float, str]]:
    colours = palette(theme)
    style = f'fill="{colours.facility}" stroke="{colours.facility_text}" stroke-width="1.5"'
    entries = [
        (
            f'<circle cx="9" cy="12" r="9" {style}/><text x="9" y="16" font-size="12" font-weight="700" '
            f'text-anchor="middle" fill="{colours.facility_text}">{escape(letter)}</text>',
            18.0,
            kind,
        )
        for letter, kind in kinds_of(points)
    ]
    examples = [
        (f'<circle cx="11" cy="12" r="{n(radius(places))}" {style}/>', 22.0, f"{places} Plätze")
        for places in EXAMPLE_PLACES
    ]
    return [*entries, *examples] if entries else []


def kinds_of(points: Sequence[FacilityPoint]) -> list[tuple[str, str]]:
    return sorted({(point.letter, point.kind) for point in points})


def _swatch(fill: str, border: str) -> str:
    return f'<rect x="0" y="4" width="{SWATCH}" height="{SWATCH}" fill="{fill}" stroke="{border}"/>'


def _scaled(values: Sequence[float | None], width: int, height: int) -> list[tuple[float, float] | None]:
    known = [value for value in values if value is not None]
    if not known:
        return []
    low, high = min(known), max(known)
    edge = 5.0
    step = (width - 2 * edge) / max(len(values) - 1, 1)
    points: list[tuple[float, float] | None] = []
    for place, value in enumerate(values):
        if value is None:
            points.append(None)
            continue
        share = 0.5 if high == low else (value - low) / (high - low)
        x = width - edge if len(values) == 1 else edge + place * step
        points.append((x, height - edge - share * (height - 2 * edge)))
    return points


def _runs(
    points: Sequence[tuple[float, float] | None], lacking: Sequence[tuple[str, ...]], breaks: Collection[int]
) -> list[list[tuple[float, float]]]:
    """Points that may be joined: without a gap or a break between them, and sums over the same places."""
    runs: list[list[tuple[float, float]]] = [[]]
    for number, point in enumerate(points):
        other_places = number and lacking and set(lacking[number]) != set(lacking[number - 1])
        if point is None or number in breaks or other_places:
            runs.append([])
        if point is not None:
            runs[-1].append(point)
    return [run for run in runs if run]


def _figure(parts: Sequence[str], alt: str, width: int, height: int) -> str:
    text = escape(alt)
    attributes = (
        f'xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{text}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{FONT}" font-size="14"'
    )
    return f"<svg {attributes}><title>{text}</title>{''.join(parts)}</svg>"


def n(value: float) -> str:
    """A length in a drawing, to a tenth of a unit."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
