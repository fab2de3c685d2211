"""``dashboard slides`` and ``dashboard report``: files for a circle, and a sentence where there is nothing to write."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Inches
from typer.testing import CliRunner, Result

from dashboard.cli.main import app
from dashboard.council import assets
from dashboard.council.assets import AssetKind
from dashboard.settings import get_settings
from dashboard.store import Actor, Store
from small_county import settle

Run = Callable[..., Result]
TITLE = "Quartalsbericht des Koordinierungsstabs, 3. Quartal 2026"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The command line on the small county, which has no figure yet."""
    for name in ("DASHBOARD_DATABASE_URL", "DASHBOARD_DATA_DIR"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path / "daten"))
    get_settings.cache_clear()

    def call(*words: object, status: int = 0) -> Result:
        result = CliRunner().invoke(app, [str(word) for word in words])
        assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
        return result

    yield call
    get_settings.cache_clear()


def prepare() -> None:
    store = Store.open(get_settings().store_url)
    settle(store)
    store.close()


def test_the_set_is_written_in_all_kinds_of_files_and_says_what_it_could_not_show(run: Run, tmp_path: Path) -> None:
    prepare()
    begins = {".pdf": b"%PDF", ".docx": b"PK", ".HTML": b"<!DOCTYPE html>", ".pptx": b"PK"}
    for suffix, begin in begins.items():
        file = tmp_path / f"bericht{suffix}"
        command = "slides" if suffix == ".pptx" else "report"
        result = run(command, "--period", "2026-Q3", "--audience", "public", "-o", file)
        assert file.read_bytes().startswith(begin)
        first, *answers = result.stderr.splitlines()
        assert first == f"„{TITLE}“ für „Öffentlichkeit“ in „{file}“ geschrieben."
        assert (
            "Zu „Unterbringung“ liegt bis zum 3. Quartal 2026 kein Wert vor, der hier gezeigt werden kann." in answers
        )
        assert result.stdout == ""


def test_what_cannot_be_written_is_a_sentence_and_status_2_and_no_file(run: Run, tmp_path: Path) -> None:
    bare = run("report", "--period", "2026-Q3", "--audience", "public", "-o", tmp_path / "a.pdf", status=2)
    assert "Es ist noch kein Landkreis eingerichtet." in bare.stderr
    prepare()
    (tmp_path / "wappen.svg").write_text("<svg><script>alert(1)</script></svg>")
    refused = {
        ("report", "2026-Q3", "a.odt"): "„a.odt“ endet nicht auf .pdf, .docx oder .html",
        ("slides", "2026-Q3", "a.pdf"): "„a.pdf“ endet nicht auf .pptx",
        ("report", "2026", "a.pdf"): "Eine Mappe gilt für ein Quartal; „2026“ ist keines.",
        ("report", "gestern", "a.pdf"): "gestern",
        ("report", "2026-Q3", "fehlt/a.pdf"): "kann nicht geschrieben werden: die Datei oder ihr Ordner fehlt.",
        ("report", "2026-Q3", "a.pdf", "--logo", tmp_path / "wappen.svg"): "ein SVG, das ein Skript enthält",
        ("slides", "2026-Q3", "a.pptx", "--logo", tmp_path / "fehlt.png"): "kann nicht gelesen werden",
    }  # fmt: skip
    for (command, period, name, *more), told in refused.items():
        result = run(command, "--period", period, "--audience", "public", "-o", tmp_path / name, *more, status=2)
        assert told in result.stderr
    run("report", "--period", "2026-Q3", "--audience", "alle", "-o", tmp_path / "a.pdf", status=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["daten", "wappen.svg"]


def test_the_template_and_arms_that_were_handed_in_are_used_unless_the_command_names_others(
    run: Run, tmp_path: Path
) -> None:
    prepare()
    store = Store.open(get_settings().store_url)
    with store.unit_of_work(Actor.local()) as work:
        assets.hand_in(work, AssetKind.MASTER, "Kreis.pptx", template("Titel Kreis"))
        assets.hand_in(work, AssetKind.EMBLEM, "Wappen.png", arms())
    store.close()
    (tmp_path / "andere.pptx").write_bytes(template("Titel anders"))
    for more, layout in (((), "Titel Kreis"), (("--master", tmp_path / "andere.pptx"), "Titel anders")):
        run("slides", "--period", "2026-Q3", "--audience", "public", "-o", tmp_path / "a.pptx", *more)
        title = Presentation(tmp_path / "a.pptx").slides[0]
        assert title.slide_layout.name == layout
        assert sum(shape._element.tag.endswith("}pic") for shape in title.shapes) == 1
    run("report", "--period", "2026-Q3", "--audience", "public", "-o", tmp_path / "a.html")
    assert "Wappen: Landkreis Musterland" in (tmp_path / "a.html").read_text(encoding="utf-8")


def template(name: str) -> bytes:
    """A county's .pptx whose first layout bears this name."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(40 / 3), Inches(7.5)
    made.slide_layouts[0]._element.cSld.set("name", name)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def arms() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 40)).save(out, format="PNG")
    return out.getvalue()
