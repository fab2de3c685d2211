"""What can be worked out about hidden counts, exactly: a table with its margins is a network.

Every count is the flow of an arc. A cell runs from its row to its column, a row's margin from a source to the row, a
column's from the column to a sink, the total back from the sink to the source. Whoever knows all shown counts can only
move hidden ones along cycles of hidden arcs, down to zero and without limit upwards. Flows of a network can be chosen
whole, so that every whole number between the least and the greatest possible value is possible (integral flow theorem;
for cell suppression: Fischetti and Salazar 2001, Castro 2006).
"""

import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

POSSIBLE = 3
"""How many values a count in need of protection must at least have, for whoever knows all that is shown."""
_UNBOUNDED = 1 << 40
_STEP = 1e-6
"""Cost of a step over what is hidden anyway: of equally cheap ways the shortest one."""
_Move = Literal["two up", "two down", "one each way"]


@dataclass
class Arc:
    """One count. ``cost`` is what is lost by hiding it."""

    key: Hashable
    tail: int
    head: int
    count: int
    cost: float
    hidden: bool = False


class Network:
    """Counts of tables that share margins; nodes are numbered from 0."""

    def __init__(self, arcs: Sequence[Arc]) -> None:
        self.arcs = list(arcs)
        nodes = max((max(arc.tail, arc.head) for arc in arcs), default=0) + 1
        self._room = np.zeros((nodes, nodes), dtype=np.int64)
        self._at: dict[int, list[tuple[Arc, int, bool]]] = defaultdict(list)
        for arc in arcs:
            self._at[arc.tail].append((arc, arc.head, True))
            self._at[arc.head].append((arc, arc.tail, False))
            if arc.hidden:
                self._open(arc)

    def hide(self, arc: Arc) -> None:
        """Let the count be hidden."""
        if not arc.hidden:
            arc.hidden = True
            self._open(arc)

    def protect(self, sensitive: Iterable[Arc]) -> None:
        """Hide these counts, and as many others at little cost as they need for ``POSSIBLE`` values each."""
        wanted = sorted(sensitive, key=lambda arc: -arc.count)
        for arc in wanted:
            self.hide(arc)
        for arc in wanted:  # what is hidden later only gives more room to those before
            if self.width(arc) < POSSIBLE - 1:
                for other in self._cheapest(arc):
                    self.hide(other)

    def width(self, arc: Arc) -> int:
        """How far apart the least and greatest possible value of a count are, counted up to ``POSSIBLE - 1``."""
        if not arc.hidden:
            return 0
        enough = POSSIBLE - 1
        self._open(arc, -1)
        up = self._flow(arc.head, arc.tail, enough)
        down = self._flow(arc.tail, arc.head, min(enough - up, arc.count)) if up < enough else 0
        self._open(arc)
        return up + down

    def _open(self, arc: Arc, way: int = 1) -> None:
        self._room[arc.tail, arc.head] += way * _UNBOUNDED
        self._room[arc.head, arc.tail] += way * arc.count

    def _flow(self, start: int, end: int, wanted: int) -> int:
        """The greatest flow between two nodes, up to ``wanted``; the network is as before afterwards."""
        found = 0
        room = self._room
        used: list[tuple[int, int, int]] = []
        while found < wanted:
            amount, path = wanted - found, self._path(start, end, wanted - found)
            if path is None:
                amount, path = 1, self._path(start, end, 1)
            if path is None:
                break
            for one, other in path:
                room[one, other] -= amount
                room[other, one] += amount
                used.append((one, other, amount))
            found += amount
        for one, other, amount in used:
            room[one, other] += amount
            room[other, one] -= amount
        return found

    def _path(self, start: int, end: int, least: int) -> list[tuple[int, int]] | None:
        """A shortest way over which ``least`` can flow; None where there is none."""
        usable = self._room >= least
        fresh = np.ones(len(usable), dtype=bool)
        fresh[start] = False
        levels: list[npt.NDArray[np.intp]] = [np.array([start])]
        while True:
            front = usable[levels[-1]].any(axis=0) & fresh
            if front[end]:
                break
            if not front.any():
                return None
            fresh &= ~front
            levels.append(np.flatnonzero(front))
        path, here = [], end
        for level in reversed(levels):
            before = int(level[usable[level, here].argmax()])
            path.append((before, here))
            here = before
        return path

    def _cheapest(self, arc: Arc) -> list[Arc]:
        """The other arcs of the cheapest cycle that gives this one its room."""
        ways: list[tuple[float, list[Arc]]] = [self._way(arc.head, arc.tail, arc, "two up")]
        if arc.count >= POSSIBLE - 1:
            ways.append(self._way(arc.tail, arc.head, arc, "two down"))
        ways.append(self._way(arc.head, arc.tail, arc, "one each way"))
        return min(ways, key=lambda way: way[0])[1]

    def _way(self, start: int, end: int, apart: Arc, move: _Move) -> tuple[float, list[Arc]]:
        """The cheapest way between two nodes over arcs that can bear the move; without one, of infinite cost."""
        costs, via = {start: 0.0}, dict[int, tuple[Arc, int]]()
        heap = [(0.0, start)]
        settled: set[int] = set()
        while heap:
            cost, node = heapq.heappop(heap)
            if node == end:
                return cost, self._back(via, start, end)
            if node in settled:
                continue
            settled.add(node)
            for arc, other, forward in self._at[node]:
                if arc is apart or other in settled or not _bears(arc, forward, move):
                    continue
                total = cost + (0.0 if arc.hidden else arc.cost) + _STEP
                if total < costs.get(other, np.inf):
                    costs[other], via[other] = total, (arc, node)
                    heapq.heappush(heap, (total, other))
        return np.inf, []

    @staticmethod
    def _back(via: dict[int, tuple[Arc, int]], start: int, end: int) -> list[Arc]:
        arcs = []
        while end != start:
            arc, end = via[end]
            arcs.append(arc)
        return arcs


def _bears(arc: Arc, forward: bool, move: _Move) -> bool:
    """Whether a count can take its part in a move: it can grow without limit, but not fall below zero."""
    if move == "one each way":
        return arc.count >= 1
    return forward or arc.count >= POSSIBLE - 1
