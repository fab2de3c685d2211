"""One answer from everything that can be found, decided by the circle of whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.lookup import elsewhere
from dashboard.lookup.narrowing import Narrowed, conditions
from dashboard.store import Actor
from dashboard.store.folding import fold, has_long_word
from dashboard.store.search import FIRST, LONGEST_QUERY, Found, Hit, among, find

REFERENCES, ALL_REFERENCES = 6, 200
"""Indicators and chapters told beside other kinds, and where they are what is asked for."""


@dataclass(frozen=True)
class Answer:
    """What was written, newest first, and beside it what explains the words: indicators and chapters, undated."""

    written: Sequence[Hit] = ()
    references: Sequence[Hit] = ()
    more_references: bool = False
    more: bool = False
    """Whether more was written than ``written`` has."""
    words: Sequence[str] = ()
    """What was looked for, folded; none: the query had no words."""
    shortened: bool = False
    titles_only: bool = False
    """The words were too short to be looked for in texts."""

    @property
    def hits(self) -> list[Hit]:
        """Everything in one list."""
        return [*self.written, *self.references]


def answer(
    session: Session,
    actor: Actor,
    catalogue: Catalogue,
    query: str,
    *,
    kinds: Sequence[str] | None = None,
    limit: int = FIRST,
    narrowed: Narrowed | None = None,
) -> Answer:  # fmt: skip
    """What ``actor``'s circle finds; ``kinds``: only these. ``limit`` is for what was written.

    Where it is ``narrowed``, indicators and chapters are left out: they are of no body and no date.
    """
    narrowed = narrowed or Narrowed()
    where = conditions(session, actor, catalogue, narrowed)
    kept = find(session, actor.circle, query, kinds=kinds, limit=limit, where=where)
    if not kept.words:
        return Answer(shortened=kept.shortened)

    def known(kind: str) -> bool:
        return kinds is None or kind in kinds

    files = Found()
    if known("upload") and narrowed.dated_only:
        uploads = (one for one in elsewhere.uploads(session, actor) if narrowed.has(one.at))
        files = among(uploads, actor.circle, query, limit=limit)
    written = sorted([*_once(kept.hits), *files.hits], key=_newest, reverse=True)
    everything = chain(elsewhere.indicators(catalogue), elsewhere.chapters()) if narrowed == Narrowed() else ()
    references = [one for one in everything if known(one.kind)]
    # What bears the words in its title explains them best.
    references.sort(key=lambda one: not all(word in fold(one.title) for word in kept.words))
    told = among(references, actor.circle, query, limit=REFERENCES if kinds is None else ALL_REFERENCES)
    return Answer(
        written[:limit],
        told.hits,
        told.more,
        kept.more or files.more or len(written) > limit,
        kept.words,
        kept.shortened,
        not has_long_word(query[:LONGEST_QUERY]),
    )


def _once(hits: Sequence[Hit]) -> list[Hit]:
    """An item that is found by its minutes is not told a second time by its title."""
    told = {hit.object_id for hit in hits if hit.kind == "minutes"}
    return [hit for hit in hits if hit.kind != "item" or hit.object_id not in told]


def _newest(hit: Hit) -> datetime:
    assert hit.at is not None  # what is written has its moment
    return hit.at
