"""The page of accommodation with a quota: what is still owed is a metric of the map, the months ahead stand below."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from council.council_room import Room
from dashboard.access import Rights, commands
from dashboard.access.sessions import Limits, open_session
from dashboard.catalogue import load
from dashboard.exhibits.metrics import OWED
from dashboard.planning.commands import publish_period
from dashboard.planning.queries import periods
from dashboard.settings import DATABASE_NAME, PROGRAM_ROOT, get_settings
from dashboard.store import Actor, Circle, Role, Store
from musterland import county_in

METRIC = "Kennzahl"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the fictional county, whose quota period of today is published."""
    folder = tmp_path_factory.mktemp("unterbringung")
    store = county_in(folder, tmp_path_factory)
    room = Room(store, load(PROGRAM_ROOT / "data" / "catalogue"))
    for view in room.look(periods, Circle.INTERNAL):
        if not view.published:
            room.do(publish_period, view.id)
    store.close()
    return folder


@pytest.fixture(params=["internal", "public"])
def page(request: pytest.FixtureRequest, county: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page in front of somebody of a circle."""
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", f"sqlite:///{county / DATABASE_NAME}")
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(county))
    get_settings.cache_clear()
    store, circle = Store.open(f"sqlite:///{county / DATABASE_NAME}"), Circle(request.param)
    with store.unit_of_work(Actor.local()) as work:
        link = commands.create(work, f"p{circle.value}", "Person", Rights(Role.VIEWER, circle))
    with store.quiet() as session:
        opened = open_session(session, link.account, Limits(60, 12))
    store.close()
    found = AppTest.from_file(str(PROGRAM_ROOT / "pages" / "frame.py"), default_timeout=120)
    found.user = {"name": opened.session_id}
    found.run()
    return found.switch_page("accommodation.py").run()


def test_what_is_still_owed_can_be_chosen_and_the_months_ahead_are_shown(page: AppTest) -> None:
    assert [error.message for error in page.exception] == []
    (metric,) = [one for one in page.radio if one.label == METRIC]
    assert OWED.short in metric.options
    metric.set_value(OWED.key).run()
    assert [error.message for error in page.exception] == []
    words = " ".join(one.value for one in page.markdown)
    assert "Noch aufzunehmende Personen, " in words
    assert "Freie nutzbare Plätze: Landkreis Musterland" in words
