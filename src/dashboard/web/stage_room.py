"""How much a slide holds: lengths in pixels of a screen of 1920 x 1080, and what is too long goes on on a second one.

Letters are estimated, a little too large: what is wrongly thought to fit can still be scrolled, and nothing is cut.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from dashboard.documents.document import Block, Listing, Paragraph, Quote, Run, words

WIDTH, HEIGHT = 1760, 1080
FRAME = 190
"""Margins, source and the line at the foot."""
LETTER, LINE = 12.6, 33
"""Of tables."""
HEAD_LETTER, HEAD_LINE, SAID_LETTER, SAID_LINE = 27, 66, 15.6, 43
"""Of the slide's title and of its sentence."""
TEXT_LETTER, TEXT_LINE, TEXT_GAP = 17, 47, 20
LONGEST_WORD, WIDEST = 18, 60
"""Characters of a word that is never parted, and with which a column is reckoned at most."""

T = TypeVar("T")


def free(title: str, sentence: str = "") -> int:
    """Pixels below title and sentence."""
    above = lines(title, HEAD_LETTER) * HEAD_LINE + (lines(sentence, SAID_LETTER) * SAID_LINE if sentence else 0)
    return HEIGHT - FRAME - above


def lines(text: str, letter: float, width: float = WIDTH) -> int:
    """How many lines a text takes."""
    return sum(max(1, math.ceil(len(part) * letter / width)) for part in text.split("\n"))


def shares(heads: Sequence[str], rows: Sequence[Sequence[str]], width: float = WIDTH) -> list[float]:
    """Shares of the width that the columns of a table get: first their longest word each, then what they hold."""
    columns = [[head, *(row[place] for row in rows)] for place, head in enumerate(heads)]
    least = [min(max(len(word) for text in column for word in [*text.split(), "."]), LONGEST_WORD) + 3.0
             for column in columns]  # fmt: skip
    wanted = [min(max(len(column[0]) / 2, *map(len, column)), WIDEST) + 2 for column in columns]
    more = [max(0.0, one - low) for one, low in zip(wanted, least, strict=True)]
    rest = max(0.0, width / LETTER - sum(least))
    given = [low + (rest * one / sum(more) if sum(more) else 0) for low, one in zip(least, more, strict=True)]
    return [one / sum(given) for one in given]


def row_pages(
    heads: Sequence[str], rows: Sequence[Sequence[str]], room: float, width: float = WIDTH
) -> list[list[Sequence[str]]]:  # fmt: skip
    """The rows of a table, page by page."""
    parts = shares(heads, rows, width)

    def tall(row: Sequence[str]) -> float:
        cells = (lines(text, LETTER, part * width - 20) for text, part in zip(row, parts, strict=True))
        return max(cells) * LINE + 19

    return packed(rows, tall, room - tall(heads))


def text_pages(blocks: Iterable[Block], room: float) -> list[list[Block]]:
    """The blocks of a text, page by page; long paragraphs and lists are parted."""
    small = [part for block in blocks for part in _parted(block, room)]
    return packed(small, height, room)


def packed(things: Iterable[T], tall: Callable[[T], float], room: float) -> list[list[T]]:
    """Things in their order on as many pages as they need; one that is too tall stands alone."""
    found: list[list[T]] = [[]]
    used = 0.0
    for one in things:
        needed = tall(one)
        if found[-1] and used + needed > room:
            found.append([])
            used = 0.0
        found[-1].append(one)
        used += needed
    return found


def height(block: Block) -> float:
    """Pixels of a block of text."""
    match block:
        case Paragraph(runs):
            return lines(words(runs), TEXT_LETTER) * TEXT_LINE + TEXT_GAP
        case Listing(items):
            return sum(height(inside) for item in items for inside in item) + TEXT_GAP
        case Quote(inside):
            return sum(map(height, inside)) + TEXT_GAP
    return TEXT_LINE + TEXT_GAP


def _parted(block: Block, room: float) -> list[Block]:
    if height(block) <= room:
        return [block]
    if isinstance(block, Listing):
        groups = packed(block.items, lambda item: sum(map(height, item)), room - TEXT_GAP)
        return [Listing(tuple(group), block.ordered) for group in groups]
    if isinstance(block, Quote):
        return [Quote(tuple(group)) for group in packed(block.blocks, height, room - TEXT_GAP)]
    if isinstance(block, Paragraph):
        most = int(WIDTH / TEXT_LETTER) * max(1, int((room - TEXT_GAP) / TEXT_LINE) - 1)
        stretches = packed(_single(block.runs), lambda run: len(run.text), most)
        return [Paragraph(tuple(stretch), block.small) for stretch in stretches]
    return [block]


def _single(runs: Iterable[Run]) -> list[Run]:
    """Runs of one word each, with the blank behind it."""
    return [
        Run(word, run.bold, run.italic, run.address)
        for run in runs
        for word in run.text.replace(" ", " \0").split("\0")
        if word
    ]
