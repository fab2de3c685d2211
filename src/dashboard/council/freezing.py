"""A folder frozen for its meeting: figures, texts and confidentiality as they were, and what has been corrected since.

The snapshot holds what the folder's circle saw; the speaker's notes are in one of their own, for the office.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.council import queries
from dashboard.council.content import Content, OnPage, Page, build, live
from dashboard.council.drill import PlaceView
from dashboard.council.indexing import indexed
from dashboard.council.kinds import ItemKind
from dashboard.council.models import Folder
from dashboard.council.reference import Reference, ReferenceInvalid
from dashboard.council.rows import FOLDER, SUBJECT, allow, open_folder
from dashboard.council.source import Source
from dashboard.errors import UserError
from dashboard.exhibits import Exhibit, freezing
from dashboard.exhibits.corrected import Difference, differences
from dashboard.formats import local_day
from dashboard.periods import Period
from dashboard.store import Actor, Circle, UnitOfWork, kept, now, snapshots

KIND, NOTES = "folder", "folder-notes"
FORMAT = 1
"""Of the folder's facts; its exhibits bear ``exhibits.freezing.FORMAT`` beside them."""


class NothingToFreeze(UserError):
    """A folder that shows nothing."""


@dataclass(frozen=True)
class Correction:
    """What differs today in one exhibit of a frozen folder; ``old`` and ``new`` are sentences where those differ."""

    page: int
    """Its place in the folder, from 1."""
    key: int
    title: str
    cells: tuple[Difference, ...]
    old: str = ""
    new: str = ""


def freeze(work: UnitOfWork, catalogue: Catalogue, folder: int, *, today: date | None = None) -> str:
    """Freeze a folder as its circle sees it now and give it its number. A German sentence; raises NothingToFreeze."""
    allow(work)
    row = open_folder(work, folder)
    day = today or local_day(now())
    content = live(work.session, catalogue, row, today=day, with_places=True)
    if not content.pages:
        raise NothingToFreeze(f"In „{row.title}“ ist noch nichts; eine leere Mappe wird nicht eingefroren.")
    number = _next_number(work.session, day.year)
    content = replace(content, number=number)
    row.snapshot = snapshots.freeze(work, KIND, FORMAT, facts(content), content.circle)
    notes = {str(page.key): page.notes for page in content.pages if page.notes}
    row.notes_snapshot = snapshots.freeze(work, NOTES, FORMAT, notes, Circle.INTERNAL)
    row.number, row.frozen_at, row.frozen_by = number, now(), work.actor.name
    kept.stamp(work, row)
    after = {"number": number, "snapshot": row.snapshot, "circle": row.circle, "pages": len(content.pages)}
    work.record(SUBJECT, "folder.frozen", f"folder:{row.id}", None, after)
    indexed(work, row)
    return f"„{row.title}“ ist als Mappe {number} eingefroren und bleibt jetzt, wie sie ist."


def content(
    session: Session, actor: Actor, catalogue: Catalogue, folder: int, *, with_places: bool = False,
    on_page: OnPage | None = None,
) -> Content:  # fmt: skip
    """A folder as it is shown: frozen, or for the office as it is now; its exhibits are those of the folder's circle.

    ``with_places``: also what is behind the places of its maps; a frozen folder has it in any case.
    Raises NotFound where there is none for this circle, SnapshotDamaged and FormatUnknown for what was frozen.
    """
    entry = queries.folder(session, actor, folder)
    if entry.is_frozen:
        return frozen(session, actor, folder)
    found = live(session, catalogue, kept_row(session, folder), with_places=with_places, on_page=on_page)
    return found if actor.circle is Circle.INTERNAL else without_notes(found)


def frozen(session: Session, actor: Actor, folder: int) -> Content:
    """What was frozen, word for word; notes for the office alone. Raises NotFound where nothing is for this circle."""
    entry = queries.folder(session, actor, folder)
    if entry.snapshot is None:
        raise NothingToFreeze(f"„{entry.form.title}“ ist noch nicht eingefroren.")
    one = snapshots.read(session, entry.snapshot)
    found = of_facts(one.content, one.circle, format_=one.format)
    row = kept_row(session, folder)
    if actor.circle is not Circle.INTERNAL or row.notes_snapshot is None:
        return found
    notes = snapshots.read(session, row.notes_snapshot).content
    return replace(found, pages=tuple(replace(page, notes=notes.get(str(page.key), "")) for page in found.pages))


