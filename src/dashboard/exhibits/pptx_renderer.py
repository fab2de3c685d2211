"""Exhibits -> slides, of native parts only: charts with their data, shapes with names, tables. No picture of anything.

An exhibit may need several slides; each drawing is a function that is given the shapes of a slide and the box to fill.
"""

from collections.abc import Callable
from typing import Any

from dashboard.exhibits import pptx_bars, pptx_lines, pptx_map, pptx_table, pptx_tiles, pptx_timeline
from dashboard.exhibits.charts import Bars, KeyFigures, Lines, PlaceMap, Timeline
from dashboard.exhibits.colours import palette
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.pptx_parts import Box

Drawing = Callable[[Any, Box], None]


def drawings(exhibit: Exhibit, box: Box) -> list[Drawing]:
    """What is drawn on each slide, in their order, into boxes of the size of ``box``; tables where it has no chart."""
    colours = palette("light")
    match exhibit.chart:
        case Lines() as chart:
            return pptx_lines.drawings(exhibit, chart, colours)
        case Bars() as chart:
            return pptx_bars.drawings(exhibit, chart, colours, box)
        case PlaceMap() as chart:
            return pptx_map.drawings(exhibit, chart, colours)
        case KeyFigures() as chart:
            return pptx_tiles.drawings(exhibit, chart, colours, box)
        case Timeline() as chart:
            return pptx_timeline.drawings(exhibit, chart, colours, box)
    return tables(exhibit, box)


def tables(exhibit: Exhibit, box: Box) -> list[Drawing]:
    """The exhibit's table, slide by slide."""
    return pptx_table.drawings(exhibit, palette("light"), box)


def shows_values(exhibit: Exhibit) -> bool:
    """Whether the chart says its values in words; parts of a stack are too small for that."""
    return not (isinstance(exhibit.chart, Bars) and exhibit.chart.stacked)
