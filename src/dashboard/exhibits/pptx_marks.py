"""Marks of a course on a slide: an upright native line per mark, and its text in a band above the plot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR
from pptx.util import Pt

from dashboard.exhibits import pptx_parts as parts
from dashboard.exhibits.charts import Mark
from dashboard.exhibits.colours import Palette
from dashboard.exhibits.plotly_parts import place_before
from dashboard.exhibits.pptx_chart import DASHES, GAP, ROW
from dashboard.exhibits.pptx_parts import Box
from dashboard.periods import Period


@dataclass(frozen=True)
class Caption:
    """The text of a mark: its line stands at ``x``, its box is counted from the top of the band."""

    mark: Mark
    x: int
    box: Box
    late: bool
    """Whether the text stands to the left of its line."""


@dataclass(frozen=True)
class Captions:
    """All texts of a chart's marks, none over another, and how high their band is."""

    captions: tuple[Caption, ...]
    height: int


def laid_out(periods: Sequence[Period], marks: Sequence[Mark], plot: Box) -> Captions:
    """Each text in the first rows that are free where it stands; towards the side that has more room."""
    taken: list[list[tuple[int, int]]] = []
    found = []
    for mark in marks:
        x = plot.left + round((place_before(periods, mark.period) + 0.5) / max(len(periods), 1) * plot.width)
        late = x - plot.left > plot.width / 2
        room = max(x - plot.left if late else plot.right - x, 1) - GAP // 2
        lines = parts.wrapped(mark.label, room)
        width = min(room, max(map(parts.width_of, lines)) + GAP)
        left = x - GAP // 2 - width if late else x + GAP // 2
        row = _free(taken, len(lines), left, left + width)
        found.append(Caption(mark, x, Box(left, row * ROW, width, len(lines) * ROW), late))
    return Captions(tuple(found), len(taken) * ROW)


def _free(taken: list[list[tuple[int, int]]], count: int, left: int, right: int) -> int:
    """The first of ``count`` rows in which nothing stands from ``left`` to ``right``; it is taken then."""
    row = 0
    while any(start < right and left < end for rows in taken[row : row + count] for start, end in rows):
        row += 1
    while len(taken) < row + count:
        taken.append([])
    for one in taken[row : row + count]:
        one.append((left, right))
    return row


def drawn(shapes: Any, captions: Captions, plot: Box, colours: Palette) -> None:
    """Lines and texts; ``plot`` begins below the band."""
    top = plot.top - captions.height - GAP // 2
    for caption in captions.captions:
        line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, caption.x, top + caption.box.top, caption.x, plot.bottom)
        parts.describe(line, f"Markierung: {caption.mark.label}", f"Senkrechte Linie: {caption.mark.label}")
        line.line.color.rgb, line.line.width = parts.rgb(colours.muted), Pt(1.5)
        line.line.dash_style = DASHES["dashdot" if caption.mark.interrupts else "dot"]
    for caption in captions.captions:  # over all lines, which would cross them
        box = Box(caption.box.left, top + caption.box.top, caption.box.width, caption.box.height)
        made = parts.text_box(
            shapes, box, caption.mark.label, name=f"Text der Markierung: {caption.mark.label}", colour=colours.muted,
            align=parts.RIGHT if caption.late else parts.LEFT,
        )  # fmt: skip
        made.fill.solid()
        made.fill.fore_color.rgb = parts.rgb(colours.page)
