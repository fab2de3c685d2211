"""A backup holds everything, on both databases, and a bad one changes nothing."""

from pathlib import Path

import pytest
from sqlalchemy import select

from dashboard.errors import FileUnusable, SetupError
from dashboard.store import Actor, Store, get_setting, set_setting
from dashboard.store.backup import back_up, restore
from dashboard.store.models import Audit


def filled(store: Store, value: int = 7) -> None:
    with store.unit_of_work(Actor.local("Prüferin")) as work:
        set_setting(work, "threshold", value)


def test_a_backup_restores_every_row_and_every_time(store: Store, tmp_path: Path) -> None:
    filled(store)
    with store.reading() as session:
        before = [(a.id, a.at, a.who, a.object, a.after) for a in session.scalars(select(Audit))]
    counts = back_up(store.engine, tmp_path / "sicherung.sqlite3")
    assert (counts["audit"], counts["setting"]) == (1, 1)
    filled(store, 99)
    assert restore(store.engine, tmp_path / "sicherung.sqlite3") == counts
    with store.reading() as session:
        assert get_setting(session, "threshold") == 7
        assert [(a.id, a.at, a.who, a.object, a.after) for a in session.scalars(select(Audit))] == before


def test_after_restoring_new_rows_get_new_ids(store: Store, tmp_path: Path) -> None:
    filled(store)
    back_up(store.engine, tmp_path / "s.sqlite3")
    restore(store.engine, tmp_path / "s.sqlite3")
    filled(store, 8)
    with store.reading() as session:
        assert list(session.scalars(select(Audit.id).order_by(Audit.id))) == [1, 2]


def test_a_backup_of_one_database_can_be_restored_into_the_other(
    store: Store, tmp_path: Path, postgresql_url: str
) -> None:
    filled(store)
    back_up(store.engine, tmp_path / "s.sqlite3")
    for url in (f"sqlite:///{tmp_path / 'neu.sqlite3'}", postgresql_url):
        other = Store.open(url)
        restore(other.engine, tmp_path / "s.sqlite3")
        with other.reading() as session:
            assert get_setting(session, "threshold") == 7
        other.close()


def test_tables_left_out_are_neither_in_the_backup_nor_left_over_after_restoring(store: Store, tmp_path: Path) -> None:
    filled(store)
    assert "audit" not in back_up(store.engine, tmp_path / "s.sqlite3", leave_out=["audit"])
    restore(store.engine, tmp_path / "s.sqlite3", leave_out=["audit"])
    with store.reading() as session:
        assert session.scalars(select(Audit)).all() == []


def test_a_backup_is_one_file_that_only_its_owner_reads(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "ziel"
    folder.mkdir()
    back_up(store.engine, folder / "s.sqlite3")
    assert [path.name for path in folder.iterdir()] == ["s.sqlite3"]
    assert (folder / "s.sqlite3").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kind", ["text", "cut", "foreign", "absent"])
def test_what_is_no_whole_backup_is_refused_and_nothing_changes(store: Store, tmp_path: Path, kind: str) -> None:
    filled(store)
    path = tmp_path / "s.sqlite3"
    back_up(store.engine, path)
    if kind == "text":
        path.write_text("keine Datenbank")
    elif kind == "cut":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    elif kind == "foreign":
        import sqlite3

        path.unlink()
        with sqlite3.connect(path) as foreign:
            foreign.execute("CREATE TABLE a (b)")
        foreign.close()
    else:
        path.unlink()
    filled(store, 99)
    with pytest.raises((FileUnusable, SetupError)):
        restore(store.engine, path)
    with store.reading() as session:
        assert get_setting(session, "threshold") == 99


def test_a_backup_of_a_newer_program_is_refused(store: Store, tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "s.sqlite3"
    back_up(store.engine, path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(SetupError, match="neuer"):
        restore(store.engine, path)
