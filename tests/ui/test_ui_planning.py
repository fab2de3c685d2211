"""Soll & Ausblick on screen: what is owed and how long places last, entered and turned by hand, and told by circle."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from test_ui_tasks import Desk

from dashboard.catalogue import load
from dashboard.intake import propose, take_over
from dashboard.intake.release import release
from dashboard.periods import Period
from dashboard.planning import commands, queries
from dashboard.planning.forms import CreditForm, FacilityForm, OfficialForm, PeriodForm
from dashboard.planning.kinds import CreditKind
from dashboard.planning.outlook_views import Assumptions
from dashboard.planning.scenarios import scenarios
from dashboard.settings import PROGRAM_ROOT, get_settings
from dashboard.store import Actor, Circle, Store
from dashboard.ui.drafting_ways import way
from small_county import settle

QUARTERS = ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
HOUSED = "".join(
    f"{quarter};{name};{places};0;{people + more};4;2\n"
    for more, quarter in enumerate(QUARTERS)
    for name, places, people in (("Aue", 60, 50), ("Bach", 30, 10))
)
TABLE = f"quartal;gemeinde;plaetze;gesperrt;belegt;zugaenge;abgaenge\n{HOUSED}".encode()
TAKEN = b"quartal;gemeinde;aufnahme_ist\n2026-Q2;Aue;10\n2026-Q2;Bach;8\n2026-Q3;Aue;9\n2026-Q3;Bach;7\n"
PEOPLE = b"jahr;gemeinde;einwohner\n2024;Aue;3000\n2024;Bach;1000\n"
DECIDED = ("Land (Beispiel)", date(2026, 3, 1))


@pytest.fixture(scope="module")
def small(tmp_path_factory, migrated_sqlite) -> Path:
    """Two Gemeinden, four quarters of which three are released, and one period that is over; made once."""
    path = tmp_path_factory.mktemp("ausblick") / "lagebild.sqlite3"
    shutil.copyfile(migrated_sqlite, path)
    store, catalogue = Store.open(f"sqlite:///{path}"), load(PROGRAM_ROOT / "data" / "catalogue")
    settle(store)
    for name, data in (("haeuser.csv", TABLE), ("aufnahmen.csv", TAKEN), ("einwohner.csv", PEOPLE)):
        with store.unit_of_work(Actor.local()) as work:
            take_over(work, propose(work.session, work.actor, data, name, catalogue=catalogue), data)
    for quarter in QUARTERS[:-1]:
        with store.unit_of_work(Actor.local()) as work:
            release(work, catalogue, Period.of(quarter), "Test")
    store.close()
    return Path(path)


@pytest.fixture
def store(small, tmp_path, monkeypatch):
    shutil.copyfile(small, tmp_path / "lagebild.sqlite3")
    for name in ("DASHBOARD_DATABASE_URL", "DASHBOARD_CATALOGUE_DIR"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    store = Store.open(get_settings().store_url)
    yield store
    store.close()
    get_settings.cache_clear()


def with_period(store: Store) -> int:
    """40 persons from April to September 2026: 30 for Aue and 10 for Bach, officially 28 and 12."""
    with store.unit_of_work(Actor.local()) as work:
        wish = PeriodForm(
            date(2026, 4, 1), date(2026, 9, 30), 40, basis=Period.of("2024"), decided_by=DECIDED[0],
            decided_on=DECIDED[1], reason="Prognose",
        )  # fmt: skip
        period = commands.add_period(work, wish)
    with store.unit_of_work(Actor.local()) as work:
        officials = OfficialForm({"99001001": 28, "99001002": 12}, "Kreisausschuss <b>", DECIDED[1], "Bach hat Platz")
        commands.set_officials(work, period, officials, seen=1)
        credit = CreditForm(period, "99001001", CreditKind.MINORS, 2, "Wohngruppe", "Fachdienst", DECIDED[1])
        commands.add_credit(work, credit)
    return period


def opened(store: Store, circle: Circle, part: str = "", **address: str) -> Desk:
    return Desk(store, circle, "planning.py", **({"bereich_planung": part} if part else {}), **address)


def test_the_first_question_is_answered_first_and_every_place_has_a_row(store: Store) -> None:
    with_period(store)
    text = opened(store, Circle.INTERNAL).text
    assert text.index("Freie nutzbare Plätze: Landkreis Musterland") < text.index("Soll und Aufnahme")
    assert "sind im Landkreis Musterland von 40 Personen noch 4 aufzunehmen" in text
    row = text[text.index(">Aue<") : text.index(">Bach<")]
    assert [number in row for number in (">28<", ">30<", ">2<", ">19<", ">7<")] == [True] * 5
    assert "Reicht bis" in text


def test_without_a_period_the_office_is_told_what_to_do_and_begins_one(store: Store) -> None:
    desk = opened(store, Circle.INTERNAL, "Soll")
    assert "Es ist noch kein Verteilzeitraum eingetragen. Tragen Sie" in desk.text
    desk.page.session_state["soll:zeitraum:+:1:first"] = date(2026, 4, 1)
    desk.page.session_state["soll:zeitraum:+:1:last"] = date(2026, 9, 30)
    desk.click("Zeitraum anlegen")
    assert "Bitte „Soll des Landkreises ohne Übertrag“ angeben." in desk.text
    desk.field("Entschieden von").set_value("Land (Beispiel)")
    desk.field("Entschieden am").set_value(date(2026, 3, 1))
    desk.field("Begründung").set_value("Prognose des Landes")
    desk.page.number_input(key="soll:zeitraum:+:1:persons").set_value(40.0)
    desk.field("Einwohnerzahlen").select("2024")
    desk.click("Zeitraum anlegen")
    assert "Der Zeitraum April bis September 2026 ist eingetragen." in desk.text
    with store.reading() as session:
        (view,) = queries.periods(session, Circle.INTERNAL)
    assert (view.persons, view.last, view.basis.code, view.published) == (40, date(2026, 9, 30), "2024", False)


def test_a_new_decision_shortens_the_period_and_the_former_one_stays(store: Store) -> None:
    period = with_period(store)
    desk = opened(store, Circle.INTERNAL, "Soll").unfold("soll:eintragen")
    desk.page.session_state["soll:was"] = "Neuer Beschluss"
    desk.page.run()
    desk.field("Letzter Tag").set_value(date(2026, 6, 30))
    desk.field("Entschieden von").set_value("Land (Beispiel)")
    desk.field("Entschieden am").set_value(date(2026, 5, 1))
    desk.field("Begründung").set_value("Weniger als gedacht")
    desk.click("Beschluss eintragen")
    assert "April bis Juni 2026" in desk.text or "2. Quartal 2026" in desk.text
    assert "Es gilt der oberste Beschluss; die früheren bleiben stehen." in desk.text
    with store.reading() as session:
        terms = queries.period(session, Circle.INTERNAL, period).terms
    assert [one.last for one in terms] == [date(2026, 9, 30), date(2026, 6, 30)]


def test_who_decided_what_and_why_official_differs_is_told_harmlessly(store: Store) -> None:
    with_period(store)
    text = opened(store, Circle.INTERNAL, "Soll").text
    assert "Wer hat das so festgesetzt?" in text
    assert "Warum weicht das amtliche Soll vom berechneten ab?" in text
    assert "Kreisausschuss &lt;b&gt;" in text
    assert "Kreisausschuss <b>" not in text.replace("\\<", "<x")
    assert "Unbegleitete Minderjährige" in text


@pytest.mark.parametrize("circle", [Circle.COORDINATION, Circle.PUBLIC])
def test_the_other_circles_see_a_period_once_it_is_published(store: Store, circle: Circle) -> None:
    period = with_period(store)
    desk = opened(store, circle, "Soll")
    assert "Für diesen Kreis ist noch kein Verteilzeitraum veröffentlicht." in desk.text
    assert "Kreisausschuss" not in desk.text
    office = opened(store, Circle.INTERNAL, "Soll").unfold("soll:eintragen")
    office.page.session_state["soll:was"] = "Veröffentlichen"
    office.page.run()
    office.click("Veröffentlichen")
    desk.page.run()
    text = desk.looked().text
    assert "Prognose" in text
    assert ">19<" not in text  # the third quarter is not released
    labels = [one.label for one in desk.page.get("expander")]
    assert "Eintragen und ändern" not in labels
    with store.reading() as session:
        assert queries.period(session, circle, period).published


def test_a_slider_changes_what_is_assumed_and_back_again(store: Store) -> None:
    with_period(store)
    desk = opened(store, Circle.INTERNAL, "Ausblick", soll_ort="Aue")
    before = desk.text
    assert "Mit geänderten Annahmen" not in before
    slider = desk.page.slider(key="annahme:auszuege")
    slider.set_value(-100).run()
    text = desk.looked().text
    assert "Mit geänderten Annahmen; gilt nur in Ihrem Fenster. Ohne Änderung:" in text
    desk.click("Annahmen zurücksetzen")
    assert "Mit geänderten Annahmen" not in desk.text
    assert desk.page.slider(key="annahme:auszuege").value == 0


def test_a_scenario_is_kept_loaded_and_compared(store: Store) -> None:
    desk = opened(store, Circle.INTERNAL, "Ausblick").unfold("szenario:neu")
    assert "Es ist nichts geändert" in desk.text
    desk.page.slider(key="annahme:auszuege").set_value(-50).run()
    desk.field("Name").set_value("Halb so viele <i>Auszüge</i>")
    desk.click("Szenario speichern")
    assert "Das Szenario „Halb so viele <i>Auszüge</i>“ ist gespeichert." in desk.text
    with store.reading() as session:
        (kept,) = scenarios(session, Actor.local())
    assert kept.assumptions == Assumptions(outflow_factor=0.5)
    desk.click("Annahmen zurücksetzen")
    desk.field("Szenario laden").select(kept.id).run()
    assert desk.looked().page.slider(key="annahme:auszuege").value == -50
    desk.page.multiselect(key="szenario_vergleich").set_value([kept.id]).run()
    assert "Szenarien im Vergleich: Landkreis Musterland" in desk.looked().text


def test_planned_facilities_are_entered_and_those_without_a_date_say_so(store: Store) -> None:
    with store.unit_of_work(Actor.local()) as work:
        catalogue = load(PROGRAM_ROOT / "data" / "catalogue")
        form = FacilityForm("99001001", "Neubau <script>", "Gemeinschaftsunterkunft", 20)
        commands.add_planned(work, catalogue, form)
    desk = opened(store, Circle.INTERNAL, "Ausblick")
    assert "Neubau &lt;script&gt;" in desk.text
    assert "wird ohne Termin nicht mitgezählt" in desk.text
    assert "Neubau" not in opened(store, Circle.PUBLIC, "Ausblick").text
    desk.unfold("geplant:eintragen")
    desk.click("Geplante Unterkunft eintragen")
    assert "Bitte „Name“ angeben" in desk.text or "ist kein Ort des Landkreises" in desk.text


def test_one_quarter_alone_is_not_reckoned_on(store: Store) -> None:
    desk = opened(store, Circle.INTERNAL, "Ausblick")
    assert "Die Plätze im Landkreis Musterland reichen" in desk.text
    desk.page.session_state["quartal"] = "2025-Q4"
    desk.page.run()
    text = desk.looked().text
    assert "Die Plätze im Landkreis Musterland reichen" not in text
    assert "gibt es erst ein Quartal mit Angaben; daraus lässt sich nichts ablesen." in text
    assert [one.proto.spec for one in desk.page.get("plotly_chart")] == []


def test_the_aid_is_for_the_office_and_says_that_somebody_decides(store: Store) -> None:
    with_period(store)
    desk = opened(store, Circle.INTERNAL, "Verteilhilfe")
    assert "Es entscheidet ein Mensch" in desk.text
    assert "Vorschlag für 10 Personen" in desk.text
    public = opened(store, Circle.PUBLIC, "Verteilhilfe")
    assert "Vorschlag" not in public.text


def test_money_says_what_is_missing(store: Store) -> None:
    assert "Kosten und Erstattungen sind hier bisher nicht gemeldet." in opened(store, Circle.INTERNAL, "Geld").text


def test_the_sheet_of_a_place_is_on_screen_and_offered_for_one_and_all(store: Store) -> None:
    with_period(store)
    desk = opened(store, Circle.INTERNAL, "Gemeindeblatt", soll_ort="Bach")
    assert "Gemeindeblatt Bach" in desk.text
    names = [one.proto.label for one in desk.page.get("download_button")]
    assert names == ["Bach als PDF", "Bach als DOCX", "Alle Orte in einer PDF-Datei"]


@pytest.mark.parametrize(
    ("kind", "object_id", "title"),
    [
        ("soll:zeitraum", "+", "Verteilzeitraum (neu)"), ("soll:zeitraum", "3", "Verteilzeitraum"),
        ("soll:geplant", "+", "Geplante Unterkunft (neu)"),
    ],
)  # fmt: skip
def test_every_form_with_a_long_text_has_its_way_from_the_list_of_drafts(kind: str, object_id: str, title: str) -> None:
    found = way(kind, object_id)
    assert (found.title, found.page) == (title, "planning.py")


def test_the_history_of_a_period_says_decisions_and_publications_in_german(store: Store) -> None:
    period = with_period(store)
    for change in (commands.publish_period, commands.withdraw_period):
        with store.unit_of_work(Actor.local()) as work:
            change(work, period)
    desk = opened(store, Circle.INTERNAL, "Soll").unfold("soll:eintragen")
    desk.page.selectbox(key="buendnis:eintrag:soll").select(str(period)).run()
    text = desk.unfold(f"verlauf-soll-{period}").text
    for word in ("Eingetragen", "Amtliche werte festgesetzt", "Veröffentlicht", "Veröffentlichung zurückgenommen"):
        assert word.casefold() in text.casefold()
    assert "Aue 28 und Bach 12" in text
