"""Quota periods, decisions, intake and planned facilities are entered, changed, archived and read on both databases."""

import json
from dataclasses import replace
from datetime import date

import pytest
from planning_room import AUE, BACH, CALM, DECIDED, OTTO, SAMTGEMEINDE, Room, wish
from sqlalchemy import inspect, select

from dashboard.errors import Conflict, NotFound, UserError
from dashboard.periods import Period
from dashboard.planning import commands, models, queries
from dashboard.planning.forms import CreditForm, FacilityForm, IntakeForm, OfficialForm, RuleForm, TermForm
from dashboard.planning.kinds import Carrying, Counting, CreditKind, RuleKind, Stage
from dashboard.store import Base, Circle, Store
from dashboard.store.kept import NOTHING_CHANGED, EditConflict, TextInvalid
from dashboard.store.models import Audit

APRIL, MAY = (date(2024, 4, 1), date(2024, 4, 30)), (date(2024, 5, 1), date(2024, 5, 31))


def refused(room: Room, error: type[UserError], command: object, *words: object, **more: object) -> str:
    with pytest.raises(error) as caught:
        room.do(command, *words, **more)  # type: ignore[arg-type]
    return str(caught.value)


@pytest.mark.parametrize("name", sorted(t.__tablename__ for t in vars(models).values() if hasattr(t, "__table__")))
def test_the_migration_makes_the_tables_of_the_models(store: Store, name: str) -> None:
    table, found = Base.metadata.tables[name], inspect(store.engine)
    columns = {column["name"]: column["nullable"] for column in found.get_columns(name)}
    assert columns == {column.name: column.nullable for column in table.columns}
    keys = {(*key["constrained_columns"], key["referred_table"]) for key in found.get_foreign_keys(name)}
    assert keys == {(key.parent.name, key.column.table.name) for key in table.foreign_keys}


def test_a_period_is_kept_with_its_decision_and_every_later_one(room: Room) -> None:
    before = room.store.versions()
    period = room.period(note="<b>Winter</b>", carrying=Carrying.OWN, counting=Counting.ENTERED, carried_over=-3)
    assert room.store.versions() == before | {"planning": before["planning"] + 1}
    view = room.look(queries.period, Circle.INTERNAL, period)
    assert (view.last, view.persons, view.carried_set, view.note) == (date(2024, 9, 30), 100, -3, "<b>Winter</b>")
    assert (view.carrying, view.counting, view.basis) == (Carrying.OWN, Counting.ENTERED, Period("2022"))
    assert (view.published, view.life.version, view.life.changed_by) == (False, 1, "Erika")
    shorter = TermForm(date(2024, 8, 31), 90, "Kreisausschuss", date(2024, 6, 1), "Weniger Zugänge")
    said = room.do(commands.decide_term, period, shorter, seen=1)
    assert said == "Für April bis August 2024 gilt jetzt ein Soll von 90 ohne Übertrag."
    assert room.do(commands.decide_term, period, shorter, seen=2) == NOTHING_CHANGED
    terms = room.look(queries.period, Circle.INTERNAL, period).terms
    assert [(one.last, one.persons, one.decided.who, one.decided.reason) for one in terms] == [
        (date(2024, 9, 30), 100, "Innenministerium", "Verteilung des Landes"),
        (date(2024, 8, 31), 90, "Kreisausschuss", "Weniger Zugänge"),
    ]
    audit = select(Audit.who, Audit.action, Audit.after).where(Audit.subject == "planning").order_by(Audit.id)
    written = room.look(lambda session: session.execute(audit).all())
    assert [(who, action) for who, action, _ in written] == [("Erika", "period.added"), ("Erika", "term.decided")]
    assert json.loads(written[1][2])["persons"] == 90


def test_a_period_shortened_before_what_is_reported_is_kept_with_a_warning(room: Room) -> None:
    period = room.period()
    room.report((AUE, "2024-Q2", 3), (AUE, "2024-Q3", 3))
    shorter = TermForm(date(2024, 6, 30), 100, **DECIDED)
    assert room.do(commands.decide_term, period, shorter, seen=1) == (
        "Für 2. Quartal 2024 gilt jetzt ein Soll von 100 ohne Übertrag. Achtung: Bis 30.09.2024 sind schon Aufnahmen "
        "gemeldet; was nach dem 30.06.2024 liegt, zählt in diesem Zeitraum nicht mehr."
    )


