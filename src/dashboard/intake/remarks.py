"""How grave it is what reading the bytes had to say: that depends on what the columns it is about mean.

A number that merged cells repeat, or that its format shows rounded, may be a wrong figure, and a person has to look at
it. In a title, a note or a column that is not taken over it is none.
"""

from collections.abc import Iterable

from dashboard.accommodation.models import FIGURES
from dashboard.catalogue.catalogue import Catalogue
from dashboard.intake.findings import Findings
from dashboard.intake.mapping import Column, Mapped
from dashboard.intake.messages import REMARKS, Severity
from dashboard.tables import Remark, Span

OF_NUMBERS = frozenset({"merged-number", "merged-across", "merged-covered", "number-scaled", "number-rounded"})
"""Remarks that matter where they are about figures; the others that name cells, in every column that is taken over."""
ONLY_OF_NUMBERS = frozenset({"merged-number", "merged-across"})
"""What is usual elsewhere and needs no word: a year over several columns, or beside several rows."""
TAKEN = ("period", "place", "facility", "indicator", "dimension", "long")


def say_remarks(remarks: Iterable[Remark], mapped: Mapped, catalogue: Catalogue, findings: Findings) -> None:
    """Add the remarks of a sheet or text file to the findings, each with its severity (see ``REMARKS``).

    A remark about cells that are neither data nor taken over is information, whatever its code.
    """
    for remark in remarks:
        severity = REMARKS.get(remark.code, Severity.INFO)
        if remark.cells and not _concerns_data(remark, mapped, catalogue):
            if remark.code in ONLY_OF_NUMBERS:
                continue
            severity = Severity.INFO
        findings.add_remark(remark, severity)


def _concerns_data(remark: Remark, mapped: Mapped, catalogue: Catalogue) -> bool:
    columns = {column.position: column for column in mapped.columns if column.kind in TAKEN}
    return any(
        span.column in columns and _is_touched(span, remark.code, columns[span.column], mapped, catalogue)
        for span in remark.cells
    )


def _is_touched(span: Span, code: str, column: Column, mapped: Mapped, catalogue: Catalogue) -> bool:
    lines = mapped.table.lines
    if not len(lines) or span.last < lines[0] or span.first > lines[-1]:
        return False
    if code == "formula-without-value":
        # The formula itself stands there; one in a title or a note may be in the same column.
        return bool(mapped.cells(column).str.startswith("=").any())
    if code not in OF_NUMBERS:
        return True
    if column.kind == "indicator":
        decimals = catalogue.indicators[column.name].decimals
    elif column.name == "wert" or column.name in FIGURES:
        decimals = 0
    else:
        return False
    # As many decimals as the catalogue keeps are enough; a count that shows none should have none.
    return span.decimals is None or span.decimals < max(decimals, 1)
