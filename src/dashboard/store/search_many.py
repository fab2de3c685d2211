"""Many texts of the search kept at once: what ``search.keep`` does for each, in a handful of statements."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select, tuple_, update

from dashboard.store.folding import fold, searchable
from dashboard.store.models import SearchText
from dashboard.store.search import Entry, as_kept, keep
from dashboard.store.work import UnitOfWork

AT_ONCE = 400
"""Keys in one statement: SQLite takes a limited number of values."""
_TEXT = SearchText.__table__.c


def keep_all(work: UnitOfWork, entries: Iterable[Entry]) -> None:
    """Put the entries that are in use and remove the others, each of them given once.

    What is there already and has only another circle or text keeps its place; for 500 items of a meeting that is five
    statements instead of 4,000.
    """
    given = list(entries)
    for start in range(0, len(given), AT_ONCE):
        _keep(work, given[start : start + AT_ONCE])


def _keep(work: UnitOfWork, entries: Sequence[Entry]) -> None:
    columns = (_TEXT.position, _TEXT.kind, _TEXT.object_id, _TEXT.title, _TEXT.text, _TEXT.circle, _TEXT.at)
    keys = [(one.kind, one.object_id) for one in entries]
    rows = work.session.execute(select(*columns).where(tuple_(_TEXT.kind, _TEXT.object_id).in_(keys)))
    present = {(row.kind, row.object_id): row for row in rows}
    gone: list[int] = []
    changed: list[dict[str, Any]] = []
    for entry in entries:
        row = present.get((entry.kind, entry.object_id))
        if row is None or (entry.in_use and entry.at != row.at):
            if entry.in_use:
                keep(work, entry)
        elif not entry.in_use:
            gone.append(row.position)
        else:
            one = as_kept(entry)
            if (one.title, one.text, one.circle.value) != (row.title, row.text, row.circle):
                changed.append({"key": row.position, "circle": one.circle.value, **_texts(one.title, one.text)})
    if gone:
        work.session.execute(delete(SearchText).where(_TEXT.position.in_(gone)))
    if changed:
        work.session.connection().execute(
            update(SearchText.__table__)  # type: ignore[arg-type]
            .where(_TEXT.position == bindparam("key"))
            .values({name: bindparam(name) for name in changed[0] if name != "key"}),
            changed,
        )


def _texts(title: str, text: str) -> dict[str, str]:
    return {"title": title, "title_folded": fold(title), "text": text, "folded": searchable(f"{title}\n{text}")}
