"""A forecast from plain numbers: what it says, what it rests on, and what always holds."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.periods import Period
from dashboard.planning.forecast import forecast
from dashboard.planning.inputs import Inputs
from dashboard.planning.leases import Ending, Lease
from dashboard.planning.needs import Need
from dashboard.planning.outlook_views import Assumptions, Band, Ground, Outlook
from dashboard.planning.planned import Planned
from planning.small_flows import AUE, BACH, DISTRICT, NAN, inputs, steady

HALF_YEAR = Need(date(2026, 10, 1), date(2027, 3, 31), 60, 60, None)


def aue(**more: Any) -> Outlook:
    """Of Aue, with the same history for the district."""
    return only(inputs({DISTRICT: steady([100, 100], 130), AUE: steady([100, 100], 130)}, **more))


def only(known: Inputs, assumed: Assumptions | None = None) -> Outlook:
    found = forecast(known, assumed).of(AUE)
    assert found is not None
    return found


def occupied(outlook: Outlook) -> list[int]:
    return [row.occupied.middle for row in outlook.months]


def usable(outlook: Outlook) -> list[int]:
    return [row.usable.middle for row in outlook.months]


def test_the_twelve_months_after_the_quarter_start_from_what_was_reported() -> None:
    found = aue()
    assert found.as_of == date(2026, 9, 30)
    assert [row.month.code for row in (found.months[0], found.months[-1])] == ["2026-10", "2027-09"]
    assert len(found.months) == 12
    assert found.start is not None
    assert (found.start.occupied.middle, found.start.usable.middle, found.start.free.middle) == (100, 130, 30)


def test_without_flows_the_mean_change_goes_on() -> None:
    known = inputs({DISTRICT: steady([0, 0, 0], 1), AUE: steady([94, 97, 100], 130)})
    assert occupied(only(known))[:4] == [101, 102, 103, 104]
    assert "gerechnet ist mit der mittleren Veränderung" in only(known).notes[0]


def test_who_comes_and_leaves_goes_on_where_there_is_no_quota() -> None:
    known = inputs({DISTRICT: steady([0, 0], 1), AUE: steady([120, 120], 130, came=30, left=12)})
    # 10 come a month, and a thirtieth of those housed leave: 120 + 10 - 4 = 126, then 126 + 10 - 4.2.
    assert occupied(only(known))[:3] == [126, 132, 137]


def test_the_open_quota_comes_evenly_in_its_months_and_then_as_its_target_says() -> None:
    known = inputs(
        {DISTRICT: steady([0, 0], 1), AUE: steady([100, 100], 300, came=0, left=0)}, needs={AUE: (HALF_YEAR,)}
    )
    assert occupied(only(known)) == [110, 120, 130, 140, 150, 160, 170, 180, 190, 200, 210, 220]
    assert occupied(only(known, Assumptions(goes_on=False)))[5:8] == [160, 160, 160]
    assert occupied(only(known, Assumptions(quota_factor=1.2)))[5] == 172


def test_who_took_in_more_than_owed_gets_nobody_until_the_period_ends() -> None:
    needs = {AUE: (replace(HALF_YEAR, open=-5),)}
    known = inputs({DISTRICT: steady([0, 0], 1), AUE: steady([100, 100], 300, came=0, left=0)}, needs=needs)
    assert occupied(only(known))[4:8] == [100, 100, 110, 120]


def test_a_rest_is_spread_over_the_months_that_are_not_yet_reported() -> None:
    need = Need(date(2026, 4, 1), date(2026, 12, 31), 60, 36, date(2026, 6, 30))
    known = inputs({DISTRICT: steady([0, 0], 1), AUE: steady([100, 100], 300, came=0, left=0)}, needs={AUE: (need,)})
    assert occupied(only(known))[:3] == [106, 112, 118]  # 36 in the six months from July on


def test_who_came_beside_the_quota_goes_on_coming() -> None:
    need = Need(date(2026, 4, 1), date(2026, 12, 31), 60, 36, date(2026, 9, 30), taken=24)
    known = inputs({DISTRICT: steady([0, 0], 1), AUE: steady([100, 100], 300, came=30, left=0)}, needs={AUE: (need,)})
    # Ten came a month, of whom four by the quota; it brings twelve a month to its end, and then 60 in nine months.
    assert occupied(only(known))[:4] == [118, 136, 154, 167]
    assert occupied(only(known, Assumptions(quota_factor=0)))[:2] == [106, 112]


def test_where_nobody_knows_who_came_by_the_quota_at_least_as_many_come_as_lately() -> None:
    for came, month in ((15, 110), (60, 120)):
        place = steady([100, 100], 300, came=came, left=0)
        found = only(inputs({DISTRICT: steady([0, 0], 1), AUE: place}, needs={AUE: (HALF_YEAR,)}))
        assert occupied(found)[0] == month
        assert found.notes == (
            "Wie viele der Zugänge auf das Soll angerechnet wurden, ist nicht bekannt oder hier nicht sichtbar; "
            "gerechnet ist mit mindestens so vielen Zugängen wie zuletzt.",
        )


def test_a_month_that_is_reported_in_part_counts_with_those_to_come() -> None:
    need = Need(date(2026, 10, 1), date(2027, 3, 31), 60, 40, date(2026, 11, 22), taken=20)
    known = inputs({DISTRICT: steady([0, 0], 1), AUE: steady([100, 100], 300, came=0, left=0)}, needs={AUE: (need,)})
    # Twenty so far stand for October, the other forty are spread from November to March: sixty in all.
    assert occupied(only(known))[:6] == [120, 128, 136, 144, 152, 160]


def test_a_quota_that_is_not_known_here_is_said_and_not_guessed() -> None:
    needs = {AUE: (replace(HALF_YEAR, open=None, target=None),)}
    found = only(inputs({DISTRICT: steady([0, 0], 1), AUE: steady([100, 100], 300, came=30, left=0)}, needs=needs))
    assert occupied(found)[:2] == [110, 120]
    assert found.notes == (
        "Was vom Soll noch offen ist, ist nicht bekannt oder hier nicht sichtbar; gerechnet ist mit so vielen Zugängen "
        "wie zuletzt.",
    )


def test_a_lease_counts_up_to_the_month_it_ends_in_and_its_people_stay() -> None:
    lease = Lease(7, AUE, "Haus Nord", 20, date(2026, 12, 31), blocked=5)
    found = aue(leases=(lease,))
    assert usable(found)[:4] == [130, 130, 130, 115]
    assert occupied(found)[3] == 100
    known = inputs({DISTRICT: steady([100, 100], 130), AUE: steady([100, 100], 130)}, leases=(lease,))
    assert usable(only(known, Assumptions(renewed=frozenset({7}))))[3] == 130
    assert usable(only(known, Assumptions(leases_renewed=True)))[3] == 130
    assert usable(forecast(known).district)[3] == 115


def test_protected_leases_are_in_the_districts_places_only() -> None:
    known = inputs(
        {DISTRICT: steady([100, 100], 130), AUE: steady([90, 90], 100)},
        endings=(Ending(DISTRICT, 12, date(2026, 10, 15)),),
    )
    assert usable(forecast(known).district)[0] == 118
    assert usable(only(known))[0] == 100


def test_a_planned_facility_counts_with_its_probability_from_the_month_it_opens() -> None:
    plan = Planned(3, AUE, "Neubau", 40, date(2027, 1, 15), 50)
    known = inputs({DISTRICT: steady([100, 100], 130), AUE: steady([100, 100], 130)}, planned=(plan,))
    assert usable(only(known))[2:5] == [130, 150, 150]
    assert usable(only(known, Assumptions(delay=3)))[5:7] == [130, 150]
    assert usable(only(known, Assumptions(delayed=frozenset({(3, 1)}))))[3:5] == [130, 150]
    assert usable(only(known, Assumptions(dropped=frozenset({3}))))[11] == 130
    assert usable(forecast(known).district)[4] == 150


def test_blocked_places_come_back_only_where_that_is_assumed() -> None:
    place = steady([100, 100], 130) | {"gesperrt": [0, 20]}
    known = inputs({DISTRICT: steady([100, 100], 130), AUE: place})
    assert usable(only(known))[0] == 110
    assert usable(only(known, Assumptions(reopened=0.5)))[0] == 120


def test_places_that_run_out_are_said_with_the_last_month_that_suffices() -> None:
    known = inputs(
        {DISTRICT: steady([0, 0], 1), AUE: steady([100, 100], 130, came=0, left=0)}, needs={AUE: (HALF_YEAR,)}
    )
    found = only(known)
    assert found.sentence == "Die Plätze in Aue reichen voraussichtlich bis Dezember 2026."
    assert [one.code for one in found.lasts if one] == ["2027-01"] * 3


def test_places_that_suffice_are_said_to_suffice() -> None:
    assert aue().sentence == "Die Plätze in Aue reichen in den nächsten zwölf Monaten voraussichtlich aus."
    old = replace(inputs({DISTRICT: steady([1, 1], 2), AUE: steady([100, 100], 130)}), today=date(2027, 3, 1))
    assert only(old).sentence == "Die Plätze in Aue reichen bis September 2027 voraussichtlich aus."


def test_places_that_lack_already_are_said_with_their_number() -> None:
    known = inputs({DISTRICT: steady([0, 0], 1), AUE: steady([142, 142], 130)})
    assert only(known).sentence == "Die Plätze in Aue reichen schon am 30.09.2026 nicht: Es fehlen 12."


def test_the_range_of_months_is_said_where_there_is_a_band() -> None:
    rising = [100.0, 104, 109, 112, 117, 120, 125, 128]
    known = inputs({DISTRICT: steady(rising, 136), AUE: steady(rising, 136)})
    found = only(known)
    assert found.ground is Ground.ERRORS
    assert found.sentence == (
        "Die Plätze in Aue reichen voraussichtlich bis März 2027 (zwischen Januar und Juli 2027)."
    )


def test_one_quarter_says_nothing() -> None:
    found = only(inputs({DISTRICT: steady([100], 130), AUE: steady([100], 130)}))
    assert (found.ground, found.months, found.lasts) == (Ground.NOTHING, (), (None, None, None))
    assert (
        found.sentence
        == found.why
        == ("Für Aue gibt es erst ein Quartal mit Angaben; daraus lässt sich nichts ablesen.")
    )


@pytest.mark.parametrize("count", [2, 7])
def test_from_two_quarters_on_the_plain_balance_answers_without_a_band_and_says_why(count: int) -> None:
    found = only(inputs({DISTRICT: steady([100] * count, 130), AUE: steady([100] * count, 130)}))
    assert found.ground is Ground.BALANCE
    assert found.why == (
        f"Die einfache Bilanz aus {count} Quartalen, ohne Spanne: Wie weit sie danebenliegen kann, lässt sich erst ab "
        "8 Quartalen ohne Lücke aus früheren Fehlern sagen."
    )
    assert all(row.free == Band(30, 30, 30) for row in found.months)


def test_from_eight_quarters_on_the_past_errors_make_the_band() -> None:
    history = [100.0, 104, 98, 103, 99, 105, 97, 100]
    found = only(inputs({DISTRICT: steady(history, 130), AUE: steady(history, 130), BACH: steady(history, 130)}))
    assert found.ground is Ground.ERRORS
    assert found.why == (
        "Die Bilanz aus 8 Quartalen; die Spanne beruht auf 12 früheren Fehlern aller Orte mit genau diesem Verfahren, "
        "vier von fünf Werten sollen in ihr liegen."
    )
    widths = [row.occupied.high - row.occupied.low for row in found.months]
    assert widths[0] > 0
    assert widths[11] > widths[2] > widths[0]


def test_after_a_gap_only_the_unbroken_quarters_count_and_that_is_said() -> None:
    history = [100.0, 100, 100, 100, NAN, 100, 100, 100, 100]
    found = only(inputs({DISTRICT: steady(history, 130), AUE: steady(history, 130)}))
    assert (found.ground, found.quarters) == (Ground.BALANCE, 4)
    assert found.notes[0] == "Vor dem 4. Quartal 2025 fehlt ein Quartal; was davor liegt, zählt nicht mit."


def test_wide_bands_are_rounded_and_their_middle_too() -> None:
    history = [1000.0, 1200, 900, 1300, 950, 1250, 1003, 1111]
    found = only(inputs({DISTRICT: steady(history, 1333), AUE: steady(history, 1333)}))
    assert all(number % 10 == 0 for number in vars(found.months[-1].occupied).values())


@st.composite
def anything(draw: st.DrawFn) -> Inputs:
    """Two places and a district with any history, leases, plans and quotas."""
    count = draw(st.integers(2, 10))
    some = st.one_of(st.just(NAN), st.integers(0, 120).map(float))
    line = st.lists(st.integers(0, 300).map(float), min_size=count, max_size=count)
    places = {}
    for area in (DISTRICT, AUE, BACH):
        moves = st.lists(some, min_size=count, max_size=count)
        places[area] = {
            "belegt": draw(line), "plaetze": draw(line), "gesperrt": [0.0] * count, "zugaenge": draw(moves),
            "abgaenge": draw(moves),
        }  # fmt: skip
    needs = draw(
        st.sampled_from([{}, {AUE: (HALF_YEAR,)}, {AUE: (replace(HALF_YEAR, open=-9),), DISTRICT: (HALF_YEAR,)}])
    )
    plan = Planned(3, BACH, "Neubau", draw(st.integers(1, 200)), date(2027, 2, 1), draw(st.integers(0, 100)))
    lease = Lease(9, AUE, "Haus", draw(st.integers(1, 100)), date(2026, 12, 31))
    return inputs(places, needs=needs, planned=(plan,), leases=(lease,))


@settings(max_examples=30)
@given(anything())
def test_a_scenario_without_changes_is_the_forecast_and_every_time_the_same(known: Inputs) -> None:
    assert forecast(known) == forecast(known, Assumptions()) == forecast(replace(known), Assumptions())


@settings(max_examples=30)
@given(anything(), st.floats(0, 5), st.floats(0, 5))
def test_a_larger_quota_never_leaves_more_places_free(known: Inputs, one: float, other: float) -> None:
    less, more = sorted((one, other))
    fewer, larger = (forecast(known, Assumptions(quota_factor=factor)) for factor in (more, less))
    for below, above in zip(fewer.outlooks(), larger.outlooks(), strict=True):
        for row, otherwise in zip(below.months, above.months, strict=True):
            assert row.free.middle <= otherwise.free.middle


@settings(max_examples=30)
@given(anything())
def test_every_band_is_in_order_and_no_fewer_than_none_are_housed(known: Inputs) -> None:
    for outlook in forecast(known).outlooks():
        for row in outlook.months:
            for band in (row.occupied, row.usable, row.free):
                assert band.low <= band.middle <= band.high
            assert row.occupied.low >= 0
        ends = [one or Period.of("2099-12") for one in outlook.lasts]
        assert ends == sorted(ends)


@settings(max_examples=30)
@given(st.integers(0, 12), st.integers(0, 12))
def test_a_facility_that_is_later_never_brings_more_places(one: int, other: int) -> None:
    plan = Planned(3, AUE, "Neubau", 40, date(2026, 11, 30), 70)
    known = inputs({DISTRICT: steady([100, 100], 130), AUE: steady([100, 100], 130)}, planned=(plan,))
    early, late = (usable(only(known, Assumptions(delay=months))) for months in sorted((one, other)))
    assert all(a >= b for a, b in zip(early, late, strict=True))


def test_what_is_changed_is_said_first() -> None:
    plan = Planned(3, AUE, "Neubau", 40, date(2026, 11, 30), 70)
    lease = Lease(7, AUE, "Haus Nord", 20, date(2026, 12, 31))
    known = inputs({DISTRICT: steady([100, 100], 130), AUE: steady([100, 100], 130)}, planned=(plan,), leases=(lease,))
    assumed = Assumptions(
        1.2, goes_on=False, outflow_factor=0.9, renewed=frozenset({7}), delayed=frozenset({(3, 3)}), reopened=0.25
    )
    assert forecast(known, assumed).assumptions[:6] == (
        "Geändert: Was vom Soll noch kommt, ist um 20\u202f% höher als beschlossen.",
        "Geändert: Nach dem Ende des Verteilzeitraums kommt niemand mehr.",
        "Geändert: Es ziehen 10\u202f% weniger Menschen aus als bisher.",
        "Geändert: Der Vertrag für „Haus Nord“ wird verlängert.",
        "Geändert: „Neubau“ öffnet 3 Monate später.",
        "Geändert: 25\u202f% der gesperrten Plätze sind sofort wieder nutzbar.",
    )
    assert not any(sentence.startswith("Geändert") for sentence in forecast(known).assumptions)


def test_an_assumption_that_cannot_act_in_this_circle_says_so() -> None:
    found = forecast(inputs({DISTRICT: steady([1, 1], 2)}), Assumptions(renewed=frozenset({7})))
    assert found.assumptions[0] == (
        "Von den Verträgen, die verlängert werden sollen, sind 1 hier nicht bekannt; das wirkt nicht."
    )
