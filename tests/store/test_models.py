"""The migrations make just the tables that the models describe, on both databases."""

import pkgutil
from importlib import import_module

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import dashboard
from dashboard.store import Base, Store

OWN_OF_THE_DATABASE = "search_"
"""Indexes of the full-text search are made by hand (migration 0008): no model can describe them."""


def test_a_migrated_database_has_what_the_models_say(store: Store) -> None:
    for module in pkgutil.walk_packages(dashboard.__path__, "dashboard."):
        if module.name.endswith("models"):
            import_module(module.name)
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    assert len(Base.metadata.tables) > 40
    assert [found for found in differences if OWN_OF_THE_DATABASE not in str(found)] == []
