"""Taking tables in: grid -> layout -> mapping -> checks -> proposal -> take over, take back, release."""

from dashboard.intake.commands import Receipt, redo, take_back, take_over
from dashboard.intake.decisions import Decisions
from dashboard.intake.findings import Choice, Finding
from dashboard.intake.messages import Severity
from dashboard.intake.proposal import FileHasErrors, Proposal
from dashboard.intake.reading import propose

__all__ = [
    "Choice",
    "Decisions",
    "FileHasErrors",
    "Finding",
    "Proposal",
    "Receipt",
    "Severity",
    "propose",
    "redo",
    "take_back",
    "take_over",
]
