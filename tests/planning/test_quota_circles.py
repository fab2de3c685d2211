"""The other circles see published periods only, and nothing from which a hidden or unreleased count can be told."""

from datetime import date

import pytest
from planning_room import AUE, BACH, CALM, DECIDED, DISTRICT, DORF, SAMTGEMEINDE, Room, computed, wish
from sqlalchemy import select

from dashboard.errors import NotAllowed, NotFound
from dashboard.planning import commands, queries
from dashboard.planning.forms import CreditForm, FacilityForm, IntakeForm, PeriodForm, RuleForm
from dashboard.planning.kinds import Carrying, Counting, CreditKind, RuleKind
from dashboard.planning.quota_views import Quota
from dashboard.store import Actor, Circle, Role
from dashboard.store.models import Audit

OTHERS = [Circle.COORDINATION, Circle.PUBLIC]
WINTER = {"first": date(2024, 10, 1), "last": date(2025, 3, 31)}
Q2, Q3 = "2024-Q2", "2024-Q3"
HIDDEN = {AUE: 47, BACH: 3, CALM: 2, DORF: 17}
"""Of the 2nd quarter; the counts below five are hidden, and a third one with them."""


def hide(room: Room) -> None:
    """Report both quarters and release them: of the 2nd Bach and Calm are hidden."""
    room.report(*((area, Q2, count) for area, count in HIDDEN.items()))
    room.report((AUE, Q3, 10), (BACH, Q3, 20), (CALM, Q3, 30), (DORF, Q3, 40))
    room.release(Q2, Q3)


def published(room: Room, **more: object) -> int:
    period = room.period(**more)  # type: ignore[arg-type]
    room.do(commands.publish_period, period)
    return period


def test_publishing_says_what_becomes_visible_and_what_a_small_credit_hides(room: Room) -> None:
    period = room.period()
    for area, persons in ((AUE, 3), (BACH, 30), (None, 2)):
        room.do(commands.add_credit, CreditForm(period, area, CreditKind.MINORS, persons, **DECIDED))
    assert room.do(commands.publish_period, period) == (
        "Der Verteilzeitraum April bis September 2024 ist mit Festsetzungen, Begründungen und Bemerkung für die "
        "anderen Kreise veröffentlicht. Aufnahmen sehen sie erst, wenn die Kennzahl freigegeben ist. Für Aue und "
        "den Landkreis sind weniger als 5 Personen angerechnet. Damit sich diese Zahl nicht errechnen lässt, sehen die "
        "anderen Kreise in diesem Zeitraum keine Anrechnung und nicht, wie viele noch aufzunehmen sind."
    )
    assert room.do(commands.publish_period, period) == "Es hat sich nichts geändert."


def test_a_refusal_does_not_tell_the_sum_of_hidden_rests(room: Room) -> None:
    summer = published(room)
    hide(room)
    winter = published(room, **WINTER, persons=10, previous=summer, carried_over=-60, carrying=Carrying.OWN)
    room.rule(winter, AUE, RuleKind.EXEMPT)
    room.rule(winter, BACH, RuleKind.EXEMPT)
    room.rule(winter, SAMTGEMEINDE, RuleKind.EXEMPT)
    day = date(2024, 10, 2)
    assert any("kein Ort ist ohne Ausnahme" in one for one in room.quota(winter, today=day).findings)
    outside = outside_of(room, winter, day)
    assert set(computed(outside).values()) == {None}
    assert outside.findings == (
        "Bei Orten mit geheim gehaltenen Aufnahmen sind der Übertrag und der errechnete Wert für diesen Kreis nicht "
        "sichtbar.",
    )


def outside_of(room: Room, period: int, *day: date) -> Quota:
    """The quota as every other circle has it, which is the same for all of them."""
    one, other = (room.quota(period, circle, *day) for circle in OTHERS)
    assert one == other
    return one


def with_credit(room: Room, period: int, area: str | None, persons: int) -> int:
    return int(room.do(commands.add_credit, CreditForm(period, area, CreditKind.MINORS, persons, **DECIDED)))


