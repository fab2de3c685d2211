"""A timeline on slides, as native shapes: a bar per thing, today and what happened marked, an axis in quarters."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from dashboard import formats
from dashboard.exhibits import plotly_timeline, pptx_parts
from dashboard.exhibits.charts import Timeline
from dashboard.exhibits.colours import PATTERNS, Palette
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.plotly_timeline import OPEN, Row
from dashboard.exhibits.pptx_parts import Box, points
from dashboard.exhibits.pptx_shapes import group, patterned, preset, solid

ROW, BAR = points(22), points(18)
ONE_LINE, TWO_LINES = points(26), points(38)
GAP = points(8)
NAMES = 0.34
"""Share of the width that the names take."""
MARK = points(13)
FILLS = {"": "", "/": "wdUpDiag", ".": "lgGrid", "x": "openDmnd", "-": "dkHorz"}
HEAD = 2 * ROW + GAP
"""Room for the legend and for the words at today's line."""


def drawings(exhibit: Exhibit, chart: Timeline, colours: Palette, box: Box) -> list[Any]:
    """As many drawings as the rows need, each with axis and legend."""
    headings, rows = plotly_timeline.rows_of(exhibit, chart)
    slots: list[Row | str] = [*rows]
    for place, heading in sorted(headings.items()):
        slots.insert(place, heading)
    legend = _legend_rows(chart, box.width)
    names = round(box.width * NAMES) - GAP
    long = any(len(pptx_parts.wrapped(plotly_timeline.name_beside(chart, row), names)) > 1 for row in rows)
    slot = TWO_LINES if long else ONE_LINE
    most = (box.height - HEAD - (len(legend) - 1) * ROW - ROW) // slot
    return [
        partial(_draw, exhibit, chart, colours, [slots[place] for place in part], slot, legend)
        for part in pptx_parts.shared(len(slots), most)
    ]


def _legend_rows(chart: Timeline, width: int) -> list[list[tuple[str, str]]]:
    """Entries (state or empty, text) in lines that fit."""
    entries = [(state, f"{sign} {state}") for state, sign in chart.states.items()]
    entries += [("", f"◆ {chart.happening}")] if chart.happenings else []
    entries += [("", OPEN)]
    lines: list[list[tuple[str, str]]] = [[]]
    used = 0
    for entry in entries:
        needed = pptx_parts.width_of(entry[1]) + 4 * GAP
        if used + needed > width and lines[-1]:
            lines.append([])
            used = 0
        lines[-1].append(entry)
        used += needed
    return lines


def _draw(
    exhibit: Exhibit, chart: Timeline, colours: Palette, slots: Sequence[Row | str], slot: int,
    legend: Sequence[Sequence[tuple[str, str]]], shapes: Any, box: Box,
) -> None:  # fmt: skip
    top = HEAD + (len(legend) - 1) * ROW
    left = round(box.width * NAMES)
    plot = Box(box.left + left, box.top + top, box.width - left - MARK, len(slots) * slot)
    group(
        shapes, f"Legende: {exhibit.title}", "Legende", box.cut(len(legend) * ROW), _legend(legend, chart, box, colours)
    )
    whole = box.cut(top + plot.height + ROW)
    group(
        shapes,
        f"Zeitleiste: {exhibit.title}",
        exhibit.alt,
        whole,
        _members(exhibit, chart, slots, slot, plot, box, colours),
    )


