"""A table on slides: native tables with a head on each; what is too long or too wide goes on on the next one."""

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.table import _Cell

from dashboard.exhibits import pptx_parts as parts
from dashboard.exhibits.colours import Palette
from dashboard.exhibits.exhibit import Exhibit, Kind, table
from dashboard.exhibits.pptx_parts import LINE, SIZE, Box, points

MARGIN = points(5)
BESIDE = points(2)
WIDEST = points(330)
"""Wished for a column at most; longer cells are wrapped."""
LONGEST_WORD = points(170)
"""Room for a word that a column has in any case; longer ones are divided by the program."""
UNBROKEN = 16
"""Letters of a whole cell that is kept in one line: a date, a quarter, a sum."""
BOLD = 1.06


def drawings(exhibit: Exhibit, colours: Palette, box: Box) -> list[Any]:
    """The exhibit's own table."""
    frame = table(exhibit)
    heads = [column.heading for column in exhibit.columns]
    rows = [[str(cell) for cell in row] for row in frame.itertuples(index=False, name=None)]
    right = [column.kind not in (Kind.TEXT, Kind.DATE) for column in exhibit.columns]
    return of(heads, rows, right, exhibit.title, colours, box)


def of(
    heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], title: str, colours: Palette, box: Box
) -> list[Any]:
    """Drawings of a table: columns first, each part with the first column, then rows. ``right``: where numbers are."""
    cells = [heads, *rows]
    least, wished = [], []
    for head, *column in zip(*cells, strict=True):
        need = max(_least(head, SIZE * BOLD), *(_least(cell, SIZE) for cell in column), 0)
        whole = max(_whole(head, SIZE * BOLD), *(_whole(cell, SIZE) for cell in column), 0)
        least.append(need + 2 * MARGIN)
        wished.append(max(need, min(WIDEST, whole)) + 2 * MARGIN)
    found = []
    for columns in _side_by_side(least, box.width):
        widths = _spread([least[one] for one in columns], [wished[one] for one in columns], box.width)
        picked = [[row[one] for one in columns] for row in cells]
        heights = [_height(row, widths, SIZE if place else SIZE * BOLD) for place, row in enumerate(picked)]
        for part in _below_each_other(heights, box.height):
            texts = [picked[0], *(picked[row] for row in part)]
            tall = [heights[0], *(heights[row] for row in part)]
            found.append(partial(_draw, texts, widths, tall, [right[one] for one in columns], title, colours))
    return found


def _side_by_side(least: Sequence[int], width: int) -> list[list[int]]:
    """Which columns stand on a slide; the first one, which names the rows, on each."""
    found, used = [[0]], least[0]
    for place in range(1, len(least)):
        if used + least[place] > width and len(found[-1]) > 1:
            found.append([0])
            used = least[0]
        found[-1].append(place)
        used += least[place]
    return found


def _spread(least: Sequence[int], wished: Sequence[int], width: int) -> list[int]:
    """Widths that fit: what is left over the least goes to the long cells."""
    if sum(wished) <= width:
        return list(wished)
    more = [wish - need for wish, need in zip(wished, least, strict=True)]
    left = max(0, width - sum(least))
    scale = min(1.0, width / sum(least))
    return [int((need + left * extra / max(sum(more), 1)) * scale) for need, extra in zip(least, more, strict=True)]


def _below_each_other(heights: Sequence[int], height: int) -> list[list[int]]:
    """Which rows stand on a slide under the head, which is row 0: as few slides as possible, about equally full."""
    count = len(_filled(heights, height))
    low, high = 0, height
    while high - low > points(1):  # the lowest slide that still does with as many
        middle = (low + high) // 2
        low, high = (low, middle) if len(_filled(heights, middle)) == count else (middle, high)
    return _filled(heights, high)


def _filled(heights: Sequence[int], height: int) -> list[list[int]]:
    """Rows slide by slide; a slide with the head alone where there are none."""
    found: list[list[int]] = [[]]
    used = heights[0]
    for row in range(1, len(heights)):
        if used + heights[row] > height and found[-1]:
            found.append([])
            used = heights[0]
        found[-1].append(row)
        used += heights[row]
    return found


def _height(row: Sequence[str], widths: Sequence[int], size: float) -> int:
    lines = max(len(parts.wrapped(text, width - 2 * MARGIN, size)) for text, width in zip(row, widths, strict=True))
    return points(lines * LINE * SIZE) + 2 * BESIDE + points(2)


def _least(text: str, size: float) -> int:
    """Room for the longest word, or for a short cell as a whole."""
    if len(text) <= UNBROKEN:
        return _whole(text, size)
    return min(LONGEST_WORD, max((_whole(word, size) for word in text.split()), default=0))


def _whole(text: str, size: float) -> int:
    return max(parts.width_of(line, size) for line in text.split("\n"))


def _draw(
    texts: Sequence[Sequence[str]], widths: Sequence[int], heights: Sequence[int], right: Sequence[bool], title: str,
    colours: Palette, shapes: Any, box: Box,
) -> None:  # fmt: skip
    frame = shapes.add_table(len(texts), len(widths), box.left, box.top, sum(widths), sum(heights))
    parts.describe(frame, f"Tabelle: {title}", f"Tabelle: {title}")
    made = frame.table
    made.first_row, made.horz_banding, made.first_col = True, False, True
    style = made._tbl.tblPr.find("{*}tableStyleId")
    if style is not None:
        style.text = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # no fill, lines around the cells
    for place, width in enumerate(widths):
        made.columns[place].width = width
    rows = list(made._tbl.tr_lst)
    for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
        row.h = height
        for place, cell in enumerate(row.tc_lst):
            _cell(cell, texts[number][place], colours, head=number == 0, right=right[place])


def _cell(cell: Any, text: str, colours: Palette, *, head: bool, right: bool) -> None:
    """One cell, straight into the file: the library looks the whole table through for each."""
    properties = cell.get_or_add_tcPr()
    for side, width in (("marL", MARGIN), ("marR", MARGIN), ("marT", BESIDE), ("marB", BESIDE)):
        properties.set(side, str(width))
    properties.set("anchor", "b" if head else "ctr")
    fill = (
        f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{(colours.panel if head else colours.page)[1:]}"/></a:solidFill>'
    )
    lines = "".join(
        f'<a:{side} {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{colours.grid[1:]}"/></a:solidFill></a:{side}>'
        if side in ("lnT", "lnB")
        else f'<a:{side} {nsdecls("a")} w="0"><a:noFill/></a:{side}>'
        for side in ("lnL", "lnR", "lnT", "lnB")
    )
    for one in parse_xml(f"<a:all {nsdecls('a')}>{lines}{fill}</a:all>"):
        properties.append(one)
    paragraph = _Cell(cell, cast(Any, None)).text_frame.paragraphs[0]
    align = parts.RIGHT if right else parts.LEFT
    parts.fill(paragraph, text, bold=head, colour=colours.text, align=align)
