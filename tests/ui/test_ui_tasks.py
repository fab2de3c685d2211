"""Aufgaben on screen: who is late is told in the office alone; tasks are done and entered, resolutions followed."""

import shutil
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access import Rights
from dashboard.access import commands as accounts
from dashboard.access.sessions import Limits, open_session
from dashboard.alliances import commands as alliances
from dashboard.alliances import goals
from dashboard.alliances.forms import AllianceForm, GoalForm
from dashboard.alliances.kinds import GoalKind
from dashboard.alliances.plan import Point
from dashboard.catalogue import load
from dashboard.exhibits.charts import Mark
from dashboard.formats import day, local_day
from dashboard.intake import propose, take_over
from dashboard.meetings import agenda, bodies, meetings
from dashboard.meetings.archive import ArchiveForm, take_in
from dashboard.meetings.forms import BodyForm, ItemForm, MeetingForm
from dashboard.meetings.kinds import LinkKind, ResolutionKind
from dashboard.meetings.resolution_forms import Link, ResolutionForm
from dashboard.meetings.resolution_queries import ResolutionMark
from dashboard.meetings.resolutions import add_resolution
from dashboard.meetings.task_forms import TaskForm
from dashboard.meetings.task_table import task
from dashboard.meetings.tasks import add_task
from dashboard.network import commands, hurdles
from dashboard.network.commands import FunctionForm, OrganisationForm
from dashboard.network.hurdles import HurdleForm
from dashboard.network.kinds import Kind
from dashboard.periods import Frequency, Period
from dashboard.settings import PROGRAM_ROOT, get_settings
from dashboard.store import Actor, Circle, Role, Store, now
from dashboard.ui.drafting_ways import Way, way
from dashboard.ui.resolutions_effect import before_and_now, drawn
from small_county import settle

FIGURES = (
    b"quartal;gemeinde;praktika\n2025-Q4;Aue;10\n2025-Q4;Bach;5\n2026-Q1;Aue;11\n2026-Q1;Bach;5\n"
    b"2026-Q2;Aue;12\n2026-Q2;Bach;6\n2026-Q3;Aue;14\n2026-Q3;Bach;8\n"
)
TODAY = local_day(now())
HELD = date(2026, 3, 17)
LATE_DAYS = 5
PUBLIC = Circle.PUBLIC
KINDS = ("text_input", "selectbox", "button", "button_group", "checkbox", "date_input", "expander")


