"""An attack on a published table by integer programming: all that can be worked out about the hidden counts.

It shares no code and no idea with the protection: each equation of the table is a constraint, each hidden count a
whole unknown of at least 0, and a solver finds the least and the greatest value that any solution gives it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp

PLENTY = 10
"""Above the least value an unknown is not followed further than this: three values are all that is asked for."""


@dataclass
class Published:
    """Counts with what is hidden of them, and the equations between them: each sum of some counts is another one."""

    counts: Sequence[int]
    hidden: Sequence[bool]
    sums: Sequence[tuple[Sequence[int], int]]
    """(positions of the summands, position of their sum)."""

    def possible(self, position: int) -> tuple[int, int]:
        """The least and the greatest possible value of a hidden count (the latter up to ``PLENTY`` above)."""
        unknown = [number for number, hidden in enumerate(self.hidden) if hidden]
        column = {number: where for where, number in enumerate(unknown)}
        matrix = np.zeros((len(self.sums), len(unknown)))
        known = np.zeros(len(self.sums))
        for row, (summands, total) in enumerate(self.sums):
            for number, sign in [*((number, 1) for number in summands), (total, -1)]:
                if self.hidden[number]:
                    matrix[row, column[number]] += sign
                else:
                    known[row] -= sign * self.counts[number]
        target = np.zeros(len(unknown))
        target[column[position]] = 1
        equations = LinearConstraint(matrix, known, known)
        free = Bounds(np.zeros(len(unknown)), np.full(len(unknown), np.inf))
        least = round(_solved(target, equations, free))
        free.ub[column[position]] = least + PLENTY
        return least, -round(_solved(-target, equations, free))


def two_way(table: npt.NDArray[np.int64], hidden: Sequence[bool]) -> Published:
    """A table with its margins: cells row by row, margins of rows, of columns, the total."""
    rows, columns = table.shape
    cells = rows * columns
    counts = [*table.ravel().tolist(), *table.sum(axis=1).tolist(), *table.sum(axis=0).tolist(), int(table.sum())]
    sums = [([row * columns + column for column in range(columns)], cells + row) for row in range(rows)]
    sums += [([row * columns + column for row in range(rows)], cells + rows + column) for column in range(columns)]
    sums.append(([cells + row for row in range(rows)], cells + rows + columns))
    sums.append(([cells + rows + column for column in range(columns)], cells + rows + columns))
    return Published(counts, hidden, sums)


def _solved(target: npt.NDArray[np.float64], equations: LinearConstraint, free: Bounds) -> float:
    found = milp(target, constraints=equations, bounds=free, integrality=np.ones(len(target)))
    assert found.success, found.message
    return float(found.fun)
