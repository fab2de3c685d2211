"""Slides described without saying what writes them: sections, exhibits, texts, and what stands on every one of them."""

from dataclasses import dataclass

from dashboard.exhibits import Exhibit
from dashboard.store import Circle


@dataclass(frozen=True)
class Section:
    """A slide that begins a part of the talk. ``notes`` are for the speaker and go into internal files only."""

    title: str
    text: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        _check(self.title)


@dataclass(frozen=True)
class ExhibitSlide:
    """An exhibit under a headline (the exhibit's title where it is empty).

    What has more rows than a slide has room for goes on on further slides. ``with_table``: the chart's table follows on
    slides of its own; an exhibit without a chart is a table in any case.
    """

    exhibit: Exhibit
    headline: str = ""
    notes: str = ""
    with_table: bool = False

    @property
    def title(self) -> str:
        """What stands above it."""
        return self.headline.strip() or self.exhibit.title


@dataclass(frozen=True)
class TextSlide:
    """Markdown under a headline; what is too long for a slide flows to further ones."""

    title: str
    text: str
    notes: str = ""

    def __post_init__(self) -> None:
        _check(self.title)


Slide = Section | ExhibitSlide | TextSlide


@dataclass(frozen=True)
class Deck:
    """Slides of 16:9. A slide with the title comes first; ``slides`` follow in their order.

    ``as_of`` (German text, for instance the day of the freezing) and ``number`` (of the frozen folder, empty for none)
    stand on every slide. ``master`` is the county's .pptx or .potx whose layouts are used, ``logo`` a PNG or JPEG for
    the title; both as the bytes that somebody handed in, which are checked when the slides are made.
    """

    title: str
    subtitle: str
    office: str
    """Who publishes it: an office, never a person."""
    circle: Circle
    as_of: str
    number: str
    slides: tuple[Slide, ...]
    notes: str = ""
    """For the speaker, at the title; like all notes only where ``circle`` is internal."""
    master: bytes | None = None
    logo: bytes | None = None
    logo_alt: str = "Wappen"

    def __post_init__(self) -> None:
        _check(self.title)
        if not self.office.strip() or not self.as_of.strip():
            raise ValueError("slides need the office that publishes them and the day they are from")
        if self.logo is not None and not self.logo_alt.strip():
            raise ValueError("a logo needs a description")


def _check(title: str) -> None:
    if not title.strip():
        raise ValueError("a slide needs a title")
