"""Codes, levels and the names people read."""

import pandas as pd
import pytest

from dashboard.geography import places
from dashboard.geography.kinds import Level, full_name, short_name


@pytest.mark.parametrize(
    ("short", "kind", "level", "name"),
    [
        ("Vechelde", "Gemeinde", Level.MUNICIPALITY, "Vechelde"),
        ("Helmstedt", "Gemeindefreies Gebiet", Level.MUNICIPALITY, "Helmstedt, gemeindefreies Gebiet"),
        ("Velpke", "Samtgemeinde", Level.ASSOCIATION, "Samtgemeinde Velpke"),
        ("GVV Aidlingen/Grafenau", "Verwaltungsverband", Level.ASSOCIATION, "GVV Aidlingen/Grafenau"),
        ("Peine", "Landkreis", Level.DISTRICT, "Landkreis Peine"),
        ("Heidekreis", "Landkreis", Level.DISTRICT, "Heidekreis"),
        ("Region Hannover", "Landkreis", Level.DISTRICT, "Region Hannover"),
        ("Braunschweig", "Kreisfreie Stadt", Level.DISTRICT, "Braunschweig"),
        ("Niedersachsen", "Land", Level.STATE, "Niedersachsen"),
    ],
)
def test_people_read_what_a_place_is_where_the_name_does_not_say(
    short: str, kind: str, level: Level, name: str
) -> None:
    assert full_name(short, kind, level) == name


@pytest.mark.parametrize(
    ("official", "level", "short"),
    [
        ("Peine, Stadt", Level.MUNICIPALITY, "Peine"),
        ("Sachsenwald (Forstgutsbez.),gemfr.Geb.", Level.MUNICIPALITY, "Sachsenwald (Forstgutsbez.)"),
        ("Nabburg (VGem)", Level.ASSOCIATION, "Nabburg"),
        ("Rethem (Aller), Stadt", Level.ASSOCIATION, "Rethem (Aller)"),
        ("Oelsnitz/Vogtl., Bösenbrunn", Level.ASSOCIATION, "Oelsnitz/Vogtl., Bösenbrunn"),
    ],
)
def test_designations_are_no_part_of_the_short_name(official: str, level: Level, short: str) -> None:
    assert short_name(official, level) == short


@pytest.mark.parametrize(
    ("area", "level"), [("DE", "federation"), ("03", "state"), ("03157", "district"), ("031545404", "association")]
)
def test_the_length_of_a_code_is_its_level(area: str, level: str) -> None:
    assert places.level_of(area) == level


@pytest.mark.parametrize(("text", "region"), [("03157", "03157"), (" 03157 ", "03157"), ("alle", "DE"), ("Alle", "DE")])
def test_the_region_to_register(text: str, region: str) -> None:
    assert places.region_code(text) == region


def test_the_lowest_level_covers_a_region_cities_included() -> None:
    areas = pd.DataFrame(
        [("03101", "031010000000", "Braunschweig", "Stadt"), ("03157006", "031570006006", "Peine", "Stadt")],
        columns=["area", "ars", "name", "kind"],
    )
    upper = pd.DataFrame(
        [
            ("03", "Niedersachsen", "Land"),
            ("03101", "Braunschweig", "Kreisfreie Stadt"),
            ("03157", "Peine", "Landkreis"),
        ],
        columns=["area", "name", "kind"],
    )
    built = places.build(areas, upper)
    assert built["area"].tolist() == ["DE", "03", "03101", "03157", "03157006"]
    assert places.cities_of(built) == {"03101"}
    assert places.municipal(built)["area"].tolist() == ["03101", "03157006"]
    assert places.select(built, ["03157"])["area"].tolist() == ["DE", "03", "03157", "03157006"]
