"""Markdown on slides: paragraphs with their lists, measured and shared out, so that nothing of a text is ever cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from dashboard.documents.document import Block, Listing, Paragraph, Quote, Run, words
from dashboard.exhibits import pptx_parts as parts
from dashboard.exhibits.pptx_parts import Box, points

SIZE = 20
AFTER = 0.35
"""Room under a paragraph in heights of its letters."""
INDENT = points(24)
DEEPEST = 4


@dataclass(frozen=True)
class Line:
    """A paragraph: how deep it stands, what is before it (``•``, ``1.`` or nothing), and its runs."""

    runs: tuple[Run, ...]
    depth: int = 0
    bullet: str = ""
    size: int = SIZE
    keeps: bool = False
    """Whether it stands on the same slide as the begin of the next one: a heading does."""

    def height(self, width: int) -> int:
        """About how high it is in ``width``."""
        return parts.height_of(words(self.runs), width - self.indent, self.size) + points(AFTER * self.size)

    @property
    def indent(self) -> int:
        return INDENT * min(self.depth + (1 if self.bullet else 0), DEEPEST)


def lines(blocks: Sequence[Block], *, size: int = SIZE) -> list[Line]:
    """The paragraphs of Markdown's blocks."""
    return [replace(line, size=size) for line in _lines(blocks, 0)]


def _lines(blocks: Sequence[Block], depth: int) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Paragraph():
                yield Line(block.runs, depth)
            case Quote():
                yield from _lines(block.blocks, depth + 1)
            case Listing():
                for number, item in enumerate(block.items, start=1):
                    bullet = f"{number}." if block.ordered else "•"
                    for place, line in enumerate(_lines(item, depth + 1)):
                        first = place == 0 and not line.bullet
                        yield replace(line, depth=depth, bullet=bullet) if first else line
            case _:
                raise TypeError(f"no text of a slide: {type(block).__name__}")


def flowed(given: Sequence[Line], box: Box) -> list[list[Line]]:
    """The paragraphs slide by slide; one that is longer than what is left is divided between two words."""
    pages: list[list[Line]] = [[]]
    left = box.height
    waiting = list(given)
    while waiting:
        line = waiting.pop(0)
        more = min(waiting[0].height(box.width), points(2 * parts.LINE * waiting[0].size)) if waiting else 0
        if line.height(box.width) + (more if line.keeps and pages[-1] else 0) <= left:
            pages[-1].append(line)
            left -= line.height(box.width)
            continue
        head, rest = _divided(line, box.width, left) if not line.keeps else (None, line)
        if head is None and not pages[-1]:  # even an empty slide is too low: better over its edge than lost
            head, rest = line, None
        if head is not None:
            pages[-1].append(head)
        waiting[:0] = [rest] if rest is not None else []
        if waiting:
            pages.append([])
            left = box.height
    return pages


def _divided(line: Line, width: int, height: int) -> tuple[Line | None, Line | None]:
    """As much of a paragraph as fits into ``height``, and the rest; nothing of it where not even two lines do."""
    text = words(line.runs)
    fitting = int((height - points(AFTER * line.size)) / points(parts.LINE * line.size))
    wrapped = parts.wrapped(text, width - line.indent, line.size)
    if fitting < 2 or len(wrapped) <= fitting:
        return None, line
    cut = _place_after(text, wrapped[:fitting])
    first, rest = _split(line.runs, cut)
    return replace(line, runs=first), replace(line, runs=rest, bullet="", depth=line.depth + bool(line.bullet))


def _place_after(text: str, shown: Sequence[str]) -> int:
    """Where in the text the shown lines end: they have the same letters, but for blanks."""
    letters = sum(len(part) - part.count(" ") for part in "".join(shown).split())
    seen = 0
    for place, letter in enumerate(text):
        if seen == letters and not letter.isspace():
            return place
        seen += not letter.isspace()
    return len(text)


def _split(runs: Sequence[Run], cut: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    before, after = list[Run](), list[Run]()
    for run in runs:
        head, tail = run.text[: max(cut, 0)], run.text[max(cut, 0) :]
        before += [replace(run, text=head)] if head else []
        after += [replace(run, text=tail)] if tail else []
        cut -= len(run.text)
    return tuple(before), tuple(after)


def written(frame: Any, given: Sequence[Line], colour: str) -> None:
    """The paragraphs in an empty frame, with real bullets and links."""
    parts.write(frame, [])
    for number, line in enumerate(given):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(AFTER * line.size)
        _mark(paragraph, line)
        for run in line.runs:
            for place, text in enumerate(run.text.split("\n")):
                if place:
                    paragraph.add_line_break()
                if text:
                    made = parts.run(paragraph, text, size=line.size, bold=run.bold, colour=colour)
                    made.font.italic = run.italic
                    if run.address:
                        made.hyperlink.address = run.address


def _mark(paragraph: Any, line: Line) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(line.indent))
    properties.set("indent", str(-INDENT if line.bullet else 0))
    if not line.bullet:
        kind = "<a:buNone {0}/>"
    elif line.bullet == "•":
        kind = '<a:buChar {0} char="•"/>'
    else:
        kind = '<a:buAutoNum {0} type="arabicPeriod" startAt="' + line.bullet.rstrip(".") + '"/>'
    properties.append(parse_xml(kind.format(nsdecls("a"))))
