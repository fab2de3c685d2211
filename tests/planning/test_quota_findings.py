"""Nothing is computed on sand: what does not add up or is missing is refused or said, each in one German sentence."""

from datetime import date

import pytest
from planning_room import (
    AUE,
    BACH,
    CALM,
    DECIDED,
    DISTRICT,
    DORF,
    LAHN,
    PEOPLE,
    SAMTGEMEINDE,
    Room,
    computed,
    wish,
)  # fmt: skip

from dashboard.errors import Conflict, UserError
from dashboard.planning import commands, queries
from dashboard.planning.forms import CreditForm, OfficialForm, PeriodForm, RuleForm, TermForm
from dashboard.planning.kinds import Carrying, CreditKind, RuleKind
from dashboard.planning.models import QuotaOfficial, QuotaRule
from dashboard.store import Circle, UnitOfWork, now

WINTER = {"first": date(2024, 10, 1), "last": date(2025, 3, 31)}
Q2, Q3 = "2024-Q2", "2024-Q3"


def refused(room: Room, error: type[UserError], command: object, *words: object, **more: object) -> str:
    with pytest.raises(error) as caught:
        room.do(command, *words, **more)  # type: ignore[arg-type]
    return str(caught.value)


def taken(room: Room, **places: int) -> None:
    areas = {"aue": AUE, "bach": BACH, "tal": SAMTGEMEINDE}
    room.report(*((areas[name], code, persons) for name, persons in places.items() for code in (Q2, Q3)))


def test_a_samtgemeinde_has_the_share_of_its_members_and_places_stand_in_official_order(room: Room) -> None:
    found = room.quota(room.period(persons=100))
    assert [(row.area, row.name, row.inhabitants, row.computed) for row in found.places] == [
        (AUE, "Aue", 5000, 50), (BACH, "Bach", 3000, 30), (SAMTGEMEINDE, "Samtgemeinde Calmtal", 2000, 20),
    ]  # fmt: skip
    assert (found.district.inhabitants, found.district.computed, found.district.official) == (10_000, 100, 100)


def test_the_inhabitants_of_one_place_missing_leaves_nothing_computed_for_anybody(room: Room) -> None:
    room.report((DORF, "2022", None), indicator="einwohner")
    found = room.quota(room.period())
    assert set(computed(found).values()) == {None}
    assert found.district.computed == 100  # what was set for the district needs no inhabitants
    assert found.findings[0] == (
        "Für die Samtgemeinde Calmtal fehlt die Einwohnerzahl vom 31.12.2022. Darum ist für keinen Ort etwas "
        "errechnet. Bitte die Zahlen einreichen oder einen anderen Stichtag wählen."
    )


@pytest.mark.parametrize(
    ("officials", "sentence"),
    [
        ({AUE: 60, BACH: 30, SAMTGEMEINDE: 20}, "Die amtlichen Werte der Orte ergeben zusammen 110, das Soll des "
         "Landkreises ist 100: 10 zu viel."),
        ({AUE: 45}, "Der amtliche Wert eines Ortes und die errechneten der übrigen ergeben zusammen 95, das Soll des "
         "Landkreises ist 100: 5 zu wenig."),
        ({AUE: 60, BACH: 20, SAMTGEMEINDE: 20}, ""),
    ],
)  # fmt: skip
def test_official_values_that_do_not_add_up_to_the_districts_are_told(
    room: Room, officials: dict[str, int | None], sentence: str
) -> None:
    period = room.period()
    room.officials(period, officials)
    told = [one for one in room.quota(period, today=date(2024, 4, 2)).findings if "amtliche" in one]
    assert told == ([f"{sentence} Es gilt, was festgesetzt ist; bitte die amtlichen Werte prüfen."] if sentence else [])


def test_a_period_that_overlaps_another_is_refused_with_both_names(room: Room) -> None:
    room.period()
    sentence = (
        "September 2024 bis März 2025 überschneidet sich mit dem Verteilzeitraum April bis September 2024 (01.04.2024 "
        "bis 30.09.2024). Bitte einen der beiden Zeiträume kürzen."
    )
    assert refused(room, Conflict, commands.add_period, wish(date(2024, 9, 1), date(2025, 3, 31))) == sentence
    winter = room.period(**WINTER)
    longer = TermForm(date(2024, 10, 31), 100, **DECIDED)
    assert refused(room, Conflict, commands.decide_term, 1, longer, seen=1) == (
        "April bis Oktober 2024 überschneidet sich mit dem Verteilzeitraum Oktober 2024 bis März 2025 (01.10.2024 bis "
        "31.03.2025). Bitte einen der beiden Zeiträume kürzen."
    )
    room.do(commands.archive_period, winter, "Irrtum")
    room.do(commands.decide_term, 1, longer, seen=1)
    assert "überschneidet sich" in refused(room, Conflict, commands.restore_period, winter)