@pytest.fixture(scope="module")
def small(tmp_path_factory, migrated_sqlite) -> Path:
    """One meeting with an agreement about a goal and a hurdle, and tasks: late, open, internal; made once."""
    path = tmp_path_factory.mktemp("aufgaben") / "lagebild.sqlite3"
    shutil.copyfile(migrated_sqlite, path)
    store, catalogue = Store.open(f"sqlite:///{path}"), load(PROGRAM_ROOT / "data" / "catalogue")
    settle(store)
    with store.unit_of_work(Actor.local()) as work:
        centre = commands.add_organisation(work, catalogue, OrganisationForm("Jobcenter <b>Aue</b>", Kind.AUTHORITY))
        lead = commands.add_function(work, FunctionForm(centre, "Leitung", "leitung@jobcenter.example"))
        alliance = alliances.add_alliance(work, AllianceForm("Arbeit", circle=PUBLIC))
        goal = goals.add_goal(
            work, catalogue, GoalForm(alliance, "Praktika für alle", GoalKind.STEPS, circle=PUBLIC)
        )  # fmt: skip
        hurdle = hurdles.add_hurdle(work, catalogue, HurdleForm("Anerkennung dauert", "Text", circle=PUBLIC))
    with store.unit_of_work(Actor.local()) as work:
        staff = bodies.add_body(work, BodyForm("Koordinierungsstab", circle=PUBLIC))
        meeting = meetings.add_meeting(work, MeetingForm(staff, HELD, time(14), circle=PUBLIC))
        item = agenda.add_item(work, ItemForm(meeting, "Praktika", PUBLIC))
        about = {LinkKind.GOAL: str(goal), LinkKind.HURDLE: str(hurdle), LinkKind.INDICATOR: "praktika"}
        links = tuple(Link(kind, key) for kind, key in about.items())
        made = add_resolution(
            work, catalogue,
            ResolutionForm(item, "Gemeinschaftsunterkünfte <script> werben für Praktika.", circle=PUBLIC, links=links),
        )  # fmt: skip
        assert made == 1
        add_resolution(
            work, catalogue, ResolutionForm(item, "Nur für die Verwaltung", circle=Circle.INTERNAL)
        )  # fmt: skip
        for text, due, circle in (
            ("Liste <i>schicken</i>", -LATE_DAYS, PUBLIC), ("Termin finden", 30, PUBLIC),
            ("Intern klären", -1, Circle.INTERNAL),
        ):  # fmt: skip
            due_on = TODAY + timedelta(days=due)
            add_task(work, TaskForm(text, centre, lead, due_on, resolution=made, circle=circle))
        take_over(work, propose(work.session, work.actor, FIGURES, "a.csv", catalogue=catalogue), FIGURES)
    store.close()
    return Path(path)


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
    """A page in front of somebody, with what the address says."""

    def __init__(self, store: Store, circle: Circle, file: str = "tasks.py", **address: str) -> None:
        with store.unit_of_work(Actor.local()) as work:
            link = accounts.create(work, f"editor-{circle.value}", "Erika Muster", Rights(Role.EDITOR, circle))
        with store.quiet() as session:
            opened = open_session(session, link.account, Limits(60, 12))
        self.page = AppTest.from_file(str(PROGRAM_ROOT / "pages" / "frame.py"), default_timeout=60)
        self.page.user = {"name": opened.session_id}
        self.page.run()
        self.page.switch_page(file)
        for name, value in address.items():
            self.page.query_params[name] = value
        self.page.run()
        self.looked()

    def looked(self) -> "Desk":
        assert [error.message for error in self.page.exception] == []
        return self

    def field(self, label: str):
        found = [one for kind in KINDS for one in self.page.get(kind) if getattr(one, "label", None) == label]
        assert len(found) == 1, (label, [getattr(one, "label", None) for kind in KINDS for one in self.page.get(kind)])
        return found[0]

    def click(self, label: str) -> "Desk":
        self.field(label).click().run()
        return self.looked()

    def unfold(self, key: str) -> "Desk":
        self.page.session_state[key] = True
        self.page.run()
        return self.looked()

    @property
    def links(self) -> dict[str, str]:
        found = [one.proto for one in self.page.get("page_link")]
        return {one.label.replace("\\", ""): f"{one.page}?{one.query_string}" for one in found}

    @property
    def text(self) -> str:
        """All that the page sends to be read."""
        page = self.page
        said = [*page.markdown, *page.caption, *page.info, *page.error, *page.success, *page.warning, *page.get("code")]
        html = [one.proto.body for one in page.get("html")]
        return "\n".join([str(one.value) for one in said] + html).replace("\\", "")


def test_the_office_sees_how_many_are_late_and_the_latest_first(store: Store) -> None:
    text = Desk(store, Circle.INTERNAL).text
    assert "3 offene Aufgaben, davon 2 überfällig." in text
    assert text.index("Liste &lt;i&gt;schicken") < text.index("Intern klären") < text.index("Termin finden")
    assert f"!\u00a0{day(TODAY - timedelta(days=LATE_DAYS))}, seit 5 Tagen überfällig" in text
    assert "<i>schicken" not in text
    assert "Jobcenter &lt;b&gt;Aue&lt;/b&gt;, Leitung" in text


