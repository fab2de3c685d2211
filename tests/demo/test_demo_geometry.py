"""The invented outline: a county without gaps that lies where no Gemeinde is."""

import itertools
from pathlib import Path

import pyogrio
import pytest
import shapely
from pyproj import Transformer
from shapely.geometry import Point, shape

from dashboard.demo import geometry
from dashboard.demo.places import ASSOCIATION, MUNICIPALITIES
from dashboard.demo.shelters import position, shelters

GERMAN_BIGHT = shapely.box(6.5, 54.45, 7.2, 54.85)


@pytest.fixture(scope="module")
def areas() -> dict[str, shapely.Polygon]:
    features = geometry.boundaries()["features"]
    return {feature["properties"]["AGS"]: shape(feature["geometry"]) for feature in features}


def names_in(file: str, box: tuple[float, ...]) -> list[str]:
    return [str(name) for name in pyogrio.raw.read(file, bbox=box, columns=["GEN"])[3][0]]


def test_nine_gemeinden_cover_the_county_without_gap_or_overlap(areas: dict[str, shapely.Polygon]) -> None:
    shapes = list(areas.values())
    assert list(areas) == [f"9900100{number}" for number in range(1, 10)]
    assert all(polygon.is_valid and polygon.exterior.is_ccw for polygon in shapes)
    assert shapely.coverage_is_valid(shapes)
    county = shapely.union_all(shapes)
    assert county.geom_type == "Polygon"
    assert len(county.interiors) == 0


def test_the_county_has_the_size_of_a_real_one(areas: dict[str, shapely.Polygon]) -> None:
    east, north = geometry.KILOMETRES_PER_DEGREE
    hectares = {area: polygon.area * east * north * 100 for area, polygon in areas.items()}
    assert 50_000 < sum(hectares.values()) < 70_000
    for place in MUNICIPALITIES:
        assert place.hectares == pytest.approx(hectares[place.area], abs=1)


def test_the_county_lies_in_the_open_sea(areas: dict[str, shapely.Polygon]) -> None:
    assert all(GERMAN_BIGHT.contains(polygon) for polygon in areas.values())


def test_no_area_of_germany_lies_where_the_county_is(areas: dict[str, shapely.Polygon], shared_data: Path) -> None:
    official = f"/vsizip/{shared_data / 'geo' / 'VG5000_GEM_2021_gk3_shape.zip'}"
    to_gauss_kruger = Transformer.from_crs("EPSG:4326", "EPSG:31467", always_xy=True)
    county = to_gauss_kruger.transform_bounds(*shapely.union_all(list(areas.values())).bounds)
    around = (county[0] - 60_000, county[1] - 60_000, county[2] + 60_000, county[3] + 60_000)
    assert names_in(official, county) == []
    assert names_in(official, around) == ["Helgoland"]


def test_the_members_of_the_samtgemeinde_lie_side_by_side(areas: dict[str, shapely.Polygon]) -> None:
    members = [areas[place.area] for place in MUNICIPALITIES if place.association == ASSOCIATION]
    assert len(members) == 3
    assert shapely.union_all(members).geom_type == "Polygon"


def test_neighbours_share_the_very_same_points(areas: dict[str, shapely.Polygon]) -> None:
    points = {area: set(polygon.exterior.coords) for area, polygon in areas.items()}
    touching = [pair for pair in itertools.combinations(areas, 2) if areas[pair[0]].touches(areas[pair[1]])]
    assert len(touching) == 16
    for one, other in touching:
        line = areas[one].intersection(areas[other])
        assert {tuple(point) for point in shapely.get_coordinates(line).tolist()} <= points[one] & points[other]


def test_every_house_stands_in_its_own_gemeinde_and_apart_from_the_others(areas: dict[str, shapely.Polygon]) -> None:
    houses = [shelter for shelter in shelters() if not shelter.flats]
    east, north = geometry.KILOMETRES_PER_DEGREE
    points = {}
    for shelter in houses:
        longitude, latitude = position(shelter)
        assert areas[shelter.area].contains(Point(longitude, latitude)), shelter.key
        points[shelter.key] = Point(longitude * east, latitude * north)
    assert min(one.distance(other) for one, other in itertools.combinations(points.values(), 2)) > 0.8


def test_the_outline_is_the_same_on_every_machine() -> None:
    ring = geometry.outline("99001001")
    assert len(ring) == 111
    assert ring[0] == ring[-1] == [6.71147, 54.59996]
    assert ring[40] == [6.86065, 54.61527]
