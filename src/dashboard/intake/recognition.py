"""Which layout a table has, and where in it the data are. The user never says; the reasons are told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.headers import Match, normalise
from dashboard.tables import Grid

Layout = Literal["facilities", "wide", "long", "flat", "classic", "directory"]
LAYOUT_TITLES: dict[Layout, str] = {
    "facilities": "Unterkünfte (eine Zeile je Unterkunft und Quartal)",
    "wide": "breite Tabelle (eine Zeile je Ort und Zeitraum, eine Spalte je Kennzahl)",
    "long": "lange Tabelle (eine Zeile je Wert)",
    "flat": "amtliche Tabelle im Format „flache CSV“ (GENESIS)",
    "classic": "amtliche Tabelle mit mehrzeiligem Kopf (GENESIS)",
    "directory": "Gemeindeverzeichnis GV100AD",
}
HEADER_WITHIN = 40
"""Rows in which a header is looked for."""
FLAT_MARKS = frozenset({"statisticscode", "time", "value", "1variablecode", "1variableattributecode"})
CLASSIC_MARKS = ("tabelle:", "genesis-tabelle")
OF_FACILITIES = frozenset({"unterkunft", "unterkunft_id", "art"})
"""Columns that only a table of facilities has."""


@dataclass(frozen=True)
class Table:
    """A recognised table: its header as it was written, its rows of data, and what stands above and below them."""

    layout: Layout | None
    """None: nothing in it is known."""
    headers: tuple[str, ...]
    cells: pd.DataFrame
    """Rows of data only, columns by position, blanks at the ends of cells taken off."""
    lines: npt.NDArray[np.int64]
    """Row of the file per row of data."""
    header_line: int
    titles: tuple[tuple[int, str], ...]
    """(row of the file, text) above the header."""
    notes: tuple[tuple[int, str], ...]
    """(row of the file, text) below the data."""
    why: str
    """German sentence: what it was taken for, and by what."""


def recognise(grid: Grid, catalogue: Catalogue) -> Table:
    """Find layout, header and data of a grid."""
    cells = grid.cells.apply(lambda column: column.str.strip())
    position, layout, why = _header(cells, grid.lines, catalogue)
    last = _last_row(cells, position)
    body = cells.iloc[position + 1 : last + 1]
    filled = _filled(body).any(axis=1)
    return Table(
        layout=layout,
        headers=tuple(cells.iloc[position]) if len(cells) else (),
        cells=body[filled].reset_index(drop=True),
        lines=grid.lines[position + 1 : last + 1][filled],
        header_line=int(grid.lines[position]) if len(cells) else 1,
        titles=_texts(cells.iloc[:position], grid.lines[:position]),
        notes=_texts(cells.iloc[last + 1 :], grid.lines[last + 1 :]),
        why=why,
    )


def _header(cells: pd.DataFrame, lines: npt.NDArray[np.int64], catalogue: Catalogue) -> tuple[int, Layout | None, str]:
    """Position of the header, the layout and the reason; where nothing fits, the first row with several cells."""
    find = _remembering(catalogue)
    best: tuple[int, int, Layout, str] | None = None
    first_wide = 0
    for position in reversed(range(min(len(cells), HEADER_WITHIN))):
        texts = [text for text in cells.iloc[position] if text]
        if len(texts) < 2:
            continue
        first_wide = position
        found = _layout_of(texts, find)
        if found and (best is None or found[0] >= best[0]):
            best = (found[0], position, found[1], found[2])
    if best is not None and best[2] != "long":
        where = f"Kopfzeile in Zeile {lines[best[1]]}: {best[3]}"
        return best[1], best[2], f"Erkannt als {LAYOUT_TITLES[best[2]]}; {where}."
    if any(text.casefold().startswith(CLASSIC_MARKS) for text in cells.iloc[:3, 0] if text):
        return first_wide, "classic", f"Erkannt als {LAYOUT_TITLES['classic']} an der Überschrift „Tabelle“."
    if best is not None:
        return best[1], "long", f"Erkannt als {LAYOUT_TITLES['long']}; {best[3]}."
    return first_wide, None, ""


Find = Callable[[str, Literal["facilities", "wide", "long"]], Match | None]


def _remembering(catalogue: Catalogue) -> Find:
    known: dict[tuple[str, str], Match | None] = {}

    def find(text: str, layout: Literal["facilities", "wide", "long"]) -> Match | None:
        if (text, layout) not in known:
            known[text, layout] = catalogue.headers.find(text, layout) if len(text) <= 200 else None
        return known[text, layout]

    return find


def _layout_of(texts: list[str], find: Find) -> tuple[int, Layout, str] | None:
    """How many cells of a row are known headers of which layout, and which; None where it is no header."""
    if {normalise(text) for text in texts if len(text) <= 60} >= FLAT_MARKS:
        return len(texts), "flat", "Spalten „statistics_code“, „1_variable_code“, „value“"
    facilities = _matches(texts, find, "facilities")
    own = {match.name for match in facilities.values()} & OF_FACILITIES
    if own and len(facilities) >= 3:
        return len(facilities), "facilities", _named(facilities)
    long = _matches(texts, find, "long")
    if {"kennzahl", "wert"} <= {match.name for match in long.values() if match.kind == "long"}:
        return len(long), "long", _named(long)
    wide = _matches(texts, find, "wide")
    figures = [match for match in wide.values() if match.kind in ("indicator", "computed", "disabled")]
    if figures and len(wide) >= 2:
        return len(wide), "wide", _named(wide)
    return None


def _matches(texts: list[str], find: Find, layout: Literal["facilities", "wide", "long"]) -> Mapping[str, Match]:
    return {text: match for text in texts if (match := find(text, layout)) is not None}


def _named(matches: Mapping[str, Match]) -> str:
    shown = ", ".join(f"„{text}“" for text in list(matches)[:4])
    return f"bekannte Spalten {shown}" + (f" und {len(matches) - 4} weitere" if len(matches) > 4 else "")


def _last_row(cells: pd.DataFrame, header: int) -> int:
    """Position of the last row of data: below it stand only blank lines and text in the first cell."""
    beyond_first = _filled(cells.iloc[header + 1 :, 1:]).any(axis=1)
    positions = np.flatnonzero(beyond_first)
    return header if not len(positions) else header + 1 + int(positions[-1])


def _filled(cells: pd.DataFrame) -> npt.NDArray[np.bool_]:
    if not len(cells.columns):
        return np.zeros((len(cells), 1), dtype=np.bool_)
    return np.column_stack([cells[column].ne("").to_numpy(dtype=bool) for column in cells.columns])


def _texts(cells: pd.DataFrame, lines: npt.NDArray[np.int64]) -> tuple[tuple[int, str], ...]:
    found = []
    for position in range(len(cells)):
        text = " ".join(cell for cell in cells.iloc[position] if cell)
        if text:
            found.append((int(lines[position]), text))
    return tuple(found)
