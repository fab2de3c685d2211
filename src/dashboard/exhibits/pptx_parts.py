"""What every drawing on a slide is made of: boxes, texts in German, names and descriptions of shapes.

Lengths are whole EMU (914,400 to an inch, 12,700 to a point), as the file has them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

INCH, POINT = 914_400, 12_700
SIZE = 14
"""Points of the smallest text: legible from the last row."""
WIDTHS = {
    letter: width
    for width, letters in {
        0.22: "ijl", 0.28: " !,./:;I[]ft\u202f·", 0.34: "()-r„“•", 0.5: "Jckvsxyz", 0.61: "FTZß", 0.67: "ABEKPSVXYÄ&",
        0.72: "CDHNRUwÜ", 0.78: "GOQÖ", 0.84: "Mm", 0.89: "%", 0.94: "W",
    }.items()
    for letter in letters
}  # fmt: skip
"""Widths of letters in heights, as Arial has them."""
ORDINARY = 0.56
WIDER = 1.06
"""What is added because a county's own type may be wider."""
LINE = 1.2
"""Height of a line in heights of its letters."""
LEFT, CENTRE, RIGHT = PP_ALIGN.LEFT, PP_ALIGN.CENTER, PP_ALIGN.RIGHT
TOP, MIDDLE, BOTTOM = MSO_ANCHOR.TOP, MSO_ANCHOR.MIDDLE, MSO_ANCHOR.BOTTOM
LANGUAGE = "de-DE"


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height

    def below(self, height: int) -> "Box":
        """What is left under ``height`` at the top."""
        return Box(self.left, self.top + height, self.width, self.height - height)

    def cut(self, height: int) -> "Box":
        """The upper ``height`` of it."""
        return Box(self.left, self.top, self.width, height)


def points(count: float) -> int:
    """So many points in EMU."""
    return round(count * POINT)


def width_of(text: str, size: float = SIZE) -> int:
    """About how wide a line of text is."""
    return points(_ems(text) * size)


def wrapped(text: str, width: int, size: float = SIZE) -> list[str]:
    """The lines a text takes in ``width``; what is typed as a line stays one, a word too long for a line is divided."""
    return [line for typed in text.split("\n") for line in _lines(typed, (width + POINT) / (size * POINT))]


def _lines(text: str, ems: float) -> list[str]:
    found = [""]
    for word in text.split(" "):
        longer = f"{found[-1]} {word}" if found[-1] else word
        if _ems(longer) <= ems:
            found[-1] = longer
            continue
        found += [word] if found[-1] else []
        found[-1] = word
        while _ems(found[-1]) > ems and len(found[-1]) > 1:
            fitting = max(1, int(len(found[-1]) * ems / _ems(found[-1])))
            found[-1:] = [found[-1][:fitting], found[-1][fitting:]]
    return found


@lru_cache(maxsize=20_000)
def _ems(text: str) -> float:
    """Width of a text in heights of its letters."""
    return WIDER * sum(WIDTHS.get(letter, ORDINARY) for letter in text)


def height_of(text: str, width: int, size: float = SIZE) -> int:
    """About how high a text is in ``width``."""
    return points(ceil(len(wrapped(text, width, size)) * LINE * size))


def text_box(shapes: Any, box: Box, text: str, *, name: str, **look: Any) -> Any:
    """A box with one text, without margins; ``look`` as in ``write``."""
    made = shapes.add_textbox(box.left, box.top, box.width, box.height)
    made.name = name
    write(made.text_frame, [text], **look)
    return made


def write(
    frame: Any,
    texts: Iterable[str],
    *,
    size: float = SIZE,
    bold: bool = False,
    colour: str = "",
    align: Any = LEFT,
    anchor: Any = TOP,
    wrap: bool = True,
    margin: int = 0,
) -> None:
    """Paragraphs of one kind of type into an empty frame, marked as German."""
    frame.word_wrap = wrap
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = margin
    frame.vertical_anchor = anchor
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        fill(paragraph, text, size=size, bold=bold, colour=colour, align=align)


def fill(paragraph: Any, text: str, *, align: Any = LEFT, **type_: Any) -> None:
    """The text of an empty paragraph; what is typed as a line stays one."""
    paragraph.alignment = align
    for place, line in enumerate(text.split("\n")):
        if place:
            paragraph.add_line_break()
        run(paragraph, line, **type_)


def run(paragraph: Any, text: str, *, size: float = SIZE, bold: bool = False, colour: str = "") -> Any:
    """A stretch of text at the end of a paragraph."""
    made = paragraph.add_run()
    made.text = text
    font(made.font, size=size, bold=bold, colour=colour)
    return made


def font(given: Any, *, size: float = SIZE, bold: bool = False, colour: str = "") -> None:
    """Size, weight, colour and language of a type, on slides and in charts."""
    given.size, given.bold = Pt(size), bold
    given._rPr.set("lang", LANGUAGE)
    if colour:
        given.color.rgb = rgb(colour)


def describe(shape: Any, name: str, alt: str) -> None:
    """Name and description of a shape, of whatever kind."""
    properties = shape._element._nvXxPr.cNvPr
    properties.set("name", name)
    properties.set("descr", alt)


def rgb(colour: str) -> Any:
    """``#rrggbb`` as the file has it."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


def shared(count: int, most: int) -> list[range]:
    """So many rows in equal parts of at most ``most``; one empty part where there are none."""
    parts = max(1, ceil(count / max(most, 1)))
    edges = [round(count * part / parts) for part in range(parts + 1)]
    return [range(edges[part], edges[part + 1]) for part in range(parts)]
