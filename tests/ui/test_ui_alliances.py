"""Bündnisse & Ziele: what is agreed is entered by forms, and a goal moves on the page with the quarter's table."""

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access import Rights
from dashboard.access import commands as accounts
from dashboard.access.sessions import Limits, open_session
from dashboard.alliances import commands, goals, measures, queries
from dashboard.alliances.entries import GoalEntry
from dashboard.alliances.forms import (
    AllianceForm,
    GoalForm,
    MeasureForm,
    PartnerForm,
    RecommendationForm,
    ReviewForm,
    StepForm,
)
from dashboard.alliances.kinds import GoalKind, Judgement, MeasureState, State
from dashboard.alliances.models import GoalStep, MeasureReview, Partner
from dashboard.alliances.plan import Point
from dashboard.alliances.standing import Followed, Standing
from dashboard.catalogue import load
from dashboard.exhibits import goals_table
from dashboard.geography import commands as geography
from dashboard.intake import commands as intake
from dashboard.intake.reading import propose
from dashboard.intake.release import release
from dashboard.network import commands as network
from dashboard.network.commands import OrganisationForm
from dashboard.network.kinds import Kind
from dashboard.periods import Period
from dashboard.settings import PROGRAM_ROOT, get_settings
from dashboard.store import Actor, Circle, Role, Store
from dashboard.store.kept import Life
from dashboard.ui import alliances_marks, quarters
from dashboard.ui.alliances_effect import before_and_after
from dashboard.ui.alliances_reads import Goal

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
        monkeypatch.setenv(name, "")  # so that it is taken away afterwards, whoever sets it meanwhile
        monkeypatch.delenv(name)
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
        "2 Bündnisse, 3 Ziele: 1 auf Kurs, 1 im Verzug, 1 ohne Stand. Im Verzug oder vom Ziel entfernt: „Ankommen“."
        in text
    )
    assert "Federführung: Stabsstelle" in text
    assert "2 Ziele: 1 im Verzug, 1 ohne Stand" in text


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


def bring(store: Store, period: str, vechelde: int) -> int:
    """Take a quarter's table over as „Daten einreichen“ does; the upload's number."""
    rows = f"{period};Vechelde;{vechelde}\n{period};Edemissen;10\n"
    data, catalogue = f"Quartal;Gemeinde;Patenschaften\n{rows}".encode(), load(FOLDER)
    with store.reading() as session:
        proposal = propose(session, Actor.local(), data, f"{period}.csv", catalogue=catalogue)
    with store.unit_of_work(Actor.local()) as work:
        return intake.take_over(work, proposal, data).upload


def form(desk: Desk, what: str) -> Desk:
    desk.page.session_state["buendnis:eintragen"] = True
    desk.again()
    desk.page.segmented_control(key="buendnis:was").set_value(what).run()
    return desk.looked()


def test_alliance_partner_and_goal_are_entered_by_forms_and_the_goal_moves_with_the_table(store: Store) -> None:
    bring(store, "2025-Q4", 40)
    desk = Desk(store)
    form(desk, "Organisation").enter(Name="Caritas Peine", Art="welfare").press("Organisation anlegen")
    form(desk, "Bündnis").enter(Name="Ankommen in Peine").press("Bündnis anlegen")
    assert "„Ankommen in Peine“ ist eingetragen." in desk.text
    form(desk, "Partner").enter(Organisation=1, Rolle="Beratung").press("Partner eintragen")
    assert "Caritas Peine" in desk.text
    form(desk, "Ziel").enter(Ziel="Mehr Patenschaften", Kennzahl="patenschaften", Ort="03157007")
    desk.press("Aktuellen Wert als Ausgangswert übernehmen (40 Patenschaften, 4. Quartal 2025)")
    assert desk.field("Ausgangswert (Patenschaften)").value == 40
    desk.field("Zielwert (Patenschaften)").set_value(60.0).run()
    desk.enter(Zielzeitraum="2027-Q4").press("Ziel vereinbaren")
    assert "Auf Kurs: 40 Patenschaften (4. Quartal 2025), das sind 0\u202f% des Weges" in desk.text

    upload = bring(store, "2026-Q1", 39)
    away = "Entfernt sich vom Ziel: 39 Patenschaften (1. Quartal 2026); der Ausgangswert war 40, Ziel sind 60."
    assert away in desk.again().text
    assert "Stand: 1. Quartal 2026 aus „2026-Q1.csv“" in desk.text
    with store.unit_of_work(Actor.local()) as work:
        intake.take_back(work, upload)
    assert away not in desk.again().text
    assert "Auf Kurs: 40 Patenschaften (4. Quartal 2025)" in desk.text

    bring(store, "2026-Q1", 45)
    bring(store, "2026-Q2", 41)
    text = desk.again().text
    assert "Im Verzug: 41 Patenschaften (2. Quartal 2026), das sind 5\u202f% des Weges" in text
    assert "Einen Wert vorher – Auf Kurs: 45 Patenschaften (1. Quartal 2026), das sind 25\u202f% des Weges" in text


