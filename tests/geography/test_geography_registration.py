"""Registering districts: what is planned, what is written, what is said, and that nothing is written twice."""

from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
import shapely
from sqlalchemy import func, select

from dashboard.errors import NotAllowed, NotFound, SetupError
from dashboard.geography import commands, queries, registration
from dashboard.geography.boundaries import bundled
from dashboard.geography.commands import Registered, prepare, register, register_directory
from dashboard.geography.directory import Directory
from dashboard.geography.models import Boundary, Place
from dashboard.geography.registration import Plan
from dashboard.store import Actor, Circle, Role, Store
from dashboard.store.models import Audit

# The files do not change during a run, so each is read once.
READ_ONCE = {name: cache(getattr(commands, name)) for name in ("bundled", "read_directory")}
OFFICIAL = cache(commands.official_files.read)

GONE = ["03154003", "03154010", "03154011", "03154020", "03154023"]
NEW = ["03154027", "03154028"]


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, read in READ_ONCE.items():
        monkeypatch.setattr(commands, name, read)
    monkeypatch.setattr(commands.official_files, "read", OFFICIAL)


def init(store: Store, district: str, boundaries: Path | None = None, directory: Path | None = None) -> Registered:
    """What ``dashboard init`` does."""
    with store.reading() as session:
        plan = prepare(session, district, boundaries, directory)
    with store.unit_of_work(Actor.local()) as work:
        return register(work, plan)


def older(listed: Directory, day: date) -> Directory:
    """The same directory, had it been published on another day, with Büddenstedt still in it."""
    gone = listed.places[listed.places["area"] == "03154014"].assign(
        area="03154003", name="Büddenstedt", short_name="Büddenstedt", sort_key="031540003003"
    )
    return Directory(day, pd.concat([listed.places, gone], ignore_index=True), listed.inhabitants)


def test_peine_is_registered_with_its_seven_gemeinden(store: Store) -> None:
    done = init(store, "03157")
    assert (done.added, done.outlines, done.ended) == (10, 7, 0)
    with store.reading() as session:
        assert queries.own_district(session) == "03157"
        assert queries.district(session).name == "Landkreis Peine"
        assert not queries.district(session).is_city
        places = queries.places(session, "03157")
        assert places["area"].tolist() == ["03157", *(f"0315700{n}" for n in (1, 2, 5, 6, 7, 8, 9))]
        assert places["origin"].unique().tolist() == ["boundaries"]
        drawn = queries.features(session, places["area"])
        assert (len(drawn.features), drawn.missing) == (8, ())
        assert drawn.sources == ("© GeoBasis-DE / BKG 2016 (Daten verändert)",)


def test_doing_it_again_changes_nothing_and_leaves_no_trace(embedded: Store) -> None:
    init(embedded, "03157")
    before = embedded.versions()
    done = init(embedded, "03157")
    assert done.nothing
    assert done.sentence() == "Orte und Grenzen waren schon so eingetragen; es wurde nichts geändert."
    assert embedded.versions() == before
    with embedded.reading() as session:
        assert session.scalar(select(func.count()).select_from(Audit)) == 2  # the places, and the own district


def test_before_init_there_is_no_district(embedded: Store) -> None:
    with embedded.reading() as session:
        assert queries.own_district(session) is None
        with pytest.raises(NotFound, match="noch kein Landkreis eingerichtet"):
            queries.district(session)


def test_a_directory_names_what_does_not_match_the_outdated_boundaries(
    embedded: Store, directory_file: Path, shared_data: Path
) -> None:
    outdated = shared_data / "geo" / "lk_helmstedt_03154_vg250_2016.geojson"
    with embedded.reading() as session:
        plan = prepare(session, "03154", outdated, directory_file)
    assert plan.without_boundary is not None
    assert plan.without_place is not None
    assert plan.without_boundary["area"].tolist() == ["03154028", "03154027"]
    assert sorted(plan.without_place["area"]) == GONE
    told = plan.sentences()
    assert told[0] == (
        "Landkreis Helmstedt (03154): 23 Gemeinden, 4 Verbände (Samtgemeinden und ähnliche) "
        "und 5 gemeindefreie Gebiete."
    )
    assert told[1] == f"Grenzen: 26 Flächen, © GeoBasis-DE / BKG (Daten verändert), {outdated.name}."
    assert "Helmstedt (03154028), Söllingen (03154027)" in told[2]
    assert "Büddenstedt (03154003)" in told[3]
    assert "Söllingen (03154020)" in told[3]
    assert len(told) == 4  # names borrowed for want of a directory are no matter here


