"""Full-text search over everything people write: kept by whoever writes, in the same transaction, decided by circle.

A text is found by any part of a word. Hits come newest first, never by likeness. The index knows circles, not protected
houses: what only the group of a protected house may read is never put here.

The key of a text is its moment in microseconds, so „newest first“ is the order of the index itself and the first hits
are found without looking at the others. SQLite: FTS5's trigrams, kept by triggers. PostgreSQL: an ordinary GIN index
over the trigrams of the folded text (a function of our own, migration 0008), so no extension is needed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from zlib import crc32

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Select,
    Text,
    and_,
    column,
    delete,
    func,
    insert,
    literal,
    select,
    table,
    true,
)
from sqlalchemy.orm import Session

from dashboard.store.actor import Circle
from dashboard.store.base import now
from dashboard.store.excerpts import Excerpt, excerpt
from dashboard.store.folding import SHORTEST, fold, has_long_word, searchable, storable, words
from dashboard.store.models import LONGEST_TITLE, SearchText
from dashboard.store.work import UnitOfWork

FIRST = 20
"""Hits of one answer."""
LONGEST_QUERY = 200
"""Characters of a query that are looked for; ``Found.shortened`` says where there were more."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_INDEX = table("search_index", column("rowid"), column("search_index"))
_TEXT = SearchText.__table__.c


@dataclass(frozen=True)
class Entry:
    """A text that can be found, and for whom; without ``at`` it is of no date."""

    kind: str
    object_id: str
    title: str
    text: str
    circle: Circle = Circle.INTERNAL
    at: datetime | None = None
    in_use: bool = True
    """False: archived, or what it belongs to is; it is found by nobody."""


@dataclass(frozen=True)
class Hit:
    """One text in which all words occur."""

    kind: str
    object_id: str
    title: str
    excerpt: Excerpt
    circle: Circle
    at: datetime | None


@dataclass(frozen=True)
class Found:
    """The first hits, and whether there are more (of this circle; nothing is counted)."""

    words: tuple[str, ...] = ()
    hits: list[Hit] = field(default_factory=list)
    more: bool = False
    shortened: bool = False


def put(
    work: UnitOfWork,
    kind: str,
    object_id: str | int,
    title: str,
    text: str,
    circle: Circle,
    *,
    at: datetime | None = None,
) -> None:
    """Make a text findable from the commit on, or replace it; ``circle`` is the narrowest that may read it.

    ``at`` is what the order goes by (the day of a meeting, for instance); without it, now. What has not changed keeps
    its date. The caller records the action, as always.
    """
    title, text = storable(title)[:LONGEST_TITLE], storable(text)
    present = work.session.execute(
        select(_TEXT.title, _TEXT.text, _TEXT.circle, _TEXT.at).where(_is(kind, object_id))
    ).one_or_none()
    if present is not None:
        if present[:3] == (title, text, circle.value) and at in (None, present.at):
            return
        remove(work, kind, object_id)
    moment = at or now()
    work.session.execute(
        insert(SearchText).values(
            position=_position(work.session, moment, f"{kind}:{object_id}"),
            kind=kind,
            object_id=str(object_id),
            circle=circle.value,
            at=moment,
            title=title,
            title_folded=fold(title),
            text=text,
            folded=searchable(f"{title}\n{text}"),
        )
    )


def keep(work: UnitOfWork, entry: Entry) -> None:
    """Put an entry that is in use, remove one that is not."""
    if entry.in_use:
        put(work, entry.kind, entry.object_id, entry.title, entry.text, entry.circle, at=entry.at)
    else:
        remove(work, entry.kind, entry.object_id)


def kept(session: Session) -> Iterator[Entry]:
    """All that can be found, in no order."""
    for row in session.execute(select(*_shown(_TEXT))):
        yield Entry(row.kind, row.object_id, row.title, row.text, Circle(row.circle), row.at)


def as_kept(entry: Entry) -> Entry:
    """An entry in use as ``kept`` gives it back."""
    return replace(entry, title=storable(entry.title)[:LONGEST_TITLE], text=storable(entry.text))


def remove(work: UnitOfWork, kind: str, object_id: str | int) -> None:
    """Let a text be found no longer; nothing happens where it is not there."""
    work.session.execute(delete(SearchText).where(_is(kind, object_id)))


def find(
    session: Session, circle: Circle, query: str, *, kinds: Sequence[str] | None = None, limit: int = FIRST,
    where: Iterable[ColumnElement[bool]] = (),
) -> Found:  # fmt: skip
    """The newest texts that ``circle`` may read and in which all words of ``query`` occur.

    ``where``: further conditions over ``SearchText``, of packages that know what the texts belong to.
    Words of fewer than three letters are looked for in the titles, beside longer words in the text too.
    """
    query, shortened = query[:LONGEST_QUERY], len(query) > LONGEST_QUERY
    sought = words(query)
    if not sought:
        return Found(shortened=shortened)
    allowed: list[ColumnElement[bool]] = [_TEXT.circle.in_([c.value for c in circle.choices])]
    if kinds is not None:
        allowed.append(_TEXT.kind.in_(kinds))
    allowed.extend(where)
    fitting = _statement(session, circle, sought, allowed) if has_long_word(query) else _in_titles(sought, allowed)
    rows = session.execute(fitting.limit(limit + 1)).all()
    hits = [Hit(r.kind, r.object_id, r.title, excerpt(r.text, sought), Circle(r.circle), r.at) for r in rows[:limit]]
    return Found(tuple(sought), hits, len(rows) > limit, shortened)


