"""Writes of folders. Every command returns a German sentence or the id of what was made."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select

from dashboard.catalogue import Catalogue
from dashboard.council.builders import checked
from dashboard.council.forms import FolderForm, ItemForm
from dashboard.council.indexing import indexed
from dashboard.council.kinds import ItemKind
from dashboard.council.models import Folder, FolderItem
from dashboard.council.reference import Reference
from dashboard.council.rows import (
    FOLDER,
    ITEM,
    SUBJECT,
    allow,
    facts,
    folder_form,
    item_form,
    items_of,
    open_folder,
    words,
)
from dashboard.errors import Conflict, UserError
from dashboard.formats import number
from dashboard.meetings.models import Meeting
from dashboard.periods import Frequency, Period
from dashboard.store import UnitOfWork, kept

MOST_ITEMS = 200
"""More pages than this nobody presents; a file of them would keep everybody waiting."""


class FolderInvalid(UserError):
    """A folder or item that makes no sense; the sentence says why."""


def add_folder(work: UnitOfWork, wish: FolderForm) -> int:
    """Begin a folder; returns its id. Raises FolderInvalid."""
    allow(work)
    wish = _checked(work, wish, None)
    row = kept.enter(work, Folder(**wish.columns))
    work.record(SUBJECT, "folder.added", f"folder:{row.id}", None, facts(wish))
    indexed(work, row)
    return row.id


def change_folder(work: UnitOfWork, folder: int, wish: FolderForm, *, seen: int) -> str:
    """Replace what is said about it; raises EditConflict with both texts, and Conflict for a frozen one."""
    allow(work)
    row = open_folder(work, folder)
    before = folder_form(row)
    wish = _checked(work, wish, before)
    if not kept.differs(row, before, wish, seen=seen, what=f"die Mappe „{before.title}“", words=words(work.session)):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "folder.changed", f"folder:{row.id}", facts(before), facts(wish))
    indexed(work, row)
    return f"„{wish.title}“ ist gespeichert."


def archive_folder(work: UnitOfWork, folder: int, why: str) -> str:
    """Take a folder out of the list; a frozen one stays as it was."""
    allow(work)
    row = kept.in_force(work, Folder, folder, FOLDER)
    reason = kept.put_away(work, row, why, f"„{row.title}“ wird archiviert")
    work.record(SUBJECT, "folder.archived", f"folder:{row.id}", None, {"why": reason})
    indexed(work, row)
    return f"„{row.title}“ ist archiviert."


def restore_folder(work: UnitOfWork, folder: int) -> str:
    """Bring an archived folder back as it was."""
    allow(work)
    row = kept.locked(work, Folder, folder, FOLDER)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    kept.bring_back(work, row)
    work.record(SUBJECT, "folder.restored", f"folder:{row.id}")
    indexed(work, row)
    return f"„{row.title}“ ist wieder da."


def put_in(work: UnitOfWork, catalogue: Catalogue, folder: int, reference: Reference, *, headline: str = "") -> int:
    """„In die Mappe“: put an exhibit at the end of a folder; returns the item's id. Raises ReferenceInvalid."""
    return add_item(work, catalogue, folder, ItemForm(ItemKind.EXHIBIT, headline, reference=reference))


def add_item(work: UnitOfWork, catalogue: Catalogue, folder: int, wish: ItemForm) -> int:
    """Put an exhibit, a text or a section at the end; returns its id. Raises FolderInvalid and ReferenceInvalid."""
    allow(work)
    row = open_folder(work, folder)
    return put(work, catalogue, row, [wish])[0]


def put(work: UnitOfWork, catalogue: Catalogue, row: Folder, wishes: Sequence[ItemForm]) -> list[int]:
    """The same for several, for commands that hold the folder already."""
    there = work.session.scalar(
        select(func.count()).where(FolderItem.folder == row.id, FolderItem.archived_at.is_(None))
    )
    if (there or 0) + len(wishes) > MOST_ITEMS:
        raise FolderInvalid(
            f"Eine Mappe fasst höchstens {number(MOST_ITEMS)} Seiten; „{row.title}“ hätte dann "
            f"{number((there or 0) + len(wishes))}. Bitte teilen Sie den Stoff auf zwei Mappen auf."
        )
    last = work.session.scalar(select(func.max(FolderItem.position)).where(FolderItem.folder == row.id)) or 0
    made = []
    for position, wish in enumerate([_checked_item(work, catalogue, one) for one in wishes], last + 1):
        item = kept.enter(work, FolderItem(folder=row.id, position=position, **wish.columns))
        work.record(SUBJECT, "item.added", f"folder_item:{item.id}", None, {"folder": row.id, **facts(wish)})
        indexed(work, item)
        made.append(item.id)
    return made


def change_item(work: UnitOfWork, catalogue: Catalogue, item: int, wish: ItemForm, *, seen: int) -> str:
    """Replace what an item says; raises EditConflict with both texts."""
    allow(work)
    row = kept.in_force(work, FolderItem, item, ITEM)
    open_folder(work, row.folder)
    before, wish = item_form(row), _checked_item(work, catalogue, wish)
    if not kept.differs(row, before, wish, seen=seen, what="diese Seite der Mappe", words=words(work.session)):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "item.changed", f"folder_item:{row.id}", facts(before), facts(wish))
    indexed(work, row)
    return "Die Seite ist gespeichert."


