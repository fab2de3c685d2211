"""The quota in a forecast: as it was decided at each moment, as each circle may have it, spread over its months."""

from datetime import date

import pytest
from planning_room import AUE, BACH, CALM, DISTRICT, DORF, SAMTGEMEINDE, Room

from dashboard.geography import queries as geography
from dashboard.periods import Period
from dashboard.planning import commands, queries
from dashboard.planning.forecast import forecast
from dashboard.planning.forms import TermForm
from dashboard.planning.inputs import Inputs, read
from dashboard.planning.needs import Need
from dashboard.store import Circle

Q1, Q2 = Period.of("2024-Q1"), Period.of("2024-Q2")
TODAY = date(2024, 7, 20)
FIRST, LAST = date(2024, 4, 1), date(2024, 9, 30)


def known(room: Room, circle: Circle = Circle.INTERNAL) -> Inputs:
    with room.store.reading() as session:
        own = geography.district(session).area
        return read(session, circle, room.catalogue, geography.places(session, own), own, TODAY, Q2)


@pytest.fixture
def county(room: Room) -> Room:
    """Two quarters of everybody with 300 people in 400 places each, and a quota that half was taken in of."""
    room.settled()
    areas = (AUE, BACH, CALM, DORF)
    for figure, number in (("plaetze", 400), ("belegt", 300), ("zugaenge", 30), ("abgaenge", 30)):
        room.report(*((area, quarter.code, number) for area in areas for quarter in (Q1, Q2)), indicator=figure)
    room.period(persons=100)
    room.report(*((area, Q2.code, 10) for area in areas))
    return room


def test_each_unit_owes_what_the_quota_says_and_took_in_what_was_reported(county: Room) -> None:
    needs = known(county).needs
    assert needs[AUE] == (Need(FIRST, LAST, 50, 40, date(2024, 6, 30), 10),)
    assert needs[SAMTGEMEINDE] == (Need(FIRST, LAST, 20, 0, date(2024, 6, 30), 20),)
    assert needs[DISTRICT] == (Need(FIRST, LAST, 100, 60, date(2024, 6, 30), 40),)


def test_the_rest_comes_until_the_period_ends_beside_those_who_are_not_counted(county: Room) -> None:
    found = forecast(known(county)).of(AUE)
    assert found is not None
    # 40 of the quota in three months; beside it 10 a month came and 10/3 of them by the quota; a thirtieth leaves.
    assert [one.occupied.middle for one in found.months[:3]] == [310, 320, 329]


def test_an_earlier_quarter_knows_the_quota_as_it_was_decided_and_taken_in_by_then(county: Room) -> None:
    (period,) = county.look(queries.periods, Circle.INTERNAL)
    form = TermForm(date(2024, 12, 31), 200, "Innenministerium", date(2024, 5, 2), "Verlängert")
    county.do(commands.decide_term, period.id, form, seen=period.life.version)
    found = known(county)
    assert found.needs[AUE] == (Need(FIRST, date(2024, 12, 31), 100, 90, date(2024, 6, 30), 10),)
    assert set(found.decided) == {Q1}
    # At the end of March the period was decided (on the first), not extended, and nobody could have come yet.
    assert found.decided[Q1][AUE] == (Need(FIRST, LAST, 50, 50, None, 0),)


def test_a_quota_that_was_decided_later_was_not_known_before(room: Room) -> None:
    room.settled()
    for figure, number in (("plaetze", 400), ("belegt", 300)):
        room.report(*((AUE, quarter.code, number) for quarter in (Q1, Q2)), indicator=figure)
    room.period(decided_on=date(2024, 4, 10))
    found = known(room)
    assert found.decided == {Q1: {}}
    assert found.needs[AUE][0].target == 50


@pytest.mark.parametrize("circle", [Circle.COORDINATION, Circle.PUBLIC])
def test_other_circles_have_the_published_quota_and_what_is_released(county: Room, circle: Circle) -> None:
    county.release("2024-Q1", "2024-Q2")
    (period,) = county.look(queries.periods, Circle.INTERNAL)
    assert known(county, circle).needs == {}
    assert known(county, circle).decided == {Q1: {}}
    county.do(commands.publish_period, period.id)
    needs = known(county, circle).needs
    for area, row in {one.area: one for one in county.quota(period.id, circle, TODAY).rows()}.items():
        assert needs[area] == (Need(FIRST, LAST, row.target, row.open, row.until, row.actual or 0),)


@pytest.mark.parametrize("circle", [Circle.COORDINATION, Circle.PUBLIC])
def test_where_the_intake_is_not_released_others_see_only_the_arrivals_go_on(county: Room, circle: Circle) -> None:
    (period,) = county.look(queries.periods, Circle.INTERNAL)
    county.do(commands.publish_period, period.id)
    county.release("2024-Q1", "2024-Q2")
    before = known(county, circle)
    county.report((AUE, Q2.code, 45))  # a correction that is not released
    assert known(county, circle).needs == before.needs
    assert known(county).needs[AUE] != known(county, circle).needs[AUE]