@pytest.mark.parametrize("circle", [Circle.COORDINATION, Circle.PUBLIC])
def test_nobody_else_learns_who_is_late(store: Store, circle: Circle) -> None:
    desk = Desk(store, circle)
    assert "2 offene Aufgaben." in desk.text
    assert "Intern klären" not in desk.text
    for address in ({}, {"aufgabe": "1"}, {"beschluss": "1"}, {"ueberfaellig": "true"}):
        for name, value in address.items():
            desk.page.query_params[name] = value
        desk.page.run()
        assert "überfällig" not in desk.looked().text
        assert [one.label for one in desk.page.checkbox] == []
        assert [one.label for one in desk.page.button if one.label in ("Erledigt", "In Arbeit")] == []
        desk.page.query_params.clear()


def test_a_task_is_done_with_day_and_outcome_and_opened_again(store: Store) -> None:
    desk = Desk(store, Circle.INTERNAL, aufgabe="1")
    assert "17.03.2026, TOP 1, Nr. 2026-01" in desk.text
    assert "beschluss=1" in desk.links["Verabredet unter Nr. 2026-01"]
    desk.field("Erledigt am").set_value(TODAY + timedelta(days=1))
    desk.click("Erledigt")
    assert "liegt in der Zukunft" in desk.text
    desk.field("Erledigt am").set_value(TODAY)
    desk.click("Erledigt")
    assert "ist erledigt." in desk.text
    with store.reading() as session:
        assert task(session, Actor.local(), 1).done_on == TODAY
    assert "überfällig" not in desk.text
    assert "○\u00a0offen" in desk.click("Wieder öffnen").text
    assert "seit 5 Tagen" in desk.text


def test_the_choices_narrow_the_table_and_say_so(store: Store) -> None:
    desk = Desk(store, Circle.INTERNAL, ueberfaellig="true", aufgaben_suche="KLAEREN")
    assert "1 offene Aufgabe, überfällig." in desk.text
    assert "Termin finden" not in desk.text
    desk.field("Stand").select("done").run()
    assert "Keine Aufgabe passt zu dieser Auswahl." in desk.looked().text


def test_a_task_without_a_meeting_is_entered_and_dropped_with_its_reason(store: Store) -> None:
    desk = Desk(store, Circle.INTERNAL).unfold("aufgaben:neu")
    desk.page.session_state["aufgaben:aufgabe:+:1:text"] = "Plakate <b>drucken</b>"
    desk.click("Aufgabe eintragen")
    assert "„Plakate <b>drucken</b>“ ist eingetragen." in desk.text
    assert "4 offene Aufgaben, davon 2 überfällig." in desk.text
    desk = Desk(store, Circle.COORDINATION, aufgabe="4")
    assert "noch niemand" in desk.text


def test_an_organisation_gets_its_sheet_with_text_link_and_dates(store: Store) -> None:
    desk = Desk(store, Circle.INTERNAL).unfold("aufgaben:blatt")
    assert "Wählen Sie oben eine Organisation" in desk.text
    desk.field("Organisation").select(1).run()
    text = desk.looked().text
    assert "seit 5 Tagen überfällig; aus: Koordinierungsstab vom 17.03.2026, Nr. 2026-01" in text
    assert "leitung@jobcenter.example" in text
    assert [one.proto.url[:35] for one in desk.page.get("link_button")] == ["mailto:leitung@jobcenter.example?su"]
    names = [one.proto.label for one in desk.page.get("download_button")]
    assert {"Fristen als Kalendereinträge", "Blatt als PDF", "Blatt als DOCX"} <= set(names)


def test_the_register_is_by_circle_and_finds_words_inside_words(store: Store) -> None:
    address = {"bereich_aufgaben": "Verabredungen & Beschlüsse"}
    assert "2 Einträge: 2 Verabredungen." in Desk(store, Circle.INTERNAL, **address).text
    desk = Desk(store, Circle.PUBLIC, **address, beschluss_suche="unterkuenfte")
    assert "1 Eintrag: 1 Verabredung." in desk.text
    assert "Nur für die Verwaltung" not in desk.text
    desk.field("Art").select(ResolutionKind.DECISION.value).run()
    assert "Nichts im Verzeichnis passt zu dieser Auswahl." in desk.looked().text


