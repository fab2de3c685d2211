"""Reads of the county's own entries: those in force, and how each came about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.catalogue import sources
from dashboard.catalogue.loading import load
from dashboard.catalogue.models import CatalogueEntry
from dashboard.catalogue.problems import CatalogueError, Problem
from dashboard.catalogue.sources import Sources
from dashboard.catalogue.stored import EntryKind, Stored
from dashboard.catalogue.texts import Texts, source_of, texts_of
from dashboard.store import Actor, Circle, Role

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One version of an entry, with what it replaced. None: nothing was there; empty: as the files have it."""

    kind: EntryKind
    code: str
    version: int
    at: datetime
    who: str
    archived: bool
    was_archived: bool
    why: str
    before: Content | None
    after: Content


def stored(session: Session) -> tuple[Stored, ...]:
    """The version in force of every entry, in the order in which they came."""
    newest = select(func.max(CatalogueEntry.id)).group_by(CatalogueEntry.kind, CatalogueEntry.code)
    rows = session.scalars(select(CatalogueEntry).where(CatalogueEntry.id.in_(newest)).order_by(CatalogueEntry.id))
    return tuple(_stored(row) for row in rows)


def texts(session: Session, actor: Actor, folder: Path) -> Texts:
    """All that an administrator can change; raises NotAllowed."""
    _require(actor)
    return texts_of(folder, stored(session))


def problems(folder: Path, entries: tuple[Stored, ...]) -> tuple[Problem, ...]:
    """What is wrong with files and entries together; empty where the catalogue can be used."""
    try:
        load(folder, entries)
    except CatalogueError as error:
        return error.problems
    return ()


def mistakes(folder: Path, entries: tuple[Stored, ...], entry: Stored) -> tuple[Problem, ...]:
    """What ``entry`` would break that is not broken already: one may mend a catalogue step by step."""
    after = (*(one for one in entries if (one.kind, one.code) != (entry.kind, entry.code)), entry)
    return tuple(sorted(set(problems(folder, after)) - set(problems(folder, entries))))


def history(session: Session, actor: Actor, folder: Path, code: str | None = None) -> tuple[Change, ...]:
    """Every version ever, of one code or of all, the newest first; for administrators. Raises NotAllowed."""
    _require(actor)
    files = sources.read(folder)
    statement = select(CatalogueEntry).order_by(CatalogueEntry.id)
    if code is not None:
        statement = statement.where(CatalogueEntry.code == code)
    before: dict[tuple[str, str], Stored] = {}
    found = []
    for row in session.scalars(statement):
        entry, earlier = _stored(row), before.get((row.kind, row.code))
        found.append(
            Change(
                kind=entry.kind,
                code=entry.code,
                version=entry.version,
                at=row.at,
                who=entry.who,
                archived=entry.archived,
                was_archived=earlier is not None and earlier.archived,
                why=entry.why,
                before=_meant(files, earlier or Stored(entry.kind, entry.code)),
                after=_meant(files, entry) or {},
            )
        )
        before[row.kind, row.code] = entry
    return tuple(reversed(found))


def _meant(files: Sources, entry: Stored) -> Content | None:
    if entry.content:
        return entry.table
    found = source_of(files, entry.kind, entry.code)
    return None if found is None else found.content


def _stored(row: CatalogueEntry) -> Stored:
    return Stored(
        EntryKind(row.kind), row.code, row.content, row.archived, row.why, version=row.version, who=row.who, at=row.at
    )


def _require(actor: Actor) -> None:
    actor.require(Role.ADMIN)
    actor.require_circle(Circle.INTERNAL)
