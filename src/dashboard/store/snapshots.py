"""What was frozen as it was: content that only its writer understands, kept with who, when and a hash.

The hash is taken over the canonical JSON (sorted keys, no blanks, characters as they are), so it is the same on every
machine; reading computes it anew. Nothing here is ever changed or deleted.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.errors import NotFound, UserError
from dashboard.formats import moment
from dashboard.store.actor import Circle
from dashboard.store.base import now
from dashboard.store.models import Snapshot
from dashboard.store.work import UnitOfWork


class SnapshotDamaged(UserError):
    """What was frozen is no longer what it was: nobody may go on as if nothing had happened."""


@dataclass(frozen=True)
class Frozen:
    """Something frozen, with its content as it was given."""

    id: int
    kind: str
    format: int
    content: Any
    sha256: str
    circle: Circle
    who: str
    account: int | None
    at: datetime


def freeze(work: UnitOfWork, kind: str, format: int, content: Any, circle: Circle) -> int:  # noqa: A002 - the column's
    """Keep JSON-able ``content`` as it is now; returns its id. TypeError and ValueError for what JSON cannot hold.

    ``circle`` is the circle whose view was frozen. The caller records the action, as always.
    """
    text = canonical(content)
    row = Snapshot(
        kind=kind, format=format, content=text, sha256=_hash(text), circle=circle.value, who=work.actor.name,
        account=work.actor.account, at=now(),
    )  # fmt: skip
    return work.add(row).id


def read(session: Session, key: int) -> Frozen:
    """What was frozen under this id. Raises NotFound, and SnapshotDamaged where it no longer has its hash."""
    found = read_all(session, [key])
    if not found:
        raise NotFound(f"Einen eingefrorenen Stand Nr. {key} gibt es nicht.")
    return found[key]


def read_all(session: Session, keys: Collection[int]) -> dict[int, Frozen]:
    """Those of the ids that exist, by id; raises SnapshotDamaged."""
    rows = session.scalars(select(Snapshot).where(Snapshot.id.in_(keys)))
    return {row.id: _checked(row) for row in rows}


def canonical(content: Any) -> str:
    """The one spelling of ``content`` that is kept and hashed."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    if "\\u0000" in text:  # PostgreSQL keeps no NUL, and the hash must be that of what is kept
        raise ValueError("a frozen text must hold no NUL")
    return text


def _checked(row: Snapshot) -> Frozen:
    if _hash(row.content) != row.sha256:
        raise SnapshotDamaged(
            f"Der am {moment(row.at)} von {row.who} eingefrorene Stand Nr. {row.id} wurde nachträglich verändert: Die "
            "Prüfsumme stimmt nicht mehr. Er wird nicht gezeigt; bitte stellen Sie eine Sicherung wieder her."
        )
    content = json.loads(row.content)
    return Frozen(
        row.id, row.kind, row.format, content, row.sha256, Circle(row.circle), row.who, row.account, row.at
    )  # fmt: skip


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
