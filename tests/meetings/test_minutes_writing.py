"""Minutes are written while people talk: saved, taken over, and never overwritten silently."""

from datetime import timedelta

import pytest
from minutes_room import ERIKA, OTTO, PARTNER, body, do, item, last_audit, look, meeting
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.meetings.minutes import LONGEST_MINUTES, change, save_text
from dashboard.meetings.models import AgendaItem
from dashboard.meetings.writing import claim, key_of, leave, take_draft, take_over, unsaved, writer
from dashboard.store import Circle, Store, drafts, now, search
from dashboard.store.kept import EditConflict, TextInvalid


@pytest.fixture
def room(office: Store) -> tuple[Store, int, int]:
    """A meeting with one item."""
    key = meeting(office, body(office))
    return office, key, item(office, key)


def total_of(session: Session, key: int) -> int:
    return session.scalar(select(func.sum(func.length(AgendaItem.text))).where(AgendaItem.meeting == key)) or 0


def text_of(store: Store, key: int) -> tuple[str, int]:
    with store.reading() as session:
        row = session.get_one(AgendaItem, key)
        return row.text, row.version


def test_a_text_is_saved_as_ordinary_text_found_at_once_and_its_draft_is_gone(room: tuple[Store, int, int]) -> None:
    store, _, key = room
    drafts.put(store, ERIKA, key_of(key), "Die Gemein")
    said = do(store, save_text, key, "Die Gemein\u00adschafts\u00adunterkünfte\vsind voll.", seen=1)
    assert (said, text_of(store, key)) == (
        "Die Niederschrift ist gespeichert.",
        ("Die Gemeinschaftsunterkünfte\nsind voll.", 2),
    )
    with store.reading() as session:
        assert drafts.get(session, ERIKA, key_of(key)) is None
        hit = search.find(session, Circle.INTERNAL, "unterkünfte").hits[0]
    assert (hit.kind, hit.object_id, hit.title) == ("minutes", str(key), "Bericht")


def test_saving_the_same_again_changes_nothing(room: tuple[Store, int, int]) -> None:
    store, _, key = room
    do(store, save_text, key, "Gleich", seen=1)
    before = store.versions()
    assert do(store, save_text, key, "Gleich", seen=1) == "Es hat sich nichts geändert."
    assert store.versions() == before


def test_who_comes_second_sees_both_texts_and_keeps_the_draft(room: tuple[Store, int, int]) -> None:
    store, _, key = room
    do(store, save_text, key, "Erikas Satz.", seen=1)
    drafts.put(store, OTTO, key_of(key), "Ottos Satz.", base_version=1)
    with pytest.raises(EditConflict) as conflict:
        do(store, save_text, key, "Ottos Satz.", seen=1, actor=OTTO)
    assert (conflict.value.theirs, conflict.value.mine) == (
        {"Niederschrift": "Erikas Satz."},
        {"Niederschrift": "Ottos Satz."},
    )
    with store.reading() as session:
        kept = drafts.get(session, OTTO, key_of(key))
    assert kept is not None
    assert (text_of(store, key), kept.text) == (("Erikas Satz.", 2), "Ottos Satz.")


def test_the_audit_keeps_what_was_replaced_and_no_more(room: tuple[Store, int, int]) -> None:
    store, _, key = room
    do(store, save_text, key, "Anfang. Alter Satz. Ende.", seen=1)
    do(store, save_text, key, "Anfang. Neuer Satz. Ende.", seen=2)
    last = last_audit(store)
    assert (last.before, last.after) == ('{"from": 8, "text": "Alt"}', '{"from": 8, "text": "Neu"}')
    assert change("aa", "aaa") == ({"from": 2, "text": ""}, {"from": 2, "text": "a"})


def test_an_item_holds_a_hundred_thousand_characters_and_what_is_longer_is_refused_whole(
    room: tuple[Store, int, int],
) -> None:
    store, _, key = room
    do(store, save_text, key, "ä" * 100_000, seen=1)
    with pytest.raises(TextInvalid, match=r"hat 100\.001 Zeichen, möglich sind 100\.000\. Es wurde nichts gekürzt"):
        do(store, save_text, key, "ä" * 100_001, seen=2)
    assert text_of(store, key) == ("ä" * 100_000, 2)


def test_minutes_of_one_megabyte_are_kept_and_beyond_two_million_characters_are_refused(office: Store) -> None:
    store = office
    key = meeting(store, body(store))
    full = [item(store, key, "Lang", at, text="x" * 100_000) for at in range(1, 21)]
    assert look(store, total_of, key) == LONGEST_MINUTES
    last = item(store, key, "Zu viel", 21)
    with pytest.raises(TextInvalid, match=r"hätte 2\.000\.001 Zeichen, möglich sind 2\.000\.000"):
        do(store, save_text, last, "y", seen=1)
    do(store, save_text, full[0], "kürzer", seen=1)
    do(store, save_text, last, "y", seen=1)


def test_only_editors_of_the_office_write(room: tuple[Store, int, int]) -> None:
    store, key, one = room
    with pytest.raises(NotAllowed):
        do(store, save_text, one, "Text", seen=1, actor=PARTNER)
    with pytest.raises(NotAllowed):
        claim(store, PARTNER, key)
    with pytest.raises(NotFound):
        claim(store, ERIKA, 99)


def test_a_second_writer_sees_who_writes_and_since_when_until_that_one_has_left(room: tuple[Store, int, int]) -> None:
    store, key, _ = room
    before, at = store.versions(), now()
    assert claim(store, ERIKA, key, at=at).who == "Erika"
    beat = at + timedelta(seconds=60)
    claim(store, ERIKA, key, at=beat)
    seen = claim(store, OTTO, key, at=beat + timedelta(seconds=89))
    assert (seen.who, seen.since, seen.seen_at) == ("Erika", at, beat)
    assert seen.sentence.startswith("Erika schreibt an dieser Niederschrift seit ")
    gone = beat + timedelta(seconds=90)
    assert look(store, writer, key, at=gone) is None
    assert claim(store, OTTO, key, at=gone).who == "Otto"
    leave(store, ERIKA, key)
    assert look(store, writer, key, at=gone).who == "Otto"
    leave(store, OTTO, key)
    assert look(store, writer, key, at=gone) is None
    assert store.versions() == before


def test_who_takes_over_is_offered_what_was_typed_and_the_first_writer_learns_of_it(
    room: tuple[Store, int, int],
) -> None:
    store, key, one = room
    second = item(store, key, "Zweitens", 2)
    other = item(store, meeting(store, body(store, "Anderes")), "Fremd")
    claim(store, ERIKA, key)
    for wanted, text in ((second, "Zweiter Satz."), (one, "Erster Satz."), (other, "Fremder Satz.")):
        drafts.put(store, ERIKA, key_of(wanted), text)
    offered = do(store, take_over, key, actor=OTTO)
    assert [(typed.key.object_id, typed.who, typed.text) for typed in offered] == [
        (str(one), "Erika", "Erster Satz."),
        (str(second), "Erika", "Zweiter Satz."),
    ]
    assert claim(store, ERIKA, key).who == "Otto"
    last = last_audit(store)
    assert (last.action, last.object, last.who) == ("writing.taken-over", f"meeting:{key}", "Otto")
    do(store, take_draft, offered[0].id, actor=OTTO)
    assert [typed.text for typed in look(store, unsaved, OTTO, key)] == ["Zweiter Satz."]
    drafts.put(store, OTTO, key_of(second), "Ottos eigener")
    with pytest.raises(Conflict, match="eigenen Entwurf"):
        do(store, take_draft, offered[1].id, actor=OTTO)