def test_a_quota_for_a_place_that_no_longer_exists_is_refused_on_entry_and_shown_with_a_finding(room: Room) -> None:
    period = room.period()
    sentence = "Lahn gibt es seit dem 01.01.2015 nicht mehr. Bitte den Ort wählen, der an seine Stelle getreten ist."
    form = OfficialForm({LAHN: 12}, **DECIDED)
    assert refused(room, UserError, commands.set_officials, period, form, seen=1) == sentence
    rule = RuleForm(period, LAHN, RuleKind.EXEMPT, None, **DECIDED)
    assert refused(room, UserError, commands.set_rule, rule) == sentence
    credit = CreditForm(period, LAHN, CreditKind.OTHER, 3, **DECIDED)
    assert refused(room, UserError, commands.add_credit, credit) == sentence

    def as_once(work: UnitOfWork) -> None:
        work.require(work.actor.role)
        work.add(QuotaOfficial(quota_period=period, area=LAHN, persons=12, at=now(), who="Erika", **DECIDED))
        work.record("planning", "officials.set", "quota_period")

    room.do(as_once)
    found = room.quota(period)
    assert [(row.name, row.official, row.computed) for row in found.places][-1] == ("Lahn", 12, None)
    assert found.findings[:2] == (
        "Der amtliche Wert eines Ortes und die errechneten der übrigen ergeben zusammen 112, das Soll des Landkreises "
        "ist 100: 12 zu viel. Es gilt, was festgesetzt ist; bitte die amtlichen Werte prüfen.",
        "Für Lahn (99001009) ist ein amtlicher Wert von 12 eingetragen, aber den Ort gibt es nicht mehr, oder er hat "
        "kein eigenes Soll mehr. Bitte den Eintrag zurücknehmen und beim heutigen Ort eintragen.",
    )
    assert room.officials(period, {LAHN: None}) == "Ein amtlicher Wert ist gespeichert."
    assert [row.area for row in room.quota(period).places] == [AUE, BACH, SAMTGEMEINDE]


@pytest.mark.parametrize(
    ("area", "sentence"),
    [
        (CALM, "Calm hat kein eigenes Soll: Es gehört zu der Samtgemeinde Calmtal. Bitte dort eintragen."),
        ("99002001", "„99002001“ ist kein Ort des Landkreises, der ein Soll haben kann."),
        (DISTRICT, "„99001“ ist kein Ort des Landkreises, der ein Soll haben kann."),
    ],
)
def test_a_place_without_a_share_of_its_own_is_refused(room: Room, area: str, sentence: str) -> None:
    form = OfficialForm({area: 12}, **DECIDED)
    assert refused(room, UserError, commands.set_officials, room.period(), form, seen=1) == sentence


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"persons": -1}, "„Soll des Landkreises ohne Übertrag“ kann nicht unter null liegen; angegeben sind -1."),
        ({"persons": 10**7}, "„Soll des Landkreises ohne Übertrag“ ist mit 10.000.000 größer als möglich (höchstens "
         "1.000.000)."),
        ({"first": date(2024, 4, 2)}, "Ein Verteilzeitraum besteht aus ganzen Monaten: Er beginnt am Ersten und endet "
         "am Letzten eines Monats. Angegeben ist 02.04.2024 bis 30.09.2024."),
        ({"last": date(2024, 3, 31)}, "Der Zeitraum endet (31.03.2024), bevor er beginnt (01.04.2024)."),
        ({"decided_on": date(2099, 1, 1)}, "Der 01.01.2099 liegt in der Zukunft; eingetragen wird Entschiedenes."),
        ({"decided_by": " "}, "Bitte „Entschieden von“ angeben."),
        ({"reason": ""}, "Bitte begründen: eine Entscheidung über das Soll. Die Begründung bleibt im Verlauf."),
        ({"previous": 9}, "Den Verteilzeitraum Nr. 9 gibt es nicht, oder er ist archiviert."),
    ],
)  # fmt: skip
def test_a_period_that_makes_no_sense_is_refused(room: Room, more: dict[str, object], sentence: str) -> None:
    form = PeriodForm(**{**wish().facts, **more})
    assert refused(room, UserError, commands.add_period, form) == sentence


