"""What a folder becomes: slides, the report, and „Auf einen Blick“. Everything is made of its content and nothing else.

Notes for who speaks go into files of the internal circle only.
"""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.council.content import Content, Page
from dashboard.council.kinds import ItemKind
from dashboard.documents import deck, logo
from dashboard.documents import report as reports
from dashboard.documents.deck import Deck, ExhibitSlide, Slide, TextSlide
from dashboard.documents.document import Picture
from dashboard.documents.emblem import emblem
from dashboard.documents.method import Licence
from dashboard.documents.report import FICTIONAL, Part, Report, Section
from dashboard.documents.wording import SLUGS
from dashboard.formats import day
from dashboard.observations.disclosure import SETTING, THRESHOLD
from dashboard.store import Circle, get_setting

STATISTICS = ("Statistische Ämter des Bundes und der Länder", "Statistisches Bundesamt", "Bundesagentur für Arbeit")
"""How the catalogue's indicators name the publishers whose tables have a profile."""
BOUNDARIES = "GeoBasis-DE / BKG"


def slides(content: Content, *, master: bytes | None = None, picture: bytes | None = None) -> Deck:
    """The folder as slides; ``master`` is the county's .pptx, ``picture`` its coat of arms, both as handed in."""
    parts = tuple(filter(None, (content.headline, FICTIONAL if content.fictional else "")))
    noted = content.circle is Circle.INTERNAL
    told = tuple(slide for page in content.pages for slide in _slides(page, noted=noted))
    intro = (TextSlide(content.title, content.intro),) if content.intro else ()
    return Deck(
        content.title, " ".join(parts), content.office, content.circle, day(content.as_of), content.number,
        (*intro, *told), master=master, logo=picture, logo_alt=_described(content),
    )  # fmt: skip


def report(session: Session, catalogue: Catalogue, content: Content, *, picture: bytes | None = None) -> Report:
    """The folder as a report; raises FileUnusable where the coat of arms cannot be used."""
    arms: Picture | None = None if picture is None else emblem(logo.checked(picture), _described(content))
    return Report(
        title=content.title, period=content.period.label, office=content.office, circle=content.circle,
        as_of=day(content.as_of), number=content.folder_number, headline=content.headline, intro=content.intro,
        sections=tuple(_sections(content)), threshold=get_setting(session, SETTING, THRESHOLD),
        licences=licences(catalogue), fictional=content.fictional, emblem=arms,
    )  # fmt: skip


def licences(catalogue: Catalogue) -> tuple[Licence, ...]:
    """The licences of the official tables the catalogue knows, and of the bundled boundaries."""
    found = {(one.licence_title, one.address) for one in catalogue.profiles.values()}
    if len(found) != 1:  # publishers with licences of their own are told apart by their sources
        return tuple(Licence(one.source, one.licence_title, one.address) for one in catalogue.profiles.values())
    ((title, address),) = found
    return tuple(Licence(holder, title, address) for holder in (*STATISTICS, BOUNDARIES))


def file_name(content: Content, suffix: str, what: str = "bericht") -> str:
    """„bericht-2026-Q3-mappe-2026-07-oeffentlich.pdf“: what, quarter, number and circle."""
    number = f"-mappe-{content.number}" if content.number else ""
    return f"{what}-{content.period.code}{number}-{SLUGS[content.circle]}{suffix}"


def _described(content: Content) -> str:
    return f"Wappen: {content.district}"


def _slides(page: Page, *, noted: bool) -> Iterator[Slide]:
    """The slides of a page; what is written to an exhibit follows it, as on the screen."""
    said = page.notes if noted else ""
    if page.kind is ItemKind.SECTION:
        yield deck.Section(page.title, page.text, said)
    elif page.exhibit is not None:
        yield ExhibitSlide(page.exhibit, page.headline, said)
        if page.text:
            yield TextSlide(page.headline or page.exhibit.title, page.text)
    else:
        yield TextSlide(page.title, "\n\n".join(filter(None, (page.text, page.answer))), said)


def _sections(content: Content) -> Iterator[Section]:
    """Pages by section; what comes before the first one is an overview."""
    title, text, parts = reports.BEGINNING, "", list[Part]()
    for page in content.pages:
        if page.kind is ItemKind.SECTION:
            if parts or text:
                yield Section(title, tuple(parts), text)
            title, text, parts = page.title, page.text, []
        else:
            head = page.headline if page.exhibit is not None else page.title
            parts.append(Part(head, page.text, page.exhibit, page.answer))
    if parts or text:
        yield Section(title, tuple(parts), text)
