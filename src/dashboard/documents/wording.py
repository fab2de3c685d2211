"""Words that documents of meetings have in common: who publishes them, long days, and for whom something is."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from dashboard.geography import queries as geography
from dashboard.geography.working_days import WEEKDAYS
from dashboard.meetings.queries import NOT_PUBLIC
from dashboard.meetings.times import here, spoken
from dashboard.periods import Period
from dashboard.store import Circle

SLUGS = {Circle.INTERNAL: "intern", Circle.COORDINATION: "koordinierungsstab", Circle.PUBLIC: "oeffentlich"}
"""The circle in the name of a file, so that versions for different circles are not mixed up."""


def office(session: Session) -> str:
    """Who publishes: „Landkreis Musterland, Koordinierungsstab“, never a person. NotFound before ``dashboard init``."""
    return f"{geography.district(session).name}, Koordinierungsstab"


def long_day(day: date) -> str:
    """„Mittwoch, 25. November 2026“."""
    return f"{WEEKDAYS[day.weekday()]}, {day.day}. {Period(f'{day:%Y-%m}').label}"


def long_moment(begins: datetime, ends: datetime | None = None) -> str:
    """„Mittwoch, 25. November 2026, 09:30 Uhr“, with the end „…, 09:30 bis 11:00 Uhr“; moments are UTC."""
    day, clock = here(begins)
    if ends is None:
        return f"{long_day(day)}, {spoken(clock)}"
    last, until = here(ends)
    if last == day:
        return f"{long_day(day)}, {clock:%H:%M} bis {spoken(until)}"
    return f"{long_day(day)}, {spoken(clock)}, bis {long_day(last)}, {spoken(until)}"


def reserved(circle: Circle | None) -> str:
    """„nicht öffentlich“, for the office alone „…, nur für: Kreisverwaltung (intern)“; empty for what is public."""
    if circle in (None, Circle.PUBLIC):
        return ""
    return f"{NOT_PUBLIC}, nur für: {circle.label}" if circle is Circle.INTERNAL else NOT_PUBLIC


def beside(text: str, circle: Circle | None) -> str:
    """The text with what ``reserved`` says in a line of its own."""
    return "\n".join(filter(None, (text, reserved(circle))))
