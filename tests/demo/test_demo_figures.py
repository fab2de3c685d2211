"""The invented counts of the shelters, and the story they tell."""

import pytest

from dashboard.demo import chance, figures
from dashboard.demo.places import MUNICIPALITIES
from dashboard.demo.shelters import QUARTERS, Shelter, shelters

PLACES = [place.area for place in MUNICIPALITIES]
USES = [(shelter, quarter) for shelter in shelters() for quarter in shelter.quarters]


def house(key: str) -> Shelter:
    return next(shelter for shelter in shelters() if shelter.key == key)


def test_there_are_34_houses_and_eight_quarters() -> None:
    assert QUARTERS[0] == "2024-Q4"
    assert QUARTERS[-1] == "2026-Q3"
    assert len(QUARTERS) == 8
    assert len([shelter for shelter in shelters() if not shelter.flats]) == 34
    assert len([shelter for shelter in shelters() if not shelter.flats and 7 in shelter.quarters]) == 31
    assert {shelter.area for shelter in shelters()} == set(PLACES)


def test_old_and_in_minus_out_is_new_in_every_house_but_the_one_that_miscounted() -> None:
    wrong = []
    for shelter, quarter in USES:
        now = figures.counts(shelter, quarter)
        if quarter == 0:
            continue
        before = shelter.occupied_in(quarter - 1)
        if before + now.zugaenge - now.abgaenge != now.belegt:
            wrong.append((shelter.key, quarter))
    assert wrong == [figures.MISCOUNTED]


def test_the_parts_are_never_more_than_the_whole() -> None:
    for shelter, quarter in USES:
        counts = figures.counts(shelter, quarter)
        parts = [counts.davon_asylblg, counts.davon_sgb, counts.davon_selbstzahler]
        if None not in parts:
            assert sum(part for part in parts if part is not None) == counts.belegt
        assert all(number is None or number >= 0 for number in vars(counts).values())


def test_flats_one_by_one_add_up_to_their_total_and_none_has_more_parts_than_people() -> None:
    for shelter, quarter in USES:
        if not shelter.flats:
            continue
        flats = figures.flats(shelter, quarter)
        total = figures.counts(shelter, quarter)
        assert len(flats) == shelter.flats
        for name in figures.FIGURES:
            numbers = [getattr(flat, name) for flat in flats]
            assert getattr(total, name) == (None if None in numbers else sum(numbers))
        for flat in flats:
            assert flat.belegt <= flat.plaetze
            if flat.davon_sgb is not None:
                assert flat.davon_asylblg + flat.davon_sgb + flat.davon_selbstzahler == flat.belegt


def test_only_the_weaving_mill_is_fuller_than_it_may_be() -> None:
    overfull = {shelter.key for shelter, quarter in USES if shelter.occupied_in(quarter) > shelter.places}
    assert overfull == {"BH-1"}
    assert figures.counts(house("BH-1"), 7).belegt == 71
    assert figures.counts(house("BH-1"), 7).plaetze == 64


def test_only_one_place_ever_has_one_to_four_people_and_only_in_2025_q3() -> None:
    small = [
        (area, QUARTERS[quarter])
        for area in PLACES
        for quarter in range(8)
        if figures.total([area], quarter, "belegt") in range(1, 5)
    ]
    assert small == [("99001009", "2025-Q3")]
    assert figures.total(["99001009"], 3, "belegt") == 3


def test_the_protected_house_is_in_no_total_of_a_place() -> None:
    protected = [shelter for shelter in shelters() if shelter.protected]
    assert [shelter.key for shelter in protected] == ["MS-08"]
    everybody = sum(shelter.occupied_in(7) for shelter in shelters() if shelter.area == "99001001")
    assert figures.total(["99001001"], 7, "belegt") == everybody - 15


def test_a_place_with_one_house_and_a_place_with_three_of_a_kind_exist() -> None:
    kinds = [shelter.kind for shelter in shelters() if shelter.area == "99001001" and 7 in shelter.quarters]
    assert kinds.count("Gemeinschaftsunterkunft") == 6
    assert [shelter.key for shelter in shelters() if shelter.area == "99001006"] == ["GR-1"]


def test_a_house_is_renamed_and_keeps_its_key() -> None:
    renamed = house("MS-02")
    assert renamed.name_in(3) == "Sammelunterkunft Messplatz"
    assert renamed.name_in(4) == "Haus der Ankunft"


@pytest.mark.parametrize(("key", "last"), [("MS-06", 2), ("BH-4", 1), ("FS-4", 4)])
def test_a_house_whose_lease_ended_is_gone_afterwards(key: str, last: int) -> None:
    assert list(house(key).quarters)[-1] == last
    assert house(key).occupied_in(last + 1) == 0


def test_invented_variation_never_changes() -> None:
    assert chance.share("probe") == pytest.approx(0.27928656088415593, abs=1e-12)
    assert [chance.whole(1, 6, "würfel", number) for number in range(6)] == [3, 6, 1, 6, 3, 4]
