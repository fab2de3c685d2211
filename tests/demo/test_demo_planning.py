"""The fictional county's quotas: what was decided for five periods, what is credited, taken in and planned."""

from datetime import date

import pytest

from dashboard.catalogue import load
from dashboard.demo import county, monitoring, planning
from dashboard.demo.places import DISTRICT
from dashboard.geography import queries as geography
from dashboard.planning import queries
from dashboard.planning.kinds import Carrying, Counting, Stage
from dashboard.planning.quota import quota
from dashboard.planning.quota_views import Quota
from dashboard.planning.scenarios import scenarios
from dashboard.store import Actor, Circle, Store
from musterland import county_in

TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def musterland(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = county_in(tmp_path_factory.mktemp("soll"), tmp_path_factory)
    yield store
    store.close()


def quotas(store: Store, circle: Circle) -> list[Quota]:
    catalogue = load(county.CATALOGUE)
    with store.reading() as session:
        places = geography.places(session, DISTRICT)
        return [
            quota(session, circle, places, DISTRICT, catalogue, view, TODAY)
            for view in queries.periods(session, circle)
        ]


def test_with_what_was_carried_over_the_past_quotas_are_those_of_the_monitoring(musterland: Store) -> None:
    found = quotas(musterland, Circle.INTERNAL)
    assert [one.district.computed for one in found] == [*monitoring.QUOTAS.values(), 142]
    assert [one.district.carried_over for one in found] == [0, 13, -2, -6, -8]
    assert [one.district.open for one in found] == [13, -2, -6, -8, 94]
    assert all(sum(row.computed or 0 for row in one.places) == one.district.computed for one in found)


def test_the_running_period_was_extended_and_is_counted_by_the_week(musterland: Store) -> None:
    *_, now = quotas(musterland, Circle.INTERNAL)
    assert [(one.last, one.persons) for one in now.of.terms] == [(date(2026, 12, 31), 78), (date(2027, 3, 31), 150)]
    assert (now.of.counting, now.district.until) == (Counting.ENTERED, date(2026, 11, 22))
    rows = {row.name: (row.official, row.computed, row.credited) for row in now.places}
    assert rows["Musterstadt"] == (60, 58, 4)
    assert rows["Beispielhausen"] == (22, 24, 0)
    assert rows["Gleichnisrode"] == (None, 0, 0)
    assert [text[:50] for text in now.findings] == ["10 Personen sind dem Landkreis allein angerechnet:"]


def test_officials_that_do_not_add_up_and_a_carry_over_of_their_own_are_among_them(musterland: Store) -> None:
    first, _, third, *_ = quotas(musterland, Circle.INTERNAL)
    assert sum(row.official or 0 for row in first.places) == 169
    assert "169, das Soll des Landkreises ist 168" in first.findings[0]
    assert third.of.carrying is Carrying.OWN
    assert {row.name: row.carried_over for row in third.places}["Musterstadt"] == 20


def test_the_public_sees_the_quota_and_not_what_the_office_counts_for_itself(musterland: Store) -> None:
    *_, now = quotas(musterland, Circle.PUBLIC)
    assert (now.district.computed, now.district.actual, now.district.sign) == (142, None, "•")
    third = quotas(musterland, Circle.PUBLIC)[2]
    hidden = {row.name for row in third.places if row.sign}
    assert hidden == {"Vorbildingen", "Gleichnisrode"}


def test_planned_facilities_lack_a_date_are_late_protected_or_given_up(musterland: Store) -> None:
    with musterland.reading() as session:
        office = queries.planned(session, Circle.INTERNAL)
        group = queries.planned(session, Circle.INTERNAL, sees_protected=True)
        public = queries.planned(session, Circle.PUBLIC)
        kept = scenarios(session, Actor.local())
    assert len(group) == len(office) + 1 == len(planning.PLANNED)
    assert [one.form.name for one in office if one.form.opens is None] == ["Ehemalige Kaserne, Haus C"]
    assert [one.form.name for one in office if one.form.stage is Stage.DROPPED] == ["Pension am Markt"]
    assert [one.form.name for one in public] == ["Wohnhaus Ahornweg"]
    assert len(kept) == 3
