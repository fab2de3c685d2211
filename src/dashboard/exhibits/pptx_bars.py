"""Values per thing -> native bar charts, as many as are legible: 45 places are several slides with the same scale.

Names or numbers that have no room beside each other under upright bars get lying ones.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION

from dashboard.exhibits import pptx_chart as common
from dashboard.exhibits import pptx_parts as parts
from dashboard.exhibits.charts import Bars
from dashboard.exhibits.colours import PATTERNS, Palette
from dashboard.exhibits.exhibit import NOT_GIVEN, Exhibit, Kind
from dashboard.exhibits.plotly_parts import BARS_SHARE, meaning
from dashboard.exhibits.pptx_chart import GAP, ROW, Place
from dashboard.exhibits.pptx_data import Series, chart_data, number_format, series_of
from dashboard.exhibits.pptx_parts import Box, points
from dashboard.exhibits.pptx_scale import Scale, scale_of

BAR = points(18)
"""Height of a lying bar: a number at its end is as high."""
WIDEST_NAME = 0.4
"""Share of a chart's width that the names of lying bars take at most."""
KINDS = {
    (True, True): XL_CHART_TYPE.BAR_STACKED, (True, False): XL_CHART_TYPE.BAR_CLUSTERED,
    (False, True): XL_CHART_TYPE.COLUMN_STACKED, (False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
}  # fmt: skip


@dataclass(frozen=True)
class _Plan:
    """How the bars stand on every slide of the exhibit."""

    flat: bool
    """Lying bars."""
    scale: Scale
    plot: Box
    legend: int
    most: int
    """Things that one slide has room for."""


def drawings(exhibit: Exhibit, chart: Bars, colours: Palette, box: Box) -> list[Any]:
    """A drawing per slide, each a function of shapes and box."""
    names = [str(name) for name in exhibit.data[chart.x].tolist()]
    rows = [row for row, name in enumerate(names) if name not in chart.without]
    whole = series_of(exhibit, chart.y, rows)
    plan = _plan(chart, whole, [names[row] for row in rows], _above_note(chart, box))
    return [
        partial(_draw, exhibit, chart, colours, plan, [rows[place] for place in part])
        for part in parts.shared(len(rows), plan.most)
    ]


def _above_note(chart: Bars, box: Box) -> Box:
    return box.cut(box.height - (parts.height_of(chart.note, box.width) + GAP if chart.note else 0))


def _plan(chart: Bars, series: Sequence[Series], names: Sequence[str], box: Box) -> _Plan:
    scale = _scale(chart, series)
    legend = common.legend_height([one.label for one in series], box.width)
    label = max((parts.width_of(text) for one in series for text in one.texts), default=0) + GAP
    ticks = common.tick_width(scale, series[0].column)
    beside = 1 if chart.stacked else len(series)
    upright = Box(
        box.left + common.TITLE + ticks, box.top + legend + ROW, box.width - common.TITLE - ticks - GAP,
        box.height - legend - 2 * ROW - ROW - GAP,
    )  # fmt: skip
    needed = max(beside * label, max((_name_width(name) for name in names), default=0) + GAP)
    if not chart.horizontal and len(names) * needed <= upright.width:
        return _Plan(False, scale, upright, legend, max(len(names), 1))
    widest = max((parts.width_of(name) for name in names), default=0) + GAP
    left = min(widest, round(WIDEST_NAME * box.width))
    right = max(label, ticks // 2)
    height = box.height - legend - ROW - common.TITLE
    lines = max((len(parts.wrapped(name, left - GAP)) for name in names), default=1)
    thing = max(lines * ROW, round(BAR * beside / BARS_SHARE))
    plot = Box(box.left + left, box.top + legend, box.width - left - right, height)
    return _Plan(True, scale, plot, legend, max(1, height // thing))


def _name_width(name: str) -> int:
    """What a name under an upright bar takes on one or two lines."""
    half = parts.width_of(name) // 2
    longest = max((parts.width_of(word) for word in name.split()), default=0)
    return max(longest, half + points(20)) if " " in name else longest


def _scale(chart: Bars, series: Sequence[Series]) -> Scale:
    decimals = max(one.column.decimals for one in series)
    smallest = (0.01 if series[0].column.kind is Kind.PERCENT else 1.0) * 10.0**-decimals
    if not chart.stacked:
        return scale_of((value for one in series for value in one.values), smallest)
    stacks = list(zip(*(one.values for one in series), strict=True))
    ups = [sum(value for value in stack if value is not None and value > 0) for stack in stacks]
    downs = [sum(value for value in stack if value is not None and value < 0) for stack in stacks]
    return scale_of([*ups, *downs], smallest)


def _draw(
    exhibit: Exhibit, chart: Bars, colours: Palette, plan: _Plan, rows: Sequence[int], shapes: Any, box: Box
) -> None:
    series = series_of(exhibit, chart.y, rows)
    every = exhibit.data[chart.x].tolist()
    names = [str(every[row]) for row in rows]
    if not names:
        common.nothing(shapes, box, (), colours)
        return
    data = chart_data(names, [(one.label, one.values, number_format(one.column)) for one in series])
    data.signs = [(f"{one.label} (Zeichen)", one.signs) for one in series if any(one.signs)]
    beside = 1 if chart.stacked else len(series)
    place = Place(_above_note(chart, box), _fewer(plan, len(names) * beside), plan.legend)
    made = common.added(shapes, exhibit, KINDS[plan.flat, chart.stacked], data, place, colours)
    _axes(made, chart, series, plan, colours)
    bars = made.plots[0]
    bars.gap_width = round((1 - BARS_SHARE) / (BARS_SHARE / beside) * 100)
    bars.overlap = 100 if chart.stacked else 0
    for number, (one, given) in enumerate(zip(bars.series, series, strict=True)):
        common.fill(one.format, number, PATTERNS[number], colours)
        one.invert_if_negative = False
        if not chart.stacked:
            _labels(one, given, colours)
    _signs(shapes, chart, names, series, plan.flat, plan.scale, place.plot, colours)
    if all(value is None for one in series for value in one.values):
        common.nothing(shapes, place.plot, [sign for one in series for sign in one.signs], colours)
    common.note(shapes, chart.note, box, colours)


def _fewer(plan: _Plan, count: int) -> Box:
    """The plot of few lying bars is lower, so that they do not become slabs."""
    thick = 2 * BAR * max(count, 1) + ROW
    return plan.plot.cut(min(plan.plot.height, thick)) if plan.flat else plan.plot


def _axes(made: Any, chart: Bars, series: Sequence[Series], plan: _Plan, colours: Palette) -> None:
    common.value_axis(made.value_axis, plan.scale, [one.column for one in series], chart.unit, colours)
    common.category_axis(made.category_axis, colours)
    made.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if plan.flat:  # the first thing on top, the numbers at the foot
        made.category_axis.reverse_order = True
        made.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _labels(one: Any, given: Series, colours: Palette) -> None:
    """The number at the end of every bar; where it has a sign, text and sign."""
    labels = one.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = number_format(given.column), False
    parts.font(labels.font, colour=colours.text)
    for place, value in enumerate(given.values):
        if value is not None and given.texts[place] != given.column.number(value):
            common.label(one.points[place], given.texts[place], XL_LABEL_POSITION.OUTSIDE_END, colours)


def _signs(
    shapes: Any, chart: Bars, names: Sequence[str], series: Sequence[Series], flat: bool, scale: Scale, plot: Box,
    colours: Palette,
) -> None:  # fmt: skip
    """What stands where a bar would be: the sign, or „keine Angabe“; an empty place would look like zero."""
    found = _of_stacks(series) if chart.stacked else _of_bars(series)
    for place, offset, value, text, said in found:
        along, across = scale.share(value), (place + 0.5 + offset) / len(names)
        width = parts.width_of(text) // 2 + GAP
        if flat:
            middle = (plot.left + round(along * plot.width) + width, plot.top + round(across * plot.height))
        else:
            middle = (plot.left + round(across * plot.width), plot.bottom - round(along * plot.height) - ROW // 2)
        common.on_plot(shapes, text, middle, f"{names[place]}: {said}", colours)


_Sign = tuple[int, float, float, str, str]
"""Number of the thing, offset of the bar in it, value it stands at, its text, and what it says."""


def _of_bars(series: Sequence[Series]) -> Iterator[_Sign]:
    width = BARS_SHARE / len(series)
    for number, one in enumerate(series):
        offset = (number - (len(series) - 1) / 2) * width
        for place, value in enumerate(one.values):
            if value is None:
                said = f"{one.label} {meaning(one.signs[place]) or NOT_GIVEN}"
                yield place, offset, 0.0, one.texts[place], said


def _of_stacks(series: Sequence[Series]) -> Iterator[_Sign]:
    """On top of each stack what its missing parts are, because a lower stack would look like a smaller whole."""
    for place in range(len(series[0].values)):
        lacking = [one for one in series if one.values[place] is None]
        if lacking:
            whole = sum(value for one in series if (value := one.values[place]) is not None and value > 0)
            text = " ".join(dict.fromkeys(one.texts[place] if one.signs[place] else "k. A." for one in lacking))
            said = "; ".join(f"{one.label} {meaning(one.signs[place]) or NOT_GIVEN}" for one in lacking)
            yield place, 0.0, whole, text, said
