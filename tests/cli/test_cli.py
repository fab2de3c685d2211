"""The command line does the main job on real files: two counties, their inhabitants, protection seekers, shelters."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dashboard.cli.main import app
from dashboard.settings import get_settings

Run = Callable[..., Result]
FACILITIES = (
    "Quartal;Gemeinde;Unterkunft;Art;Plätze;Belegt;Nutzbar frei;Geschützt\n"
    "3. Quartal 2026;Vechelde;Alte Schule;GU;50;41;6;nein\n"
    "3. Quartal 2026;Vechelde;Am Bahnhof;Notunterkunft;30;12;18;nein\n"
    "3. Quartal 2026;Peine, Stadt;Haus der Zuflucht;Sonstige;12;9;1;ja\n"
    "3. Quartal 2026;Peine, Stadt;Mühlenweg;GU;80;66;10;nein\n"
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The command line on a fresh data folder."""
    for name in ("DASHBOARD_DATABASE_URL", "DASHBOARD_DATA_DIR"):
        monkeypatch.setenv(name, "")  # so that it is taken away afterwards, whoever sets it meanwhile
        monkeypatch.delenv(name)
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path / "daten"))
    get_settings.cache_clear()
    runner = CliRunner()

    def call(*words: object, status: int = 0) -> Result:
        result = runner.invoke(app, [str(word) for word in words])
        assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
        return result

    yield call
    get_settings.cache_clear()


def values(run: Run, indicator: str, *more: str) -> list[dict[str, Any]]:
    found = json.loads(run("value", indicator, "--json", *more).stdout)
    assert isinstance(found, list)
    return found


def test_peine_is_set_up_from_official_files_and_its_figures_come_out(
    run: Run, shared_data: Path, tmp_path: Path
) -> None:
    told = run("init", "--district", "03157", "--directory", shared_data / "directory" / "GV100AD_301123.txt").stdout
    assert "7 Gemeinden" in told
    table = shared_data / "monitoring" / "destatis_12531-0043_schutzsuchende_lk_peine_2024.csv"
    receipt = json.loads(run("import", table, "--json").stdout)
    assert (receipt["layout"], receipt["profile"], receipt["committed"]) == ("flat", "12531-0043", True)
    seekers = values(run, "schutzsuchende", "--area", "03157")[-1]
    assert (seekers["period"], seekers["value"], seekers["breakdown"]) == ("2024", 6565, {})
    assert seekers["note"] == "Summe gerundeter Werte"
    people = values(run, "einwohner", "--area", "03157")[-1]
    assert (people["period"], people["value"], people["derived"], people["upload"]) == ("2022", 138931, True, None)

    file = tmp_path / "unterkuenfte.csv"
    file.write_text(FACILITIES, encoding="cp1252")
    run("import", file)
    housed = values(run, "belegt", "--area", "03157007")
    assert [(v["breakdown"], v["value"]) for v in housed] == [
        ({"art": "Gemeinschaftsunterkunft"}, 41),
        ({"art": "Notunterkunft"}, 12),
        ({}, 53),
    ]
    assert values(run, "belegt", "--area", "03157006")[-1]["value"] == 66  # not in Peine: the protected house
    assert values(run, "belegt", "--area", "03157")[-1]["value"] == 53 + 66 + 9
    again = json.loads(run("import", file, "--json").stdout)
    assert (again["committed"], [f["code"] for f in again["findings"] if f["code"] == "file-known"]) == (
        False,
        ["file-known"],
    )
    assert values(run, "belegt", "--area", "03157007")[-1]["value"] == 53


