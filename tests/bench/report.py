"""The table of ratios that ``make bench`` ends with: what was measured beside what the house promises."""

import os
from dataclasses import dataclass

WORDS = 3
"""Columns of words, which are aligned left; those after them are figures."""


@dataclass(frozen=True)
class Line:
    """One promise: the measured ratio (or size), its limit, and the two figures it comes from, ready to print."""

    what: str
    measured: str
    compared_with: str
    ratio: float | None
    limit: float | None
    """The ratio may be at most this; None: told, not promised."""
    note: str = ""

    @property
    def verdict(self) -> str:
        """``ok``, ``OVER``, ``not measured``, or nothing where nothing was promised."""
        if self.ratio is None:
            return "not measured"
        if self.limit is None:
            return ""
        return "ok" if self.ratio <= self.limit else "OVER"


def milliseconds(seconds: float) -> str:
    """A duration, ready to print."""
    return f"{seconds * 1000:.1f} ms"


def table(lines: list[Line]) -> str:
    """All lines under a header; columns as wide as their widest cell."""
    rows = [("what", "measured", "compared with", "ratio", "limit", "verdict")]
    for line in lines:
        rows.append(
            (line.what, line.measured, line.compared_with, _plain(line.ratio), _plain(line.limit), line.verdict)
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    printed = ["  ".join(_aligned(row, widths)) for row in rows]
    notes = [f"{line.what}: {line.note}" for line in lines if line.note]
    return "\n".join([printed[0], "-" * len(printed[0]), *printed[1:], *notes])


def _plain(ratio: float | None) -> str:
    return "-" if ratio is None else f"{ratio:.2f}"


def _aligned(row: tuple[str, ...], widths: list[int]) -> list[str]:
    cells = zip(row, widths, strict=True)
    return [cell.ljust(width) if at < WORDS else cell.rjust(width) for at, (cell, width) in enumerate(cells)]


def weather() -> str:
    """How busy the machine is with other things; ratios stand, absolute times do not."""
    return f"cores {os.cpu_count()}, load {', '.join(f'{share:.1f}' for share in os.getloadavg())}"
