"""The whole fictional county, made once through the same doors as a real one."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import func, select

from dashboard.access.models import Account, OneTimeLink
from dashboard.accommodation.models import Facility, Occupancy, Report
from dashboard.accommodation.queries import facilities, history
from dashboard.demo import carriers, county, figures, files, people, wide
from dashboard.demo.places import ASSOCIATION, DISTRICT, MUNICIPALITIES
from dashboard.demo.shelters import QUARTERS
from dashboard.errors import SetupError
from dashboard.geography import queries as geography
from dashboard.observations import queries as observations
from dashboard.observations.models import IN_FORCE, TAKEN_BACK, Observation, Release, Upload
from dashboard.store import Actor, Circle, Role, Store, get_setting
from musterland import county_in

PLACES = [place.area for place in MUNICIPALITIES]
SECRET_OR_PRESENT = {"account": {"created_at"}, "intake_answer": {"at"}}
"""Columns that tell when the county was made."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("musterland")


@pytest.fixture(scope="module")
def musterland(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = county_in(folder, tmp_path_factory)
    yield store
    store.close()


def history_of(store: Store, circle: Circle) -> pd.DataFrame:
    with store.reading() as session:
        frame = history(session, circle, geography.places(session, DISTRICT), DISTRICT)
    return frame.set_index(["area", "period"])


@pytest.fixture(scope="module")
def inside(musterland: Store) -> pd.DataFrame:
    return history_of(musterland, Circle.INTERNAL)


@pytest.fixture(scope="module")
def outside(musterland: Store) -> pd.DataFrame:
    return history_of(musterland, Circle.PUBLIC)


def dump(path: Path) -> dict[str, list[Any]]:
    with sqlite3.connect(path) as database:
        database.row_factory = sqlite3.Row
        # The tables of a full-text index follow from the texts, and some of them have no rowid.
        listed = "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
        names = [row[0] for row in database.execute(listed)]
        return {
            name: [
                {key: value for key, value in dict(row).items() if key not in SECRET_OR_PRESENT.get(name, set())}
                for row in database.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
            ]
            for name in sorted(names)
        }


def test_every_file_is_taken_over_and_one_of_them_taken_back(musterland: Store) -> None:
    sent = [*files.facilities(), *wide.tables(), *carriers.tables(), files.correction(), files.stale()]
    columns = (Upload.file_name, Upload.supplier, Upload.state, Upload.who, Upload.at)
    with musterland.reading() as session:
        uploads = {row.file_name: row for row in session.execute(select(*columns))}
    assert len(uploads) == len(sent) + 1
    assert all(upload.supplier.endswith("(Beispieldaten)") for upload in uploads.values())
    states = {name: upload.state for name, upload in uploads.items() if upload.state != IN_FORCE}
    assert states == {files.stale().name: TAKEN_BACK}
    for file in sent:
        assert uploads[file.name].at.date() == file.arrived
        assert uploads[file.name].supplier == file.supplier
        assert uploads[file.name].who == "Koordinierungsstelle"


def test_seven_of_eight_quarters_are_released(musterland: Store) -> None:
    with musterland.reading() as session:
        released = list(session.scalars(select(Release.period).order_by(Release.id)))
        days = list(session.scalars(select(Release.at).order_by(Release.id)))
        reported = set(session.scalars(select(Report.period).where(Report.current)))
    assert released == list(QUARTERS[:7])
    assert reported == set(QUARTERS)
    assert [day.date() for day in days] == [date(2026, 2, 10)] * 5 + [date(2026, 5, 11), date(2026, 8, 10)]


def test_the_county_has_its_places_outlines_and_the_mark_of_example_data(musterland: Store) -> None:
    with musterland.reading() as session:
        assert get_setting(session, "demo") is True
        assert geography.district(session).name == "Landkreis Musterland"
        places = geography.places(session, DISTRICT)
        drawn = geography.features(session, [*PLACES, ASSOCIATION])
    assert list(places["level"]).count("municipality") == 9
    assert places.set_index("area")["name"][ASSOCIATION] == "Samtgemeinde Skizzental"
    assert [feature["properties"]["area"] for feature in drawn.features] == [*PLACES, ASSOCIATION]
    assert drawn.missing == ()
    assert drawn.sources == ("Beispieldaten: frei erfundene Grenzen, Landkreis Musterland",)


def test_the_accounts_have_no_passwords_and_no_links(musterland: Store) -> None:
    with musterland.reading() as session:
        accounts = {account.name: account for account in session.scalars(select(Account))}
        assert session.scalar(select(func.count()).select_from(OneTimeLink)) == 0
        assert all(account.password_hash is None for account in accounts.values())
        seen = {name: (account.role, account.circle) for name, account in accounts.items()}
        group = [name for name, account in accounts.items() if account.sees_protected]
    assert seen == {
        "landrat": ("viewer", "internal"),
        "koordinierungsstelle": ("editor", "internal"),
        "verwaltung-it": ("admin", "internal"),
        "schutz": ("editor", "internal"),
        "stab": ("viewer", "coordination"),
        "oeffentlichkeit": ("viewer", "public"),
    }
    assert group == ["schutz"]


def test_a_place_has_the_sum_of_its_open_houses_in_every_quarter(inside: pd.DataFrame) -> None:
    compared = 0
    for number, code in enumerate(QUARTERS):
        for area in PLACES:
            if (area, code) in inside.index and inside.loc[(area, code), "belegt"] >= 0:
                assert inside.loc[(area, code), "belegt"] == figures.total([area], number, "belegt"), (area, code)
                assert inside.loc[(area, code), "plaetze"] == figures.total([area], number, "plaetze")
                compared += 1
    assert compared == 9 * 8 - 2 - 3 * 2  # two tables never came, and for two quarters three members have no own figure


def test_the_protected_house_is_only_in_the_districts_total(musterland: Store, inside: pd.DataFrame) -> None:
    places = sum(inside.loc[(area, "2026-Q2"), "belegt"] for area in PLACES)
    assert inside.loc[(DISTRICT, "2026-Q2"), "belegt"] == places + 16
    with musterland.reading() as session:
        rows = session.execute(select(Occupancy.latitude, Occupancy.longitude).where(Occupancy.protected)).all()
        everybody = people.actor(musterland, "koordinierungsstelle")
        seen = facilities(session, everybody, areas=PLACES)
        group = facilities(session, people.actor(musterland, "schutz"), areas=PLACES)
    assert rows == [(None, None)] * 8
    assert not seen["protected"].any()
    assert group["protected"].sum() == 8


def test_at_least_28_houses_are_known_and_one_is_overfull(musterland: Store) -> None:
    with musterland.reading() as session:
        newest = facilities(session, Actor.local(), areas=PLACES)
    newest = newest[(newest["period"] == "2026-Q3") & (newest["kind"] != "Wohnung")]
    assert len(newest) == 31 - 3  # Vorbildingen's three have not been delivered
    overfull = newest[newest["belegt"] > newest["plaetze"]]
    assert list(overfull["name"]) == ["Alte Weberei"]


def test_a_renamed_house_keeps_its_history(musterland: Store) -> None:
    with musterland.reading() as session:
        names = session.execute(
            select(Report.period, Occupancy.name, Facility.id)
            .join(Occupancy, Occupancy.report == Report.id)
            .join(Facility, Facility.id == Occupancy.facility)
            .where(Report.current, Report.area == "99001001", Facility.key.contains("02"))
            .order_by(Report.period)
        ).all()
    assert [name for _, name, _ in names] == ["Sammelunterkunft Messplatz"] * 4 + ["Haus der Ankunft"] * 4
    assert len({number for _, _, number in names}) == 1


def test_flats_are_one_total_without_name_and_position(musterland: Store) -> None:
    with musterland.reading() as session:
        flats = facilities(session, Actor.local(), areas=["99001002"])
    flats = flats[(flats["kind"] == "Wohnung") & (flats["period"] == "2026-Q3")]
    assert list(flats["rows"]) == [9]
    assert list(flats["belegt"]) == [39.0]
    assert "Wohnung 1" not in set(flats["name"])


def test_a_place_that_did_not_deliver_is_missing_and_never_zero(inside: pd.DataFrame) -> None:
    assert pd.isna(inside.loc[("99001005", "2026-Q3"), "belegt"])
    assert inside.loc[(DISTRICT, "2026-Q3"), "missing"] == ("Vorbildingen",)
    assert inside.loc[(DISTRICT, "2025-Q2"), "missing"] == ("Probenmühlen",)
    assert inside.loc[(DISTRICT, "2026-Q2"), "missing"] == ()


def test_the_samtgemeinde_speaks_for_its_members_until_it_sends_houses(inside: pd.DataFrame) -> None:
    assert inside.loc[(ASSOCIATION, "2025-Q1"), "belegt"] == 105
    assert ("99001007", "2025-Q1") not in inside.index
    assert inside.loc[("99001007", "2025-Q2"), "belegt"] == figures.total(["99001007"], 2, "belegt")


def test_outside_three_people_in_a_place_are_withheld(inside: pd.DataFrame, outside: pd.DataFrame) -> None:
    assert inside.loc[("99001009", "2025-Q3"), "belegt"] == 3
    assert outside.loc[("99001009", "2025-Q3"), "belegt_sign"] == "•"
    assert pd.isna(outside.loc[("99001009", "2025-Q3"), "belegt"])
    assert outside.loc[("99001009", "2025-Q4"), "belegt"] == 6
    assert (outside["davon_selbstzahler_sign"] == "•").sum() >= 10


def test_outside_the_newest_quarter_does_not_exist(outside: pd.DataFrame) -> None:
    assert set(outside.index.get_level_values("period")) == set(QUARTERS[:7])


def test_a_correction_after_the_release_waits_for_another_one(inside: pd.DataFrame, outside: pd.DataFrame) -> None:
    assert inside.loc[("99001004", "2026-Q2"), "belegt"] == 112
    assert outside.loc[("99001004", "2026-Q2"), "belegt"] == 109


def test_what_was_taken_back_does_not_count(inside: pd.DataFrame) -> None:
    assert inside.loc[("99001006", "2026-Q1"), "belegt"] == 38


def test_free_places_are_known_where_the_supplier_says_them(inside: pd.DataFrame) -> None:
    told = {area for area in PLACES if inside.loc[(area, "2026-Q2"), "nutzbar_frei"] >= 0}
    assert told == {"99001001", "99001002", "99001007", "99001008", "99001009"}


def test_the_other_fields_have_figures_at_all_levels(musterland: Store) -> None:
    with musterland.reading() as session:
        frame = observations.values(
            session,
            Circle.INTERNAL,
            indicators=["schutzsuchende", "praktika", "aufnahme_soll", "ehrenamtliche", "einwohner", "uma"],
        )
    values = frame.set_index(["indicator", "area", "period"])["value"]
    signs = frame.set_index(["indicator", "area", "period"])["sign"]
    assert values["schutzsuchende", DISTRICT, "2025"] == 3905
    assert values["praktika", ASSOCIATION, "2026-Q3"] == 7
    assert values["aufnahme_soll", "99001001", "2026-04/2026-09"] == 53
    assert signs["ehrenamtliche", "99001005", "2025-Q4"] == "."
    assert [values["einwohner", "99001001", str(year)] for year in (2023, 2024, 2025)] == [38412, 38655, 38790]
    assert values["uma", DISTRICT, "2026-Q3"] == 26


def test_every_value_rests_on_an_upload(musterland: Store) -> None:
    with musterland.reading() as session:
        known = set(session.scalars(select(Upload.id)))
        used = set(session.scalars(select(Observation.upload))) | set(session.scalars(select(Report.upload)))
    assert used == known


def test_two_runs_give_the_same_county(musterland: Store, folder: Path, tmp_path: Path) -> None:
    county.prepare(tmp_path).close()
    first, second = dump(folder / "lagebild.sqlite3"), dump(tmp_path / "lagebild.sqlite3")
    assert first.keys() == second.keys()
    for table, rows in first.items():
        assert rows == second[table], table


def test_a_folder_with_a_data_base_is_left_alone(musterland: Store, folder: Path) -> None:
    before = dump(folder / "lagebild.sqlite3")
    with pytest.raises(SetupError, match="liegt schon eine Datenbank"):
        county.prepare(folder)
    assert dump(folder / "lagebild.sqlite3") == before


def test_the_office_may_only_what_its_account_may(musterland: Store) -> None:
    office = people.actor(musterland, county.OFFICE)
    assert (office.role, office.circle, office.sees_protected) == (Role.EDITOR, Circle.INTERNAL, False)
