"""A folder as slides for the screen of the meeting room: one after the other, with a place's course behind every map.

Nothing is decided here: what the folder's circle may not see is not in its content, and speaker's notes never get here.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from dashboard.council.content import Content, Page
from dashboard.council.drill import PlaceView
from dashboard.council.kinds import ItemKind
from dashboard.documents import markdown, screen
from dashboard.documents.document import Block
from dashboard.exhibits import Exhibit
from dashboard.exhibits.charts import Bars, Lines
from dashboard.exhibits.freezing import frozen
from dashboard.formats import day
from dashboard.store import Circle
from dashboard.web import stage_figures, stage_room

SIDE = 640
"""Pixels of the table beside a place's course."""
MOST_BESIDE = 4
"""Columns that have room there."""
GAP = 40
LONGEST_INTRO, LONGEST_SOURCE = 240, 135


@dataclass(frozen=True)
class Slide:
    """One screen. ``body`` and ``layer`` are HTML that holds nothing but what was escaped."""

    name: str
    title: str
    kind: str
    """title, section, text or exhibit: how it looks."""
    body: str
    sentence: str = ""
    source: str = ""
    layer: str = ""
    """Table and notes, shown on demand; empty: there are none."""
    is_door: bool = False
    """Whether it is a place's, behind a map: it is not counted."""


@dataclass(frozen=True)
class Stage:
    """All slides of a folder with what stands at the foot of each."""

    title: str
    slides: tuple[Slide, ...]
    doors: tuple[Slide, ...]
    foot: str
    marks: tuple[str, ...]


def stage(content: Content) -> Stage:
    """The slides of a folder."""
    shown: list[Slide] = [*_opening(content)]
    doors: dict[str, Slide] = {}
    for place, page in enumerate(content.pages, 1):
        shown += _page(page, f"f{place}", doors)
    marks = [*(["Beispieldaten"] if content.fictional else [])]
    if content.circle is not Circle.PUBLIC:
        marks.append(f"Nur für: {content.circle.label}")
    foot = " · ".join(filter(None, (content.district, content.folder_number, f"Stand {day(content.as_of)}")))
    return Stage(content.title, tuple(shown), tuple(doors.values()), foot, tuple(marks))


def _opening(content: Content) -> Iterator[Slide]:
    facts = (content.office, content.period.label, content.folder_number, f"Stand {day(content.as_of)}")
    short = content.intro if len(content.intro) <= LONGEST_INTRO else ""
    below = f'<p class="office">{escape(" · ".join(filter(None, facts)))}</p>'
    yield Slide("f0", content.title, "title", f"{_text(markdown.blocks(short))}{below}", content.headline)
    if content.intro and not short:
        yield from _texts("f0e", "Einleitung", content.intro)


def _page(page: Page, name: str, doors: dict[str, Slide]) -> list[Slide]:
    """The slides of one page; ``doors`` by content are filled: two maps often lead to the same course."""
    match page.kind:
        case ItemKind.SECTION:
            return [Slide(name, page.title, "section", _text(markdown.blocks(page.text)))]
        case ItemKind.TEXT:
            return [*_texts(name, page.title, page.text)]
    if page.exhibit is None:
        return [Slide(name, page.title, "text", f'<p role="note">{escape(page.answer)}</p>')]
    areas = {}
    for view in page.places:
        same = _content_of(view)
        if same not in doors:
            doors[same] = _place(view, f"ort{len(doors) + 1}")
        areas[view.area] = doors[same].name
    return [*_exhibit(page.exhibit, page.title, page.text, name, areas)]


def _content_of(view: PlaceView) -> str:
    return f"{view.name}:{view.answer if view.exhibit is None else json.dumps(frozen(view.exhibit))}"


def _texts(name: str, title: str, text: str) -> Iterator[Slide]:
    pages = stage_room.text_pages(markdown.blocks(text), stage_room.free(title))
    for number, one in enumerate(pages, 1):
        yield Slide(_numbered(name, number), _of(title, number, len(pages)), "text", _text(one))


def _exhibit(exhibit: Exhibit, title: str, text: str, name: str, doors: dict[str, str]) -> Iterator[Slide]:
    room = stage_room.free(_of(title, 1, 2), exhibit.sentence)
    found = stage_figures.parts(exhibit, name, room, doors)
    source = stage_figures.source_of(exhibit, LONGEST_SOURCE)
    layer = stage_figures.layer(exhibit)
    for number, part in enumerate(found, 1):
        yield Slide(
            _numbered(name, number), _of(title, number, len(found)), "exhibit", part.html, exhibit.sentence, source,
            layer,
        )  # fmt: skip
    if text:
        yield from _texts(f"{name}t", title, text)


def _place(view: PlaceView, name: str) -> Slide:
    exhibit = view.exhibit
    if exhibit is None:
        return Slide(name, view.name, "text", f'<p role="note">{escape(view.answer)}</p>', is_door=True)
    room = stage_room.free(exhibit.title, exhibit.sentence)
    rows = stage_figures.pages(exhibit, room, SIDE)[-1]
    drawn = isinstance(exhibit.chart, Lines | Bars)
    if drawn and len(exhibit.columns) <= MOST_BESIDE:
        figure = stage_figures.chart(exhibit, name, stage_room.WIDTH - SIDE - GAP, int(room / stage_figures.SCALE))
        body = f'<div class="beside">{figure}<div>{stage_figures.rows(exhibit, rows, SIDE)}</div></div>'
    else:
        body = stage_figures.parts(exhibit, name, room, {})[0].html
    source = stage_figures.source_of(exhibit, LONGEST_SOURCE)
    return Slide(name, exhibit.title, "exhibit", body, exhibit.sentence, source, stage_figures.layer(exhibit), True)


def _text(blocks: tuple[Block, ...] | list[Block]) -> str:
    return screen.blocks(blocks)


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def _of(title: str, number: int, all_: int) -> str:
    return f"{title} ({number} von {all_})" if all_ > 1 else title
