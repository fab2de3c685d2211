"""``dashboard quota``: the district first, then its places, as the contract of the command line has them."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dashboard.cli.main import app
from dashboard.planning import commands
from dashboard.planning.forms import CreditForm, OfficialForm, PeriodForm
from dashboard.planning.kinds import CreditKind
from dashboard.settings import get_settings
from dashboard.store import Actor, Store

Run = Callable[..., Result]
KEYS = ["area", "period", "official", "computed", "carried_over", "credited", "actual", "open"]
DECIDED = ("Landesaufnahmebehörde", date(2024, 3, 1), "Verteilung des Landes")


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


def decide() -> None:
    """Enter Peine's periods of 2024."""
    store = Store.open(get_settings().store_url)
    with store.unit_of_work(Actor.local()) as work:
        summer = PeriodForm(date(2024, 4, 1), date(2024, 9, 30), 330, carried_over=72)
        summer = PeriodForm(
            **{**summer.facts, **dict(zip(("decided_by", "decided_on", "reason"), DECIDED, strict=True))}
        )
        first = commands.add_period(work, summer)
        officials = OfficialForm({"03157006": 131, "03157009": 57, "03157007": 58}, *DECIDED)
        commands.set_officials(work, first, officials, seen=1)
        commands.add_credit(work, CreditForm(first, "03157007", CreditKind.MINORS, 5, "Ortsregel", *DECIDED[:2]))
        winter = {"first": date(2024, 10, 1), "last": date(2025, 3, 31), "persons": 210, "previous": first}
        commands.add_period(work, PeriodForm(**{**summer.facts, **winter, "carried_over": None}))
    store.close()


def test_the_quota_of_a_period_is_printed_as_rows_the_district_first(
    run: Run, shared_data: Path, tmp_path: Path
) -> None:
    run("init", "--district", "03157", "--directory", shared_data / "directory" / "GV100AD_301123.txt")
    assert run("quota").stdout == "Es ist noch kein Verteilzeitraum eingetragen.\n"
    assert json.loads(run("quota", "--json").stdout) == []
    decide()
    file = tmp_path / "aufnahmen.csv"
    file.write_text(
        "Zeitraum;Gemeinde;Auf das Soll angerechnete Aufnahmen\n"
        "2024-Q2;Vechelde;20\n2024-Q3;Vechelde;11\n2024-Q2;Ilsede;9\n2024-Q3;Ilsede;-2\n",
        encoding="utf-8",
    )
    run("import", file)
    rows = json.loads(run("quota", "--period", "2024-04/2024-09", "--json").stdout)
    assert [list(row) for row in rows] == [KEYS] * 8
    assert rows[0] == {
        "area": "03157", "period": "2024-04/2024-09", "official": 402, "computed": 402, "carried_over": 72,
        "credited": 5, "actual": None, "open": None,
    }  # fmt: skip
    assert [row["area"] for row in rows[1:]] == [f"0315700{number}" for number in (1, 2, 5, 6, 7, 8, 9)]
    assert sum(row["computed"] for row in rows[1:]) == 402
    assert rows[5] == {
        "area": "03157007", "period": "2024-04/2024-09", "official": 58, "computed": 53, "carried_over": None,
        "credited": 5, "actual": 31, "open": 22,
    }  # fmt: skip
    assert (rows[7]["actual"], rows[7]["open"]) == (7, 50)

    assert {row["period"] for row in json.loads(run("quota", "--json").stdout)} == {"2024-10/2025-03"}  # the newest
    said = run("quota", "--period", "Mai 2024").stdout
    assert said.startswith(
        "April bis September 2024 (01.04.2024 bis 30.09.2024)\n03157      Landkreis Peine: amtlich 402"
    )
    assert (
        "03157007   Vechelde: amtlich 58, errechnet 53, angerechnet 5, aufgenommen 31 (bis 30.09.2024), offen 22"
        in said
    )
    assert "Hinweis: Die amtlichen Werte von 3 Orten und die errechneten der übrigen ergeben zusammen 382" in said

    refused = run("quota", "--period", "2023", "--json", status=2)
    assert json.loads(refused.stdout) == {
        "error": "Einen Verteilzeitraum, in dem 2023 liegt, gibt es nicht. Eingetragen sind: April bis September 2024 "
        "(2024-04/2024-09), Oktober 2024 bis März 2025 (2024-10/2025-03)."
    }
