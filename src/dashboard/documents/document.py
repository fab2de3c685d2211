"""A document described without saying what writes it: headings, paragraphs, lists, tables, figures, facts, notes.

All text is plain: nothing in it is a command to whoever writes it. A document never bears the names of persons in its
properties.
"""

from collections.abc import Sequence
from dataclasses import dataclass

TALLEST = 1.35
"""Height of a picture in widths of a line: what a page of A4 has room for."""
DEEPEST = 4
"""The lowest level of a heading."""


@dataclass(frozen=True)
class Run:
    """A stretch of text in one kind of type; ``address`` makes it a link."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""


@dataclass(frozen=True)
class Heading:
    """``level`` 1 is below the document's title."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if not 1 <= self.level <= DEEPEST or not self.text.strip():
            raise ValueError(f"no heading: level {self.level}, {self.text!r}")


@dataclass(frozen=True)
class Paragraph:
    """``small``: for sources and remarks; one that ``leads`` stands on the page of what follows it."""

    runs: tuple[Run, ...]
    small: bool = False
    leads: bool = False


@dataclass(frozen=True)
class Listing:
    """Each item is a row of blocks, lists among them."""

    items: "tuple[tuple[Block, ...], ...]"
    ordered: bool = False


@dataclass(frozen=True)
class Quote:
    """Someone's exact words: a resolution, a building block."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True)
class Table:
    """``heads`` are repeated on every page; ``numeric`` columns stand on the right."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        wide = len(self.heads)
        if not wide or any(len(row) != wide for row in self.rows) or len(self.numeric) not in (0, wide):
            raise ValueError(f"a table is not rectangular: {self.caption!r}")


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG, ``width`` and ``height`` in its own units, with the sentence that says what it shows."""

    svg: str
    alt: str
    width: float
    height: float

    def __post_init__(self) -> None:
        if not self.alt.strip() or self.width <= 0 or self.height <= 0:
            raise ValueError("a picture needs a description and a size")

    @property
    def share(self) -> float:
        """Share of a line's width that it takes, so that it fits on a page."""
        return min(1.0, TALLEST * self.width / self.height)


@dataclass(frozen=True)
class Facts:
    """Terms and what is said of each: the head of minutes, for instance."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Note:
    """A remark in a frame that nobody overlooks."""

    text: str


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page."""


Block = Heading | Paragraph | Listing | Quote | Table | Picture | Facts | Note | PageBreak


@dataclass(frozen=True)
class Cover:
    """What stands on a first page of its own beside title and subtitle, with a coat of arms if there is one."""

    facts: Facts
    emblem: Picture | None = None


@dataclass(frozen=True)
class Document:
    """``foot`` stands on every page; a ``draft`` says ENTWURF at its head."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    office: str
    """Who publishes it: an office, never a person."""
    circle: str
    as_of: str
    draft: bool = False
    contents: bool = False
    """With a table of contents."""
    number: str = ""
    """„Mappe 2026-07“, where the document is of a frozen folder."""
    cover: Cover | None = None
    compact: bool = False
    """In smaller type with narrower margins, so that much has room on a page."""

    @property
    def foot(self) -> str:
        """„Landkreis Musterland, Koordinierungsstab · Öffentlichkeit · Mappe 2026-07 · Stand 26.11.2026“."""
        return " · ".join(filter(None, (self.office, self.circle, self.number, f"Stand {self.as_of}")))

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a document needs a title")
        above = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if block.level > above + 1:  # readers by ear would look for the level between
                    raise ValueError(f"a level is left out before {block.text!r}")
                above = block.level


def plain(text: str) -> Paragraph:
    """A paragraph of one kind of type."""
    return Paragraph((Run(text),))


def small(text: str) -> Paragraph:
    """The same for sources and remarks."""
    return Paragraph((Run(text),), small=True)


def words(runs: Sequence[Run]) -> str:
    """The text of runs without their type."""
    return "".join(run.text for run in runs)
