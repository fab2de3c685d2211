"""The shape of the house: who may import whom, what a page may hold, how long a module may be."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "dashboard"
MIGRATIONS = HOUSE / "store" / "migrations" / "versions"

LADDER = (
    ("settings", "errors", "periods", "period_spelling", "formats"),
    ("store", "tables"),
    ("catalogue", "access", "geography"),
    ("observations", "network"),
    ("accommodation", "alliances"),
    ("intake", "meetings", "exchange", "planning"),
    ("exhibits",),
    ("documents",),
    ("council",),
    ("lookup",),
    ("ui", "web", "demo"),
    ("cli",),
)
LEVEL = {name: level for level, names in enumerate(LADDER) for name in names}
GROUND = LADDER[0]
LONGEST_MODULE = 300


def house_files() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


def page_files() -> list[Path]:
    return sorted((ROOT / "pages").glob("*.py"))


def launcher() -> list[Path]:
    return [path for path in [ROOT / "app.py"] if path.exists()]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def package_of(path: Path) -> str:
    """The step of the ladder a file of the house stands on: its package, or the module itself."""
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imports(source: str, *, module: str = "") -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything ``source`` imports, wherever it stands, also by ``import_module``.

    ``from dashboard import intake`` counts as ``dashboard.intake``; ``module`` is the dotted name of the package
    that relative imports start from.
    """
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=origin, names=names, level=level):
                start = module.split(".")[: len(module.split(".")) - level + 1] if level else []
                base = ".".join([*start, *([origin] if origin else [])])
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in names)
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called), args=[ast.Constant(str(named)), *_]):
                if called in ("import_module", "__import__"):
                    yield node.lineno, named


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    inside = path.is_relative_to(HOUSE)
    module = ".".join(path.relative_to(HOUSE.parent).parent.parts) if inside else ""
    return imports(path.read_text(encoding="utf-8"), module=module)


def climbs(own: str, name: str) -> bool:
    """Whether a module of step ``own`` that imports ``name`` goes neither to its own step nor to a lower one."""
    parts = name.split(".")
    if parts[0] != "dashboard" or len(parts) == 1 or parts[1] == own:
        return False
    if own in GROUND and parts[1] in GROUND:
        return False
    return own not in LEVEL or parts[1] not in LEVEL or LEVEL[parts[1]] >= LEVEL[own]


def users_of(package: str, files: list[Path]) -> list[str]:
    return [
        f"{name_of(path)}:{line}" for path in files for line, name in imports_of(path) if name.split(".")[0] == package
    ]


@pytest.mark.parametrize(
    "source",
    [
        "import dashboard.intake",
        "import dashboard.intake.checks as checks",
        "from dashboard import intake",
        "from dashboard.intake import checks",
        "from ..intake import checks",
        "from .. import intake",
        "def later():\n    from dashboard.intake.checks import check",
        "import importlib\nimportlib.import_module('dashboard.intake')",
        "from importlib import import_module\nimport_module('dashboard.intake')",
    ],
)
def test_an_import_is_found_however_it_is_written(source: str) -> None:
    assert any(name.startswith("dashboard.intake") for _, name in imports(source, module="dashboard.store"))


@pytest.mark.parametrize(
    ("own", "name", "climbing"),
    [
        ("intake", "dashboard.observations.queries", False),
        ("intake", "dashboard.intake.checks", False),
        ("intake", "dashboard.errors", False),
        ("intake", "pandas", False),
        ("formats", "dashboard.periods", False),
        ("store", "dashboard.tables", True),
        ("store", "dashboard.intake.checks", True),
        ("errors", "dashboard.store", True),
        ("intake", "dashboard.unheard_of", True),
        ("unheard_of", "dashboard.errors", True),
    ],
)
def test_only_the_own_step_and_lower_ones_may_be_imported(own: str, name: str, climbing: bool) -> None:
    assert climbs(own, name) is climbing


def test_every_package_has_its_step_on_the_ladder() -> None:
    packages = {package_of(path) for path in house_files()} - {"__init__"}
    assert sorted(packages - LEVEL.keys()) == []


def test_imports_go_down_the_ladder() -> None:
    found = [
        f"{name_of(path)}:{line} imports {name}"
        for path in house_files()
        for line, name in imports_of(path)
        if path != HOUSE / "__init__.py" and climbs(package_of(path), name)
    ]
    assert found == []


def test_the_package_itself_imports_nothing_of_the_house() -> None:
    found = [name for _, name in imports_of(HOUSE / "__init__.py") if name.startswith("dashboard")]
    assert found == []


def test_only_the_user_interface_imports_streamlit() -> None:
    files = [path for path in house_files() if package_of(path) != "ui"]
    assert users_of("streamlit", files) == []


def test_migrations_import_nothing_of_the_house() -> None:
    scripts = sorted(MIGRATIONS.glob("*.py"))
    assert scripts
    assert users_of("dashboard", scripts) == []


def test_pages_define_no_functions_and_no_classes() -> None:
    definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in page_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, definitions)
    ]
    assert found == []


def test_pages_do_not_compute() -> None:
    arithmetic = ast.Sub | ast.Mult | ast.Div | ast.FloorDiv | ast.Mod | ast.Pow
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in page_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.BinOp) and isinstance(node.op, arithmetic)
    ]
    assert found == []


def test_pages_use_streamlit_and_the_house_and_nothing_else() -> None:
    found = [
        f"{name_of(path)}:{line} imports {name}"
        for path in page_files()
        for line, name in imports_of(path)
        if name.split(".")[0] not in {"streamlit", "dashboard", *sys.stdlib_module_names}
    ]
    assert found == []


def test_no_page_bears_the_name_of_an_installed_module() -> None:
    # The folder of the pages is first on the path of a running app, so calendar.py would hide the real one.
    taken = {path.stem for path in page_files()} & {*sys.stdlib_module_names, "dashboard", "streamlit", "pandas"}
    assert taken == set()


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in [*house_files(), *page_files(), *launcher()]
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}
