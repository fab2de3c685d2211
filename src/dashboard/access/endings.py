"""A count that rises in this process whenever sessions were ended: what remembered a session asks it again.

The gate keeps the answer „this cookie is a live session“ for a moment, because one page load asks it sixty
times. The count makes sure that no such answer outlives a sign-out.
"""

import itertools

from sqlalchemy import event
from sqlalchemy.orm import Session

_steps = itertools.count(1)
_count = 0


def count() -> int:
    """How often sessions were ended in this process."""
    return _count


def announce(session: Session) -> None:
    """Raise the count as soon as the transaction of ``session`` is committed."""
    event.listen(session, "after_commit", _raise, once=True)


def _raise(_session: Session) -> None:
    global _count
    _count = next(_steps)
