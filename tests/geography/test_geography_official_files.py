"""Official boundary files in the formats and coordinate systems they come in, and files that cannot be used."""

import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import pytest
import shapely

from dashboard.errors import SetupError
from dashboard.geography import boundaries, official_files, unpacking
from dashboard.geography.official_files import read

Zip = Callable[[str, Sequence[Path]], Path]
BUNDLED_PEINE = boundaries.bundled("03157").areas
CENTRE = {"03157006": (10.227, 52.322), "03157007": (10.373, 52.261)}


def peine(target: str = "EPSG:25832") -> tuple[list[dict[str, Any]], list[Any]]:
    """The seven Gemeinden as rows and multipolygons, in another coordinate system."""
    areas = BUNDLED_PEINE
    transformer = pyproj.Transformer.from_crs("OGC:CRS84", target, always_xy=True)
    move = lambda points: np.column_stack(transformer.transform(points[:, 0], points[:, 1]))  # noqa: E731
    rows = [
        {"AGS": row.area, "ARS": row.ars, "GEN": row.name, "BEZ": row.kind, "GF": 4}
        for row in areas.itertuples(index=False)
    ]
    return rows, [multi(shape) for shape in shapely.transform(areas["shape"].to_numpy(), move)]


def multi(shape: Any) -> Any:
    return shapely.multipolygons(shapely.get_parts(shape))


def assert_is_peine(read_areas: Any) -> None:
    """The seven Gemeinden, each on its own ground, shape by shape as bundled."""
    expected = BUNDLED_PEINE.set_index("area")["shape"]
    found = read_areas.set_index("area")["shape"]
    assert set(found.index) == set(expected.index)
    for area, shape in expected.items():
        assert found[area].symmetric_difference(shape).area < 0.01 * shape.area


# Real files


def test_vg5000_is_all_of_germany_in_degrees_with_three_repairs(vg5000: Path) -> None:
    germany = read(vg5000, "DE")
    assert len(germany.areas) == 10_997
    assert germany.remarks == ("3 ungültige Flächen wurden repariert.",)
    shapes = germany.areas["shape"].to_numpy()
    assert shapely.is_valid(shapes).all()
    west, south, east, north = shapely.total_bounds(shapes)
    assert (round(west), round(south), round(east), round(north)) == (6, 47, 15, 55)
    town = germany.areas.set_index("area")["shape"]["03157006"]
    assert town.contains(shapely.Point(*CENTRE["03157006"]))
    assert germany.as_of == date(2021, 1, 1)
    assert germany.edition == "2021-01-01"
    assert germany.source == "© GeoBasis-DE / BKG 2021 (Daten verändert)"


def test_vg5000_gives_one_district(vg5000: Path) -> None:
    helmstedt = read(vg5000, "03154")
    assert len(helmstedt.areas) == 28
    assert {"03154027", "03154028"} <= set(helmstedt.areas["area"])
    places = helmstedt.places().set_index("area")
    assert places.loc["03154028", "name"] == "Helmstedt"
    assert places.loc["03154024", "parent"] == "031545404"
    assert "stammen aus den mitgelieferten Grenzen" in helmstedt.borrowed[0]


def test_a_district_newer_than_the_bundled_state_is_read_and_its_missing_name_said(vg5000: Path) -> None:
    goettingen = read(vg5000, "03159")
    assert len(goettingen.areas) == 40
    assert goettingen.places().set_index("area").loc["03159", "name"] == "Kreis 03159"
    assert goettingen.borrowed[-1].startswith("Der Name von 03159 steht weder")


@pytest.mark.parametrize(
    ("name", "region", "count"),
    [
        ("lk_peine_03157_simplify200.geojson", "03157", 7),
        ("lk_helmstedt_03154_simplify200.geojson", "03154", 28),
        ("lk_helmstedt_03154_vg250_2016.geojson", "03154", 31),
    ],
)
def test_the_real_geojson_files(shared_data: Path, name: str, region: str, count: int) -> None:
    found = read(shared_data / "geo" / name, region)
    assert len(found.areas) == count
    assert found.source == "© GeoBasis-DE / BKG (Daten verändert)"
    assert found.edition == name
    assert found.as_of is None


def test_a_kreisfreie_stadt_out_of_an_official_file(vg5000: Path) -> None:
    braunschweig = read(vg5000, "03101")
    assert list(braunschweig.areas["area"]) == ["03101"]
    assert braunschweig.places()["kind"].tolist()[-1] == "Kreisfreie Stadt"


# Formats and coordinate systems


