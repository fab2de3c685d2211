"""Statistical confidentiality: which counts of persons are hidden, so that no small one can be worked out.

Primary: every count above zero and below the threshold. Secondary: as many others as are needed so that whoever knows
all shown cells and margins, and that counts are whole and not negative, is left with at least three possible values
for each of them. What is found is exact (see ``networks``), not a heuristic of safety; only which of several safe
patterns is taken follows costs: small counts are hidden before large ones, cells before margins.

τ-ARGUS, the program of the statistical offices, hides as many cells (a test compares them). It is not used at run
time: it takes nine times as long, knows no tables that share margins, may not be called by two threads at once, and
writes the unprotected counts into files.
"""

import math
from collections.abc import Hashable

import pandas as pd

from dashboard.observations.networks import Arc, Network

MARGIN = "Insgesamt"
"""Key of the margins."""
THRESHOLD = 5
"""Counts of persons below it, but above zero, are hidden."""
LOWEST, HIGHEST = 3, 20
"""What the threshold may be set to."""
SETTING = "disclosure_threshold"
MARGIN_COST, TOTAL_COST = 3.0, 30.0
"""How much dearer a margin and the total are than a cell of the same size."""


def protect(frame: pd.DataFrame, *, rows: str, columns: str, value: str, threshold: int = THRESHOLD) -> pd.DataFrame:
    """The table with all its margins, and which counts in it are hidden.

    ``frame``: every combination of row and column key once, whole counts of at least 0, no margins. Returns the columns
    ``rows``, ``columns``, ``value`` and ``hidden`` (bool): the cells in the order of the frame, then the margins of the
    rows, of the columns, and the total, under the key ``MARGIN``. Raises ValueError for anything else.
    """
    counts = _counts(frame, rows, columns, value)
    _require(threshold)
    row_keys, column_keys = _unique(counts, 0), _unique(counts, 1)
    if MARGIN in row_keys or MARGIN in column_keys:
        raise ValueError(f"„{MARGIN}“ is the key of the margins, which the frame must not have")
    if len(counts) != len(row_keys) * len(column_keys):
        raise ValueError("every combination of row and column key must be in the frame")
    network = Network(_two_way(counts, row_keys, column_keys))
    network.protect([arc for arc in network.arcs if is_small(arc.count, threshold)])
    found = [(*key, arc.count, arc.hidden) for arc in network.arcs if isinstance(key := arc.key, tuple)]
    result = pd.DataFrame(found, columns=[rows, columns, value, "hidden"])
    return result.astype({value: "int64", "hidden": bool})


def is_small(count: float, threshold: int) -> bool:
    """Whether a count of persons is to be hidden for itself."""
    return 0 < count < threshold


def cost_of(count: int, *, margin: bool = False) -> float:
    """What is lost by hiding a count: little for a small one, and a true zero is rather shown."""
    return (math.log2(count + 2) if count else 2.0) * (MARGIN_COST if margin else 1.0)


def _two_way(
    counts: dict[tuple[Hashable, Hashable], int], row_keys: list[Hashable], column_keys: list[Hashable]
) -> list[Arc]:
    row_of = {key: number for number, key in enumerate(row_keys)}
    column_of = {key: len(row_keys) + number for number, key in enumerate(column_keys)}
    source, sink = len(row_keys) + len(column_keys), len(row_keys) + len(column_keys) + 1
    arcs = [Arc((r, c), row_of[r], column_of[c], count, cost_of(count)) for (r, c), count in counts.items()]
    of_row: dict[Hashable, int] = dict.fromkeys(row_keys, 0)
    of_column: dict[Hashable, int] = dict.fromkeys(column_keys, 0)
    for (r, c), count in counts.items():
        of_row[r] += count
        of_column[c] += count
    arcs += [Arc((r, MARGIN), source, row_of[r], n, cost_of(n, margin=True)) for r, n in of_row.items()]
    arcs += [Arc((MARGIN, c), column_of[c], sink, n, cost_of(n, margin=True)) for c, n in of_column.items()]
    total = sum(counts.values())
    return [*arcs, Arc((MARGIN, MARGIN), sink, source, total, TOTAL_COST * cost_of(total))]


def _counts(frame: pd.DataFrame, rows: str, columns: str, value: str) -> dict[tuple[Hashable, Hashable], int]:
    found: dict[tuple[Hashable, Hashable], int] = {}
    for row, column, number in zip(frame[rows], frame[columns], frame[value], strict=True):
        if pd.isna(number) or number < 0 or number != int(number):
            raise ValueError(f"{number!r} in {row!r}, {column!r} is no whole count of at least 0")
        if (row, column) in found:
            raise ValueError(f"{row!r}, {column!r} is in the frame twice")
        found[row, column] = int(number)
    return found


def _unique(counts: dict[tuple[Hashable, Hashable], int], position: int) -> list[Hashable]:
    return list(dict.fromkeys(key[position] for key in counts))


def _require(threshold: int) -> None:
    if not LOWEST <= threshold <= HIGHEST:
        raise ValueError(f"the threshold is {LOWEST} to {HIGHEST}, not {threshold}")
