"""What is frozen stays as it was, and what was tampered with is not shown."""

from hashlib import sha256

import pytest
from sqlalchemy import text

from dashboard.errors import NotFound
from dashboard.store import Actor, Circle, Role, Store, UnitOfWork, snapshots
from dashboard.store.snapshots import SnapshotDamaged

ANNA = Actor("Anna", Role.EDITOR, Circle.INTERNAL, account=1)
CONTENT = {"b": [1, 2.5, None, "Gemeinschaftsunterkünfte"], "a": {"ja": True}}


def frozen(store: Store, content: object = CONTENT) -> int:
    def write(work: UnitOfWork) -> int:
        work.require(Role.EDITOR)
        key = snapshots.freeze(work, "minutes", 1, content, Circle.INTERNAL)
        work.record("meetings", "meeting.approved", f"snapshot:{key}")
        return key

    with store.unit_of_work(ANNA) as work:
        return write(work)


def test_content_comes_back_with_who_froze_it_and_the_hash_of_its_canonical_json(store: Store) -> None:
    key = frozen(store)
    with store.reading() as session:
        found = snapshots.read(session, key)
    canonical = '{"a":{"ja":true},"b":[1,2.5,null,"Gemeinschaftsunterkünfte"]}'
    assert (found.content, found.kind, found.format, found.circle) == (CONTENT, "minutes", 1, Circle.INTERNAL)
    assert (found.who, found.account, found.sha256) == ("Anna", 1, sha256(canonical.encode()).hexdigest())


def test_a_changed_content_is_refused_loudly(store: Store) -> None:
    key = frozen(store)
    with store.quiet() as session:
        session.execute(text("update snapshot set content = replace(content, 'true', 'false')"))
    with store.reading() as session, pytest.raises(SnapshotDamaged, match="Prüfsumme stimmt nicht"):
        snapshots.read(session, key)


def test_one_that_is_not_there_is_not_found(store: Store) -> None:
    with store.reading() as session, pytest.raises(NotFound, match=r"Nr\. 99 gibt es nicht"):
        snapshots.read(session, 99)


@pytest.mark.parametrize("content", [float("nan"), {"text": "a\0b"}, {1, 2}])
def test_what_one_of_the_databases_cannot_keep_is_not_frozen(store: Store, content: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        frozen(store, content)
