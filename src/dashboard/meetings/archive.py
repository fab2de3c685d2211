"""Minutes from before, taken in as an archive: searchable text, and the file as it came.

A file with personal data of clients is stopped. File numbers and birth dates always stop it. Names do too, until a
person says that they are those of office-holders and participants: minutes name them, and no list can tell them apart.
"""

import zlib
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, defer

from dashboard.catalogue.free_text import identifiers_in, names_in
from dashboard.errors import Conflict, NotFound, UserError
from dashboard.formats import day as german_day
from dashboard.formats import join, local_day, number
from dashboard.meetings.body_models import Body
from dashboard.meetings.circles import sees, sees_own
from dashboard.meetings.document_text import DocumentText, read_document
from dashboard.meetings.indexing import indexed
from dashboard.meetings.models import ArchivedMinutes
from dashboard.meetings.rows import SUBJECT, hold
from dashboard.store import Actor, Circle, Role, UnitOfWork, kept, now

MINUTES = "Die archivierte Niederschrift"
LONGEST = 5_000_000
"""Characters of one document."""
NAMED = 10
"""Names that a sentence lists."""


class ArchiveInvalid(UserError):
    """Minutes that cannot be taken in; the sentence says why."""


class PersonalData(UserError):
    """A file is stopped: file numbers or birth dates of single persons stand in it."""


class NamesFound(UserError):
    """A file is stopped until somebody says whose names these are; ``names`` are all of them."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        listed = join([f"„{name}“" for name in names[:NAMED]])
        more = f" und {number(len(names) - NAMED)} weitere" if len(names) > NAMED else ""
        super().__init__(
            f"In der Datei stehen Namen von Personen: {listed}{more}. Sind Betroffene darunter, bitte die Stellen "
            "schwärzen und die Datei neu einreichen. Sind es nur Amtsträger und Teilnehmende, bestätigen Sie das bitte."
        )


@dataclass(frozen=True)
class ArchiveForm(kept.Form):
    """What is said about minutes from before; without ``body`` of one that is not kept here."""

    LABELS = {  # noqa: RUF012 - as in every form
        "title": "Titel", "held_on": "Sitzungstag", "body": "Gremium", "circle": "Sichtbar für",
    }  # fmt: skip

    title: str
    held_on: date
    body: int | None = None
    circle: Circle = Circle.INTERNAL


@dataclass(frozen=True)
class ArchivedEntry:
    id: int
    form: ArchiveForm
    body: str
    text: str
    file_name: str
    """For the office alone."""
    life: kept.Life


def take_in(work: UnitOfWork, file_name: str, data: bytes, wish: ArchiveForm, *, names_confirmed: bool = False) -> int:
    """Keep minutes from before; returns their id. Nothing is written where it raises.

    Raises FileUnusable, PersonalData, NamesFound (not with ``names_confirmed``, which the audit keeps), ArchiveInvalid,
    and Conflict for a file that was taken in before, also under another name.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    wish = _checked(work, wish)
    document = read_document(data, file_name)
    names = stop_personal_data(document, confirmed=names_confirmed)
    if len(document.text) > LONGEST:
        raise ArchiveInvalid(
            f"Die Datei hat {number(len(document.text))} Zeichen, möglich sind {number(LONGEST)}; bitte teilen."
        )
    hold(work)
    digest = sha256(data).hexdigest()
    _refuse_twice(work, digest)
    row = ArchivedMinutes(
        **wish.columns, text=document.text, file_name=kept.line(file_name, "Dateiname"),
        sha256=digest, content=zlib.compress(data),
    )  # fmt: skip
    kept.enter(work, row)
    facts = {**wish.facts, "file": row.file_name, "sha256": digest, "names_confirmed": len(names)}
    work.record(SUBJECT, "archive.taken-in", f"archived_minutes:{row.id}", None, facts)
    indexed(work, row)
    return row.id


