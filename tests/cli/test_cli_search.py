"""``dashboard search`` finds words inside compounds, as text and as JSON."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dashboard.cli.main import app
from dashboard.settings import get_settings
from dashboard.store import Actor, Circle, Store, search

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The command line on a fresh database of either kind."""
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", database_url)
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path / "daten"))
    get_settings.cache_clear()

    def call(*words: str, status: int = 0) -> Result:
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
        return result

    yield call
    get_settings.cache_clear()


def written(url: str, *texts: str) -> None:
    store = Store.open(url)
    with store.unit_of_work(Actor.local()) as work:
        for number, text in enumerate(texts):
            at = datetime(2026, 3, 2, 23, number, tzinfo=UTC)
            search.put(work, "item", number, f"Sitzung {number}", text, Circle.INTERNAL, at=at)
        work.record("meetings", "test", "x")
    store.close()


def test_a_word_inside_a_compound_is_found_and_told_with_kind_title_date_and_the_words_around(
    run: Run, database_url: str
) -> None:
    written(database_url, "Die Gemeinschaftsunterkünfte in der Bahnhofstraße sind voll.")
    assert run("search", "unterkuenfte", "strasse", "voll").stdout == (
        "Tagesordnungspunkt: Sitzung 0 (03.03.2026)\n  Die Gemeinschaftsunterkünfte in der Bahnhofstraße sind voll.\n\n"
    )
    assert json.loads(run("search", "unterkuenfte", "strasse", "voll", "--json").stdout) == [
        {
            "kind": "item",
            "id": "0",
            "title": "Sitzung 0",
            "excerpt": "Die Gemeinschaftsunterkünfte in der Bahnhofstraße sind voll.",
            "at": "2026-03-02T23:00:00+00:00",
        }
    ]


def test_the_catalogues_indicators_come_after_what_was_written(run: Run, database_url: str) -> None:
    written(database_url, "Es ging um Schutzsuchende.")
    found = json.loads(run("search", "schutzsuchende", "--json").stdout)
    assert found[0]["kind"] == "item"
    assert ("indicator", "schutzsuchende") in [(hit["kind"], hit["id"]) for hit in found[1:]]
    assert {hit["at"] for hit in found[1:]} == {None}


def test_an_indicator_that_is_switched_off_is_not_found(run: Run) -> None:
    ids = [hit["id"] for hit in json.loads(run("search", "übergriffe", "--json").stdout)]
    assert "uebergriffe_auf_unterkuenfte" not in ids


def test_nothing_found_is_said(run: Run) -> None:
    assert run("search", "quatschwort").stdout == "Nichts gefunden zu „quatschwort“.\n"
    assert run("search", "quatschwort", "zwei").stdout == "Nichts gefunden zu „quatschwort“ und „zwei“.\n"
    assert run("search", " ").stdout == "Nichts gefunden zu einer leeren Suche.\n"
    assert json.loads(run("search", "quatschwort", "--json").stdout) == []


def test_more_hits_than_shown_and_a_shortened_query_are_said(run: Run, database_url: str) -> None:
    written(database_url, *["Wohnung"] * 21)
    result = run("search", "wohnung", " " * 300 + "weg")
    assert result.stderr == (
        "Es gibt weitere Treffer; mehr Wörter grenzen die Suche ein.\nGesucht wurde mit den ersten 200 Zeichen.\n"
    )
    assert result.stdout.count("Tagesordnungspunkt: ") == 20


def test_a_search_without_words_is_a_call_that_cannot_be_used(run: Run) -> None:
    run("search", status=2)
