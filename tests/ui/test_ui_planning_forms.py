"""Soll & Ausblick on screen: what is saved through its forms, refused with a sentence, archived and brought back."""

from collections.abc import Mapping
from datetime import date

from test_ui_planning import DECIDED, opened, small, store, with_period
from test_ui_tasks import Desk

from dashboard.planning import commands, queries
from dashboard.planning.forms import FacilityForm, IntakeForm
from dashboard.planning.kinds import CreditKind, RuleKind, Stage
from dashboard.store import Actor, Circle, Store

__all__ = ["small", "store"]
AUE, BACH = "99001001", "99001002"
INTERNAL = Circle.INTERNAL


def editing(store: Store, what: str) -> Desk:
    return turned(opened(store, INTERNAL, "Soll").unfold("soll:eintragen"), what)


def turned(desk: Desk, what: str) -> Desk:
    desk.page.session_state["soll:was"] = what
    desk.page.run()
    return desk.looked()


def number(desk: Desk, label: str):
    (found,) = [one for one in desk.page.number_input if one.label == label]
    return found


def typed(desk: Desk, table: str, rows: Mapping[int, Mapping[str, int | None]]) -> None:
    """Type into the cells of a table."""
    for part in ("bisher", "entwurf"):
        desk.page.session_state[f"{table}:{part}"] = rows


def decided(desk: Desk, why: str = "Beratung im Ausschuss") -> Desk:
    desk.field("Entschieden von").set_value("Kreisausschuss")
    desk.field("Entschieden am").set_value(DECIDED[1])
    desk.field("Begründung").set_value(why)
    return desk


def chosen(desk: Desk, scope: str, key: int) -> Desk:
    desk.page.selectbox(key=f"buendnis:eintrag:{scope}").select(str(key)).run()
    return desk.looked()


def archived_and_back(desk: Desk, where: str, name: str) -> None:
    """Archive what is open, without a reason first, and bring it back from the archive."""
    desk.click("Archivieren")
    assert desk.page.error[0].value.startswith("Bitte begründen: ")
    desk.field("Grund für das Archivieren").set_value("Doppelt eingetragen")
    desk.click("Archivieren")
    if where:
        turned(desk, where)
    assert f"{name}, archiviert am " in desk.text
    assert "Doppelt eingetragen" in desk.text
    desk.click("Wieder einführen")


def test_official_values_are_typed_as_one_table_and_what_is_emptied_is_taken_back(store: Store) -> None:
    period = with_period(store)
    desk = editing(store, "Amtliche Werte")
    assert "Für April bis September 2026, Landkreis zusammen 40." in desk.text
    table = f"soll:amtlich:{period}:tabelle"
    typed(desk, table, {0: {"Amtlich": 25}, 1: {"Amtlich": None}})
    turned(turned(desk, "Regel"), "Amtliche Werte")  # what is typed is there after another form
    decided(desk).click("Amtliche Werte speichern")
    assert not desk.page.error
    with store.reading() as session:
        newest = queries.officials(session, INTERNAL, period)[2:]
    assert [(one.area, one.persons, one.decided.reason) for one in newest] == [
        (AUE, 25, "Beratung im Ausschuss"), (BACH, None, "Beratung im Ausschuss"),
    ]  # fmt: skip
    assert desk.page.session_state[f"{table}:entwurf"] == {}


def test_one_wrong_official_value_is_refused_and_none_of_the_table_is_saved(store: Store) -> None:
    period = with_period(store)
    desk = editing(store, "Amtliche Werte")
    table, rows = f"soll:amtlich:{period}:tabelle", {0: {"Amtlich": 25}, 1: {"Amtlich": -1}}
    typed(desk, table, rows)
    decided(desk).click("Amtliche Werte speichern")
    assert "„Amtlicher Wert für Bach“ kann nicht unter null liegen; angegeben sind " in desk.text
    assert desk.page.session_state[f"{table}:entwurf"] == rows
    assert desk.field("Begründung").value == "Beratung im Ausschuss"
    desk.field("Begründung").set_value("")
    typed(desk, table, {0: {"Amtlich": 25}})
    desk.click("Amtliche Werte speichern")
    assert desk.page.error[0].value.startswith("Bitte begründen: eine Entscheidung über das Soll.")
    with store.reading() as session:
        assert [one.persons for one in queries.officials(session, INTERNAL, period)] == [28, 12]


