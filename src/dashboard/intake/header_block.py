"""Headers of several rows: where they begin and end, and the one readable name they give each column.

A row of data has a figure or a sign; years and dates may stand in a header as well. In a header block the first column
has one text at most: a row that begins with another one is a title above the block or the first row of data.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

HIGHEST = 8
"""Rows that a header may have."""
SEPARATOR = " / "
FIGURE = re.compile(r"\(?[-+−–]?\s*\d[\d.,'’\s]*\)?\s*[%€]?(?:\s*[rp])*")
SIGNS = frozenset({"-", "–", "—", ".", "...", "…", "x", "X", "/", "*"})
DATE_OR_YEAR = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d{2}(?:/\d{2})?")


@dataclass(frozen=True)
class HeaderBlock:
    """Positions of the first and the last row of a header, both of it."""

    first: int
    last: int

    @property
    def is_single(self) -> bool:
        """Whether it is a plain header of one row."""
        return self.first == self.last


def is_figure(cell: str) -> bool:
    """Whether a trimmed cell holds a number or a sign, and no year or date."""
    return cell in SIGNS or bool(FIGURE.fullmatch(cell) and not DATE_OR_YEAR.fullmatch(cell))


def find_block(cells: pd.DataFrame, within: int, is_label: Callable[[str], bool]) -> HeaderBlock | None:
    """The header above the first row of data; None where data begin at the top or there are none.

    ``cells``: trimmed. Only the first ``within`` rows are looked at. A row with nothing but years or dates behind its
    first cell may be of the header („Gemeinde; 2022; 2023“) or of the data („Peine; 2010; 2011“): below another row of
    the header it is the former only if ``is_label`` knows its first cell.
    """
    rows = _rows(cells, within)
    start = next((at for at, row in enumerate(rows) if _is_data(row)), None)
    if start is None:
        return None
    while start > 1 and any(rows[start - 2][1:]) and _may_be_data(rows[start - 1]) and not is_label(rows[start - 1][0]):
        start -= 1
    top = start
    while top > 0 and _is_part(rows[top - 1], rows[top:start]) and start - top < HIGHEST:
        top -= 1
    if top == start:
        return None
    return HeaderBlock(top, start - 1)


def around(cells: pd.DataFrame, position: int, labels: Sequence[int]) -> HeaderBlock:
    """The block that a known header row belongs to: groups above it, units or explanations below it.

    ``labels``: columns of that row that hold periods and places; no row of data leaves them all empty.
    """
    rows = _rows(cells, position + 1 + HIGHEST)
    header, first, last = rows[position], position, position
    while first > 0 and position - first < HIGHEST and _is_group(rows[first - 1], header):
        first -= 1
    while last + 1 < len(rows) and _is_continued(rows[last + 1], header, labels):
        last += 1
    return HeaderBlock(first, last)


def parts(cells: pd.DataFrame, block: HeaderBlock, *, spread: bool) -> tuple[tuple[str, ...], ...]:
    """Per column its header from top to bottom, empty and repeated texts left out.

    ``spread``: an empty cell right of a group's text belongs to the group too, as people write it by hand.
    """
    rows = [[" ".join(cell.split()) for cell in cells.iloc[at].tolist()] for at in range(block.first, block.last + 1)]
    if spread:
        rows = [*(_spread(row, rows[-1]) for row in rows[:-1]), rows[-1]]
    found = []
    for column in range(len(cells.columns)):
        texts: list[str] = []
        for row in rows:
            if row[column] and (not texts or texts[-1] != row[column]):
                texts.append(row[column])
        found.append(tuple(texts))
    return tuple(found)


def names_of(columns: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """One name per column; „Spalte 3“ where it has none, and the column's number behind a name that is there twice."""
    names: list[str] = []
    for number, texts in enumerate(columns, 1):
        name = SEPARATOR.join(texts) or f"Spalte {number}"
        names.append(name if name not in names else f"{name} (Spalte {number})")
    return tuple(names)


def lookup(texts: tuple[str, ...]) -> str:
    """How the catalogue is asked for a column: a second row under a name may only be its unit.

    Of a year or date over the name the column has its period (``own_period``), so it is no part of the name.
    """
    texts = tuple(text for text in texts if not DATE_OR_YEAR.fullmatch(text)) or texts
    return f"{texts[0]} ({texts[1]})" if len(texts) == 2 else SEPARATOR.join(texts)


def own_period(texts: tuple[str, ...]) -> str:
    """The year or date that stands alone in a row of a column's header; "" where there is none or more than one."""
    found = {text for text in texts if DATE_OR_YEAR.fullmatch(text)}
    return found.pop() if len(found) == 1 and len(texts) > 1 else ""


def _rows(cells: pd.DataFrame, count: int) -> list[list[str]]:
    return [cells.iloc[at].tolist() for at in range(min(len(cells), count))]


def _is_data(row: list[str]) -> bool:
    return any(is_figure(cell) for cell in row) and sum(cell != "" for cell in row) > 1


def _is_part(row: list[str], below: list[list[str]]) -> bool:
    """Whether a row above the data (and above the rows of the header found so far) belongs to the header."""
    if not any(row[1:]):
        return False
    begun = next((other[0] for other in below if other[0]), "")
    return not (row[0] and begun and row[0] != begun)


def _may_be_data(row: list[str]) -> bool:
    """Whether a row has a first cell, and nothing but years and dates behind it."""
    behind = [cell for cell in row[1:] if cell]
    return bool(row[0] and behind) and any(DATE_OR_YEAR.fullmatch(cell) for cell in behind)


def _is_group(row: list[str], header: list[str]) -> bool:
    """Whether a row directly above a header groups its columns: texts over named columns, and no title or date."""
    over = [cell for cell, name in zip(row[1:], header[1:], strict=True) if cell and name and cell != name]
    if row[0] and row[0] != header[0]:
        return len(set(over)) > 1
    return len(set(over)) > 1 or any(not DATE_OR_YEAR.search(cell) for cell in over)


def _is_continued(row: list[str], header: list[str], labels: Sequence[int]) -> bool:
    filled = [cell for cell in row if cell]
    if len(filled) < 2 or any(is_figure(cell) or DATE_OR_YEAR.fullmatch(cell) for cell in filled):
        return False
    return all(row[at] in ("", header[at]) for at in labels or [0])


def _spread(row: list[str], below: list[str]) -> list[str]:
    found, group = [], ""
    for cell, name in zip(row, below, strict=True):
        group = cell or (group if name else "")
        found.append(group)
    return found