def test_steps_and_a_measure_are_entered_by_forms(store: Store) -> None:
    ids = settled(store)
    desk = Desk(store).open(ids["inner"])
    form(desk, "Schritt").enter(Schritt="Wegweiser verteilen").press("Schritt anlegen")
    assert "Wegweiser verteilen" in [one.label for one in desk.page.checkbox]
    form(desk, "Maßnahme").enter(Maßnahme="Fortbildung für Lotsen", Art_des_Angebots="training")
    desk.page.number_input[0].set_value(1999.99).run()
    desk.press("Maßnahme anlegen")
    assert "Die Maßnahme „Fortbildung für Lotsen“ ist eingetragen." in desk.text
    assert "1.999,99 €" in desk.text
    form(desk, "Bewertung").enter(Entschieden_von="Steuerungsgruppe", Begründung="Zu weit weg", Bewertung="change")
    desk.press("Bewertung eintragen")
    assert "Bewertet: ändern." in desk.text


def test_what_is_refused_keeps_all_that_was_typed(store: Store) -> None:
    ids = settled(store)
    desk = Desk(store).open(ids["inner"])
    form(desk, "Ziel").enter(Ziel="Weniger Patenschaften", Kennzahl="patenschaften", Ort="03157007")
    desk.press("Ziel vereinbaren")
    assert "Bitte „Ausgangswert“ angeben." in desk.text
    assert desk.field("Ziel").value == "Weniger Patenschaften"
    desk.field("Ausgangswert (Patenschaften)").set_value(40.0).run()
    desk.field("Zielwert (Patenschaften)").set_value(20.0).run()
    desk.enter(Ausgangszeitraum="2026-Q1", Zielzeitraum="2027-Q4").press("Ziel vereinbaren")
    assert "also in die andere Richtung. Wenn das so vereinbart ist, bitte bestätigen." in desk.text
    desk.field("Ja, so ist es vereinbart").check().run()
    desk.press("Ziel vereinbaren")
    assert "Das Ziel „Weniger Patenschaften“ ist vereinbart." in desk.text


def test_two_who_change_the_same_alliance_see_both_texts_and_one_is_kept_by_choice(store: Store) -> None:
    ids = settled(store)
    desk = Desk(store).open(ids["inner"])
    form(desk, "Bündnis")
    desk.page.selectbox(key="buendnis:eintrag:buendnis").set_value(str(ids["inner"])).run()
    desk.enter(Programm="Mein Programm")
    with store.unit_of_work(Actor("Kollege", Role.EDITOR, Circle.INTERNAL)) as work:
        (alliance,) = [one for one in queries.alliances(work.session, work.actor) if one.id == ids["inner"]]
        commands.change_alliance(work, ids["inner"], replace(alliance.form, programme="Deren Programm"), seen=1)
    desk.press("Bündnis speichern")
    assert "Programm: Deren Programm" in desk.text
    assert "Programm: Mein Programm" in desk.text
    assert desk.field("Programm").value == "Mein Programm"
    desk.press("Trotzdem meine Fassung behalten").press("Bündnis speichern")
    assert "„Ankommen“ ist gespeichert." in desk.text


