"""``dashboard goals``: a goal moves with the quarter's table and moves back with it, with no other action."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dashboard.alliances import commands, goals
from dashboard.alliances.forms import AllianceForm, GoalForm
from dashboard.alliances.kinds import GoalKind
from dashboard.catalogue import load
from dashboard.cli.main import app
from dashboard.periods import Period
from dashboard.settings import get_settings
from dashboard.store import Actor, Store

Run = Callable[..., Result]
KEYS = [
    *("alliance", "goal", "indicator", "area", "baseline", "target", "due", "current", "progress", "expected"),
    *("state", "upload"),
]
VECHELDE = "03157007"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The command line on a fresh data folder."""
    for name in ("DASHBOARD_DATABASE_URL", "DASHBOARD_DATA_DIR"):
        monkeypatch.setenv(name, "")  # so that it is taken away afterwards, whoever sets it meanwhile
        monkeypatch.delenv(name)
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path / "daten"))
    get_settings.cache_clear()

    def call(*words: object, status: int = 0) -> Result:
        result = CliRunner().invoke(app, [str(word) for word in words])
        assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
        return result

    yield call
    get_settings.cache_clear()


def agree(*forms: GoalForm) -> None:
    """Enter goals in one alliance."""
    store, catalogue = Store.open(get_settings().store_url), load(get_settings().catalogue_dir)
    with store.unit_of_work(Actor.local()) as work:
        alliance = commands.add_alliance(work, AllianceForm("Ankommen"))
    for form in forms:
        with store.unit_of_work(Actor.local()) as work:
            goals.add_goal(work, catalogue, form)
    assert alliance == 1
    store.close()


def goal(text: str, area: str = VECHELDE, **more: Any) -> GoalForm:
    facts: dict[str, Any] = {
        "indicator": "patenschaften", "baseline_value": 40, "baseline_period": Period.of("2025-Q4"),
        "target_value": 60, "due_period": Period.of("2027-Q4"),
    }  # fmt: skip
    return GoalForm(1, text, areas=(area,), **(facts | more))


def bring(run: Run, folder: Path, period: str, vechelde: str, edemissen: str = "10") -> int:
    file = folder / f"{period}.csv"
    rows = f"{period};Vechelde;{vechelde}\n{period};Edemissen;{edemissen}\n"
    file.write_text(f"Quartal;Gemeinde;Patenschaften\n{rows}", encoding="utf-8")
    receipt = json.loads(run("import", file, "--json").stdout)
    assert receipt["committed"], receipt
    upload: int = receipt["upload"]
    return upload


def stated(run: Run) -> list[dict[str, Any]]:
    found = json.loads(run("goals", "--json").stdout)
    assert isinstance(found, list)
    return found


def test_without_goals_there_is_an_empty_list_and_a_sentence(run: Run) -> None:
    run("init", "--district", "03157")
    assert stated(run) == []
    assert run("goals").stdout == "Es ist noch kein Ziel eingetragen.\n"


def test_the_next_quarters_table_moves_a_goal_and_taking_it_back_restores_it(run: Run, tmp_path: Path) -> None:
    run("init", "--district", "03157")
    agree(goal("Mehr Patenschaften"))
    (before,) = stated(run)
    assert list(before) == KEYS
    assert before == {
        "alliance": "Ankommen", "goal": "Mehr Patenschaften", "indicator": "patenschaften", "area": VECHELDE,
        "baseline": 40, "target": 60, "due": "2027-Q4", "current": None, "progress": None, "expected": None,
        "state": "kein Stand", "upload": None,
    }  # fmt: skip
    first = bring(run, tmp_path, "2026-Q1", "45")
    on_track = stated(run)
    assert on_track == [
        before | {"current": 45, "progress": 0.25, "expected": 0.125, "state": "auf Kurs", "upload": first}
    ]
    second = bring(run, tmp_path, "2026-Q2", "41")
    assert stated(run) == [
        before | {"current": 41, "progress": 0.05, "expected": 0.25, "state": "im Verzug", "upload": second}
    ]
    assert run("goals").stdout == (
        "Ankommen: Mehr Patenschaften\n"
        "  Im Verzug: 41 Patenschaften (2. Quartal 2026), das sind 5\u202f% des Weges von 40 zu 60; erwartet waren "
        "25\u202f%.\n"
    )
    run("revert", second)
    assert stated(run) == on_track
    run("revert", second, "--redo")
    assert stated(run)[0]["state"] == "im Verzug"


def test_a_districts_sum_that_lacks_places_is_at_least_what_it_says(run: Run, tmp_path: Path) -> None:
    run("init", "--district", "03157")
    agree(goal("Im Kreis", "03157"), goal("Im Kreis mehr", "03157", target_value=400))
    upload = bring(run, tmp_path, "2026-Q1", "55")
    reached, unknown = stated(run)
    assert (reached["current"], reached["progress"], reached["state"], reached["upload"]) == (
        65, 1.25, "erreicht", upload
    )  # fmt: skip
    assert (unknown["current"], unknown["progress"], unknown["expected"], unknown["state"]) == (
        65, 25 / 360, 0.125, "auf Kurs"
    )  # fmt: skip
    assert "mindestens 65 Patenschaften" in run("goals").stdout
    later = tmp_path / "nachmeldung.csv"
    later.write_text("Quartal;Gemeinde;Patenschaften\n2026-Q1;Edemissen;4\n", encoding="utf-8")
    second = json.loads(run("import", later, "--json").stdout)["upload"]
    (corrected, _) = stated(run)
    assert (corrected["current"], corrected["state"]) == (59, "auf Kurs")
    assert (corrected["upload"], corrected["from"]) == (second, [upload, second])


def test_steps_and_signs_have_their_state_too(run: Run, tmp_path: Path) -> None:
    run("init", "--district", "03157")
    agree(goal("Mehr Patenschaften"), GoalForm(1, "Lotsenstelle", GoalKind.STEPS))
    bring(run, tmp_path, "2026-Q1", "/")
    signed, steps = stated(run)
    assert (signed["current"], signed["progress"], signed["state"], signed["upload"]) == (
        None,
        None,
        "kein Stand",
        None,
    )
    assert (steps["indicator"], steps["area"], steps["baseline"], steps["state"]) == (None, "03157", None, "kein Stand")
    told = run("goals").stdout
    assert "Statt einer Zahl steht (1. Quartal 2026) „/“ (keine Angabe, da der Zahlenwert nicht sicher genug" in told
    assert "Kein Stand: Es ist noch kein Schritt eingetragen." in told
