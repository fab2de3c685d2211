"""Exhibits with lines or bars -> Plotly, as a ready-made specification.

German throughout: decimal comma and thousands point on the axes, texts of the hover written out here. A period
without a value is a gap, a sign that stands for a value (withheld, unknown) is written where the value would be.
"""

import json
from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from dashboard.exhibits import wording
from dashboard.exhibits.charts import Bars, Lines
from dashboard.exhibits.colours import DASHES, MARKERS, PATTERNS, Palette, Theme, palette
from dashboard.exhibits.exhibit import NOT_GIVEN, SIGN_MEANINGS, SMALLEST_SHOWN, WITHHELD, Column, Exhibit, Kind
from dashboard.exhibits.metrics import value_or_none
from dashboard.periods import Period

CONFIG: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": "reset"}
"""Configuration for the browser: no English tool bar, the wheel scrolls the page."""

FONT = "'Source Sans', 'Helvetica Neue', Arial, sans-serif"
LINES_HEIGHT = 360
BAR_HEIGHT = 22
SMALL_RANGE = 5
"""Up to here an axis of whole things counts in ones, else it would show half persons."""

BARS_SHARE = 0.8
"""Part of a category that its bars fill."""


def spec(exhibit: Exhibit, *, theme: Theme = "light") -> dict[str, Any]:
    """The exhibit's chart as plain data (``data`` and ``layout``); ValueError for a chart that is no line or bar."""
    chart = exhibit.chart
    colours = palette(theme)
    if isinstance(chart, Lines):
        built = _lines(exhibit, chart, colours)
    elif isinstance(chart, Bars):
        built = _bars(exhibit, chart, colours)
    else:
        raise ValueError(f"exhibit {exhibit.key!r} has no lines or bars")
    if all(value is None for trace in built["data"] for value in trace["values"]):
        built["layout"]["annotations"].append(_empty(built["signs"], colours))
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
    partial = [_partial(exhibit, column) for column in columns]
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
    layout["yaxis"] |= _value_axis(chart.unit, columns, [values for values, _, _ in cells])
    layout["shapes"] = [_mark_line(periods, mark.period, colours) for mark in chart.marks]
    layout["annotations"] = [
        *(_mark_text(periods, mark.period, mark.label, colours) for mark in chart.marks),
        *_line_signs(periods, columns, cells, colours),
    ]
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
            "textposition": "outside",
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
    layout["annotations"] = _bar_signs(cells, chart.horizontal, colours)
    return {"data": traces, "layout": layout, "signs": [sign for _, _, signs in cells for sign in signs]}


def _cells(
    exhibit: Exhibit, column: Column, rows: Sequence[int] | None = None
) -> tuple[list[float | None], list[str], list[str]]:
    """Values to draw (shares as per cent), their texts and their signs."""
    values = exhibit.data[column.name].astype(float).tolist()
    signs = exhibit.data[column.sign].tolist() if column.sign in exhibit.data else [""] * len(values)
    chosen = range(len(values)) if rows is None else rows
    factor = 100 if column.kind is Kind.PERCENT else 1
    drawn = [value_or_none(values[row] * factor) for row in chosen]
    return drawn, [column.text(values[row], signs[row]) for row in chosen], [signs[row] for row in chosen]


def _partial(exhibit: Exhibit, column: Column) -> list[bool]:
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


def _line_signs(
    periods: Sequence[Period],
    columns: Sequence[Column],
    cells: Sequence[tuple[list[float | None], list[str], list[str]]],
    colours: Palette,
) -> list[dict[str, Any]]:
    """Signs that stand for a value, on the axis under their period: at no height, because they have none."""
    found = []
    for place, period in enumerate(periods):
        said = {
            column.label: signs[place]
            for column, (values, _, signs) in zip(columns, cells, strict=True)
            if values[place] is None and signs[place]
        }
        if said:
            marks = " ".join(dict.fromkeys(" ".join(said.values()).split()))
            hover = "<br>".join(f"{escape(label, quote=False)}: {_meaning(sign)}" for label, sign in said.items())
            found.append(
                _annotation(marks, colours)
                | {
                    "x": place,
                    "y": 0.02,
                    "yref": "paper",
                    "yanchor": "bottom",
                    "hovertext": f"{period.label}<br>{hover}",
                }
            )
    return found


def _bar_signs(
    cells: Sequence[tuple[list[float | None], list[str], list[str]]], horizontal: bool, colours: Palette
) -> list[dict[str, Any]]:
    """What stands where a bar would be: the sign, or „keine Angabe“; an empty place would look like zero."""
    found = []
    width = BARS_SHARE / len(cells)
    for number, (values, texts, signs) in enumerate(cells):
        offset = (number - (len(cells) - 1) / 2) * width
        for place, (value, text, sign) in enumerate(zip(values, texts, signs, strict=True)):
            if value is None:
                at = {"y": place + offset, "x": 0, "xanchor": "left", "yanchor": "middle"}
                upright = {"x": place + offset, "y": 0, "yanchor": "bottom", "textangle": -90}
                hover = {"hovertext": _meaning(sign) if sign else NOT_GIVEN}
                found.append(_annotation(text, colours) | (at if horizontal else upright) | hover)
    return found


def _meaning(sign: str) -> str:
    return "; ".join(
        f"{mark} {SIGN_MEANINGS.get(mark, '')}".strip().format(threshold=SMALLEST_SHOWN) for mark in sign.split()
    )


def _annotation(text: str, colours: Palette) -> dict[str, Any]:
    return {"text": text, "showarrow": False, "font": {"color": colours.muted, "size": 15}, "xref": "x", "yref": "y"}


def _mark_line(periods: Sequence[Period], code: str, colours: Palette) -> dict[str, Any]:
    x = _before(periods, code)
    line = {"color": colours.muted, "width": 1.5, "dash": "dot"}
    return {"type": "line", "xref": "x", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _mark_text(periods: Sequence[Period], code: str, label: str, colours: Palette) -> dict[str, Any]:
    place = {"x": _before(periods, code), "y": 1, "yref": "paper", "yanchor": "top", "xanchor": "left"}
    return _annotation(escape(label, quote=False), colours) | place


def _before(periods: Sequence[Period], code: str) -> float:
    """Place on the axis just before the first period that begins with or after the mark."""
    first = Period.of(code).first
    return sum(period.first < first for period in periods) - 0.5


def _empty(signs: Sequence[str], colours: Palette) -> dict[str, Any]:
    withheld = any(WITHHELD in sign for sign in signs)
    text = "Alle Werte sind zurückgehalten (•)." if withheld else "Es liegt keine Angabe vor."
    middle = {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}
    return _annotation(text, colours) | middle
