"""Reminders: a text per supplier, ready to copy or to open as a draft. The program itself never sends anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

from dashboard.formats import day as written
from dashboard.formats import join
from dashboard.intake.calendar import WEEKDAYS, Kind, QuarterCalendar, working_day
from dashboard.intake.deliveries import Delivery, Quarter, Status
from dashboard.intake.expectations import same_supplier

ANSWER_WITHIN = 7
"""Days within which a late table is asked for, if nothing needs it earlier."""


@dataclass(frozen=True)
class Reminder:
    """One letter to one supplier."""

    supplier: str
    to: str
    """Mail addresses known for the supplier, joined by commas; empty where none is."""
    subject: str
    text: str
    overdue: bool
    """Whether the deadline is past; otherwise it only tells of it beforehand."""

    @property
    def mailto(self) -> str:
        """Address that opens the letter as a draft in the person's own mail program (RFC 6068)."""
        body = self.text.replace("\n", "\r\n")
        return f"mailto:{quote(self.to, safe='@,')}?subject={quote(self.subject, safe='')}&body={quote(body, safe='')}"


def reminders(quarter: Quarter, sender: str, today: date) -> tuple[Reminder, ...]:
    """A letter for everyone whose table is not there yet, the overdue ones first.

    ``sender`` signs it, usually the district's name.
    """
    waiting: dict[str, list[Delivery]] = {}
    for one in quarter.of(Status.MISSING, Status.NOT_DUE):
        waiting.setdefault(same_supplier(one.expectation.supplier), []).append(one)
    letters = [_letter(quarter, deliveries, sender, today) for deliveries in waiting.values()]
    return tuple(sorted(letters, key=lambda letter: not letter.overdue))


def _letter(quarter: Quarter, deliveries: Sequence[Delivery], sender: str, today: date) -> Reminder:
    overdue = any(one.status is Status.MISSING for one in deliveries)
    period = quarter.calendar.period.label
    subject = f"Erinnerung: Zahlen für das {period}" if overdue else f"Bitte um Ihre Zahlen für das {period}"
    said = "fehlen uns von Ihnen noch:" if overdue else "erwarten wir von Ihnen:"
    lines = ["Guten Tag,", "", f"für das {period} {said}", ""]
    lines += [f"- {_named(quarter, one)}" for one in deliveries]
    lines += ["", _request(quarter.calendar, deliveries, today)]
    sitting = quarter.calendar.day(Kind.SITTING)
    if sitting is not None and sitting >= today:
        lines.append(f"Der Koordinierungsstab berät die Zahlen am {_weekday(sitting)}.")
    lines.append("Wenn Sie eine Vorlage zum Ausfüllen brauchen, schicken wir Ihnen gern eine.")
    if overdue:
        lines.append("Sollte die Tabelle schon unterwegs sein, ist diese Nachricht gegenstandslos.")
    lines += ["", "Mit freundlichen Grüßen", sender]
    supplier = deliveries[0].expectation.supplier
    to = ",".join(dict.fromkeys(one.expectation.contact for one in deliveries if one.expectation.contact))
    return Reminder(supplier, to, subject, "\n".join(lines), overdue)


def _named(quarter: Quarter, one: Delivery) -> str:
    title = quarter.titles[one.expectation.table]
    about = "" if one.period == quarter.calendar.period else f" für {one.period.label}"
    if one.due is None:
        return f"{title}{about}"
    due = f"die Frist war der {written(one.due)}" if one.status is Status.MISSING else f"bis {written(one.due)}"
    return f"{title}{about} ({due})"


def _request(calendar: QuarterCalendar, deliveries: Sequence[Delivery], today: date) -> str:
    """Until when the tables are asked for: late ones in a week, or by the next step that needs them."""
    if any(one.status is Status.MISSING for one in deliveries):
        needed = [calendar.day(kind) for kind in (Kind.RELEASE, Kind.PAPERS, Kind.SITTING)]
        ahead = [day for day in needed if day is not None and day > today]
        until = min([working_day(today + timedelta(days=ANSWER_WITHIN)), *ahead])
        return f"Bitte schicken Sie sie uns bis {_weekday(until)}."
    days = sorted({one.due for one in deliveries if one.due is not None})
    if not days:
        return "Bitte schicken Sie sie uns, sobald Ihre Zahlen vorliegen."
    return f"Bitte schicken Sie sie uns bis {join([_weekday(day) for day in days])}."


def _weekday(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, den {written(day)}"