def test_two_people_who_decide_the_same_period_end_with_both_texts(room: Room) -> None:
    period = room.period()
    longer = TermForm(date(2024, 10, 31), 120, **DECIDED)
    room.do(commands.decide_term, period, longer, seen=1, actor=OTTO)
    with pytest.raises(EditConflict) as caught:
        room.do(commands.decide_term, period, replace(longer, persons=110), seen=1)
    assert caught.value.theirs == {"Soll des Landkreises ohne Übertrag": "120"}
    assert caught.value.mine == {"Soll des Landkreises ohne Übertrag": "110"}
    room.officials(period, {AUE: 40})
    with pytest.raises(EditConflict) as caught:
        room.do(commands.set_officials, period, OfficialForm({AUE: 41, BACH: 30}, **DECIDED), seen=2)
    assert caught.value.theirs == {"Amtliche Werte": "Aue 40 und Bach –"}
    assert caught.value.mine == {"Amtliche Werte": "Aue 41 und Bach 30"}


def test_what_is_entered_about_a_period_is_changed_and_its_decision_stays(room: Room) -> None:
    period = room.period()
    change = wish(last=date(2024, 12, 31), persons=7, basis=Period("2021"), carrying=Carrying.OWN, note="Neu")
    assert room.do(commands.change_period, period, change, seen=1) == (
        "Der Verteilzeitraum April bis September 2024 ist gespeichert."
    )
    view = room.look(queries.period, Circle.INTERNAL, period)
    assert (view.last, view.persons, view.basis, view.note) == (date(2024, 9, 30), 100, Period("2021"), "Neu")
    assert "Stichtag" in room.quota(period).findings[0]
    with pytest.raises(EditConflict):
        room.do(commands.change_period, period, wish(note="Anders"), seen=1)
    with pytest.raises(TextInvalid):
        room.do(commands.change_period, period, wish(note="ä" * 100_001), seen=2)


def test_official_values_are_set_for_many_places_at_once_and_none_is_overwritten(room: Room) -> None:
    period = room.period()
    assert room.officials(period, {AUE: 40, BACH: 30, SAMTGEMEINDE: 30}) == "3 amtliche Werte sind gespeichert."
    assert room.officials(period, {AUE: 40, BACH: None}, reason="Widerruf") == "Ein amtlicher Wert ist gespeichert."
    assert room.officials(period, {AUE: 40, BACH: None}) == NOTHING_CHANGED
    kept = [
        (one.area, one.persons, one.decided.reason) for one in room.look(queries.officials, Circle.INTERNAL, period)
    ]
    assert kept == [
        (AUE, 40, "Verteilung des Landes"), (BACH, 30, "Verteilung des Landes"),
        (SAMTGEMEINDE, 30, "Verteilung des Landes"), (BACH, None, "Widerruf"),
    ]  # fmt: skip
    assert [(row.official, row.target) for row in room.quota(period).places] == [(40, 40), (None, 30), (30, 30)]
    wrong = OfficialForm({AUE: -1}, **DECIDED)
    assert refused(room, UserError, commands.set_officials, period, wrong, seen=3) == (
        "„Amtlicher Wert für Aue“ kann nicht unter null liegen; angegeben sind -1."
    )


def test_rules_are_changed_archived_and_brought_back(room: Room) -> None:
    period = room.period()
    rule = room.rule(period, AUE, RuleKind.PERSONS, 40)
    change = RuleForm(period, BACH, RuleKind.PERCENT, 50, **DECIDED)
    assert room.do(commands.change_rule, rule, change, seen=1) == "Die Regel für Aue ist gespeichert."
    with pytest.raises(EditConflict):
        room.do(commands.change_rule, rule, replace(change, amount=10), seen=1)
    assert room.do(commands.archive_rule, rule, "aufgehoben") == "Die Regel für Aue ist archiviert."
    assert room.look(queries.rules, Circle.INTERNAL, period) == ()
    other = room.rule(period, AUE, RuleKind.EXEMPT)
    assert refused(room, Conflict, commands.restore_rule, rule).startswith("Für Aue gilt in diesem Zeitraum schon eine")
    room.do(commands.archive_rule, other, "Irrtum")
    assert room.do(commands.restore_rule, rule) == "Die Regel für Aue ist wieder da."
    assert [(one.form.area, one.form.amount) for one in room.look(queries.rules, Circle.INTERNAL, period)] == [
        (AUE, 50)
    ]


