"""Netzwerk & Praxis on screen: entered by forms, opened by the address, and in public without anything internal."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access import Rights
from dashboard.access import commands as accounts
from dashboard.access.sessions import Limits, open_session
from dashboard.alliances import commands as alliances
from dashboard.alliances import queries
from dashboard.alliances.forms import AllianceForm
from dashboard.catalogue import load
from dashboard.network import commands, hurdles, practice
from dashboard.network.commands import FunctionForm, OrganisationForm
from dashboard.network.gaps import Cover, Gaps
from dashboard.network.hurdles import HurdleForm
from dashboard.network.kinds import Kind
from dashboard.network.practice import PracticeForm
from dashboard.settings import PROGRAM_ROOT, get_settings
from dashboard.store import Actor, Circle, Role, Store
from dashboard.ui.network_gaps import sentences
from small_county import settle

MAILBOX = "fachkraft@jobcenter.example"
KINDS = ("text_input", "text_area", "selectbox", "button", "button_group")


@pytest.fixture(scope="module")
def small(tmp_path_factory, migrated_sqlite) -> Path:
    """Two Gemeinden with an organisation, examples, hurdles and an alliance, made once."""
    path = tmp_path_factory.mktemp("netz") / "lagebild.sqlite3"
    shutil.copyfile(migrated_sqlite, path)
    store, catalogue = Store.open(f"sqlite:///{path}"), load(PROGRAM_ROOT / "data" / "catalogue")
    settle(store)
    with store.unit_of_work(Actor.local()) as work:
        office = commands.add_organisation(
            work, catalogue, OrganisationForm("Jobcenter <b>Aue</b>", Kind.AUTHORITY, "labour", "99001001")
        )
        ask = commands.add_function(work, FunctionForm(office, "Fachkraft", MAILBOX))
        alliances.add_alliance(work, AllianceForm("Arbeit", lead=office))
        for circle in Circle:
            form = PracticeForm(
                f"Beispiel {circle.value}", "Text <script>", "labour", "99001001", office, indicator="praktika",
                function=ask, circle=circle,
            )  # fmt: skip
            practice.add_practice(work, catalogue, form)
            hurdles.add_hurdle(work, catalogue, HurdleForm(f"Hürde {circle.value}", "Text", circle=circle))
    store.close()
    return path


@pytest.fixture
def store(small, tmp_path, monkeypatch):
    shutil.copyfile(small, tmp_path / "lagebild.sqlite3")
    for name in ("DASHBOARD_DATABASE_URL", "DASHBOARD_CATALOGUE_DIR"):
        monkeypatch.setenv(name, "")  # so that it is taken away afterwards, whoever sets it meanwhile
        monkeypatch.delenv(name)
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    store = Store.open(get_settings().store_url)
    yield store
    store.close()
    get_settings.cache_clear()


class Desk:
    """The page in front of somebody, with what the address says."""

    def __init__(self, store: Store, circle: Circle, **address: str) -> None:
        with store.unit_of_work(Actor.local()) as work:
            link = accounts.create(work, f"editor-{circle.value}", "Erika Muster", Rights(Role.EDITOR, circle))
        with store.quiet() as session:
            opened = open_session(session, link.account, Limits(60, 12))
        self.page = AppTest.from_file(str(PROGRAM_ROOT / "pages" / "frame.py"), default_timeout=60)
        self.page.user = {"name": opened.session_id}
        self.page.run()
        self.page.switch_page("network.py")
        for name, value in address.items():
            self.page.query_params[name] = value
        self.page.run()
        self.looked()

    def looked(self) -> "Desk":
        assert [error.message for error in self.page.exception] == []
        return self

    def field(self, label: str):
        found = [one for kind in KINDS for one in self.page.get(kind) if getattr(one, "label", None) == label]
        assert len(found) == 1, label
        return found[0]

    @property
    def text(self) -> str:
        """All that the page sends to be read."""
        page = self.page
        said = [*page.markdown, *page.caption, *page.info, *page.error, *page.success, *page.warning]
        html = [one.proto.body for one in page.get("html")]
        return "\n".join([str(one.value) for one in said] + html).replace("\\", "")


def test_the_office_sees_organisations_gaps_and_the_empty_figures(store: Store) -> None:
    desk = Desk(store, Circle.INTERNAL)
    assert "1 Organisation – Behörde: 1." in desk.text
    assert "Jobcenter &lt;b&gt;Aue&lt;/b&gt;" in desk.text
    assert "<b>Aue" not in desk.text
    parts = next(one for one in desk.page.get("button_group") if one.label == "Bereich")
    parts.set_value("Lücken").run()
    desk.looked()
    assert "In Bach arbeitet niemand am Feld „Arbeitsmarkt“." in desk.text
    assert "In keinem Ort arbeitet jemand am Feld „Sprache und Bildung“." in desk.text
    parts = next(one for one in desk.page.get("button_group") if one.label == "Bereich")
    parts.set_value("Ehrenamtstopf & Arbeitsgelegenheiten").run()
    assert "noch keine Zahlen zum Ehrenamtstopf und zu Arbeitsgelegenheiten" in desk.looked().text


def test_an_organisation_is_opened_with_mailbox_and_where_it_sits(store: Store) -> None:
    desk = Desk(store, Circle.COORDINATION, organisation="Jobcenter <b>Aue</b>")
    assert MAILBOX in desk.text
    assert "Federführung" in desk.text
    assert "Eintragen und ändern" not in [one.label for one in desk.page.expander]


def test_the_public_sees_public_examples_and_hurdles_and_no_mailbox(store: Store) -> None:
    desk = Desk(store, Circle.PUBLIC, praxis="Beispiel public")
    assert "Fachkraft, Jobcenter &lt;b&gt;Aue&lt;/b&gt;" in desk.text
    assert "Noch niemand hat dieses Beispiel übernommen." in desk.text
    desk.field("Praxisbeispiel öffnen").set_value(None).run()
    assert "1 Praxisbeispiel." in desk.looked().text
    parts = next(one for one in desk.page.get("button_group") if one.label == "Bereich")
    assert list(parts.options) == ["Praxisbeispiele", "Hürden"]
    parts.set_value("Hürden").run()
    assert "1 Hürde: 1 offen." in desk.looked().text
    sent = str(desk.page._tree)
    assert MAILBOX not in desk.text + sent
    for hidden in ("internal", "coordination"):
        assert f"Hürde {hidden}" not in desk.text
        assert f"Beispiel {hidden}" not in desk.text


def test_an_example_is_taken_over_as_a_measure_in_one_click(store: Store) -> None:
    desk = Desk(store, Circle.INTERNAL, bereich_netz="Praxisbeispiele", praxis="Beispiel coordination")
    desk.field("Als Maßnahme übernehmen").click().run()
    assert "Das Praxisbeispiel ist als Maßnahme übernommen." in desk.looked().text
    assert "Arbeit" in desk.text
    with store.reading() as session:
        (measure,) = queries.measures(session, Actor.local())
    assert (measure.form.text, measure.practice) == ("Beispiel coordination", "Beispiel coordination")


def test_a_hurdle_is_entered_and_what_is_missing_is_said_without_losing_what_was_typed(store: Store) -> None:
    desk = Desk(store, Circle.INTERNAL, bereich_netz="Hürden")
    state = desk.page.session_state
    state["netzwerk:eintragen"] = True
    state["netzwerk:was"] = "Hürde"
    desk.page.run()
    desk.looked()
    desk.field("Hürde").set_value("Kein Bus").run()
    desk.field("Hürde anlegen").click().run()
    assert "Bitte „Was hindert“ angeben." in desk.looked().text
    assert desk.field("Hürde").value == "Kein Bus"


def test_full_cover_is_said_too() -> None:
    full = Gaps({("labour", "1"): Cover(1, 0)}, ("labour",), ("1",))
    assert sentences(full, {"1": "Aue"}, {"labour": "Arbeit"}) == [
        "In jedem Ort arbeitet an jedem Feld jemand vor Ort."
    ]
