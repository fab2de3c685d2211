"""Counts of weeks, months and quarters put together: without overlap or gap, and no part passed for the whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.periods import Frequency, Period

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Piece:
    """People taken in from ``first`` to ``last``; ``seen``: whether the circle that reads may know the number."""

    first: date
    last: date
    persons: int
    seen: bool = True


@dataclass(frozen=True)
class Taken:
    """What was taken in of a period up to ``until``; ``persons`` None: not known, then ``missing`` may say why.

    ``missing``: months without a count that there should be. ``straddling``: counts that reach over the border of the
    period where one is missing (first, last).
    """

    persons: int | None = None
    until: date | None = None
    seen: bool = True
    missing: tuple[Period, ...] = ()
    straddling: tuple[tuple[date, date], ...] = ()


def cover(pieces: Iterable[Piece], first: date, last: date, today: date) -> Taken:
    """The fewest pieces that together reach from ``first`` on as far as possible, each day in one of them.

    A gap inside what is reported makes the whole unknown, and so does one at the end once the period is over.
    """
    known = sorted(pieces, key=lambda one: (one.first, one.last))
    inside = [one for one in known if first <= one.first and one.last <= last]
    best: dict[date, tuple[int, Piece | None]] = {first: (0, None)}
    for one in inside:
        if one.first in best and (one.last + DAY not in best or best[one.first][0] + 1 < best[one.last + DAY][0]):
            best[one.last + DAY] = best[one.first][0] + 1, one
    reached = max(best)
    used = _used(best, reached)
    later = max((one.last for one in inside), default=first - DAY)
    end = last if today > last else max(later, reached - DAY)
    if reached <= end:
        straddling = tuple((one.first, one.last) for one in known if one not in inside and _overlaps(one, first, last))
        return Taken(missing=_lacking(inside, first, end) or _months(reached, end), straddling=straddling)
    if not used:
        return Taken()
    return Taken(sum(one.persons for one in used), reached - DAY, all(one.seen for one in used))


def together(parts: Sequence[Sequence[Piece]], first: date, last: date, today: date) -> Taken:
    """The sum of several places up to the day that all of them have reported."""
    each = [cover(pieces, first, last, today) for pieces in parts]
    untils = [one.until for one in each]
    if not each or None in untils:
        return _unknown(each)
    until = min(day for day in untils if day is not None)
    if any(day != until for day in untils):
        each = [cover(pieces, first, until, today) for pieces in parts]
        if any(one.persons is None for one in each):
            return _unknown(each)
    return Taken(sum(one.persons or 0 for one in each), until, all(one.seen for one in each))


def better(one: Taken, other: Taken) -> Taken:
    """The one that reaches further; the first where neither does."""
    return other if (other.until or date.min) > (one.until or date.min) else one


def _unknown(each: Sequence[Taken]) -> Taken:
    missing = sorted({month for one in each for month in one.missing})
    return Taken(missing=tuple(missing), straddling=tuple({span for one in each for span in one.straddling}))


def _used(best: dict[date, tuple[int, Piece | None]], day: date) -> list[Piece]:
    used: list[Piece] = []
    while (piece := best[day][1]) is not None:
        used.append(piece)
        day = piece.first
    return used


def _overlaps(piece: Piece, first: date, last: date) -> bool:
    return piece.first <= last and piece.last >= first


def _lacking(inside: Sequence[Piece], first: date, last: date) -> tuple[Period, ...]:
    """The months with a day that is in no piece."""
    found: dict[Period, None] = {}
    day = first
    for one in [*inside, Piece(last + DAY, last + DAY, 0)]:
        if one.first > day:
            found |= dict.fromkeys(_months(day, one.first - DAY))
        day = max(day, one.last + DAY)
    return tuple(found)


def _months(first: date, last: date) -> tuple[Period, ...]:
    months = [Period.containing(first, Frequency.MONTH)]
    while months[-1].last < last:
        months.append(months[-1].next())
    return tuple(months)
