"""A folder's files, made by a process of their own: other people's pages are not slower meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from dashboard import catalogue as catalogues
from dashboard.alliances.kinds import Labelled
from dashboard.council import assets, freezing, papers
from dashboard.council.assets import AssetKind
from dashboard.documents import files, report, slides
from dashboard.documents.deck import Deck
from dashboard.documents.report import Report
from dashboard.store import Actor, Store
from dashboard.store.background import Background, Say

READ, MADE = 0.6, 0.95
"""Shares of the time after which the pages are read, and the file is only to be written."""


class Paper(Labelled):
    """What a folder becomes; the value begins the name of the file."""

    SLIDES = "folien", "Folien"
    REPORT = "bericht", "Bericht"
    SUMMARY = "auf-einen-blick", "Auf einen Blick"


@dataclass(frozen=True)
class Making:
    """One file of a folder; ``suffix`` says which kind. Raises what reading it and writing the file raise."""

    FIRST: ClassVar[str] = "Die Mappe wird geöffnet"
    BROKEN: ClassVar[str] = "Die Datei ist nicht fertig geworden; an der Mappe ist nichts verändert. Bitte noch einmal."

    url: str
    catalogue_dir: Path
    actor: Actor
    folder: int
    paper: Paper
    suffix: str

    def run(self, store: Store, data: bytes, say: Say) -> bytes:
        """The file."""
        catalogue = catalogues.current(store, self.catalogue_dir)
        made: Deck | Report
        with store.reading() as session:
            picture = assets.asset(session, AssetKind.EMBLEM)
            master = assets.asset(session, AssetKind.MASTER) if self.paper is Paper.SLIDES else None
            content = freezing.content(
                session, self.actor, catalogue, self.folder, on_page=_told(say, "Seite {} von {} wird gelesen", 0, READ)
            )
            if self.paper is Paper.SLIDES:
                made = papers.slides(content, master=master, picture=picture)
            else:
                made = papers.report(session, catalogue, content, picture=picture)
        if isinstance(made, Deck):
            return slides.deck(made, _told(say, "Folie {} von {} wird gezeichnet", READ, MADE))
        say("Die Darstellungen werden gezeichnet", READ)
        document = report.document(made) if self.paper is Paper.REPORT else report.summary(made)
        say("Das Papier wird gesetzt", MADE)
        return files.written(document, self.suffix)


def start(making: Making) -> Background[bytes]:
    """Begin to make it."""
    return Background(making)


def _told(say: Say, text: str, begin: float, end: float) -> Callable[[int, int], None]:
    def told(done: int, count: int) -> None:
        say(text.format(done, count), begin + (end - begin) * done / count)

    return told
