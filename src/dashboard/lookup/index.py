"""The index of what people wrote, compared with the tables it is made from, and made anew."""

from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances import indexing as alliances
from dashboard.council import indexing as council
from dashboard.formats import number
from dashboard.meetings import indexing as meetings
from dashboard.network import indexing as network
from dashboard.store import Circle, Role, Store, UnitOfWork, search
from dashboard.store.actor import Actor
from dashboard.store.models import SearchText
from dashboard.store.search import Entry

SOURCES = (network, alliances, meetings, council)
"""Every package whose texts are found; what nobody here knows the kind of is left alone."""


def differences(session: Session) -> tuple[list[Entry], list[Entry]]:
    """What is missing or wrong in the index, and what should not be there."""
    wanted = {
        (one.kind, one.object_id): search.as_kept(one)
        for one in chain.from_iterable(source.everything(session) for source in SOURCES)
        if one.in_use
    }
    known = frozenset().union(*(source.KINDS for source in SOURCES))
    present = {(one.kind, one.object_id): one for one in search.kept(session) if one.kind in known}
    missing = [one for key, one in wanted.items() if present.get(key) != one]
    return missing, [one for key, one in present.items() if key not in wanted]


def rebuild(work: UnitOfWork) -> str:
    """Let the index hold exactly what the tables say. A German sentence; empty where it did already."""
    work.require(Role.ADMIN, Circle.INTERNAL)
    missing, surplus = differences(work.session)
    if not missing and not surplus:
        return ""
    for one in surplus:
        search.remove(work, one.kind, one.object_id)
    for one in missing:
        search.keep(work, one)
    work.record("settings", "search.rebuilt", "search", None, {"put": len(missing), "removed": len(surplus)})
    entries = "1 Eintrag" if len(missing) == 1 else f"{number(len(missing))} Einträge"
    return f"Suche: {entries} aufgenommen, {number(len(surplus))} entfernt."


def fill(store: Store, operator: Actor) -> str:
    """Fill the index of a database from before there was one. A German sentence; empty: there was nothing to do."""
    with store.reading() as session:
        if session.scalar(select(SearchText.position).limit(1)) is not None:
            return ""
    with store.unit_of_work(operator) as work:
        return rebuild(work)
