"""A supplier's own file given back: the same sheet with the places marked, what is wrong as comments, and a list.

Rows and columns stay where they were, so that the row numbers of the findings fit and the mended file can be handed
in as it is: the list is a sheet of its own, which is no table of figures.
"""

from collections.abc import Mapping
from pathlib import PurePath

import numpy as np
import pandas as pd

from dashboard.errors import NotAllowed
from dashboard.formats import join
from dashboard.intake.decisions import NOT_TAKEN
from dashboard.intake.findings import Finding
from dashboard.intake.messages import Severity
from dashboard.intake.proposal import Proposal
from dashboard.tables import Grid, Sheet, annotated, read, write_xlsx

LIST_NAME = "Befunde"
"""Name of the sheet that lists the findings; on reading it is left aside."""
WORDS = {Severity.ERROR: "Fehler", Severity.WARNING: "Warnung", Severity.INFO: "Hinweis"}
COLOURS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.INFO: "DDEBF7"}
WEIGHT = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
PERSONAL = "personal-data"
Cell = tuple[int, int]


def can_be_returned(proposal: Proposal) -> bool:
    """Whether there is anything to mark; a file with personal data is never written again."""
    return bool(proposal.findings) and all(finding.code != PERSONAL for finding in proposal.findings)


def file_name(proposal: Proposal) -> str:
    """The name of the file that is given back."""
    return f"{PurePath(proposal.file_name).stem[:100]} - Befunde.xlsx"


def returned(proposal: Proposal, data: bytes) -> bytes:
    """The workbook; ``data`` is the file that was checked. Raises NotAllowed where it holds personal data."""
    if any(finding.code == PERSONAL for finding in proposal.findings):
        raise NotAllowed("Eine Datei mit personenbezogenen Angaben wird nicht noch einmal ausgegeben.")
    grid = _grid(proposal, data)
    marked = _by_cell(proposal, grid)
    comments = {cell: "\n".join(_comment(finding) for finding in some) for cell, some in marked.items()}
    fills = {cell: COLOURS[max((f.severity for f in some), key=WEIGHT.__getitem__)] for cell, some in marked.items()}
    return write_xlsx([annotated(grid, comments=comments, fills=fills), _list(proposal)])


def proposed(finding: Finding) -> str:
    """What could stand there instead; "" where only the supplier knows. Leaving rows out is no value of a cell."""
    values = [choice.label for choice in finding.choices if choice.answer != NOT_TAKEN]
    return join(values) if finding.row is not None and len(values) <= 3 else ""


def _grid(proposal: Proposal, data: bytes) -> Grid:
    wishes = proposal.decisions
    grids = read(data, proposal.file_name, delimiter=wishes.delimiter, encoding=wishes.encoding)
    return next((grid for grid in grids if grid.sheet == proposal.sheet), grids[0])


def _by_cell(proposal: Proposal, grid: Grid) -> dict[Cell, list[Finding]]:
    """Findings by (position of the row, position of the column); those about no row of the sheet are left out."""
    columns = {column.header: column.position for column in reversed(proposal.columns)}
    found: dict[Cell, list[Finding]] = {}
    for finding in proposal.findings:
        row = _row(grid, finding.row)
        if row is not None:
            column = _column(grid, row, finding, columns)
            found.setdefault((row, column), []).append(finding)
    return found


def _row(grid: Grid, line: int | None) -> int | None:
    if line is None:
        return None
    row = int(np.searchsorted(grid.lines, line))
    return row if row < len(grid.lines) and grid.lines[row] == line else None


def _column(grid: Grid, row: int, finding: Finding, columns: Mapping[str, int]) -> int:
    """The column of a finding: by its header, else where its value stands in the row, else the first."""
    if finding.column and finding.column in columns:
        return columns[finding.column]
    cells = [text.strip() for text in grid.row(row)]
    for wanted in (finding.column, finding.value):
        if wanted and wanted in cells:
            return cells.index(wanted)
    return 0


def _comment(finding: Finding) -> str:
    value = proposed(finding)
    return f"{WORDS[finding.severity]}: {finding.message}" + (f"\nVorschlag: {value}" if value else "")


def _list(proposal: Proposal) -> Sheet:
    some = proposal.findings
    frame = pd.DataFrame(
        {
            "Art": [WORDS[finding.severity] for finding in some],
            "Zeile": ["" if finding.row is None else str(finding.row) for finding in some],
            "Spalte": [finding.column or "" for finding in some],
            "Inhalt": [finding.value or "" for finding in some],
            "Was zu tun ist": [finding.message for finding in some],
            "Vorschlag": [proposed(finding) for finding in some],
        },
        dtype="str",
    )
    return Sheet(LIST_NAME, frame, widths={"Was zu tun ist": 90, "Vorschlag": 40})
