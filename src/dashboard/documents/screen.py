"""A document on screen: the same blocks that PDF and DOCX are written from, as harmless HTML.

All text is escaped, links lead to web and mail only, drawings are images within the page: nothing is fetched from
anywhere, and no script that somebody typed ever runs.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from itertools import count

from dashboard.documents.document import (
    Block,
    Document,
    Facts,
    Heading,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
)
from dashboard.exhibits.html_renderer import CELL, HEAD

BELOW = 2
"""The page has its own title, and the document one below that: its first headings are of the third level."""
EDGE = "1px solid color-mix(in srgb, currentColor 45%, transparent)"
UNNAMED = re.compile('aria-label="Tabelle"')
TEXT = "margin:0 0 0.75rem;overflow-wrap:anywhere"


def html(document: Document) -> str:
    """The whole document, with its title."""
    head, numbers = f"<h2>{escape(document.title)}</h2>", count(1)
    # Regions of one name could not be told apart by ear.
    told = UNNAMED.sub(lambda found: f'{found[0][:-1]} {next(numbers)}"', blocks(document.blocks))
    return f'<article style="max-width:52rem">{head}{told}</article>'


@dataclass(frozen=True)
class Way:
    """How blocks are written: so many levels ``below`` the page's headings, drawings by ``picture``."""

    below: int
    picture: Callable[[Picture], str]


def blocks(some: Iterable[Block]) -> str:
    """Blocks of a document."""
    return "".join(written(block, PAGE) for block in some)


def written(block: Block, way: Way) -> str:
    """One block, and what is in it, in this way."""

    def inner(some: Iterable[Block]) -> str:
        return "".join(written(one, way) for one in some)

    match block:
        case Heading(level, text):
            tag = f"h{min(level + way.below, 6)}"
            return f'<{tag} style="overflow-wrap:anywhere">{escape(text)}</{tag}>'
        case Paragraph(runs, small):
            size = ";font-size:0.875rem" if small else ""
            return f'<p style="{TEXT}{size}">{"".join(map(_run, runs))}</p>'
        case Listing(items, ordered):
            tag = "ol" if ordered else "ul"
            listed = "".join(f'<li style="margin:0 0 0.25rem">{inner(item)}</li>' for item in items)
            return f'<{tag} style="margin:0 0 0.75rem;padding-left:1.5rem">{listed}</{tag}>'
        case Quote(inside):
            style = "margin:0 0 0.75rem;padding:0.25rem 0 0.25rem 1rem;border-left:0.25rem solid currentColor"
            return f'<blockquote style="{style}">{inner(inside)}</blockquote>'
        case Table():
            return _table(block)
        case Picture():
            return way.picture(block)
        case Facts(pairs):
            told = "".join(
                f'<dt style="font-weight:600">{escape(term)}</dt><dd style="margin:0;overflow-wrap:anywhere">'
                f"{_lines(said)}</dd>"
                for term, said in pairs
            )
            style = "display:grid;grid-template-columns:minmax(6rem,max-content) 1fr;gap:0.25rem 1.5rem;margin:0 0 1rem"
            return f'<dl style="{style}">{told}</dl>'
        case Note(text):
            style = f"margin:0 0 1rem;padding:0.5rem 0.75rem;border:{EDGE};font-weight:600"
            return f'<p role="note" style="{style}">{escape(text)}</p>'
        case PageBreak():
            return ""


def _embedded(picture: Picture) -> str:
    address = f"data:image/svg+xml;base64,{b64encode(picture.svg.encode('utf-8')).decode('ascii')}"
    style = f"width:{round(100 * picture.share)}%;background:#ffffff;margin:0 0 0.75rem"
    return f'<img src="{address}" alt="{escape(picture.alt)}" style="{style}">'


PAGE = Way(BELOW, _embedded)
"""On a page of the dashboard, where drawings are images within it."""


def _run(run: Run) -> str:
    told = _lines(run.text)
    if run.bold:
        told = f"<strong>{told}</strong>"
    if run.italic:
        told = f"<em>{told}</em>"
    if run.address.startswith(("https://", "http://", "mailto:")):
        # Underlined: colour alone would not tell a link from the text around it.
        address = escape(run.address)
        told = f'<a href="{address}" target="_blank" rel="noopener noreferrer" style="color:inherit">{told}</a>'
    return told


def _table(table: Table) -> str:
    numeric = table.numeric or tuple(False for _ in table.heads)
    sides = ["text-align:right;white-space:nowrap" if one else "text-align:left" for one in numeric]
    # An empty head is no head: whoever listens would hear one without a name.
    top = "".join(
        f'<th scope="col" style="{HEAD};{side}">{escape(head)}</th>' if head else f'<td style="{HEAD};{side}"></td>'
        for head, side in zip(table.heads, sides, strict=True)
    )
    rows = "".join(f"<tr>{_cells(row, sides)}</tr>" for row in table.rows)
    caption = f'<caption style="text-align:left;font-weight:600">{escape(table.caption)}</caption>'
    return (
        f'<div role="region" tabindex="0" aria-label="{escape(table.caption or "Tabelle")}" '
        f'style="overflow-x:auto;margin:0 0 1rem"><table style="border-collapse:collapse;width:100%">'
        f"{caption if table.caption else ''}<thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cells(row: tuple[str, ...], sides: list[str]) -> str:
    return "".join(f'<td style="{CELL};{side}">{_lines(text)}</td>' for text, side in zip(row, sides, strict=True))


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
