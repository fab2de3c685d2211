"""What the page of presentations reads, by data version: folders, their pages, and exhibits in a folder's circle."""

import re
from collections.abc import Mapping, Sequence

from dashboard.catalogue import Catalogue
from dashboard.council import freezing, queries
from dashboard.council.builders import BUILDERS, title_of
from dashboard.council.content import Content, Page, build
from dashboard.council.freezing import Correction
from dashboard.council.kinds import ItemKind
from dashboard.council.queries import FolderEntry, ItemEntry, QuestionEntry
from dashboard.council.reference import Reference
from dashboard.council.source import Source
from dashboard.exhibits import Exhibit
from dashboard.periods import Period
from dashboard.store import Circle
from dashboard.ui import quarters, reads, shown
from dashboard.ui.kept import Kept
from dashboard.ui.shown import Shown
from dashboard.ui.visit import Here, store

CHOSEN = "mappe"
"""Name of the open folder in the address: its label, or its number alone."""
NUMBERED = re.compile(r"(?:^|\(Nr\. )(\d{1,9})\)?$")
FIGURES = ("figures", "alliances", "meetings", "network", "settings", "planning")
"""Subjects that exhibits are made of; a folder's texts are not among them."""

FOLDERS: Kept[tuple[FolderEntry, ...]] = Kept(16)
ITEMS: Kept[tuple[ItemEntry, ...]] = Kept(32)
FROZEN: Kept[Content] = Kept(16)
MADE: Kept[Shown | str] = Kept(256)
THAWED: Kept[Shown] = Kept(128)
CORRECTED: Kept[tuple[Correction, ...]] = Kept(16)


def folders(here: Here) -> tuple[FolderEntry, ...]:
    """The folders this circle knows of, the newest first."""

    def read() -> tuple[FolderEntry, ...]:
        with store().reading() as session:
            return queries.folders(session, here.actor)

    return FOLDERS.get((reads.url(), here.version("council"), here.circle), read)


def labels(here: Here) -> dict[int, str]:
    """How each folder is called in the list and in the address."""
    return {one.id: f"{one.form.title} (Nr. {one.id})" for one in folders(here)}


def number_in(text: str) -> int | None:
    """The number in what an address says of a folder, however it was called then."""
    found = NUMBERED.search(text)
    return int(found[1]) if found else None


def entry(here: Here, key: int) -> FolderEntry:
    """One of them; the caller knows that it is there."""
    return next(one for one in folders(here) if one.id == key)


def items(here: Here, key: int, *, removed: bool = False) -> tuple[ItemEntry, ...]:
    """What was put into a folder; for the office."""

    def read() -> tuple[ItemEntry, ...]:
        with store().reading() as session:
            return queries.items(session, here.actor, key, removed=removed)

    return ITEMS.get((reads.url(), here.version("council"), here.circle, key, removed), read)


def pages(here: Here, one: FolderEntry) -> tuple[Page, ...]:
    """The pages of a folder by their texts; those in the works without their exhibits, which ``exhibit`` makes."""
    if one.is_frozen:
        return frozen(here, one.id).pages
    catalogue = reads.catalogue()
    return tuple(
        Page(
            item.id, item.form.kind, item.form.headline or _named(item.form.reference, catalogue), item.form.text,
            notes=item.form.notes, reference=item.form.reference,
        )
        for item in items(here, one.id)
    )  # fmt: skip


def _named(reference: Reference | None, catalogue: Catalogue) -> str:
    return "" if reference is None else title_of(reference, catalogue)


def frozen(here: Here, key: int) -> Content:
    """A frozen folder as it was; speaker's notes for the office."""

    def read() -> Content:
        with store().reading() as session:
            return freezing.frozen(session, here.actor, key)

    return FROZEN.get((reads.url(), here.version("council"), here.circle, key), read)


def shown_page(here: Here, one: FolderEntry, page: Page) -> Shown | str:
    """The exhibit of a page as the folder's circle sees it, or the sentence in its place."""
    if page.kind is not ItemKind.EXHIBIT:
        return ""
    if one.is_frozen:
        if page.exhibit is None:
            return page.answer
        exhibit = page.exhibit
        return THAWED.get((reads.url(), one.snapshot, page.key, shown.theme()), lambda: shown.ready(exhibit))
    return made(here, one.form.circle, one.form.period.code, page.reference)


def made(here: Here, circle: Circle, period: str, reference: Reference | None) -> Shown | str:
    """The exhibit of a reference in a circle, as of a quarter."""
    text = "" if reference is None else reference.text
    versions = tuple(here.version(subject) for subject in FIGURES)
    catalogue, today, theme = reads.catalogue(), quarters.today(), shown.theme()
    key = (reads.url(), versions, catalogue.version, circle, period, today, theme, text)

    def read() -> Shown | str:
        with store().reading() as session:
            found = build(Source(session, circle, catalogue, Period.of(period), today), reference)
        return shown.ready(found) if isinstance(found, Exhibit) else found

    return MADE.get(key, read)


def corrections(here: Here, key: int) -> tuple[Correction, ...]:
    """What a frozen folder would show differently today."""
    versions = tuple(here.version(subject) for subject in (*FIGURES, "council"))
    catalogue = reads.catalogue()

    def read() -> tuple[Correction, ...]:
        with store().reading() as session:
            return freezing.corrections(session, here.actor, catalogue, key)

    return CORRECTED.get((reads.url(), versions, catalogue.version, here.circle, key), read)


def questions(here: Here, key: int) -> Sequence[QuestionEntry]:
    """The questions filed to a folder."""
    with store().reading() as session:
        return queries.questions(session, here.actor, key)


def made_of(here: Here) -> tuple[object, ...]:
    """What the files of a folder depend on, beside the folder itself."""
    return (*(here.version(subject) for subject in (*FIGURES, "council")), here.circle, quarters.today())


def kinds() -> Mapping[str, str]:
    """Kinds of exhibits to choose from."""
    return {name: one.title for name, one in BUILDERS.items()}
