"""Places that can be used now: those lived in and those reported as usable and free, else what is not blocked."""

from collections.abc import Mapping, Sequence

import pytest

from dashboard.periods import Period
from dashboard.planning.capacity import capacity
from dashboard.planning.forecast import forecast
from dashboard.planning.outlook_views import Assumptions
from planning.small_flows import AUE, BACH, DISTRICT, NAN, inputs

OCTOBER = (Period.of("2026-10"),)


Place = Mapping[str, Sequence[float]]


def now(belegt: float, plaetze: float, gesperrt: float = 0.0, nutzbar_frei: float = NAN) -> Place:
    """A place of two quarters, of which the first said that nothing is free."""
    return {
        "belegt": [belegt, belegt], "plaetze": [plaetze, plaetze], "gesperrt": [gesperrt, gesperrt],
        "nutzbar_frei": [0.0, nutzbar_frei],
    }  # fmt: skip


def usable(places: Mapping[str, Place], reopened: float = 0.0) -> list[float]:
    """Of each unit in October, the district first."""
    found = capacity(inputs(places), Assumptions(reopened=reopened), OCTOBER)
    return [float(one) for one in found.middle[:, 0]]


@pytest.mark.parametrize(
    ("place", "places"),
    [
        (now(80, 130, 10, 25), 105), (now(80, 130, 10, 40), 120), (now(80, 130, 10, 0), 80), (now(0, 130, 10, 7), 7),
        (now(0, 0, 0, 0), 0),
    ],
)  # fmt: skip
def test_a_place_can_use_what_is_lived_in_and_what_is_reported_as_usable_and_free(place: Place, places: int) -> None:
    assert usable({DISTRICT: place, AUE: place}) == [places, places]


def test_the_forecast_starts_from_the_free_places_that_were_reported() -> None:
    found = forecast(inputs({DISTRICT: now(80, 130, 10, 25), AUE: now(80, 130, 10, 25)})).of(AUE)
    assert found is not None
    assert found.start is not None
    assert (found.start.occupied.middle, found.start.usable.middle, found.start.free.middle) == (80, 105, 25)


def test_where_nothing_is_reported_as_usable_and_free_all_that_is_not_blocked_can_be_used() -> None:
    place = now(80, 130, 10)
    assert usable({DISTRICT: place, AUE: place}) == [120, 120]
    assert usable({DISTRICT: now(80, 130, NAN), AUE: now(80, 130, NAN)}) == [130, 130]


def test_more_reported_as_usable_and_free_than_there_are_places_makes_none_of_them() -> None:
    place = now(80, 130, 10, 55)
    assert usable({DISTRICT: place, AUE: place}) == [120, 120]


@pytest.mark.parametrize("free", [0.0, NAN])
def test_an_overfull_place_lacks_places_and_is_not_made_larger(free: float) -> None:
    place = now(140, 130, 10, free)
    assert usable({DISTRICT: place, AUE: place}) == [120, 120]
    found = forecast(inputs({DISTRICT: place, AUE: place})).of(AUE)
    assert found is not None
    assert found.start is not None
    assert found.start.free.middle == -20


def test_of_the_district_its_own_sum_holds_where_all_units_report() -> None:
    aue, bach = now(80, 130, 10, 25), now(10, 30, 0, 18)
    assert usable({DISTRICT: now(90, 160, 10, 43), AUE: aue, BACH: bach}) == [133, 105, 28]


def test_of_the_district_what_its_units_report_holds_where_some_do_not() -> None:
    # Fifteen of Aue are of no use; of Bach nobody said so, and all of its places count.
    aue, bach = now(80, 130, 10, 25), now(10, 30)
    assert usable({DISTRICT: now(90, 160, 10), AUE: aue, BACH: bach}) == [135, 105, 30]
    assert usable({DISTRICT: now(90, 160, 10), AUE: now(80, 130, 10), BACH: bach}) == [150, 120, 30]


def test_an_overfull_unit_takes_no_useless_places_off_the_district() -> None:
    aue, bach = now(80, 130, 10, 25), now(40, 30, 0, 0)
    assert usable({DISTRICT: now(120, 160, 10), AUE: aue, BACH: bach}) == [135, 105, 30]


def test_blocked_places_that_reopen_come_on_top_and_the_useless_ones_stay_so() -> None:
    place = now(80, 130, 10, 25)
    assert usable({DISTRICT: place, AUE: place}, reopened=0.5) == [110, 110]
    assert usable({DISTRICT: place, AUE: place}, reopened=1.0) == [115, 115]


def test_a_place_without_its_number_of_places_has_none_that_are_known() -> None:
    found = usable({DISTRICT: now(90, 160, 10), AUE: now(80, NAN, 10, 25), BACH: now(10, 30, 0, 18)})
    assert found[0] == 148
    assert str(found[1]) == "nan"
    assert found[2] == 28
