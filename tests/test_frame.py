"""The frame of the project: settings of Streamlit, theme, pins, commands, and the halves of the tests."""

import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from streamlit import config as streamlit_config

from dashboard.exhibits.colours import PALETTES, contrast

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
PINS = {canonicalize_name(line.partition("==")[0]): line.partition("==")[2] for line in LOCK}

MODES = ("light", "dark")
NAMED_COLOURS = ("red", "orange", "yellow", "green", "blue", "violet", "gray")
CAPTION_STRENGTH = 0.6
"""Streamlit writes captions in the text colour at this opacity."""


# --- settings of Streamlit


def options(table: dict[str, Any], known: set[str], prefix: str = "") -> list[str]:
    """Dotted names of all settings in ``table``; a table that is itself the value of a known option is one setting."""
    names: list[str] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        inside = isinstance(value, dict) and name not in known
        names += options(value, known, f"{name}.") if inside else [name]
    return names


def test_streamlit_knows_every_setting() -> None:
    known = set(streamlit_config.get_config_options())
    assert [name for name in options(CONFIG, known) if name not in known] == []


def test_an_unknown_setting_would_be_found() -> None:
    known = set(streamlit_config.get_config_options())
    assert options({"server": {"fileWatcher": "none", "trustedUserHeaders": {"A": "b"}}}, known) == [
        "server.fileWatcher",
        "server.trustedUserHeaders",
    ]
    assert "server.fileWatcher" not in known


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("browser", "gatherUsageStats", False),
        ("client", "disableDataExport", True),
        ("client", "showErrorDetails", "none"),
        ("client", "showErrorLinks", False),
        ("client", "toolbarMode", "viewer"),
        ("runner", "postScriptGC", False),
        ("server", "enableAgentApi", False),
        ("server", "enableStaticServing", False),
        ("server", "enableXsrfProtection", True),
        ("server", "fileWatcherType", "none"),
        ("server", "headless", True),
        ("server", "maxUploadSize", 50),
        ("server", "trustedUserHeaders", {"X-Dashboard-User": "name"}),
    ],
)
def test_settings_that_safety_and_speed_rest_on(section: str, key: str, value: object) -> None:
    assert CONFIG[section][key] == value


def test_nothing_in_the_settings_points_to_another_host() -> None:
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert re.findall(r"https?:|//|url\s*=", text) == []
    assert CONFIG["theme"]["font"] == "sans-serif"


# --- contrast (WCAG 2.2: 1.4.3 text 4.5:1, 1.4.11 boundaries and marks 3:1)


