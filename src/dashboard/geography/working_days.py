"""Working days of the county's state: Monday to Friday without the public holidays of Niedersachsen.

Ten fixed rules (§ 2 NFeiertagsG; Reformationstag since 2018, and in 2017 once for all of Germany) and the date of
Easter need no library that carries the holidays of all countries.
"""

from datetime import date, timedelta
from functools import cache

from dashboard.formats import day as german_day

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
FRIDAY = 4
REFORMATION_SINCE = 2017


def holiday(day: date) -> str:
    """The name of the public holiday; empty: none."""
    return _holidays(day.year).get(day, "")


def working_day(day: date) -> date:
    """The day itself, or the last working day before it."""
    while day.weekday() > FRIDAY or holiday(day):
        day -= timedelta(days=1)
    return day


def why_moved(day: date) -> str:
    """German half-sentence: what day it would be that is no working day, and which one counts instead."""
    before, name = working_day(day), holiday(day)
    instead = "der Freitag davor"
    if name or (day - before).days > day.weekday() - FRIDAY:
        instead = f"{WEEKDAYS[before.weekday()]}, der {german_day(before)}"
    return f"das wäre {WEEKDAYS[day.weekday()]}, der {german_day(day)}{f' ({name})' if name else ''}, darum {instead}"


@cache
def _holidays(year: int) -> dict[date, str]:
    easter = _easter(year)
    found = {
        date(year, 1, 1): "Neujahr",
        easter - timedelta(days=2): "Karfreitag",
        easter + timedelta(days=1): "Ostermontag",
        date(year, 5, 1): "Tag der Arbeit",
        easter + timedelta(days=39): "Christi Himmelfahrt",
        easter + timedelta(days=50): "Pfingstmontag",
        date(year, 10, 3): "Tag der Deutschen Einheit",
        date(year, 12, 25): "1. Weihnachtstag",
        date(year, 12, 26): "2. Weihnachtstag",
    }
    if year >= REFORMATION_SINCE:
        found[date(year, 10, 31)] = "Reformationstag"
    return found


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus/Jones/Butcher, „Astronomical Algorithms“, chapter 8)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, year_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - year_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