def corrections(session: Session, actor: Actor, catalogue: Catalogue, folder: int) -> tuple[Correction, ...]:
    """Exhibits of a frozen folder that would be different today, in the folder's circle; none where all is the same.

    What is due or late is compared as of the day it was frozen. An item without an exhibit then is compared too.
    """
    was = frozen(session, actor, folder)
    source = Source(session, was.circle, catalogue, was.period, was.as_of)
    found = (_corrected(source, place, page) for place, page in enumerate(was.pages, 1))
    return tuple(one for one in found if one is not None)


def without_notes(content: Content) -> Content:
    """The same for others than the office."""
    return replace(content, pages=tuple(replace(page, notes="") for page in content.pages))


def facts(content: Content) -> dict[str, Any]:
    """The content as JSON-able facts, without notes."""
    texts = ("title", "office", "district", "headline", "intro", "number", "fictional")
    return {
        **{name: getattr(content, name) for name in texts},
        "period": content.period.code,
        "as_of": content.as_of.isoformat(),
        "exhibit_format": freezing.FORMAT,
        "pages": [
            {
                "key": page.key, "kind": page.kind.value, "headline": page.headline, "text": page.text,
                "answer": page.answer, "exhibit": None if page.exhibit is None else freezing.frozen(page.exhibit),
                "reference": None if page.reference is None else page.reference.facts,
                "places": [_place_facts(one) for one in page.places],
            }
            for page in content.pages
        ],
    }  # fmt: skip


def of_facts(found: Mapping[str, Any], circle: Circle, *, format_: int = FORMAT) -> Content:
    """The content as it was; raises FormatUnknown for a newer format than this program's."""
    if format_ != FORMAT:
        raise freezing.FormatUnknown(
            f"Diese Mappe wurde mit einer neueren Fassung des Programms eingefroren (Format {format_}); bekannt ist "
            f"Format {FORMAT}. Bitte das Programm aktualisieren."
        )
    texts = ("title", "office", "district", "headline", "intro", "number", "fictional")
    return Content(
        **{name: found[name] for name in texts}, period=Period.of(found["period"]), circle=circle,
        as_of=date.fromisoformat(found["as_of"]),
        pages=tuple(_page(one, found["exhibit_format"]) for one in found["pages"]),
    )  # fmt: skip


def kept_row(session: Session, folder: int) -> Folder:
    """The row of a folder that was found already."""
    row = session.get(Folder, folder)
    assert row is not None, f"{FOLDER} {folder} was there a moment ago"
    return row


def _page(one: Mapping[str, Any], exhibit_format: int) -> Page:
    exhibit = None if one["exhibit"] is None else freezing.thawed(one["exhibit"], format_=exhibit_format)
    return Page(
        one["key"], ItemKind(one["kind"]), one["headline"], one["text"], exhibit, one["answer"],
        reference=_reference(one["reference"]),
        places=tuple(_place(place, exhibit_format) for place in one.get("places", ())),
    )  # fmt: skip


def _place_facts(one: PlaceView) -> dict[str, Any]:
    shown = None if one.exhibit is None else freezing.frozen(one.exhibit)
    return {"area": one.area, "name": one.name, "answer": one.answer, "exhibit": shown}


def _place(one: Mapping[str, Any], exhibit_format: int) -> PlaceView:
    exhibit = None if one["exhibit"] is None else freezing.thawed(one["exhibit"], format_=exhibit_format)
    return PlaceView(one["area"], one["name"], exhibit, one["answer"])


def _reference(found: Any) -> Reference | None:
    try:
        return None if found is None else Reference.of(found)
    except ReferenceInvalid:
        return None


def _corrected(source: Source, place: int, page: Page) -> Correction | None:
    if page.kind is not ItemKind.EXHIBIT:
        return None
    today = build(source, page.reference)
    if page.exhibit is None or not isinstance(today, Exhibit):
        old, new = (one.sentence if isinstance(one, Exhibit) else one for one in (page.exhibit or page.answer, today))
        return None if old == new else Correction(place, page.key, page.title, (), old, new)
    cells = differences(page.exhibit, today)
    old, new = page.exhibit.sentence, today.sentence
    if not cells and old == new:
        return None
    return Correction(place, page.key, page.title, cells, *((old, new) if old != new else ("", "")))


def _next_number(session: Session, year: int) -> str:
    taken = session.scalars(select(Folder.number).where(Folder.number.startswith(f"{year}-")))
    highest = max((int(number.partition("-")[2]) for number in taken if number is not None), default=0)
    return f"{year}-{highest + 1:02d}"
