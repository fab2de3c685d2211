"""Invented variation that is the same on every machine and in every version of Python.

The module ``random`` promises neither across versions, so the numbers come from a hash of what they are for.
"""

from hashlib import blake2b


def share(*key: object) -> float:
    """A number in [0, 1) that belongs to ``key`` for good."""
    text = "/".join(str(part) for part in key)
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big") / 2**48


def whole(low: int, high: int, *key: object) -> int:
    """A whole number from ``low`` to ``high``, both included, that belongs to ``key`` for good."""
    return low + int(share(*key) * (high - low + 1))


def sway(width: float, *key: object) -> float:
    """A number in [-width, width) that belongs to ``key`` for good."""
    return (2 * share(*key) - 1) * width
