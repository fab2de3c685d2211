"""Findings: everything that is to be said about a file, collected while it is read and checked.

Of each code at most ``SHOWN`` findings are listed; one more says how many there are in all. The checks hand over rows
in bulk, so a file in which every row is wrong costs no more than one in which a thousand are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.intake.messages import MESSAGES, Severity
from dashboard.tables import Remark

SHOWN = 1000
LONGEST_VALUE = 120


@dataclass(frozen=True)
class Choice:
    """A possible answer to a finding's question: ``answer`` is given back, ``label`` is what people read."""

    answer: str
    label: str


@dataclass(frozen=True)
class Finding:
    """One finding: ``row`` as the user sees it in the file, ``column`` as they wrote it, ``value`` what stands there.

    ``question`` is the key under which an answer (one of ``choices``) settles it; empty where only the file can.
    """

    row: int | None
    column: str | None
    value: str | None
    severity: Severity
    code: str
    message: str
    question: str = ""
    choices: tuple[Choice, ...] = ()

    def as_json(self) -> dict[str, int | str | None]:
        """The finding as ``import --json`` prints it."""
        return {
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "severity": str(self.severity),
            "code": self.code,
            "message": self.message,
        }


@dataclass
class Findings:
    """Collects findings; ``close`` gives them in the order errors, warnings, infos, and then by row."""

    _listed: list[Finding] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    def add(
        self,
        code: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        question: str = "",
        choices: Sequence[Choice] = (),
        facts: Mapping[str, object] | None = None,
    ) -> None:
        """Add one finding; ``facts`` fill the code's sentence (``value`` is always among them).

        A question without choices is none: then only the file can settle it.
        """
        self._counts[code] += 1
        if self._counts[code] > SHOWN:
            return
        severity, template = MESSAGES[code]
        shown = None if value is None else _shown(value)
        message = template.format_map({"value": shown, **(facts or {})})
        public = code.partition("/")[0]
        asked = question if choices else ""
        self._listed.append(Finding(row, column, shown, severity, public, message, asked, tuple(choices)))

    def add_rows(
        self,
        code: str,
        rows: Iterable[int],
        values: Iterable[str],
        *,
        column: str | None,
        facts: Mapping[str, object] | None = None,
    ) -> None:
        """Add the same finding for many rows, each with what stands there."""
        for row, value in zip(rows, values, strict=True):
            self.add(code, row=int(row), column=column, value=value, facts=facts)

    def add_remark(self, remark: Remark, severity: Severity) -> None:
        """Add what reading the bytes had to say."""
        self._listed.append(Finding(remark.line, None, None, severity, remark.code, remark.message))

    def show_cells(self, headers: Sequence[str], lines: npt.NDArray[np.int64], cells: pd.DataFrame) -> None:
        """Let every finding about a cell show what stands there, letter by letter.

        ``lines``: the row of the file per row of ``cells``, ascending.
        """
        position_of = {header: position for position, header in reversed(list(enumerate(headers)))}
        for number, finding in enumerate(self._listed):
            column = position_of.get(finding.column or "")
            if finding.row is None or column is None:
                continue
            row = int(np.searchsorted(lines, finding.row))
            if row < len(lines) and lines[row] == finding.row:
                text = str(cells[column].iloc[row])
                self._listed[number] = replace(finding, value=_shown(text)) if text else finding

    @property
    def has_errors(self) -> bool:
        """Whether there is anything that stops the file."""
        return any(finding.severity is Severity.ERROR for finding in self._listed)

    def close(self) -> tuple[Finding, ...]:
        """All findings; for codes with more than ``SHOWN`` one more that says how many there are."""
        more = [
            Finding(
                None,
                None,
                None,
                MESSAGES[code][0],
                code.partition("/")[0],
                f"Denselben Befund gibt es an {count} Stellen; aufgeführt sind die ersten {SHOWN}.",
            )
            for code, count in self._counts.items()
            if count > SHOWN
        ]
        order = list(Severity)
        last = 1 << 60
        return tuple(
            sorted(
                [*self._listed, *more],
                key=lambda finding: (order.index(finding.severity), last if finding.row is None else finding.row),
            )
        )


def _shown(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}…"
