"""What native charts of lines and of bars have in common: legend, axes, the place of the plot, colours, texts on it.

The plot's place is fixed in the file, so that what is drawn over it as shapes (signs, marks) stands where it belongs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from dashboard.exhibits import pptx_parts as parts
from dashboard.exhibits.colours import Palette
from dashboard.exhibits.exhibit import WITHHELD, Exhibit
from dashboard.exhibits.pptx_data import ChartData, number_format
from dashboard.exhibits.pptx_parts import SIZE, Box, points
from dashboard.exhibits.pptx_scale import Scale

ROW = points(22)
"""Height of a line of text with the room around it."""
TITLE = points(24)
"""Room that the title of an axis takes."""
KEY = points(58)
"""Room of an entry of the legend beside its text."""
GAP = points(8)
DASHES = {
    "solid": MSO_LINE_DASH_STYLE.SOLID, "dash": MSO_LINE_DASH_STYLE.DASH, "dot": MSO_LINE_DASH_STYLE.ROUND_DOT,
    "dashdot": MSO_LINE_DASH_STYLE.DASH_DOT, "longdash": MSO_LINE_DASH_STYLE.LONG_DASH,
}  # fmt: skip
PATTERNS = {
    "": None, "/": MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL, ".": MSO_PATTERN_TYPE.LARGE_GRID,
    "x": MSO_PATTERN_TYPE.OUTLINED_DIAMOND, "-": MSO_PATTERN_TYPE.DARK_HORIZONTAL,
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where a chart stands, where its plot lies in it, and how high its legend is."""

    box: Box
    plot: Box
    legend: int


def legend_height(names: Sequence[str], width: int) -> int:
    """How high the legend is: as many columns as the longest name leaves room for."""
    widest = max(parts.width_of(name) for name in names) + KEY
    columns = max(1, width // widest)
    return -(-len(names) // columns) * ROW + GAP


def added(shapes: Any, exhibit: Exhibit, kind: Any, data: ChartData, place: Place, colours: Palette) -> Any:
    """The chart with its name, description, legend and the place of its plot."""
    box = place.box
    frame = shapes.add_chart(kind, box.left, box.top, box.width, box.height, data)
    parts.describe(frame, f"Diagramm: {exhibit.title}", exhibit.alt)
    chart = frame.chart
    chart.has_title = False
    parts.font(chart.font, colour=colours.text)
    space = chart._chartSpace
    space.find("{*}date1904").addnext(parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>'))
    space.find("{*}date1904").addnext(parse_xml(f'<c:lang {nsdecls("c")} val="{parts.LANGUAGE}"/>'))
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    parts.font(chart.legend.font, colour=colours.text)
    legend = Box(box.left, box.top, box.width, max(place.legend, 1))
    for old in chart.legend._element.findall("{*}layout"):
        chart.legend._element.remove(old)
    chart.legend._element.find("{*}legendPos").addnext(_layout(legend, box, ""))
    area = space.find(".//{*}plotArea")
    area.insert(0, _layout(place.plot, box, '<c:layoutTarget val="inner"/>'))
    return chart


def _layout(part: Box, box: Box, target: str) -> Any:
    shares = {
        "x": (part.left - box.left) / box.width, "y": (part.top - box.top) / box.height,
        "w": part.width / box.width, "h": part.height / box.height,
    }  # fmt: skip
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    sizes = "".join(f'<c:{name} val="{share:.5f}"/>' for name, share in shares.items())
    return parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{target}{modes}{sizes}</c:manualLayout></c:layout>")


def value_axis(axis: Any, scale: Scale, columns: Sequence[Any], unit: str, colours: Palette) -> None:
    """The axis of values: fixed ends, German numbers, its unit as title."""
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = scale.low, scale.high, scale.step
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = parts.rgb(colours.grid)
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    labels = axis.tick_labels
    labels.number_format, labels.number_format_is_linked = number_format(columns[0]), False
    parts.font(labels.font, colour=colours.text)
    axis_title(axis, unit, colours)


def axis_title(axis: Any, text: str, colours: Palette) -> None:
    """What stands beside an axis."""
    axis.has_title = True
    frame = axis.axis_title.text_frame
    parts.run(frame.paragraphs[0], text, colour=colours.text)


def category_axis(axis: Any, colours: Palette) -> None:
    """The axis of things or periods."""
    axis.format.line.color.rgb = parts.rgb(colours.axis)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW  # at the edge, also where values are below zero
    parts.font(axis.tick_labels.font, colour=colours.text)


def shown_every(axis: Any, every: int) -> None:
    """Of the things at the axis only one in ``every`` is written out."""
    for tag in ("tickLblSkip", "tickMarkSkip"):
        skip = parse_xml(f'<c:{tag} {nsdecls("c")} val="{every}"/>')
        axis._element.find("{*}noMultiLvlLbl").addprevious(skip)


def hide_entry(chart: Any, place: int) -> None:
    """Leave a series out of the legend."""
    entry = parse_xml(f'<c:legendEntry {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>')
    chart.legend._element.find("{*}layout").addprevious(entry)


def tick_width(scale: Scale, column: Any) -> int:
    """Room that the widest number at the axis takes."""
    return max(parts.width_of(column.number(tick) or "") for tick in scale.ticks) + GAP


def fill(given: Any, number: int, shape: str, colours: Palette) -> None:
    """Colour and pattern of series ``number``, as on the screen."""
    colour, pattern = parts.rgb(colours.series[number]), PATTERNS[shape]
    if pattern is None:
        given.fill.solid()
        given.fill.fore_color.rgb = colour
    else:
        given.fill.patterned()
        given.fill.pattern = pattern
        given.fill.fore_color.rgb, given.fill.back_color.rgb = colour, parts.rgb(colours.page)
    given.line.color.rgb = colour
    given.line.width = Pt(1)


def label(point: Any, text: str, position: Any, colours: Palette) -> None:
    """A label with a text of ours at one point of a series."""
    given = point.data_label
    frame = given.text_frame
    parts.run(frame.paragraphs[0], text, colour=colours.text)
    given.position = position


def on_plot(shapes: Any, text: str, middle: tuple[int, int], name: str, colours: Palette, **look: Any) -> None:
    """A short text around a point of the plot: the sign that stands for a value."""
    width = parts.width_of(text) + GAP
    box = Box(middle[0] - width // 2, middle[1] - ROW // 2, width, ROW)
    parts.text_box(
        shapes, box, text, name=name, colour=colours.muted, align=parts.CENTRE, anchor=parts.MIDDLE, wrap=False, **look
    )


def nothing(shapes: Any, plot: Box, signs: Sequence[str], colours: Palette) -> None:
    """What a plot without any value says."""
    withheld = any(WITHHELD in sign for sign in signs)
    text = "Alle Werte sind zurückgehalten (•)." if withheld else "Es liegt keine Angabe vor."
    middle = (plot.left + plot.width // 2, plot.top + plot.height // 2)
    on_plot(shapes, text, middle, "Hinweis: keine Werte", colours, size=SIZE + 2)


def note(shapes: Any, text: str, box: Box, colours: Palette) -> Box:
    """A note at the foot of ``box``; what is left above it."""
    if not text:
        return box
    height = parts.height_of(text, box.width) + GAP
    foot = Box(box.left, box.bottom - height + GAP // 2, box.width, height - GAP // 2)
    parts.text_box(shapes, foot, text, name="Hinweis", colour=colours.text)
    return box.cut(box.height - height)
