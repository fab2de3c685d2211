"""Key figures on a slide: a box of text for each while there are few, else a native table by groups."""

from collections.abc import Sequence
from functools import partial
from itertools import product
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt

from dashboard.exhibits import pptx_parts as parts
from dashboard.exhibits import pptx_table
from dashboard.exhibits.charts import KeyFigure, KeyFigures
from dashboard.exhibits.colours import Palette
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.pptx_parts import Box, points

MOST = 8
"""Boxes that a slide has room for."""
GAP, MARGIN = points(12), points(8)
NARROWEST = points(130)
BOLD = 1.06
SCALES = (1.45, 1.3, 1.15, 1.0)
"""How much larger than the smallest type the texts are, if they fit."""
LARGE, SMALLER = 32, 22
LONGEST_LARGE = 12
HEADS = ("Kennzahl", "Wert", "Veränderung", "Stand")


def drawings(exhibit: Exhibit, chart: KeyFigures, colours: Palette, box: Box) -> list[Any]:
    """Boxes on one slide, if all texts fit into them; else the table."""
    count = len(chart.figures)
    if 0 < count <= MOST and not chart.groups:
        for scale, rows in product(SCALES, (1, 2, 3)):
            cells = _cells(count, rows, box)
            tallest = _tallest(chart.figures, cells[0], scale)
            if tallest <= cells[0].height and cells[0].width >= max(NARROWEST, _longest_word(chart.figures, scale)):
                return [partial(_draw, chart, scale, rows, tallest, colours)]
    return pptx_table.of(HEADS, list(_rows(chart)), (False, True, False, False), exhibit.title, colours, box)


def _rows(chart: KeyFigures) -> Any:
    for group in chart.groups:
        inside = [figure for figure in chart.figures if figure.group == group.title]
        yield from (_row(figure, group.title) for figure in inside)
        if not inside:
            yield (f"{group.title}: {group.empty}", "", "", "")
    if not chart.groups:
        yield from (_row(figure, "") for figure in chart.figures)


def _row(figure: KeyFigure, group: str) -> tuple[str, ...]:
    label = f"{group}: {figure.label}" if group else figure.label
    note = f"\n{figure.note}" if figure.note else ""
    return (f"{label}{note}", _value(figure), figure.change_text, figure.as_of)


def _value(figure: KeyFigure) -> str:
    named = figure.unit and figure.value is not None and "%" not in figure.text
    return f"{figure.text} {figure.unit}" if named else figure.text


def _cells(count: int, rows: int, box: Box) -> list[Box]:
    """Equal boxes in so many rows."""
    columns = -(-count // rows)
    width = (box.width - (columns - 1) * GAP) // columns
    height = (box.height - (rows - 1) * GAP) // rows
    return [
        Box(box.left + place % columns * (width + GAP), box.top + place // columns * (height + GAP), width, height)
        for place in range(count)
    ]


def _texts(figure: KeyFigure, scale: float) -> list[tuple[str, float, bool]]:
    """Text, size and weight of the paragraphs of a box."""
    unit = figure.unit if figure.value is not None and "%" not in figure.text else ""
    large = LARGE if len(figure.text) <= LONGEST_LARGE else SMALLER
    lines = [
        (figure.label, 16, True), (figure.text, large, True), (unit, 14, False), (figure.change_text, 14, False),
        (f"Stand {figure.as_of}", 14, False), (figure.note, 14, False),
    ]  # fmt: skip
    return [(text, float(round(size * scale)), bold) for text, size, bold in lines if text]


def _tallest(figures: Sequence[KeyFigure], cell: Box, scale: float) -> int:
    inner = cell.width - 2 * MARGIN
    return max(
        sum(parts.height_of(text, inner, size) + points(2) for text, size, _ in _texts(figure, scale)) + 2 * MARGIN
        for figure in figures
    )


def _longest_word(figures: Sequence[KeyFigure], scale: float) -> int:
    """Width of a box in which no word is divided."""
    words = ((word, size) for figure in figures for text, size, _ in _texts(figure, scale) for word in text.split())
    return max(parts.width_of(word, size * BOLD) for word, size in words) + 2 * MARGIN


def _draw(chart: KeyFigures, scale: float, rows: int, tallest: int, colours: Palette, shapes: Any, box: Box) -> None:
    for figure, cell in zip(chart.figures, _cells(len(chart.figures), rows, box), strict=True):
        made = shapes.add_shape(MSO_SHAPE.RECTANGLE, cell.left, cell.top, cell.width, tallest)
        parts.describe(made, f"Kennzahl: {figure.label}", figure.sentence)
        made.shadow.inherit = False
        made.fill.solid()
        made.fill.fore_color.rgb = parts.rgb(colours.page)
        made.line.color.rgb, made.line.width = parts.rgb(colours.border), Pt(1)
        frame = made.text_frame
        parts.write(frame, [], margin=MARGIN)
        for number, (text, size, bold) in enumerate(_texts(figure, scale)):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment, paragraph.space_after = parts.LEFT, Pt(2)
            parts.run(paragraph, text, size=size, bold=bold, colour=colours.text)
