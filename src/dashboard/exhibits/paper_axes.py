"""The parts of a Plotly specification on matplotlib's axes: scales, lines, bars, signs, marks and texts."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from html import unescape
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.ticker import FuncFormatter, MultipleLocator

from dashboard import formats
from dashboard.exhibits.plotly_parts import BAND_SHARE, BARS_SHARE
from dashboard.exhibits.plotly_timeline import MILLISECONDS

DASHES: Mapping[str, Any] = {"solid": "-", "dash": "--", "dot": ":", "dashdot": "-.", "longdash": (0, (8, 3))}
MARKERS = {
    "circle": "o", "square": "s", "diamond": "D", "triangle-up": "^", "x": "X", "triangle-right": ">",
    "triangle-left": "<",
}  # fmt: skip
HATCHES = {"": None, "/": "////", ".": "...", "x": "xxx", "-": "---"}
SIDES = {"left": "left", "center": "center", "right": "right", "auto": "center"}
HEIGHTS = {"top": "top", "middle": "center", "bottom": "bottom", "auto": "center"}
NARROW = "\u202f"
BETWEEN = 2
"""Letters of room between two labels."""
MOST_DATES = 6
"""Labels of days that have room side by side on paper."""


class Scale:
    """One axis: the place of a value that the specification names by a category, a day or a number."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given
        self.kind = given.get("type", "linear")
        self.categories = {name: place for place, name in enumerate(given.get("categoryarray", ()))}

    def place(self, value: Any) -> float:
        """Where a value stands; nan where it is none."""
        if value is None:
            return math.nan
        if self.kind == "category" and isinstance(value, str):
            return float(self.categories[value])
        if self.kind == "date":
            return float(date2num(date.fromisoformat(value)))  # type: ignore[no-untyped-call]
        return float(value)

    def apply(self, axes: Axes, name: Literal["x", "y"], *, room: float = math.inf) -> None:
        """Range, ticks and title of axis ``x`` or ``y``.

        ``room``: letters that fit side by side where what stands there follows from its neighbours (periods): of too
        many labels some are left out, every mark stays.
        """
        axis = axes.xaxis if name == "x" else axes.yaxis
        if "range" in self.given:
            (axes.set_xlim if name == "x" else axes.set_ylim)(*[self.place(end) for end in self.given["range"]])
        if self.kind == "category":
            told = [words(one) for one in self.categories]
            step = max(1, math.ceil(sum(len(one) + BETWEEN for one in told) / room))
            told = ["" if place % step else one for place, one in enumerate(told)]
            axis.set_ticks(list(self.categories.values()), told)
        elif "tickvals" in self.given:
            told = [words(one) for one in self.given["ticktext"]]
            if self.kind == "date" and len(told) > MOST_DATES:
                # Beside the names of the rows there is room for a few; the years' begins first, and every mark stays.
                step = -(-len(told) // MOST_DATES)
                years = [place for place, one in enumerate(self.given["tickvals"]) if one[5:7] == "01"]
                told = ["" if (place - min(years, default=0)) % step else one for place, one in enumerate(told)]
            axis.set_ticks([self.place(one) for one in self.given["tickvals"]], told)
        else:
            suffix = self.given.get("ticksuffix", "")
            if "dtick" in self.given:
                axis.set_major_locator(MultipleLocator(self.given["dtick"]))
            axis.set_major_formatter(FuncFormatter(lambda value, _: f"{_number(value)}{suffix}"))
        title = words(self.given.get("title", {}).get("text", ""))
        (axes.set_xlabel if name == "x" else axes.set_ylabel)(title)
        if self.given.get("showgrid"):
            axes.grid(axis=name, color=self.given["gridcolor"], linewidth=0.8)


def lines(axes: Axes, trace: Mapping[str, Any], x: Scale, y: Scale) -> None:
    """A line with its points; open signs are incomplete sums, None is a gap."""
    across = [x.place(one) for one in trace["x"]]
    along = [y.place(one) for one in trace["y"]]
    if "line" in trace:
        line = trace["line"]
        axes.plot(across, along, color=line["color"], linewidth=line["width"], linestyle=DASHES[line["dash"]])
    if trace["mode"] == "lines":
        return
    marker = trace["marker"]
    symbols = marker["symbol"]
    each = symbols if isinstance(symbols, list) else [symbols] * len(across)
    edge = marker.get("line", {"color": marker["color"], "width": 1.5})
    for symbol in dict.fromkeys(each):
        kept = [place for place, one in enumerate(each) if one == symbol]
        axes.scatter(
            [across[place] for place in kept], [along[place] for place in kept], s=marker["size"] ** 2 * 0.8, zorder=3,
            marker=MARKERS[symbol.removesuffix("-open")],
            facecolors="none" if symbol.endswith("-open") else marker["color"], edgecolors=edge["color"],
            linewidths=edge["width"], clip_on=False,
        )  # fmt: skip


def area(axes: Axes, below: Mapping[str, Any], above: Mapping[str, Any], x: Scale, y: Scale) -> None:
    """The area between two lines over the same places."""
    across = [x.place(one) for one in above["x"]]
    low, high = ([y.place(one) for one in trace["y"]] for trace in (below, above))
    axes.fill_between(across, low, high, color=above["line"]["color"], alpha=BAND_SHARE, linewidth=0)


def bars(axes: Axes, traces: Sequence[Mapping[str, Any]], x: Scale, y: Scale, layout: Mapping[str, Any]) -> None:
    """Bars beside each other, stacked, or from day to day."""
    together = layout.get("barmode") in ("relative", "overlay")
    share = BARS_SHARE if together else BARS_SHARE / max(len(traces), 1)
    up: dict[float, float] = {}
    down: dict[float, float] = {}
    for number, trace in enumerate(traces):
        flat = trace["orientation"] == "h"
        names, values = (trace["y"], trace["x"]) if flat else (trace["x"], trace["y"])
        offset = 0.0 if together else (number - (len(traces) - 1) / 2) * share
        look = _look(trace["marker"])
        for place, (name, value) in enumerate(zip(names, values, strict=True)):
            if value is None:
                continue
            middle = (y if flat else x).place(name) + offset
            if "base" in trace:
                start, length = x.place(trace["base"][place]), value / MILLISECONDS
            elif layout.get("barmode") == "relative":
                piled = up if value >= 0 else down
                start, length = piled.get(middle, 0.0), value
                piled[middle] = start + value
            else:
                start, length = 0.0, value
            if flat:
                axes.barh(middle, length, share, left=start, **look)
            else:
                axes.bar(middle, length, share, bottom=start, **look)
            text = trace["text"][place] if trace.get("textposition") == "outside" else ""
            if text:
                _beside(
                    axes,
                    words(text),
                    trace["textfont"]["color"],
                    (start + length, middle) if flat else (middle, start + length),
                    flat,
                )


def _look(marker: Mapping[str, Any]) -> dict[str, Any]:
    pattern = marker["pattern"]
    return {
        "facecolor": marker["color"], "edgecolor": pattern["fgcolor"], "hatch": HATCHES[pattern["shape"]],
        "linewidth": 0.5,
    }  # fmt: skip


def _beside(axes: Axes, text: str, colour: str, point: tuple[float, float], flat: bool) -> None:
    axes.annotate(
        text, point, xytext=(4, 0) if flat else (0, 3), textcoords="offset points", fontsize=12, color=colour,
        ha="left" if flat else "center", va="center" if flat else "bottom",
    )  # fmt: skip


def shape(axes: Axes, given: Mapping[str, Any], x: Scale, y: Scale) -> None:
    """A level or upright line across the figure."""
    line = given["line"]
    look = {"color": line["color"], "linewidth": line["width"], "linestyle": DASHES[line["dash"]]}
    if given["xref"] == "paper":
        axes.axhline(y.place(given["y0"]), **look)
    else:
        axes.axvline(x.place(given["x0"]), **look)


def text(axes: Axes, given: Mapping[str, Any], x: Scale, y: Scale) -> None:
    """What is written inside the figure: a sign, a mark's label, a note."""
    paper = given["xref"] == "paper", given["yref"] == "paper"
    places = {
        (True, True): axes.transAxes, (True, False): axes.get_yaxis_transform(),
        (False, True): axes.get_xaxis_transform(), (False, False): axes.transData,
    }  # fmt: skip
    across = given["x"] if paper[0] else x.place(given["x"])
    along = given["y"] if paper[1] else y.place(given["y"])
    bold = given["text"].startswith("<b>")
    axes.annotate(
        words(given["text"]), (across, along), xycoords=places[paper], textcoords="offset points",
        xytext=(_gap(given.get("xanchor", "center")), given.get("yshift", 0)),
        ha=SIDES[given.get("xanchor", "auto")], va=HEIGHTS[given.get("yanchor", "auto")],
        rotation=-given.get("textangle", 0), color=given["font"]["color"], fontsize=given["font"]["size"] - 1,
        fontweight="bold" if bold else "normal", annotation_clip=False,
    )  # fmt: skip


def _gap(side: str) -> int:
    return {"left": 4, "right": -4}.get(side, 0)


def words(text: str) -> str:
    """Plotly's little HTML as plain text; a dollar is no formula."""
    plain = unescape(text.replace("<br>", "\n").replace("<b>", "").replace("</b>", ""))
    return plain.replace("$", r"\$")


def _number(value: float) -> str:
    decimals = 0 if float(value).is_integer() else 2 if abs(value) < 1 and not float(value * 10).is_integer() else 1
    return formats.number(value, decimals)