@pytest.mark.parametrize(("district", "count"), [("03157", 7), ("03154", 28)])
def test_the_real_boundaries_and_the_directory_have_equal_keys(
    embedded: Store, shared_data: Path, directory_file: Path, district: str, count: int
) -> None:
    [path] = (shared_data / "geo").glob(f"lk_*_{district}_simplify200.geojson")
    with embedded.reading() as session:
        plan = prepare(session, district, path, directory_file)
    assert plan.without_boundary is not None
    assert plan.without_place is not None
    assert plan.outlines is not None
    assert (len(plan.without_boundary), len(plan.without_place), len(plan.outlines)) == (0, 0, count)


def test_a_newer_boundary_file_replaces_the_old_edition_and_keeps_it(store: Store, vg5000: Path) -> None:
    init(store, "03154")
    done = init(store, "03154", vg5000)
    assert (done.added, done.ended) == (2, 5)
    assert (done.outlines, done.replaced) == (28, 31)
    with store.reading() as session:
        editions = select(Boundary.edition, func.count()).where(Boundary.current).group_by(Boundary.edition)
        assert [tuple(row) for row in session.execute(editions)] == [("2021-01-01", 28)]
        assert session.scalar(select(func.count()).select_from(Boundary)) == 59
        ended = queries.places(session, "03154", ended=True).dropna(subset="valid_until")
        assert sorted(ended["area"]) == GONE
        assert set(ended["valid_until"]) == {date(2021, 1, 1)}
    assert init(store, "03154", vg5000).nothing


def test_going_back_to_an_edition_puts_its_rows_in_force_again(store: Store, vg5000: Path) -> None:
    init(store, "03157")
    init(store, "03157", vg5000)
    done = init(store, "03157")
    assert (done.outlines, done.replaced) == (7, 7)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Boundary)) == 14


def test_older_boundaries_never_bring_back_what_has_ended(embedded: Store, vg5000: Path) -> None:
    init(embedded, "03154", vg5000)
    done = init(embedded, "03154")
    assert (done.added, done.changed, done.ended) == (0, 0, 0)
    with embedded.reading() as session:
        assert set(NEW) <= set(queries.places(session, "03154")["area"])


def test_without_a_directory_the_one_registered_before_keeps_its_names(
    embedded: Store, directory_file: Path, vg5000: Path
) -> None:
    init(embedded, "03154", None, directory_file)
    with embedded.reading() as session:
        plan = prepare(session, "03154", vg5000)
    assert plan.places is None
    assert plan.sentences()[:2] == [
        "Die eingetragenen Orte bleiben, wie das neuere Verzeichnis sie nennt.",
        "Grenzen: 28 Flächen, © GeoBasis-DE / BKG 2021 (Daten verändert), Gebietsstand 01.01.2021.",
    ]
    assert plan.without_boundary is not None
    assert len(plan.without_boundary) == 0


def test_an_uploaded_directory_adds_samtgemeinden_and_ends_what_is_no_more(store: Store, listed: Directory) -> None:
    init(store, "03154")
    with store.unit_of_work(Actor("Büro", Role.EDITOR, Circle.INTERNAL)) as work:
        done, plans = register_directory(work, listed)
    assert (done.added, done.ended) == (2, 5)
    assert plans[0].without_boundary is not None
    assert sorted(plans[0].without_boundary["area"]) == NEW
    with store.reading() as session:
        places = queries.places(session, "03154").set_index("area")
        assert len(places) == 1 + 4 + 28
        assert places.loc["031545404", "name"] == "Samtgemeinde Velpke"
        assert places["origin"].unique().tolist() == ["directory"]
    with store.unit_of_work(Actor.local()) as work:
        assert register_directory(work, listed)[0].nothing


