"""A proposal: all that is known about a file before anything of it is written."""

from dataclasses import dataclass, field

from dashboard.errors import UserError
from dashboard.intake.changes import Changes
from dashboard.intake.content import Content
from dashboard.intake.decisions import DELIMITER, HEADER_ROW, SHEET, WHOLE_FILE, Answers, Decisions, question
from dashboard.intake.findings import Finding
from dashboard.intake.mapping import Column
from dashboard.intake.messages import Severity
from dashboard.intake.recognition import Layout


class FileHasErrors(UserError):
    """The file has errors and cannot be taken over; the message names the first ones."""


@dataclass(frozen=True)
class Proposal:
    """What a file would say, why it was read so, what is wrong with it and what it would change."""

    file_name: str
    sha256: str
    size: int
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    """The sheet that was read, of a workbook."""
    sheets: tuple[str, ...] = ()
    """All sheets with content; empty for a file without sheets."""
    layout: Layout | None = None
    profile: str | None = None
    supplier: str = ""
    period: str | None = None
    """Code of the one period the file is about; None where it holds several or none."""
    why: tuple[str, ...] = ()
    """German sentences: what was recognised, and by what."""
    columns: tuple[Column, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    """Texts of the file that were matched to a place, as they stand there, with the code of the place."""
    findings: tuple[Finding, ...] = ()
    content: Content = field(default_factory=lambda: Content(rows_read=0))
    changes: Changes = field(default_factory=Changes)
    decisions: Decisions = field(default_factory=Decisions)
    answers: dict[str, str] = field(default_factory=dict)
    """Answers that were used, given or remembered, by question."""
    mapping: str = "{}"
    """Canonical text of all decisions: the same bytes with the same one are the same upload."""
    known_upload: int | None = None
    """The upload in force with these bytes and decisions."""
    kept: bytes | None = field(default=None, repr=False)
    """What is stored instead of the file where something in it must not be kept (single flats)."""

    @property
    def errors(self) -> list[Finding]:
        """The findings that stop the file."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Finding]:
        """The findings that need a tick."""
        return [finding for finding in self.findings if finding.severity is Severity.WARNING]

    @property
    def remembered(self) -> frozenset[str]:
        """Questions that were answered for an earlier file of the supplier, and by nobody for this one."""
        now = self.decisions
        whole = {SHEET: now.sheet, HEADER_ROW: now.header_row, DELIMITER: now.delimiter}
        given = {question(subject, WHOLE_FILE) for subject, answer in whole.items() if answer is not None}
        return frozenset(self.answers.keys() - Answers.of(now.answers).known.keys() - given)

    def raise_on_errors(self) -> None:
        """Raise FileHasErrors where anything stops the file."""
        errors = self.errors
        if not errors:
            return
        shown = " ".join(f"Zeile {error.row}: {error.message}" if error.row else error.message for error in errors[:3])
        more = f" … und {len(errors) - 3} weitere." if len(errors) > 3 else ""
        raise FileHasErrors(f"Die Datei hat Fehler und wurde nicht übernommen. {shown}{more}")
