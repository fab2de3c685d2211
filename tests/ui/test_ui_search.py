"""Suche: everything that was entered is found from one field, in its circle, and leads to where it stands."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access import Rights
from dashboard.access import commands as accounts
from dashboard.access.sessions import Limits, open_session
from dashboard.alliances import commands, goals
from dashboard.alliances.forms import AllianceForm, GoalForm
from dashboard.alliances.kinds import GoalKind
from dashboard.catalogue import load
from dashboard.observations.models import Upload
from dashboard.settings import PROGRAM_ROOT, get_settings
from dashboard.store import Actor, Circle, Role, Store, search
from small_county import settle

DAY = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def store(migrated_sqlite, tmp_path, monkeypatch):
    shutil.copyfile(migrated_sqlite, tmp_path / "lagebild.sqlite3")
    for name in ("DASHBOARD_DATABASE_URL", "DASHBOARD_CATALOGUE_DIR"):
        monkeypatch.setenv(name, "")  # so that it is taken away afterwards, whoever sets it meanwhile
        monkeypatch.delenv(name)
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    store = Store.open(get_settings().store_url)
    settle(store)
    yield store
    store.close()
    get_settings.cache_clear()


def settled(store: Store) -> None:
    """A public alliance with a public goal, on which there is an internal note, and a file."""
    catalogue = load(PROGRAM_ROOT / "data" / "catalogue")
    with store.unit_of_work(Actor.local()) as work:
        form = AllianceForm(
            "Wohnen & Leben", "Plätze in Gemeinschaftsunterkünften <b>sichern</b>", circle=Circle.PUBLIC
        )
        alliance = commands.add_alliance(work, form)
        wish = GoalForm(alliance, "Die Bahnhofstraße öffnet sich", GoalKind.STEPS, circle=Circle.PUBLIC)
        goal = goals.add_goal(work, catalogue, wish)
        goals.add_note(work, goal, "Die Anwohner der Straße klagen")
        work.add(
            Upload(file_name="strasse.csv", sha256="0" * 64, size=1, layout="wide", supplier="Amt", who="E", at=DAY)
        )


class Desk:
    """The search page in front of somebody."""

    def __init__(self, store: Store, role: Role = Role.EDITOR, circle: Circle = Circle.INTERNAL) -> None:
        name = f"{role.value}-{circle.value}"
        with store.unit_of_work(Actor.local()) as work:
            link = accounts.create(work, name, "Erika Muster", Rights(role, circle))
        with store.quiet() as session:
            opened = open_session(session, link.account, Limits(60, 12))
        self.page = AppTest.from_file(str(PROGRAM_ROOT / "pages" / "frame.py"), default_timeout=60)
        self.page.user = {"name": opened.session_id}
        self.page.run()
        self.page.switch_page("search.py").run()

    def ask(self, query: str, *kinds: str) -> str:
        """All that is written on the page after the query."""
        self.page.text_input(key="suche").set_value(query).run()
        self.page.multiselect(key="art").set_value(list(kinds)).run()
        return self.text

    @property
    def text(self) -> str:
        page = self.page
        assert [error.message for error in page.exception] == []
        parts = [str(one.value) for one in (*page.markdown, *page.caption, *page.info, *page.error)]
        html = [one.proto.body for one in page.get("html")]
        return "\n".join([*parts, *html]).replace("\\", "")

    @property
    def links(self) -> dict[str, str]:
        """Title and address of every hit."""
        found = [one.proto for one in self.page.get("page_link")]
        return {one.label.strip("*").replace("\\", ""): f"{one.page}?{one.query_string}" for one in found}


def test_words_inside_words_are_found_in_both_spellings_marked_and_lead_to_their_alliance(store: Store) -> None:
    settled(store)
    desk = Desk(store)
    text = desk.ask("unterkunft", "alliance")
    assert "Gemeinschafts<mark" in text
    assert "&lt;b&gt;sichern&lt;/b&gt;" in text
    assert list(desk.links) == ["Wohnen & Leben"]
    assert "buendnis=Wohnen+%26+Leben" in desk.links["Wohnen & Leben"]
    text = desk.ask("strasse")
    assert "3 Treffer, die neuesten zuerst." in text
    assert "sichtbar für: Kreisverwaltung (intern)" in text
    assert "Bisherige+Dateien" in desk.links["strasse.csv"]


def test_the_public_finds_neither_notes_of_the_office_nor_files(store: Store) -> None:
    settled(store)
    desk = Desk(store, Role.VIEWER, Circle.PUBLIC)
    text = desk.ask("strasse")
    assert "1 Treffer." in text
    assert "klagen" not in text
    desk.ask("strasse", "goal", "goal_note")
    assert list(desk.links) == ["Die Bahnhofstraße öffnet sich"]
    offered = desk.page.multiselect(key="art").options
    assert "Ziel" in offered
    assert not {"Organisation", "Datei", "Stand eines Bausteins"} & set(offered)
    assert "Gesucht wird nur in dem, was der Kreis „Öffentlichkeit“ sieht." in desk.ask("anwohner")


def test_every_answer_without_hits_says_what_to_do(store: Store) -> None:
    desk = Desk(store)
    assert "Ein Teil eines Wortes genügt" in desk.text
    assert "Nichts gefunden zu „quatschwort“ und „zwei“." in desk.ask("quatschwort zwei")
    assert "oben wieder alle Arten, Gremien, Felder und Zeiten zulassen" in desk.ask("quatschwort", "goal")
    assert "nur in Titeln gesucht" in desk.ask("qx")
    assert "mit den ersten 200 Zeichen" in desk.ask("quatschwort " + "x" * 300)


def test_twenty_hits_are_shown_and_more_on_demand(store: Store) -> None:
    with store.unit_of_work(Actor.local()) as work:
        for number in range(45):
            at = DAY + timedelta(days=number)
            search.put(work, "goal", 1000 + number, f"Zebra {number}", "Streifen", Circle.INTERNAL, at=at)
        work.record("meetings", "test", "x")
    desk = Desk(store)
    assert "Die 20 neuesten Treffer." in desk.ask("zebra")
    assert next(iter(desk.links)) == "Zebra 44"
    desk.page.button(key="suche:weitere").click().run()
    assert "Die 40 neuesten Treffer." in desk.text
    desk.page.button(key="suche:weitere").click().run()
    assert "45 Treffer, die neuesten zuerst." in desk.text
    assert "Die 20 neuesten Treffer." in desk.ask("streifen")
