"""Values over time -> a native line chart: gaps stay gaps, a goal is a series, marks are native lines with a text.

A line that must not be joined across a break is two series of one look, in the chart as in its data.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.util import Pt

from dashboard.exhibits import pptx_chart as common
from dashboard.exhibits import pptx_parts as parts
from dashboard.exhibits import wording
from dashboard.exhibits.charts import Goal, Lines
from dashboard.exhibits.colours import DASHES, MARKERS, Palette
from dashboard.exhibits.exhibit import Exhibit, Kind
from dashboard.exhibits.plotly_parts import meaning
from dashboard.exhibits.plotly_renderer import interruptions, partial_of
from dashboard.exhibits.pptx_chart import GAP, ROW, Place
from dashboard.exhibits.pptx_data import Series, chart_data, number_format, series_of
from dashboard.exhibits.pptx_marks import drawn as draw_marks
from dashboard.exhibits.pptx_marks import laid_out
from dashboard.exhibits.pptx_parts import Box
from dashboard.exhibits.pptx_scale import Scale, scale_of
from dashboard.periods import Period

INCOMPLETE = "Offene Zeichen: Summen, denen Orte fehlen (mindestens)."
STYLES = {
    "circle": XL_MARKER_STYLE.CIRCLE, "square": XL_MARKER_STYLE.SQUARE, "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle-up": XL_MARKER_STYLE.TRIANGLE, "x": XL_MARKER_STYLE.X,
}  # fmt: skip


@dataclass(frozen=True)
class _Piece:
    """A part of a line that may be joined: values of one series from ``first`` up to ``end``."""

    number: int
    name: str
    first: int
    end: int

    def values(self, series: Series) -> tuple[float | None, ...]:
        """All periods, with values only in this part."""
        return tuple(value if self.first <= place < self.end else None for place, value in enumerate(series.values))


def drawings(exhibit: Exhibit, chart: Lines, colours: Palette) -> list[Any]:
    """One drawing: a function of shapes and box."""
    return [partial(_draw, exhibit, chart, colours)]


def _draw(exhibit: Exhibit, chart: Lines, colours: Palette, shapes: Any, box: Box) -> None:
    periods = [Period.of(code) for code in exhibit.data[chart.x].tolist()]
    if not periods:
        common.nothing(shapes, box, (), colours)
        return
    series = series_of(exhibit, chart.y, range(len(periods)))
    lacking = [partial_of(exhibit, one.column) for one in series]
    said = " ".join(filter(None, (INCOMPLETE if any(map(any, lacking)) else "", chart.note)))
    note_box = box
    box = box.cut(box.height - (parts.height_of(said, box.width) + GAP if said else 0))
    edges = series_of(exhibit, chart.band or (), range(len(periods)))
    scale = _scale(chart, [*series, *edges])
    place, names = _place(chart, series, edges, periods, scale, box)
    pieces = [piece for number, one in enumerate(series) for piece in _pieces(number, one, chart, periods)]
    code = [number_format(one.column) for one in series]
    columns = [(piece.name, piece.values(series[piece.number]), code[piece.number]) for piece in pieces]
    columns += [(edge.label, edge.values, number_format(edge.column)) for edge in edges]
    if chart.goal is not None:
        columns.append((chart.goal.label, (chart.goal.value,) * len(periods), code[0]))
    data = chart_data([period.short for period in periods], columns)
    data.signs = [(f"{one.label} (Zeichen)", one.signs) for one in (*series, *edges) if any(one.signs)]
    made = common.added(shapes, exhibit, XL_CHART_TYPE.LINE_MARKERS, data, place, colours)
    _axes(made, chart, series, periods, scale, place.plot, colours)
    plotted = list(made.plots[0].series)
    for piece, one in zip(pieces, plotted, strict=False):
        _style(one, piece, colours)
        _points(one, piece, series[piece.number], lacking[piece.number], colours)
    for one in plotted[len(pieces) : len(pieces) + len(edges)]:
        _edge(one, colours)
    _newest(plotted, pieces, series, scale, place.plot, colours)
    for at, piece in enumerate(pieces):
        if piece.first:  # looks like the first part of its line, which is in the legend
            common.hide_entry(made, at)
    if chart.goal is not None:
        _goal(shapes, plotted[-1], chart.goal, scale, place.plot, colours)
    draw_marks(shapes, names, place.plot, colours)
    _signs(shapes, periods, series, place.plot, colours)
    if all(value is None for one in series for value in one.values):
        common.nothing(shapes, place.plot, [sign for one in series for sign in one.signs], colours)
    common.note(shapes, said, note_box, colours)


def _scale(chart: Lines, series: Sequence[Series]) -> Scale:
    goal = (chart.goal.value,) if chart.goal is not None else ()
    decimals = max(one.column.decimals for one in series)
    share = 0.01 if series[0].column.kind is Kind.PERCENT else 1.0
    return scale_of([*goal, *(value for one in series for value in one.values)], share * 10.0**-decimals)


def _place(
    chart: Lines, series: Sequence[Series], edges: Sequence[Series], periods: Sequence[Period], scale: Scale, box: Box
) -> tuple[Place, Any]:
    """Where the plot lies, and the texts of the marks in the band above it."""
    entries = [*(one.label for one in (*series, *edges)), *([chart.goal.label] if chart.goal is not None else [])]
    legend = common.legend_height(entries, box.width)
    left = common.TITLE + common.tick_width(scale, series[0].column)
    right = max((parts.width_of(text) for one in series for text in one.texts[-1:]), default=0) + 2 * GAP
    plot = Box(box.left + left, box.top + legend, box.width - left - right, box.height - legend - ROW - common.TITLE)
    names = laid_out(periods, chart.marks, plot)
    band = names.height
    return Place(box, Box(plot.left, plot.top + band + GAP, plot.width, plot.height - band - GAP), legend), names


def _pieces(number: int, series: Series, chart: Lines, periods: Sequence[Period]) -> Iterator[_Piece]:
    breaks = [place for place in interruptions(periods, chart, series.column) if 0 < place < len(periods)]
    edges = [0, *sorted(breaks), len(periods)]
    for first, end in pairwise(edges):
        name = f"{series.label} ab {periods[first].short}" if first else series.label
        yield _Piece(number, name, first, end)


def _axes(
    made: Any, chart: Lines, series: Sequence[Series], periods: Sequence[Period], scale: Scale, plot: Box,
    colours: Palette,
) -> None:  # fmt: skip
    common.value_axis(made.value_axis, scale, [one.column for one in series], chart.unit, colours)
    axis = made.category_axis
    common.category_axis(axis, colours)
    widest = max(parts.width_of(period.short) for period in periods) + GAP
    every = max(1, -(-widest * len(periods) // plot.width))
    common.shown_every(axis, every)
    if every == 1:  # a program that leaves none out writes them on two lines, where the title would stand
        common.axis_title(axis, wording.period_word(periods[0]), colours)


def _style(one: Any, piece: _Piece, colours: Palette) -> None:
    colour = parts.rgb(colours.series[piece.number])
    one.smooth = False
    _line(one, piece, colours)
    one.marker.style, one.marker.size = STYLES[MARKERS[piece.number]], 9
    one.marker.format.fill.solid()
    one.marker.format.fill.fore_color.rgb = colour
    one.marker.format.line.color.rgb = colour


def _line(of: Any, piece: _Piece, colours: Palette) -> None:
    """The look of a line, of the whole series or of the part that leads to a point with a look of its own."""
    of.format.line.color.rgb, of.format.line.width = parts.rgb(colours.series[piece.number]), Pt(2.5)
    of.format.line.dash_style = common.DASHES[DASHES[piece.number]]


def _edge(one: Any, colours: Palette) -> None:
    """An edge of the first line's band: dashed, thin, without signs."""
    one.smooth = False
    one.format.line.color.rgb, one.format.line.width = parts.rgb(colours.series[0]), Pt(1.25)
    one.format.line.dash_style = common.DASHES["dash"]
    one.marker.style = XL_MARKER_STYLE.NONE