def test_a_resolution_shows_its_whole_life_and_what_became_of_it_is_kept(store: Store) -> None:
    desk = Desk(store, Circle.INTERNAL, beschluss="1")
    text = desk.text
    assert "Gemeinschaftsunterkünfte &lt;script&gt; werben für Praktika." in text
    assert "TOP 1: Praktika" in text
    assert "Liste &lt;i&gt;schicken" in text
    assert "vorher 15 Praktika (4. Quartal 2025), nachher 22 Praktika (3. Quartal 2026)." in text
    assert "beweisen keine Ursache" in text
    assert {"Ziel: Praktika für alle", "Hürde: Anerkennung dauert"} <= set(desk.links)
    assert "sitzung=17.03.2026" in desk.links["Sitzung vom 17.03.2026"]
    desk.unfold("beschluss:weiter")
    desk.field("Stand").select("done")
    desk.page.session_state["aufgaben:beschluss:1:1:outcome"] = "Zwölf Plätze"
    desk.click("Speichern")
    assert "✓\u00a0erledigt" in desk.text
    assert "Zwölf Plätze" in desk.text
    assert {"Ziel: Praktika für alle", "Hürde: Anerkennung dauert"} <= set(desk.links)


def test_what_is_closed_to_a_circle_is_not_opened_by_its_address(store: Store) -> None:
    desk = Desk(store, Circle.PUBLIC)
    for name, value in (("beschluss", "2"), ("aufgabe", "3"), ("beschluss", "999999999")):
        desk.page.query_params.clear()
        desk.page.query_params[name] = value
        desk.page.run()
        text = desk.looked().text
        assert "gibt es nicht, oder nicht für diesen Kreis." in text
        assert "Nur für die Verwaltung" not in text
        assert "Intern klären" not in text


def test_goal_and_hurdle_lead_back_to_what_was_agreed(store: Store) -> None:
    label = (
        "Verabredung 2026-01 vom 17.03.2026, Koordinierungsstab: Gemeinschaftsunterkünfte <script> werben für Praktika."
    )
    desk = Desk(store, Circle.PUBLIC, "alliances.py", buendnis="Arbeit")
    assert [one for one in desk.links if one.startswith(label)] != []
    desk.page.switch_page("network.py")
    desk.page.query_params["bereich_netz"] = "Hürden"
    desk.page.query_params["huerde"] = "Anerkennung dauert"
    desk.page.run()
    assert [one[-11:] for label_, one in desk.looked().links.items() if label_.startswith(label)] == ["beschluss=1"]


def test_minutes_from_before_are_listed_and_read(store: Store) -> None:
    with store.unit_of_work(Actor.local()) as work:
        wish = ArchiveForm("Runder Tisch <b>2019</b>", date(2019, 5, 6), circle=PUBLIC)
        take_in(work, "alt.txt", b"Es ging um Sprachkurse <script>.", wish)
    desk = Desk(store, PUBLIC, "meetings.py", fruehere="1")
    assert "Es ging um Sprachkurse &lt;script&gt;." in desk.text
    assert [one.proto.label for one in desk.page.get("download_button")] == []


def test_the_course_of_the_indicator_has_a_mark_and_the_way_to_what_was_agreed(store: Store) -> None:
    known = load(PROGRAM_ROOT / "data" / "catalogue")
    one = known.indicators["praktika"]
    desk = Desk(store, Circle.INTERNAL, "monitoring.py", feld=known.fields[one.field].title, zahl=one.short)
    spec = "".join(found.proto.spec for found in desk.page.get("plotly_chart"))
    assert "2026-01 Verabredung" in spec
    assert "1. Quartal 2026: 2026-01 Verabredung" in desk.text
    assert [name[:19] for name in desk.links if "2026-01" in name] == ["Verabredung 2026-01"]


