"""What differs between two states of one exhibit: cell by cell, as people read the cells."""

from collections import Counter
from dataclasses import dataclass

from dashboard.exhibits.exhibit import Exhibit, table

ROW_KEYS = ("key", "area", "period")
"""Columns of the data that tell rows apart, whatever they are called; without any, the first visible column does."""
GONE = "nicht mehr vorhanden"
NEW = "neu hinzugekommen"


@dataclass(frozen=True)
class Difference:
    """One cell before and after; ``row`` and ``column`` as people read them."""

    row: str
    column: str
    old: str
    new: str


def differences(old: Exhibit, new: Exhibit) -> tuple[Difference, ...]:
    """Changed cells in the order of the old table, rows that came new at the end; columns of both are compared."""
    before, after = _rows(old), _rows(new)
    found = [
        Difference(row, column, text, after[key][1].get(column, GONE) if key in after else GONE)
        for key, (row, cells) in before.items()
        for column, text in cells.items()
        if key not in after or after[key][1].get(column, GONE) != text
    ]
    found += [
        Difference(row, column, NEW, text)
        for key, (row, cells) in after.items()
        for column, text in cells.items()
        if key not in before or column not in before[key][1]
    ]
    return tuple(found)


def _rows(exhibit: Exhibit) -> dict[tuple[str, int], tuple[str, dict[str, str]]]:
    """By key and its occurrence: the row's name and its cells by heading."""
    frame = table(exhibit)
    names = frame.iloc[:, 0].tolist()
    key = next((name for name in ROW_KEYS if name in exhibit.data.columns), None)
    keys = [str(value) for value in exhibit.data[key].tolist()] if key is not None else names
    seen: Counter[str] = Counter()
    found = {}
    for one, name, cells in zip(keys, names, frame.to_dict("records"), strict=True):
        seen[one] += 1
        found[one, seen[one]] = (name, {str(column): str(text) for column, text in cells.items()})
    return found
