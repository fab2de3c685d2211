"""The fictional county's expectations and calendar: one late, one missing, all others as they should be."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from dashboard.catalogue import load
from dashboard.demo import county, office, people
from dashboard.demo.shelters import QUARTERS
from dashboard.intake import deliveries
from dashboard.intake.calendar import Kind
from dashboard.intake.deliveries import Quarter, Status
from dashboard.intake.reminders import reminders
from dashboard.periods import Period
from dashboard.store import Store
from musterland import county_in

TODAY = date(2026, 11, 2)


@pytest.fixture(scope="module")
def musterland(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = county_in(tmp_path_factory.mktemp("musterland"), tmp_path_factory)
    yield store
    store.close()


def quarter(store: Store, code: str, today: date = TODAY) -> Quarter:
    catalogue = load(county.CATALOGUE)
    with store.reading() as session:
        return deliveries.quarter(session, people.actor(store, county.OFFICE), catalogue, Period.of(code), today)


def test_one_table_of_the_newest_quarter_is_late_and_one_missing(musterland: Store) -> None:
    found = quarter(musterland, "2026-Q3")
    assert len(found.deliveries) == 13
    assert found.sentence == (
        "Für das 3. Quartal 2026 sind 12 von 13 Lieferungen da, 1 davon kam verspätet, 1 ist überfällig."
    )
    assert [one.expectation.supplier for one in found.of(Status.LATE)] == ["Gemeinde Fabelsiek (Beispieldaten)"]
    assert found.suppliers_missing == ("Flecken Vorbildingen (Beispieldaten)",)


def test_the_quarter_before_came_in_time_and_one_table_was_corrected(musterland: Store) -> None:
    found = quarter(musterland, "2026-Q2")
    assert Counter(one.status for one in found.deliveries) == {Status.RECEIVED: 12, Status.CORRECTED: 1}
    (corrected,) = found.of(Status.CORRECTED)
    assert corrected.expectation.supplier == "Gemeinde Probenmühlen (Beispieldaten)"
    assert corrected.text == "berichtigt 25.08.2026"


def test_a_table_that_was_taken_back_corrects_nothing(musterland: Store) -> None:
    assert Counter(one.status for one in quarter(musterland, "2026-Q1").deliveries) == {Status.RECEIVED: 13}


def test_every_quarter_since_the_beginning_has_its_calendar(musterland: Store) -> None:
    assert list(office.SITTINGS) == list(QUARTERS[4:])
    for code, sitting in office.SITTINGS.items():
        days = quarter(musterland, code).calendar
        assert (days.day(Kind.SITTING), len(days.steps), days.remarks) == (sitting, 5, ())
    assert quarter(musterland, "2026-Q3").calendar.day(Kind.DEADLINE) == date(2026, 10, 21)


def test_the_reminder_goes_to_the_one_who_is_missing(musterland: Store) -> None:
    (letter,) = reminders(quarter(musterland, "2026-Q3"), "Landkreis Musterland", TODAY)
    assert letter.to == "unterkunft@vorbildingen.example"
    assert "- Unterkünfte (die Frist war der 21.10.2026)" in letter.text
