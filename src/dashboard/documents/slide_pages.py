"""Texts on as many slides as they need, each with the headline and which of them it is."""

from collections.abc import Sequence

from dashboard.documents.document import Run
from dashboard.documents.markdown import blocks
from dashboard.documents.slide_sheets import Sheets
from dashboard.documents.slide_text import Line, flowed, lines, written


def text_pages(sheets: Sheets, title: str, text: str, notes: str = "") -> None:
    """Markdown under a headline."""
    line_pages(sheets, title, lines(blocks(text)), notes)


def line_pages(sheets: Sheets, title: str, given: Sequence[Line], notes: str = "") -> list[list[Line]]:
    """Paragraphs under a headline; returns what stands on each slide."""
    whole = sheets.unsaid(numbered(title, 10, 10))
    found = [Line((Run(title, bold=True),)), *given] if whole else list(given)
    pages = flowed(found, sheets.room(title))
    if len(pages) > 1:
        pages = flowed(found, sheets.room(numbered(title, len(pages), len(pages))))
    for number, page in enumerate(pages, start=1):
        shown = numbered(title, number, len(pages))
        slide, box = sheets.headed(shown, notes if number == 1 else ""), sheets.room(shown)
        made = slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
        made.name = "Text"
        written(made.text_frame, page, sheets.ink)
        sheets.foot(slide)
    return pages


def numbered(title: str, number: int, count: int) -> str:
    """„Unterkünfte (2 von 3)“."""
    return title if count == 1 else f"{title} ({number} von {count})"
