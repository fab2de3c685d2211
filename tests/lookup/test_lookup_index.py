"""The index is what the tables say: no write forgets it, and a database from before it is filled."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete

from dashboard.alliances import commands
from dashboard.alliances.forms import AllianceForm
from dashboard.lookup import index, kinds
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Actor, Circle, Store, search
from dashboard.store.models import SearchText

LOCAL = Actor.local()
HOUSE = PROGRAM_ROOT / "src" / "dashboard"
SILENT = ("assets.py",)
"""Templates and coats of arms hold nothing to be found."""
WRITING = [
    path
    for package in ("alliances", "network", "council")
    for path in sorted((HOUSE / package).glob("*.py"))
    if path.name not in SILENT
]


def calls(node: ast.AST) -> Iterator[str]:
    """Names of what is called inside."""
    for one in ast.walk(node):
        match one:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                yield name


@pytest.mark.parametrize("path", WRITING, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_function_that_records_a_write_lets_the_search_know(path: Path) -> None:
    functions = [one for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, ast.FunctionDef)]
    forgetting = [one.name for one in functions if "record" in calls(one) and "indexed" not in calls(one)]
    assert forgetting == []


def entered(store: Store) -> None:
    with store.unit_of_work(LOCAL) as work:
        commands.add_alliance(work, AllianceForm("Wohnen", "Plätze", circle=Circle.PUBLIC))
        commands.add_alliance(work, AllianceForm("Arbeit", "Betriebe"))


def titles(store: Store) -> set[str]:
    with store.reading() as session:
        return {one.title for one in search.kept(session)}


def test_a_database_from_before_the_search_is_filled_once(store: Store) -> None:
    assert index.fill(store, LOCAL) == ""
    entered(store)
    with store.quiet() as session:
        session.execute(delete(SearchText))
    assert index.fill(store, LOCAL) == "Suche: 2 Einträge aufgenommen, 0 entfernt."
    assert titles(store) == {"Wohnen", "Arbeit"}
    assert index.fill(store, LOCAL) == ""


def test_what_differs_is_named_and_mended_and_what_is_not_known_here_is_left_alone(store: Store) -> None:
    entered(store)
    day = datetime(2026, 3, 2, tzinfo=UTC)
    with store.unit_of_work(LOCAL) as work:
        search.put(work, "alliance", 1, "Verfälscht", "", Circle.PUBLIC, at=day)
        search.put(work, "goal", 99, "Nie vereinbart", "", Circle.PUBLIC, at=day)
        search.put(work, "bench", 1, "Fremdes", "", Circle.PUBLIC, at=day)
        work.record("meetings", "test", "x")
    with store.reading() as session:
        missing, surplus = index.differences(session)
    assert ([one.title for one in missing], [one.title for one in surplus]) == (["Wohnen"], ["Nie vereinbart"])
    with store.unit_of_work(LOCAL) as work:
        assert index.rebuild(work) == "Suche: 1 Eintrag aufgenommen, 1 entfernt."
        assert index.rebuild(work) == ""
    assert titles(store) == {"Wohnen", "Arbeit", "Fremdes"}


def test_every_kind_that_is_kept_has_a_german_name() -> None:
    assert {kind for source in index.SOURCES for kind in source.KINDS} <= kinds.KINDS.keys()
    assert kinds.label("unbekannt") == "unbekannt"