def test_credits_are_changed_archived_and_brought_back(room: Room) -> None:
    period = room.period()
    credit = room.do(commands.add_credit, CreditForm(period, None, CreditKind.STATE_CENTRE, 20, **DECIDED))
    change = CreditForm(period, AUE, CreditKind.OTHER, 25, **DECIDED)
    room.do(commands.change_credit, credit, change, seen=1)
    entry = room.look(queries.credits, Circle.INTERNAL, period)[0]
    assert (entry.form.area, entry.form.kind, entry.form.persons) == (None, CreditKind.OTHER, 25)
    room.do(commands.archive_credit, credit, "Irrtum")
    assert room.quota(period).district.credited == 0
    room.do(commands.restore_credit, credit)
    assert room.quota(period).district.credited == 25


@pytest.mark.parametrize(
    ("kind", "amount", "sentence"),
    [
        (RuleKind.PERSONS, 1.5, "Die feste Zahl von Bach muss eine ganze Zahl sein, nicht 1,50."),
        (RuleKind.PERSONS, -1, "„Feste Zahl für Bach“ kann nicht unter null liegen; angegeben sind -1."),
        (RuleKind.PERCENT, None, "Bitte für Bach angeben, wie viele Personen oder Prozent es sein sollen."),
        (RuleKind.PERCENT, 101, "Der feste Anteil von Bach liegt zwischen 0 und 100 Prozent; angegeben sind 101."),
        (RuleKind.PERCENT, 51, "Die festen Anteile ergeben zusammen 101 Prozent; mehr als 100 können nicht verteilt "
         "werden. Bitte einen Anteil verringern."),
    ],
)  # fmt: skip
def test_a_rule_that_makes_no_sense_is_refused(room: Room, kind: RuleKind, amount: float | None, sentence: str) -> None:
    period = room.period()
    room.rule(period, AUE, RuleKind.PERCENT, 50)
    assert refused(room, UserError, commands.set_rule, RuleForm(period, BACH, kind, amount, **DECIDED)) == sentence


def test_an_archived_period_is_brought_back_and_not_entered_twice(room: Room) -> None:
    period = room.period()
    room.do(commands.archive_period, period, "Irrtum")
    assert room.look(queries.periods, Circle.INTERNAL) == ()
    assert len(room.look(queries.periods, Circle.INTERNAL, archived=True)) == 1
    assert refused(room, Conflict, commands.add_period, wish()).endswith("(Irrtum). Stellen Sie ihn wieder her.")
    with pytest.raises(NotFound, match="archiviert"):
        room.do(commands.publish_period, period)
    said = room.do(commands.restore_period, period)
    assert said == "Der Verteilzeitraum April bis September 2024 ist wieder da."
    assert room.do(commands.restore_period, period) == NOTHING_CHANGED
    assert refused(room, Conflict, commands.withdraw_period, period) == (
        "Der Verteilzeitraum April bis September 2024 ist nicht veröffentlicht."
    )


def test_intake_is_entered_for_many_places_and_weeks_at_once_or_not_at_all(room: Room) -> None:
    period = room.period(last=date(2024, 5, 31), counting=Counting.ENTERED)
    rows = [IntakeForm(area, *days, 4) for area in (AUE, BACH) for days in (APRIL, MAY)]
    rows.append(IntakeForm(SAMTGEMEINDE, *APRIL, 2))
    said = room.do(commands.enter_intake, rows)
    assert said == "5 Aufnahmen sind eingetragen, zusammen 18 Personen."
    found = room.quota(period, today=date(2024, 5, 31))
    assert [(row.actual, row.until) for row in found.rows()] == [
        (10, date(2024, 4, 30)), (8, date(2024, 5, 31)), (8, date(2024, 5, 31)), (2, date(2024, 4, 30)),
    ]  # fmt: skip
    assert room.quota(period).findings == (
        "Für die Samtgemeinde Calmtal fehlen die Aufnahmen (Mai 2024). Darum steht dort kein Ist; ein Teil wird nicht "
        "als Ganzes gezeigt.",
    )
    twice = [IntakeForm(SAMTGEMEINDE, *MAY, 1), IntakeForm(AUE, date(2024, 5, 6), date(2024, 5, 12), 1)]
    assert refused(room, Conflict, commands.enter_intake, twice) == (
        "Für Aue sind 01.05.2024 bis 31.05.2024 schon 4 Personen eingetragen; 06.05.2024 bis 12.05.2024 würde Tage "
        "doppelt zählen. Bitte den vorhandenen Eintrag ändern."
    )
    assert len(room.look(queries.intake, Circle.INTERNAL, date(2024, 1, 1), date(2024, 12, 31))) == 5
    room.do(commands.enter_intake, [IntakeForm(SAMTGEMEINDE, *MAY, -1, "Korrektur")])
    assert [row.open for row in room.quota(period).rows()] == [83, 42, 22, 19]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (IntakeForm(CALM, *APRIL, 1), "Calm hat kein eigenes Soll: Es gehört zu der Samtgemeinde Calmtal. Bitte dort "
         "eintragen."),
        (IntakeForm(AUE, date(2024, 9, 30), date(2024, 10, 6), 1), "30.09.2024 bis 06.10.2024 reicht über die Grenze "
         "des Verteilzeitraums April bis September 2024 (30.09.2024). Bitte davor und danach getrennt eintragen."),
        (IntakeForm(AUE, date(2024, 4, 1), date(2024, 5, 31), 1), "Aufnahmen werden je Woche oder Monat eingetragen; "
         "01.04.2024 bis 31.05.2024 ist länger als ein Monat."),
        (IntakeForm(AUE, date(2024, 4, 2), date(2024, 4, 1), 1), "Die Aufnahme endet (01.04.2024), bevor sie beginnt "
         "(02.04.2024)."),
    ],
)  # fmt: skip
def test_intake_that_makes_no_sense_is_refused(room: Room, form: IntakeForm, sentence: str) -> None:
    room.period()
    assert refused(room, UserError, commands.enter_intake, [form]) == sentence