def test_a_rest_is_carried_over_once_and_only_into_what_comes_later(room: Room) -> None:
    summer = room.period()
    room.period(**WINTER, previous=summer)
    spring = wish(date(2024, 1, 1), date(2024, 3, 31), previous=summer)
    assert refused(room, UserError, commands.add_period, spring) == (
        "Aus April bis September 2024 kann nichts in einen Zeitraum übertragen werden, der am 01.01.2024 beginnt: Er "
        "endet erst später."
    )
    later = wish(date(2025, 4, 1), date(2025, 9, 30), previous=summer)
    assert refused(room, Conflict, commands.add_period, later) == (
        "Der Rest aus April bis September 2024 ist schon in den Zeitraum Oktober 2024 bis März 2025 (Nr. 2) "
        "übertragen; zweimal darf er nicht zählen."
    )
    assert refused(room, Conflict, commands.archive_period, summer, "Irrtum").startswith(
        "Der Verteilzeitraum April bis September 2024 kann nicht archiviert werden: Der Rest wird"
    )


def test_rules_that_leave_nobody_or_give_more_than_there_is_compute_nothing_and_say_why(room: Room) -> None:
    period = room.period(persons=100)
    room.rule(period, AUE, RuleKind.PERSONS, 70)
    form = RuleForm(period, BACH, RuleKind.PERSONS, 31, **DECIDED)
    assert refused(room, UserError, commands.set_rule, form) == (
        "Die festen Zahlen ergeben zusammen 101, zu verteilen sind nur 100. Bitte eine feste Zahl verringern."
    )
    again = RuleForm(period, AUE, RuleKind.EXEMPT, None, **DECIDED)
    assert refused(room, Conflict, commands.set_rule, again) == (
        "Für Aue gilt in diesem Zeitraum schon eine Regel (feste Zahl, 01.03.2024). Bitte diese ändern."
    )
    room.rule(period, BACH, RuleKind.PERCENT, 12.5)
    assert computed(room.quota(period)) == {AUE: 70, BACH: 13, SAMTGEMEINDE: 17}
    room.rule(period, SAMTGEMEINDE, RuleKind.EXEMPT)
    found = room.quota(period, today=date(2024, 4, 2))
    assert set(computed(found).values()) == {None}
    assert found.findings == (
        "Von 100 Personen bleiben 17,50 übrig, und kein Ort ist ohne Ausnahme oder festen Anteil. Bitte eine Regel "
        "ändern. Bis dahin ist für keinen Ort etwas errechnet.",
    )


def test_a_rest_that_is_not_reported_yet_is_not_guessed(room: Room) -> None:
    summer = room.period()
    winter = room.period(**WINTER, previous=summer)
    room.report((AUE, Q2, 10), (BACH, Q2, 5), (SAMTGEMEINDE, Q2, 5), (AUE, Q3, 1))
    found = room.quota(winter)
    assert (found.district.computed, found.district.carried_over, set(computed(found).values())) == (None, None, {None})
    assert found.findings[0] == (
        "Wie viel aus April bis September 2024 zu übertragen ist, steht noch nicht fest: Die Aufnahmen des Landkreises "
        "liegen nicht vollständig vor. Bitte sie nachtragen oder den Übertrag festsetzen."
    )
    before = room.quota(summer)
    assert [(row.area, row.actual, row.open) for row in before.rows()] == [
        (DISTRICT, None, None), (AUE, 11, 39), (BACH, None, None), (SAMTGEMEINDE, None, None),
    ]  # fmt: skip
    assert before.findings == (
        "Für Bach und die Samtgemeinde Calmtal fehlen die Aufnahmen (3. Quartal 2024). Darum steht dort kein Ist; ein "
        "Teil wird nicht als Ganzes gezeigt.",
    )


def test_a_value_that_reaches_over_the_border_is_named_and_not_split(room: Room) -> None:
    period = room.period()
    taken(room, bach=5, tal=5)
    room.report((AUE, "2024-H1", 30), (AUE, Q3, 10))
    found = room.quota(period)
    assert [row.actual for row in found.rows()] == [None, None, 10, 10]
    assert found.findings == (
        "Für Aue fehlen die Aufnahmen (2. Quartal 2024). Darum steht dort kein Ist; ein Teil wird nicht als Ganzes "
        "gezeigt.",
        "Aue: Der Wert für 01.01.2024 bis 30.06.2024 reicht über die Grenze des Zeitraums April bis September 2024 und "
        "lässt sich nicht aufteilen. Bitte davor und danach getrennte Werte einreichen oder eintragen.",
    )


def test_a_districts_own_count_that_contradicts_its_places_is_told(room: Room) -> None:
    period = room.period()
    taken(room, aue=20, bach=10, tal=5)
    room.report((DISTRICT, Q2, 36))
    found = room.quota(period)
    assert (found.district.actual, sum(row.actual or 0 for row in found.places)) == (71, 70)
    assert found.findings == (
        "Für den Landkreis sind 71 Aufnahmen gemeldet, für die Orte zusammen 70. Bitte klären, welche Zahl stimmt.",
    )


