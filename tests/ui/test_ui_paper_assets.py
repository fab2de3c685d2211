"""Verwaltung → Vorlage und Wappen: handed in with one click, removed with two, and what is in force is said."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from dashboard.access import Rights, commands
from dashboard.access.sessions import Limits, open_session
from dashboard.council import assets
from dashboard.council.assets import AssetKind
from dashboard.geography import commands as geography
from dashboard.settings import DATABASE_NAME, PROGRAM_ROOT, get_settings
from dashboard.store import Actor, Circle, Role, Store

TAB = "Vorlage und Wappen"


@pytest.fixture
def store(tmp_path: Path, migrated_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The Landkreis Peine and nothing else."""
    shutil.copyfile(migrated_sqlite, tmp_path / DATABASE_NAME)
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DASHBOARD_DATABASE_URL", raising=False)
    get_settings.cache_clear()
    made = Store.open(get_settings().store_url)
    with made.reading() as session:
        plan = geography.prepare(session, "03157", None, None)
    with made.unit_of_work(Actor.local()) as work:
        geography.register(work, plan)
    yield made
    made.close()
    get_settings.cache_clear()


def opened(store: Store) -> AppTest:
    """The panel in front of an administrator."""
    with store.unit_of_work(Actor.local()) as work:
        link = commands.create(work, "erika", "Erika Muster", Rights(Role.ADMIN, Circle.INTERNAL))
    with store.quiet() as session:
        visit = open_session(session, link.account, Limits(60, 12))
    page = AppTest.from_file(str(PROGRAM_ROOT / "pages" / "frame.py"), default_timeout=60)
    page.user = {"name": visit.session_id}
    page.query_params["bereich"] = TAB
    page.run()
    page.session_state["bereich"] = TAB
    return page.switch_page("administration.py").run()


def told(page: AppTest) -> list[str]:
    assert [error.message for error in page.exception] == []
    return [one.value for kind in (page.success, page.error, page.markdown) for one in kind]


def test_a_coat_of_arms_is_handed_in_said_to_be_in_force_and_removed(store: Store) -> None:
    page = opened(store)
    without = "Es ist kein Wappen hinterlegt; Folien und Berichte entstehen ohne Bild."
    assert without in told(page)
    box = next(one for one in page.get("file_uploader") if one.label == "Wappen (PNG oder JPEG)")
    box.upload("Bild.svg", b"<svg><script>alert(1)</script></svg>", "image/svg+xml").run()
    page.button(key="vorlage:uebernehmen:emblem").click().run()
    assert any(one.startswith("Das Logo ist ein SVG, das ein Skript enthält.") for one in told(page))
    out = io.BytesIO()
    Image.new("RGB", (30, 40)).save(out, format="PNG")
    box = next(one for one in page.get("file_uploader") if one.label == "Wappen (PNG oder JPEG)")
    box.upload("Kreis.png", out.getvalue(), "image/png").run()
    page.button(key="vorlage:uebernehmen:emblem").click().run()
    said = told(page)
    assert "„Kreis.png“ (Wappen) gilt ab jetzt für alle Folien und Berichte, die entstehen." in said
    assert any(one.startswith("**Kreis.png** gilt seit ") and one.endswith("von Erika Muster.") for one in said)
    with store.reading() as session:
        assert assets.asset(session, AssetKind.EMBLEM) == out.getvalue()
    page.button(key="vorlage:entfernen:emblem").click().run()
    assert without in told(page)
