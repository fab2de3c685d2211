"""``dashboard forecast``: the free places of the months ahead, as sentences and as the objects of the contract."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update
from typer.testing import CliRunner, Result

from accommodation.test_accommodation_history import house, report
from dashboard.accommodation.models import Report
from dashboard.cli import forecasting
from dashboard.cli.main import app
from dashboard.settings import get_settings
from dashboard.store import Actor, Store, now
from small_county import settle

Run = Callable[..., Result]
AUE, BACH = "99001001", "99001002"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The command line on the small county in October 2026."""
    for name in ("DASHBOARD_DATABASE_URL", "DASHBOARD_DATA_DIR"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path / "daten"))
    monkeypatch.setattr(forecasting, "now", lambda: now().replace(year=2026, month=10, day=10))
    get_settings.cache_clear()
    store = Store.open(get_settings().store_url)
    settle(store)
    store.close()

    def call(*words: object, status: int = 0) -> Result:
        result = CliRunner().invoke(app, [str(word) for word in words])
        assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
        return result

    yield call
    get_settings.cache_clear()


def fill() -> None:
    """Two quarters of Aue, one of Bach."""
    store = Store.open(get_settings().store_url)
    more = {"zugaenge": 9, "abgaenge": 6}
    report(store, AUE, "2026-Q2", [house(50, 37, **more)])
    report(
        store,
        AUE,
        "2026-Q3",
        [house(50, 40, **more), house(6, 0, lease_until=date(2026, 12, 31), zugaenge=0, abgaenge=0)],
    )
    report(store, BACH, "2026-Q3", [house(30, 20, **more)])
    store.close()


def test_each_month_is_an_object_with_exactly_the_keys_of_the_contract(run: Run) -> None:
    fill()
    result = run("forecast", "--json")
    found = json.loads(result.stdout)
    assert [set(one) for one in found] == [{"area", "month", "low", "middle", "high"}] * 12
    assert found[0] == {"area": AUE, "month": "2026-10", "low": 15, "middle": 15, "high": 15}
    assert [one["month"] for one in found][-1] == "2027-09"
    assert [one["middle"] for one in found[2:4]] == [14, 7]  # six places end with the year
    assert "Für Bach gibt es erst ein Quartal mit Angaben; daraus lässt sich nichts ablesen." in result.stderr


def test_people_read_how_long_the_places_last_and_what_it_rests_on(run: Run) -> None:
    fill()
    told = run("forecast", "--area", AUE).stdout.splitlines()
    assert told[0] == "Aue: Die Plätze in Aue reichen in den nächsten zwölf Monaten voraussichtlich aus."
    assert told[1] == "  Oktober 2026: 15 frei"
    assert told[13].startswith("  Die einfache Bilanz aus 2 Quartalen, ohne Spanne:")


def test_one_place_alone_can_be_asked_for(run: Run) -> None:
    fill()
    assert json.loads(run("forecast", "--area", BACH, "--json").stdout) == []
    assert {one["area"] for one in json.loads(run("forecast", "--area", AUE, "--json").stdout)} == {AUE}


def test_an_unknown_place_is_refused_with_those_there_are(run: Run) -> None:
    fill()
    result = run("forecast", "--area", "99001777", "--json", status=2)
    sentence = (
        "„99001777“ ist hier kein Ort mit einer Vorausschau. Es gibt sie für 99001 (Landkreis Musterland), 99001001 "
        "(Aue) und 99001002 (Bach)."
    )
    assert json.loads(result.stdout) == {"error": sentence}


def test_without_figures_the_reason_is_said_and_the_list_is_empty(run: Run) -> None:
    result = run("forecast", "--json")
    assert json.loads(result.stdout) == []
    assert "Für Aue ist keine Belegung bekannt; ohne sie gibt es keine Vorausschau." in result.stderr


def test_a_place_that_lacks_the_newest_quarter_is_told_from_the_one_before_and_says_so(run: Run) -> None:
    fill()
    store = Store.open(get_settings().store_url)
    report(store, BACH, "2026-Q2", [house(30, 20)])
    report(store, AUE, "2026-Q1", [house(50, 37)])
    report(store, BACH, "2026-Q1", [house(30, 20)])
    bach_now = (Report.area == BACH, Report.period == "2026-Q3")
    with store.unit_of_work(Actor.local()) as work:
        work.session.execute(update(Report).where(*bach_now).values(current=False))
        work.record("figures", "upload.taken_back", "upload:1")
    store.close()
    told = run("forecast", "--area", BACH).stdout
    assert told.splitlines()[:2] == [
        "Bach: Die Plätze in Bach reichen bis Juni 2027 voraussichtlich aus.",
        "  Juli 2026: 10 frei",
    ]
    assert "Für Bach fehlt die Belegung im 3. Quartal 2026; ohne sie wird nichts berechnet." in told
