"""Which facility a row is, over renamings and numbers that come and go; and what writing reports leaves behind."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import func, select

from dashboard.accommodation.commands import recompute_current_reports, supersede_reports
from dashboard.accommodation.identity import NEW, facility_key, fold, identify
from dashboard.accommodation.models import FIGURES, Facility, Occupancy, Report
from dashboard.accommodation.reports import current_occupancies
from dashboard.observations.models import IN_FORCE, TAKEN_BACK, Upload
from dashboard.store import Actor, Store, now

NORD, SUED = "99001001", "99001002"
Q3 = "2026-Q3"


def houses(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Facilities as (area, the supplier's number, name), each with ten places and five people."""
    records: list[dict[str, Any]] = [
        {
            "area": area, "period": Q3, "key": facility_key(number, name), "name": name, "kind": "GU", "rows": 1,
            "responsible": "", "operator": "", "credited_area": None, "protected": False, "latitude": None,
            "longitude": None, "lease_until": None, "accessible": None, "target_group": "", "remark": "",
            "signs": "{}", **dict.fromkeys(FIGURES, np.nan), "plaetze": 10.0, "belegt": 5.0,
        }
        for area, number, name in rows
    ]  # fmt: skip
    return pd.DataFrame(records)


def write(store: Store, frame: pd.DataFrame, ended: list[tuple[str, str]] | None = None) -> int:
    with store.unit_of_work(Actor.local()) as work:
        upload = work.add(
            Upload(
                file_name="a.csv", sha256="0" * 64, size=1, layout="facilities", profile=None, supplier="", period=Q3,
                who="", account=None, at=now(), state=IN_FORCE,
            )
        )  # fmt: skip
        assert supersede_reports(work, upload, frame, ended or []) == len(frame)
        work.record("figures", "upload.taken_over", f"upload:{upload.id}")
        return upload.id


def found(store: Store, frame: pd.DataFrame) -> list[int]:
    with store.reading() as session:
        return identify(session, frame).tolist()


def count(store: Store, table: type) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize(
    ("one", "other"),
    [("Haus am Bäck", "haus  AM baeck"), (" Haus 7 ", "Haus 7"), ("Große Straße", "GROSSE STRASSE")],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_punctuation_and_digits_tell_names_apart() -> None:
    assert len({fold(name) for name in ("Haus 1-2", "Haus 12", "Haus 1/2", "Haus 1 2")}) == 4


def test_a_name_is_the_same_facility_in_its_place_only(store: Store) -> None:
    write(store, houses((NORD, "", "Heim"), (SUED, "", "Heim")))
    assert found(store, houses((NORD, "", "HEIM"), (SUED, "", "Heim"), (NORD, "", "Halle"))) == [1, 2, NEW]
    write(store, houses((NORD, "", "Heim"), (NORD, "", "Halle")))
    assert count(store, Facility) == 3


def test_a_number_outlives_the_name(store: Store) -> None:
    write(store, houses((NORD, "7", "Heim")))
    assert found(store, houses((NORD, "7", "Neues Heim"), (SUED, "7", "Heim"))) == [1, NEW]


def test_a_number_that_is_new_takes_over_the_facility_of_that_name_for_good(store: Store) -> None:
    write(store, houses((NORD, "", "Heim")))
    write(store, houses((NORD, "7", "Heim")))
    assert count(store, Facility) == 1
    assert found(store, houses((NORD, "7", "Anderer Name"))) == [1]


def test_a_row_without_number_is_the_numbered_facility_of_that_name(store: Store) -> None:
    write(store, houses((NORD, "7", "Heim")))
    assert found(store, houses((NORD, "", "heim"))) == [1]
    write(store, houses((NORD, "7", "Umbenannt")))
    assert found(store, houses((NORD, "", "Heim"), (NORD, "", "Umbenannt"))) == [NEW, 1]


def test_a_name_that_several_numbers_claim_goes_to_none(store: Store) -> None:
    write(store, houses((NORD, "", "Heim")))
    assert found(store, houses((NORD, "7", "Heim"), (NORD, "8", "Heim"))) == [NEW, NEW]


def test_a_report_replaces_all_that_was_said_of_its_place_and_taking_it_back_brings_that_back(store: Store) -> None:
    write(store, houses((NORD, "", "Heim"), (NORD, "", "Halle"), (SUED, "", "Hof")))
    second = write(store, houses((NORD, "", "Heim")), ended=[(SUED, Q3)])
    with store.reading() as session:
        assert current_occupancies(session, [Q3])["name"].tolist() == ["Heim"]
    with store.unit_of_work(Actor.local()) as work:
        work.session.get_one(Upload, second).state = TAKEN_BACK
        work.session.flush()
        recompute_current_reports(work.session, second)
        work.record("figures", "upload.taken_back", f"upload:{second}")
    with store.reading() as session:
        assert sorted(current_occupancies(session, [Q3])["name"]) == ["Halle", "Heim", "Hof"]
    assert (count(store, Report), count(store, Occupancy)) == (4, 4)
