"""Merged cells: a spreadsheet keeps their text in the first one only; here each of them gets it.

A merged title or note, alone in its row, stays in its first cell, as it stands in the CSV of the same table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.tables.cell_names import letters, listed
from dashboard.tables.grid import Remark, Span

if TYPE_CHECKING:
    from dashboard.tables.sheet import Sheet

_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*%?")


class Merge(NamedTuple):
    """A range of merged cells, ends included. Lines count from 1, columns from 0."""

    first_line: int
    first_column: int
    last_line: int
    last_column: int

    @property
    def name(self) -> str:
        return f"{letters(self.first_column)}{self.first_line}:{letters(self.last_column)}{self.last_line}"


def fill(
    frame: pd.DataFrame, lines: npt.NDArray[np.int64], counts: Sequence[int], first: int, sheet: "Sheet"
) -> tuple[pd.DataFrame, list[Remark]]:
    """The frame with every merged cell filled, and what is to be said about it.

    `first` is the sheet's column of the frame's first one, `counts` how many cells with content each row has.
    A merged cell that holds a text of its own keeps it.
    """
    filling = _Filling(frame, sheet)
    for merge in sheet.merges:
        left, right = merge.first_column - first, min(merge.last_column - first, len(frame.columns) - 1)
        top, bottom = np.searchsorted(lines, [merge.first_line, merge.last_line + 1]).tolist()
        if left < 0 or left > right or top >= bottom or lines[top] != merge.first_line:
            continue
        if left == 0 and counts[top] == 1:
            right = left
        if bottom - top > 1 or right > left:
            filling.fill(merge, slice(top, bottom), range(left, right + 1))
    return filling.frame(), _remarks(filling, sheet)


@dataclass
class _Ranges:
    """Names of merged ranges, and per column of the frame the first and the last line."""

    names: list[str] = field(default_factory=list)
    columns: dict[int, tuple[int, int]] = field(default_factory=dict)

    def add(self, merge: Merge, columns: range) -> None:
        self.names.append(merge.name)
        for column in columns:
            first, last = self.columns.get(column, (merge.first_line, merge.last_line))
            self.columns[column] = min(first, merge.first_line), max(last, merge.last_line)

    def remark(self, code: str, where: str, text: str) -> Remark:
        cells = tuple(Span(column, *lines) for column, lines in self.columns.items())
        return Remark(code, f"{where} {text.format(ranges=listed(self.names))}", _line_of(self.names[0]), cells)


class _Filling:
    """Columns as arrays of texts as far as they were touched, and the names of the ranges that are to be said."""

    def __init__(self, frame: pd.DataFrame, sheet: "Sheet") -> None:
        self._frame, self._room = frame, sheet.room
        self._columns: dict[int, npt.NDArray[Any]] = {}
        self.filled: list[str] = []
        self.numbers = _Ranges()
        self.across = _Ranges()
        self.covered = _Ranges()
        self.line: int | None = None

    def fill(self, merge: Merge, rows: slice, columns: range) -> None:
        text = self._column(columns[0])[rows.start]
        if not text:
            return
        area = (rows.stop - rows.start) * len(columns)
        self._room.take_cells(area, area * len(text))
        covered = False
        for column in columns:
            cells = self._column(column)[rows]
            own = cells != ""
            own[0] &= column != columns[0]
            covered |= bool(own.any())
            cells[~own] = text
        self.filled.append(merge.name)
        self.line = merge.first_line if self.line is None else self.line
        if covered:
            self.covered.add(merge, columns)
        if _NUMBER.fullmatch(text):
            (self.numbers if rows.stop - rows.start > 1 else self.across).add(merge, columns)

    def frame(self) -> pd.DataFrame:
        if not self._columns:
            return self._frame
        frame = self._frame.copy()
        for column, cells in self._columns.items():
            frame[column] = pd.Series(cells, index=frame.index, dtype="str")
        return frame

    def _column(self, column: int) -> npt.NDArray[Any]:
        if column not in self._columns:
            self._columns[column] = np.array(self._frame[column].tolist(), dtype=object)
        return self._columns[column]


def _remarks(filling: _Filling, sheet: "Sheet") -> list[Remark]:
    remarks = []
    where = f"Im Blatt „{sheet.name}“"
    if filling.filled:
        remarks.append(
            Remark(
                "merged-filled",
                f"{where} sind Zellen verbunden (Bereiche: {len(filling.filled)}, zuerst {filling.filled[0]}). Ihr "
                "Text gilt beim Lesen für jede der verbundenen Zellen.",
                filling.line,
            )
        )
    found = (
        (
            "merged-number",
            filling.numbers,
            "gilt eine Zahl in verbundenen Zellen für mehrere Zeilen: {ranges}. Steht sie für alle diese Zeilen "
            "zusammen, würde sie mehrfach gezählt; bitte die Verbindung aufheben und je Zeile eine eigene Zahl "
            "eintragen.",
        ),
        (
            "merged-across",
            filling.across,
            "gilt eine Zahl in verbundenen Zellen für mehrere Spalten: {ranges}. Bitte die Verbindung aufheben und je "
            "Spalte eine eigene Zahl eintragen.",
        ),
        (
            "merged-covered",
            filling.covered,
            "verdecken verbundene Zellen weiteren Inhalt: {ranges}. Er wurde mitgelesen; bitte die Verbindung aufheben "
            "und ihn prüfen.",
        ),
    )
    remarks += [ranges.remark(code, where, text) for code, ranges, text in found if ranges.names]
    return remarks


def _line_of(name: str) -> int:
    return int(name.partition(":")[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
