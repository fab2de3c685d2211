"""An exhibit in a document: its sentence, its drawing, its table, and what must be known of it.

Where very much must be known, a chapter of the document says all of it once, and the exhibit points there.
"""

import re
from collections.abc import Iterator

from dashboard.documents.document import Block, Heading, Listing, Paragraph, Picture, Run, Table, small
from dashboard.documents.method import HINTS, MOST_NOTES
from dashboard.exhibits import Exhibit, table
from dashboard.exhibits.charts import Bars, Lines, PlaceMap, Timeline
from dashboard.exhibits.exhibit import Kind
from dashboard.exhibits.map_svg import map_svg
from dashboard.exhibits.paper_renderer import drawing
from dashboard.formats import join

MOST_COLUMNS = 8
"""Columns of a table on a page; more of them go on in a second table, with the first one again."""
_SIZE = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


def figure(
    exhibit: Exhibit,
    *,
    level: int = 2,
    with_table: bool = True,
    headline: str = "",
    text: tuple[Block, ...] = (),
    gathered: bool = False,
) -> tuple[Block, ...]:
    """The blocks of an exhibit under a heading of ``level``; what has no drawing keeps its table in any case.

    With a ``headline`` that is the heading, and the exhibit's own title stands below it; ``text`` follows them.
    ``gathered``: the document has the chapter ``method.hints`` for exhibits with very many notes.
    """
    return tuple(_blocks(exhibit, level, with_table, headline, text, gathered))


def _blocks(
    exhibit: Exhibit, level: int, with_table: bool, headline: str, text: tuple[Block, ...], gathered: bool
) -> Iterator[Block]:  # fmt: skip
    yield Heading(level, headline or exhibit.title)
    if headline and headline != exhibit.title:
        yield Paragraph((Run(exhibit.title, bold=True),), leads=True)
    yield from text
    yield Paragraph((Run(exhibit.sentence),), leads=True)
    picture, remarks = _picture(exhibit)
    if picture is not None:
        yield picture
    if with_table or picture is None:
        yield from _tables(exhibit)
    yield small(f"Quelle: {exhibit.source}. Stand: {exhibit.as_of}.")
    notes = (*exhibit.notes, *remarks)
    if len(exhibit.notes) > MOST_NOTES and gathered:
        yield small(f"Hinweise zu diesen Zahlen: im Kapitel „{HINTS}“.")
    elif notes:
        yield Listing(tuple((Paragraph((Run(note),), small=True),) for note in notes))


def _picture(exhibit: Exhibit) -> tuple[Picture | None, tuple[str, ...]]:
    """The drawing, and what has to be said beside it."""
    match exhibit.chart:
        case PlaceMap():
            drawn = map_svg(exhibit)
            remarks = (f"Ohne Beschriftung auf der Karte: {join(drawn.unnamed)}.",) if drawn.unnamed else ()
            return Picture(drawn.svg, exhibit.alt, drawn.width, drawn.height), remarks
        case Lines() | Bars() | Timeline():
            svg = drawing(exhibit)
            size = _SIZE.search(svg)
            assert size is not None
            return Picture(svg, exhibit.alt, float(size[1]), float(size[2])), ()
    return None, ()


def _tables(exhibit: Exhibit) -> Iterator[Table]:
    frame, columns = table(exhibit), exhibit.columns
    parts = -(-(len(columns) - 1) // (MOST_COLUMNS - 1)) or 1
    each = -(-(len(columns) - 1) // parts)
    for part in range(parts):
        shown = [0, *range(1 + part * each, min(len(columns), 1 + (part + 1) * each))]
        yield Table(
            f"Tabelle, Teil {part + 1} von {parts}" if parts > 1 else "",
            tuple(columns[place].heading for place in shown),
            tuple(tuple(row) for row in frame.iloc[:, shown].itertuples(index=False, name=None)),
            tuple(columns[place].kind not in (Kind.TEXT, Kind.DATE) for place in shown),
        )