SMALL = (
    "In diesem Zeitraum ist eine so kleine Zahl von Personen angerechnet, dass sie für diesen Kreis geheim gehalten "
    "wird. Damit sie sich nicht errechnen lässt, steht hier bei keinem Ort und nicht beim Landkreis, wie viele "
    "angerechnet und wie viele noch aufzunehmen sind."
)


@pytest.mark.parametrize("area", [AUE, None])
def test_a_small_credit_hides_all_credits_and_what_is_still_open_outside_the_office(
    room: Room, area: str | None
) -> None:
    period = published(room)
    room.report(*((place, code, 12) for place in (AUE, BACH, SAMTGEMEINDE) for code in (Q2, Q3)))
    room.release(Q2, Q3)
    with_credit(room, period, BACH, 7)
    assert [(row.credited, row.open, row.credited_sign) for row in outside_of(room, period).rows()] == [
        (7, 21, ""), (0, 26, ""), (7, -1, ""), (0, -4, ""),
    ]  # fmt: skip
    small = with_credit(room, period, area, 4)
    found, inside = outside_of(room, period), room.quota(period)
    assert {(row.credited, row.open, row.credited_sign) for row in found.rows()} == {(None, None, "•")}
    assert [row.computed for row in found.rows()] == [row.computed for row in inside.rows()]
    assert [row.actual for row in found.rows()] == [row.actual for row in inside.rows()]
    assert found.findings == (SMALL,)
    assert (inside.district.credited, inside.district.open, SMALL in inside.findings) == (11, 17, False)
    assert [room.look(queries.credits, circle, period) for circle in OTHERS] == [(), ()]
    assert len(room.look(queries.credits, Circle.INTERNAL, period)) == 2
    room.do(commands.archive_credit, small, "Irrtum")
    assert outside_of(room, period).district.credited == 7


@pytest.mark.parametrize("carrying", Carrying)
@pytest.mark.parametrize("area", [AUE, None])
def test_another_small_credit_changes_nothing_that_another_circle_sees_now_or_in_the_next_period(
    room: Room, carrying: Carrying, area: str | None
) -> None:
    summer = published(room)
    room.report(*((place, "2024-04/2024-09", 25) for place in (AUE, BACH, SAMTGEMEINDE)))
    room.release("2024-04/2024-09")
    winter = published(room, **WINTER, previous=summer, carrying=carrying)
    room.officials(summer, {AUE: 48})
    credit, day = with_credit(room, summer, area, 2), date(2024, 10, 2)
    before, inside = [outside_of(room, summer), outside_of(room, winter, day)], room.quota(winter, today=day)
    changed = CreditForm(summer, area, CreditKind.MINORS, 4, **DECIDED)
    room.do(commands.change_credit, credit, changed, seen=1)
    assert room.quota(winter, today=day).district.carried_over == (inside.district.carried_over or 0) - 2
    assert [outside_of(room, summer), outside_of(room, winter, day)] == before
    assert (before[1].district.carried_over, before[1].district.computed) == (None, None)


def numbers(found: Quota) -> dict[str, tuple[int | None, ...]]:
    return {row.area: (row.computed, row.carried_over, row.actual, row.open) for row in found.rows()}


@pytest.mark.parametrize("circle", OTHERS)
def test_an_unpublished_period_and_all_that_belongs_to_it_is_for_the_office_only(room: Room, circle: Circle) -> None:
    period = room.period()
    room.rule(period, AUE, RuleKind.EXEMPT)
    room.do(commands.add_credit, CreditForm(period, AUE, CreditKind.MINORS, 5, **DECIDED))
    room.officials(period, {BACH: 20})
    reads = (queries.rules, queries.credits, queries.officials)
    assert [len(room.look(read, Circle.INTERNAL, period)) for read in reads] == [1, 1, 1]
    assert [room.look(read, circle, period) for read in reads] == [(), (), ()]
    assert room.look(queries.periods, circle) == ()
    assert room.look(queries.covering, circle, date(2024, 5, 1)) is None
    with pytest.raises(NotFound, match=r"Nr\. 1 gibt es nicht, oder er ist für diesen Kreis nicht veröffentlicht"):
        room.look(queries.period, circle, period)
    room.do(commands.publish_period, period)
    assert [len(room.look(read, circle, period)) for read in reads] == [1, 1, 1]
    assert outside_of(room, period).district.computed == 100
    room.do(commands.withdraw_period, period)
    assert room.look(queries.periods, circle) == ()
    room.do(commands.publish_period, period)
    room.do(commands.archive_period, period, "Irrtum")
    assert room.look(queries.periods, circle, archived=True) == ()