@pytest.mark.parametrize("crs", ["EPSG:25832", "EPSG:31467", "EPSG:4326", "EPSG:3857", "EPSG:3035", "EPSG:5677"])
def test_a_geopackage_in_any_common_system(write_layer: Any, crs: str) -> None:
    rows, shapes = peine(crs)
    found = read(write_layer("vg250.gpkg", rows, shapes, crs, driver="GPKG", layer="vg250_gem"), "03157")
    assert_is_peine(found.areas)
    assert found.remarks == ()
    assert found.source == "Grenzen: Datei „vg250.gpkg“"


def test_the_gemeinde_layer_is_found_and_the_others_give_names(write_layer: Any) -> None:
    rows, shapes = peine()
    whole = [multi(shapely.union_all(shapes))]
    district = [{"AGS": "03157", "ARS": "03157", "GEN": "Peine (neu)", "BEZ": "Landkreis", "GF": 4}]
    points = [shapely.point_on_surface(shape) for shape in shapes]
    options = {"driver": "GPKG", "append": True}
    write_layer("vg250.gpkg", district, whole, "EPSG:25832", layer="vg250_krs", driver="GPKG")
    write_layer("vg250.gpkg", rows, shapes, "EPSG:25832", layer="vg250_gem", **options)
    path = write_layer("vg250.gpkg", rows, points, "EPSG:25832", layer="vg250_pk", geometry_type="Point", **options)
    found = read(path, "03157")
    assert_is_peine(found.areas)
    assert found.upper.set_index("area")["name"]["03157"] == "Peine (neu)"


def test_a_zipped_shapefile_and_a_zipped_geopackage(write_layer: Any, zipped: Zip, tmp_path: Path) -> None:
    rows, shapes = peine()
    shapefile = write_layer("teile/VG250_GEM.shp", rows, shapes, "EPSG:25832", driver="ESRI Shapefile")
    state = tmp_path / "teile" / "aktualitaet.txt"
    state.write_text("01.01.2024\r\n")
    found = read(zipped("vg250.zip", sorted(shapefile.parent.iterdir())), "03157")
    assert_is_peine(found.areas)
    assert found.as_of == date(2024, 1, 1)
    geopackage = write_layer("vg250.gpkg", rows, shapes, "EPSG:25832", driver="GPKG", layer="gem")
    assert_is_peine(read(zipped("gpkg.zip", [geopackage]), "03157").areas)


def test_geojson_of_old_with_a_crs_member(tmp_path: Path) -> None:
    path = geojson(tmp_path, *peine(), crs="urn:ogc:def:crs:EPSG::25832")
    assert_is_peine(read(path, "03157").areas)


# What is in the rows


def test_only_land_is_drawn_and_parts_of_one_gemeinde_are_joined(tmp_path: Path) -> None:
    rows, shapes = peine("OGC:CRS84")
    west, south, east, north = shapes[0].bounds
    halves = [
        multi(shapes[0].intersection(shapely.box(west, south, 10.29, north))),
        multi(shapes[0].intersection(shapely.box(10.29, south, east, north))),
    ]
    water = shapely.multipolygons([shapely.box(10.0, 52.2, 10.1, 52.3)])
    extra = [rows[0], {**rows[1], "GF": 2}]
    path = geojson(tmp_path, [*rows, *extra], [halves[0], *shapes[1:], halves[1], water])
    assert_is_peine(read(path, "03157").areas)


def test_the_newer_land_factor_nine_counts_as_land(tmp_path: Path) -> None:
    rows, shapes = peine("OGC:CRS84")
    assert_is_peine(read(geojson(tmp_path, [{**row, "GF": 9} for row in rows], shapes), "03157").areas)


def test_keys_as_numbers_or_only_the_regional_key_are_enough(tmp_path: Path) -> None:
    rows, shapes = peine("OGC:CRS84")
    numbers = [{"ags": int(row["AGS"]), "gen": row["GEN"]} for row in rows]
    assert_is_peine(read(geojson(tmp_path, numbers, shapes), "03157").areas)
    regional = [{"RS": row["ARS"], "GEN": row["GEN"]} for row in rows]
    assert_is_peine(read(geojson(tmp_path, regional, shapes), "03157").areas)


def test_an_invalid_ring_is_repaired_and_counted(tmp_path: Path) -> None:
    rows, shapes = peine("OGC:CRS84")
    corner = shapely.get_coordinates(shapes[0])[0]
    bowtie = corner + np.array([[0, 0], [0.01, 0.01], [0.01, 0], [0, 0.01], [0, 0]])
    shapes[0] = shapely.multipolygons([shapely.polygons(bowtie)])
    found = read(geojson(tmp_path, rows, shapes), "03157")
    assert found.remarks == ("1 ungültige Fläche wurde repariert.",)
    assert shapely.is_valid(found.areas["shape"].to_numpy()).all()


