"""``dashboard minutes``: the minutes of a meeting as PDF or DOCX for any circle, and a sentence where it cannot be."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pikepdf
import pytest
from typer.testing import CliRunner, Result

from dashboard.cli.main import app
from dashboard.settings import get_settings
from dashboard.store import Circle, Store
from meetings.minutes_room import body, item, meeting
from small_county import settle

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The command line on the small county with one meeting of three items."""
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


def enter() -> int:
    """A public meeting with an item for each circle, not approved; a second one is for the Koordinierungsstab."""
    store = Store.open(get_settings().store_url)
    settle(store)
    key = meeting(store, of := body(store))
    for at, circle in enumerate((Circle.PUBLIC, Circle.COORDINATION, Circle.INTERNAL), 1):
        item(store, key, f"Punkt für {circle.value}", at, circle=circle.value, text=f"Satz für {circle.value}.")
    meeting(store, of, circle=Circle.COORDINATION.value)
    store.close()
    return key


def headings(data: bytes) -> list[str]:
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as opened, opened.open_outline() as outline:
            return [one.title for one in outline.root]
    return [p.text for p in docx.Document(io.BytesIO(data)).paragraphs if p.style.name.startswith("Heading")]


def test_each_circle_gets_its_minutes_in_both_kinds_of_file(run: Run, tmp_path: Path) -> None:
    key = enter()
    titles = ["1 Punkt für public", "2 Punkt für coordination", "3 Punkt für internal"]
    for audience, read in (("internal", 3), ("coordination", 2), ("public", 1)):
        expected = [*titles[:read], *(f"{at} nicht öffentlich" for at in range(read + 1, 4))]
        for suffix in (".pdf", ".DOCX"):
            file = tmp_path / f"niederschrift-{audience}{suffix}"
            result = run("minutes", key, "--audience", audience, "-o", file)
            assert headings(file.read_bytes()) == expected
            assert result.stdout == ""
            assert result.stderr == (
                f"„Niederschrift (Entwurf): Koordinierungsstab, 17.03.2026“ für „{Circle(audience).label}“ in „{file}“ "
                "geschrieben. Sie ist noch nicht genehmigt und als ENTWURF gekennzeichnet.\n"
            )


def test_what_cannot_be_written_is_a_sentence_and_status_2_and_no_file(run: Run, tmp_path: Path) -> None:
    key = enter()
    wrong = run("minutes", key, "--audience", "public", "-o", tmp_path / "a.odt", status=2)
    assert (
        wrong.stderr == "„a.odt“ endet nicht auf .pdf oder .docx; nur als PDF oder als DOCX kann geschrieben werden.\n"
    )
    unknown = run("minutes", key + 7, "--audience", "internal", "-o", tmp_path / "b.pdf", status=2)
    assert unknown.stderr == f"Die Sitzung Nr. {key + 7} gibt es nicht, oder nicht für diesen Kreis.\n"
    hidden = run("minutes", key + 1, "--audience", "public", "-o", tmp_path / "c.pdf", status=2)
    assert hidden.stderr == f"Die Sitzung Nr. {key + 1} gibt es nicht, oder nicht für diesen Kreis.\n"
    nowhere = run("minutes", key, "--audience", "public", "-o", tmp_path / "fehlt" / "d.pdf", status=2)
    assert "kann nicht geschrieben werden: die Datei oder ihr Ordner fehlt." in nowhere.stderr
    run("minutes", key, "--audience", "alle", "-o", tmp_path / "e.pdf", status=2)
    assert [path.name for path in tmp_path.iterdir()] == ["daten"]