def test_an_older_directory_only_adds_what_has_ended(embedded: Store, directory_file: Path, listed: Directory) -> None:
    init(embedded, "03154", None, directory_file)
    with embedded.unit_of_work(Actor.local()) as work:
        done, plans = register_directory(work, older(listed, date(2016, 12, 31)))
    assert (done.added, done.changed, done.ended) == (1, 0, 0)
    assert plans[0].sentences()[0].startswith("Die Datei ist älter als das bekannte Verzeichnis vom 30.11.2023")
    with embedded.reading() as session:
        assert "03154003" not in set(queries.places(session, "03154")["area"])
        everything = queries.places(session, "03154", ended=True).set_index("area")
        assert everything.loc["03154003", "valid_until"] == date(2023, 11, 30)


def test_a_district_for_comparison_is_kept_beside_the_own_one(embedded: Store, listed: Directory) -> None:
    init(embedded, "03157")
    with embedded.reading() as session:
        plan = prepare(session, "03154")
    with embedded.unit_of_work(Actor.local()) as work:
        register(work, plan, own=False)
    with embedded.unit_of_work(Actor.local()) as work:
        _, plans = register_directory(work, listed)
    assert [plan.region for plan in plans] == ["03157", "03154"]
    with embedded.reading() as session:
        assert queries.own_district(session) == "03157"
        assert queries.places(session, "03154").set_index("area").loc["031545401", "origin"] == "directory"


def test_a_directory_without_the_own_district_is_refused(embedded: Store, listed: Directory) -> None:
    init(embedded, "03157")
    elsewhere = Directory(listed.edition, listed.places[listed.places["area"].str[:5] != "03157"], listed.inhabitants)
    with (
        pytest.raises(SetupError, match=r"Gebietsstand 30.11.2023 gibt es den Kreis 03157 nicht"),
        embedded.unit_of_work(Actor.local()) as work,
    ):
        register_directory(work, elsewhere)


def test_a_kreisfreie_stadt_is_one_place_with_an_area(embedded: Store, directory_file: Path) -> None:
    init(embedded, "03101", None, directory_file)
    with embedded.reading() as session:
        assert queries.district(session).is_city
        assert queries.places(session, "03101")["area"].tolist() == ["03101"]
        assert [feature["id"] for feature in queries.features(session, ["03101"]).features] == ["03101"]


def test_a_samtgemeinde_is_drawn_as_the_union_of_its_members(
    embedded: Store, vg5000: Path, directory_file: Path
) -> None:
    init(embedded, "03154", vg5000, directory_file)
    with embedded.reading() as session:
        places = queries.places(session)
        members = queries.members(places, "031545404")
        assert members == ["03154001", "03154004", "03154007", "03154009", "03154024"]
        union = queries.outline(session, "031545404")
        parts = [queries.outline(session, area) for area in members]
        assert union is not None
        assert union.area == pytest.approx(sum(part.area for part in parts if part is not None), rel=1e-4)
        [feature] = queries.features(session, ["031545404"]).features
        assert feature["properties"]["name"] == "Samtgemeinde Velpke"
        inside = shapely.Point(feature["properties"]["lon"], feature["properties"]["lat"])
        assert union.contains(inside)
        district = queries.outline(session, "03154")
        assert district is not None
        assert district.contains(inside)


def test_members_without_an_area_are_named_not_drawn_over(embedded: Store, directory_file: Path) -> None:
    init(embedded, "03154", None, directory_file)
    with embedded.reading() as session:
        drawn = queries.features(session, ["031545402", "03154027", "03154028", "03154002"])
    assert [feature["id"] for feature in drawn.features] == ["031545402", "03154002"]
    assert drawn.missing == ("Söllingen", "Helmstedt")
    assert drawn.incomplete == {"031545402": ("Söllingen",)}


def test_points_outside_the_district_are_found(embedded: Store) -> None:
    init(embedded, "03157")
    with embedded.reading() as session:
        shape = queries.outline(session, "03157")
    assert shape is not None
    longitude, latitude = [10.227, 52.322, 11.0, float("nan")], [52.322, 10.227, 52.2, 52.3]
    assert queries.points_inside(shape, longitude, latitude).tolist() == [True, False, False, False]


