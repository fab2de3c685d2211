"""The invented places: none of their names is a real one."""

import re
from pathlib import Path

from dashboard.demo.places import ASSOCIATION, ASSOCIATION_NAME, DISTRICT, DISTRICT_NAME, MUNICIPALITIES


def folded(name: str) -> str:
    return re.sub(r"[^a-zäöüß]", "", name.split(",")[0].casefold())


def test_no_invented_name_is_the_name_of_a_german_place(shared_data: Path) -> None:
    text = (shared_data / "directory" / "GV100AD_301123.txt").read_text(encoding="utf-8")
    real = {folded(line[22:72]) for line in text.splitlines()}
    assert {"peine", "velpke", "helmstedt"} <= real
    invented = {folded(place.name) for place in MUNICIPALITIES}
    invented |= {folded(ASSOCIATION_NAME), folded(DISTRICT_NAME), folded(DISTRICT_NAME.removeprefix("Landkreis "))}
    assert invented & real == set()


def test_no_invented_code_is_the_code_of_a_german_place(shared_data: Path) -> None:
    text = (shared_data / "directory" / "GV100AD_301123.txt").read_text(encoding="utf-8")
    assert not any(line[10:12] == DISTRICT[:2] for line in text.splitlines())


def test_there_are_nine_gemeinden_and_three_of_them_in_one_samtgemeinde() -> None:
    assert [place.area for place in MUNICIPALITIES] == [f"9900100{number}" for number in range(1, 10)]
    assert [place.area for place in MUNICIPALITIES if place.association] == ["99001007", "99001008", "99001009"]
    assert {place.association for place in MUNICIPALITIES if place.association} == {ASSOCIATION} == {"990015401"}


def test_a_regional_key_names_the_samtgemeinde_or_the_gemeinde_itself() -> None:
    assert MUNICIPALITIES[0].regional_key == "990010001001"
    assert MUNICIPALITIES[8].regional_key == "990015401009"


def test_a_kind_other_than_gemeinde_stands_behind_the_name() -> None:
    assert MUNICIPALITIES[0].official == "Musterstadt, Stadt"
    assert MUNICIPALITIES[1].official == "Beispielhausen"
    assert MUNICIPALITIES[4].official == "Vorbildingen, Flecken"


def test_about_a_hundred_thousand_people_live_in_the_county() -> None:
    totals = {year: sum(place.inhabitants[year] for place in MUNICIPALITIES) for year in (2023, 2024, 2025)}
    assert totals == {2023: 100_234, 2024: 100_457, 2025: 100_542}
