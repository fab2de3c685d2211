"""Which layout a table has, and where in it the data are. The user never says; the reasons are told."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.headers import normalise
from dashboard.intake.header_block import HeaderBlock, around, find_block, is_figure, lookup, names_of, parts
from dashboard.intake.header_rows import Find, Reading, layout_of, remembering
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
CLASSIC_MARKS = ("tabelle:", "genesis-tabelle")
OFFICIAL_TABLE = re.compile(r"(?:genesis-)?tabelle:\s*(\d{5}-[\w-]+|temporär)\s*$", re.IGNORECASE)
"""First line of an official table, with its number."""
OFFICIAL_END = re.compile(r"Stand: \d{2}\.\d{2}\.\d{4} / \d{2}:\d{2}:\d{2}")
"""Last line of an official table."""
NOTES_BEGIN = re.compile(r"[_\-–—*=]{3,}$|©|\(C\)\s?opyright|Stand:\s*\d|Quelle[n]?\s*:", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Table:
    """A recognised table: its header as it was written, its rows of data, and what stands above and below them."""

    layout: Layout | None
    """None: nothing in it is known."""
    headers: tuple[str, ...]
    """One name per column; of a header of several rows the texts from top to bottom, joined by „ / “."""
    cells: pd.DataFrame
    """Rows of data only, columns by position, blanks at the ends of cells taken off."""
    lines: npt.NDArray[np.int64]
    """Row of the file per row of data."""
    header_line: int
    """The last row of the header."""
    titles: tuple[tuple[int, str], ...]
    """(row of the file, text) above the header."""
    notes: tuple[tuple[int, str], ...]
    """(row of the file, text) below the data."""
    why: str
    """German sentence: what it was taken for, and by what."""
    parts: tuple[tuple[str, ...], ...] = ()
    """Per column the texts of its header, where the header has several rows or none."""
    score: int = 0
    """How much of the header is known."""
    sheet: str = ""
    is_official: bool = False
    """Whether it calls itself an official table."""

    def asked(self, position: int) -> str:
        """What the catalogue is asked about a column."""
        return lookup(self.parts[position]) if self.parts else self.headers[position]

    def is_nameless(self, position: int) -> bool:
        """Whether the column has no header; „Spalte 3“ is only what it is called in questions."""
        return not (self.parts[position] if self.parts else self.headers[position])


def recognise(
    grid: Grid, catalogue: Catalogue, *, header_row: int | None = None, decided: Collection[str] = ()
) -> Table:
    """Find layout, header and data of a grid.

    ``header_row``: the row of the file that a person calls the header, 0 where there is none; None: it is looked for.
    ``decided``: compared spellings of headers whose meaning a person has given; a table with such a column is read
    even where nothing else in it is known.
    """
    cells = grid.cells.apply(lambda column: column.str.strip())
    find = remembering(catalogue)
    best = _single(cells, grid.lines, find, header_row)
    is_official = _is_official(cells)
    block, reading = _block(cells, best, header_row, grid.lines, find, is_official)
    names: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...] = ()
    if block is None:
        texts = ((),) * len(cells.columns)
        names, start = names_of(texts), 0
    else:
        start = block.last + 1
        if block.is_single and reading.layout not in (None, "classic"):
            names = tuple(cells.iloc[block.first]) if len(cells) else ()
        else:
            texts = parts(cells, block, spread=reading.layout != "classic" and not is_official)
            names = names_of(texts)
    layout = reading.layout
    if layout is None and any(normalise(name) in decided for name in names):
        reading = Reading(1, "wide", "nach der Zuordnung von Hand")
        layout = "wide"
    last = _last_row(cells, start, cut=layout == "classic" or bool(texts))
    body = cells.iloc[start : last + 1]
    filled = _filled(body).any(axis=1)
    above = 0 if block is None else block.first
    return Table(
        layout=layout,
        headers=names,
        cells=body[filled].reset_index(drop=True),
        lines=grid.lines[start : last + 1][filled],
        header_line=int(grid.lines[block.last if block else 0]) if len(cells) else 1,
        titles=_texts(cells.iloc[:above], grid.lines[:above]),
        notes=_texts(cells.iloc[last + 1 :], grid.lines[last + 1 :]),
        why=_why(reading, block, grid),
        parts=texts,
        score=reading.score,
        sheet=grid.sheet or "",
        is_official=is_official,
    )


def _single(
    cells: pd.DataFrame, lines: npt.NDArray[np.int64], find: Find, header_row: int | None
) -> tuple[int, Reading] | None:
    """The row that is most of a header by itself; the uppermost of equals."""
    best: tuple[int, Reading] | None = None
    for position in reversed(range(min(len(cells), HEADER_WITHIN))):
        if header_row is not None and lines[position] != header_row:
            continue
        texts = [text for text in cells.iloc[position] if text]
        reading = layout_of(texts, find) if len(texts) > 1 else None
        if reading is not None and (best is None or reading.score >= best[1].score):
            best = position, reading
    return best


def _block(
    cells: pd.DataFrame,
    best: tuple[int, Reading] | None,
    header_row: int | None,
    lines: npt.NDArray[np.int64],
    find: Find,
    is_official: bool,
) -> tuple[HeaderBlock | None, Reading]:
    """Where the header is, and what it was read as; no header where data begin in the first row or a person says so."""
    chosen = int(np.searchsorted(lines, header_row)) if header_row else None

    def is_label(text: str) -> bool:
        return find(text, "wide") is not None or find(text, "long") is not None

    if header_row == 0 or not len(cells):
        return None, Reading()
    if best is not None and best[1].layout == "flat":
        return HeaderBlock(best[0], best[0]), best[1]
    if is_official and (best is None or _names_a_table(cells)):
        found = find_block(cells, HEADER_WITHIN, is_label)
        found = HeaderBlock(chosen, chosen) if chosen is not None and chosen < len(cells) else found
        return found, Reading(1, "classic", "an der Tabellennummer oder der Zeile „Stand“, wie sie die Ämter schreiben")
    if best is not None:
        position, reading = best
        if header_row is not None:
            return HeaderBlock(position, position), reading
        block = around(cells, position, _labels(cells.iloc[position].tolist(), reading, find))
        return block, reading if block.is_single else _of_block(cells, block, find) or reading
    if _is_titled(cells):
        titled = HeaderBlock(chosen, chosen) if chosen is not None and chosen < len(cells) else None
        return titled or find_block(cells, HEADER_WITHIN, is_label), Reading(
            1, "classic", "an der Überschrift „Tabelle“"
        )
    if chosen is not None and chosen < len(cells):
        return HeaderBlock(chosen, chosen), Reading()
    block_found = find_block(cells, HEADER_WITHIN, is_label)
    if block_found is not None:
        return block_found, _of_block(cells, block_found, find) or Reading()
    first = next((at for at in range(min(len(cells), HEADER_WITHIN)) if cells.iloc[at].ne("").sum() > 1), 0)
    has_header = not any(is_figure(cell) for cell in cells.iloc[first])
    return (HeaderBlock(first, first) if has_header else None), Reading()


def _of_block(cells: pd.DataFrame, block: HeaderBlock, find: Find) -> Reading | None:
    texts = [lookup(column) for column in parts(cells, block, spread=True) if column]
    return layout_of(texts, find)


def _labels(header: list[str], reading: Reading, find: Find) -> list[int]:
    """Columns of a header that hold periods and places."""
    if reading.layout not in ("facilities", "wide", "long"):
        return []
    matches = [find(text, reading.layout) if text else None for text in header]
    return [at for at, match in enumerate(matches) if match is not None and match.kind in ("period", "place")]


def _is_official(cells: pd.DataFrame) -> bool:
    if not len(cells):
        return False
    return _names_a_table(cells) or any(OFFICIAL_END.fullmatch(text) for text in cells.iloc[-3:, 0])


def _names_a_table(cells: pd.DataFrame) -> bool:
    return any(OFFICIAL_TABLE.match(text.partition("\n")[0]) for text in cells.iloc[:3, 0] if text)


def _is_titled(cells: pd.DataFrame) -> bool:
    return any(text.casefold().startswith(CLASSIC_MARKS) for text in cells.iloc[:3, 0] if text)


def _why(reading: Reading, block: HeaderBlock | None, grid: Grid) -> str:
    if reading.layout is None:
        return ""
    sheet = f" im Blatt „{grid.sheet}“" if grid.sheet else ""
    where = ""
    if block is not None:
        first, last = int(grid.lines[block.first]), int(grid.lines[block.last])
        where = f"Kopfzeile in Zeile {first}" if first == last else f"Kopf in den Zeilen {first} bis {last}"
        where = f"; {where}"
    return f"Erkannt{sheet} als {LAYOUT_TITLES[reading.layout]}{where}: {reading.reason}."


def _last_row(cells: pd.DataFrame, start: int, *, cut: bool) -> int:
    """Position of the last row of data: below it stand only blank lines and text in the first cell.

    ``cut``: a row of its own that begins the notes („____“, „© …“, „Stand: …“) ends the data, whatever signs divide
    the lines below it, as long as none of them looks like a row of data.
    """
    beyond_first = np.asarray(_filled(cells.iloc[start:])[:, 1:].any(axis=1))
    positions = np.flatnonzero(beyond_first)
    last = start - 1 if not len(positions) else start + int(positions[-1])
    if not cut:
        return last
    enough = min(2, max(1, sum(map(is_figure, cells.iloc[start])))) if start < len(cells) else 2
    for position in range(start + 1, last + 1):
        alone = not beyond_first[position - start]
        if alone and NOTES_BEGIN.match(str(cells.iat[position, 0])):
            rest = cells.iloc[position + 1 : last + 1]
            if not any(sum(map(is_figure, row)) >= enough for row in rest.itertuples(index=False)):
                return position - 1
    return last


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