def test_the_district_keeps_its_whole_shape_where_an_area_has_no_place(
    embedded: Store, directory_file: Path, shared_data: Path
) -> None:
    outdated = shared_data / "geo" / "lk_helmstedt_03154_vg250_2016.geojson"
    init(embedded, "03154", outdated, directory_file)
    with embedded.reading() as session:
        shape = queries.outline(session, "03154")
        drawn = queries.features(session, ["03154028", "03154026"])
    assert shape is not None
    assert queries.points_inside(shape, [11.009], [52.228]).tolist() == [True]  # the town of Helmstedt
    assert drawn.missing == ("Helmstedt",)


def test_only_admins_register_and_only_editors_upload_a_directory(embedded: Store, listed: Directory) -> None:
    with embedded.reading() as session:
        plan = prepare(session, "03157")
    with pytest.raises(NotAllowed), embedded.unit_of_work(Actor("Büro", Role.EDITOR, Circle.INTERNAL)) as work:
        register(work, plan)
    with pytest.raises(NotAllowed), embedded.unit_of_work(Actor("Gast", Role.VIEWER, Circle.INTERNAL)) as work:
        register_directory(work, listed)


@pytest.mark.parametrize("text", ["3157", "Peine", "03157006", "", "0315a"])
def test_a_wrong_district_key_is_explained(embedded: Store, text: str) -> None:
    with embedded.reading() as session, pytest.raises(SetupError, match="fünf Ziffern mit führender Null"):
        prepare(session, text)


def test_a_missing_directory_file_is_named(embedded: Store, tmp_path: Path) -> None:
    with embedded.reading() as session, pytest.raises(SetupError, match=r"fehlt\.txt kann nicht geöffnet werden"):
        prepare(session, "03157", None, tmp_path / "fehlt.txt")


def test_an_invented_county_is_registered_from_data(embedded: Store) -> None:
    square = shapely.box(9.0, 51.0, 9.1, 51.1)
    areas = pd.DataFrame({"area": ["99001001"], "name": ["Musterstadt"], "shape": [square]})
    places = pd.DataFrame(
        [
            ("DE", "federation", "Deutschland", "Deutschland", "Bund", "", ""),
            ("99", "state", "Musterland", "Musterland", "Land", "DE", "99"),
            ("99001", "district", "Landkreis Musterland", "Musterland", "Landkreis", "99", "99001"),
            ("99001001", "municipality", "Musterstadt", "Musterstadt", "Stadt", "99001", "990010001001"),
        ],
        columns=["area", "level", "name", "short_name", "kind", "parent", "sort_key"],
    )
    plan = Plan(
        "99001", places, registration.GIVEN, outlines=registration.outlines(areas), edition="x", source="erfunden"
    )
    with embedded.unit_of_work(Actor.local()) as work:
        assert register(work, plan).added == 4
    with embedded.reading() as session:
        assert queries.district(session).name == "Landkreis Musterland"
        assert queries.features(session, ["99001001"]).sources == ("erfunden",)


def test_all_of_germany_can_be_registered_and_a_district_keeps_being_the_own_one(
    embedded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    lower_saxony = bundled("03")  # a twelfth of it, for time
    monkeypatch.setattr(commands, "bundled", lambda region: lower_saxony if region == "DE" else bundled(region))
    done = init(embedded, "alle")
    assert done.outlines == len(lower_saxony.areas) == 996
    with embedded.reading() as session:
        assert queries.own_district(session) == "DE"
        assert session.scalar(select(func.count()).select_from(Place)) == done.added
        assert len(queries.features(session, ["03157", "031545404", "03157006"]).features) == 3
    assert init(embedded, "03157").added == 0
    assert init(embedded, "alle").nothing
    with embedded.reading() as session:
        assert queries.own_district(session) == "03157"


def test_stored_shapes_are_those_of_the_file(embedded: Store) -> None:
    init(embedded, "03157")
    expected = bundled("03157").areas.set_index("area")["shape"]
    with embedded.reading() as session:
        for area, geometry in session.execute(select(Boundary.area, Boundary.geometry)):
            assert shapely.from_geojson(geometry).equals_exact(expected[area], tolerance=1e-6)
