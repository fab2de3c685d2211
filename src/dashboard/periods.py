"""Periods: a month, quarter, half-year, year or range of months, with one canonical code each.

Two periods are equal exactly when they cover the same days: 2024-01/2024-12 is the year 2024.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache, total_ordering
from typing import Self

from dashboard import period_spelling
from dashboard.period_spelling import Months, PeriodInvalid

__all__ = ["Frequency", "Period", "PeriodInvalid", "of_date", "parse", "parse_all", "read"]


class Frequency(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"


_LENGTHS = {1: Frequency.MONTH, 3: Frequency.QUARTER, 6: Frequency.HALF, 12: Frequency.YEAR}
_MONTH_COUNTS = {frequency: count for count, frequency in _LENGTHS.items()}
_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
_CODE = re.compile(
    r"(?P<year>[12][0-9]{3})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>0[1-9]|1[0-2])))?"
    r"(?:(?<=-[01][0-9])/(?P<last_year>[12][0-9]{3})-(?P<last_month>0[1-9]|1[0-2]))?"
)


@total_ordering
@dataclass(frozen=True)
class Period:
    """Hashable; ordered by (last day, first day). The code is checked, so no other Period exists."""

    code: str

    def __post_init__(self) -> None:
        months = _decode(self.code)
        if months is None or _encode(months) != self.code:
            raise PeriodInvalid(self.code)

    @classmethod
    def of(cls, code: str) -> Self:
        """From a canonical code; PeriodInvalid otherwise."""
        return cls(code)

    @classmethod
    def containing(cls, day: date, frequency: Frequency) -> Self:
        """The regular period of that frequency that has this day in it; ranges are not regular."""
        if frequency is Frequency.RANGE:
            raise ValueError("a day alone does not say which range is meant")
        count = _MONTH_COUNTS[frequency]
        return cls(_encode(Months(_month_of(day) // count * count, count)))

    @classmethod
    def spanning(cls, first: date, last: date) -> Self:
        """From the first to the last day, both ends of months."""
        months = Months(_month_of(first), _month_of(last) - _month_of(first) + 1)
        if months.length < 1 or first != _first_day(months.start) or last != _last_day(months):
            raise PeriodInvalid(f"{first:%d.%m.%Y} bis {last:%d.%m.%Y}", "Er muss aus ganzen Monaten bestehen.")
        return cls(_encode(months))

    @property
    def first(self) -> date:
        return _first_day(self._months.start)

    @property
    def last(self) -> date:
        return _last_day(self._months)

    @property
    def frequency(self) -> Frequency:
        return _frequency(self._months)

    @property
    def label(self) -> str:
        """In full: 3. Quartal 2026, Oktober 2024 bis März 2025."""
        first, last = self.first, self.last
        match self.frequency:
            case Frequency.YEAR:
                return f"{first.year}"
            case Frequency.HALF:
                return f"{last.month // 6}. Halbjahr {first.year}"
            case Frequency.QUARTER:
                return f"{last.month // 3}. Quartal {first.year}"
            case Frequency.MONTH:
                return f"{_MONTHS[first.month - 1]} {first.year}"
            case Frequency.RANGE:
                year = "" if first.year == last.year else f" {first.year}"
                return f"{_MONTHS[first.month - 1]}{year} bis {_MONTHS[last.month - 1]} {last.year}"

    @property
    def short(self) -> str:
        """For axes: Q3 2026, H2 2026, Sep 2026, 10/2024–03/2025."""
        first, last = self.first, self.last
        match self.frequency:
            case Frequency.YEAR:
                return f"{first.year}"
            case Frequency.HALF:
                return f"H{last.month // 6} {first.year}"
            case Frequency.QUARTER:
                return f"Q{last.month // 3} {first.year}"
            case Frequency.MONTH:
                return f"{_MONTHS[first.month - 1][:3]} {first.year}"
            case Frequency.RANGE:
                return f"{first:%m/%Y}–{last:%m/%Y}"

    def previous(self) -> "Period":
        """The period of the same length that ends the day before."""
        return Period(_encode(Months(self._months.start - self._months.length, self._months.length)))

    def next(self) -> "Period":
        """The period of the same length that begins the day after."""
        return Period(_encode(Months(self._months.start + self._months.length, self._months.length)))

    def __lt__(self, other: "Period") -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        mine, theirs = self._months, other._months
        return (mine.start + mine.length, mine.start) < (theirs.start + theirs.length, theirs.start)

    def __str__(self) -> str:
        return self.code

    @property
    def _months(self) -> Months:
        months = _decode(self.code)
        assert months is not None  # checked when it was made
        return months


def parse(
    text: str,
    *,
    frequency: Frequency | None = None,
    reference: tuple[int, int] | None = None,
    serials: bool = False,
) -> Period:
    """Read every spelling a supplier may use; PeriodInvalid for what is none or could be two.

    `frequency` is the column's: it decides what a date means (see `of_date`) and that 2026/3 is a
    quarter. `reference` is an indicator's own (month, day). `serials`: Excel's day numbers count as dates.
    """
    found = read(text, frequency=frequency, serials=serials)
    return found if isinstance(found, Period) else of_date(found, frequency=frequency, reference=reference)


def read(text: str, *, frequency: Frequency | None = None, serials: bool = False) -> Period | date:
    """Like `parse`, but a date stays a date: for one date column beside several indicators.

    `frequency` says here only what the column is called after ("quartal", "monat").
    """
    column: period_spelling.Column | None = None
    if frequency is Frequency.QUARTER:
        column = "quarter"
    elif frequency is Frequency.MONTH:
        column = "month"
    found = period_spelling.read(text, column=column, serials=serials)
    return Period(_encode(found)) if isinstance(found, Months) else found


def of_date(day: date, *, frequency: Frequency | None, reference: tuple[int, int] | None = None) -> Period:
    """The period a date stands for: the one it ends, or whose reference (month, day) it is, else its month.

    Without a frequency the last day of a quarter could stand for month, quarter or year: PeriodInvalid.
    """
    month = Period.containing(day, Frequency.MONTH)
    is_reference = (day.month, day.day) == reference
    if frequency is None:
        if is_reference or (day == month.last and day.month % 3 == 0):
            raise PeriodInvalid(f"{day:%d.%m.%Y}", "Das Datum kann für einen Monat, ein Quartal oder ein Jahr stehen.")
        return month
    if frequency is Frequency.RANGE:
        return month
    period = Period.containing(day, frequency)
    return period if is_reference or day == period.last else month


def parse_all(
    texts: Iterable[str],
    *,
    frequency: Frequency | None = None,
    reference: tuple[int, int] | None = None,
    serials: bool = False,
) -> dict[str, Period | PeriodInvalid]:
    """Every distinct spelling once, with its period or the reason why it is none."""
    found: dict[str, Period | PeriodInvalid] = {}
    for text in texts:
        if text not in found:
            try:
                found[text] = parse(text, frequency=frequency, reference=reference, serials=serials)
            except PeriodInvalid as reason:
                found[text] = reason
    return found


@lru_cache(maxsize=4096)
def _decode(code: str) -> Months | None:
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    start = int(match["year"]) * 12
    if match["quarter"]:
        return Months(start + int(match["quarter"]) * 3 - 3, 3)
    if match["half"]:
        return Months(start + int(match["half"]) * 6 - 6, 6)
    if not match["month"]:
        return Months(start, 12)
    start += int(match["month"]) - 1
    if not match["last_year"]:
        return Months(start, 1)
    length = int(match["last_year"]) * 12 + int(match["last_month"]) - start
    return Months(start, length) if length > 1 else None


def _encode(months: Months) -> str:
    year, month = divmod(months.start, 12)
    match _frequency(months):
        case Frequency.YEAR:
            return f"{year}"
        case Frequency.HALF:
            return f"{year}-H{month // 6 + 1}"
        case Frequency.QUARTER:
            return f"{year}-Q{month // 3 + 1}"
        case Frequency.MONTH:
            return f"{year}-{month + 1:02}"
        case Frequency.RANGE:
            last_year, last_month = divmod(months.start + months.length - 1, 12)
            return f"{year}-{month + 1:02}/{last_year}-{last_month + 1:02}"


def _frequency(months: Months) -> Frequency:
    regular = months.length in _LENGTHS and months.start % months.length == 0
    return _LENGTHS[months.length] if regular else Frequency.RANGE


def _month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


@lru_cache(maxsize=4096)
def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


@lru_cache(maxsize=4096)
def _last_day(months: Months) -> date:
    return _first_day(months.start + months.length) - timedelta(days=1)