def remove_item(work: UnitOfWork, item: int) -> str:
    """Take an item out; it can be put back."""
    allow(work)
    row = kept.in_force(work, FolderItem, item, ITEM)
    folder = open_folder(work, row.folder)
    kept.put_away(work, row, "aus der Mappe genommen", "Die Seite wird herausgenommen")
    work.record(SUBJECT, "item.removed", f"folder_item:{row.id}", {"folder": folder.id}, None)
    indexed(work, row)
    return f"Die Seite ist nicht mehr in „{folder.title}“."


def restore_item(work: UnitOfWork, item: int) -> str:
    """Put an item back where it was."""
    allow(work)
    row = kept.locked(work, FolderItem, item, ITEM)
    folder = open_folder(work, row.folder)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    kept.bring_back(work, row)
    work.record(SUBJECT, "item.restored", f"folder_item:{row.id}", None, {"folder": folder.id})
    indexed(work, row)
    return f"Die Seite ist wieder in „{folder.title}“."


def order(work: UnitOfWork, folder: int, items: Sequence[int]) -> str:
    """Give all items of a folder this order; raises Conflict where it has others by now."""
    allow(work)
    row = open_folder(work, folder)
    there = items_of(work.session, folder)
    if sorted(items) != sorted(item.id for item in there):
        raise Conflict(
            f"In „{row.title}“ sind inzwischen andere Seiten; die Reihenfolge ist geblieben, wie sie war. Bitte sehen "
            "Sie die Mappe noch einmal an."
        )
    if [item.id for item in there] == list(items):
        return kept.NOTHING_CHANGED
    places = {item: place for place, item in enumerate(items, 1)}
    before = [item.id for item in there]
    for item in there:
        item.position = places[item.id]
    kept.stamp(work, row)
    work.record(SUBJECT, "folder.ordered", f"folder:{row.id}", {"items": before}, {"items": list(items)})
    indexed(work, row)
    return "Die Reihenfolge ist gespeichert."


def move(work: UnitOfWork, item: int, by: int) -> str:
    """Move an item by so many places up (negative) or down, at most to the end."""
    allow(work)
    row = kept.in_force(work, FolderItem, item, ITEM)
    keys = [one.id for one in items_of(work.session, row.folder)]
    place = keys.index(item)
    keys.insert(max(0, min(len(keys) - 1, place + by)), keys.pop(place))
    return order(work, row.folder, keys)


def copy_folder(work: UnitOfWork, folder: int, period: Period, *, title: str = "", meeting: int | None = None) -> int:
    """A new folder of the same items for another quarter, with that quarter's figures; returns its id.

    What was frozen stays frozen: the copy is in the works again. An item whose exhibit the catalogue no longer has is
    copied too and says so.
    """
    allow(work)
    source = kept.locked(work, Folder, folder, FOLDER)
    before = folder_form(source)
    wish = _checked(work, replace(before, period=period, title=title or before.title, meeting=meeting), None)
    row = kept.enter(work, Folder(copied_from=source.id, **wish.columns))
    work.record(SUBJECT, "folder.added", f"folder:{row.id}", None, {"copied_from": source.id, **facts(wish)})
    for position, item in enumerate(items_of(work.session, source.id), 1):
        texts = {name: getattr(item, name) for name in ("kind", "headline", "text", "notes", "reference")}
        kept.enter(work, FolderItem(folder=row.id, position=position, **texts))
    indexed(work, row)
    return row.id


def require_quarter(period: Period) -> Period:
    """The period, which must be a quarter; raises FolderInvalid."""
    if period.frequency is not Frequency.QUARTER:
        raise FolderInvalid(f"Eine Mappe gilt für ein Quartal; „{period.label}“ ist keines.")
    return period


def _checked(work: UnitOfWork, wish: FolderForm, before: FolderForm | None) -> FolderForm:
    label = wish.LABELS
    wish = replace(
        wish,
        title=kept.line(wish.title, label["title"], required=True),
        headline=kept.long_text(wish.headline, label["headline"]),
        intro=kept.long_text(wish.intro, label["intro"]),
    )
    require_quarter(wish.period)
    if wish.meeting is not None and (before is None or before.meeting != wish.meeting):
        kept.in_force(work, Meeting, wish.meeting, "Die Sitzung")
    return wish


def _checked_item(work: UnitOfWork, catalogue: Catalogue, wish: ItemForm) -> ItemForm:
    label = wish.LABELS
    wish = replace(
        wish,
        headline=kept.line(wish.headline, label["headline"], required=wish.kind is ItemKind.SECTION),
        text=kept.long_text(wish.text, label["text"]),
        notes=kept.long_text(wish.notes, label["notes"]),
    )
    if (wish.kind is ItemKind.EXHIBIT) != (wish.reference is not None):
        raise FolderInvalid("Eine Darstellung braucht die Angabe, woher sie kommt; Texte und Abschnitte haben keine.")
    if wish.reference is not None:
        checked(work.session, catalogue, wish.reference)
    if wish.kind is ItemKind.TEXT and not (wish.headline or wish.text):
        raise FolderInvalid("Bitte geben Sie der Textseite eine Überschrift oder einen Text.")
    return wish