def laid_over(colour: str, ground: str, strength: float) -> str:
    """What ``colour`` looks like on ``ground`` at an opacity of ``strength``."""
    mixed = (
        round(int(colour[at : at + 2], 16) * strength + int(ground[at : at + 2], 16) * (1 - strength))
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


def grounds(mode: str) -> list[str]:
    """Every surface text stands on: page, widgets on it, sidebar, widgets in it."""
    theme = CONFIG["theme"][mode]
    page, panel = theme["backgroundColor"], theme["secondaryBackgroundColor"]
    # Where a theme says nothing of its sidebar, Streamlit swaps the two.
    sidebar = theme.get("sidebar", {"backgroundColor": panel, "secondaryBackgroundColor": page})
    return [page, panel, sidebar["backgroundColor"], sidebar["secondaryBackgroundColor"]]


def too_faint(pairs: list[tuple[str, str]], least: float) -> list[tuple[str, str, float]]:
    return [(one, other, round(contrast(one, other), 2)) for one, other in pairs if contrast(one, other) < least]


def colour(mode: str, key: str) -> str:
    """The colour of ``key`` in force: ours, or the one that Streamlit's own description of the option states."""
    ours: str | None = CONFIG["theme"][mode].get(key)
    if ours is not None:
        return ours
    description = streamlit_config.get_config_options()[f"theme.{key}"].description or ""
    stated = re.search(r"(#[0-9a-f]{6}) for the light\s+theme\s+and\s+(#[0-9a-f]{6})\s+for", description)
    assert stated, f"Streamlit no longer states its default of theme.{key}"
    return stated[1 + MODES.index(mode)]


@pytest.mark.parametrize("mode", MODES)
def test_text_and_captions_can_be_read_on_every_surface(mode: str) -> None:
    text = colour(mode, "textColor")
    links = colour(mode, "blueTextColor")
    pairs = [(one, ground) for one in (text, links) for ground in grounds(mode)]
    pairs += [(laid_over(text, ground, CAPTION_STRENGTH), ground) for ground in grounds(mode)]
    assert too_faint(pairs, 4.5) == []


@pytest.mark.parametrize("mode", MODES)
def test_buttons_and_marked_words_can_be_read(mode: str) -> None:
    # Streamlit writes white on the primary colour, and the primary colour on the page (tabs, sliders).
    primary = colour(mode, "primaryColor")
    page, _, sidebar, _ = grounds(mode)
    assert too_faint([("#ffffff", primary), (primary, page), (primary, sidebar)], 4.5) == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", NAMED_COLOURS)
def test_messages_can_be_read_in_every_colour(mode: str, name: str) -> None:
    surfaces = [*grounds(mode), colour(mode, f"{name}BackgroundColor")]
    assert too_faint([(colour(mode, f"{name}TextColor"), ground) for ground in surfaces], 4.5) == []
    assert too_faint([(colour(mode, f"{name}Color"), ground) for ground in surfaces], 3) == []


@pytest.mark.parametrize("mode", MODES)
def test_boundaries_stand_out(mode: str) -> None:
    assert too_faint([(colour(mode, "borderColor"), ground) for ground in grounds(mode)], 3) == []


@pytest.mark.parametrize("mode", MODES)
def test_figures_are_drawn_in_the_colours_of_the_theme(mode: str) -> None:
    theme, palette = CONFIG["theme"][mode], PALETTES["light" if mode == "light" else "dark"]
    assert (theme["backgroundColor"], theme["secondaryBackgroundColor"]) == (palette.page, palette.panel)
    assert theme["textColor"] == palette.text
    assert theme["chartCategoricalColors"] == list(palette.series)


def test_captions_would_fail_in_a_paler_text_colour() -> None:
    assert laid_over("#000000", "#ffffff", CAPTION_STRENGTH) == "#666666"
    assert too_faint([(laid_over("#16202c", "#ffffff", CAPTION_STRENGTH), "#ffffff")], 4.5) != []


# --- pins


def test_the_lock_holds_pins_and_nothing_else() -> None:
    assert [line for line in LOCK if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.+!]*", line)] == []
    assert len(PINS) == len(LOCK)
    assert sorted(LOCK, key=lambda line: line.partition("==")[0].casefold()) == LOCK
    assert PINS.keys() & {"dashboard", "pip", "setuptools", "wheel"} == set()


def declared() -> list[Requirement]:
    extras = PROJECT["optional-dependencies"]
    return [Requirement(text) for text in [*PROJECT["dependencies"], *extras["development"]]]


def test_the_lock_pins_what_the_project_declares() -> None:
    unmet = [
        str(requirement)
        for requirement in declared()
        if not requirement.specifier.contains(PINS.get(canonicalize_name(requirement.name), "0.dev0"))
    ]
    assert unmet == []


def test_the_lock_pins_all_that_those_need_and_nothing_more() -> None:
    waiting = [(canonicalize_name(requirement.name), frozenset(requirement.extras)) for requirement in declared()]
    needed = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        for text in metadata.requires(name) or []:
            requirement = Requirement(text)
            if requirement.marker is None or any(
                requirement.marker.evaluate({"extra": extra}) for extra in (*extras, "")
            ):
                entry = (canonicalize_name(requirement.name), frozenset(requirement.extras))
                if entry not in needed:
                    needed.add(entry)
                    waiting.append(entry)
    brought_by_every_environment = {"pip"}
    assert ({name for name, _ in needed} - brought_by_every_environment) ^ PINS.keys() == set()


def test_these_tests_run_on_the_pinned_versions() -> None:
    assert {name: metadata.version(name) for name in PINS} == PINS


# --- commands


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", MAKEFILE, flags=re.MULTILINE))


def shell_lines(text: str) -> list[str]:
    blocks = re.findall(r"```(?:sh|bash|shell)\n(.*?)```", text, flags=re.DOTALL)
    return [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]


def commands(program: str) -> set[str]:
    """First words after ``program`` in the README's blocks of commands and in its inline code."""
    texts = [*shell_lines(README), *re.findall(r"`([^`\n]+)`", README)]
    return {word for text in texts for word in re.findall(rf"\b{program} ([a-z]+)", text)}


def test_every_make_command_of_the_readme_exists() -> None:
    named = commands("make")
    assert {"run", "test", "bench", "lock", "clean"} <= named
    assert named - make_targets() == set()


def test_every_dashboard_command_of_the_readme_exists() -> None:
    named = commands("dashboard")
    assert {"demo", "serve", "init", "import", "value"} <= named
    answer = subprocess.run(
        [sys.executable, "-c", "from dashboard.cli import run; run()", "--help"],
        capture_output=True,
        text=True,
        env={**os.environ, "TERM": "dumb", "COLUMNS": "200"},
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert [name for name in sorted(named) if not re.search(rf"^\W*{name}\b", answer.stdout, flags=re.MULTILINE)] == []


def test_every_file_the_readme_links_to_exists() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [name for name in linked if not (ROOT / name).exists()] == []


def test_the_changelog_begins_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", text, flags=re.MULTILINE)[0] == PROJECT["version"]


def test_make_test_runs_all_four_checks() -> None:
    recipe = MAKEFILE.partition("\ntest:")[2].partition("\n\n")[0]
    for command in ("ruff check .", "ruff format --check .", "mypy", "pytest"):
        assert command in recipe


def test_the_launcher_and_the_router_are_where_streamlit_looks_for_them() -> None:
    assert re.search(r"^app = st\.App\(", (ROOT / "app.py").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert (ROOT / "pages" / "frame.py").is_file()


def test_the_ci_script_is_a_program_without_mistakes_of_syntax() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], capture_output=True, check=False).stderr == b""
    text = script.read_text(encoding="utf-8")
    assert "DASHBOARD_REQUIRE_POSTGRESQL=1" in text
    assert "DASHBOARD_REQUIRE_CHROMIUM=1" in text


# --- halves of the tests that need something this machine may not have


@pytest.mark.parametrize(("required", "outcome"), [("0", "1 skipped"), ("1", "1 error")], ids=["left out", "required"])
@pytest.mark.parametrize(
    ("fixture", "plugin", "absent"),
    [
        ("postgresql_url", "conftest", {"DASHBOARD_TEST_POSTGRESQL": "postgresql+psycopg://nobody@127.0.0.1:1/none"}),
        ("chromium", "browser.conftest", {"DASHBOARD_TEST_CHROMIUM": "/nowhere/chromium"}),
    ],
    ids=["PostgreSQL", "Chromium"],
)
def test_what_is_absent_is_said_loudly_and_fails_where_it_is_required(
    fixture: str,
    plugin: str,
    absent: dict[str, str],
    required: str,
    outcome: str,
    tmp_path: Path,
) -> None:
    half = "POSTGRESQL" if fixture == "postgresql_url" else "CHROMIUM"
    path = os.pathsep.join([str(ROOT / "tests"), str(ROOT / "tests" / "browser")])
    (tmp_path / "test_half.py").write_text(f"def test_half({fixture}): pass\n", encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "-p", plugin, "-p", "no:cacheprovider", "test_half.py"],
        cwd=tmp_path,
        env={**os.environ, **absent, f"DASHBOARD_REQUIRE_{half}": required, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    closing = answer.stdout.strip().splitlines()[-1]
    assert re.findall(r"1 (?:skipped|error|passed|failed)", closing) == [outcome], answer.stdout + answer.stderr
    assert f"{half} MISSING" in answer.stdout
