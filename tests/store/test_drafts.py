"""What people type is kept until it is saved, can be taken over by a deputy, and is nobody else's."""

import threading

import pytest
from sqlalchemy import select

from dashboard.access import commands as access
from dashboard.access.commands import Rights
from dashboard.access.models import Account
from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.store import Actor, Circle, Role, Store, drafts
from dashboard.store.drafts import Key, TextTooLong
from dashboard.store.models import Audit, Draft

ANNA = Actor("Anna", Role.EDITOR, Circle.INTERNAL, account=1)
BERND = Actor("Bernd", Role.EDITOR, Circle.INTERNAL, account=2)
PARTNER = Actor("Partnerin", Role.EDITOR, Circle.COORDINATION, account=3)
READER = Actor("Leser", Role.VIEWER, Circle.INTERNAL, account=4)
KEY = Key("goal", "7", "text")


def text_of(store: Store, actor: Actor, key: Key = KEY) -> str | None:
    with store.reading() as session:
        draft = drafts.get(session, actor, key)
    return None if draft is None else draft.text


def taken_over(store: Store, actor: Actor, owner: Actor = ANNA) -> drafts.Typed:
    with store.reading() as session:
        wanted = drafts.own(session, owner)[0].id
    with store.unit_of_work(actor) as work:
        return drafts.take_over(work, wanted)


def test_the_last_text_is_kept_with_the_version_it_began_from(store: Store) -> None:
    drafts.put(store, ANNA, KEY, "Erst", base_version=3)
    at = drafts.put(store, ANNA, KEY, "Dann <b>so</b>", base_version=4)
    with store.reading() as session:
        draft = drafts.get(session, ANNA, KEY)
    assert draft is not None
    assert (draft.text, draft.base_version, draft.at, draft.who) == ("Dann <b>so</b>", 4, at, "Anna")


def test_a_draft_raises_no_data_version_and_is_in_no_audit(store: Store) -> None:
    before = store.versions()
    drafts.put(store, ANNA, KEY, "Text")
    drafts.discard(store, ANNA, KEY)
    assert store.versions() == before
    with store.reading() as session:
        assert session.scalars(select(Audit)).all() == []


def test_drafts_are_ones_own(store: Store) -> None:
    drafts.put(store, ANNA, KEY, "Annas")
    drafts.put(store, BERND, KEY, "Bernds")
    drafts.discard(store, BERND, KEY)
    assert (text_of(store, ANNA), text_of(store, BERND)) == ("Annas", None)


def test_all_own_drafts_come_newest_first(store: Store) -> None:
    for number in ("1", "2", "3"):
        drafts.put(store, ANNA, Key("goal", number, "text"), number)
    drafts.put(store, ANNA, Key("goal", "1", "text"), "wieder")
    with store.reading() as session:
        assert [draft.key.object_id for draft in drafts.own(session, ANNA)] == ["1", "3", "2"]


def test_saving_deletes_the_drafts_of_the_thing_in_the_same_transaction(store: Store) -> None:
    other = Key("goal", "7", "note")
    drafts.put(store, ANNA, KEY, "Text")
    drafts.put(store, ANNA, other, "Notiz")
    drafts.put(store, BERND, KEY, "Bernds")
    with pytest.raises(RuntimeError), store.unit_of_work(ANNA) as work:
        drafts.done(work, "goal", "7")
        raise RuntimeError
    assert text_of(store, ANNA) == "Text"
    with store.unit_of_work(ANNA) as work:
        work.require(Role.EDITOR)
        drafts.done(work, "goal", "7", "text")
        work.record("alliances", "goal.changed", "goal:7")
    assert (text_of(store, ANNA), text_of(store, ANNA, other), text_of(store, BERND)) == (None, "Notiz", "Bernds")
    with store.unit_of_work(ANNA) as work:
        work.require(Role.EDITOR)
        drafts.done(work, "goal", "7")
        work.record("alliances", "goal.changed", "goal:7")
    assert text_of(store, ANNA, other) is None


def test_saving_on_the_command_line_has_no_drafts_to_delete(store: Store) -> None:
    drafts.put(store, ANNA, KEY, "Text")
    with store.unit_of_work(Actor.local()) as work:
        drafts.done(work, "goal", "7")
    assert text_of(store, ANNA) == "Text"


def test_a_hundred_thousand_characters_are_kept_and_one_more_is_refused_with_the_draft_before_kept(
    store: Store,
) -> None:
    drafts.put(store, ANNA, KEY, "ä" * 100_000)
    with pytest.raises(TextTooLong, match=r"Der Text hat 100\.001 Zeichen, gespeichert werden höchstens 100\.000\."):
        drafts.put(store, ANNA, KEY, "ä" * 100_001)
    assert text_of(store, ANNA) == "ä" * 100_000