def _points(one: Any, piece: _Piece, series: Series, lacking: Sequence[bool], colours: Palette) -> None:
    """Open signs for incomplete sums, and the text of every value that has a sign."""
    for place in range(piece.first, piece.end):
        if series.values[place] is None:
            continue
        if lacking[place]:
            _line(one.points[place], piece, colours)
            marker = one.points[place].marker
            marker.style, marker.size = STYLES[MARKERS[piece.number]], 9
            marker.format.fill.solid()
            marker.format.fill.fore_color.rgb = parts.rgb(colours.page)
            marker.format.line.color.rgb = parts.rgb(colours.series[piece.number])
        if series.signs[place] and place < len(series.values) - 1:
            common.label(one.points[place], series.texts[place], XL_LABEL_POSITION.ABOVE, colours)


def _newest(
    plotted: Sequence[Any], pieces: Sequence[_Piece], series: Sequence[Series], scale: Scale, plot: Box,
    colours: Palette,
) -> None:  # fmt: skip
    """The value at the right end of every line; of values close to each other the highest and the lowest."""
    ends = [
        (one.values[-1], at)
        for at, piece in enumerate(pieces)
        if piece.end == len((one := series[piece.number]).values) and one.values and one.values[-1] is not None
    ]
    ordered = sorted(ends, key=lambda end: -(end[0] or 0))
    near = ROW / max(plot.height, 1)
    heights = [scale.share(value or 0) for value, _ in ordered]
    for place, (_, at) in enumerate(ordered):
        above = place > 0 and heights[place - 1] - heights[place] < near
        below = place + 1 < len(ordered) and heights[place] - heights[place + 1] < near
        if above and below:
            continue
        position = XL_LABEL_POSITION.BELOW if above else XL_LABEL_POSITION.ABOVE if below else XL_LABEL_POSITION.RIGHT
        one = series[pieces[at].number]
        common.label(plotted[at].points[len(one.values) - 1], one.texts[-1], position, colours)


def _goal(shapes: Any, one: Any, goal: Goal, scale: Scale, plot: Box, colours: Palette) -> None:
    one.smooth = False
    one.format.line.color.rgb, one.format.line.width = parts.rgb(colours.text), Pt(1.5)
    one.format.line.dash_style = common.DASHES["dash"]
    one.marker.style = XL_MARKER_STYLE.NONE
    y = plot.bottom - round(scale.share(goal.value) * plot.height)
    # At the left end: at the right one stand the newest values.
    place = Box(plot.left + GAP // 2, y - ROW, plot.width, ROW)
    parts.text_box(
        shapes, place, goal.label, name=f"Text des Ziels: {goal.label}", colour=colours.muted, anchor=parts.BOTTOM
    )


def _signs(shapes: Any, periods: Sequence[Period], series: Sequence[Series], plot: Box, colours: Palette) -> None:
    """Signs that stand for a value, on the axis under their period: at no height, because they have none."""
    for place, period in enumerate(periods):
        said = {one.label: one.signs[place] for one in series if one.values[place] is None and one.signs[place]}
        if said:
            marks = " ".join(dict.fromkeys(" ".join(said.values()).split()))
            name = f"{period.short}: " + "; ".join(f"{label} {meaning(sign)}" for label, sign in said.items())
            middle = (plot.left + round((place + 0.5) / len(periods) * plot.width), plot.bottom - ROW // 2)
            common.on_plot(shapes, marks, middle, name, colours)
