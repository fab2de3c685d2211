"""The bundled boundaries: complete, without gaps, and a district at a time."""

import gzip
import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import shapely

from dashboard.errors import SetupError
from dashboard.geography import boundaries, bundling
from dashboard.geography.boundaries import BUNDLED_FILE, bundled
from dashboard.settings import get_settings


def test_peine_has_its_seven_gemeinden() -> None:
    peine = bundled("03157")
    assert list(peine.areas["area"]) == [f"0315700{number}" for number in (1, 2, 5, 6, 7, 8, 9)]
    assert list(peine.areas["name"]) == [
        "Edemissen",
        "Hohenhameln",
        "Lengede",
        "Peine",
        "Vechelde",
        "Wendeburg",
        "Ilsede",
    ]
    assert peine.source == "© GeoBasis-DE / BKG 2016 (Daten verändert)"
    assert peine.edition == "2016-01-01"


def test_neighbours_share_their_border_without_gaps() -> None:
    shapes = bundled("03157").areas["shape"].to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.union_all(shapes)
    assert whole.geom_type == "Polygon"
    assert len(whole.interiors) == 0


def test_the_shapes_lie_where_peine_is() -> None:
    peine = bundled("03157").areas.set_index("area")["shape"]
    assert peine["03157006"].contains(shapely.Point(10.227, 52.322))
    assert not peine["03157007"].contains(shapely.Point(10.227, 52.322))


def test_places_come_with_their_samtgemeinden() -> None:
    places = bundled("03154").places().set_index("area")
    assert places.loc["031545404", "name"] == "Samtgemeinde Velpke"
    assert places.loc["03154024", "parent"] == "031545404"
    assert places.loc["03154019", "parent"] == "03154"
    assert places.loc["03154502", "name"] == "Helmstedt, gemeindefreies Gebiet"
    assert places.loc["03154", ["name", "parent", "level"]].tolist() == ["Landkreis Helmstedt", "03", "district"]
    assert places.loc["DE", "parent"] == ""


def test_a_kreisfreie_stadt_is_one_place_under_five_digits() -> None:
    braunschweig = bundled("03101")
    assert list(braunschweig.areas["area"]) == ["03101"]
    assert list(braunschweig.places()["area"]) == ["DE", "03", "03101"]
    assert braunschweig.places().iloc[2]["kind"] == "Kreisfreie Stadt"


def test_a_district_that_did_not_exist_in_2016_is_refused_with_advice() -> None:
    with pytest.raises(SetupError, match=r"03159 gibt es in den mitgelieferten Grenzen .Stand 2016. keine Flächen"):
        bundled("03159")


def test_all_of_germany_is_known_by_name() -> None:
    germany = boundaries.bundled_places()
    assert germany["area"].is_unique
    assert germany["level"].value_counts().to_dict() == {
        "municipality": 11299 - 107,
        "association": 1268,
        "district": 402,
        "state": 16,
        "federation": 1,
    }
    assert len(boundaries.bundled_cities()) == 107
    west, south, east, north = boundaries.bundled_boxes()["03157"]
    assert 9.9 < west < east < 10.5
    assert 52.1 < south < north < 52.5


def test_the_file_is_plain_geojson_of_the_promised_size() -> None:
    path = get_settings().geography_dir / BUNDLED_FILE
    assert 3_000_000 < path.stat().st_size < 5_000_000
    first, *lines, last = gzip.decompress(path.read_bytes()).decode().strip().split("\n")
    assert first + last == '{"type":"FeatureCollection","features":[]}'
    assert all(line.endswith(",") for line in lines[:-1])
    some = [json.loads(line.removesuffix(",")) for line in [*lines[:-1:100], lines[-1]]]
    assert all(feature["id"] == feature["properties"]["AGS"] for feature in some)
    assert sum('"geometry":null' not in line for line in lines) == 11299


def test_a_damaged_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / BUNDLED_FILE).write_bytes(b"\x1f\x8b kein gzip")
    monkeypatch.setattr(boundaries, "get_settings", lambda: SimpleNamespace(geography_dir=tmp_path))
    with pytest.raises(SetupError, match="mitgelieferten Grenzen können nicht gelesen werden"):
        bundled("03157")


def test_bundling_keeps_land_only_repairs_and_repeats_itself(tmp_path: Path) -> None:
    package = _package(tmp_path)
    data = bundling.build(package)
    assert data == bundling.build(package)
    features = json.loads(gzip.decompress(data))["features"]
    assert [feature["id"] for feature in features] == ["03", "03154", "03154001", "03154002", "031545404"]
    assert [feature["geometry"] is None for feature in features] == [True, True, False, False, True]
    assert features[1]["bbox"] == [10.0, 52.0, 10.2, 52.1]
    bowtie = shapely.from_geojson(json.dumps(features[3]["geometry"]))
    assert shapely.is_valid(bowtie)
    assert bowtie.area == pytest.approx(0.005)


def _package(folder: Path) -> Path:
    """The npm package in small: a bare list with nested collections, water beside land, an invalid shape."""
    square = np.array([[10.0, 52.0], [10.1, 52.0], [10.1, 52.1], [10.0, 52.1], [10.0, 52.0]])
    bowtie = np.array([[10.1, 52.0], [10.2, 52.1], [10.2, 52.0], [10.1, 52.1], [10.1, 52.0]])

    def feature(key: str, ring: np.ndarray, factor: int = 4, ars: str = "", kind: str = "Gemeinde") -> dict:
        properties = {"AGS": key, "RS": ars or key, "GEN": "Ort", "BEZ": kind, "GF": factor}
        geometry = {"type": "Polygon", "coordinates": [ring.tolist()]}
        return {"type": "Feature", "properties": properties, "geometry": geometry}

    water = feature("03154001", square + 5, factor=2)
    nested = {"type": "FeatureCollection", "features": [water, feature("03154001", square, ars="031545404001")]}
    contents = {
        "gemeinden": [feature("03154002", bowtie), nested],
        "verwaltungsgemeinschaften": [
            feature("--------", square, ars="031545404", kind="Samtgemeinde"),
            feature("--------", square, ars="031540002", kind="Einheitsgemeinde"),
        ],
        "kreise": [feature("03154", square, kind="Landkreis")],
        "laender": [feature("03", square, kind="Land")],
    }
    for name, content in contents.items():
        (folder / f"{name}.geo.json").write_text(json.dumps(content), encoding="utf-8")
    return folder
