"""The report of a quarter: cover, contents, what matters on two pages, a section per field, methods and sources.

It is put together from what was read for one circle; nothing else goes in. The same description becomes PDF, DOCX and
the page for the homepage.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.documents import glance, markdown, method
from dashboard.documents.document import Block, Cover, Document, Facts, Heading, Note, PageBreak, Picture, plain
from dashboard.documents.figures import figure
from dashboard.documents.method import Licence
from dashboard.exhibits import Exhibit
from dashboard.store import Circle

SECTION, PART = 1, 2
BEGINNING = "Überblick"
"""What the section is called that nobody gave a name."""
FICTIONAL = "Beispieldaten: Diesen Landkreis gibt es nicht; alle Orte und Zahlen sind erfunden."


@dataclass(frozen=True)
class Part:
    """One thing under a heading: an exhibit, the ``answer`` in its place, or text (Markdown) alone."""

    title: str
    text: str = ""
    exhibit: Exhibit | None = None
    answer: str = ""


@dataclass(frozen=True)
class Section:
    """A chapter; ``text`` is Markdown."""

    title: str
    parts: tuple[Part, ...]
    text: str = ""


@dataclass(frozen=True)
class Report:
    """``number`` („Mappe 2026-07“) is empty where nothing is frozen; ``as_of`` is German text."""

    title: str
    period: str
    """„3. Quartal 2026“."""
    office: str
    """Who publishes it: an office, never a person."""
    circle: Circle
    as_of: str
    number: str
    headline: str
    intro: str
    sections: tuple[Section, ...]
    threshold: int
    """Counts of persons below it are hidden outside the office."""
    licences: tuple[Licence, ...] = ()
    fictional: bool = False
    emblem: Picture | None = None

    @property
    def exhibits(self) -> list[Exhibit]:
        """All that are shown, in their order."""
        return [part.exhibit for one in self.sections for part in one.parts if part.exhibit is not None]


def document(report: Report) -> Document:
    """The whole report."""
    return _document(report, report.title, tuple(_blocks(report)), contents=True)


def summary(report: Report) -> Document:
    """„Auf einen Blick“ alone: at most two pages in plain German, without a cover."""
    return _document(report, f"Auf einen Blick: {report.title}", tuple(_summary(report, level=SECTION)), contents=False)


def _document(report: Report, title: str, blocks: tuple[Block, ...], *, contents: bool) -> Document:
    cover = Cover(Facts(tuple(_facts(report))), report.emblem) if contents else None
    return Document(
        title, report.headline, blocks, report.office, report.circle.label, report.as_of, contents=contents,
        number=report.number, cover=cover,
    )  # fmt: skip


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    yield "Zeitraum", report.period
    yield "Herausgegeben von", report.office
    yield "Fassung für", report.circle.label
    yield "Stand", report.as_of
    if report.number:
        yield "Nummer", report.number
    if report.fictional:
        yield "Hinweis", FICTIONAL


def _blocks(report: Report) -> Iterator[Block]:
    if report.fictional:
        yield Note(FICTIONAL)
    yield from markdown.blocks(report.intro)
    yield Heading(SECTION, glance.TITLE)
    yield from _summary(report, level=PART)
    for section in report.sections:
        yield PageBreak()
        yield Heading(SECTION, section.title)
        yield from markdown.blocks(section.text)
        for part in section.parts:
            yield from _part(part)
    yield PageBreak()
    yield from method.notes(report.exhibits, report.circle, report.threshold, report.number, report.as_of)
    yield from method.hints(report.exhibits)
    yield from method.sources(report.exhibits, report.licences)


def _summary(report: Report, *, level: int) -> Iterator[Block]:
    titled = [(one.title, [part.exhibit for part in one.parts if part.exhibit is not None]) for one in report.sections]
    if report.fictional and level == SECTION:
        yield Note(FICTIONAL)
    yield from glance.blocks(titled, report.period, level=level)


def _part(part: Part) -> Iterator[Block]:
    text = markdown.blocks(part.text)
    if part.exhibit is not None:
        yield from figure(part.exhibit, level=PART, headline=part.title, text=text, gathered=True)
        return
    yield Heading(PART, part.title)
    yield from text
    if part.answer:
        yield plain(part.answer)