def _legend(legend: Sequence[Sequence[tuple[str, str]]], chart: Timeline, box: Box, colours: Palette) -> Iterator[str]:
    for line, entries in enumerate(legend):
        x, y = box.left, box.top + line * ROW
        for state, text in entries:
            if state:
                swatch = Box(x, y + (ROW - MARK) // 2, MARK, MARK)
                yield preset(
                    f"Zeichen: {text}", "rect", swatch, _fill(chart, state, colours), _edge(chart, state, colours)
                )
                x += MARK + GAP // 2
            width = pptx_parts.width_of(text)
            yield preset(f"Legende: {text}", "rect", Box(x, y, width, ROW), text=text, ink=colours.text, align="l")
            x += width + 2 * GAP


def _members(
    exhibit: Exhibit, chart: Timeline, slots: Sequence[Row | str], slot: int, plot: Box, box: Box,
    colours: Palette,
) -> Iterator[str]:  # fmt: skip
    axis = plotly_timeline.axis_of(chart)
    for day, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
        x = _x(chart, date.fromisoformat(day), plot)
        yield preset(f"Hilfslinie {text}", "line", Box(x, plot.top, 0, plot.height), line=solid(colours.grid))
        width = pptx_parts.width_of(text) + GAP
        below = Box(x - width // 2, plot.bottom, width, ROW)
        yield preset(f"Achse: {text}", "rect", below, text=text, ink=colours.text)
    for place, row in enumerate(slots):
        y = plot.top + place * slot
        if isinstance(row, str):
            heading = Box(box.left, y, box.width, slot)
            yield preset(f"Gruppe: {row}", "rect", heading, text=row, ink=colours.text, bold=True, align="l")
        else:
            yield from _row(chart, row, y, slot, plot, box, colours)
    yield from _today(chart, plot, colours)
    happened = {row.place: place for place, row in enumerate(slots) if isinstance(row, Row)}
    rows = plotly_timeline.rows_of(exhibit, chart)[1] if chart.happenings else []
    for one in chart.happenings:
        at = happened.get(rows[one.row].place)
        if at is not None:
            middle = (_x(chart, one.day, plot), plot.top + at * slot + slot // 2)
            yield preset(
                f"{rows[one.row].name}: {one.label} ({formats.day(one.day)})", "diamond", _around(middle),
                solid(colours.text), solid(colours.page),
            )  # fmt: skip


def _row(chart: Timeline, row: Row, y: int, slot: int, plot: Box, box: Box, colours: Palette) -> Iterator[str]:
    beside = Box(box.left, y, plot.left - box.left - GAP, slot)
    yield preset(
        f"Name: {row.name}",
        "rect",
        beside,
        text=plotly_timeline.name_beside(chart, row),
        ink=colours.text,
        align="l",
        wrap=True,
    )
    first, last = plotly_timeline.edges_of(chart, row)
    begins, ends = _x(chart, first, plot), _x(chart, last, plot)
    bar = Box(begins, y + slot // 2 - BAR // 2, max(ends - begins, points(2)), BAR)
    said = f"{row.name}: {row.state}, {plotly_timeline.span_of(row)}"
    yield preset(said, "rect", bar, _fill(chart, row.state, colours), _edge(chart, row.state, colours))
    for what, day, edge, turned in (("Beginn", row.begins, begins, 270), ("Ende", row.ends, ends, 90)):
        if day is None:
            yield preset(
                f"{row.name}: {what} offen", "triangle", _around((edge, y + slot // 2)), solid(colours.page),
                solid(colours.text), width=1.5, turned=turned,
            )  # fmt: skip


def _today(chart: Timeline, plot: Box, colours: Palette) -> Iterator[str]:
    x = _x(chart, chart.today, plot)
    yield preset(
        "Heute", "line", Box(x, plot.top - GAP // 2, 0, plot.height + GAP // 2), line=solid(colours.text), width=2
    )
    text = f"heute, {formats.day(chart.today)}"
    width = pptx_parts.width_of(text)
    left = x - width if chart.today - chart.first > (chart.last - chart.first) / 2 else x
    yield preset(
        "Heute: Text", "rect", Box(left, plot.top - ROW - GAP // 2, width, ROW), text=text, ink=colours.text, align="l"
    )


def _fill(chart: Timeline, state: str, colours: Palette) -> str:
    number = list(chart.states).index(state)
    pattern = FILLS[PATTERNS[number]]
    ink = colours.series[number]
    return patterned(pattern, ink, colours.page) if pattern else solid(ink)


def _edge(chart: Timeline, state: str, colours: Palette) -> str:
    return solid(colours.series[list(chart.states).index(state)])


def _around(middle: tuple[int, int]) -> Box:
    return Box(middle[0] - MARK // 2, middle[1] - MARK // 2, MARK, MARK)


def _x(chart: Timeline, day: date, plot: Box) -> int:
    """Where a day stands, kept within the axis."""
    share = (day - chart.first) / (chart.last - chart.first)
    return plot.left + round(min(max(share, 0.0), 1.0) * plot.width)