def test_every_place_carries_its_own_rest_and_what_is_nobodys_is_shared_out_and_said(room: Room) -> None:
    summer = room.period()
    taken(room, aue=20, bach=20, tal=5)  # of 50, 30, 20: open 10, -10, 10
    winter = room.period(**WINTER, previous=summer, carrying=Carrying.OWN)
    found = room.quota(winter, today=date(2024, 10, 2))
    assert [(row.carried_over, row.computed) for row in found.rows()] == [(10, 110), (10, 60), (-10, 20), (10, 30)]
    assert found.findings == ()
    form = room.look(queries.period, Circle.INTERNAL, winter)
    assert form.previous == summer
    later = PeriodForm(**{**wish(**WINTER, previous=summer, carrying=Carrying.OWN).facts, "carried_over": 20})
    room.do(commands.change_period, winter, later, seen=1)
    found = room.quota(winter, today=date(2024, 10, 2))
    assert [(row.carried_over, row.computed) for row in found.rows()] == [(20, 120), (15, 65), (-7, 23), (12, 32)]
    assert found.findings == (
        "Der Übertrag des Landkreises ist 20, die Reste der Orte ergeben zusammen 10. Der Unterschied von +10 ist nach "
        "Einwohnern verteilt; bitte prüfen, welche Zahl gilt.",
    )


def test_credits_lower_what_is_open_and_those_of_the_district_alone_are_named(room: Room) -> None:
    period = room.period()
    taken(room, aue=20, bach=10, tal=5)
    for area, persons in ((AUE, 4), (None, 6)):
        room.do(commands.add_credit, CreditForm(period, area, CreditKind.MINORS, persons, **DECIDED))
    found = room.quota(period)
    assert [(row.credited, row.actual, row.open) for row in found.rows()] == [
        (10, 70, 20), (4, 40, 6), (0, 20, 10), (0, 10, 10),
    ]  # fmt: skip
    assert found.findings == (
        "6 Personen sind dem Landkreis allein angerechnet: Zusammen ist bei den Orten um 6 mehr offen als beim "
        "Landkreis.",
    )


def test_why_an_official_value_differs_is_said_as_far_as_it_is_known(room: Room) -> None:
    period = room.period(persons=90, carried_over=10)
    room.rule(period, BACH, RuleKind.PERCENT, 20)
    room.officials(period, {AUE: 51, BACH: 25, SAMTGEMEINDE: 20})
    why = {row.area: row.why for row in room.quota(period).places}
    last = "So festgesetzt am 01.03.2024 (Innenministerium): Verteilung des Landes."
    assert why[AUE].startswith("6 weniger als errechnet. Das entspricht dem Anteil am Soll ohne den Übertrag")
    assert why[BACH] == (
        "5 mehr als errechnet. Errechnet ist der Wert nach der Regel „fester Anteil“ (20 %): Verteilung des Landes. "
        f"{last}"
    )
    assert why[SAMTGEMEINDE] == (
        f"3 weniger als errechnet. Das entspricht dem Anteil ohne die Ausnahmen und festen Anteile anderer Orte. {last}"
    )


def test_a_raised_quota_that_lowers_a_share_says_that_the_method_does_it(room: Room) -> None:
    room.report((AUE, "2022", 6), (BACH, "2022", 6), (CALM, "2022", 1), (DORF, "2022", 1), indicator="einwohner")
    period = room.period(persons=10)
    room.do(commands.decide_term, period, TermForm(date(2024, 9, 30), 11, **{**DECIDED, "reason": "Erhöht"}), seen=1)
    found = room.quota(period, today=date(2024, 4, 2))
    assert computed(found) == {AUE: 5, BACH: 5, SAMTGEMEINDE: 1}
    assert [one.split(".")[0] for one in found.findings] == [
        "Obwohl von 10 auf 11 Personen mehr verteilt werden, sinkt der errechnete Anteil von der Samtgemeinde Calmtal "
        "(−1 auf 1)"
    ]


def test_a_rule_for_a_member_that_joined_an_association_is_named_and_does_nothing(room: Room) -> None:
    period = room.period()

    def as_once(work: UnitOfWork) -> None:
        work.require(work.actor.role)
        row = QuotaRule(quota_period=period, area=CALM, kind="exempt", amount=None, **DECIDED)
        row.version, row.changed_at, row.changed_by = 1, now(), "Erika"
        work.add(row)
        work.record("planning", "rule.set", "quota_rule")

    room.do(as_once)
    found = room.quota(period, today=date(2024, 4, 2))
    assert sum(PEOPLE.values()) == found.district.inhabitants
    assert found.findings == (
        "Für Calm (99001003) ist eine Regel (ausgenommen) eingetragen, aber den Ort gibt es nicht mehr, oder er hat "
        "kein eigenes Soll mehr. Bitte den Eintrag zurücknehmen und beim heutigen Ort eintragen.",
    )
