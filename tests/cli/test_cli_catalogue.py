"""What ``doctor`` says of the county's own entries in the catalogue."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dashboard.catalogue import EntryKind
from dashboard.catalogue import commands as catalogue
from dashboard.cli.main import app
from dashboard.settings import get_settings
from dashboard.store import Actor, Store

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The command line on a fresh data folder."""
    for name in ("DASHBOARD_DATABASE_URL", "DASHBOARD_DATA_DIR"):
        monkeypatch.setenv(name, "")  # so that it is taken away afterwards, whoever sets it meanwhile
        monkeypatch.delenv(name)
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path / "daten"))
    get_settings.cache_clear()

    def call(*words: str, status: int = 0) -> Result:
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
        return result

    yield call
    get_settings.cache_clear()


def test_doctor_says_what_is_the_countys_own_and_which_decision_turned_what_on(run: Run) -> None:
    run("init", "--district", "03157")
    told = run("doctor").stdout
    assert "Eigene Einträge im Katalog: keine, es gilt, was in den Dateien steht." in told
    assert "Eingeschaltet durch Entscheidung" not in told
    store = Store.open(get_settings().store_url)
    folder, code = get_settings().catalogue_dir, "uebergriffe_auf_unterkuenfte"
    with store.unit_of_work(Actor.local("Erika")) as work:
        catalogue.retire(work, folder, EntryKind.INDICATOR, "praktika", "Wird nicht gemeldet", seen=0)
        catalogue.retire(work, folder, EntryKind.BREAK, "ilsede_lahstedt_2015", "Nicht unser Landkreis", seen=0)
        catalogue.decide(work, folder, code, day=date(2026, 3, 2), body="Koordinierungsstab", reason="Punkt 4.", seen=0)
    store.close()
    told = run("doctor").stdout
    assert "Eigene Einträge im Katalog: 2 weichen von den Dateien ab (Kennzahl: 1 und Bruch: 1)." in told
    assert (
        "Eingeschaltet durch Entscheidung: „Übergriffe auf Unterkünfte“ (Koordinierungsstab, 02.03.2026; eingetragen "
        "von Erika). Begründung: Punkt 4."
    ) in told
    assert run("value", "praktika", status=2).stderr == (
        "Die Kennzahl „praktika“ gibt es nicht, oder sie ist ausgeschaltet.\n"
    )
    assert json.loads(run("value", code, "--json").stdout) == []