def test_bezirke_of_a_kreisfreie_stadt_are_its_areas(tmp_path: Path) -> None:
    box = boundaries.bundled_boxes()["03101"]
    middle = (box[0] + box[2]) / 2
    west, east = shapely.box(box[0], box[1], middle, box[3]), shapely.box(middle, box[1], box[2], box[3])
    rows = [{"AGS": f"0310111{n}", "GEN": name, "BEZ": "Stadtbezirk"} for n, name in ((1, "West"), (2, "Ost"))]
    places = read(geojson(tmp_path, rows, [west, east]), "03101").places().set_index("area")
    assert places.loc["03101111", ["name", "kind", "parent"]].tolist() == ["West", "Stadtbezirk", "03101"]


# Refusals


def test_a_shapefile_without_its_prj_is_refused(write_layer: Any, zipped: Zip) -> None:
    rows, shapes = peine()
    parts = write_layer("teile/gem.shp", rows, shapes, "EPSG:25832", driver="ESRI Shapefile").parent
    with pytest.raises(SetupError, match=r"sagt nicht, in welchem Koordinatensystem .* die Datei \.prj"):
        read(zipped("gem.zip", [path for path in sorted(parts.iterdir()) if path.suffix != ".prj"]), "03157")


@pytest.mark.parametrize(
    ("crs", "reason"),
    [
        ("EPSG:25833", "liegen nicht in Deutschland, wo der Kreis 03157 ist. .*ETRS89 / UTM zone 33N"),
        ("EPSG:25831", "liegen nicht in Deutschland, wo der Kreis 03157 ist"),
        ("EPSG:31467", "liegen nicht in Deutschland|lässt sich nicht"),
        (None, "gibt Grad an .* enthält aber Koordinaten wie 588065 / 5811624"),
        ("EPSG:4326", "gibt Grad an .* enthält aber Koordinaten wie"),
        ("https://example.org/kein.wkt", "sagt nicht, in welchem Koordinatensystem"),
        ("+proj=utm +zone=32 +nadgrids=/etc/passwd", "sagt nicht, in welchem Koordinatensystem"),
    ],
)
def test_a_wrong_coordinate_system_is_refused_with_the_reason(tmp_path: Path, crs: str | None, reason: str) -> None:
    rows, shapes = peine("EPSG:25832")
    with pytest.raises(SetupError, match=reason):
        read(geojson(tmp_path, rows, shapes, crs=crs), "03157")


def test_swapped_longitude_and_latitude_are_noticed(tmp_path: Path) -> None:
    rows, shapes = peine("OGC:CRS84")
    swapped = [shapely.transform(shape, lambda points: points[:, ::-1]) for shape in shapes]
    with pytest.raises(SetupError, match="oder Länge und Breite sind vertauscht"):
        read(geojson(tmp_path, rows, swapped), "03157")


def test_a_district_without_areas_is_refused_with_those_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"keine Flächen für den Kreis 03154. Enthalten sind 1 Kreise: 03157"):
        read(geojson(tmp_path, *peine("OGC:CRS84")), "03154")


def test_only_water_is_refused(tmp_path: Path) -> None:
    rows, shapes = peine("OGC:CRS84")
    with pytest.raises(SetupError, match="nur Wasserflächen"):
        read(geojson(tmp_path, [{**row, "GF": 2} for row in rows], shapes), "03157")


def test_points_are_no_boundaries(tmp_path: Path) -> None:
    rows, shapes = peine("OGC:CRS84")
    with pytest.raises(SetupError, match="Punkte oder Linien"):
        read(geojson(tmp_path, rows, [shapely.point_on_surface(shape) for shape in shapes]), "03157")


def test_a_feature_without_geometry_is_refused(tmp_path: Path) -> None:
    rows, shapes = peine("OGC:CRS84")
    with pytest.raises(SetupError, match="hat 03157001 keine Fläche"):
        read(geojson(tmp_path, rows, [None, *shapes[1:]]), "03157")


