"""Settings of the environment: what cannot be used is said in one sentence that names the variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.errors import SetupError
from dashboard.settings import Settings, get_settings


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DASHBOARD_SESSION_HOURS", "abc"),
        ("DASHBOARD_SESSION_HOURS", "0"),
        ("DASHBOARD_SESSION_IDLE_MINUTES", "-5"),
        ("DASHBOARD_SECURE_COOKIES", "vielleicht"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    get_settings.cache_clear()
    with pytest.raises(SetupError) as refusal:
        get_settings()
    assert f"{variable}={value}." in str(refusal.value)


def test_without_any_setting_the_data_lie_in_the_program_s_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DASHBOARD_DATABASE_URL", "DASHBOARD_DATA_DIR"):
        monkeypatch.setenv(name, "")  # so that it is taken away afterwards, whoever sets it meanwhile
        monkeypatch.delenv(name)
    assert Settings().store_url.endswith("/data/local/lagebild.sqlite3")
    assert Settings().store_url.startswith("sqlite:///")


def test_the_command_line_ends_with_one_sentence_and_status_2() -> None:
    environment = {**os.environ, "DASHBOARD_SESSION_HOURS": "abc"}
    program = Path(sys.executable).with_name("dashboard")
    found = subprocess.run([program, "doctor"], env=environment, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout, found.stderr.count("\n")) == (2, "", 1)
    assert "DASHBOARD_SESSION_HOURS=abc" in found.stderr
