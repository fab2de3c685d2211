"""A data base that serves several tests is to each of them as its template."""

from sqlalchemy import create_engine, text

from dashboard.store import Actor, Store
from databases import database


def test_rows_counters_and_shape_of_a_data_base_are_put_back(postgresql_server: str, migrated_postgresql: str) -> None:
    with database(postgresql_server, migrated_postgresql) as first:
        number = _number(first)
        store = Store.open(first)
        with store.unit_of_work(Actor.local()) as work:
            work.record("settings", "setting.changed", "setting:probe")
        store.close()
        assert _state(first) == (1, 2, 0)
    with database(postgresql_server, migrated_postgresql) as second:
        assert second != first
        assert _number(second) == number
        assert _state(second) == (0, 1, 0)
        engine = create_engine(second)
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE audit ADD COLUMN probe integer"))
        engine.dispose()
        assert _state(second) == (0, 1, 1)
    with database(postgresql_server, migrated_postgresql) as third:
        assert _number(third) != number
        assert _state(third) == (0, 1, 0)


def _state(url: str) -> tuple[int, int, int]:
    """Recorded actions, the version of the settings, and columns the template has not."""
    engine = create_engine(url)
    with engine.connect() as connection:
        row = connection.execute(
            text(
                "SELECT (SELECT count(*) FROM audit), (SELECT number FROM data_version WHERE subject = 'settings'), "
                "(SELECT count(*) FROM information_schema.columns WHERE column_name = 'probe')"
            )
        ).one()
    engine.dispose()
    return row[0], row[1], row[2]


def _number(url: str) -> int:
    """What stays when a data base is named anew."""
    engine = create_engine(url)
    with engine.connect() as connection:
        number = connection.scalar(text("SELECT oid::bigint FROM pg_database WHERE datname = current_database()"))
    engine.dispose()
    return int(number or 0)