def test_an_entry_stays_open_when_its_title_is_changed(store: Store) -> None:
    ids = settled(store)
    desk = form(Desk(store).open(ids["inner"]), "Ziel")
    desk.page.selectbox(key=f"buendnis:eintrag:ziel:{ids['inner']}").set_value(str(ids["goal"])).run()
    desk.enter(Ziel="Noch mehr Patenschaften").press("Ziel speichern")
    assert "„Noch mehr Patenschaften“ ist gespeichert." in desk.text
    assert desk.field("Ziel").value == "Noch mehr Patenschaften"
    form(desk, "Bündnis")
    desk.page.selectbox(key="buendnis:eintrag:buendnis").set_value(str(ids["inner"])).run()
    desk.enter(Name="Gut ankommen").press("Bündnis speichern")
    assert desk.field("Bündnis öffnen").value == ids["inner"]


def test_what_is_archived_with_a_reason_is_off_the_page(store: Store) -> None:
    ids = settled(store)
    desk = Desk(store).open(ids["inner"])
    form(desk, "Ziel")
    desk.page.selectbox(key=f"buendnis:eintrag:ziel:{ids['inner']}").set_value(str(ids["goal"])).run()
    desk.press("Archivieren")
    assert "Bitte begründen" in desk.text
    desk.enter(Grund_für_das_Archivieren="Doppelt eingetragen").press("Archivieren")
    assert "Das Ziel „Mehr Patenschaften“ ist archiviert." in desk.text
    assert "1 Ziel: 1 im Verzug." in desk.text
    form(desk, "Archiv").press("Wieder einführen")
    assert "Das Ziel „Mehr Patenschaften“ ist wieder da." in desk.text
    assert "2 Ziele: 1 im Verzug, 1 ohne Stand." in desk.text


def test_an_organisation_and_a_recommendation_are_changed_and_archived(store: Store) -> None:
    settled(store)
    desk = form(Desk(store), "Organisation")
    desk.page.selectbox(key="buendnis:eintrag:organisation").set_value("2").run()
    desk.enter(Name="Stabsstelle Integration").press("Organisation speichern")
    assert "Federführung: Stabsstelle Integration" in desk.text
    form(desk, "Empfehlung").enter(Empfehlung="Wege durch die Ausbildung klar machen").press("Empfehlung anlegen")
    desk.page.selectbox(key="buendnis:eintrag:empfehlung").set_value("1").run()
    desk.enter(Grund_für_das_Archivieren="Überholt").press("Archivieren")
    assert "Es ist nichts archiviert." not in form(desk, "Archiv").text
    assert "Überholt" in desk.text


def test_a_note_is_written_under_its_goal_harmless_and_the_history_tells_who_changed_what(store: Store) -> None:
    ids = settled(store)
    with store.unit_of_work(Actor("Kollege", Role.EDITOR, Circle.INTERNAL)) as work:
        for number in range(3):
            goals.add_note(work, ids["goal"], f"Älter {number}", circle=Circle.PUBLIC)
        goal = queries.goal(work.session, work.actor, ids["goal"])
        goals.change_goal(work, load(FOLDER), ids["goal"], replace(goal.form, target_value=70), seen=1)
    desk = Desk(store).open(ids["inner"])
    assert "2 ältere Notizen" not in desk.text
    name = f"buendnis:notiz:{ids['inner']}:{ids['goal']}"
    desk.page.session_state[f"notiz-{ids['goal']}"] = True
    desk.again()
    desk.page.session_state[f"{name}:1:text"] = "<script>alert('x')</script> *Neu*"
    desk.press("Notiz eintragen")
    assert "Die Notiz ist eingetragen." in desk.text
    assert "Erika Muster · sichtbar für: Kreisverwaltung" in desk.text
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; *Neu*" in desk.text
    assert "<script>" not in desk.text
    assert desk.text.index("*Neu*") < desk.text.index("Älter 2") < desk.text.index("2 ältere Notizen")

    desk.page.session_state[f"verlauf-ziel-{ids['goal']}"] = True
    text = desk.again().text
    assert "Zielwert</td>" in text
    assert ">60</td>" in text
    assert ">70</td>" in text
    assert "Notiz eingetragen" in text

    public = Desk(store, Role.VIEWER, Circle.COORDINATION).open(ids["inner"])
    assert "Älter 2" in public.text
    assert "*Neu*" not in public.text
    assert [one.label for one in public.page.button] == []


