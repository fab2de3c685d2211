"""A deck as PowerPoint: native charts, maps and tables, on our own design or the county's.

Every slide says title, message, source, day and number of the folder, in this order of reading. What must be known of
the exhibits (their notes) stands together at the end, and every exhibit names the slide. The file names no person.
"""

import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from dashboard.documents import logo, slide_design, slide_master
from dashboard.documents.characters import clean, everywhere
from dashboard.documents.deck import Deck, ExhibitSlide, Section, Slide, TextSlide
from dashboard.documents.slide_exhibits import ExhibitPages
from dashboard.documents.slide_pages import text_pages
from dashboard.documents.slide_sheets import GAP, Sheets, fill_title
from dashboard.exhibits import pptx_parts as parts
from dashboard.exhibits.pptx_parts import Box

__all__ = ["Deck", "ExhibitSlide", "Section", "Slide", "TextSlide", "deck"]

TITLE_SIZES, TEXT_SIZES = (40, 36, 32, 28, 24), (22, 20, 18, 16, 14)
LOGO = 0.14
"""Share of the width that the logo takes at most."""


def deck(described: Deck, on_slide: Callable[[int, int], None] | None = None) -> bytes:
    """The .pptx. Raises UserError where the county's template or logo cannot be used; the sentence says why.

    ``on_slide`` is told how many of the described slides of how many are made.
    """
    described = everywhere(described, clean)
    made = slide_design.opened() if described.master is None else slide_master.opened(described.master)
    picture = None if described.logo is None else logo.checked(described.logo)
    sheets = Sheets(made, described)
    _title(sheets, picture)
    exhibits = ExhibitPages(sheets)
    for done, slide in enumerate(described.slides, start=1):
        match slide:
            case Section():
                _section(sheets, slide)
            case TextSlide():
                text_pages(sheets, slide.title, slide.text, slide.notes)
            case ExhibitSlide():
                exhibits.add(slide)
        if on_slide is not None:
            on_slide(done, len(described.slides))
    exhibits.finish()
    _properties(made, described)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _title(sheets: Sheets, picture: bytes | None) -> None:
    of = sheets.deck
    slide, title, texts = sheets.opening("title", of.notes)
    folder = f" · Mappe {of.number}" if of.number.strip() else ""
    below = "\n".join(filter(None, (of.subtitle, of.office, f"Stand {of.as_of}{folder}")))
    _fill(title, of.title, TITLE_SIZES)
    _texts(sheets, slide, title, texts, below)
    if picture is not None:
        _logo(sheets, slide, picture)
    sheets.foot(slide)


def _section(sheets: Sheets, section: Section) -> None:
    slide, title, texts = sheets.opening("secHead", section.notes)
    _fill(title, section.title, TITLE_SIZES)
    fits = _fits(texts[0], section.text) if texts else len(section.text) < 200
    _texts(sheets, slide, title, texts, section.text if fits else "")
    sheets.foot(slide)
    if not fits:
        text_pages(sheets, section.title, section.text, "")


def _texts(sheets: Sheets, slide: Any, title: Any, texts: Sequence[Any], text: str) -> None:
    """The text under a title: in the design's own place for it, else in a box below the title."""
    if texts and text:
        _fill(texts[0], text, TEXT_SIZES, bold=False)
    elif texts:
        texts[0]._element.getparent().remove(texts[0]._element)
    elif text:
        top = title.top + title.height + GAP
        box = Box(title.left, top, title.width, max(sheets.frame.foot.top - GAP - top, 1))
        parts.text_box(slide.shapes, box, text, name="Text", size=TEXT_SIZES[1], colour=sheets.ink)


def _fill(shape: Any, text: str, sizes: Sequence[int], *, bold: bool = True) -> None:
    """In the largest type that fits."""
    size = next((size for size in sizes if parts.height_of(text, shape.width, size * 1.1) <= shape.height), sizes[-1])
    fill_title(shape, text, size, bold=bold)


def _fits(shape: Any, text: str) -> bool:
    return bool(parts.height_of(text, shape.width, TEXT_SIZES[-1] * 1.1) <= shape.height)


def _logo(sheets: Sheets, slide: Any, picture: bytes) -> None:
    """At the upper right, below what a design has there."""
    width, height = sheets.made.slide_width, sheets.made.slide_height
    most = round(width * LOGO)
    shape = slide.shapes.add_picture(io.BytesIO(picture), 0, 0)
    scale = min(most / shape.width, most / shape.height)
    shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
    shape.left, shape.top = width - sheets.frame.title.left - shape.width, round(height * 0.2)
    parts.describe(shape, "Logo", sheets.deck.logo_alt)


def _properties(made: Any, described: Deck) -> None:
    """Of the file: what it is and which office made it; whatever a template had is gone."""
    given = made.core_properties
    given.title, given.subject, given.language = described.title, described.subtitle, parts.LANGUAGE
    given.author = given.last_modified_by = described.office
    given.comments = given.keywords = given.category = given.content_status = given.identifier = given.version = ""
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    given.created = given.modified = now
    given.revision = 1
