"""The kept bytes of an upload, for editors of the internal circle.

A file that names protected houses is for the group named for them only: the store hides their names and positions,
and the file would tell them.
"""

import hashlib
import zlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.accommodation.provenance import names_protected_houses
from dashboard.errors import NotAllowed, NotFound
from dashboard.formats import day
from dashboard.observations.models import PURGED, Upload
from dashboard.store import Actor, Circle, Role


@dataclass(frozen=True)
class KeptFile:
    """A file as it is kept."""

    name: str
    data: bytes
    complete: bool
    """False: rows of single flats were emptied before it was kept, so it is not the file that was sent."""


def kept_file(session: Session, actor: Actor, upload: int) -> KeptFile:
    """The file of an upload; raises NotAllowed, and NotFound where its bytes are gone."""
    row = _allowed(session, actor, upload)
    refusal = _refusal(session, actor, row)
    if refusal is not None:
        raise refusal
    data = zlib.decompress(row.content or b"")
    return KeptFile(row.file_name, data, hashlib.sha256(data).hexdigest() == row.sha256)


def why_not(session: Session, actor: Actor, upload: int) -> str:
    """Why this person cannot have the file, as a German sentence; empty where they can. Loads no bytes."""
    refusal = _refusal(session, actor, _allowed(session, actor, upload))
    return "" if refusal is None else str(refusal)


def _allowed(session: Session, actor: Actor, upload: int) -> Upload:
    actor.require(Role.EDITOR)
    actor.require_circle(Circle.INTERNAL)
    row = session.get(Upload, upload)
    if row is None:
        raise NotFound(f"Einen Upload mit der Nummer {upload} gibt es nicht.")
    return row


def _refusal(session: Session, actor: Actor, row: Upload) -> NotAllowed | NotFound | None:
    if row.state == PURGED:
        return NotFound(f"Die Datei von Upload {row.id} ist endgültig gelöscht.")
    if session.scalar(select(Upload.content.is_(None)).where(Upload.id == row.id)):
        when = f" am {day(row.removed_at)}" if row.removed_at else ""
        return NotFound(
            f"Die Datei von Upload {row.id} wurde{when} nach Ablauf ihrer Aufbewahrungsfrist entfernt. Ihre Werte "
            "sind erhalten."
        )
    if not actor.sees_protected and names_protected_houses(session, row.id):
        return NotAllowed(
            "Die Datei nennt geschützte Unterkünfte. Herunterladen kann sie nur, wer zu der dafür benannten Gruppe "
            "gehört."
        )
    return None
