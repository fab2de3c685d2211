"""Peine's real case: what was officially set, and the distribution by inhabitants computed beside it."""

from datetime import date
from pathlib import Path

import pytest
from planning_room import DECIDED, Room, computed, settle_directory

from dashboard.catalogue import Catalogue
from dashboard.planning import commands, queries
from dashboard.planning.forms import TermForm
from dashboard.store import Circle, Store

EDEMISSEN, HOHENHAMELN, LENGEDE, STADT = "03157001", "03157002", "03157005", "03157006"
VECHELDE, WENDEBURG, ILSEDE = "03157007", "03157008", "03157009"
SUMMER = {EDEMISSEN: 36, HOHENHAMELN: 28, LENGEDE: 41, STADT: 149, VECHELDE: 53, WENDEBURG: 31, ILSEDE: 64}
WINTER = {EDEMISSEN: 30, HOHENHAMELN: 23, LENGEDE: 35, STADT: 125, VECHELDE: 45, WENDEBURG: 25, ILSEDE: 54}


@pytest.fixture
def peine(store: Store, catalogue: Catalogue, shared_data: Path) -> Room:
    """The Landkreis Peine out of the official directory."""
    file = shared_data / "directory" / "GV100AD_301123.txt"
    if not file.is_file():
        pytest.skip(f"REAL FILES MISSING: {file} is not there, so this test has not been run")
    settle_directory(store, "03157", file)
    return Room(store, catalogue)


def test_peines_quota_of_summer_2024_stands_beside_the_distribution_by_inhabitants(peine: Room) -> None:
    before = peine.period(date(2023, 10, 1), date(2024, 3, 31), 492)
    peine.report(("03157", "2023-10/2024-03", 420))
    period = peine.period(persons=330, previous=before)
    peine.officials(period, {STADT: 131, ILSEDE: 57, VECHELDE: 58})
    found = peine.quota(period, today=date(2024, 4, 15))
    assert (found.district.name, found.district.inhabitants) == ("Landkreis Peine", 138_931)
    assert (found.district.carried_over, found.district.computed, found.district.target) == (72, 402, 402)
    assert computed(found) == SUMMER
    assert sum(SUMMER.values()) == 402
    assert [(row.area, row.official, row.target) for row in found.places if row.official is not None] == [
        (STADT, 131, 131), (VECHELDE, 58, 58), (ILSEDE, 57, 57),
    ]  # fmt: skip
    assert [row.why for row in found.places if row.official is not None] == [
        "18 weniger als errechnet. So festgesetzt am 01.03.2024 (Innenministerium): Verteilung des Landes.",
        "5 mehr als errechnet. So festgesetzt am 01.03.2024 (Innenministerium): Verteilung des Landes.",
        "7 weniger als errechnet. So festgesetzt am 01.03.2024 (Innenministerium): Verteilung des Landes.",
    ]
    assert found.findings == (
        "Die amtlichen Werte von 3 Orten und die errechneten der übrigen ergeben zusammen 382, das Soll des "
        "Landkreises ist 402: 20 zu wenig. Es gilt, was festgesetzt ist; bitte die amtlichen Werte prüfen.",
    )


def test_helmstedts_samtgemeinden_have_one_share_each_and_areas_where_nobody_lives_have_none(
    store: Store, catalogue: Catalogue, shared_data: Path
) -> None:
    settle_directory(store, "03154", shared_data / "directory" / "GV100AD_301123.txt")
    room = Room(store, catalogue)
    found = room.quota(room.period(persons=250), today=date(2024, 4, 2))
    associations = [row.name for row in found.places if len(row.area) == 9]
    assert associations == [
        "Samtgemeinde Grasleben", "Samtgemeinde Heeseberg", "Samtgemeinde Nord-Elm", "Samtgemeinde Velpke",
    ]  # fmt: skip
    assert (len(found.places), found.district.inhabitants) == (8, 92_470)
    assert sum(row.inhabitants or 0 for row in found.places) == 92_470
    assert sum(row.computed or 0 for row in found.places) == 250
    assert all(abs((row.computed or 0) - 250 * (row.inhabitants or 0) / 92_470) < 1 for row in found.places)


def test_peines_next_quota_carries_over_what_was_open_and_is_extended_from_march_to_september(peine: Room) -> None:
    summer = peine.period(persons=330, carried_over=72)
    peine.report(("03157", "2024-04/2024-09", 275))
    assert (peine.quota(summer).district.official, peine.quota(summer).district.open) == (402, 127)
    winter = peine.period(date(2024, 10, 1), date(2025, 3, 31), 210, previous=summer)
    found = peine.quota(winter, today=date(2024, 11, 1))
    assert found.of.period.label == "Oktober 2024 bis März 2025"
    assert (found.district.carried_over, found.district.computed, found.district.official) == (127, 337, None)
    assert computed(found) == WINTER
    assert sum(WINTER.values()) == 337

    extended = TermForm(date(2025, 9, 30), 210, **{**DECIDED, "decided_on": date(2025, 2, 20), "reason": "Verlängert"})
    said = peine.do(commands.decide_term, winter, extended, seen=1)
    assert said == "Für Oktober 2024 bis September 2025 gilt jetzt ein Soll von 210 ohne Übertrag."
    after = peine.quota(winter, today=date(2025, 8, 1))
    assert (after.of.last, after.district.computed, computed(after)) == (date(2025, 9, 30), 337, WINTER)
    assert [(term.last, term.persons, term.decided.reason) for term in after.of.terms] == [
        (date(2025, 3, 31), 210, "Verteilung des Landes"), (date(2025, 9, 30), 210, "Verlängert"),
    ]  # fmt: skip
    covering = [date(2024, 9, 30), date(2024, 10, 1), date(2025, 9, 30), date(2025, 10, 1)]
    found_on = [peine.look(queries.covering, Circle.INTERNAL, day) for day in covering]
    assert [view and view.id for view in found_on] == [summer, winter, winter, None]