def test_partners_steps_and_reviews_are_brought_back_from_the_archive(store: Store) -> None:
    ids = settled(store)
    with store.unit_of_work(Actor.local()) as work:
        for model, key in ((Partner, 1), (GoalStep, ids["step"]), (MeasureReview, 1)):
            commands.archive(work, model, key, "Irrtum")
    desk = form(Desk(store).open(ids["inner"]), "Archiv")
    for said in (
        "Partner „Caritas Peine“ (Ankommen), archiviert am ", "Schritt „Wegweiser drucken“ (Wege beschreiben)",
        "Bewertung vom 01.03.2026 „Gut besucht“ (Sprachcafé)",
    ):  # fmt: skip
        assert said in desk.text
    assert "Es ist noch kein Partner eingetragen." in desk.text
    for model, key in (("Partner", 1), ("GoalStep", ids["step"]), ("MeasureReview", 1)):
        desk.page.button(key=f"buendnis:wieder:{model}:{key}").click().run()
        desk.looked()
    for said in ("Beratung", "Wegweiser drucken", "beibehalten (01.03.2026)"):
        assert said in desk.text or said in next(one.label for one in desk.page.checkbox)
    assert "Es ist nichts archiviert." in desk.text


def test_the_overview_says_what_has_to_be_seen_to_and_shows_measures_over_time_and_recommendations(
    store: Store,
) -> None:
    ids = settled(store)
    today = quarters.today()
    with store.unit_of_work(Actor.local()) as work:
        alliance = queries.alliance(work.session, work.actor, ids["inner"])
        form_ = replace(
            alliance.form, support=alliance.form.lead, support_until=today, next_meeting=today - timedelta(days=1)
        )
        commands.change_alliance(work, ids["inner"], form_, seen=1)
        wanted = commands.add_recommendation(work, RecommendationForm("Wege <i>klar</i> machen", "Bericht"))
        commands.add_recommendation(work, RecommendationForm("Noch offen"))
        goal = queries.goal(work.session, work.actor, ids["goal"])
        goals.change_goal(work, load(FOLDER), ids["goal"], replace(goal.form, recommendation=wanted), seen=1)
        done = MeasureForm(
            ids["inner"], "Kurs", begins=date(2026, 1, 1), ends=date(2026, 2, 1), state=MeasureState.DONE, places=20,
            participants=17, budget_spent=120000,
        )  # fmt: skip
        measures.add_measure(work, done)
    desk = Desk(store)
    contract = f"Der Vertrag der Prozessbegleitung endet heute, am {today:%d.%m.%Y}."
    for said in (contract, "ist vorbei; ein neues", "Dient 1 Handlungsempfehlung<", "Noch zu bewerten: 1 Maßnahme<"):
        assert said in desk.text
    desk.page.session_state["buendnis-measures"] = desk.page.session_state["buendnis-recommendations"] = True
    text = desk.again().text
    assert "2 Maßnahmen: 1 läuft, 1 ist abgeschlossen." in text
    assert "2 Empfehlungen; 1 davon dient noch kein Ziel." in text
    assert "Wege &lt;i&gt;klar&lt;/i&gt; machen" in text
    assert len(desk.page.get("plotly_chart")) == 1

    text = desk.open(ids["inner"]).text
    for said in (
        contract, "Maßnahmen im Zeitverlauf", "Noch zu bewerten, weil zu Ende: „Kurs“.", "noch zu bewerten",
        "Soweit eingetragen: geplant sind 12.500,50 € (bei 1), ausgegeben 1.200 € (bei 1), 20 Plätze (bei 1) und 17 "
        "Teilnehmende (bei 1).", "Das Bündnis dient mit seinen Zielen 1 Handlungsempfehlung.", "1 Partner.",
    ):  # fmt: skip
        assert said in text
    assert text.index("Mehr Patenschaften") < text.index("Wege beschreiben") or "im Verzug" in text


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 3, 1), date(2027, 8, 31), "01.03.2026 bis 31.08.2027"),
        (date(2026, 3, 1), None, "ab 01.03.2026"),
        (None, date(2027, 8, 31), "bis 31.08.2027"),
        (None, None, "offen"),
    ],
)
def test_a_time_with_an_open_end_is_said_in_german(first: date | None, last: date | None, said: str) -> None:
    assert alliances_marks.span(first, last) == said