def test_helmstedt_has_its_samtgemeinden_and_unincorporated_areas(run: Run, shared_data: Path) -> None:
    told = run(
        "init", "--district", "03154",
        "--boundaries", shared_data / "geo" / "lk_helmstedt_03154_simplify200.geojson",
        "--directory", shared_data / "directory" / "GV100AD_301123.txt",
    ).stdout  # fmt: skip
    assert "23 Gemeinden" in told
    assert "4 Verbände (Samtgemeinden" in told
    assert "5 gemeindefreie Gebiete" in told
    run("import", shared_data / "monitoring" / "destatis_12531-0043_schutzsuchende_lk_helmstedt_2024.csv")
    assert values(run, "schutzsuchende", "--area", "03154")[-1]["value"] == 3400
    assert values(run, "einwohner", "--area", "03154")[-1]["value"] == 92470


def test_all_of_germany_adds_up_with_its_cities_districts_and_states(run: Run, shared_data: Path) -> None:
    run("init", "--district", "alle", "--directory", shared_data / "directory" / "GV100AD_301123.txt")
    found = {area: values(run, "einwohner", "--area", area) for area in ("DE", "03", "03157", "03154", "03101000")}
    assert {area: value[-1]["value"] for area, value in found.items()} == {
        "DE": 84_358_845,
        "03": 8_140_242,
        "03157": 138_931,
        "03154": 92_470,
        "03101000": 251_804,
    }


def test_other_circles_see_a_value_only_after_its_release(run: Run, tmp_path: Path) -> None:
    run("init", "--district", "03157")
    file = tmp_path / "unterkuenfte.csv"
    file.write_text(FACILITIES, encoding="utf-8")
    run("import", file)
    assert values(run, "belegt", "--audience", "public") == []
    run("release", "2026-Q3")
    shown = values(run, "belegt", "--audience", "public", "--area", "03157007")
    assert [(v["breakdown"], v["value"], v["sign"]) for v in shown] == [  # no split by kind below three facilities
        ({"art": "Gemeinschaftsunterkunft"}, None, "•"),
        ({"art": "Notunterkunft"}, None, "•"),
        ({}, 53, ""),
    ]
    run("release", "2026-Q3", "--withdraw")
    assert values(run, "belegt", "--audience", "public") == []


def test_taking_back_and_redoing_an_upload(run: Run, tmp_path: Path) -> None:
    run("init", "--district", "03157")
    file = tmp_path / "unterkuenfte.csv"
    file.write_text(FACILITIES, encoding="utf-8")
    run("import", file)
    run("revert", "1")
    assert values(run, "belegt") == []
    run("revert", "1", "--redo")
    assert values(run, "belegt", "--area", "03157007")[-1]["value"] == 53
    run("revert", "99", status=2)


def test_a_table_is_written_and_comes_back_unchanged(run: Run, tmp_path: Path) -> None:
    run("init", "--district", "03157")
    file = tmp_path / "unterkuenfte.csv"
    file.write_text(FACILITIES, encoding="utf-8")
    run("import", file)
    for kind in ("csv", "xlsx"):
        out = tmp_path / f"auszug.{kind}"
        told = run("export", "facilities", "--format", kind, "-o", out)
        assert told.stderr == f"Unterkünfte: 4 Zeilen in „{out}“ geschrieben.\n"
        again = json.loads(run("import", out, "--check", "--json").stdout)
        assert [again[name] for name in ("rows_read", "new", "changed", "unchanged", "missing")] == [4, 0, 0, 12, 0]
    run("export", "unsinn", "-o", tmp_path / "nichts.csv", status=2)
    run("export", "facilities", "--period", "2025-Q1", "-o", tmp_path / "nichts.csv", status=2)
    assert not (tmp_path / "nichts.csv").exists()
    told = run("export", "facilities", "-o", tmp_path / "fehlt" / "auszug.csv", status=2)
    assert told.stderr.endswith("kann nicht geschrieben werden: die Datei oder ihr Ordner fehlt.\n")


def test_errors_in_the_data_end_with_status_1_and_take_nothing_over(run: Run, tmp_path: Path) -> None:
    run("init", "--district", "03157")
    file = tmp_path / "falsch.csv"
    file.write_text(FACILITIES.replace(";41;", ";einundvierzig;"), encoding="utf-8")
    receipt = json.loads(run("import", file, "--json", status=1).stdout)
    assert receipt["committed"] is False
    wrong = [f for f in receipt["findings"] if f["severity"] == "error"]
    assert [(f["row"], f["column"], f["value"], f["code"]) for f in wrong] == [
        (2, "Belegt", "einundvierzig", "number-invalid")
    ]
    assert values(run, "belegt") == []


