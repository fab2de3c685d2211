"""The copy of a file that is kept where it names single flats: their rows without names, addresses and positions."""

import csv
import io
from collections.abc import Collection
from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard.accommodation.models import FIGURES
from dashboard.intake.mapping import Mapped
from dashboard.tables import Grid, annotated, decoding, kinds, write_xlsx

KEPT = frozenset({"art", "anrechnung", "traeger", "geschuetzt", *FIGURES})
"""Columns of facilities whose cells say nothing about a household's home."""


def without_flats(data: bytes, name: str, grid: Grid, mapped: Mapped, flats: Collection[int]) -> bytes:
    """The file in which the rows in ``flats`` keep only their figures and their place; row numbers still fit.

    A text file becomes UTF-8 and is otherwise as it was. Of a workbook only the sheet that was read is kept, as XLSX:
    nobody has looked for flats in the others.
    """
    kept = {column.position for column in mapped.columns if column.kind in ("period", "place") or column.name in KEPT}
    if grid.sheet is not None:
        return _workbook(grid, kept, flats)
    lines = decoding.decode(kinds.text_bytes(data, name), name, encoding=grid.encoding).text.split("\n")
    wanted = set(flats)
    for position, start in enumerate(grid.lines.tolist()):
        if start in wanted:
            cells = [cell if place in kept else "" for place, cell in enumerate(grid.row(position))]
            # A quoted cell may go on over several lines; the ones behind the first are left empty.
            span = 1 + sum(cell.count("\n") for cell in grid.row(position))
            lines[start - 1 : start - 1 + span] = [_joined(cells, grid.delimiter or ";")] + [""] * (span - 1)
    return "\n".join(lines).encode("utf-8-sig")


def _workbook(grid: Grid, kept: Collection[int], flats: Collection[int]) -> bytes:
    homes = pd.Series(np.isin(grid.lines, list(flats)), index=grid.cells.index)
    columns = enumerate(grid.cells.items())
    cells = pd.DataFrame({name: cell if place in kept else cell.mask(homes, "") for place, (name, cell) in columns})
    return write_xlsx([annotated(replace(grid, cells=cells), comments={}, fills={})])


def _joined(cells: list[str], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="").writerow(cells)
    return text.getvalue()