def test_goals_are_counted_in_the_plural_of_their_state() -> None:
    states = [State.AWAY, State.UNKNOWN, State.AWAY, State.REACHED, State.UNKNOWN]
    assert goals_table.counted(states) == "5 Ziele: 1 erreicht, 2 entfernen sich vom Ziel, 2 ohne Stand"
    assert goals_table.counted([State.AWAY]) == "1 Ziel: 1 entfernt sich vom Ziel"


COURSE = tuple(
    Point(Period.of(code), value)
    for code, value in (("2025-Q3", 39.0), ("2025-Q4", 40.0), ("2026-Q1", 44.0), ("2026-Q2", 47.0))
)


@pytest.mark.parametrize(
    ("begins", "ends", "sentence"),
    [
        (
            date(2026, 1, 1), None,
            "Patenschaften: vorher 40 Patenschaften (4. Quartal 2025), nachher 47 Patenschaften (2. Quartal 2026).",
        ),
        (
            date(2026, 1, 1), date(2026, 3, 31),
            "Patenschaften: vorher 40 Patenschaften (4. Quartal 2025), nachher 47 Patenschaften (2. Quartal 2026).",
        ),
        (
            date(2025, 12, 31), date(2025, 12, 31),
            "Patenschaften: vorher 39 Patenschaften (3. Quartal 2025), nachher 44 Patenschaften (1. Quartal 2026).",
        ),
        (
            date(2026, 4, 2), date(2026, 12, 31),
            "Patenschaften: seit dem Beginn liegt kein Wert eines ganzen Zeitraums vor.",
        ),
        (date(2025, 2, 1), None, "Patenschaften: vor dem Beginn liegt kein Wert eines ganzen Zeitraums vor."),
        (None, None, ""),
    ],
)  # fmt: skip
def test_before_and_after_a_measure_are_values_of_whole_periods(begins, ends, sentence: str) -> None:
    agreed = GoalForm(1, "Mehr", areas=("03157",), indicator="patenschaften")
    life = Life(1, datetime(2026, 1, 1), "Erika", None, None, None)
    entry = GoalEntry(1, "Ankommen", agreed, (), life)
    goal = Goal(Followed(entry, Standing(State.UNKNOWN, "")), course=COURSE)
    measure = MeasureForm(1, "Sprachcafé", begins=begins, ends=ends)
    assert before_and_after(measure, goal, load(FOLDER)) == sentence


def test_the_course_in_monitoring_has_the_line_of_the_districts_goal_only_for_who_sees_it(store: Store) -> None:
    desks = {circle: Desk(store, Role.VIEWER, circle) for circle in (Circle.INTERNAL, Circle.PUBLIC)}
    bring(store, "2025-Q4", 40)
    with store.unit_of_work(Actor.local()) as work:
        release(work, load(FOLDER), Period.of("2025-Q4"), "Erika")
        alliance = commands.add_alliance(work, AllianceForm("Ankommen"))
        aim = GoalForm(
            alliance, "Mehr Patenschaften", indicator="patenschaften", baseline_value=50,
            baseline_period=Period.of("2025-Q4"), target_value=77, due_period=Period.of("2027-Q4"),
        )  # fmt: skip
        goals.add_goal(work, load(FOLDER), aim)
    for circle, desk in desks.items():
        desk.page.session_state["feld"], desk.page.session_state["zahl"] = "civic", "patenschaften"
        desk.page.switch_page("monitoring.py").run()
        assert ("Ziel 4. Quartal 2027: 77 Patenschaften" in desk.looked().text) is (circle is Circle.INTERNAL)
        assert "Patenschaften im Verlauf" in desk.text
        named = "An dieser Kennzahl gemessen: 1 Ziel: 1 auf Kurs." in desk.text
        assert named is (circle is Circle.INTERNAL)
