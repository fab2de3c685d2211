"""Release: what the other circles see, and until when."""

import pytest
from intake_office import EDEMISSEN, PEINE, VECHELDE, Office, table
from sqlalchemy import select

from dashboard.accommodation.models import Report
from dashboard.errors import Conflict, NotAllowed
from dashboard.intake import take_back
from dashboard.intake.release import release, withdraw
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role
from dashboard.store.models import Audit

Q2, Q3 = Period.of("2026-Q2"), Period.of("2026-Q3")
WIDE = "quartal;gemeinde;ehrenamtliche"


def let_out(office: Office, period: Period = Q3, note: str = "") -> tuple[int, int]:
    with office.store.unit_of_work(office.actor) as work:
        done = release(work, office.catalogue, period, note)
        return done.values, done.reports


def hold_back(office: Office, period: Period = Q3) -> str:
    with office.store.unit_of_work(office.actor) as work:
        return withdraw(work, office.catalogue, period)


def seen(office: Office, circle: Circle = Circle.PUBLIC) -> dict[str, float]:
    return {area: value for (area, _, _), value in office.stated("ehrenamtliche", circle).items()}


def reported(office: Office) -> dict[str, int]:
    """Places whose facilities the other circles have, and by which upload."""
    with office.store.reading() as session:
        rows = session.execute(select(Report.area, Report.upload).where(Report.release.is_not(None))).all()
    return {row.area: row.upload for row in rows}


def test_outside_the_office_nothing_exists_before_the_release(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    assert (seen(office), seen(office, Circle.COORDINATION)) == ({}, {})
    assert let_out(office) == (1, 0)
    assert (seen(office), seen(office, Circle.COORDINATION)) == ({VECHELDE: 10}, {VECHELDE: 10})


def test_a_correction_waits_for_a_new_release(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", "2026-Q3;Edemissen;20", head=WIDE))
    let_out(office)
    office.submit(table("2026-Q3;Vechelde;11", head=WIDE))
    assert (seen(office), seen(office, Circle.INTERNAL)) == (
        {VECHELDE: 10, EDEMISSEN: 20},
        {VECHELDE: 11, EDEMISSEN: 20},
    )
    assert let_out(office) == (1, 0)
    assert seen(office) == {VECHELDE: 11, EDEMISSEN: 20}


def test_a_released_value_stays_when_its_upload_is_taken_back_and_goes_with_the_next_release(office: Office) -> None:
    number = office.submit(table("2026-Q3;Vechelde;10", head=WIDE)).upload
    let_out(office)
    with office.store.unit_of_work(office.actor) as work:
        assert "Bereits freigegebene Werte bleiben" in take_back(work, number)
    assert (seen(office), seen(office, Circle.INTERNAL)) == ({VECHELDE: 10}, {})
    assert let_out(office) == (0, 0)
    assert seen(office) == {}


def test_a_key_that_a_complete_file_ended_goes_with_the_next_release(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", "2026-Q3;Edemissen;20", head=WIDE), supplier="A")
    let_out(office)
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE), supplier="A", complete=True)
    assert seen(office) == {VECHELDE: 10, EDEMISSEN: 20}
    let_out(office)
    assert seen(office) == {VECHELDE: 10}


def test_withdrawing_hides_what_the_releases_of_a_period_froze(office: Office) -> None:
    office.submit(table("2026-Q2;Vechelde;9", "2026-Q3;Vechelde;10", head=WIDE))
    let_out(office, Q2)
    let_out(office, Q3)
    assert "zurückgenommen" in hold_back(office, Q3)
    stated = office.stated("ehrenamtliche", Circle.PUBLIC)
    assert stated == {(VECHELDE, "2026-Q2", ""): 9}
    with pytest.raises(Conflict, match=r"3\. Quartal 2026 ist nicht freigegeben"):
        hold_back(office, Q3)


def test_a_quarter_takes_along_the_yearly_values_that_ended_by_its_last_day(office: Office) -> None:
    office.submit(table("2025;Landkreis Peine;139000", "2026;Landkreis Peine;140000", head="jahr;gemeinde;einwohner"))
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    assert let_out(office) == (2, 0)
    assert office.stated("einwohner", Circle.PUBLIC) == {(PEINE, "2025", ""): 139000}
    hold_back(office)
    assert office.stated("einwohner", Circle.PUBLIC) == {}


def test_a_year_that_a_quarter_took_along_can_be_withdrawn_by_itself(office: Office) -> None:
    office.submit(table("2025;Vechelde;18000", head="jahr;gemeinde;einwohner"))
    office.submit(table("2026-Q3;Vechelde;7", head=WIDE))
    let_out(office)
    hold_back(office, Period.of("2025"))
    assert (office.stated("einwohner", Circle.PUBLIC), seen(office)) == ({}, {VECHELDE: 7})
    with pytest.raises(Conflict, match="2025 ist nicht freigegeben"):
        hold_back(office, Period.of("2025"))


def test_facilities_are_released_place_by_place_and_corrections_wait(office: Office) -> None:
    first = office.submit(table("2026-Q3;Vechelde;Haus;GU;10;5", "2026-Q3;Edemissen;Heim;GU;10;5")).upload
    assert reported(office) == {}
    assert let_out(office) == (0, 2)
    second = office.submit(table("2026-Q3;Vechelde;Haus;GU;10;6")).upload
    assert reported(office) == {VECHELDE: first, EDEMISSEN: first}
    let_out(office)
    assert reported(office) == {VECHELDE: second, EDEMISSEN: first}
    hold_back(office)
    assert reported(office) == {}


def test_a_period_without_values_cannot_be_released(office: Office) -> None:
    with pytest.raises(Conflict, match=r"Für 3\. Quartal 2026 liegen keine Werte vor"):
        let_out(office)


def test_releasing_twice_changes_nothing_but_is_recorded(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    let_out(office, note="Landrat hat zugestimmt")
    assert let_out(office) == (0, 0)
    hold_back(office)
    assert seen(office) == {}
    with office.store.reading() as session:
        actions = session.scalars(select(Audit.action).where(Audit.object == "period:2026-Q3")).all()
    assert actions == ["period.released", "period.released", "period.withdrawn"]


@pytest.mark.parametrize(
    "actor",
    [Actor("Lesend", Role.VIEWER, Circle.INTERNAL), Actor("Außen", Role.ADMIN, Circle.PUBLIC)],
    ids=["viewer", "outside"],
)
def test_only_editors_of_the_internal_circle_release(office: Office, actor: Actor) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    for act in (release, withdraw):
        with pytest.raises(NotAllowed), office.store.unit_of_work(actor) as work:
            act(work, office.catalogue, Q3)
    assert seen(office) == {}
