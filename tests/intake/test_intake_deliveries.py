"""Deliveries: what is expected, and how far it is by the uploads in force."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from intake_office import EDEMISSEN, VECHELDE, Office, table
from sqlalchemy import update

from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.intake import deliveries, take_back
from dashboard.intake.calendar import Kind
from dashboard.intake.calendar_entries import set_date
from dashboard.intake.deliveries import Delivery, Quarter, Status, matrix
from dashboard.intake.expectations import (
    Expectation,
    ExpectationInvalid,
    change,
    expect,
    expect_all,
    expectations,
    proposals,
    stop,
)
from dashboard.observations.models import Observation, Upload
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role

Q2, Q3 = Period.of("2026-Q2"), Period.of("2026-Q3")
SITTING, DEADLINE = date(2026, 11, 25), date(2026, 10, 21)
BEFORE, AFTER = date(2026, 10, 21), date(2026, 10, 22)
WIDE = "quartal;gemeinde;ehrenamtliche"
VOLUNTEERS = Expectation("Ehrenamtsbüro", "civic", Q3)
HOUSES = Expectation("Gemeinde Vechelde", "facilities", Q3)


def expected(office: Office, *wishes: Expectation) -> None:
    with office.store.unit_of_work(office.actor) as work:
        for wish in wishes:
            expect(work, office.catalogue, wish)


def sitting(office: Office) -> None:
    with office.store.unit_of_work(office.actor) as work:
        set_date(work, Q3, Kind.SITTING, SITTING)


def came(office: Office, day: date, text: str, supplier: str, **options: Any) -> int:
    """A file that was taken over on this day, at noon."""
    upload = office.submit(text, supplier=supplier, **options).upload
    with office.store.quiet() as session:
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        session.execute(update(Upload).where(Upload.id == upload).values(at=at))
    return upload


def quarter(office: Office, today: date = AFTER, period: Period = Q3, actor: Actor | None = None) -> Quarter:
    with office.store.reading() as session:
        return deliveries.quarter(session, actor or office.actor, office.catalogue, period, today)


def only(office: Office, today: date = AFTER) -> Delivery:
    (found,) = quarter(office, today).deliveries
    return found


def test_without_a_sitting_a_table_is_expected_and_never_overdue(office: Office) -> None:
    expected(office, VOLUNTEERS)
    found = only(office, date(2030, 1, 1))
    assert (found.status, found.due, found.text) == (Status.NOT_DUE, None, "erwartet (ohne Termin)")


def test_a_table_is_missing_from_the_day_after_the_deadline_on(office: Office) -> None:
    expected(office, VOLUNTEERS)
    sitting(office)
    assert only(office, BEFORE).text == "noch nicht fällig (Frist 21.10.2026)"
    assert only(office, AFTER).text == "fehlt (Frist 21.10.2026)"


def test_what_came_on_the_last_day_is_in_time_and_a_day_later_it_is_late(office: Office) -> None:
    expected(office, VOLUNTEERS, replace(VOLUNTEERS, supplier="Jugendring"))
    sitting(office)
    first = came(office, DEADLINE, table("2026-Q3;Vechelde;10", head=WIDE), "Ehrenamtsbüro")
    came(office, AFTER, table("2026-Q3;Edemissen;10", head=WIDE), " jugendring ")
    found = {one.expectation.supplier: one for one in quarter(office).deliveries}
    assert found["Ehrenamtsbüro"].text == "eingegangen 21.10.2026"
    assert found["Jugendring"].text == "verspätet 22.10.2026"
    assert found["Ehrenamtsbüro"].came is not None
    assert found["Ehrenamtsbüro"].came.upload == first


def test_an_upload_late_in_the_evening_counts_by_the_day_in_berlin(office: Office) -> None:
    expected(office, VOLUNTEERS)
    sitting(office)
    upload = came(office, DEADLINE, table("2026-Q3;Vechelde;10", head=WIDE), "Ehrenamtsbüro")
    with office.store.quiet() as session:
        late = datetime(2026, 10, 21, 22, 30, tzinfo=UTC)
        session.execute(update(Upload).where(Upload.id == upload).values(at=late))
    assert only(office).status is Status.LATE


def test_a_second_file_with_the_same_figures_corrects_the_first(office: Office) -> None:
    expected(office, VOLUNTEERS)
    sitting(office)
    first = came(office, AFTER, table("2026-Q3;Vechelde;10", head=WIDE), "Ehrenamtsbüro")
    second = came(office, date(2026, 10, 26), table("2026-Q3;Vechelde;12", head=WIDE), "Ehrenamtsbüro")
    found = only(office)
    assert found.text == "berichtigt 26.10.2026, zuerst verspätet"
    assert found.came is not None
    assert found.corrected_by is not None
    assert (found.came.upload, found.corrected_by.upload) == (first, second)


def test_the_other_half_of_a_table_corrects_nothing(office: Office) -> None:
    expected(office, VOLUNTEERS)
    came(office, BEFORE, table("2026-Q3;Vechelde;10", head=WIDE), "Ehrenamtsbüro")
    came(office, BEFORE, table("2026-Q3;Edemissen;10", head=WIDE), "Ehrenamtsbüro")
    came(office, BEFORE, table("2026-Q3;Vechelde;3", head="quartal;gemeinde;treffpunkte"), "Ehrenamtsbüro")
    assert only(office).status is Status.RECEIVED


def test_what_is_taken_back_did_not_come(office: Office) -> None:
    expected(office, VOLUNTEERS)
    sitting(office)
    upload = came(office, BEFORE, table("2026-Q3;Vechelde;10", head=WIDE), "Ehrenamtsbüro")
    with office.store.unit_of_work(office.actor) as work:
        take_back(work, upload)
    assert only(office).status is Status.MISSING


def test_what_another_file_has_replaced_came_all_the_same(office: Office) -> None:
    expected(office, VOLUNTEERS)
    came(office, BEFORE, table("2026-Q3;Vechelde;10", head=WIDE), "Ehrenamtsbüro")
    came(office, AFTER, table("2026-Q3;Vechelde;12", head=WIDE), "Kreisverwaltung")
    assert only(office).status is Status.RECEIVED


def test_a_table_of_another_field_or_quarter_is_not_the_expected_one(office: Office) -> None:
    expected(office, VOLUNTEERS)
    sitting(office)
    came(office, BEFORE, table("2026-Q2;Vechelde;10", head=WIDE), "Ehrenamtsbüro")
    came(office, BEFORE, table("2026-Q3;Vechelde;10", head="quartal;gemeinde;praktika"), "Ehrenamtsbüro")
    assert only(office).status is Status.MISSING


def test_the_table_of_a_place_counts_whoever_sends_it(office: Office) -> None:
    expected(office, replace(HOUSES, area=VECHELDE), replace(HOUSES, supplier="Gemeinde Edemissen", area=EDEMISSEN))
    sitting(office)
    came(office, BEFORE, table("2026-Q3;Vechelde;Haus;GU;10;5"), "Rathaus")
    found = {one.expectation.area: one.status for one in quarter(office).deliveries}
    assert found == {VECHELDE: Status.RECEIVED, EDEMISSEN: Status.MISSING}


def test_a_supplier_with_grace_is_late_later_and_a_weekend_moves_to_the_friday_before(office: Office) -> None:
    expected(office, replace(VOLUNTEERS, grace=10))
    sitting(office)
    assert only(office, date(2026, 10, 30)).text == "noch nicht fällig (Frist 30.10.2026)"
    assert only(office, date(2026, 10, 31)).status is Status.MISSING


def test_a_yearly_table_is_due_with_the_quarter_that_ends_the_year(office: Office) -> None:
    expected(office, Expectation("Statistik", "base", Period.of("2025")))
    assert quarter(office).deliveries == ()
    (found,) = quarter(office, period=Period.of("2026-Q4")).deliveries
    assert found.period == Period.of("2026")
    shown = matrix(quarter(office, period=Period.of("2026-Q4")))
    assert shown.to_dict("index") == {"Statistik": {"Bezugsgrößen": "2026: erwartet (ohne Termin)"}}


def test_a_table_is_expected_from_its_first_to_its_last_period(office: Office) -> None:
    expected(office, replace(VOLUNTEERS, first=Q2, last=Q3))
    for code, count in {"2026-Q1": 0, "2026-Q2": 1, "2026-Q3": 1, "2026-Q4": 0}.items():
        assert len(quarter(office, period=Period.of(code)).deliveries) == count, code


def test_the_matrix_has_a_row_for_each_supplier_and_a_column_for_each_table(office: Office) -> None:
    expected(office, HOUSES, replace(HOUSES, table="civic"), replace(VOLUNTEERS, supplier="Ehrenamtsbüro"))
    sitting(office)
    came(office, BEFORE, table("2026-Q3;Vechelde;Haus;GU;10;5"), "Gemeinde Vechelde")
    frame = matrix(quarter(office))
    missing = "fehlt (Frist 21.10.2026)"
    civic = office.catalogue.fields["civic"].title
    assert frame.index.name == "Lieferant"
    assert frame.to_dict("index") == {
        "Ehrenamtsbüro": {"Unterkünfte": "", civic: missing},
        "Gemeinde Vechelde": {"Unterkünfte": "eingegangen 21.10.2026", civic: missing},
    }
    assert quarter(office).sentence == "Für das 3. Quartal 2026 ist 1 von 3 Lieferungen da, 2 sind überfällig."
    assert quarter(office).suppliers_missing == ("Ehrenamtsbüro", "Gemeinde Vechelde")


def test_who_delivered_last_quarter_is_proposed_in_one_click(office: Office) -> None:
    came(office, BEFORE, table("2026-Q2;Vechelde;Haus;GU;10;5"), "Gemeinde Vechelde")
    head = "quartal;gemeinde;ehrenamtliche;praktika"
    came(office, BEFORE, table("2026-Q2;Vechelde;10;3", "2026-Q2;Edemissen;10;3", head=head), "Büro")
    came(office, BEFORE, table("2026-Q1;Edemissen;Haus;GU;10;5"), "Gemeinde Edemissen")
    expected(office, Expectation("büro", "civic", Q2))
    with office.store.unit_of_work(office.actor) as work:
        wishes = proposals(work.session, work.actor, office.catalogue, Q3)
        said = expect_all(work, office.catalogue, wishes)
    assert [(one.supplier, one.table, one.area, one.first) for one in wishes] == [
        ("Gemeinde Vechelde", "facilities", VECHELDE, Q3),
        ("Büro", "labour", None, Q3),
    ]
    assert said == "2 Lieferungen von 2 Lieferanten werden ab jetzt erwartet."
    with pytest.raises(NotFound, match="nichts zu übernehmen"), office.store.unit_of_work(office.actor) as work:
        expect_all(work, office.catalogue, proposals(work.session, work.actor, office.catalogue, Q3))


def test_the_same_table_is_not_expected_twice_at_a_time(office: Office) -> None:
    expected(office, replace(VOLUNTEERS, last=Q3))
    with pytest.raises(Conflict, match="wird schon erwartet"):
        expected(office, replace(VOLUNTEERS, supplier="EHRENAMTSBÜRO"))
    expected(office, replace(VOLUNTEERS, first=Period.of("2026-Q4")))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (replace(VOLUNTEERS, supplier="  "), "von wem"),
        (replace(VOLUNTEERS, table="anything"), "gibt es nicht"),
        (replace(VOLUNTEERS, first=Period.of("2026-09")), "je Quartal, Halbjahr oder Jahr"),
        (replace(VOLUNTEERS, last=Q2), "nicht der letzte Zeitraum"),
        (replace(VOLUNTEERS, grace=-1), "Aufschub"),
        (replace(VOLUNTEERS, contact="Frau Muster"), "keine E-Mail-Adresse"),
        (replace(VOLUNTEERS, contact="a@b.de?bcc=c@d.de"), "keine E-Mail-Adresse"),
        (replace(VOLUNTEERS, area="03154001"), "kein Ort des Landkreises"),
    ],
)
def test_an_expectation_that_makes_no_sense_is_refused(office: Office, wrong: Expectation, message: str) -> None:
    with pytest.raises(ExpectationInvalid, match=message):
        expected(office, wrong)


def test_a_change_that_crosses_another_one_shows_both(office: Office) -> None:
    expected(office, VOLUNTEERS)
    with office.store.reading() as session:
        (seen,) = expectations(session, office.actor)
    for grace, contact in ((7, ""), (0, "ehrenamt@kreis.example")):
        wish = replace(seen, grace=grace, contact=contact)
        if contact:
            with pytest.raises(Conflict, match=r"7 Tage Aufschub.*ehrenamt@kreis\.example"):
                _change(office, wish)
        else:
            assert _change(office, wish).endswith("bis auf Weiteres, 7 Tage Aufschub“.")
    with office.store.reading() as session:
        (now,) = expectations(session, office.actor)
    assert (now.grace, now.contact, now.version) == (7, "", 2)


def _change(office: Office, wish: Expectation) -> str:
    with office.store.unit_of_work(office.actor) as work:
        return change(work, office.catalogue, wish)


def test_what_is_no_longer_expected_is_kept_and_can_be_expected_again(office: Office) -> None:
    expected(office, VOLUNTEERS)
    for _ in range(2):
        with office.store.reading() as session:
            (entry,) = expectations(session, office.actor)
        with office.store.unit_of_work(office.actor) as work:
            stop(work, entry.id, "aufgelöst")
        assert quarter(office).deliveries == ()
        with pytest.raises(NotFound), office.store.unit_of_work(office.actor) as work:
            stop(work, entry.id)
        expected(office, VOLUNTEERS)


def test_values_of_other_areas_are_nobodys_delivery(office: Office) -> None:
    expected(office, Expectation("Landesamt", "base", Period.of("2025")))
    came(office, BEFORE, table("2025;Vechelde;18000", head="jahr;gemeinde;einwohner"), "Landesamt")
    with office.store.quiet() as session:
        session.execute(update(Observation).values(area="03"))
    (found,) = quarter(office, period=Period.of("2025-Q4")).deliveries
    assert found.came is None


@pytest.mark.parametrize(
    "actor",
    [Actor("Lesend", Role.VIEWER, Circle.INTERNAL), Actor("Außen", Role.ADMIN, Circle.COORDINATION)],
    ids=["viewer", "outside"],
)
def test_only_editors_of_the_internal_circle_change_what_is_expected(office: Office, actor: Actor) -> None:
    for command in (
        lambda work: expect(work, office.catalogue, VOLUNTEERS),
        lambda work: expect_all(work, office.catalogue, [VOLUNTEERS]),
        lambda work: change(work, office.catalogue, VOLUNTEERS),
        lambda work: stop(work, 1),
    ):
        with pytest.raises(NotAllowed), office.store.unit_of_work(actor) as work:
            command(work)


def test_who_is_late_is_known_in_the_office_only(office: Office) -> None:
    expected(office, VOLUNTEERS)
    for circle in (Circle.COORDINATION, Circle.PUBLIC):
        outside = Actor("Außen", Role.ADMIN, circle)
        with pytest.raises(NotAllowed):
            quarter(office, actor=outside)
        with pytest.raises(NotAllowed), office.store.reading() as session:
            expectations(session, outside)
        with pytest.raises(NotAllowed), office.store.reading() as session:
            proposals(session, outside, office.catalogue, Q3)
    assert len(quarter(office, actor=Actor("Lesend", Role.VIEWER, Circle.INTERNAL)).deliveries) == 1
