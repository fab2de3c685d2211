"""The copy of a file that is kept where it names single flats: their rows without names, addresses and positions."""

import csv
import io
from collections.abc import Collection

from dashboard.accommodation.models import FIGURES
from dashboard.intake.mapping import Mapped
from dashboard.tables import Grid, decoding, kinds

KEPT = frozenset({"art", "anrechnung", "traeger", "geschuetzt", *FIGURES})
"""Columns of facilities whose cells say nothing about a household's home."""


def without_flats(data: bytes, name: str, grid: Grid, mapped: Mapped, flats: Collection[int]) -> bytes:
    """The file as UTF-8 text in which the rows of the file in ``flats`` keep only their figures and their place.

    All other lines stay as they are, so that row numbers still fit.
    """
    lines = decoding.decode(kinds.text_bytes(data, name), name, encoding=grid.encoding).text.split("\n")
    kept = {column.position for column in mapped.columns if column.kind in ("period", "place") or column.name in KEPT}
    wanted = set(flats)
    for position, start in enumerate(grid.lines.tolist()):
        if start in wanted:
            cells = [cell if place in kept else "" for place, cell in enumerate(grid.row(position))]
            # A quoted cell may go on over several lines; the ones behind the first are left empty.
            span = 1 + sum(cell.count("\n") for cell in grid.row(position))
            lines[start - 1 : start - 1 + span] = [_joined(cells, grid.delimiter or ";")] + [""] * (span - 1)
    return "\n".join(lines).encode("utf-8-sig")


def _joined(cells: list[str], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="").writerow(cells)
    return text.getvalue()
