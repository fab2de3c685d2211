"""Exhibits with lines, bars or a timeline -> Plotly, as a ready-made specification.

German throughout: decimal comma and thousands point on the axes, texts of the hover written out here. A period
without a value is a gap, a sign that stands for a value (withheld, unknown) is written where the value would be.
"""

import json
from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from dashboard.exhibits import plotly_timeline, wording
from dashboard.exhibits.charts import Bars, Lines, Timeline
from dashboard.exhibits.colours import DASHES, MARKERS, PATTERNS, Palette, Theme, palette
from dashboard.exhibits.exhibit import Column, Exhibit, Kind
from dashboard.exhibits.metrics import value_or_none
from dashboard.exhibits.plotly_parts import (
    BARS_SHARE,
    Cells,
    add_note,
    band,
    bar_signs,
    empty,
    goal_line,
    goal_text,
    line_signs,
    mark_line,
    mark_texts,
    stack_signs,
)
from dashboard.periods import Period

CONFIG: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": "reset", "showTips": False}
"""Configuration for the browser: no English tool bar or tips, the wheel scrolls the page."""

FONT = "'Source Sans', 'Helvetica Neue', Arial, sans-serif"
LINES_HEIGHT = 360
BAR_HEIGHT = 22
SMALL_RANGE = 5
"""Up to here an axis of whole things counts in ones, else it would show half persons."""


def spec(exhibit: Exhibit, *, theme: Theme = "light") -> dict[str, Any]:
    """The exhibit's chart as plain data (``data`` and ``layout``); ValueError for a chart of another kind."""
    chart = exhibit.chart
    colours = palette(theme)
    if isinstance(chart, Timeline):
        return plotly_timeline.drawn(exhibit, chart, colours, _layout(colours, 0))
    if isinstance(chart, Lines):
        built = _lines(exhibit, chart, colours)
    elif isinstance(chart, Bars):
        built = _bars(exhibit, chart, colours)
    else:
        raise ValueError(f"exhibit {exhibit.key!r} has no lines, bars or timeline")
    if all(value is None for trace in built["data"] for value in trace["values"]):
        built["layout"]["annotations"].append(empty(built["signs"], colours))
    traces = [{key: part for key, part in trace.items() if key != "values"} for trace in built["data"]]
    return {"data": traces, "layout": built["layout"]}


def encoded(exhibit: Exhibit, *, theme: Theme = "light") -> str:
    """The exhibit's chart as compact JSON, made once."""
    return json.dumps(spec(exhibit, theme=theme), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def figure(exhibit: Exhibit, *, theme: Theme = "light") -> go.Figure:
    """The exhibit's chart as a validated Plotly figure."""
    return go.Figure(spec(exhibit, theme=theme))


def _lines(exhibit: Exhibit, chart: Lines, colours: Palette) -> dict[str, Any]:
    periods = [Period.of(code) for code in exhibit.data[chart.x].tolist()]
    labels = [period.short for period in periods]
    columns = [exhibit.column(name) for name in chart.y]
    cells = [_cells(exhibit, column) for column in columns]
    partial = [partial_of(exhibit, column) for column in columns]
    traces = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": escape(column.label, quote=False),
            "x": labels,
            "y": values,
            "values": values,
            "connectgaps": False,
            "line": {"color": colours.series[number], "width": 2.5, "dash": DASHES[number]},
            "marker": {"color": colours.series[number], "size": 8, "symbol": _symbols(MARKERS[number], lacking)},
            "hoverinfo": "text",
            "hovertext": [
                f"{period.label}<br>{escape(column.label, quote=False)}: {'mindestens ' if partly else ''}{text}"
                for period, text, partly in zip(periods, texts, lacking, strict=True)
            ],
        }
        for number, (column, (values, texts, _), lacking) in enumerate(zip(columns, cells, partial, strict=True))
    ]
    layout = _layout(colours, LINES_HEIGHT)
    layout["xaxis"] |= {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": labels,
        "range": [-0.5, max(len(labels), 1) - 0.5],
        "title": {"text": wording.period_word(periods[0]) if periods else "Quartal"},
    }
    edges = [exhibit.column(name) for name in chart.band or ()]
    spread = [_cells(exhibit, column) for column in edges]
    layout["yaxis"] |= _value_axis(chart.unit, columns, [values for values, _, _ in (*cells, *spread)])
    layout["shapes"] = [mark_line(periods, mark, colours) for mark in chart.marks]
    layout["annotations"] = [
        *mark_texts(periods, chart.marks, colours),
        *line_signs(periods, [*columns, *edges], [*cells, *spread], colours),
    ]
    if chart.goal is not None:
        layout["shapes"].append(goal_line(chart.goal, colours))
        layout["annotations"].append(goal_text(chart.goal, colours))
    add_note(layout, chart.note, colours)
    for trace, column in zip(traces, columns, strict=True):
        _interrupt(trace, [number for number in interruptions(periods, chart, column) if 0 < number < len(periods)])
    traces = [*band(periods, edges, spread, colours.series[0]), *traces]
    return {"data": traces, "layout": layout, "signs": [sign for _, _, signs in cells for sign in signs]}


