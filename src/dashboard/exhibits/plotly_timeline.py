"""A timeline -> Plotly: bars from begin to end, today and what happened marked, an axis in quarters.

Without colour a state is told by the pattern of its bar and by the sign in the legend and before the name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Any

from dashboard import formats
from dashboard.exhibits.charts import Timeline
from dashboard.exhibits.colours import PATTERNS, Palette
from dashboard.exhibits.exhibit import Exhibit, is_absent
from dashboard.exhibits.plotly_parts import annotation
from dashboard.periods import Frequency, Period

ROW_HEIGHT, ABOVE, TODAY_HEIGHT = 26, 130, 22
MOST_TICKS = 12
MILLISECONDS = 86_400_000
LONGEST_NAME = 44
DAY = timedelta(days=1)
OPEN = "▷ Beginn oder Ende offen"


@dataclass(frozen=True)
class Row:
    """One bar: where it stands, and from when to when it is drawn."""

    place: int
    """Counted from the top, headings of groups too."""
    name: str
    state: str
    begins: date | None
    ends: date | None


def drawn(exhibit: Exhibit, chart: Timeline, colours: Palette, layout: dict[str, Any]) -> dict[str, Any]:
    """``data`` and ``layout`` of the timeline, put into the usual ``layout``."""
    headings, rows = rows_of(exhibit, chart)
    slots = len(rows) + len(headings)
    traces = [*_bars(chart, rows, colours), *_open_ends(chart, rows, colours), *_happenings(chart, rows, colours)]
    layout["height"] = ABOVE + max(slots, 2) * ROW_HEIGHT
    # The legend stands above the line in which „heute“ is written, however few rows there are.
    layout["legend"] |= {"y": 1 + TODAY_HEIGHT / (max(slots, 2) * ROW_HEIGHT)}
    layout["bargap"] = 0.3
    layout["barmode"] = "overlay"
    layout["xaxis"] |= axis_of(chart) | {"showgrid": True}
    layout["yaxis"] |= {
        "type": "linear",
        "range": [max(slots, 2) - 0.5, -0.5],
        "tickmode": "array",
        "tickvals": [row.place for row in rows],
        "ticktext": [escape(name_beside(chart, row), quote=False) for row in rows],
        "showgrid": False,
        "zeroline": False,
    }
    layout["shapes"] = [_today(chart, colours)]
    layout["annotations"] = [_today_text(chart, colours), *(_heading(*one, colours) for one in headings.items())]
    return {"data": traces, "layout": layout}


def rows_of(exhibit: Exhibit, chart: Timeline) -> tuple[dict[int, str], list[Row]]:
    """Headings of the groups by their place, and the bars."""
    headings: dict[int, str] = {}
    rows: list[Row] = []
    last = None
    for row in exhibit.data.to_dict("records"):
        group = str(row[chart.group]) if chart.group else None
        if group != last and group is not None:
            headings[len(rows) + len(headings)] = group
        last = group
        place = len(rows) + len(headings)
        days = (None if is_absent(row[name]) else row[name] for name in (chart.begins, chart.ends))
        rows.append(Row(place, str(row[chart.name]), str(row[chart.state]), *days))
    return headings, rows


def _bars(chart: Timeline, rows: Sequence[Row], colours: Palette) -> Iterator[dict[str, Any]]:
    for number, (state, sign) in enumerate(chart.states.items()):
        of_state = [row for row in rows if row.state == state]
        if not of_state:
            continue
        edges = [edges_of(chart, row) for row in of_state]
        yield {
            "type": "bar",
            "orientation": "h",
            "name": escape(f"{sign} {state}", quote=False),
            "y": [row.place for row in of_state],
            "base": [first.isoformat() for first, _ in edges],
            "x": [(last - first).days * MILLISECONDS for first, last in edges],
            "marker": {
                "color": colours.series[number],
                "line": {"color": colours.series[number], "width": 1},
                "pattern": {"shape": PATTERNS[number], "fillmode": "overlay", "fgcolor": colours.page, "fgopacity": 1},
            },
            "hoverinfo": "text",
            "hovertext": [f"{escape(row.name, quote=False)}<br>{state}: {span_of(row)}" for row in of_state],
        }


def edges_of(chart: Timeline, row: Row) -> tuple[date, date]:
    """First day of the bar and the day after its last one, inside the axis."""
    return row.begins or chart.first, (row.ends + DAY) if row.ends else chart.last


def span_of(row: Row) -> str:
    begins, ends = (formats.day(one) if one else "offen" for one in (row.begins, row.ends))
    return f"{begins} bis {ends}"


def _open_ends(chart: Timeline, rows: Sequence[Row], colours: Palette) -> Iterator[dict[str, Any]]:
    """A sign at the edge of the axis where nobody has said when something begins or ends."""
    marks = [(row.place, chart.last, "triangle-right") for row in rows if row.ends is None]
    marks += [(row.place, chart.first, "triangle-left") for row in rows if row.begins is None]
    if marks:
        yield _signs(OPEN, [(place, day) for place, day, _ in marks], colours) | {
            "marker": {
                "symbol": [symbol for _, _, symbol in marks],
                "color": colours.page,
                "size": 12,
                "line": {"color": colours.text, "width": 1.5},
            },
            "hovertext": [
                "Das Ende ist offen." if day == chart.last else "Der Beginn ist offen." for _, day, _ in marks
            ],
        }


def _happenings(chart: Timeline, rows: Sequence[Row], colours: Palette) -> Iterator[dict[str, Any]]:
    if chart.happenings:
        points = [(rows[one.row].place, one.day) for one in chart.happenings]
        yield _signs(f"◆ {chart.happening}", points, colours) | {
            "marker": {
                "symbol": "diamond",
                "color": colours.text,
                "size": 11,
                "line": {"color": colours.page, "width": 1.5},
            },
            "hovertext": [f"{escape(one.label, quote=False)} ({formats.day(one.day)})" for one in chart.happenings],
        }


def _signs(name: str, points: Sequence[tuple[int, date]], colours: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": escape(name, quote=False),
        "x": [day.isoformat() for _, day in points],
        "y": [place for place, _ in points],
        "cliponaxis": False,
        "hoverinfo": "text",
        "textfont": {"color": colours.text},
    }


def axis_of(chart: Timeline) -> dict[str, Any]:
    """Quarters at their first day; of a long time every second one, every year or every few years."""
    quarters = [Period.containing(chart.first, Frequency.QUARTER)]
    while quarters[-1].next().first <= chart.last:
        quarters.append(quarters[-1].next())
    step = next((step for step in (1, 2, 4, 8, 20, 40) if len(quarters) / step <= MOST_TICKS), 80)
    shown = [one for one in quarters if one.first >= chart.first]
    if step > 1:
        shown = [one for one in shown if (one.first.year * 4 + (one.first.month - 1) // 3) % step == 0]
    return {
        "type": "date",
        "range": [chart.first.isoformat(), chart.last.isoformat()],
        "tickmode": "array",
        "tickvals": [one.first.isoformat() for one in shown],
        "ticktext": [one.short for one in shown],
        "title": {"text": "Quartal, an seinem ersten Tag"},
    }


def _today(chart: Timeline, colours: Palette) -> dict[str, Any]:
    line = {"color": colours.text, "width": 2, "dash": "dash"}
    day = chart.today.isoformat()
    return {"type": "line", "xref": "x", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _today_text(chart: Timeline, colours: Palette) -> dict[str, Any]:
    late = chart.today - chart.first > (chart.last - chart.first) / 2
    place = {"x": chart.today.isoformat(), "y": 1, "yref": "paper", "yanchor": "bottom"}
    return annotation(f"heute, {formats.day(chart.today)}", colours) | place | {
        "xanchor": "right" if late else "left", "font": {"color": colours.text, "size": 13}
    }  # fmt: skip


def _heading(place: int, group: str, colours: Palette) -> dict[str, Any]:
    return annotation(f"<b>{escape(group, quote=False)}</b>", colours) | {
        "x": 0, "xref": "paper", "xanchor": "left", "y": place, "yanchor": "middle",
        "font": {"color": colours.text, "size": 14},
    }  # fmt: skip


def name_beside(chart: Timeline, row: Row) -> str:
    """Sign of the state and name as they stand beside the bar; the whole name is in the table."""
    words = " ".join(row.name.split())
    cut = words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1].rstrip()}…"
    return f"{chart.states.get(row.state, '')} {cut}".strip()
