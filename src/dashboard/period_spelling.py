"""How people write periods and dates: text in, whole months or a day out. Knows no canonical codes.

Every spelling has one meaning here. What could mean two things is refused and says which two.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dashboard.errors import UserError

YEARS = range(1900, 2101)
EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_DAYS = range(29221, 73051)  # 01.01.1980 to 31.12.2099
EXAMPLES = "Möglich ist zum Beispiel 2026-Q3, 3. Quartal 2026, September 2026, 2026 oder 30.09.2026."

Column = Literal["quarter", "month"]


class PeriodInvalid(UserError):
    """The text is no period, or could be more than one."""

    def __init__(self, text: str, reason: str = EXAMPLES) -> None:
        shown = text if len(text) <= 60 else f"{text[:60]}…"
        super().__init__(f"„{shown}“ ist kein eindeutiger Zeitraum. {reason}")


class Months(NamedTuple):
    """Consecutive whole months; `start` counts months since year 0 (year * 12 + month - 1)."""

    start: int
    length: int


class _RefusedError(Exception):
    """The spelling is known but means two things or nothing; carries the German reason."""


_Match = re.Match[str]
_Spelling = tuple[re.Pattern[str], Callable[[_Match], Months | date]]


def read(text: str, *, column: Column | None = None, serials: bool = False) -> Months | date:
    """What the text says: whole months, or one day that is not yet a period.

    `column`: what the column is called after, so that 2026/3 is a quarter or a month and not both.
    `serials`: dates are expected, so 46295 is Excel's number for a day. Raises PeriodInvalid.
    """
    plain = " ".join(text.split()).casefold()
    if serials and re.fullmatch(r"[0-9]{5}", plain) and int(plain) in EXCEL_DAYS:
        return EXCEL_EPOCH + timedelta(days=int(plain))
    plain = _LEAD.sub("", plain)
    spellings = (_IN_COLUMN[column] if column else []) + _SPELLINGS
    try:
        for pattern, meaning in spellings:
            if match := pattern.fullmatch(plain):
                return meaning(match)
        if months := _range(plain):
            return months
    except _RefusedError as refusal:
        raise PeriodInvalid(text, str(refusal)) from None
    raise PeriodInvalid(text)


# --- meanings: a match becomes months or a day


def _year(match: _Match) -> int:
    year = int(match["year"])
    if year not in YEARS:
        raise _RefusedError(f"Das Jahr {year} liegt nicht zwischen {YEARS[0]} und {YEARS[-1]}.")
    return year


def _part(length: int) -> Callable[[_Match], Months]:
    """The number-th part of a year, each `length` months long."""

    def meaning(match: _Match) -> Months:
        number = _ORDINALS[match["number"]]
        if number * length > 12:
            raise _RefusedError(f"Ein Jahr hat nur {12 // length} Abschnitte dieser Länge.")
        return Months(_year(match) * 12 + (number - 1) * length, length)

    return meaning


def _whole_year(match: _Match) -> Months:
    return Months(_year(match) * 12, 12)


def _month(match: _Match) -> Months:
    number = _month_named(match["name"]) if "name" in match.groupdict() else int(match["month"])
    if not 1 <= number <= 12:
        raise _RefusedError(f"Einen Monat {number} gibt es nicht.")
    return Months(_year(match) * 12 + number - 1, 1)


def _month_named(name: str) -> int:
    if name not in _MONTH_NAMES:
        raise _RefusedError(f"Einen Monat „{name}“ gibt es nicht.")
    return _MONTH_NAMES[name]


def _month_or_quarter(match: _Match) -> Months:
    year, month = match["year"], match["month"]
    if month in ("1", "2", "3", "4"):
        raise _RefusedError(
            f"Gemeint sein kann {month}. Quartal oder {month}. Monat: {year}-Q{month} oder {year}-0{month}."
        )
    return _month(match)


def _month_or_year_pair(match: _Match) -> Months:
    if (_year(match) + 1) % 100 == int(match["month"]):
        return _two_years(match)
    return _month(match)


def _school_year(match: _Match) -> Months:
    """1 August to 31 July (§ 28 NSchG)."""
    year, until = _year(match), match["until"]
    if (year + 1) % 10 ** len(until) != int(until):
        raise _RefusedError(f"Ein Schuljahr, das {year} beginnt, endet {year + 1}.")
    return Months(year * 12 + 7, 12)


def _day(match: _Match) -> date:
    month = _month_named(match["name"]) if "name" in match.groupdict() else int(match["month"])
    return _date(_year(match), month, int(match["day"]))


def _day_in_either_order(match: _Match) -> date:
    first, second = int(match["first"]), int(match["second"])
    if first != second and max(first, second) <= 12:
        raise _RefusedError("Tag und Monat können vertauscht sein; eindeutig ist zum Beispiel 30.09.2026.")
    return _date(_year(match), min(first, second), max(first, second))


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _RefusedError("Diesen Tag gibt es im Kalender nicht.") from None


def _two_years(match: _Match) -> Months:
    raise _RefusedError("Zwei Jahre können ein Schuljahr sein; eindeutig ist zum Beispiel „Schuljahr 2025/26“.")


def _short_year(match: _Match) -> Months:
    raise _RefusedError("Die Jahreszahl muss vier Ziffern haben.")


def _months_or_quarters(match: _Match) -> Months:
    raise _RefusedError("Gemeint sein können Quartale oder Monate; eindeutig ist zum Beispiel 01/2026-03/2026.")


# --- ranges: two ends that are months or days, with one of the usual dashes between them


def _range(plain: str) -> Months | None:
    readings = set()
    for dash in _DASH.finditer(plain):
        left, right = plain[: dash.start()], plain[dash.end() :]
        last = _end(right)
        first = _end(left)
        if last and not first and (name := left.removesuffix(".")) in _MONTH_NAMES:  # April bis September 2024
            first = Months(_last_month(last) // 12 * 12 + _MONTH_NAMES[name] - 1, 1)
        if first and last:
            readings.add(_between(first, last))
    if len(readings) > 1:
        raise _RefusedError("Er lässt sich auf zwei Arten lesen; eindeutig ist zum Beispiel 10/2024-03/2025.")
    return readings.pop() if readings else None


def _end(side: str) -> Months | date | None:
    for pattern, meaning in _RANGE_ENDS:
        if match := pattern.fullmatch(side):
            return meaning(match)
    return None


def _between(first: Months | date, last: Months | date) -> Months:
    if isinstance(first, date) and first.day != 1:
        raise _RefusedError("Er muss mit dem ersten Tag eines Monats beginnen.")
    if isinstance(last, date) and (last + timedelta(days=1)).day != 1:
        raise _RefusedError("Er muss mit dem letzten Tag eines Monats enden.")
    start, end = _last_month(first), _last_month(last)
    if end < start:
        raise _RefusedError("Er endet, bevor er beginnt.")
    return Months(start, end - start + 1)


def _last_month(end: Months | date) -> int:
    return end.year * 12 + end.month - 1 if isinstance(end, date) else end.start


# --- spellings, all in lower case with single blanks

_MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "januar jan jänner jaenner jän january",
            "februar feb feber february",
            "märz maerz mär maer mrz mar march",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "erstes": 1, "zweites": 2, "drittes": 3, "viertes": 4}
_ORDINALS |= {str(number): number for number in range(1, 10)}

_LEAD = re.compile(r"^(?:stand|stichtag|zum|am|per|jahr|kalenderjahr|berichtsjahr)\b[: ]*")
_DASH = re.compile(r" ?(?:-|–|—|/|\bbis\b) ?")
_YEAR = r"(?P<year>[0-9]{4})"
_NUMBER = r"(?P<number>iii|ii|iv|i|[1-9]|erstes|zweites|drittes|viertes)"
_ROMAN = r"(?P<number>iii|ii|iv|i)\.?"
_NAME = r"(?P<name>[a-zä]{3,})\.?"
_MONTH, _MONTH_2 = r"(?P<month>[0-9]{1,2})", r"(?P<month>[0-9]{2})"
_BETWEEN = r"(?: ?[/,-] ?| )"
_TIME = r"(?:[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?)?"


def _table(*entries: tuple[str, Callable[[_Match], Months | date]]) -> list[_Spelling]:
    return [(re.compile(pattern), meaning) for pattern, meaning in entries]


def _parts(word: str, length: int) -> list[_Spelling]:
    """Q3 2026, 2026-Q3, 3. Quartal 2026, 2026 III. Quartal."""
    return _table(
        (f"{word} ?{_NUMBER}{_BETWEEN}{_YEAR}", _part(length)),
        (f"{_YEAR}{_BETWEEN}?{word} ?{_NUMBER}", _part(length)),
        (f"{_NUMBER}\\.? ?{word}{_BETWEEN}{_YEAR}", _part(length)),
        (f"{_YEAR}{_BETWEEN}{_NUMBER}\\.? ?{word}", _part(length)),
    )


_DAYS = _table(
    (f"(?P<day>[0-9]{{1,2}})\\. ?{_MONTH}\\. ?{_YEAR}{_TIME}", _day),
    (f"{_YEAR}-{_MONTH_2}-(?P<day>[0-9]{{2}}){_TIME}", _day),
    (f"{_YEAR}{_MONTH_2}(?P<day>[0-9]{{2}})", _day),
    (f"(?P<day>[0-9]{{1,2}})\\. ?{_NAME} ?{_YEAR}", _day),
)
_NAMED_MONTHS = _table(
    (f"{_NAME}{_BETWEEN}?{_YEAR}", _month),
    (f"{_YEAR}{_BETWEEN}{_NAME}", _month),
    (f"{_YEAR}-?m?{_MONTH_2}", _month),
)
_RANGE_ENDS = _DAYS + _NAMED_MONTHS + _table((f"{_MONTH}[/.]{_YEAR}", _month))
_SPELLINGS = (
    _table((_YEAR, _whole_year))
    + _parts(r"(?:quartal|vierteljahr|quart\.?|qu\.?|vj\.?|q)", 3)
    + _parts(r"(?:halbjahr|hj\.?|h)", 6)
    + _table(
        (f"{_ROMAN}{_BETWEEN}{_YEAR}", _part(3)),
        (f"{_YEAR}{_BETWEEN}{_ROMAN}", _part(3)),
        (f"(?:schuljahr|sj\\.?) ?{_YEAR}[/-](?P<until>[0-9]{{2}}|[0-9]{{4}})", _school_year),
        (f"{_YEAR}[/-][0-9]{{4}}", _two_years),
        (f"{_YEAR}/{_MONTH_2}", _month_or_year_pair),
        (f"{_YEAR}[/-]{_MONTH}(?<![0-9]{{2}})", _month_or_quarter),
        (f"{_MONTH}[/.-]{_YEAR}", _month_or_quarter),
        (f"(?P<first>[0-9]{{1,2}})[/-](?P<second>[0-9]{{1,2}})[/-]{_YEAR}", _day_in_either_order),
        (f"[1-4]/{_YEAR}{_DASH.pattern}[1-4]/[0-9]{{4}}", _months_or_quarters),
        (r"[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{2}", _short_year),
        (r"(?:q ?[1-4]|[1-4]\. ?quartal|[a-zä]{3,}\.?)[ /-][0-9]{2}", _short_year),
    )
    + _DAYS
    + _NAMED_MONTHS
)
_IN_COLUMN: dict[Column, list[_Spelling]] = {
    "quarter": _table(
        (f"{_YEAR}[/. -](?P<number>[1-4])", _part(3)),
        (f"(?P<number>[1-4])[/. -]{_YEAR}", _part(3)),
        (f"{_YEAR}[/.](?P<month>0[1-4])|0[1-4][/.-][0-9]{{4}}", _months_or_quarters),
    ),
    "month": _table((f"{_YEAR}[/-]{_MONTH}", _month), (f"{_MONTH}[/-]{_YEAR}", _month)),
}