def test_what_is_not_released_is_no_actual_of_another_circle(room: Room) -> None:
    period = published(room)
    room.report(*((area, code, 12) for area in (AUE, BACH, SAMTGEMEINDE) for code in (Q2, Q3)))
    assert numbers(room.quota(period))[DISTRICT] == (100, 0, 72, 28)
    assert {row[2:] for row in numbers(outside_of(room, period)).values()} == {(None, None)}
    room.release(Q2)
    found = outside_of(room, period, date(2024, 9, 30))
    assert {row.until for row in found.rows()} == {date(2024, 6, 30)}
    assert found.district.actual == 36
    room.release(Q3)
    assert numbers(outside_of(room, period)) == numbers(room.quota(period))


def test_a_hidden_count_is_no_actual_and_no_rest_of_another_circle(room: Room) -> None:
    period = published(room)
    hide(room)
    inside, outside = room.quota(period), outside_of(room, period)
    assert {row.area: row.actual for row in inside.rows()} == {DISTRICT: 169, AUE: 57, BACH: 23, SAMTGEMEINDE: 89}
    seen = {row.area: (row.actual, row.open, row.sign) for row in outside.rows()}
    assert seen[BACH] == seen[SAMTGEMEINDE] == (None, None, "•")
    for row in outside.rows():
        if row.actual is not None:
            assert (row.actual, row.sign) == (inside.row(row.area).actual, "")  # type: ignore[union-attr]
    hidden = [row.area for row in outside.places if row.actual is None]
    assert len(hidden) != 1  # one alone could be told from the district


@pytest.mark.parametrize("carrying", Carrying)
def test_a_hidden_count_does_not_come_out_with_what_is_carried_over(room: Room, carrying: Carrying) -> None:
    summer = published(room)
    hide(room)
    winter = published(room, **WINTER, previous=summer, carrying=carrying)
    inside, outside = room.quota(winter, today=date(2024, 10, 2)), outside_of(room, winter, date(2024, 10, 2))
    assert inside.district.carried_over == 100 - 169
    before = outside_of(room, summer)
    for row in outside.places:
        knows = before.row(row.area).actual is not None  # type: ignore[union-attr]
        if carrying is Carrying.OWN:
            assert (row.computed is not None, row.carried_over is not None) == (knows, knows)
        assert row.computed in (None, inside.row(row.area).computed)  # type: ignore[union-attr]
    if before.district.actual is None:
        assert outside.district.carried_over is outside.district.computed is None


@pytest.mark.parametrize("carrying", Carrying)
def test_other_hidden_counts_change_nothing_that_another_circle_sees(room: Room, carrying: Carrying) -> None:
    summer = published(room)
    hide(room)
    winter = published(room, **WINTER, previous=summer, carrying=carrying)
    day = date(2024, 10, 2)
    before = [outside_of(room, summer), outside_of(room, winter, day)]
    inside = room.quota(winter, today=day)
    assert inside.row(BACH) != before[1].row(BACH) or carrying is Carrying.SHARED
    room.report((BACH, Q2, 2), (CALM, Q2, 3))
    room.release(Q2)
    assert [outside_of(room, summer), outside_of(room, winter, day)] == before
    assert (room.quota(winter, today=day) == inside) is (carrying is Carrying.SHARED)