def _bars(exhibit: Exhibit, chart: Bars, colours: Palette) -> dict[str, Any]:
    rows = [number for number, name in enumerate(exhibit.data[chart.x].tolist()) if name not in chart.without]
    names = [escape(str(exhibit.data[chart.x].tolist()[row]), quote=False) for row in rows]
    columns = [exhibit.column(name) for name in chart.y]
    cells = [_cells(exhibit, column, rows) for column in columns]
    along, across = ("x", "y") if chart.horizontal else ("y", "x")
    traces = [
        {
            "type": "bar",
            "orientation": "h" if chart.horizontal else "v",
            "name": escape(column.label, quote=False),
            across: names,
            along: values,
            "values": values,
            "text": [text if value is not None else "" for value, text in zip(values, texts, strict=True)],
            "textposition": "none" if chart.stacked else "outside",
            "cliponaxis": False,
            "textfont": {"color": colours.text},
            "marker": {
                "color": colours.series[number],
                "line": {"color": colours.series[number], "width": 1},
                "pattern": {"shape": PATTERNS[number], "fillmode": "overlay", "fgcolor": colours.page, "fgopacity": 1},
            },
            "hoverinfo": "text",
            "hovertext": [
                f"{name}<br>{escape(column.label, quote=False)}: {text}"
                for name, text in zip(names, texts, strict=True)
            ],
        }
        for number, (column, (values, texts, _)) in enumerate(zip(columns, cells, strict=True))
    ]
    height = 90 + len(names) * len(columns) * BAR_HEIGHT if chart.horizontal else LINES_HEIGHT
    layout = _layout(colours, height)
    layout["bargap"] = 1 - BARS_SHARE
    layout[f"{across}axis"] |= {"type": "category", "categoryorder": "array", "categoryarray": names}
    layout[f"{across}axis"] |= {"range": [len(names) - 0.5, -0.5] if chart.horizontal else [-0.5, len(names) - 0.5]}
    layout[f"{along}axis"] |= _value_axis(chart.unit, columns, [values for values, _, _ in cells])
    if chart.stacked:
        layout["barmode"] = "relative"
        layout["annotations"] = stack_signs(columns, cells, colours)
    else:
        layout["annotations"] = bar_signs(cells, chart.horizontal, colours)
    add_note(layout, chart.note, colours)
    return {"data": traces, "layout": layout, "signs": [sign for _, _, signs in cells for sign in signs]}


def _cells(exhibit: Exhibit, column: Column, rows: Sequence[int] | None = None) -> Cells:
    """Values to draw (shares as per cent), their texts and their signs."""
    values = exhibit.data[column.name].astype(float).tolist()
    signs = exhibit.data[column.sign].tolist() if column.sign in exhibit.data else [""] * len(values)
    chosen = range(len(values)) if rows is None else rows
    factor = 100 if column.kind is Kind.PERCENT else 1
    drawn = [value_or_none(values[row] * factor) for row in chosen]
    return drawn, [column.text(values[row], signs[row]) for row in chosen], [signs[row] for row in chosen]


def interruptions(periods: Sequence[Period], chart: Lines, column: Column) -> list[int]:
    """Places of the first periods after the breaks in a column's line, the last one first."""
    firsts = [Period.of(mark.period).first for mark in chart.marks if column.name in mark.interrupts]
    return sorted({sum(period.first < first for period in periods) for first in firsts}, reverse=True)


def _interrupt(trace: dict[str, Any], places: Sequence[int]) -> None:
    """A point without a value before each place, so that the line is not joined there."""
    if not places:
        return
    symbols = trace["marker"]["symbol"]
    lists = {key: list(trace[key]) for key in ("x", "y", "values", "hovertext")}
    for place in places:
        for key, part in lists.items():
            part.insert(place, {"x": trace["x"][place], "hovertext": ""}.get(key))
        if isinstance(symbols, list):
            symbols.insert(place, symbols[place])
    trace |= lists


def partial_of(exhibit: Exhibit, column: Column) -> list[bool]:
    """Which known values of a column are sums that lack places."""
    name = f"{column.name}_partial"
    if name not in exhibit.data:
        return [False] * len(exhibit.data)
    return (exhibit.data[name] & exhibit.data[column.name].notna()).tolist()


def _symbols(symbol: str, lacking: Sequence[bool]) -> str | list[str]:
    """An incomplete sum is an open sign; one symbol for all where there is none."""
    return [f"{symbol}-open" if partly else symbol for partly in lacking] if any(lacking) else symbol


def _layout(colours: Palette, height: int) -> dict[str, Any]:
    axis = {
        "separatethousands": True,
        "gridcolor": colours.grid,
        "linecolor": colours.axis,
        "tickfont": {"color": colours.text},
        "zerolinecolor": colours.axis,
        "automargin": True,
        "fixedrange": True,
    }
    return {
        "template": {},
        "height": height,
        "separators": ",.",
        "font": {"family": FONT, "size": 14, "color": colours.text},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 10, "r": 30, "t": 40, "b": 10},
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        "showlegend": True,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": colours.panel,
            "bordercolor": colours.axis,
            "font": {"family": FONT, "size": 14, "color": colours.text},
            "align": "left",
        },
        "xaxis": {**axis, "showgrid": False},
        "yaxis": dict(axis),
        "shapes": [],
        "annotations": [],
    }


def _value_axis(unit: str, columns: Sequence[Column], drawn: Sequence[Sequence[float | None]]) -> dict[str, Any]:
    axis: dict[str, Any] = {"title": {"text": escape(unit, quote=False)}, "rangemode": "tozero", "showgrid": True}
    highest = max((value for values in drawn for value in values if value is not None), default=0.0)
    if all(column.kind is Kind.PERCENT for column in columns):
        axis["ticksuffix"] = "\u202f%"
    elif all(column.decimals == 0 for column in columns) and highest <= SMALL_RANGE:
        axis["dtick"] = 1
    return axis