def test_a_rule_is_entered_changed_archived_and_brought_back(store: Store) -> None:
    period = with_period(store)
    desk = editing(store, "Regel")
    decided(desk).click("Regel eintragen")
    assert "Bitte „Ort“ angeben." in desk.text
    desk.field("Ort").select(BACH)
    desk.click("Regel eintragen")
    assert "Die Regel ist eingetragen." in desk.text
    with store.reading() as session:
        (rule,) = queries.rules(session, INTERNAL, period)
    assert (rule.form.area, rule.form.kind, rule.form.amount) == (BACH, RuleKind.EXEMPT, None)
    chosen(desk, f"regel:{period}", rule.id)
    desk.field("Regel").select(RuleKind.PERSONS)
    number(desk, "Personen oder Prozent").set_value(7.5)
    desk.click("Regel speichern")
    assert "Die feste Zahl von Bach muss eine ganze Zahl sein, nicht 7,5" in desk.text
    number(desk, "Personen oder Prozent").set_value(7.0)
    desk.click("Regel speichern")
    with store.reading() as session:
        (rule,) = queries.rules(session, INTERNAL, period)
    assert (rule.form.kind, rule.form.amount, rule.form.decided_by) == (RuleKind.PERSONS, 7, "Kreisausschuss")
    archived_and_back(desk, "Archiv", "Regel für Bach (feste Zahl)")
    with store.reading() as session:
        assert [one.form for one in queries.rules(session, INTERNAL, period)] == [rule.form]


def test_a_credit_is_entered_for_the_district_changed_archived_and_brought_back(store: Store) -> None:
    period = with_period(store)
    desk = editing(store, "Anrechnung")
    decided(desk, "Erstaufnahme").click("Anrechnung eintragen")
    assert "Bitte „Personen“ angeben." in desk.text
    number(desk, "Personen").set_value(9.0)
    desk.click("Anrechnung eintragen")
    assert "Die Anrechnung ist eingetragen." in desk.text
    with store.reading() as session:
        (first, second) = queries.credits(session, INTERNAL, period)
    assert (first.form.area, first.form.kind, first.form.persons) == (None, CreditKind.STATE_CENTRE, 9)
    assert (second.form.area, second.form.persons) == (AUE, 2)
    chosen(desk, f"anrechnung:{period}", first.id)
    number(desk, "Personen").set_value(11.0)
    desk.click("Anrechnung speichern")
    archived_and_back(desk, "Archiv", "Anrechnung, Landkreis, 11 Personen")
    with store.reading() as session:
        assert [one.form.persons for one in queries.credits(session, INTERNAL, period)] == [11, 2]


def test_a_week_of_intake_is_typed_as_one_table_refused_as_a_whole_and_put_right(store: Store) -> None:
    period = with_period(store)
    view = period_of(store, period)
    desk = editing(store, "Aufnahmen")
    desk.page.session_state[f"soll:aufnahme:tag:{period}"] = date(2026, 5, 6)
    desk.page.run()
    assert "Aufnahmen vom **04.05.2026 bis 10.05.2026**." in desk.text
    desk.click("Aufnahmen eintragen")
    assert "Bitte für mindestens einen Ort eine Zahl eintragen." in desk.text
    table = f"soll:aufnahmen:{period}:2026-05-04:2026-05-10"
    typed(desk, table, {0: {"Personen": 4}, 1: {"Personen": 1_000_001}})
    desk.click("Aufnahmen eintragen")
    assert "„Personen“ ist mit 1.000.001 größer als möglich (höchstens 1.000.000)." in desk.text
    with store.reading() as session:
        assert queries.intake(session, INTERNAL, *view) == ()
    typed(desk, table, {0: {"Personen": 4}, 1: {"Personen": 0}})
    desk.click("Aufnahmen eintragen")
    assert "2 Aufnahmen sind eingetragen, zusammen 4 Personen." in desk.text
    with store.reading() as session:
        (aue, bach) = queries.intake(session, INTERNAL, *view)
    assert [(one.form.area, one.form.first, one.form.persons) for one in (aue, bach)] == [
        (AUE, date(2026, 5, 4), 4), (BACH, date(2026, 5, 4), 0),
    ]  # fmt: skip
    chosen(desk, f"aufnahme:{period}", aue.id)
    number(desk, "Personen").set_value(5.0)
    desk.click("Aufnahme speichern")
    archived_and_back(desk, "Archiv", "Aufnahme Aue, 04.05.2026 bis 10.05.2026, 5 Personen")
    with store.reading() as session:
        assert [one.form.persons for one in queries.intake(session, INTERNAL, *view)] == [5, 0]


