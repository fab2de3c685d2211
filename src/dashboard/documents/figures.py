"""An exhibit in a document: its sentence, its drawing, its table, and what must be known of it."""

import re
from collections.abc import Iterator

from dashboard.documents.document import Block, Heading, Listing, Paragraph, Picture, Run, Table, plain, small
from dashboard.exhibits import Exhibit, table
from dashboard.exhibits.charts import Bars, Lines, PlaceMap, Timeline
from dashboard.exhibits.exhibit import Kind
from dashboard.exhibits.map_svg import map_svg
from dashboard.exhibits.paper_renderer import drawing
from dashboard.formats import join

_SIZE = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


def figure(
    exhibit: Exhibit, *, level: int = 2, with_table: bool = True, headline: str = "", text: tuple[Block, ...] = ()
) -> tuple[Block, ...]:
    """The blocks of an exhibit under a heading of ``level``; what has no drawing keeps its table in any case.

    With a ``headline`` that is the heading, and the exhibit's own title stands below it; ``text`` follows them.
    """
    return tuple(_blocks(exhibit, level, with_table, headline, text))


def _blocks(
    exhibit: Exhibit, level: int, with_table: bool, headline: str, text: tuple[Block, ...]
) -> Iterator[Block]:  # fmt: skip
    yield Heading(level, headline or exhibit.title)
    if headline and headline != exhibit.title:
        yield Paragraph((Run(exhibit.title, bold=True),))
    yield from text
    yield plain(exhibit.sentence)
    picture, remarks = _picture(exhibit)
    if picture is not None:
        yield picture
    if with_table or picture is None:
        yield _table(exhibit)
    yield small(f"Quelle: {exhibit.source}. Stand: {exhibit.as_of}.")
    notes = (*exhibit.notes, *remarks)
    if notes:
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


def _table(exhibit: Exhibit) -> Table:
    frame = table(exhibit)
    return Table(
        "",
        tuple(column.heading for column in exhibit.columns),
        tuple(tuple(row) for row in frame.itertuples(index=False, name=None)),
        tuple(column.kind not in (Kind.TEXT, Kind.DATE) for column in exhibit.columns),
    )
