"""Exhibits on slides: headline, sentence, chart, table, signs and source; their notes together at the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.documents.characters import clean
from dashboard.documents.deck import ExhibitSlide
from dashboard.documents.document import Run
from dashboard.documents.slide_pages import line_pages, numbered
from dashboard.documents.slide_sheets import GAP, Sheets
from dashboard.documents.slide_text import Line
from dashboard.exhibits import Exhibit, pptx_renderer, sign_notes
from dashboard.exhibits import pptx_parts as parts
from dashboard.exhibits.downloads import signs_in
from dashboard.exhibits.exhibit import FURTHER
from dashboard.exhibits.pptx_parts import Box
from dashboard.exhibits.pptx_renderer import Drawing

SENTENCES = ((18, 2), (16, 3), (14, 5))
"""Sizes of the sentence, and up to how many lines it stands in them."""
SOURCE, MOST_SOURCE = 14, 4
"""Size of the source, and how many lines of it a slide has room for."""
HINTS = "Hinweise zu den Zahlen"
SAID_BEFORE = "Die Aussage steht auf der vorigen Folie."
PLACE_OF_HINTS = "000"
"""Stands for the number of a slide that is not known yet."""


@dataclass(frozen=True)
class _Hint:
    """What must be known of an exhibit, the number of its first slide, and the texts that point to it."""

    slide: int
    title: str
    notes: tuple[str, ...]
    pointers: tuple[Any, ...]


class ExhibitPages:
    """Adds exhibits, and at the end their notes."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.hints: list[_Hint] = []

    def add(self, slide: ExhibitSlide) -> None:
        """The slides of one exhibit."""
        exhibit = cleaned(slide.exhibit)
        first = self.sheets.count + 1
        title = slide.title
        meanings = sign_notes(signs_in(exhibit))
        signs = [meaning.removesuffix(FURTHER) for meaning in meanings]
        notes = tuple(note for note in exhibit.notes if note not in meanings or FURTHER in note)
        source = f"Quelle: {exhibit.source} · Stand: {exhibit.as_of}"
        width = self.sheets.room(title).width
        if len(parts.wrapped(source, width, SOURCE)) > MOST_SOURCE:
            notes = (f"Quelle: {exhibit.source}", *notes)
            source = f"Quellen: bei den Hinweisen · Stand: {exhibit.as_of}"
        below = [*signs, source]
        sentence, size = self._sentence(title, exhibit.sentence, width, slide)
        drawn = self._drawn(title, sentence, size, below, lambda body: pptx_renderer.drawings(exhibit, body))
        if exhibit.chart is not None and (slide.with_table or not pptx_renderer.shows_values(exhibit)):
            table = f"{title} – Tabelle"
            drawn += self._drawn(table, sentence, size, below, lambda body: pptx_renderer.tables(exhibit, body))
        pointers = []
        for place, (shown, body, drawing) in enumerate(drawn):
            speech = slide.notes if place == 0 and first == self.sheets.count + 1 else ""
            made, room = self.sheets.headed(shown, speech), self.sheets.room(shown)
            top = Box(room.left, room.top, room.width, body.top - GAP - room.top)
            parts.text_box(made.shapes, top, sentence, name="Aussage", size=size, colour=self.sheets.ink)
            drawing(made.shapes, body)
            foot = Box(room.left, body.bottom + GAP, room.width, room.bottom - body.bottom - GAP)
            pointers += self._source(made, foot, below, bool(notes))
            self.sheets.foot(made)
        if notes:
            self.hints.append(_Hint(first, title, notes, tuple(pointers)))

    def finish(self) -> None:
        """The slides of notes, and their numbers where the exhibits point to them."""
        if not self.hints:
            return
        heads = [
            Line((Run(f"Folie {hint.slide}: {hint.title}", bold=True),), size=SOURCE, keeps=True) for hint in self.hints
        ]
        given = []
        for head, hint in zip(heads, self.hints, strict=True):
            given += [head, *(Line((Run(note),), bullet="•", size=SOURCE) for note in hint.notes)]
        before = self.sheets.count
        pages = line_pages(self.sheets, HINTS, given)
        for head, hint in zip(heads, self.hints, strict=True):
            page = next((place for place, page in enumerate(pages) if any(line is head for line in page)), 0)
            for pointer in hint.pointers:
                pointer.text = pointer.text.replace(PLACE_OF_HINTS, str(before + page + 1))

    def _drawn(
        self, title: str, sentence: str, size: int, below: Sequence[str], made_for: Callable[[Box], list[Drawing]]
    ) -> list[tuple[str, Box, Drawing]]:
        """Headline, place and drawing of each slide; several of them need room for their numbers in the headline."""
        body = self._body(title, sentence, size, below)
        drawings = made_for(body)
        if len(drawings) > 1:
            body = self._body(numbered(title, len(drawings), len(drawings)), sentence, size, below)
            drawings = made_for(body)
        count = len(drawings)
        return [(numbered(title, number, count), body, one) for number, one in enumerate(drawings, start=1)]

    def _sentence(self, title: str, sentence: str, width: int, slide: ExhibitSlide) -> tuple[str, int]:
        """The sentence and its size; one that is too long stands on a slide before, and this one says so."""
        text = f"{title}\n{sentence}" if self.sheets.unsaid(numbered(f"{title} – Tabelle", 10, 10)) else sentence
        for size, lines in SENTENCES:
            if len(parts.wrapped(text, width, size)) <= lines:
                return text, size
        line_pages(self.sheets, title, [Line((Run(sentence),))], slide.notes)
        return SAID_BEFORE, SENTENCES[0][0]

    def _body(self, title: str, sentence: str, size: int, below: Sequence[str]) -> Box:
        """What is left for chart or table between the sentence and the source."""
        room = self.sheets.room(title)
        top = parts.height_of(sentence, room.width, size) + GAP
        foot = sum(parts.height_of(text, room.width, SOURCE) for text in _pointing(below)) + GAP
        return Box(room.left, room.top + top, room.width, room.height - top - foot)

    def _source(self, slide: Any, box: Box, texts: Sequence[str], hinted: bool) -> list[Any]:
        """Signs, source and day at the foot; returns the text that points to the notes."""
        shown = _pointing(texts) if hinted else texts
        made = parts.text_box(slide.shapes, box, "", name="Quelle", anchor=parts.BOTTOM)
        frame = made.text_frame
        for number, text in enumerate(shown):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            for run in list(paragraph.runs):
                run._r.getparent().remove(run._r)
            last = parts.run(paragraph, text, size=SOURCE, colour=self.sheets.ink)
        return [last] if hinted else []


def cleaned(exhibit: Exhibit) -> Exhibit:
    """The exhibit without characters that a file cannot hold, in its table too."""
    data = exhibit.data.copy()
    for name in data.columns:
        values = data[name].tolist()
        if any(isinstance(value, str) for value in values):
            data[name] = [clean(value) if isinstance(value, str) else value for value in values]
    return replace(exhibit, data=data)


def _pointing(texts: Sequence[str]) -> list[str]:
    return [*texts[:-1], f"{texts[-1]} · Hinweise: Folie {PLACE_OF_HINTS}"]
