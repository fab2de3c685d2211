"""Single slides on a design: the headline as a real title, and at the foot office, folder, day, circle and number."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from dashboard.documents import slide_layouts
from dashboard.documents.deck import Deck
from dashboard.documents.slide_layouts import TEXTS, TITLES, kind
from dashboard.exhibits import pptx_parts as parts
from dashboard.exhibits.colours import palette
from dashboard.exhibits.pptx_parts import Box, points
from dashboard.store import Circle

HEADLINES = ((28, 2), (24, 3))
"""Sizes of a headline and how many lines of it they may have."""
BOLD = 1.04
"""Bold letters are so much wider."""
GAP = points(8)
FOOT = 14
FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
NUMBER = points(50)
"""Room for the number of the slide."""


class Sheets:
    """Adds slides to an open presentation; ``made`` is changed in place."""

    def __init__(self, made: Any, deck: Deck) -> None:
        self.made, self.deck = made, deck
        _count_parts(made.part.package)
        self.ink = palette("light").text
        self.layouts = slide_layouts.found(made)
        self.said = foot_text(deck)
        width = slide_layouts.frame(made, self.layouts["titleOnly"], 0).foot.width - NUMBER
        self.frame = slide_layouts.frame(made, self.layouts["titleOnly"], parts.height_of(self.said, width, FOOT))

    @property
    def count(self) -> int:
        """How many slides there are so far."""
        return len(self.made.slides)

    def room(self, title: str) -> Box:
        """What a slide with this headline has between headline and foot."""
        top = self._headed(title)[0].bottom + GAP
        foot = self.frame.foot
        return Box(foot.left, top, foot.width, foot.top - GAP - top)

    def _headed(self, title: str) -> tuple[Box, str, int]:
        """Where the headline stands, as it is shown, and its size."""
        place = self.frame.title
        width = place.width - 2 * self.frame.inset
        shown, size = headline(title, width)
        height = parts.height_of(shown, width, size * BOLD) + GAP
        return Box(place.left, place.top, place.width, max(place.height, height)), shown, size

    def opening(self, layout: str, notes: str) -> tuple[Any, Any, list[Any]]:
        """A slide of a layout with a title and other texts: slide, title, and the places for texts, all empty."""
        slide = self._added(layout, notes)
        others: list[Any] = []
        for one in list(slide.placeholders):
            if kind(one) in TEXTS and not others:
                others.append(one)
            elif kind(one) not in TITLES:
                one._element.getparent().remove(one._element)
        return slide, self._title(slide), others

    def headed(self, title: str, notes: str = "") -> Any:
        """A slide with a headline and nothing else yet."""
        slide = self._added("titleOnly", notes)
        for one in list(slide.placeholders):
            if kind(one) not in TITLES:
                one._element.getparent().remove(one._element)
        shape = self._title(slide)
        place, shown, size = self._headed(title)
        shape.left, shape.top, shape.width, shape.height = place.left, place.top, place.width, place.height
        fill_title(shape, shown, size)
        return slide

    def unsaid(self, title: str) -> str:
        """The headline in full where it had to be shortened, to be told below it."""
        return "" if self._headed(title)[1] == title else title

    def foot(self, slide: Any) -> None:
        """Office, folder, day and circle, and the number of the slide; last in the order of reading."""
        box = self.frame.foot
        text = Box(box.left, box.top, box.width - NUMBER, box.height)
        look = f'lang="{parts.LANGUAGE}" sz="{FOOT * 100}"'
        words = f"<a:r><a:rPr {look}/><a:t/></a:r>"
        _placeholder(slide, "ftr", "Fußzeile", text, words, "l").find(".//{*}t").text = self.said
        place = Box(box.right - NUMBER, box.top, NUMBER, box.height)
        field = f'<a:fld id="{FIELD}" type="slidenum"><a:rPr {look}/><a:t>{self.count}</a:t></a:fld>'
        _placeholder(slide, "sldNum", "Foliennummer", place, field, "r")

    def _added(self, layout: str, notes: str) -> Any:
        slide = self.made.slides.add_slide(self.layouts[layout])
        if notes.strip() and self.deck.circle is Circle.INTERNAL:
            slide.notes_slide.notes_text_frame.text = notes
        return slide

    def _title(self, slide: Any) -> Any:
        """The slide's title; where its layout has none, one of our own, because who reads by ear goes by titles."""
        given = next((one for one in slide.placeholders if kind(one) in TITLES), None)
        if given is None:
            _placeholder(slide, "title", "Titel", self.frame.title, "", "l")
            given = next(one for one in slide.placeholders if kind(one) in TITLES)
        given.name = "Titel"
        return given


def _count_parts(package: Any) -> None:
    """Let the library count its parts: it would look through all of them for each new one's name."""
    taken = {str(part.partname) for part in package.iter_parts()}
    counters: dict[str, Iterator[int]] = {}

    def next_name(template: str) -> PackURI:
        numbers = counters.setdefault(template, count(1))
        return PackURI(next(name for number in numbers if (name := template % number) not in taken))

    package.next_partname = next_name


def foot_text(deck: Deck) -> str:
    """„Landkreis Musterland, Koordinierungsstab · Mappe 2026-07 · Stand 30.09.2026 · Öffentlichkeit“."""
    folder = f"Mappe {deck.number}" if deck.number.strip() else ""
    return " · ".join(filter(None, (deck.office, folder, f"Stand {deck.as_of}", deck.circle.label)))


def headline(title: str, width: int) -> tuple[str, int]:
    """The headline as it fits, and its size; what is too long ends with … and has to be told in full below."""
    for size, lines in HEADLINES:
        if len(parts.wrapped(title, width, size * BOLD)) <= lines:
            return title, size
    size, lines = HEADLINES[-1]
    return " ".join(parts.wrapped(title, width, size * BOLD)[:lines])[:-1].rstrip() + "…", size


def fill_title(shape: Any, text: str, size: float, *, bold: bool = True) -> None:
    """The text of an empty placeholder; its colour and place are the design's."""
    shape.text_frame.word_wrap = True
    for number, line in enumerate(text.split("\n")):
        paragraph = shape.text_frame.paragraphs[0] if number == 0 else shape.text_frame.add_paragraph()
        parts.run(paragraph, line, size=size, bold=bold)


def _placeholder(slide: Any, type_: str, name: str, box: Box, words: str, align: str) -> Any:
    """A placeholder that the library does not copy from the layout."""
    identity = slide.shapes._next_shape_id
    index = "" if type_ == "title" else f' idx="{900 + identity}"'
    made = parse_xml(
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
        f'<p:cNvPr id="{identity}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{type_}"{index}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
        '</p:spPr><p:txBody><a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0" anchor="b"/><a:lstStyle/>'
        f'<a:p><a:pPr algn="{align}"/>{words}</a:p></p:txBody></p:sp>'
    )
    slide.shapes._spTree.append(made)
    return made