@pytest.mark.parametrize("carrying", Carrying)
def test_the_rest_of_an_unpublished_or_unreleased_period_stays_inside(room: Room, carrying: Carrying) -> None:
    summer = room.period()
    room.report(*((area, "2024-04/2024-09", 25) for area in (AUE, BACH, SAMTGEMEINDE)))
    room.release("2024-04/2024-09")
    winter = published(room, **WINTER, previous=summer, carrying=carrying)
    found = outside_of(room, winter, date(2024, 10, 2))
    assert {row[:2] for row in numbers(found).values()} == {(None, None)}
    assert found.findings[0] == (
        "Der Übertrag aus dem vorigen Zeitraum ist für diesen Kreis nicht sichtbar, und mit ihm alles, woraus er sich "
        "errechnen ließe."
    )
    room.do(commands.publish_period, summer)
    assert numbers(outside_of(room, winter, date(2024, 10, 2))) == numbers(room.quota(winter, today=date(2024, 10, 2)))


def test_a_set_carry_over_does_not_tell_the_sum_of_hidden_rests(room: Room) -> None:
    summer = room.period()
    hide(room)
    winter = published(room, **WINTER, previous=summer, carried_over=-60, carrying=Carrying.OWN)
    outside = outside_of(room, winter, date(2024, 10, 2))
    assert (outside.district.carried_over, outside.district.computed) == (-60, 40)  # as it was decided and published
    assert set(computed(outside).values()) == {None}
    assert not any("Reste der Orte" in one for one in outside.findings)
    assert any("Reste der Orte" in one for one in room.quota(winter, today=date(2024, 10, 2)).findings)


@pytest.mark.parametrize("circle", OTHERS)
@pytest.mark.parametrize("counting", [Counting.ENTERED, Counting.ARRIVALS])
def test_what_the_office_counts_for_itself_is_for_nobody_else(room: Room, circle: Circle, counting: Counting) -> None:
    period = published(room, counting=counting)
    room.do(commands.enter_intake, [IntakeForm(AUE, date(2024, 4, 1), date(2024, 4, 7), 3)])
    found = outside_of(room, period, date(2024, 5, 1))
    assert {(row.actual, row.open, row.until, row.sign) for row in found.rows()} == {(None, None, None, "•")}
    assert room.look(queries.intake, circle, date(2024, 1, 1), date(2024, 12, 31)) == ()


def test_planned_facilities_are_for_their_circle_and_protected_ones_for_their_group(room: Room) -> None:
    def planned(name: str, **more: object) -> None:
        form = FacilityForm(AUE, name, "Notunterkunft", 20, **more)  # type: ignore[arg-type]
        room.do(commands.add_planned, room.catalogue, form)

    planned("Intern")
    planned("Öffentlich", circle=Circle.PUBLIC)
    planned("Schutz", protected=True)
    seen = {
        circle: [one.form.name for one in room.look(queries.planned, circle, sees_protected=True)] for circle in Circle
    }
    assert seen == {
        Circle.INTERNAL: ["Intern", "Öffentlich", "Schutz"],
        Circle.COORDINATION: ["Öffentlich"],
        Circle.PUBLIC: ["Öffentlich"],
    }
    assert [one.form.name for one in room.look(queries.planned, Circle.INTERNAL)] == ["Intern", "Öffentlich"]


@pytest.mark.parametrize(
    "actor", [Actor("Kirche", Role.EDITOR, Circle.COORDINATION), Actor("Gast", Role.VIEWER, Circle.INTERNAL)]
)
def test_only_editors_of_the_office_write(room: Room, actor: Actor) -> None:
    period = room.period()
    rule = RuleForm(period, AUE, RuleKind.EXEMPT, None, **DECIDED)
    calls = (
        (commands.add_period, wish(**WINTER)), (commands.publish_period, period), (commands.set_rule, rule),
        (commands.enter_intake, [IntakeForm(AUE, date(2024, 4, 1), date(2024, 4, 7), 3)]),
        (commands.add_planned, room.catalogue, FacilityForm(AUE, "Neu", "Notunterkunft", 20)),
    )  # fmt: skip
    for command, *words in calls:
        with pytest.raises(NotAllowed):
            room.do(command, *words, actor=actor)
    written = select(Audit.action).where(Audit.subject == "planning")
    assert room.look(lambda session: session.scalars(written).all()) == ["period.added"]
    assert isinstance(wish(), PeriodForm)
