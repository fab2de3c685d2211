"""Reminders: the text to copy, and the draft; nothing is ever sent."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

from dashboard.intake.calendar import Kind, QuarterCalendar, Rules, Stated, steps
from dashboard.intake.deliveries import Delivery, Quarter, Status
from dashboard.intake.expectations import Expectation
from dashboard.intake.reminders import Reminder, reminders
from dashboard.periods import Period

Q3 = Period.of("2026-Q3")
DUE = date(2026, 10, 21)
CALENDAR = QuarterCalendar(Q3, steps({Kind.SITTING: Stated(date(2026, 11, 25), 1)}, Rules()))
TITLES = {"facilities": "Unterkünfte", "labour": "Arbeit"}
HOUSES = Expectation("Gemeinde Vechelde", "facilities", Q3, contact="soziales@vechelde.example")


def waiting(*expected: Expectation, status: Status = Status.MISSING, due: date | None = DUE) -> Quarter:
    return Quarter(CALENDAR, tuple(Delivery(one, Q3, due, status) for one in expected), TITLES)


def letter(quarter: Quarter, today: date = date(2026, 10, 28)) -> Reminder:
    (found,) = reminders(quarter, "Landkreis Peine", today)
    return found


def test_an_overdue_table_is_asked_for_by_name_and_deadline() -> None:
    found = letter(waiting(HOUSES, replace(HOUSES, table="labour")))
    assert (found.subject, found.overdue) == ("Erinnerung: Zahlen für das 3. Quartal 2026", True)
    assert found.text == (
        "Guten Tag,\n\n"
        "für das 3. Quartal 2026 fehlen uns von Ihnen noch:\n\n"
        "- Unterkünfte (die Frist war der 21.10.2026)\n"
        "- Arbeit (die Frist war der 21.10.2026)\n\n"
        "Bitte schicken Sie sie uns bis Mittwoch, den 04.11.2026.\n"
        "Der Koordinierungsstab berät die Zahlen am Mittwoch, den 25.11.2026.\n"
        "Wenn Sie eine Vorlage zum Ausfüllen brauchen, schicken wir Ihnen gern eine.\n"
        "Sollte die Tabelle schon unterwegs sein, ist diese Nachricht gegenstandslos.\n\n"
        "Mit freundlichen Grüßen\nLandkreis Peine"
    )


def test_the_new_day_is_never_after_the_next_step_that_needs_the_figures() -> None:
    assert "bis Mittwoch, den 11.11.2026" in letter(waiting(HOUSES), date(2026, 11, 9)).text
    assert "bis Mittwoch, den 18.11.2026" in letter(waiting(HOUSES), date(2026, 11, 14)).text
    assert "bis Freitag, den 04.12.2026" in letter(waiting(HOUSES), date(2026, 11, 28)).text


def test_a_sitting_that_is_past_is_not_announced() -> None:
    assert "Koordinierungsstab" not in letter(waiting(HOUSES), date(2026, 11, 26)).text


def test_before_the_deadline_it_only_asks() -> None:
    found = letter(waiting(HOUSES, status=Status.NOT_DUE), date(2026, 10, 14))
    assert (found.subject, found.overdue) == ("Bitte um Ihre Zahlen für das 3. Quartal 2026", False)
    assert "erwarten wir von Ihnen:\n\n- Unterkünfte (bis 21.10.2026)" in found.text
    assert "Bitte schicken Sie sie uns bis Mittwoch, den 21.10.2026." in found.text
    assert "gegenstandslos" not in found.text


def test_without_a_deadline_none_is_invented() -> None:
    found = letter(waiting(HOUSES, status=Status.NOT_DUE, due=None))
    assert "- Unterkünfte\n" in found.text
    assert "sobald Ihre Zahlen vorliegen" in found.text


def test_the_draft_says_the_same_as_the_text() -> None:
    found = letter(waiting(HOUSES))
    address = urlsplit(found.mailto)
    assert (address.scheme, address.path) == ("mailto", "soziales@vechelde.example")
    asked = parse_qs(address.query)
    assert asked["subject"] == [found.subject]
    assert asked["body"] == [found.text.replace("\n", "\r\n")]


def test_every_supplier_gets_one_letter_the_overdue_ones_first() -> None:
    early = replace(HOUSES, supplier="A")
    both = Quarter(
        CALENDAR,
        (
            Delivery(early, Q3, DUE, Status.NOT_DUE),
            Delivery(HOUSES, Q3, DUE, Status.MISSING),
            Delivery(replace(HOUSES, supplier="gemeinde  vechelde", contact=""), Q3, DUE, Status.MISSING),
            Delivery(replace(HOUSES, supplier="C"), Q3, DUE, Status.RECEIVED),
        ),
        TITLES,
    )
    found = reminders(both, "Landkreis Peine", date(2026, 10, 28))
    assert [one.supplier for one in found] == ["Gemeinde Vechelde", "A"]
    assert found[0].to == "soziales@vechelde.example"
