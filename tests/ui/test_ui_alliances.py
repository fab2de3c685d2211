"""Bündnisse & Ziele: what is agreed is entered by forms, and a goal moves on the page with the quarter's table."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access import Rights
from dashboard.access import commands as accounts
from dashboard.access.sessions import Limits, open_session
from dashboard.alliances import commands, goals, measures
from dashboard.alliances.forms import AllianceForm, GoalForm, MeasureForm, PartnerForm, ReviewForm, StepForm
from dashboard.alliances.kinds import GoalKind, Judgement, MeasureState, State
from dashboard.catalogue import load
from dashboard.geography import commands as geography
from dashboard.network import commands as network
from dashboard.network.commands import OrganisationForm
from dashboard.network.kinds import Kind
from dashboard.periods import Period
from dashboard.settings import PROGRAM_ROOT, get_settings
from dashboard.store import Actor, Circle, Role, Store

FOLDER = PROGRAM_ROOT / "data" / "catalogue"
SECONDS = 60
PEINE = "03157"
KINDS = ("text_input", "text_area", "selectbox", "multiselect", "number_input", "date_input", "checkbox")


@pytest.fixture(scope="session")
def peine(tmp_path_factory, migrated_sqlite) -> Path:
    """The Landkreis Peine and nothing else, made once."""
    path = tmp_path_factory.mktemp("peine") / "lagebild.sqlite3"
    shutil.copyfile(migrated_sqlite, path)
    store = Store.open(f"sqlite:///{path}")
    with store.reading() as session:
        plan = geography.prepare(session, PEINE, None, None)
    with store.unit_of_work(Actor.local()) as work:
        geography.register(work, plan)
    store.close()
    return path


@pytest.fixture
def store(peine, tmp_path, monkeypatch):
    shutil.copyfile(peine, tmp_path / "lagebild.sqlite3")
    for name in ("DASHBOARD_DATABASE_URL", "DASHBOARD_CATALOGUE_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    store = Store.open(get_settings().store_url)
    yield store
    store.close()
    get_settings.cache_clear()


class Desk:
    """The page in front of somebody."""

    def __init__(self, store: Store, role: Role = Role.EDITOR, circle: Circle = Circle.INTERNAL) -> None:
        self.store, name = store, f"{role.value}-{circle.value}"
        with store.unit_of_work(Actor.local()) as work:
            link = accounts.create(work, name, "Erika Muster", Rights(role, circle))
        with store.quiet() as session:
            opened = open_session(session, link.account, Limits(60, 12))
        self.page = AppTest.from_file(str(PROGRAM_ROOT / "pages" / "frame.py"), default_timeout=SECONDS)
        self.page.user = {"name": opened.session_id}
        self.page.run()
        self.page.switch_page("alliances.py").run()
        self.looked()

    def looked(self) -> "Desk":
        assert [error.message for error in self.page.exception] == []
        return self

    def again(self) -> "Desk":
        self.page.run()
        return self.looked()

    def field(self, label: str):
        """The one widget with this label."""
        found = [one for kind in KINDS for one in getattr(self.page, kind) if one.label == label]
        assert len(found) == 1, (label, [one.label for kind in KINDS for one in getattr(self.page, kind)])
        return found[0]

    def enter(self, **values) -> "Desk":
        for label, value in values.items():
            self.field(label.replace("_", " ")).set_value(value).run()
        return self.looked()

    def press(self, label: str) -> "Desk":
        found = [one for one in self.page.button if one.label == label]
        assert len(found) == 1, (label, [one.label for one in self.page.button])
        found[0].click().run()
        return self.looked()

    def open(self, alliance: int) -> "Desk":
        self.field("Bündnis öffnen").set_value(alliance).run()
        return self.looked()

    @property
    def text(self) -> str:
        """All that is written on the page."""
        page = self.page
        parts = [*page.markdown, *page.caption, *page.info, *page.error, *page.success, *page.warning]
        html = [one.proto.body for one in page.get("html")]
        return "\n".join([str(one.value) for one in parts] + html).replace("\\", "")


def settled(store: Store) -> dict[str, int]:
    """An alliance of the Koordinierungsstab, with a public goal in a public one beside it."""
    catalogue, actor = load(FOLDER), Actor.local()
    goal = {
        "indicator": "patenschaften", "baseline_value": 40, "baseline_period": Period.of("2025-Q4"), "target_value": 60,
        "due_period": Period.of("2027-Q4"), "areas": ("03157007",),
    }  # fmt: skip
    with store.unit_of_work(actor) as work:
        caritas = network.add_organisation(work, catalogue, OrganisationForm("Caritas Peine", Kind.WELFARE))
        lead = network.add_organisation(work, catalogue, OrganisationForm("Stabsstelle", Kind.AUTHORITY))
        inner = commands.add_alliance(work, AllianceForm("Ankommen", "Wege <b>klar</b>", "KIP", lead))
        public = commands.add_alliance(work, AllianceForm("Ehrenamt", lead=lead, circle=Circle.PUBLIC))
        commands.add_partner(work, PartnerForm(inner, caritas, "Beratung", date(2025, 3, 1)))
        by_figure = goals.add_goal(work, catalogue, GoalForm(inner, "Mehr Patenschaften", **goal))
        by_steps = goals.add_goal(work, catalogue, GoalForm(inner, "Wege beschreiben", GoalKind.STEPS))
        step = goals.add_step(work, StepForm(by_steps, "Wegweiser drucken", 1, date(2025, 1, 31)))
        goals.add_goal(
            work, catalogue,
            GoalForm(
                public, "Gute Zusammenarbeit", GoalKind.JUDGEMENT, judgement="Läuft gut.", judged_on=date(2026, 1, 5),
                judged_state=State.ON_TRACK, circle=Circle.PUBLIC,
            ),
        )  # fmt: skip
        measure = measures.add_measure(
            work,
            MeasureForm(
                inner, "Sprachcafé", (by_figure,), organisation=caritas, begins=date(2026, 1, 1),
                budget_planned=1250050, state=MeasureState.RUNNING,
            ),
        )  # fmt: skip
        measures.add_review(
            work, ReviewForm(measure, Judgement.KEEP, "Gut besucht", "Steuerungsgruppe", date(2026, 3, 1))
        )
    return {"inner": inner, "public": public, "goal": by_figure, "step": step}


def test_before_the_first_alliance_the_page_says_what_to_do(store: Store) -> None:
    assert "Tragen Sie unten das erste ein" in Desk(store).text
    assert "Für diesen Kreis ist noch kein Bündnis" in Desk(store, Role.VIEWER, Circle.PUBLIC).text


def test_every_alliance_shows_its_goals_by_state_and_no_average(store: Store) -> None:
    settled(store)
    text = Desk(store).text
    assert (
        "2 Bündnisse, 3 Ziele: 1 auf Kurs, 1 im Verzug, 1 kein Stand. Im Verzug oder vom Ziel entfernt: „Ankommen“."
        in text
    )
    assert "Federführung: Stabsstelle" in text
    assert "2 Ziele: 1 im Verzug, 1 kein Stand" in text


def test_one_alliance_shows_all_that_was_agreed(store: Store) -> None:
    ids = settled(store)
    text = Desk(store).open(ids["inner"]).text
    for said in (
        "Wege <b>klar</b>", "KIP", "Caritas Peine", "01.03.2025", "Mehr Patenschaften",
        "Kein Stand: Seit dem Ausgangszeitraum (4. Quartal 2025) liegt kein Wert vor.", "12.500,50 €",
        "beibehalten (01.03.2026)", "beweisen keine Ursache", "0 von 1 Schritten sind erledigt",
    ):  # fmt: skip
        assert said in text


def test_the_public_sees_only_what_is_public(store: Store) -> None:
    ids = settled(store)
    desk = Desk(store, Role.VIEWER, Circle.PUBLIC)
    assert "1 Bündnis, 1 Ziel: 1 auf Kurs." in desk.text
    assert "Ankommen" not in desk.text
    text = desk.open(ids["public"]).text
    assert "Läuft gut." in text
    assert [one.label for one in desk.page.button] == []


def test_a_step_is_ticked_on_the_page(store: Store) -> None:
    ids = settled(store)
    desk = Desk(store).open(ids["inner"])
    desk.page.checkbox(key=f"schritt:{ids['step']}:1").check().run()
    assert "Erreicht: 1 von 1 Schritten sind erledigt." in desk.looked().text