def test_days_that_are_counted_already_are_refused_with_those_of_all_other_places(store: Store) -> None:
    period = with_period(store)
    with store.unit_of_work(Actor.local()) as work:
        commands.enter_intake(work, [IntakeForm(AUE, date(2026, 5, 4), date(2026, 5, 10), 4)])
    desk = editing(store, "Aufnahmen")
    desk.page.session_state["soll:aufnahme:laenge"] = "einen Monat"
    desk.page.session_state[f"soll:aufnahme:tag:{period}"] = date(2026, 5, 31)
    desk.page.run()
    table = f"soll:aufnahmen:{period}:2026-05-01:2026-05-31"
    typed(desk, table, {0: {"Personen": 9}, 1: {"Personen": 3}})
    desk.click("Aufnahmen eintragen")
    assert "Für Aue sind 04.05.2026 bis 10.05.2026 schon 4 Personen eingetragen; " in desk.text
    with store.reading() as session:
        (only,) = queries.intake(session, INTERNAL, *period_of(store, period))
    assert (only.form.area, only.form.persons) == (AUE, 4)


def test_a_period_is_archived_and_brought_back_with_all_that_was_decided(store: Store) -> None:
    period = with_period(store)
    desk = chosen(editing(store, "Zeitraum"), "soll", period)
    archived_and_back(desk, "Archiv", "Zeitraum April bis September 2026")
    with store.reading() as session:
        (view,) = queries.periods(session, INTERNAL)
        assert [one.persons for one in queries.officials(session, INTERNAL, view.id)] == [28, 12]
    assert "sind im Landkreis Musterland von 40 Personen noch 4 aufzunehmen" in desk.text


def test_a_planned_facility_is_entered_changed_archived_and_brought_back(store: Store) -> None:
    desk = opened(store, INTERNAL, "Ausblick").unfold("geplant:eintragen")
    desk.field("Name").set_value("Neubau Hauptstraße")
    desk.field("Ort").select(BACH)
    number(desk, "Plätze").set_value(24.0)
    desk.field("Öffnet am").set_value(date(2027, 3, 1))
    number(desk, "Wahrscheinlichkeit in Prozent").set_value(60.0)
    desk.click("Geplante Unterkunft eintragen")
    assert "„Neubau Hauptstraße“ ist eingetragen." in desk.text
    with store.reading() as session:
        (plan,) = queries.planned(session, INTERNAL, sees_protected=True)
    kind = plan.form.kind
    assert plan.form == FacilityForm(BACH, "Neubau Hauptstraße", kind, 24, date(2027, 3, 1), 60, Stage.PLANNED)
    chosen(desk, "geplant", plan.id)
    number(desk, "Plätze").set_value(0.0)
    desk.click("Geplante Unterkunft speichern")
    assert "Eine geplante Unterkunft ohne Plätze wird nicht eingetragen." in desk.text
    number(desk, "Plätze").set_value(30.0)
    desk.click("Geplante Unterkunft speichern")
    assert ">30<" in desk.text
    archived_and_back(desk, "", "„Neubau Hauptstraße“")
    with store.reading() as session:
        assert [one.form.places for one in queries.planned(session, INTERNAL, sees_protected=True)] == [30]


def period_of(store: Store, period: int) -> tuple[date, date]:
    with store.reading() as session:
        view = queries.period(session, INTERNAL, period)
    return view.first, view.last
