"""Exhibits with lines, bars or a timeline -> SVG for paper, slides' notes and pages without scripts.

Drawn by matplotlib from the very specification that the screen gets, so that paper and screen cannot differ in a value,
a gap, a sign or a word. Only the toolkit's objects are used, never its global state: several people draw at once.
"""

import io
import math
import re
from html import escape
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.layout_engine import LayoutEngine
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from dashboard.exhibits import paper_axes
from dashboard.exhibits.colours import Theme, palette
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.plotly_parts import BAND_SHARE
from dashboard.exhibits.plotly_renderer import FONT, spec

WIDTH = 700
"""Units, of which a line of A4 takes all: letters of 14 are as high there as those of the text."""
TEXT = 14
AROUND = 90
"""Units beside the plot."""
EDGE = 3.0
"""Units that stay free at the edges of the drawing."""
LETTER = 8.2
"""Points of a letter of the legend, on average."""
# Text stays text: it is read aloud, found and set in the document's own type.
mpl.rcParams["svg.fonttype"] = "none"
mpl.rcParams["svg.hashsalt"] = "dashboard"
_HEAD = re.compile(r"^.*?<svg\b", re.DOTALL)


class _Fitted(LayoutEngine):
    """The plot takes what its labels and the legend above it leave.

    Measured once: what stands outside the plot keeps its size in another place. The toolkit's own engine measures
    everything twice, which took two fifths of the time of a drawing.
    """

    _adjust_compatible = False
    _colorbar_gridspec = False

    def execute(self, fig: Any) -> None:
        """Place the only plot of the figure."""
        (axes,), renderer = fig.axes, fig._get_renderer()
        plot, around = axes.bbox, axes.get_tightbbox(renderer, for_layout_only=True)
        legends = sum(one.get_window_extent(renderer).height + EDGE for one in fig.legends)
        left, bottom = plot.x0 - around.x0 + EDGE, plot.y0 - around.y0 + EDGE
        right, top = around.x1 - plot.x1 + EDGE, around.y1 - plot.y1 + EDGE + legends
        width, height = fig.bbox.width, fig.bbox.height
        axes.set_position((left / width, bottom / height, (width - left - right) / width,
                           (height - bottom - top) / height))  # fmt: skip


def drawing(exhibit: Exhibit, *, theme: Theme = "light", width: int = WIDTH, height: int | None = None) -> str:
    """The chart as an SVG of ``width`` units with its description; ValueError for a chart of another kind.

    ``height``: units, where there is less or more room than the chart takes by itself.
    """
    built = spec(exhibit, theme=theme)
    layout, colours = built["layout"], palette(theme)
    figure = Figure(figsize=(width / 72, (height or layout["height"]) / 72), layout=_Fitted())
    figure.patch.set_alpha(0)
    canvas = FigureCanvasSVG(figure)
    axes = figure.add_subplot()
    x, y = paper_axes.Scale(layout["xaxis"]), paper_axes.Scale(layout["yaxis"])
    bars = [trace for trace in built["data"] if trace["type"] == "bar"]
    paper_axes.bars(axes, bars, x, y, layout)
    for place, trace in enumerate(built["data"]):
        if trace["type"] == "scatter":
            if "fill" in trace:  # up from the trace before
                paper_axes.area(axes, built["data"][place - 1], trace, x, y)
            paper_axes.lines(axes, trace, x, y)
    for one in layout["shapes"]:
        paper_axes.shape(axes, one, x, y)
    for one in layout["annotations"]:
        paper_axes.text(axes, one, x, y)
    _scales(axes, layout, x, y, math.inf if bars else (width - AROUND) / LETTER)
    _legend(figure, built["data"], width, colours.text)
    return _svg(canvas, exhibit.alt)


def _scales(axes: Any, layout: dict[str, Any], x: paper_axes.Scale, y: paper_axes.Scale, room: float) -> None:
    scales: tuple[tuple[Literal["x", "y"], paper_axes.Scale], ...] = (("x", x), ("y", y))
    for name, scale in scales:
        if scale.given.get("rangemode") == "tozero":
            low, high = axes.get_xlim() if name == "x" else axes.get_ylim()
            (axes.set_xlim if name == "x" else axes.set_ylim)(min(low, 0), max(high, 0) or 1)
        scale.apply(axes, name, room=room if name == "x" else math.inf)
        axes.tick_params(axis=name, colors=scale.given["tickfont"]["color"], labelsize=TEXT - 1)
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set(size=TEXT, color=layout["font"]["color"])
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(layout["xaxis"]["linecolor"])
    axes.patch.set_alpha(0)


def _legend(figure: Figure, traces: list[dict[str, Any]], width: int, colour: str) -> None:
    handles = [_handle(trace) for trace in traces if trace.get("showlegend", True)]
    if not handles:
        return
    longest = max(len(str(handle.get_label())) for handle in handles)
    columns = max(1, min(len(handles), int(width / (longest * LETTER + 50))))
    figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0.0, 1.0),
        borderaxespad=0.2,
        ncols=columns,
        frameon=False,
        fontsize=TEXT,
        handlelength=2.4,
        labelcolor=colour,
    )


def _handle(trace: dict[str, Any]) -> Any:
    name = paper_axes.words(trace["name"])
    if "fill" in trace:
        line = trace["line"]
        return Patch(
            facecolor=(line["color"], BAND_SHARE), edgecolor=line["color"], linestyle=paper_axes.DASHES[line["dash"]],
            label=name,
        )  # fmt: skip
    marker = trace["marker"]
    if trace["type"] == "bar":
        return Patch(
            facecolor=marker["color"], edgecolor=marker["pattern"]["fgcolor"], label=name,
            hatch=paper_axes.HATCHES[marker["pattern"]["shape"]],
        )  # fmt: skip
    line = trace.get("line", {"color": "none", "dash": "solid", "width": 0})
    symbol = marker["symbol"][0] if isinstance(marker["symbol"], list) else marker["symbol"]
    edge = marker.get("line", {"color": marker["color"], "width": 1.5})
    return Line2D(
        [], [], color=line["color"], linestyle=paper_axes.DASHES[line["dash"]], linewidth=line["width"], label=name,
        marker=paper_axes.MARKERS[symbol.removesuffix("-open")], markersize=marker["size"],
        markerfacecolor=marker["color"], markeredgecolor=edge["color"],
    )  # fmt: skip


def _svg(canvas: FigureCanvasSVG, alt: str) -> str:
    out = io.StringIO()
    # Straight to the canvas: savefig draws everything once more before, only to learn how large it is.
    canvas.print_svg(out, metadata={"Date": None, "Creator": None})  # type: ignore[no-untyped-call]
    text = escape(alt)
    drawn = _HEAD.sub(f'<svg role="img" aria-label="{text}"', out.getvalue(), count=1)
    end = drawn.index(">", drawn.index("<svg")) + 1
    return f"{drawn[:end]}<title>{text}</title>{drawn[end:]}".replace("'DejaVu Sans'", FONT)
