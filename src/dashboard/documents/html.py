"""A document as one page for the homepage: everything in one file, no script, nothing fetched from anywhere.

Written of the very blocks that PDF and DOCX are; drawings stand in the page as SVG, so that a search finds
their text. The page forbids itself to load or run anything (Content-Security-Policy).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import count

from dashboard.documents import screen
from dashboard.documents.characters import clean, everywhere
from dashboard.documents.document import Block, Document, Heading, Picture

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 52rem; padding: 1.5rem; font: 1rem/1.55 system-ui, sans-serif; color: #1b2430;
  background: #ffffff; }
h1, h2, h3, h4 { line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin-top: 3rem; border-top: 1px solid #6b7480; padding-top: 1rem; }
a { color: #0b5394; }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid #0b5394; outline-offset: 2px; }
figure { margin: 0 0 1rem; }
figure svg { max-width: 100%; height: auto; }
nav ol { padding-left: 1.5rem; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; background: #ffffff; padding: 0.5rem; }
footer { margin-top: 3rem; border-top: 1px solid #6b7480; padding-top: 1rem; font-size: 0.875rem; }
@media print { nav, .skip { display: none; } h2 { break-before: page; } }
"""
_NAMED = re.compile(r'(\bid="|\burl\(#|\bhref="#)([^")]+)')
_TABLE = re.compile('aria-label="Tabelle"')
_LINKED = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>", re.DOTALL)


def html(document: Document) -> bytes:
    """The page in UTF-8, with a heading for the title, links to the sections, and the foot of every page at its end."""
    document = everywhere(document, clean)
    title, foot = escape(document.title), escape(document.foot)
    page = (
        f'<!DOCTYPE html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{escape(document.office)}">\n<title>{title}</title>\n<style>{STYLE}</style>\n'
        f'</head>\n<body>\n<a class="skip" href="#inhalt">Zum Inhalt</a>\n<header>{_head(document)}</header>\n'
        f'{_contents(document)}<main id="inhalt">\n{"".join(_body(document.blocks))}\n</main>\n'
        f"<footer>{foot}</footer>\n</body>\n</html>\n"
    )
    return page.encode("utf-8")


def _head(document: Document) -> str:
    emblem = document.cover.emblem if document.cover is not None else None
    draft = "<p><strong>ENTWURF</strong></p>" if document.draft else ""
    below = f"<p>{escape(document.subtitle)}</p>" if document.subtitle else ""
    facts = screen.blocks((document.cover.facts,)) if document.cover is not None else ""
    picture = "" if emblem is None else f'<div style="max-width:8rem">{_drawn(emblem, "e")}</div>'
    return f"{draft}{picture}<h1>{escape(document.title)}</h1>{below}{facts}"


def _contents(document: Document) -> str:
    if not document.contents:
        return ""
    heads = [
        (number, block.text)
        for number, block in enumerate(document.blocks)
        if isinstance(block, Heading) and block.level == 1
    ]
    items = "".join(f'<li><a href="#a{number}">{escape(text)}</a></li>' for number, text in heads)
    return f'<nav aria-label="Inhalt"><h2>Inhalt</h2><ol>{items}</ol></nav>\n'


def _body(blocks: Sequence[Block]) -> Iterator[str]:
    drawings, tables = count(), count(1)

    def drawn(picture: Picture) -> str:
        return _drawn(picture, f"d{next(drawings)}")

    way = replace(screen.PAGE, below=1, picture=drawn)
    for number, block in enumerate(blocks):
        # Regions of one name could not be told apart by ear.
        told = _TABLE.sub(lambda found: f'{found[0][:-1]} {next(tables)}"', screen.written(block, way))
        section = isinstance(block, Heading) and block.level == 1
        yield told.replace("<h2 ", f'<h2 id="a{number}" ', 1) if section else told


def _drawn(picture: Picture, name: str) -> str:
    """The drawing in the page; its own names get a prefix, because a page may hold each only once."""
    svg = _NAMED.sub(rf"\g<1>{name}-\g<2>", _LINKED.sub("", picture.svg))
    size = f"width:{round(100 * picture.share)}%"
    return f'<figure style="{size}" role="img" aria-label="{escape(picture.alt)}">{svg}</figure>'
