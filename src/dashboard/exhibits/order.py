"""One official order of places out of the orders of several quarters."""

from collections.abc import Iterable, Sequence


def merged(sequences: Iterable[Sequence[str]]) -> list[str]:
    """One order out of several that agree: what is new goes after the one it follows."""
    order: list[str] = []
    for sequence in sequences:
        before = 0
        for area in sequence:
            if area not in order:
                order.insert(before, area)
            before = order.index(area) + 1
    return order
