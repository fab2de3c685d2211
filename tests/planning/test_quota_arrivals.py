"""Arrivals in shelters count for the place they are credited to; where a report is missing, nobody guesses."""

from datetime import date

from planning_room import AUE, BACH, CALM, DISTRICT, DORF, SAMTGEMEINDE, Room

from dashboard.accommodation.models import Facility, Occupancy, Report
from dashboard.observations.models import IN_FORCE, Upload
from dashboard.periods import Period
from dashboard.planning.kinds import Counting
from dashboard.store import UnitOfWork, now

House = tuple[str, int | None, bool]
"""The place it is credited to ("": its own), arrivals, protected."""


def report(room: Room, area: str, period: str, *houses: House) -> None:
    """Say what arrived in the shelters of a place in a quarter."""

    def take(work: UnitOfWork) -> None:
        work.require(work.actor.role)
        upload = work.add(
            Upload(
                file_name="u.csv", sha256="0" * 64, size=1, layout="facilities", profile=None, supplier="",
                period=period, who="", account=None, at=now(), state=IN_FORCE,
            )
        )  # fmt: skip
        told = work.add(
            Report(area=area, period=period, period_end=Period(period).last, upload=upload.id, current=True)
        )
        for number, (credited, arrivals, protected) in enumerate(houses):
            house = work.add(Facility(area=area, key=f"{period} {number}"))
            work.add(
                Occupancy(
                    report=told.id, facility=house.id, name="Haus", kind="Notunterkunft", protected=protected,
                    credited_area=credited or None, zugaenge=arrivals,
                )
            )  # fmt: skip
        work.record("figures", "upload.taken_over", f"upload:{upload.id}")

    room.do(take)


def actuals(room: Room, period: int) -> dict[str, int | None]:
    return {row.area: row.actual for row in room.quota(period).rows()}


def test_arrivals_count_where_they_are_credited_and_those_of_protected_houses_for_the_district_alone(
    room: Room,
) -> None:
    period = room.period(date(2024, 4, 1), date(2024, 6, 30), 100, counting=Counting.ARRIVALS)
    report(room, AUE, "2024-Q2", ("", 10, False), (BACH, 4, False), ("", 7, True), ("99002001", 50, False))
    report(room, BACH, "2024-Q2", ("", 1, False))
    report(room, CALM, "2024-Q2", ("", 3, False), (SAMTGEMEINDE, 2, False))
    report(room, DORF, "2024-Q2")
    assert actuals(room, period) == {DISTRICT: 27, AUE: 10, BACH: 5, SAMTGEMEINDE: 5}


def test_a_place_that_did_not_report_leaves_unknown_what_is_credited_from_there(room: Room) -> None:
    period = room.period(counting=Counting.ARRIVALS)
    for quarter in ("2024-Q2", "2024-Q3"):
        report(room, BACH, quarter, ("", 1, False))
        report(room, CALM, quarter, ("", 2, False))
    report(room, AUE, "2024-Q2", ("", 10, False), (BACH, 4, False))
    assert actuals(room, period) == {DISTRICT: None, AUE: None, BACH: None, SAMTGEMEINDE: 4}
    report(room, AUE, "2024-Q3", ("", None, False))
    assert actuals(room, period) == {DISTRICT: None, AUE: None, BACH: 6, SAMTGEMEINDE: 4}