def test_a_layer_without_keys_is_refused_by_name(tmp_path: Path) -> None:
    _, shapes = peine("OGC:CRS84")
    with pytest.raises(SetupError, match=r"keine Ebene mit Gemeindeschlüsseln .* Gefundene Ebenen: „grenzen“"):
        read(geojson(tmp_path, [{"name": "Ort"}] * 7, shapes), "03157")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("leer.geojson", b"", "ist keine Grenzdatei"),
        ("seite.geojson", b"<!DOCTYPE html><html></html>", "ist keine Grenzdatei"),
        ("fern.gpkg", b"<OGRVRTDataSource><OGRVRTLayer name='x'/></OGRVRTDataSource>", "ist keine Grenzdatei"),
        ("fern.shp", b"/vsicurl/http://example.org/x.shp", "ist keine Grenzdatei"),
        ("kaputt.geojson", b'{"type": "FeatureCollection", "features": [', "beschädigt"),
        ("falsch.geojson", b'{"type": "Topology", "objects": {}}', "beschädigt"),
        ("zahl.geojson", b'{"features": [1, 2]}', "beschädigt"),
        ("tief.geojson", b'{"features": ' + b"[" * 100_000, "beschädigt"),
        ("kaputt.gpkg", b"SQLite format 3\0" + b"\0" * 200, "beschädigt"),
        ("kaputt.zip", b"PK\x03\x04" + b"\0" * 100, "als ZIP-Datei beschädigt"),
        ("kopf.shp", bytes.fromhex("0000270a") + b"\0" * 96, "beschädigt"),
    ],
)
def test_files_that_are_none_are_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SetupError, match=reason):
        read(path, "03157")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="kann nicht geöffnet werden"):
        read(tmp_path / "fehlt.gpkg", "03157")


@pytest.mark.parametrize("share", [0.3, 0.9, 0.99])
@pytest.mark.parametrize("suffix", [".gpkg", ".shp", ".dbf", ".shx"])
def test_a_file_cut_in_the_middle_is_refused_or_reads_whole(
    write_layer: Any, zipped: Zip, suffix: str, share: float
) -> None:
    rows, shapes = peine()
    if suffix == ".gpkg":
        path = write_layer("vg250.gpkg", rows, shapes, "EPSG:25832", driver="GPKG", layer="gem")
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
        parts = path
    else:
        shapefile = write_layer("teile/gem.shp", rows, shapes, "EPSG:25832", driver="ESRI Shapefile")
        cut = shapefile.with_suffix(suffix)
        cut.write_bytes(cut.read_bytes()[: int(cut.stat().st_size * share)])
        parts = zipped("gem.zip", sorted(shapefile.parent.iterdir()))
    try:
        found = read(parts, "03157")
    except SetupError:
        return
    assert_is_peine(found.areas)


def test_a_zip_without_boundaries_is_refused(tmp_path: Path, zipped: Zip) -> None:
    other = tmp_path / "liesmich.txt"
    other.write_text("nichts")
    with pytest.raises(SetupError, match="ist keine Grenzdatei: gesucht werden"):
        read(zipped("leer.zip", [other]), "03157")


def test_a_zip_that_unpacks_beyond_the_limit_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = tmp_path / "bombe.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.geojson", b" " * 3_000_000)
        archive.writestr("b.geojson", b" " * 3_000_000)
    monkeypatch.setattr(unpacking, "LIMIT", 4_000_000)
    with pytest.raises(SetupError, match="gepackt oder entpackt größer als"):
        read(bomb, "03157")
    monkeypatch.setattr(unpacking, "LIMIT", 1_000)
    with pytest.raises(SetupError, match="gepackt oder entpackt größer als"):
        read(bomb, "03157")


def test_members_of_a_zip_cannot_leave_the_folder(tmp_path: Path) -> None:
    evil = tmp_path / "evil.zip"
    with zipfile.ZipFile(evil, "w") as archive:
        archive.writestr("../../heraus.geojson", b"{}")
        archive.writestr("/etc/heraus.gpkg", b"{}")
    folder = tmp_path / "ziel"
    folder.mkdir()
    written = unpacking.unpack(evil, folder)
    assert len(written) == 2
    assert all(folder in path.resolve().parents for path in written)


def test_nothing_is_left_behind(tmp_path: Path, vg5000: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official_files.tempfile, "tempdir", str(tmp_path))
    read(vg5000, "03157")
    assert list(tmp_path.iterdir()) == []


def geojson(folder: Path, rows: Sequence[Any], shapes: Sequence[Any], crs: str | None = None) -> Path:
    """A GeoJSON file of these rows; ``crs`` as the member of old."""
    features = [
        {"type": "Feature", "properties": row, "geometry": json.loads(shapely.to_geojson(shape)) if shape else None}
        for row, shape in zip(rows, shapes, strict=True)
    ]
    content: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if crs:
        content["crs"] = {"type": "name", "properties": {"name": crs}}
    path = folder / "grenzen.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path
