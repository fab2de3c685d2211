"""A folder's pages as slides: what is written to an exhibit follows it for everybody, notes are for the office."""

from datetime import date

import pandas as pd
import pytest

from dashboard.council.content import Content, Page
from dashboard.council.kinds import ItemKind
from dashboard.council.papers import slides
from dashboard.documents.deck import ExhibitSlide, Section, TextSlide
from dashboard.exhibits import Exhibit
from dashboard.exhibits.exhibit import Column
from dashboard.periods import Period
from dashboard.store import Circle

EXHIBIT = Exhibit(
    "k",
    "Belegung",
    "Satz.",
    None,
    pd.DataFrame({"n": ["Ilsede"]}),
    (Column("n", "Ort"),),
    "Quelle",
    "heute",
    (),
    "Alt.",
)
PAGES = (
    Page(1, ItemKind.SECTION, "Unterbringung", "Worum es geht", notes="leise"),
    Page(2, ItemKind.EXHIBIT, "Es ist voll", "Dazu **eine** Erklärung.", EXHIBIT, notes="langsam sprechen"),
    Page(3, ItemKind.EXHIBIT, "Fehlt", answer="Diese Kennzahl ist stillgelegt."),
    Page(4, ItemKind.TEXT, "Ausblick", "Text", notes="Ende"),
)


@pytest.mark.parametrize("circle", [Circle.INTERNAL, Circle.PUBLIC])
def test_every_text_has_its_slide_and_only_the_office_gets_notes(circle: Circle) -> None:
    noted = circle is Circle.INTERNAL
    content = Content(
        "Bericht", Period.of("2026-Q3"), circle, "Landkreis", "Musterland", "Kopf", "Vorweg", date(2026, 11, 26), "",
        True, PAGES,
    )  # fmt: skip
    assert slides(content).slides == (
        TextSlide("Bericht", "Vorweg"),
        Section("Unterbringung", "Worum es geht", "leise" if noted else ""),
        ExhibitSlide(EXHIBIT, "Es ist voll", "langsam sprechen" if noted else ""),
        TextSlide("Es ist voll", "Dazu **eine** Erklärung."),
        TextSlide("Fehlt", "Diese Kennzahl ist stillgelegt."),
        TextSlide("Ausblick", "Text", "Ende" if noted else ""),
    )