def among(entries: Iterable[Entry], circle: Circle, query: str, *, limit: int = FIRST) -> Found:
    """The same for texts that are not kept here, such as the catalogue's: few, in memory, in their own order."""
    query, shortened = query[:LONGEST_QUERY], len(query) > LONGEST_QUERY
    sought = words(query)
    fitting: list[Entry] = []
    for entry in entries if sought else ():
        folded = _folded(entry) if has_long_word(query) else fold(entry.title)
        if circle.may_see(entry.circle) and all(word in folded for word in sought):
            fitting.append(entry)
    hits = [
        Hit(one.kind, one.object_id, one.title, excerpt(one.text, sought), one.circle, one.at)
        for one in fitting[:limit]
    ]
    return Found(tuple(sought), hits, len(fitting) > limit, shortened)


@lru_cache(4096)
def _folded(entry: Entry) -> str:
    return searchable(f"{entry.title}\n{entry.text}")


def _is(kind: str, object_id: str | int) -> ColumnElement[bool]:
    return and_(_TEXT.kind == kind, _TEXT.object_id == str(object_id))


def _position(session: Session, at: datetime, name: str) -> int:
    """The first free microsecond from ``at`` on; a bare date is spread over its first second."""
    start = (at - _EPOCH) // timedelta(microseconds=1)
    if at.microsecond == 0:
        start += crc32(name.encode()) % 900_000
    taken = select(_TEXT.position).where(_TEXT.position.between(start, start + 999)).order_by(_TEXT.position)
    free = start
    for position in session.scalars(taken):
        if position != free:
            break
        free += 1
    return free


def _statement(
    session: Session, circle: Circle, sought: Sequence[str], allowed: Sequence[ColumnElement[bool]]
) -> Select[Any]:
    """The fitting texts, newest first, found so that the database reads as few of them as it can."""
    long = [word for word in sought if len(word) >= SHORTEST]
    occurring = [_TEXT.folded.contains(word, autoescape=True) for word in sought]
    if not long:  # „Aue“ folds to two letters
        return select(*_shown(_TEXT)).where(*occurring, *allowed).order_by(_TEXT.position.desc())
    if session.get_bind().dialect.name == "postgresql":
        return _by_trigrams(circle, long, occurring, allowed)
    match = " AND ".join([*_marks(circle), *map(_quoted, long)])
    return (
        select(*_shown(_TEXT))
        .join_from(_INDEX, SearchText.__table__, _TEXT.position == _INDEX.c.rowid)
        .where(_INDEX.c.search_index.op("MATCH")(match), *occurring, *allowed)
        .order_by(_INDEX.c.rowid.desc())
    )


def _in_titles(sought: Sequence[str], allowed: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """In a step of its own, so that the narrow index over the titles is read and not the texts."""
    fitting = [_TEXT.title_folded.contains(word, autoescape=True) for word in sought]
    named = select(_TEXT.position).where(*fitting, *allowed).cte("named").prefix_with("MATERIALIZED")
    return select(*_shown(_TEXT)).join(named, named.c.position == _TEXT.position).order_by(_TEXT.position.desc())


def _by_trigrams(
    circle: Circle,
    long: Sequence[str],
    occurring: Sequence[ColumnElement[bool]],
    allowed: Sequence[ColumnElement[bool]],
) -> Select[Any]:
    """All candidates by their trigrams first, which is cheap; their texts are read newest first until enough fit."""
    grams = sorted({word[start : start + SHORTEST] for word in long for start in range(len(word) - SHORTEST + 1)})
    circles = [one.value for one in circle.choices]
    position = func.search_candidates(literal(grams, ARRAY(Text)), literal(circles, ARRAY(Text))).column_valued("found")
    newest = select(position.label("position")).order_by(position.desc()).subquery("newest")
    texts = select(SearchText.__table__).where(_TEXT.position == newest.c.position, *occurring, *allowed).offset(0)
    fitting = texts.lateral("fitting")
    return select(*_shown(fitting.c)).join_from(newest, fitting, true()).order_by(newest.c.position.desc())


def _shown(columns: Any) -> list[ColumnElement[Any]]:
    return [columns[name] for name in ("kind", "object_id", "title", "text", "circle", "at")]


def _marks(circle: Circle) -> list[str]:
    """The circle as a word of the index (see migration 0008), so that texts of wider ones are not even looked at."""
    marks = " OR ".join(f'"\x02{one.value[0]}\x02"' for one in circle.choices)
    return [] if circle is Circle.INTERNAL else [f"({marks})"]


def _quoted(word: str) -> str:
    return '"{}"'.format(word.replace('"', '""'))