def test_warnings_stop_only_a_strict_import(run: Run, tmp_path: Path) -> None:
    run("init", "--district", "03157")
    file = tmp_path / "voll.csv"
    file.write_text(FACILITIES.replace(";41;", ";71;"), encoding="utf-8")
    run("import", file, "--strict", status=1)
    assert values(run, "belegt") == []
    run("import", file)
    assert values(run, "belegt", "--area", "03157007")[-1]["value"] == 83


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("leer.csv", b""),
        ("seite.csv", b"<!DOCTYPE html><html><body>Fehler 404</body></html>"),
        ("bild.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    ],
)
def test_what_is_no_table_ends_with_status_2_and_one_json_object(
    run: Run, tmp_path: Path, name: str, data: bytes
) -> None:
    run("init", "--district", "03157")
    file = tmp_path / name
    file.write_bytes(data)
    result = run("import", file, "--json", status=2)
    receipt = json.loads(result.stdout)
    assert (receipt["committed"], len(receipt["findings"])) == (False, 1)
    assert receipt["findings"][0]["message"] in result.stderr


def test_an_unknown_or_disabled_indicator_is_refused(run: Run) -> None:
    run("init", "--district", "03157")
    assert "gibt es nicht" in run("value", "unsinn", status=2).stderr
    assert "ausgeschaltet" in run("value", "uebergriffe_auf_unterkuenfte", status=2).stderr


def test_accounts_get_a_link_and_can_be_reset_and_locked(run: Run) -> None:
    run("init", "--district", "03157")
    added = run("user", "add", "frau.beispiel", "--role", "editor", "--circle", "internal").stdout
    first = re.search(r"/einladung/\S+", added)
    again = re.search(r"/einladung/\S+", run("user", "reset", "frau.beispiel").stdout)
    assert first is not None
    assert again is not None
    assert first[0] != again[0]
    run("user", "disable", "frau.beispiel")
    run("user", "reset", "frau.beispiel", status=2)
    run("user", "add", "frau.beispiel", "--role", "viewer", "--circle", "public", status=2)


def test_a_backup_brings_everything_back(run: Run, tmp_path: Path) -> None:
    run("init", "--district", "03157")
    file = tmp_path / "unterkuenfte.csv"
    file.write_text(FACILITIES, encoding="utf-8")
    run("import", file)
    run("backup", tmp_path / "sicherung.sqlite3")
    run("revert", "1")
    run("restore", tmp_path / "sicherung.sqlite3")
    assert values(run, "belegt", "--area", "03157007")[-1]["value"] == 53
    run("restore", file, status=2)


def test_doctor_says_what_is_missing(run: Run) -> None:
    assert "noch kein Landkreis eingerichtet" in run("doctor", status=2).stdout
    run("init", "--district", "03157")
    told = run("doctor").stdout
    assert "7 Gemeinden" in told
    assert "Alle Gemeinden haben eine Grenze" in told


def test_a_database_that_cannot_be_opened_is_one_sentence_and_status_2(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "keine.sqlite3"
    path.write_text("Das ist keine Datenbank. " * 200)
    result = run("--database-url", f"sqlite:///{path}", "doctor", status=2)
    assert "kann nicht geöffnet werden" in result.stdout
    result = run("--database-url", f"sqlite:///{path}", "value", "belegt", status=2)
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_with_json_a_refusal_is_one_object_too(run: Run) -> None:
    run("init", "--district", "03157")
    for words in (["value", "unsinn"], ["value", "belegt", "--period", "2026-Q9"], ["revert", "99"]):
        result = run(*words, "--json", status=2)
        assert json.loads(result.stdout) == {"error": result.stderr.strip()}
