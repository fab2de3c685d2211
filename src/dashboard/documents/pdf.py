"""A document as PDF/UA: tagged, in German, with title and bookmarks. Typst lays it out; the data go in as JSON."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass, replace
from functools import partial
from typing import Any

import typst

from dashboard.documents.characters import SAID, clean, everywhere, without, without_marked
from dashboard.documents.document import Block, Cover, Document, Picture, Table, small
from dashboard.errors import UserError
from dashboard.settings import PROGRAM_ROOT

TEMPLATE = PROGRAM_ROOT / "data" / "templates" / "document.typ"
NOT_DISPLAYED = re.compile(r'the text `("(?:[^"\\]|\\.)*")` could not be displayed')
MOST_BLOCKS = 60
"""Attempts: each takes a whole block of characters out."""
NARROWEST, WIDEST, UNBROKEN = 4, 48, 18
"""Letters: no column is laid out for fewer or more, and longer words are divided."""
ON_A_LINE, BETWEEN = 92, 2
"""Letters of a table that stand beside each other on the paper, and those that a column's margins take."""
LETTERS, SMALLEST = 9.5, 7.0
"""Points of a table's letters, and of those of a table with many columns."""


def pdf(document: Document) -> bytes:
    """The PDF, conforming to PDF/UA-1. Where a character has no glyph, the paper shows a sign and says so."""
    document = everywhere(document, clean)
    shown = document
    for _ in range(MOST_BLOCKS):
        try:
            return _laid_out(shown)
        except typst.TypstError as error:
            missing = NOT_DISPLAYED.search(str(error))
            if missing is None:
                raise
            document = _without(document, json.loads(_unescaped(missing[1])))
            shown = replace(document, blocks=(*document.blocks, small(SAID)))
    raise UserError("Das Dokument enthält Zeichen aus zu vielen Schriften, um es als PDF zu setzen; als DOCX geht es.")


def _without(document: Document, missing: str) -> Document:
    """Only where no mark above or below a character can be the reason, every such character is taken out."""
    marked = everywhere(document, partial(without_marked, missing=missing))
    return marked if marked != document else everywhere(document, partial(without, missing=missing))


def _laid_out(document: Document) -> bytes:
    facts = {
        **{name: getattr(document, name) for name in ("title", "subtitle", "office", "foot")},
        "draft": document.draft,
        "contents": document.contents,
        "compact": document.compact,
        "cover": None if document.cover is None else _cover(document.cover),
        "blocks": [_facts(block) for block in document.blocks],
    }
    made: Any = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(facts, ensure_ascii=False)},
    )
    return bytes(made)


def _cover(cover: Cover) -> dict[str, Any]:
    emblem = None if cover.emblem is None else _facts(cover.emblem)
    return {"facts": _facts(cover.facts), "emblem": emblem}


def _facts(block: Block) -> dict[str, Any]:
    """A block as the template reads it: its fields, and in ``is`` what it is."""
    facts: dict[str, Any] = {"is": type(block).__name__}
    for name in getattr(block, "__dataclass_fields__"):  # noqa: B009 - a union of dataclasses has no common type
        facts[name] = _plain(getattr(block, name))
    if isinstance(block, Table):
        facts["widths"], facts["size"] = widths(block), size(block)
    if isinstance(block, Picture):
        facts["share"] = block.share
    return facts


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _facts(value) if isinstance(value, Block) else asdict(value)
    return value


def _unescaped(text: str) -> str:
    """Typst writes ``\\u{1f600}``, JSON reads ``\\ud83d\\ude00``."""
    text = text.replace("\\'", "'")
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: json.dumps(chr(int(found[1], 16)))[1:-1], text)


def widths(table: Table) -> list[int]:
    """Shares of the columns, in letters: each has room for its longest word, what is left goes to where most stands."""
    columns = [(head, *[row[place] for row in table.rows]) for place, head in enumerate(table.heads)]
    least = [BETWEEN + max(NARROWEST, *map(_unbroken, column)) for column in columns]
    wished = [
        BETWEEN + max(NARROWEST, *(min(WIDEST, _longest(cell.split("\n"))) for cell in column)) for column in columns
    ]
    more = [max(0, wish - need) for wish, need in zip(wished, least, strict=True)]
    left = ON_A_LINE - sum(least)
    if sum(more) <= left:
        return [need + extra for need, extra in zip(least, more, strict=True)]
    beyond = [_beyond(column, need) for column, need in zip(columns, least, strict=True)]
    return [need + round(max(0, left) * part / sum(beyond)) for need, part in zip(least, beyond, strict=True)]


def size(table: Table) -> float:
    """Points of a table's letters: smaller where its columns have no room for their longest words."""
    return max(SMALLEST, LETTERS * min(1.0, ON_A_LINE / sum(widths(table))))


def _unbroken(cell: str) -> int:
    """Letters of the longest word; a whole line that is no longer than a date is kept together too."""
    lines = cell.split("\n")
    short = [line for line in lines if len(line) <= len("30.09.2026")]
    return max(_longest(short), min(UNBROKEN, _longest(cell.split())))


def _beyond(column: Sequence[str], width: int) -> int:
    """Letters of all its cells that do not stand in their first lines."""
    return sum(max(0, len(cell) + BETWEEN - width) for cell in column)


def _longest(texts: Sequence[str]) -> int:
    return max(map(len, texts), default=0)
