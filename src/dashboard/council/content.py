"""A folder as it is shown: its texts with the exhibits of its circle, or the sentence that stands where one cannot be.

Live content is read now; frozen content comes from the snapshot (``freezing``). Slides, report and presentation are all
made of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.council import drill, ready
from dashboard.council.answers import UNREADABLE, NoExhibit
from dashboard.council.builders import BUILDERS
from dashboard.council.drill import PlaceView
from dashboard.council.forms import FolderForm, ItemForm
from dashboard.council.kinds import ItemKind
from dashboard.council.models import Folder
from dashboard.council.reference import Reference
from dashboard.council.rows import folder_form, item_form, items_of
from dashboard.council.source import Source
from dashboard.exhibits import Exhibit
from dashboard.formats import local_day
from dashboard.periods import Period
from dashboard.store import Circle, get_setting, now

OFFICE = "Koordinierungsstab"
OnPage = Callable[[int, int], None]
"""Told how many pages of how many are ready."""
BEFORE = "Darstellung"
"""What stands above an item that neither has a headline nor an exhibit."""


@dataclass(frozen=True)
class Page:
    """One item: an exhibit, or the ``answer`` in its place, or text alone. ``notes`` are for the office."""

    key: int
    """The item's id; 0: the folder is not kept."""
    kind: ItemKind
    headline: str
    text: str = ""
    exhibit: Exhibit | None = None
    answer: str = ""
    notes: str = ""
    reference: Reference | None = None
    places: tuple[PlaceView, ...] = ()
    """What is behind the places of a map; only where it was asked for."""

    @property
    def title(self) -> str:
        """What stands above it."""
        return self.headline or (self.exhibit.title if self.exhibit is not None else BEFORE)


@dataclass(frozen=True)
class Content:
    """``number`` is empty while nothing is frozen; ``as_of`` is the day of the freezing, or today."""

    title: str
    period: Period
    circle: Circle
    office: str
    """Who publishes it: an office, never a person."""
    district: str
    headline: str
    intro: str
    as_of: date
    number: str
    fictional: bool
    """Whether the county is the invented one: every page says so."""
    pages: tuple[Page, ...]

    @property
    def is_frozen(self) -> bool:
        """Whether it is what was frozen, not what is now."""
        return bool(self.number)

    @property
    def folder_number(self) -> str:
        """„Mappe 2026-07“; empty while nothing is frozen."""
        return f"Mappe {self.number}" if self.number else ""


def build(source: Source, reference: Reference | None) -> Exhibit | str:
    """The exhibit of a reference, or the German sentence that says why there is none."""
    builder = None if reference is None else BUILDERS.get(reference.builder)
    if reference is None or builder is None:
        return UNREADABLE
    try:
        exhibit = builder.make(source, reference)
    except NoExhibit as reason:
        return str(reason)
    return exhibit


def live(
    session: Session, catalogue: Catalogue, folder: Folder, *, today: date | None = None, with_places: bool = False,
    on_page: OnPage | None = None,
) -> Content:  # fmt: skip
    """A folder as its circle sees it today; who may look at it is decided before (``queries.folder``).

    ``with_places``: also what is behind the places of its maps.
    """
    form = folder_form(folder)
    source = Source(session, form.circle, catalogue, form.period, today or local_day(now()))
    items = [(row.id, item_form(row)) for row in items_of(session, folder.id)]
    return assembled(source, form, items, with_places=with_places, on_page=on_page)


def ready_content(
    session: Session, catalogue: Catalogue, name: str, period: Period, circle: Circle, *, alliance: int | None = None,
    today: date | None = None,
) -> Content:  # fmt: skip
    """A ready set without keeping a folder: what ``dashboard slides`` and ``dashboard report`` write."""
    source = Source(session, circle, catalogue, period, today or local_day(now()))
    wishes = ready.items(source, name, alliance=alliance)
    return assembled(source, ready.form(source, name, alliance=alliance), [(0, wish) for wish in wishes])


def assembled(
    source: Source, form: FolderForm, items: Sequence[tuple[int, ItemForm]], *, with_places: bool = False,
    on_page: OnPage | None = None,
) -> Content:  # fmt: skip
    """Content of items with their keys, all their exhibits made now."""
    pages = []
    for key, one in items:
        pages.append(page(source, key, one, with_places=with_places))
        if on_page is not None:
            on_page(len(pages), len(items))
    return Content(
        title=form.title, period=form.period, circle=source.circle, office=f"{source.district.name}, {OFFICE}",
        district=source.district.name, headline=form.headline, intro=form.intro, as_of=source.today, number="",
        fictional=bool(get_setting(source.session, "demo", False)),
        pages=tuple(pages),
    )  # fmt: skip


def page(source: Source, key: int, form: ItemForm, *, with_places: bool = False) -> Page:
    """One item with its exhibit."""
    if form.kind is not ItemKind.EXHIBIT:
        return Page(key, form.kind, form.headline, form.text, notes=form.notes)
    made = build(source, form.reference)
    exhibit, answer = (made, "") if isinstance(made, Exhibit) else (None, made)
    behind = drill.places(source, form.reference, exhibit) if with_places and exhibit is not None else ()
    return Page(key, form.kind, form.headline, form.text, exhibit, answer, form.notes, form.reference, behind)
