"""The figures of accommodation: sums of facilities, the district, protected houses, and what each circle has."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import update

from dashboard import catalogue
from dashboard.accommodation import confidentiality
from dashboard.accommodation.models import Facility, Occupancy, Report
from dashboard.accommodation.queries import facilities, history, kinds
from dashboard.accommodation.values import values_of
from dashboard.errors import NotAllowed
from dashboard.observations.models import IN_FORCE, Observation, Release, Upload
from dashboard.periods import Period
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Actor, Circle, Role, Store, now

CATALOGUE = catalogue.load(PROGRAM_ROOT / "data" / "catalogue")
ADMIN = Actor.local()
OFFICE = Actor("Büro", Role.EDITOR, Circle.INTERNAL)
Q2, Q3 = "2026-Q2", "2026-Q3"
NORD, SUED, WEST, OST, FORST, SG = "99001001", "99001002", "99001003", "99001004", "99001901", "990015401"
PLACES = pd.DataFrame(
    [
        ("99001", "Musterland", "district", "Landkreis", None),
        (NORD, "Nord", "municipality", "Gemeinde", "99001"),
        (SUED, "Süd", "municipality", "Stadt", "99001"),
        (SG, "SG Mitte", "association", "Samtgemeinde", "99001"),
        (WEST, "West", "municipality", "Gemeinde", SG),
        (OST, "Ost", "municipality", "Gemeinde", SG),
        (FORST, "Forst", "municipality", "gemeindefreies Gebiet", "99001"),
    ],
    columns=["area", "name", "level", "kind", "parent"],
)


def add_upload(work: Any) -> Upload:
    return work.add(  # type: ignore[no-any-return]
        Upload(
            file_name="a.csv", sha256="0" * 64, size=1, layout="facilities", profile=None, supplier="", period=None,
            who="", account=None, at=now(), state=IN_FORCE,
        )
    )  # fmt: skip


def report(store: Store, area: str, period: str, shelters: Sequence[dict[str, Any]]) -> None:
    """Write the report of one place as a facilities file would."""
    with store.unit_of_work(ADMIN) as work:
        upload = add_upload(work)
        entry = work.add(
            Report(area=area, period=period, period_end=Period.of(period).last, upload=upload.id, current=True)
        )
        for number, shelter in enumerate(shelters):
            facility = work.add(Facility(area=area, key=f"{period}-{number}"))
            work.add(
                Occupancy(
                    **({"report": entry.id, "facility": facility.id, "name": f"Haus {number}", "kind": "GU"} | shelter)
                )
            )
        work.record("figures", "upload.taken_over", f"upload:{upload.id}")


def state(store: Store, indicator: str, values: dict[tuple[str, str], float]) -> None:
    """Write stored values as a wide table would."""
    from dashboard.observations.commands import supersede

    rows = [
        {"indicator": indicator, "area": a, "period": p, "breakdown": 0, "value": v, "sign": ""}
        for (a, p), v in values.items()
    ]  # fmt: skip
    with store.unit_of_work(ADMIN) as work:
        upload = add_upload(work)
        supersede(work, upload, pd.DataFrame(rows))
        work.record("figures", "upload.taken_over", f"upload:{upload.id}")


def release_all(store: Store) -> None:
    with store.unit_of_work(ADMIN) as work:
        entry = work.add(Release(period=Q3, who="", account=None, at=now(), note=""))
        work.session.execute(update(Report).values(release=entry.id))
        work.session.execute(update(Observation).values(release=entry.id))
        confidentiality.refresh_places(work, CATALOGUE, PLACES, "99001")
        work.record("figures", "period.released", Q3)


def read(store: Store, circle: Circle = Circle.INTERNAL) -> pd.DataFrame:
    with store.reading() as session:
        return history(session, circle, PLACES, "99001").set_index(["area", "period"])


def house(plaetze: int, belegt: int, **more: Any) -> dict[str, Any]:
    return {"plaetze": plaetze, "belegt": belegt, **more}


def test_a_places_figures_are_the_sums_of_its_facilities(store: Store) -> None:
    report(store, NORD, Q3, [house(50, 40, gesperrt=5), house(30, 25, gesperrt=0)])
    row = read(store).loc[(NORD, Q3)]
    assert (row["plaetze"], row["belegt"], row["gesperrt"], row["facilities"]) == (80, 65, 5, 2)
    assert row["auslastung"] == pytest.approx(65 / 75)


def test_usable_free_places_stated_for_some_facilities_only_are_no_figure_of_the_place(store: Store) -> None:
    report(store, NORD, Q3, [house(50, 40, nutzbar_frei=3), house(30, 25)])
    row = read(store).loc[(NORD, Q3)]
    assert math.isnan(row["nutzbar_frei"])
    assert row["partial"] == ("nutzbar_frei",)


def test_the_district_is_the_sum_of_its_places_and_names_who_is_missing(store: Store) -> None:
    report(store, NORD, Q3, [house(50, 40)])
    report(store, WEST, Q3, [house(20, 10)])
    row = read(store).loc[("99001", Q3)]
    assert (row["plaetze"], row["belegt"], row["missing"]) == (70, 50, ("Süd", "Ost"))


def test_a_place_without_figures_has_a_row_without_figures(store: Store) -> None:
    report(store, NORD, Q3, [house(50, 40)])
    row = read(store).loc[(SUED, Q3)]
    assert math.isnan(row["belegt"])
    assert row["name"] == "Süd"


def test_a_protected_house_is_in_the_districts_total_only(store: Store) -> None:
    report(store, NORD, Q3, [house(50, 40), house(12, 9, protected=True, name="Frauenhaus")])
    frame = read(store)
    assert (frame.loc[(NORD, Q3), "belegt"], frame.loc[(NORD, Q3), "facilities"]) == (40, 1)
    assert (frame.loc[("99001", Q3), "belegt"], frame.loc[("99001", Q3), "plaetze"]) == (49, 62)


def test_a_place_with_protected_houses_only_has_none_and_is_not_missing(store: Store) -> None:
    report(store, NORD, Q3, [house(12, 9, protected=True)])
    report(store, SUED, Q3, [house(30, 20)])
    frame = read(store)
    assert frame.loc[(NORD, Q3), "belegt"] == 0
    assert frame.loc[("99001", Q3), "belegt"] == 29
    assert "Nord" not in frame.loc[("99001", Q3), "missing"]


def test_a_facilities_table_wins_over_a_wide_table_for_the_same_place_and_quarter(store: Store) -> None:
    state(store, "belegt", {(NORD, Q3): 999, (SUED, Q3): 20})
    report(store, NORD, Q3, [house(50, 40)])
    frame = read(store)
    assert frame.loc[(NORD, Q3), "belegt"] == 40
    assert frame.loc[(SUED, Q3), "belegt"] == 20
    assert frame.loc[("99001", Q3), "belegt"] == 60


def test_a_samtgemeindes_value_stands_for_its_members_and_is_not_split(store: Store) -> None:
    state(store, "belegt", {(SG, Q3): 33, (NORD, Q3): 10})
    frame = read(store)
    assert frame.loc[(SG, Q3), "belegt"] == 33
    assert (WEST, Q3) not in frame.index
    assert (frame.loc[("99001", Q3), "belegt"], frame.loc[("99001", Q3), "missing"]) == (43, ("Süd",))


def test_houses_under_the_samtgemeinde_and_under_its_member_are_all_counted(store: Store) -> None:
    report(store, SG, Q3, [house(10, 5)])
    report(store, OST, Q3, [house(10, 7)])
    report(store, NORD, Q3, [house(50, 40)])
    row = read(store).loc[("99001", Q3)]
    assert (row["belegt"], row["plaetze"], row["missing"]) == (52, 70, ("Süd",))


def test_a_samtgemeindes_value_from_a_wide_table_holds_the_houses_of_its_members(store: Store) -> None:
    state(store, "belegt", {(SG, Q3): 12})
    report(store, OST, Q3, [house(10, 7)])
    assert read(store).loc[("99001", Q3), "belegt"] == 12


def test_blocked_places_that_only_some_houses_state_still_count_in_the_utilisation(store: Store) -> None:
    report(store, NORD, Q3, [house(50, 40, gesperrt=10), house(30, 25)])
    frame = read(store)
    assert math.isnan(frame.loc[(NORD, Q3), "gesperrt"])
    assert frame.loc[(NORD, Q3), "auslastung"] == pytest.approx(65 / 70)
    assert frame.loc[("99001", Q3), "auslastung"] == pytest.approx(65 / 70)


def test_the_signs_of_the_houses_stand_beside_their_sum_or_in_its_place(store: Store) -> None:
    report(store, NORD, Q3, [house(50, 40, signs='{"belegt": "() p"}'), house(30, 25, signs='{"belegt": "r"}')])
    report(store, SUED, Q3, [{"plaetze": 5, "signs": '{"belegt": "."}'}, house(5, 3)])
    report(store, WEST, Q3, [house(5, 0, signs='{"belegt": "-"}')])
    frame = read(store)
    shown = {area: frame.loc[(area, Q3), "belegt_sign"] for area in (NORD, SUED, WEST, "99001")}
    assert shown == {NORD: "() r p", SUED: ".", WEST: "-", "99001": "() r p"}
    assert math.isnan(frame.loc[(SUED, Q3), "belegt"])
    assert frame.loc[("99001", Q3), "missing"] == ("Süd", "Ost")


def test_a_protected_house_without_a_number_is_missing_in_the_districts_total_and_its_place_is_not_told(
    store: Store,
) -> None:
    report(store, NORD, Q3, [house(50, 40), {"plaetze": 12, "protected": True, "signs": '{"belegt": "."}'}])
    row = read(store).loc[("99001", Q3)]
    assert (row["belegt"], row["plaetze"]) == (40, 62)
    assert row["missing"] == ("Süd", "West", "Ost", "geschützte Unterkünfte")


def test_a_districts_own_value_stands_and_is_never_added(store: Store) -> None:
    state(store, "belegt", {("99001", Q2): 500, ("99001", Q3): 510, (NORD, Q3): 100})
    frame = read(store)
    assert frame.loc[("99001", Q2), "belegt"] == 500
    assert (frame.loc[("99001", Q3), "belegt"], frame.loc[("99001", Q3), "missing"]) == (510, ())


def test_a_districts_own_value_does_not_stand_against_houses_that_were_counted(store: Store) -> None:
    state(store, "belegt", {("99001", Q3): 510, (SUED, Q3): 60})
    report(store, NORD, Q3, [house(50, 40)])
    frame = read(store)
    assert frame.loc[("99001", Q3), "belegt"] == 100
    assert frame.loc[("99001", Q3), "missing"] == ("West", "Ost")


def test_a_districts_own_value_does_not_give_a_withheld_place_away(store: Store) -> None:
    state(store, "belegt", {("99001", Q3): 63, (SUED, Q3): 60, (NORD, Q3): 3})
    release_all(store)
    frame = read(store, Circle.PUBLIC)
    assert [frame.loc[(area, Q3), "belegt_sign"] for area in (SUED, NORD, "99001")] == ["•", "•", ""]
    assert frame.loc[("99001", Q3), "belegt"] == 63


def test_the_rate_per_1000_uses_the_newest_inhabitants_up_to_the_quarter_and_says_which(store: Store) -> None:
    report(store, NORD, Q3, [house(50, 40)])
    state(store, "einwohner", {(NORD, "2024"): 8000, (NORD, "2025"): 10000, (NORD, "2026"): 1})
    row = read(store).loc[(NORD, Q3)]
    assert (row["belegt_je_1000"], row["einwohner_period"]) == (4.0, "2025")


def test_inhabitants_of_district_and_samtgemeinde_are_sums_only_when_nobody_is_missing(store: Store) -> None:
    state(store, "belegt", {(SG, Q3): 30, (NORD, Q3): 10, (SUED, Q3): 20})
    state(store, "einwohner", {(NORD, "2025"): 1000, (SUED, "2025"): 2000, (WEST, "2025"): 500, (OST, "2025"): 1500})
    state(store, "einwohner", {(NORD, "2024"): 900})
    frame = read(store)
    assert (frame.loc[(SG, Q3), "einwohner"], frame.loc[("99001", Q3), "einwohner"]) == (2000, 5000)
    assert frame.loc[("99001", Q3), "belegt_je_1000"] == 12.0


def test_no_rate_per_1000_for_a_district_whose_people_are_not_all_counted(store: Store) -> None:
    state(store, "belegt", {(NORD, Q3): 10})
    state(store, "einwohner", {("99001", "2025"): 5000})
    assert math.isnan(read(store).loc[("99001", Q3), "belegt_je_1000"])


def test_outside_the_internal_circle_nothing_exists_before_the_release(store: Store) -> None:
    report(store, NORD, Q3, [house(50, 40)])
    assert read(store, Circle.PUBLIC).empty if len(read(store, Circle.PUBLIC)) == 0 else False
    release_all(store)
    assert read(store, Circle.PUBLIC).loc[(NORD, Q3), "belegt"] == 40


@pytest.mark.parametrize("circle", [Circle.COORDINATION, Circle.PUBLIC])
@pytest.mark.parametrize(("belegt", "shown"), [(0, True), (1, False), (4, False), (5, True)])
def test_counts_of_1_to_4_persons_are_withheld_with_all_that_follows(
    store: Store, circle: Circle, belegt: int, shown: bool
) -> None:
    report(store, NORD, Q3, [house(50, belegt, nutzbar_frei=10)])
    report(store, SUED, Q3, [house(50, 40, nutzbar_frei=10)])
    state(store, "einwohner", {(NORD, "2025"): 1000, ("99001", "2025"): 5000})
    release_all(store)
    frame = read(store, circle)
    for area in (NORD, SUED):  # one place alone could be subtracted from the district
        for name in ("belegt", "auslastung", "nutzbar_frei"):
            row = frame.loc[(area, Q3)]
            assert math.isnan(row[name]) is not shown
            assert row[f"{name}_sign"] == ("" if shown else "•")
        assert row["plaetze"] == 50
    assert frame.loc[("99001", Q3), "belegt"] == 40 + belegt


def test_a_withheld_part_takes_its_smallest_sibling_along(store: Store) -> None:
    report(store, NORD, Q3, [house(50, 40, davon_asylblg=30, davon_sgb=7, davon_selbstzahler=3)])
    release_all(store)
    row = read(store, Circle.PUBLIC).loc[(NORD, Q3)]
    assert [row[f"{name}_sign"] for name in ("davon_asylblg", "davon_sgb", "davon_selbstzahler", "belegt")] == [
        "", "•", "•", "",
    ]  # fmt: skip


def test_three_people_in_a_protected_house_cannot_be_found_by_subtraction(store: Store) -> None:
    report(store, NORD, Q3, [house(50, 40), house(12, 3, protected=True)])
    release_all(store)
    frame = read(store, Circle.PUBLIC)
    assert frame.loc[(NORD, Q3), "belegt_sign"] == "•"
    assert frame.loc[("99001", Q3), "belegt"] == 43


def test_single_facilities_are_refused_outside_the_internal_circle(store: Store) -> None:
    report(store, NORD, Q3, [house(50, 40)])
    release_all(store)
    for circle in (Circle.COORDINATION, Circle.PUBLIC):
        with store.reading() as session, pytest.raises(NotAllowed):
            facilities(session, OFFICE.narrowed(circle), areas=[NORD])


def test_protected_houses_are_listed_for_the_named_group_only(store: Store) -> None:
    report(store, NORD, Q3, [house(50, 40), house(12, 9, protected=True, name="Frauenhaus")])
    with store.reading() as session:
        assert list(facilities(session, OFFICE, areas=[NORD])["name"]) == ["Haus 0"]
        assert list(facilities(session, ADMIN, areas=[NORD])["name"]) == ["Frauenhaus", "Haus 0"]


def test_a_split_by_kind_needs_three_facilities_of_every_kind_outside_the_internal_circle(store: Store) -> None:
    report(store, NORD, Q3, [house(10, 9), house(10, 9), house(10, 9), house(10, 8, kind="NU")])
    report(store, SUED, Q3, [house(10, 9), house(10, 9), house(10, 9), house(99, 90, kind="Wohnung", rows=30)])
    release_all(store)
    with store.reading() as session:
        inside = kinds(session, Circle.INTERNAL)
    assert list(zip(inside["area"], inside["kind"], inside["belegt"], strict=True)) == [
        (NORD, "GU", 27.0), (NORD, "NU", 8.0), (SUED, "GU", 27.0), (SUED, "Wohnung", 90.0),
    ]  # fmt: skip
    with store.reading() as session:
        split = {
            code: values_of(session, Circle.PUBLIC, CATALOGUE.indicators[code], PLACES, "99001")
            for code in ("belegt", "plaetze")
        }
    places = {(v.area, v.key): v.value for v in split["plaetze"] if v.breakdown and v.area != "99001"}
    assert places == {(SUED, "art=GU"): 30, (SUED, "art=Wohnung"): 99}
    people = {(v.area, v.key): (v.value, v.sign) for v in split["belegt"] if v.breakdown}
    assert people[NORD, "art=GU"] == people[NORD, "art=NU"] == (None, "•")
    assert people[SUED, "art=Wohnung"] == (90, "")


def test_a_kreisfreie_stadt_is_its_own_only_place_and_its_total_has_the_protected_houses_in_it(store: Store) -> None:
    places = pd.DataFrame([("03101", "Braunschweig", "district", "kreisfreie Stadt", "03")], columns=PLACES.columns)
    report(store, "03101", Q3, [house(50, 40), house(12, 9, protected=True)])
    with store.reading() as session:
        frame = history(session, Circle.INTERNAL, places, "03101")
    assert list(zip(frame["area"], frame["belegt"], strict=True)) == [("03101", 49.0)]