def test_odd_characters_lose_no_text(store: Store) -> None:
    drafts.put(store, ANNA, KEY, "vor\0nach\ud800 \u202e😀")
    assert text_of(store, ANNA) == "vor\ufffdnach? \u202e😀"


def test_a_deputy_takes_a_draft_over_and_the_audit_says_so(store: Store) -> None:
    drafts.put(store, ANNA, KEY, "Angefangen", base_version=2)
    with store.reading() as session:
        assert [(d.who, d.text) for d in drafts.of_others(session, BERND, "goal", "7")] == [("Anna", "Angefangen")]
        assert drafts.of_others(session, ANNA, "goal", "7") == []
    draft = taken_over(store, BERND)
    assert (draft.account, draft.who, draft.text, draft.base_version) == (2, "Bernd", "Angefangen", 2)
    assert (text_of(store, ANNA), text_of(store, BERND)) == (None, "Angefangen")
    with store.reading() as session:
        (row,) = session.scalars(select(Audit))
        assert (row.who, row.action, row.object) == ("Bernd", "draft.taken-over", "goal:7")
        assert "Angefangen" not in f"{row.before}{row.after}"
    drafts.put(store, ANNA, KEY, "Angefangen und weiter")
    assert (text_of(store, ANNA), text_of(store, BERND)) == ("Angefangen und weiter", "Angefangen")


def test_a_deputy_with_a_draft_of_their_own_keeps_both(store: Store) -> None:
    drafts.put(store, ANNA, KEY, "Annas")
    drafts.put(store, BERND, KEY, "Bernds")
    with pytest.raises(Conflict, match=r"einen eigenen Entwurf von .*, „Anna“ einen von"):
        taken_over(store, BERND)
    assert (text_of(store, ANNA), text_of(store, BERND)) == ("Annas", "Bernds")


@pytest.mark.parametrize(
    "actor", [PARTNER, READER, BERND.narrowed(Circle.PUBLIC)], ids=["partner", "reader", "narrowed"]
)
def test_only_editors_of_the_internal_circle_take_over_or_look(store: Store, actor: Actor) -> None:
    drafts.put(store, ANNA, KEY, "Annas")
    with pytest.raises(NotAllowed):
        taken_over(store, actor)
    with store.reading() as session, pytest.raises(NotAllowed):
        drafts.of_others(session, actor, "goal", "7")
    assert text_of(store, ANNA) == "Annas"


def test_a_draft_that_is_gone_is_not_taken_over(store: Store) -> None:
    with pytest.raises(NotFound, match="gibt es nicht mehr"), store.unit_of_work(BERND) as work:
        drafts.take_over(work, 99)


def test_a_reader_and_the_command_line_have_no_drafts(store: Store) -> None:
    for actor in (READER, Actor.local()):
        with pytest.raises(NotAllowed):
            drafts.put(store, actor, KEY, "Text")


def test_many_windows_of_one_person_typing_at_once_end_with_one_draft(store: Store) -> None:
    failures: list[BaseException] = []

    def type_on(window: int) -> None:
        try:
            for number in range(5):
                drafts.put(store, ANNA, KEY, f"{window}-{number}")
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=type_on, args=(window,)) for window in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with store.reading() as session:
        assert len(session.scalars(select(Draft)).all()) == 1
    assert (text_of(store, ANNA) or "").endswith("-4")


def test_a_removed_accounts_drafts_go_with_it_since_its_number_may_be_given_again(store: Store) -> None:
    rights = Rights(Role.EDITOR, Circle.INTERNAL)
    with store.unit_of_work(Actor.local()) as work:
        access.create(work, "anna", "Anna Muster", rights)
    with store.reading() as session:
        account = session.scalars(select(Account.id)).one()
    drafts.put(store, Actor("Anna", Role.EDITOR, Circle.INTERNAL, account=account), KEY, "vertraulich")
    with store.unit_of_work(Actor.local()) as work:
        access.remove(work, account)
    with store.unit_of_work(Actor.local()) as work:
        access.create(work, "zora", "Zora Neu", Rights(Role.EDITOR, Circle.PUBLIC))
    with store.reading() as session:
        assert session.scalars(select(Draft)).all() == []
        after_removal = session.scalars(select(Audit.before).where(Audit.action == "account.removed")).one()
    assert after_removal == '{"name": "anna", "drafts": 1}'