def put_away(work: UnitOfWork, key: int, why: str) -> str:
    """Take archived minutes out of use with a reason: they are found no longer. A German sentence."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    row = kept.in_force(work, ArchivedMinutes, key, MINUTES)
    reason = kept.put_away(work, row, why, f"„{row.title}“ wird aus dem Archiv genommen")
    work.record(SUBJECT, "archive.put-away", f"archived_minutes:{key}", None, {"why": reason})
    indexed(work, row)
    return f"„{row.title}“ ist nicht mehr im Archiv zu finden."


def stop_personal_data(document: DocumentText, *, confirmed: bool = False) -> list[str]:
    """The names in a document, hidden passages too; raises PersonalData, and NamesFound unless ``confirmed``."""
    everything = f"{document.text}\n{document.hidden}"
    found = identifiers_in(everything)
    if found:
        where = "" if identifiers_in(document.text) else " (in Kommentaren oder gelöschten Stellen, die Word behält)"
        raise PersonalData(
            f"Die Datei enthält {join(found)}{where}; sie wurde nicht gespeichert. Bitte die Stellen entfernen und die "
            "Datei neu einreichen."
        )
    names = names_in(everything)
    if names and not confirmed:
        raise NamesFound(names)
    return names


def archived_minutes(
    session: Session, actor: Actor, *, body: int | None = None, texts: bool = True
) -> tuple[ArchivedEntry, ...]:  # fmt: skip
    """The minutes from before that this circle sees, the newest first; without ``texts`` nothing long is read."""
    statement = _seen(actor)
    if body is not None:
        statement = statement.where(ArchivedMinutes.body == body)
    if not texts:
        statement = statement.options(defer(ArchivedMinutes.text))
    rows = session.execute(statement.order_by(ArchivedMinutes.held_on.desc(), ArchivedMinutes.id.desc()))
    return tuple(_entry(actor, row, name or "", row.text if texts else "") for row, name in rows)


def one_archived(session: Session, actor: Actor, key: int) -> ArchivedEntry:
    """Minutes from before with their text; NotFound where there are none for this circle."""
    found = session.execute(_seen(actor).where(ArchivedMinutes.id == key)).one_or_none()
    if found is None:
        raise NotFound(f"{MINUTES} Nr. {key} gibt es nicht, oder nicht für diesen Kreis.")
    row, name = found
    return _entry(actor, row, name or "", row.text)


def original(session: Session, actor: Actor, key: int) -> tuple[str, bytes]:
    """Name and bytes of the file as it came, for the office alone: it may hold more than its text shows."""
    actor.require_circle(Circle.INTERNAL)
    row = session.get(ArchivedMinutes, key)
    if row is None:
        raise NotFound(f"{MINUTES} Nr. {key} gibt es nicht.")
    return row.file_name, zlib.decompress(row.content)


def _seen(actor: Actor) -> Select[ArchivedMinutes, str]:
    """What this circle sees, without the files themselves."""
    statement = select(ArchivedMinutes, Body.name).outerjoin(Body, Body.id == ArchivedMinutes.body)
    unbound = ArchivedMinutes.body.is_(None) & sees(actor, ArchivedMinutes.circle)
    seen = or_(unbound, sees_own(actor, ArchivedMinutes.circle))
    return statement.where(seen, ArchivedMinutes.archived_at.is_(None)).options(defer(ArchivedMinutes.content))


def _checked(work: UnitOfWork, wish: ArchiveForm) -> ArchiveForm:
    if wish.held_on > local_day(now()):
        raise ArchiveInvalid(f"Der {german_day(wish.held_on)} liegt in der Zukunft; gemeint ist der Tag der Sitzung.")
    if wish.body is not None:
        kept.in_force(work, Body, wish.body, "Das Gremium")
    return replace(wish, title=kept.line(wish.title, "Titel", required=True))


def _refuse_twice(work: UnitOfWork, digest: str) -> None:
    same = select(ArchivedMinutes).where(ArchivedMinutes.sha256 == digest, ArchivedMinutes.archived_at.is_(None))
    first = work.session.scalars(same.order_by(ArchivedMinutes.id)).first()
    if first is not None:
        raise Conflict(
            f"Diese Datei ist schon im Archiv: „{first.title}“ vom {german_day(first.held_on)}, eingereicht als "
            f"„{first.file_name}“."
        )


def _entry(actor: Actor, row: ArchivedMinutes, body: str, text: str) -> ArchivedEntry:
    form = ArchiveForm(row.title, row.held_on, row.body, Circle(row.circle))
    known = kept.life(row)
    if actor.circle is Circle.PUBLIC:
        known = kept.Life(known.version, known.changed_at, "", None, None, None)
    file_name = row.file_name if actor.circle is Circle.INTERNAL else ""
    return ArchivedEntry(row.id, form, body, text, file_name, known)
