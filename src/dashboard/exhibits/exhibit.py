"""One thing that is shown: title, sentence, chart, data, source, date and caveats, whatever the output."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from dashboard import formats
from dashboard.exhibits.charts import Chart, columns_of

SMALL = "0"
"""The sign of a 0 that is rounded: the number itself shows it."""
WITHHELD = "•"
"""The sign of a value that this circle may not see."""

NOT_GIVEN = "keine Angabe"
"""What stands where there is neither a value nor a sign."""

SIGN_MEANINGS = {
    WITHHELD: "zurückgehalten, damit keine einzelnen Personen erkennbar werden",
    "-": "genau null",
    SMALL: "mehr als nichts, aber weniger als die Hälfte der Einheit",
    ".": "unbekannt oder geheim zu halten",
    "…": "Angabe folgt später",
    "x": "Angabe nicht sinnvoll",
    "/": "Angabe zu unsicher",
    "()": "Angabe unsicher",
    "*": "von der Bundesagentur für Arbeit geheim gehalten",
    "r": "berichtigt",
    "p": "vorläufig",
}

FURTHER = "; auch weitere Zahlen sind zurückgehalten, damit sich keine davon ausrechnen lässt"
"""What the note on withheld values says once, because values that are not small are hidden with the small ones."""


class Kind(StrEnum):
    """How the cells of a column are written."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    SIGNED = "signed"
    DATE = "date"


@dataclass(frozen=True)
class Column:
    """A column of an exhibit's table.

    ``percent`` holds shares (0.87 is 87 %); a sibling column ``<name>_sign`` in the data holds official signs.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    decimals: int = 0
    unit: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.label.strip():
            raise ValueError("a column needs a name and a label")

    @property
    def sign(self) -> str:
        """Name of the column that holds its signs."""
        return f"{self.name}_sign"

    @property
    def heading(self) -> str:
        """Label with the unit, as it stands above the column."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    def text(self, value: Any, sign: str = "") -> str:
        """The German text of one cell, with its sign."""
        if self.kind is Kind.TEXT:
            return str(value) if not is_absent(value) and str(value) else NOT_GIVEN
        if self.kind is Kind.DATE:
            return formats.day(value) if isinstance(value, date) and not is_absent(value) else NOT_GIVEN
        return signed_text(self.number(value), sign)

    def number(self, value: Any) -> str | None:
        """The German number without sign or unit (but with %), None where there is no value."""
        if is_absent(value):
            return None
        if self.kind is Kind.PERCENT:
            return formats.percent(float(value), self.decimals)
        if self.kind is Kind.SIGNED:
            return formats.signed(float(value), self.decimals)
        return formats.number(float(value), self.decimals)


@dataclass(frozen=True, eq=False)
class Exhibit:
    """What is shown, built once for every output.

    ``sentence`` states the message in German; ``data`` holds one row per thing with raw values, ``columns`` say which
    of them people see and how; ``as_of`` is German text. Raises ValueError if a part is missing, if a column or the
    chart names data that are not there, or if a value that is marked as withheld has been passed in.
    """

    key: str
    title: str
    sentence: str
    chart: Chart | None
    data: pd.DataFrame
    columns: tuple[Column, ...]
    source: str
    as_of: str
    notes: tuple[str, ...]
    alt: str

    def __post_init__(self) -> None:
        for part in ("key", "title", "sentence", "source", "as_of", "alt"):
            if not getattr(self, part).strip():
                raise ValueError(f"exhibit {self.key!r}: {part} is empty")
        if any(not note.strip() for note in self.notes):
            raise ValueError(f"exhibit {self.key!r}: a note is empty")
        names = [column.name for column in self.columns]
        if not names or len(set(names)) != len(names):
            raise ValueError(f"exhibit {self.key!r}: columns are missing or named twice: {names}")
        wanted = [*names, *(columns_of(self.chart) if self.chart else ())]
        absent = [name for name in wanted if name not in self.data.columns]
        if absent:
            raise ValueError(f"exhibit {self.key!r}: no data for {absent}")
        refuse_withheld(self.data, f"exhibit {self.key!r}")

    def column(self, name: str) -> Column:
        """The column of this name; KeyError if the table has none."""
        return {column.name: column for column in self.columns}[name]


def signed_text(number: str | None, sign: str) -> str:
    """A formatted number (None: no value) with its official sign, e.g. ``(12)``, ``12 r``, ``•``, ``keine Angabe``."""
    marks = sign.split()
    if WITHHELD in marks:
        return WITHHELD
    if "-" in marks:
        return "-"
    if number is None:
        return " ".join(marks) or NOT_GIVEN
    text = f"({number})" if "()" in marks else number
    return " ".join([text, *(mark for mark in marks if mark not in ("()", SMALL))])


def table(exhibit: Exhibit) -> pd.DataFrame:
    """The exhibit's table as people read it: German text in every cell, one column per ``Column``, same rows."""
    frame = exhibit.data
    cells: dict[str, list[str]] = {}
    for column in exhibit.columns:
        values = frame[column.name].tolist()
        signs = frame[column.sign].tolist() if column.sign in frame.columns else [""] * len(values)
        cells[column.heading] = [column.text(value, sign) for value, sign in zip(values, signs, strict=True)]
    return pd.DataFrame(cells, dtype="str")


def sign_notes(signs: Iterable[str]) -> tuple[str, ...]:
    """One German line per sign that occurs, in a fixed order: „• zurückgehalten, damit …“."""
    found = {mark for sign in signs for mark in sign.split()}
    return tuple(
        f"{mark} {meaning}{FURTHER if mark == WITHHELD else ''}"
        for mark, meaning in SIGN_MEANINGS.items()
        if mark in found
    )


def refuse_withheld(frame: pd.DataFrame, what: str) -> None:
    """Raise ValueError if a cell marked as withheld still carries its value: it must never come this far."""
    for name in frame.columns:
        value = str(name).removesuffix("_sign")
        if value == name or value not in frame.columns:
            continue
        hidden = [row for row, sign in enumerate(frame[name].tolist()) if WITHHELD in sign]
        values = frame[value].tolist() if hidden else []
        if any(not is_absent(values[row]) for row in hidden):
            raise ValueError(f"{what}: a withheld value was passed in column {value!r}")


def is_absent(value: Any) -> bool:
    """Whether a cell of a frame holds no value."""
    return value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and math.isnan(value))
