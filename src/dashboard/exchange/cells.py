"""One cell and back: how each kind of value of a form is written in a table, and read with a reason where it cannot be.

Reading takes the text of the cell alone; what a name means is known to the ``Known`` of the moment.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import pandas as pd

from dashboard.errors import UserError
from dashboard.formats import join
from dashboard.periods import Period, PeriodInvalid, parse
from dashboard.store.folding import fold
from dashboard.tables import read_numbers, spelling

SEPARATOR = "; "
YES, NO = "ja", "nein"
_DAY = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?: 00:00:00)?")


class CellInvalid(UserError):
    """A cell that cannot be read; the sentence says what it should be."""


@dataclass(frozen=True)
class Cell:
    """How a kind of value is written and read; an empty cell is None without asking it."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]


def text() -> Cell:
    """Text as it is."""
    return Cell(str, str)


def day() -> Cell:
    """30.09.2026."""
    return Cell(spelling.day, _day)


def period() -> Cell:
    """2026-Q3, and every other spelling that suppliers use."""
    return Cell(lambda value: value.code, _period)


def number() -> Cell:
    """A German number."""
    return Cell(spelling.number, _number)


def whole() -> Cell:
    """A whole number."""
    return Cell(str, _whole)


def euro() -> Cell:
    """Cents, written in euro."""
    return Cell(lambda cents: spelling.number(Decimal(cents) / 100), _cents)


def truth() -> Cell:
    """ja or nein."""
    return Cell(lambda value: YES if value else NO, _truth)


def choice(options: Mapping[Any, str], what: str) -> Cell:
    """One of a few values by its German name."""
    named = {fold(label): value for value, label in options.items()}

    def read(cell: str) -> Any:
        found = named.get(fold(cell))
        if found is None:
            raise CellInvalid(f"„{cell}“ ist {what}. Möglich sind: {join([f'„{one}“' for one in options.values()])}.")
        return found

    return Cell(lambda value: options[value], read)


def labelled(kind: type[Enum], what: str) -> Cell:
    """A choice whose values bear their labels."""
    return choice({one: one.label for one in kind}, what)  # type: ignore[attr-defined]


def named(names: Mapping[Any, str], what: str) -> Cell:
    """A thing by its name; those that share one are told apart by their number: „Netz (Nr. 5)“."""
    often = Counter(fold(name) for name in names.values())
    shown = {key: name if often[fold(name)] == 1 else f"{name} (Nr. {key})" for key, name in names.items()}
    known = {fold(name): key for key, name in shown.items()}
    known |= {fold(f"{name} (Nr. {key})"): key for key, name in names.items()}

    def read(cell: str) -> Any:
        key = known.get(fold(cell))
        if key is not None:
            return key
        if often[fold(cell)] > 1:
            several = join([f"„{shown[one]}“" for one, name in names.items() if fold(name) == fold(cell)])
            raise CellInvalid(f"„{cell}“ gibt es mehrfach; gemeint sein kann: {several}.")
        raise CellInvalid(f"{what} „{cell}“ gibt es nicht. Bitte zuerst eintragen oder den Namen berichtigen.")

    return Cell(lambda key: shown.get(key, str(key)), read)


def several(one: Cell) -> Cell:
    """Any number of values, set apart by semicolons."""
    return Cell(
        lambda values: SEPARATOR.join(one.write(value) for value in values),
        lambda cell: tuple(one.read(part.strip()) for part in cell.split(";") if part.strip()),
    )


def points() -> Cell:
    """Periods with a value each: „2026-Q4 = 12,5; 2027-Q2 = 15“."""
    return Cell(
        lambda values: SEPARATOR.join(f"{one.code} = {spelling.number(value)}" for one, value in values),
        lambda cell: tuple(_point(part) for part in cell.split(";") if part.strip()),
    )


def _point(part: str) -> tuple[Period, float]:
    when, equal, value = part.partition("=")
    if not equal:
        raise CellInvalid(f"„{part.strip()}“ ist kein Zwischenpunkt. Bitte schreiben wie „2026-Q4 = 12,5“.")
    return _period(when.strip()), _number(value.strip())


def _day(cell: str) -> date:
    found = _DAY.fullmatch(cell) or _ISO.fullmatch(cell)
    try:
        if found is not None:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        pass
    raise CellInvalid(f"„{cell}“ ist kein Tag. Bitte schreiben wie 30.09.2026.")


def _period(cell: str) -> Period:
    try:
        return parse(cell)
    except PeriodInvalid as error:
        raise CellInvalid(f"„{cell}“ ist kein Zeitraum, wie 2026-Q3 oder „3. Quartal 2026“. {error}") from error


def _number(cell: str) -> float:
    found = read_numbers(pd.Series([cell], dtype="str"), whole=False, convention="german")
    if bool(found.invalid.iloc[0]) or found.sign.iloc[0] or pd.isna(found.value.iloc[0]):
        raise CellInvalid(f"„{cell}“ ist keine Zahl. Bitte schreiben wie 1.234,5.")
    return float(found.value.iloc[0])


def _whole(cell: str) -> int:
    value = _number(cell)
    if not value.is_integer():
        raise CellInvalid(f"„{cell}“ ist keine ganze Zahl.")
    return int(value)


def _cents(cell: str) -> int:
    value = Decimal(spelling.number(_number(cell), ".")) * 100
    if value != value.to_integral_value():
        raise CellInvalid(f"„{cell}“ hat mehr als zwei Stellen nach dem Komma; Beträge sind in Euro und Cent.")
    return int(value)


def _truth(cell: str) -> bool:
    if fold(cell) not in (YES, NO):
        raise CellInvalid(f"„{cell}“ ist weder „{YES}“ noch „{NO}“.")
    return fold(cell) == YES
