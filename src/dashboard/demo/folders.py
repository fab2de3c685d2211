"""The folders of the fictional county: a report frozen for the Kreistag, a question of the press, the next one begun.

They come last and bear the last day of the story, so that what was frozen shows nothing that was not there yet.
"""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from dashboard.catalogue.catalogue import Catalogue
from dashboard.council import commands, ready
from dashboard.council.forms import ItemForm, QuestionForm
from dashboard.council.freezing import freeze
from dashboard.council.kinds import ItemKind
from dashboard.council.models import Folder
from dashboard.council.questions import add_question
from dashboard.council.rows import folder_form, item_form, items_of
from dashboard.demo import dates
from dashboard.demo.meetings import uid_of
from dashboard.demo.shelters import QUARTERS
from dashboard.meetings.models import Meeting
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Store, UnitOfWork

FROZEN_ON = date(2026, 11, 25)
SITTING = "kreistag-2026-4"
RELEASED, NEWEST = Period.of(QUARTERS[-2]), Period.of(QUARTERS[-1])
TITLE = "Quartalsbericht des Koordinierungsstabs"
HEADLINE = "Fünf Felder, ein Blick: Was sich verändert hat und was vereinbart ist."
INTRO = "Der Bericht zeigt die freigegebenen Zahlen. Alle Angaben sind Beispieldaten eines erfundenen Landkreises."
CLOSING = ItemForm(
    ItemKind.TEXT,
    "Worum es im Winter geht",
    "Die Ansprechstellen in den Gemeinden werden im Kreistag beraten. Das nächste Quartal ist erhoben und noch nicht "
    "freigegeben; sein Bericht folgt danach.",
    "Bei Nachfragen zum neuen Quartal: Die Zahlen sind noch in der Prüfung.",
)
NOTES = {
    "fields": "Kurz halten: ein Satz je Feld, dann weiter zur Unterbringung.",
    "accommodation-map": "Wird nach einem Ort gefragt: auf den Ort klicken, Esc führt zurück.",
}
"""What is said to a page, by its builder."""
QUESTION = QuestionForm(
    "Warum ist die Zahl der freien Plätze kleiner als der Abstand zwischen Plätzen und Belegung?",
    "Musterländer Bote (Beispielzeitung)",
    date(2026, 11, 25),
    "Frei heißt hier: wirklich belegbar. Zimmer von Familien, Häuser nur für Frauen und Räume im Umbau haben Betten, "
    "die niemand anderes belegen kann. Gezeigt wird deshalb, was die Gemeinden als belegbar melden.",
    date(2026, 11, 25),
    circle=Circle.PUBLIC,
)
RESTS_ON = ("accommodation-figures", "accommodation-table")
"""Builders of the pages that the answer rests on."""


def enter(store: Store, editor: Actor, catalogue: Catalogue) -> None:
    """Make, freeze and ask in one transaction that bears the day."""
    with store.unit_of_work(editor) as work, dates.on(work, FROZEN_ON):
        sitting = work.session.scalars(select(Meeting.id).where(Meeting.uid == uid_of(SITTING))).one()
        shown = _written(work, catalogue, sitting)
        freeze(work, catalogue, shown, today=FROZEN_ON)
        pages = _pages(work, shown)
        items = tuple(pages[builder] for builder in RESTS_ON)
        add_question(work, catalogue, shown, replace(QUESTION, items=items))
        commands.copy_folder(work, shown, NEWEST, title=f"{TITLE}, {NEWEST.label}")


def _written(work: UnitOfWork, catalogue: Catalogue, sitting: int) -> int:
    """The ready set of the quarter that was released last, with a headline, notes and a closing page."""
    key = ready.add_ready(work, catalogue, ready.QUARTERLY, RELEASED, meeting=sitting)
    row = work.session.get_one(Folder, key)
    wish = replace(folder_form(row), title=f"{TITLE}, {RELEASED.label}", headline=HEADLINE, intro=INTRO)
    commands.change_folder(work, key, wish, seen=row.version)
    pages = _pages(work, key)
    for item in items_of(work.session, key):
        builder = next((one for one, page in pages.items() if page == item.id), "")
        if builder in NOTES:
            noted = replace(item_form(item), notes=NOTES[builder])
            commands.change_item(work, catalogue, item.id, noted, seen=item.version)
    commands.add_item(work, catalogue, key, CLOSING)
    return key


def _pages(work: UnitOfWork, folder: int) -> dict[str, int]:
    """The first page of each builder."""
    found: dict[str, int] = {}
    for item in items_of(work.session, folder):
        reference = item_form(item).reference
        if reference is not None:
            found.setdefault(reference.builder, item.id)
    return found
