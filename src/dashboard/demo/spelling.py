"""How each invented supplier writes a table: every one in another way that the contract for uploads allows."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.formats import day
from dashboard.periods import Period

ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}

PERIODS: dict[str, Callable[[Period], str]] = {
    "code": lambda period: period.code,
    "joined": lambda period: period.code.replace("-", ""),
    "slash": lambda period: period.short.replace(" ", "/"),
    "roman": lambda period: f"{ROMAN[period.code[-1]]}/{period.code[:4]}",
    "words": lambda period: period.label,
    "date": lambda period: day(period.last),
}
"""Ways to write a quarter: 2026-Q3, 2026Q3, Q3/2026, III/2026, 3. Quartal 2026, 30.09.2026."""


@dataclass(frozen=True)
class Style:
    """Encoding, delimiter, words and surroundings of one supplier's tables."""

    encoding: str = "utf-8-sig"
    delimiter: str = ";"
    decimal: str = ","
    period: str = "code"
    titles: tuple[str, ...] = ()
    """Lines above the header."""
    notes: tuple[str, ...] = ()
    """Lines below the data."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Own words for columns; where there is none the column's code is written."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Own words for cells, for instance „GU“."""

    def quarter(self, code: str) -> str:
        """A quarter as this supplier writes it."""
        return PERIODS[self.period](Period.of(code))

    def degrees(self, value: float) -> str:
        """A coordinate as this supplier writes it."""
        return f"{value:.5f}".replace(".", self.decimal)

    def table(self, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
        """A CSV file of these columns; cells that a row lacks are empty."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=self.delimiter, lineterminator="\r\n")
        for line in self.titles:
            writer.writerow([line])
        if self.titles:
            writer.writerow([])
        writer.writerow([self.headers.get(column, column) for column in columns])
        for row in rows:
            cells = [row.get(column, "") for column in columns]
            writer.writerow([self.words.get(cell, cell) for cell in cells])
        if self.notes:
            writer.writerow([])
        for line in self.notes:
            writer.writerow([line])
        return text.getvalue().encode(self.encoding)
