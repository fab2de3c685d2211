"""The store keeps its promises on both databases."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from dashboard.errors import NotAllowed, SetupError
from dashboard.store import SUBJECTS, Actor, Circle, Role, Store, get_setting, set_setting
from dashboard.store.migrate import newest, revision
from dashboard.store.models import Audit, Setting


def test_a_new_store_is_at_the_newest_revision_and_opening_it_again_changes_nothing(
    store: Store, database_url: str
) -> None:
    assert revision(store.engine) == newest()
    again = Store.open(database_url)
    assert revision(again.engine) == newest()
    again.close()


def test_two_processes_that_open_an_empty_database_at_once_migrate_it_once(empty_database_url: str) -> None:
    failures: list[BaseException] = []

    def open_it() -> None:
        try:
            Store.open(empty_database_url).close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    store = Store.open(empty_database_url)
    assert set(store.versions()) == set(SUBJECTS)
    store.close()


def test_a_database_newer_than_the_program_is_refused_in_one_sentence(store: Store, database_url: str) -> None:
    with store.quiet() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SetupError, match="neuer als das Programm"):
        Store.open(database_url)


def test_an_unreachable_database_is_refused_without_its_password() -> None:
    with pytest.raises(SetupError, match="kann nicht geöffnet werden") as caught:
        Store.open("postgresql://lagebild:geheim@127.0.0.1:1/lagebild?connect_timeout=2")
    assert "geheim" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kein.sqlite3"
    path.write_text("Das ist ein Text und keine Datenbank." * 100)
    with pytest.raises(SetupError, match="kann nicht geöffnet werden"):
        Store.open(f"sqlite:///{path}")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("quatsch", "nicht lesbar: „quatsch“"),
        ("postgresql://u:geheim@h:abc/x", "nicht lesbar: „h:abc/x“"),
        ("mysql://u:geheim@h/x", "Mit der Datenbank „mysql“ kann das Programm nicht arbeiten"),
        ("postgresql+asyncpg://u:geheim@h/x", "Mit der Datenbank „postgresql+asyncpg“ kann"),
        ("sqlite+aiosqlite:////tmp/x", "Mit der Datenbank „sqlite+aiosqlite“ kann"),
        ("sqlite://", "nennt keine Datei"),
        ("sqlite:///:memory:", "nennt keine Datei"),
        ("sqlite:////proc/nicht/x.sqlite3", "Der Ordner der Datenbank, /proc/nicht, ist nicht anzulegen"),
        ("sqlite:////tmp", "kann nicht geöffnet werden"),
    ],
)
def test_an_address_that_leads_to_no_database_is_refused_in_one_sentence(url: str, sentence: str) -> None:
    with pytest.raises(SetupError) as caught:
        Store.open(url)
    assert sentence in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_a_database_of_another_program_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "fremd.sqlite3"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE account (number INTEGER)")
    with pytest.raises(SetupError, match="kann nicht geöffnet werden: table account already exists"):
        Store.open(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("account",)]


def test_a_unit_of_work_raises_the_data_version_of_its_subject_only(store: Store, admin: Actor) -> None:
    before = store.versions()
    with store.unit_of_work(admin) as work:
        work.record("meetings", "meeting.held", "meeting:1")
    after = store.versions()
    assert after["meetings"] == before["meetings"] + 1
    assert {k: v for k, v in after.items() if k != "meetings"} == {k: v for k, v in before.items() if k != "meetings"}


def test_an_error_inside_a_unit_of_work_leaves_nothing_behind(store: Store, admin: Actor) -> None:
    before = store.versions()
    with pytest.raises(RuntimeError), store.unit_of_work(admin) as work:
        set_setting(work, "threshold", 7)
        raise RuntimeError
    with store.reading() as session:
        assert get_setting(session, "threshold") is None
        assert session.scalars(select(Audit)).all() == []
    assert store.versions() == before


@pytest.mark.parametrize("how", ["orm", "statement"])
def test_a_write_without_a_record_is_a_bug_and_is_undone(store: Store, admin: Actor, how: str) -> None:
    with pytest.raises(AssertionError, match="without a record"), store.unit_of_work(admin) as work:
        if how == "orm":
            work.add(Setting(key="a", value="1"))
        else:
            work.session.execute(text("INSERT INTO setting (key, value) VALUES ('a', '1')"))
    with store.reading() as session:
        assert get_setting(session, "a") is None


@pytest.mark.parametrize(
    "actor",
    [Actor("A", Role.EDITOR, Circle.INTERNAL), Actor("A", Role.ADMIN, Circle.COORDINATION)],
    ids=["editor", "admin of a narrower circle"],
)
def test_a_command_that_asks_for_no_role_is_for_internal_admins_only(store: Store, actor: Actor) -> None:
    before = store.versions()
    with pytest.raises(NotAllowed), store.unit_of_work(actor) as work:
        set_setting(work, "threshold", 3)
    with store.reading() as session:
        assert get_setting(session, "threshold") is None
        assert session.scalars(select(Audit)).all() == []
    assert store.versions() == before


def test_a_command_that_asks_for_a_role_is_open_to_who_has_it(store: Store) -> None:
    with store.unit_of_work(Actor("A", Role.EDITOR, Circle.COORDINATION)) as work:
        work.require(Role.EDITOR)
        set_setting(work, "threshold", 5)
    with store.reading() as session:
        assert get_setting(session, "threshold") == 5


def test_the_audit_says_who_changed_what_from_what_to_what(store: Store) -> None:
    actor = Actor("Frau Beispiel", Role.ADMIN, Circle.INTERNAL, account=None)
    for value in (5, 7):
        with store.unit_of_work(actor) as work:
            set_setting(work, "threshold", value)
    with store.reading() as session:
        rows = session.scalars(select(Audit).order_by(Audit.id)).all()
        assert [(row.who, row.object, row.before, row.after) for row in rows] == [
            ("Frau Beispiel", "setting:threshold", None, "5"),
            ("Frau Beispiel", "setting:threshold", "5", "7"),
        ]
        assert all(row.at.tzinfo is not None for row in rows)


def test_a_setting_that_does_not_change_is_not_recorded(store: Store, admin: Actor) -> None:
    for _ in range(2):
        with store.unit_of_work(admin) as work:
            set_setting(work, "threshold", 5)
    with store.reading() as session:
        assert len(session.scalars(select(Audit)).all()) == 1


def test_a_reader_sees_one_state_however_much_is_written_meanwhile(store: Store, admin: Actor) -> None:
    with store.unit_of_work(admin) as work:
        set_setting(work, "threshold", 5)
    with store.reading() as session:
        assert get_setting(session, "threshold") == 5
        with store.unit_of_work(admin) as work:
            set_setting(work, "threshold", 9)
        session.expire_all()
        assert get_setting(session, "threshold") == 5


def test_many_writers_at_once_lose_no_data_version(store: Store, admin: Actor) -> None:
    before = store.versions()["figures"]

    def write() -> None:
        for _ in range(5):
            with store.unit_of_work(admin) as work:
                work.record("figures", "test", "x")

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.versions()["figures"] == before + 40


def test_a_circle_is_narrowed_but_never_widened() -> None:
    assert Circle.INTERNAL.narrowed_to(Circle.PUBLIC) is Circle.PUBLIC
    assert Circle.PUBLIC.narrowed_to(Circle.INTERNAL) is Circle.PUBLIC
    assert Circle.COORDINATION.narrowed_to(None) is Circle.COORDINATION
    assert Circle.COORDINATION.choices == (Circle.COORDINATION, Circle.PUBLIC)


def test_a_member_of_the_protected_group_who_narrows_the_circle_sees_no_protected_houses() -> None:
    actor = Actor("A", Role.ADMIN, Circle.INTERNAL, sees_protected=True)
    assert actor.narrowed(None).sees_protected
    assert not actor.narrowed(Circle.COORDINATION).sees_protected


def test_a_viewer_is_refused_with_both_rights_named() -> None:
    with pytest.raises(NotAllowed, match=r"„A“ das Recht „Bearbeiten“; es hat das Recht „Lesen“"):
        Actor("A", Role.VIEWER, Circle.PUBLIC).require(Role.EDITOR)


def test_a_circle_that_may_not_see_is_refused() -> None:
    with pytest.raises(NotAllowed, match="Kreisverwaltung"):
        Actor("A", Role.ADMIN, Circle.PUBLIC).require_circle(Circle.INTERNAL)