def test_a_count_is_put_right_archived_and_entered_again(room: Room) -> None:
    room.do(commands.enter_intake, [IntakeForm(AUE, *APRIL, 4)])
    form = IntakeForm(AUE, *APRIL, 5, "nachgezählt")
    assert (
        room.do(commands.change_intake, 1, form, seen=1)
        == "Aue, 01.04.2024 bis 30.04.2024: 5 Personen sind gespeichert."
    )
    with pytest.raises(EditConflict):
        room.do(commands.change_intake, 1, replace(form, persons=6), seen=1)
    room.do(commands.archive_intake, 1, "Irrtum")
    room.do(commands.enter_intake, [IntakeForm(AUE, *APRIL, 7)])
    found = room.look(queries.intake, Circle.INTERNAL, *APRIL)
    assert [(one.id, one.form.persons, one.life.archived_at) for one in found] == [(1, 7, None)]
    room.do(commands.archive_intake, 1, "doch Irrtum")
    assert room.do(commands.restore_intake, 1) == "Die Aufnahme Aue, 01.04.2024 bis 30.04.2024 ist wieder da."


def test_a_planned_facility_is_entered_changed_archived_and_brought_back(room: Room) -> None:
    form = FacilityForm(CALM, " Am  Bach ", "Notunterkunft", 40, date(2027, 1, 1), 60)
    key = room.do(commands.add_planned, room.catalogue, form)
    assert room.look(queries.planned, Circle.INTERNAL)[0].form == replace(form, name="Am Bach")
    later = replace(form, name="Am Bach", opens=None, stage=Stage.DROPPED)
    assert room.do(commands.change_planned, room.catalogue, key, later, seen=1) == "„Am Bach“ ist gespeichert."
    assert room.do(commands.archive_planned, key, "aufgegeben") == "„Am Bach“ ist archiviert."
    assert room.look(queries.planned, Circle.INTERNAL) == ()
    assert room.do(commands.restore_planned, key) == "„Am Bach“ ist wieder da."
    for more, sentence in (
        ({"kind": "Zelt"}, "„Zelt“ ist keine Art der Unterkunft. Möglich sind Gemeinschaftsunterkunft, Notunterkunft, "
         "Wohnung und Sonstige."),
        ({"probability": 101}, "Die Wahrscheinlichkeit liegt zwischen 0 und 100 Prozent; angegeben sind 101."),
        ({"places": 0}, "Eine geplante Unterkunft ohne Plätze wird nicht eingetragen."),
        ({"protected": True, "circle": Circle.PUBLIC}, "Eine geschützte Unterkunft ist nur in der Kreisverwaltung "
         "sichtbar."),
        ({"area": "99001"}, "„99001“ ist kein Ort des Landkreises, in dem eine Unterkunft stehen kann."),
    ):  # fmt: skip
        assert refused(room, UserError, commands.add_planned, room.catalogue, replace(form, **more)) == sentence
