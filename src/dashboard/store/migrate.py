"""Bring a database to the program's schema, under a lock, or say why that cannot be."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from dashboard.errors import SetupError

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 7_331_991
"""Number of the advisory lock that lets one process migrate a PostgreSQL database at a time."""


def migrate(engine: Engine) -> None:
    """Upgrade to the newest revision; raises SetupError for a database that is unreachable, foreign or newer."""
    try:
        with engine.execution_options(writes=True).begin() as connection:
            # SQLite: BEGIN IMMEDIATE is the lock. PostgreSQL: an advisory lock held until commit.
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            _upgrade(connection)
    except DBAPIError as error:
        place = engine.url.render_as_string(hide_password=True)
        raise SetupError(f"Die Datenbank {place} kann nicht geöffnet werden: {_reason(error)}.") from error


def revision(engine: Engine) -> str | None:
    """The schema revision the database is at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The schema revision of this program."""
    head = _scripts().get_current_head()
    assert head is not None
    return head


def _upgrade(connection: Connection) -> None:
    present = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in _scripts().walk_revisions()}
    if present is not None and present not in known:
        raise SetupError(
            f"Die Datenbank ist neuer als das Programm (Stand {present}, das Programm kennt {newest()}). "
            "Bitte das Programm aktualisieren; an der Datenbank wurde nichts geändert."
        )
    if present != newest():
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _reason(error: SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None) or error
    return " ".join(str(cause).split()).rstrip(".")
