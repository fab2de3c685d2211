"""Pages of a county that has figures of the monitoring and none of accommodation."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import catalogue
from dashboard.access import Rights, commands
from dashboard.access.sessions import Limits, open_session
from dashboard.geography import commands as geography
from dashboard.intake import propose, take_over
from dashboard.settings import PROGRAM_ROOT, get_settings
from dashboard.store import Actor, Circle, Role, Store


@pytest.fixture
def page(tmp_path: Path, migrated_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The dashboard of the Landkreis Peine, in front of an editor, after one wide table."""
    path = tmp_path / "lagebild.sqlite3"
    shutil.copyfile(migrated_sqlite, path)
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    store = Store.open(f"sqlite:///{path}")
    with store.reading() as session:
        plan = geography.prepare(session, "03157", None, None)
    data = b"quartal;gemeinde;ehrenamtliche\n2026-Q3;Vechelde;12\n"
    known = catalogue.load(PROGRAM_ROOT / "data" / "catalogue")
    with store.unit_of_work(Actor.local()) as work:
        geography.register(work, plan)
    with store.unit_of_work(Actor.local()) as work:
        take_over(work, propose(work.session, work.actor, data, "a.csv", catalogue=known), data)
        link = commands.create(work, "erika", "Erika Muster", Rights(Role.EDITOR, Circle.INTERNAL))
    with store.quiet() as session:
        opened = open_session(session, link.account, Limits(60, 12))
    store.close()
    found = AppTest.from_file(str(PROGRAM_ROOT / "pages" / "frame.py"), default_timeout=60)
    found.user = {"name": opened.session_id}
    return found


def test_the_overview_shows_the_fields_and_leaves_accommodation_out(page: AppTest) -> None:
    page.run()
    assert [error.message for error in page.exception] == []
    words = " ".join(one.value for one in page.markdown)
    assert "Die Felder im Überblick, 3. Quartal 2026" in words
    assert "Unterbringung im Landkreis" not in words


def test_the_page_of_accommodation_says_that_there_is_nothing_yet(page: AppTest) -> None:
    page.run()
    page.switch_page("accommodation.py").run()
    assert [error.message for error in page.exception] == []
    assert any("noch keine" in one.value for one in page.info)


def test_the_monitoring_shows_what_there_is(page: AppTest) -> None:
    page.run()
    page.switch_page("monitoring.py").run()
    assert [error.message for error in page.exception] == []
    assert any("liegen hier noch keine Werte vor" in one.value for one in page.info)  # the first field has none