def test_resolutions_of_one_period_share_a_mark_and_only_the_newest_periods_have_one() -> None:
    def of(number: int, on: date) -> ResolutionMark:
        return ResolutionMark(number, on, f"{on.year}-{number:02}", "Text", ResolutionKind.AGREEMENT)

    same = [of(number, date(2026, 2, number)) for number in (1, 2, 3)]
    assert drawn(same, Frequency.QUARTER) == (
        Mark("2026-Q1", "2026-01 Verabredung, 2026-02 Verabredung und 1 weitere"),
    )
    assert [one.period for one in drawn(same, Frequency.MONTH)] == ["2026-02"]
    every = [of(1, date(year, 5, 1)) for year in range(2010, 2026)]
    assert [one.period for one in drawn(every, Frequency.YEAR)] == [str(year) for year in range(2018, 2026)]


def test_the_period_of_the_meeting_is_neither_before_nor_after() -> None:
    known = load(PROGRAM_ROOT / "data" / "catalogue")
    one = known.indicators["praktika"]
    points = [
        Point(Period.of(code), value) for code, value in (("2025-Q4", 15.0), ("2026-Q1", 99.0), ("2026-Q2", 18.0))
    ]
    said = before_and_now(points, one, (), HELD)
    assert "vorher 15 Praktika (4. Quartal 2025), nachher 18 Praktika (2. Quartal 2026)." in said
    lacking = before_and_now(points[:2], one, (), HELD)
    assert lacking.endswith("seit der Sitzung liegt kein Wert eines ganzen Zeitraums vor.")


@pytest.mark.parametrize(
    ("kind", "object_id", "title", "state"),
    [
        ("aufgaben:aufgabe", "+", "Aufgabe (neu)", {"aufgaben:neu": True}),
        ("aufgaben:aufgabe", "4", "Aufgabe", {"aufgaben:oeffnen": ("aufgabe", "4"), "aufgaben:aendern": True}),
        ("aufgaben:ergebnis", "4", "Ergebnis einer Aufgabe", {"aufgaben:oeffnen": ("aufgabe", "4")}),
        (
            "aufgaben:beschluss", "7", "Ergebnis einer Verabredung",
            {"aufgaben:oeffnen": ("beschluss", "7"), "beschluss:weiter": True},
        ),
    ],
)  # fmt: skip
def test_every_form_has_its_way_from_the_list_of_drafts(kind: str, object_id: str, title: str, state: object) -> None:
    assert way(kind, object_id) == Way(title, "tasks.py", state)


def test_a_task_is_opened_from_the_list_of_drafts_with_its_form(store: Store) -> None:
    desk = Desk(store, Circle.INTERNAL)
    for key, value in way("aufgaben:aufgabe", "2").state.items():
        desk.page.session_state[key] = value
    desk.page.run()
    assert "## Termin finden" in desk.looked().text
    assert "Entfallen oder archivieren" in desk.text


def test_the_search_leads_to_task_resolution_and_meeting(store: Store) -> None:
    desk = Desk(store, Circle.INTERNAL, "search.py", suche="Praktika", art="Verabredung oder Beschluss")
    found = {label.strip("*"): target for label, target in desk.links.items()}
    assert [target[-11:] for label, target in found.items() if label.startswith("2026-01")] == ["beschluss=1"]
    desk.page.multiselect(key="art").set_value(["task", "item"])
    desk.page.text_input(key="suche").set_value("termin").run()
    assert [target[-9:] for target in desk.looked().links.values()] == ["aufgabe=2"]
    desk.page.text_input(key="suche").set_value("praktika").run()
    assert ["sitzung=17.03.2026" in target for target in desk.looked().links.values()] == [True]
