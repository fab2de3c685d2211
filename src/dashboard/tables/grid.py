"""A table as it stands in a file: text cells, the row numbers people see, and what had to be said."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

MAX_BYTES = 50 * 1024 * 1024  # packed or unpacked; also the limit of the upload dialog
MAX_ROWS = 2_000_000
MAX_COLUMNS = 2_000
MAX_CELLS = 40_000_000  # rows times columns of the filled-up table, so that one long row cannot eat the memory


class Span(NamedTuple):
    """Cells of one column of a Grid, from the first to the last row of the file that something is about.

    ``decimals``: the fewest that one of these numbers shows, where the remark is about what is shown.
    """

    column: int
    first: int
    last: int
    decimals: int | None = None


@dataclass(frozen=True)
class Remark:
    """Something about the file that must not go unsaid: a stable code, a German sentence, the first row it is about.

    ``cells``: where it is about certain columns, these; whoever knows what they mean can tell how grave it is.
    """

    code: str
    message: str
    line: int | None = None
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True, eq=False)
class Grid:
    """One sheet or text file, nothing interpreted: no header, no types, ragged rows filled up with "".

    cells: columns 0..n-1 of dtype str, "" is empty, line breaks inside a cell are "\\n".
    lines: per row, its number in the file as people count (first physical line of the row, Excel row).
    widths: per row, how many cells the file had there; a shorter row than its neighbours may be cut.
    kind: csv, tsv, text (one column), xlsx (also with macros), xls, ods; encoding and delimiter are None where the
    kind has none. Of workbooks, rows without content are left out, and so are empty columns left of the table:
    first_column is the sheet's column (0 is A) of column 0. sheet is the sheet's name; hidden, whether people see it.
    """

    cells: pd.DataFrame
    lines: npt.NDArray[np.int64]
    widths: npt.NDArray[np.int64]
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    kind: str
    remarks: tuple[Remark, ...] = ()
    hidden: bool = False
    first_column: int = 0

    def row(self, position: int) -> list[str]:
        """The cells of one row as a list, counted from 0."""
        cells: list[Any] = self.cells.iloc[position].tolist()
        return cells


def shown(name: str) -> str:
    """A file name fit for a message: without folders, without control characters, not endless."""
    last = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable())
    return last if len(last) <= 80 else f"{last[:60]}…{last[-15:]}"
